"""The directory of radio-browser.info: its mirrors, what they answer, and what is kept for when none does.

Mirrors come from the directory itself and are asked in random order, the next one where one fails, as its operators
ask for (https://api.radio-browser.info); so is a User-Agent that says who asks, and a click counted when a station
is played.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from prism_core.errors import NotFound, PrismError, Unavailable
from prism_media.catalogue.keys import short_id
from prism_media.catalogue.m3u.address import usable_logo
from prism_media.sources.json_stream import NotJson, document
from prism_media.sources.values import first, records, whole, words
from prism_media.upstream.client import USER_AGENT, Upstream, host_of
from prism_media.upstream.download import downloaded
from prism_media.upstream.errors import UpstreamNotVideo

AGENT = f"{USER_AGENT} (self-hosted player)"
ANSWER_LIMIT = 8 << 20
MIRRORS_SECONDS = 86_400
FRESH_SECONDS = 3600
"""How long an answer is given without asking again."""
KEPT_ANSWERS = 500
STALL_SECONDS = 8.0
_HOST = re.compile(r"^[A-Za-z0-9.-]{1,200}$")


@dataclass(frozen=True, slots=True)
class Station:
    """A radio station of the directory."""

    uuid: str
    name: str
    url: str
    country: str = ""
    tags: tuple[str, ...] = ()
    codec: str = ""
    bitrate: int | None = None
    logo: str = ""


class Directory:
    """Asks the directory. Answers are kept in `folder`, and given from there while no mirror answers."""

    def __init__(
        self, upstream: Upstream, folder: Path, now: Callable[[], float], entrance: str, seed: int | None = None
    ) -> None:
        self._upstream = upstream
        self._folder = folder
        self._now = now
        self._entrance = entrance
        self._random = random.Random(seed)

    async def search(self, *, name: str = "", country: str = "", tag: str = "", limit: int = 50) -> list[Station]:
        """Stations that fit, the most listened to first; without a wish, the most listened to of all.

        Raises:
            Unavailable: no mirror answers, and this was never asked before.
        """
        wishes = {"name": name, "tag": tag.lower(), ("countrycode" if len(country) == 2 else "country"): country}
        asked = {key: value.strip() for key, value in wishes.items() if value.strip()}
        asked |= {"order": "clickcount", "reverse": "true", "hidebroken": "true", "limit": str(limit)}
        return _stations(await self._kept(f"/json/stations/search?{urlencode(asked)}"))

    async def station(self, uuid: str) -> Station:
        """One station.

        Raises:
            NotFound: the directory has none with this id.
            Unavailable: no mirror answers, and it was never asked for before.
        """
        found = _stations(await self._kept(f"/json/stations/byuuid?{urlencode({'uuids': uuid})}"))
        if not found:
            raise NotFound(f"the directory has no station {uuid!r}")
        return found[0]

    async def click(self, uuid: str) -> None:
        """Tell the directory that a station is listened to; it ranks by that, and nobody waits for it."""
        try:
            await self._ask(f"/json/url/{uuid}")
        except PrismError:
            return

    async def _kept(self, path: str) -> object:
        file = self._folder / f"{short_id('radio', path)}.json"
        kept = await asyncio.to_thread(_read, file)
        if kept is not None and self._now() - kept[0] < FRESH_SECONDS:
            return kept[1]
        try:
            answer = await self._ask(path)
        except PrismError as error:
            if kept is not None:
                return kept[1]
            raise Unavailable(f"the radio directory does not answer ({error.message}); try again later") from error
        await asyncio.to_thread(_write, file, [self._now(), answer])
        return answer

    async def _ask(self, path: str) -> object:
        """The answer of the first mirror that gives one."""
        failure: PrismError = Unavailable("the directory names no mirror")
        for mirror in await self._mirrors():
            try:
                return await self._get(mirror + path)
            except PrismError as error:
                failure = error
        raise failure

    async def _mirrors(self) -> list[str]:
        file = self._folder / "mirrors.json"
        kept = await asyncio.to_thread(_read, file)
        if kept is None or self._now() - kept[0] > MIRRORS_SECONDS:
            try:
                given = records(await self._get(f"{self._entrance}/json/servers"))
            except PrismError:
                given = []
            names = sorted({name for said in given if _HOST.match(name := first(said, "name"))})
            if names:
                kept = (self._now(), names)
                await asyncio.to_thread(_write, file, list(kept))
        names = [words(name) for name in kept[1]] if kept and isinstance(kept[1], list) else []
        mirrors = [f"https://{name}" for name in names]
        self._random.shuffle(mirrors)
        return [*mirrors[:4], self._entrance]

    async def _get(self, url: str) -> object:
        headers = {"User-Agent": AGENT}
        async with downloaded(self._upstream, url, ANSWER_LIMIT, headers, stall_seconds=STALL_SECONDS) as file:
            try:
                return document(file.chunks())
            except NotJson as error:
                raise UpstreamNotVideo(f"{host_of(url)}: {error}") from None


def _stations(answer: object) -> list[Station]:
    found: dict[str, Station] = {}
    for said in records(answer):
        uuid, url = first(said, "stationuuid"), first(said, "url_resolved", "url")
        if not uuid or not url.startswith(("http://", "https://")) or said.get("lastcheckok") in {0, "0"}:
            continue
        tags = [tag.strip() for tag in words(said.get("tags")).split(",")]
        found.setdefault(
            uuid,
            Station(
                uuid=uuid,
                name=first(said, "name") or host_of(url),
                url=url,
                country=first(said, "country", "countrycode"),
                tags=tuple(dict.fromkeys(tag for tag in tags if tag))[:20],
                codec=first(said, "codec"),
                bitrate=whole(said.get("bitrate")) or None,
                logo=usable_logo(first(said, "favicon")),
            ),
        )
    return list(found.values())


def _read(file: Path) -> tuple[float, object] | None:
    try:
        at, answer = json.loads(file.read_text())
    except (OSError, ValueError):
        return None
    return float(at), answer


def _write(file: Path, content: Sequence[object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_suffix(".new")
    made.write_text(json.dumps(content))
    made.replace(file)
    kept = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
    for old in kept[:-KEPT_ANSWERS]:
        old.unlink(missing_ok=True)
