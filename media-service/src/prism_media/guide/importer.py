"""Imports programme guides: streamed, beside the guide that is being shown, swapped in when complete."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from prism_core.errors import BadInput, Conflict, Internal, NotFound, PrismError, TooLarge
from prism_media.catalogue.keys import short_id
from prism_media.guide.items import Item
from prism_media.guide.model import GuideImported
from prism_media.guide.rows import GuideReport
from prism_media.guide.store import GuideStore
from prism_media.guide.worker import ORDER, Order, Outcome, import_here, import_items
from prism_media.guide.xmltv import Wishes
from prism_media.upstream.client import Upstream, host_of
from prism_media.upstream.download import Downloaded, downloaded, read_chunks

log = logging.getLogger(__name__)

GUIDE_LIMIT = 2 << 30
"""Bytes as downloaded; the largest public feeds have 1 GB of XML in 120 MB of gzip."""
SMALL = 256 << 10
"""Bytes. Up to here a thread is done before a process has started."""
SOON = 10_000
"""Programmes. Up to here a guide is searchable before its import is answered, which takes a tenth of a second."""
WHOLE = 0.9
"""A feed that was cut off replaces what is there only if it has this part of it."""
_UNMATCHED_SHOWN = 100


class GuideImporter:
    """Brings guides into the database, one at a time: two at once would only wait for each other's writes."""

    def __init__(
        self, store: GuideStore, upstream: Upstream, now: Callable[[], float], wishes: Wishes | None = None
    ) -> None:
        self._store = store
        self._upstream = upstream
        self._now = now
        self._wishes = wishes or Wishes()
        self._settling: asyncio.Task[None] | None = None
        self._closing = threading.Event()
        self._one_at_a_time = asyncio.Lock()

    async def from_address(self, url: str, name: str | None = None, *, playlist_id: str | None = None) -> GuideImported:
        """Fetch and import a guide; the same address again refreshes it, asking first whether it changed.

        What the guide's row says of user agent and waiting holds. A failure is noted there, and what was told stays.
        """
        return await self._fetch(short_id("guide", url), url, name, playlist_id)

    async def _fetch(self, guide_id: str, url: str, name: str | None, playlist_id: str | None) -> GuideImported:
        known = await self._store.guide(guide_id) or {}
        try:
            async with downloaded(
                self._upstream, url, GUIDE_LIMIT, _headers(known), stall_seconds=known.get("timeout_seconds")
            ) as file:
                return await self._take(file, {"id": guide_id, **known}, url, name, playlist_id)
        except PrismError as error:
            await self._store.note(guide_id, checked_at=int(self._now()), failure=str(error))
            raise

    async def _take(
        self, file: Downloaded, known: dict[str, Any], url: str, name: str | None, playlist_id: str | None
    ) -> GuideImported:
        if file.unchanged:
            await self._store.note(known["id"], checked_at=int(self._now()), failure=None)
            return _imported(known, GuideReport(known["channel_count"], known["programme_count"]), [])
        about = {
            "id": known["id"],
            "name": name or known.get("name") or host_of(url),
            "url": url,
            "etag": file.etag,
            "last_modified": file.last_modified,
            **({"playlist_id": playlist_id} if playlist_id else {}),
        }
        return await self._import_file(file.file, about)

    async def from_file(self, file: IO[bytes], name: str) -> GuideImported:
        """Import a guide that was uploaded, as a new one."""
        return await self._import_file(file, {"id": short_id("guide", secrets.token_hex(16)), "name": name})

    async def from_bytes(self, chunks: Iterable[bytes], name: str) -> GuideImported:
        """Import a guide that is in memory, as a new one."""
        with SpooledTemporaryFile(max_size=SMALL) as file:
            file.writelines(chunks)
            file.seek(0)
            return await self.from_file(file, name)

    async def refresh(self, guide_id: str) -> GuideImported:
        """Fetch a guide again.

        Raises:
            NotFound: there is no such guide.
            Conflict: it was uploaded, so there is nowhere to fetch it from.
        """
        guide = await self._store.guide(guide_id)
        if guide is None:
            raise NotFound(f"no guide {guide_id!r}")
        if guide["url"] is None:
            raise Conflict(f"{guide['name']!r} has no address; upload it again instead")
        return await self._fetch(guide_id, guide["url"], guide["name"], None)

    async def from_items(
        self, items: Iterable[Item], guide_id: str, name: str, *, url: str | None = None
    ) -> GuideImported:
        """Import what was made here, in the place of the guide with this id."""

        async def work(order: Order) -> Outcome:
            return Outcome(await asyncio.to_thread(import_items, items, order.url, order.import_id))

        return await self._import(work, {"id": guide_id, "name": name, "url": url})

    async def _import_file(self, file: IO[bytes], about: dict[str, Any]) -> GuideImported:
        async def work(order: Order) -> Outcome:
            if await asyncio.to_thread(_size, file) <= SMALL:
                return await asyncio.to_thread(import_here, read_chunks(file), order)
            return await _in_process(file, order)

        return await self._import(work, about)

    async def _import(self, work: Callable[[Order], Any], about: dict[str, Any]) -> GuideImported:
        """Write an import beside the current one and put it in its place.

        Raises:
            BadInput: it is no guide, or so much less of one than before that it was cut off; the old one stays.
            TooLarge: it is a bomb.
        """
        async with self._one_at_a_time:
            order = Order(self._store.url, await self._store.next_import(), self._wishes)
            try:
                outcome = await work(order)
                _check(outcome, await self._store.guide(about["id"]))
                matched = await self._store.publish(_row(about, outcome.report, order.import_id, int(self._now())))
            except BaseException:
                await self._store.discard(order.import_id)
                raise
            unmatched = await self._store.unmatched(order.import_id, _UNMATCHED_SHOWN)
            await self._settled(outcome.report.programmes)
        return _imported({"id": about["id"], "matched_count": matched}, outcome.report, unmatched)

    def settle(self) -> asyncio.Task[None]:
        """Remove in the background what no guide has any more, and index what the search does not know yet."""
        before = self._settling

        async def work() -> None:
            if before:
                await asyncio.wait([before])
            try:
                await self._store.sweep()
                await self._store.index(int(self._now()), self._closing.is_set)
            except Exception:  # the top of a task; the next import or start takes it up again
                log.exception("guide was not settled")

        self._settling = asyncio.create_task(work(), name="guide settling")
        return self._settling

    async def close(self) -> None:
        """Leave off settling; it is taken up at the next start."""
        self._closing.set()
        if self._settling:
            await asyncio.wait([self._settling])

    async def _settled(self, programmes: int) -> None:
        """Settle; only where that takes no time is it waited for."""
        settling = self.settle()
        if programmes <= SOON:
            await asyncio.shield(settling)


def _headers(guide: dict[str, Any]) -> dict[str, str]:
    said = {
        "User-Agent": guide.get("user_agent"),
        "If-None-Match": guide.get("etag"),
        "If-Modified-Since": guide.get("last_modified"),
    }
    return {name: value for name, value in said.items() if value}


def _size(file: IO[bytes]) -> int:
    """Bytes from where the file stands."""
    at = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(at)
    return end - at


async def _in_process(file: IO[bytes], order: Order) -> Outcome:
    if isinstance(file, SpooledTemporaryFile):
        await asyncio.to_thread(file.rollover)
    file.flush()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "prism_media.guide.worker",
        stdin=file.fileno(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={**os.environ, ORDER: json.dumps(asdict(order))},
    )  # fmt: skip
    try:
        said, complaint = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode:
        last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Internal(f"the guide could not be imported: {last or f'the worker ended with {process.returncode}'}")
    outcome = json.loads(said)
    return Outcome(GuideReport(**outcome["report"]), outcome["refused"], outcome["message"])


def _check(outcome: Outcome, current: dict[str, Any] | None) -> None:
    if outcome.refused == "too-large":
        raise TooLarge(outcome.message)
    if outcome.refused:
        raise BadInput(outcome.message)
    before, came = (current["programme_count"] if current else 0), outcome.report.programmes
    if outcome.report.truncated and came < WHOLE * before:
        raise BadInput(f"the guide ended early, with {came} programmes of {before} before; what was there stays")


def _row(about: dict[str, Any], report: GuideReport, import_id: int, now: int) -> dict[str, Any]:
    return {
        "url": None,
        **about,
        "current_import": import_id,
        "channel_count": report.channels,
        "programme_count": report.programmes,
        "imported_at": now,
        "checked_at": now,
        "failure": None,
        "truncated": report.truncated,
    }


def _imported(guide: dict[str, Any], report: GuideReport, unmatched: list[str]) -> GuideImported:
    return GuideImported(
        id=guide["id"],
        channels_imported=report.channels,
        programmes_imported=report.programmes,
        channels_matched=guide["matched_count"],
        skipped=report.skipped,
        truncated=report.truncated,
        unmatched=unmatched,
        diagnosis=diagnosis(guide["matched_count"], report.channels, unmatched),
    )


def diagnosis(matched: int, channels: int, unmatched: list[str]) -> str | None:
    """A sentence for whoever wonders why a guide shows nothing."""
    if matched or not channels:
        return None
    examples = ", ".join(repr(xml_id) for xml_id in unmatched[:3])
    return (
        f"0 of {channels} guide channels match a channel by id or name (such as {examples}); compare them with the "
        "tvg-id of your channels, or choose a guide channel for each by hand"
    )
