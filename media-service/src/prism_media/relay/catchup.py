"""Past programmes: the address under which a provider's archive plays what was on."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, Protocol
from urllib.parse import urlencode, urljoin
from zoneinfo import ZoneInfo

from prism_core.errors import BadInput, Unsupported
from prism_media.catalogue.health import Source
from prism_media.relay.placeholders import Span, filled

DEFAULT_DAYS = 7.0
"""How far an archive goes back where its playlist does not say."""
OPEN_SECONDS = 4 * 3600
"""Asked for where no end is given: longer than nearly every programme."""
_REMEMBERED = 512

_FLUSSONIC = re.compile(r"^(?P<base>https?://[^/]+/.*)/(?P<name>[^/?]*)(?P<query>\?.*)?$")
_XTREAM = re.compile(
    r"^(?P<base>https?://[^/]+(?:/[^?]*)?)/(?P<user>[^/?]+)/(?P<password>[^/?]+)/(?P<stream>[^/.?]+)"
    r"(?P<extension>\.\w+)?(?P<query>\?.*)?$"
)


class NoCatchUp(Unsupported):
    """The channel has no archive."""

    kind = "no-catch-up"


class OutsideArchive(BadInput):
    """The archive does not go that far."""

    kind = "outside-archive"


@dataclass(frozen=True, slots=True)
class Archive:
    """How a channel's archive is asked: its live address, the `catchup` attributes, the provider's clocks."""

    url: str
    kind: str = ""
    days: float | None = None
    source: str = ""
    correction: float | None = None
    """Hours that the provider's times are ahead; they are taken off what is asked for, as in Kodi."""
    zone: tzinfo = UTC

    @property
    def by_name(self) -> bool:
        """Whether its programmes are asked for by the guide's `catchup-id`."""
        return "{catchup-id}" in self.source or (self.kind == "vod" and not self.source)


def catchup_url(archive: Archive, start: datetime, stop: datetime | None, now: datetime, programme: str = "") -> str:
    """The address that plays the archive from `start` to `stop`; `programme` is the guide's `catchup-id`.

    Raises:
        NoCatchUp: there is no archive, or it is of an unknown kind.
        OutsideArchive: `start` is to come, or longer ago than the archive goes back, or `stop` is not after it.
    """
    make = _KINDS.get(archive.kind or ("default" if archive.source else "shift"))
    if make is None:
        raise NoCatchUp(f"the channel's archive is of the kind {archive.kind!r}, which is unknown here")
    days = archive.days if archive.days and archive.days > 0 else DEFAULT_DAYS
    within(start, stop, now, days)
    shift = timedelta(hours=archive.correction or 0.0)
    end = stop or min(now, start + timedelta(seconds=OPEN_SECONDS))
    return make(archive, Span(start - shift, end - shift, now, archive.zone, programme))


def within(start: datetime, stop: datetime | None, now: datetime, days: float) -> None:
    """Make sure that an archive which goes back `days` holds what was on from `start` to `stop`.

    Raises:
        OutsideArchive: it does not.
    """
    if start >= now:
        raise OutsideArchive("the programme has not begun yet; ask again when it has")
    if stop is not None and stop <= start:
        raise OutsideArchive("stop has to lie after start")
    if start < now - timedelta(days=days, hours=1):
        raise OutsideArchive(f"the channel's archive goes back {days:g} days; this is longer ago")


def _default(archive: Archive, span: Span) -> str:
    if not archive.source:
        return filled(archive.url, span)
    # A template without a scheme is added to the channel's address, as with `append`.
    if archive.source.startswith(("?", "&")):
        return _append(archive, span)
    return urljoin(archive.url, filled(archive.source, span))


def _append(archive: Archive, span: Span) -> str:
    return filled(_joined(archive.url, archive.source), span)


def _shift(archive: Archive, span: Span) -> str:
    return filled(_joined(archive.url, archive.source or "?utc={utc}&lutc={lutc}"), span)


def _joined(url: str, more: str) -> str:
    """Both as one address: a query that is added to one that is there goes on with `&`."""
    return f"{url}&{more[1:]}" if more.startswith("?") and "?" in url else url + more


def _flussonic(archive: Archive, span: Span) -> str:
    """(https://flussonic.com/doc/dvr-playback): what is over has an end, what is on air goes on."""
    if archive.source:
        return _default(archive, span)
    found = _FLUSSONIC.match(archive.url)
    if found is None:
        raise NoCatchUp("the channel's address is not one of Flussonic, which its catchup attribute says")
    start, over = int(span.start.timestamp()), span.stop < span.now
    name, query = found["name"], found["query"] or ""
    if not name.endswith(".m3u8") and archive.kind != "flussonic-hls":
        return f"{found['base']}/{f'archive-{start}-{span.seconds}' if over else f'timeshift_abs-{start}'}.ts{query}"
    listed = name.removesuffix(".m3u8").removesuffix("mpegts")
    if over:
        return f"{found['base']}/{listed or 'index'}-{start}-{span.seconds}.m3u8{query}"
    lead = "" if listed in {"", "index"} else f"{listed}-"
    return f"{found['base']}/{lead}timeshift_abs-{start}.m3u8{query}"


def _xtream(archive: Archive, span: Span) -> str:
    if archive.source:
        return _default(archive, span)
    found = _xtream_parts(archive.url)
    place = "timeshift/{user}/{password}/{minutes}/{start}/{stream}{extension}{query}".format(
        user=found["user"],
        password=found["password"],
        minutes=_minutes(span),
        start=span.start.astimezone(span.zone).strftime("%Y-%m-%d:%H-%M"),
        stream=found["stream"],
        extension=found["extension"] or ".ts",
        query=found["query"] or "",
    )
    return f"{found['base']}/{place}"


def _xtream_script(archive: Archive, span: Span) -> str:
    """The older form, which some panels know alone."""
    found = _xtream_parts(archive.url)
    asked = {
        "username": found["user"],
        "password": found["password"],
        "stream": found["stream"],
        "start": span.start.astimezone(span.zone).strftime("%Y-%m-%d:%H-%M"),
        "duration": _minutes(span),
    }
    return f"{found['base']}/streaming/timeshift.php?{urlencode(asked, safe=':')}"


def _xtream_parts(url: str) -> Mapping[str, str | None]:
    found = _XTREAM.match(url)
    if found is None:
        raise NoCatchUp("the channel's address is not one of Xtream Codes, which its catchup attribute says")
    parts = found.groupdict()
    return {**parts, "base": (parts["base"] or "").removesuffix("/live")}


def _minutes(span: Span) -> int:
    return -(-span.seconds // 60)


def _vod(archive: Archive, span: Span) -> str:
    if not span.programme and "{catchup-id}" in (archive.source or "{catchup-id}"):
        raise NoCatchUp("the guide does not say under which name the programme is kept")
    return urljoin(archive.url, filled(archive.source or "{catchup-id}", span))


_KINDS: dict[str, Callable[[Archive, Span], str]] = {
    "default": _default,
    "append": _append,
    "shift": _shift,
    "timeshift": _shift,
    "flussonic": _flussonic,
    "flussonic-hls": _flussonic,
    "flussonic-ts": _flussonic,
    "fs": _flussonic,
    "xc": _xtream,
    "xtream": _xtream,
    "xc-php": _xtream_script,
    "vod": _vod,
}


class Programmes(Protocol):
    """What a guide knows of past programmes: `prism_media.guide.archived.ArchivedProgrammes`."""

    async def kept_as(self, channel_id: str, at: int) -> str:
        """The `catchup-id` of what a channel showed at a time; empty where there is none."""
        ...

    async def stop_of(self, channel_id: str, start: int) -> int | None:
        """When what began then ended."""
        ...


class Archives:
    """The archives of the catalogue's channels.

    An address is remembered for its programme: some hold the time of asking, and a player that loads a playlist
    again must find the one that it began.
    """

    def __init__(self, now: Callable[[], float], programmes: Programmes | None = None) -> None:
        self._now = now
        self._programmes = programmes
        self._made: OrderedDict[tuple[str, str, datetime, datetime | None], str] = OrderedDict()

    async def archived(self, channel: str, source: Source, start: datetime, stop: datetime | None) -> Source:
        """The source of `channel` with the address that plays what was on from `start`.

        Raises:
            NoCatchUp, OutsideArchive: see `catchup_url`.
        """
        if not source.catchup:
            raise NoCatchUp("the channel has no archive: its playlist says nothing of catch-up")
        key = (source.id, source.url, start, stop)
        if key not in self._made:
            archive, now = archive_of(source), datetime.fromtimestamp(self._now(), UTC)
            programme = await self._kept_as(channel, source, int(start.timestamp())) if archive.by_name else ""
            self._made[key] = catchup_url(archive, start, stop, now, programme)
            while len(self._made) > _REMEMBERED:
                self._made.popitem(last=False)
        return replace(source, url=self._made[key])

    async def programme(self, channel: str, start: datetime) -> datetime | None:
        """When the programme ended that began then, where the guide knows."""
        if self._programmes is None:
            return None
        stop = await self._programmes.stop_of(channel, int(start.timestamp()))
        return None if stop is None else datetime.fromtimestamp(stop, UTC)

    async def _kept_as(self, channel: str, source: Source, at: int) -> str:
        """By the guide of the source itself, since names are its provider's, else by the channel's."""
        if self._programmes is None:
            return ""
        return await self._programmes.kept_as(source.id, at) or await self._programmes.kept_as(channel, at)


def archive_of(source: Source) -> Archive:
    """What a source's row says of its archive."""
    said: Mapping[str, Any] = source.catchup or {}
    return Archive(
        source.url,
        str(said.get("kind") or "").lower(),
        said.get("days"),
        str(said.get("source") or ""),
        said.get("correction"),
        _zone(source.account or {}),
    )


def _zone(account: Mapping[str, Any]) -> tzinfo:
    """Where the provider's clocks are, which know summer time, else how far they are from UTC."""
    try:
        return ZoneInfo(account["timezone"])
    except (KeyError, TypeError, ValueError, OSError):
        offset = account.get("offset_seconds")
        return timezone(timedelta(seconds=offset)) if isinstance(offset, int) else UTC
