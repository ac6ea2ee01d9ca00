"""HLS playlists as data (RFC 8216): the variants and renditions of a master, the segments of a media playlist."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from prism_core.errors import BadInput

_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^,]*)')


@dataclass(frozen=True)
class Variant:
    """One encoding of the whole programme; `audio` and `subtitles` name the groups that go with it."""

    url: str
    bandwidth: int
    audio: str | None = None
    subtitles: str | None = None


@dataclass(frozen=True)
class Rendition:
    """An alternative sound or subtitle track. `url` is None where it is part of the variants themselves."""

    kind: str
    group: str
    url: str | None
    language: str | None
    default: bool


@dataclass(frozen=True)
class Master:
    """A master playlist."""

    variants: tuple[Variant, ...]
    renditions: tuple[Rendition, ...]

    def sound_url(self) -> str:
        """The smallest playlist that carries the programme's sound.

        Raises:
            BadInput: the playlist has no variant.
        """
        if not self.variants:
            raise BadInput("the master playlist lists no variant; nothing can be played from it")
        smallest = min(self.variants, key=lambda variant: variant.bandwidth)
        tracks = [r for r in self.renditions if r.kind == "AUDIO" and r.group == smallest.audio and r.url]
        tracks.sort(key=lambda rendition: not rendition.default)
        return tracks[0].url if tracks and tracks[0].url else smallest.url

    def subtitle_tracks(self) -> tuple[Rendition, ...]:
        """Subtitle renditions that have a playlist of their own, the programme's choice first."""
        tracks = [r for r in self.renditions if r.kind == "SUBTITLES" and r.url]
        return tuple(sorted(tracks, key=lambda rendition: not rendition.default))


@dataclass(frozen=True)
class ByteRange:
    """`length` bytes from `start` on."""

    start: int
    length: int


@dataclass(frozen=True)
class Resource:
    """A URL, or a part of what is there."""

    url: str
    part: ByteRange | None = None


@dataclass(frozen=True)
class Entry:
    """One segment as the playlist announces it. at: Unix seconds of its first sample, where the stream says."""

    sequence: int
    source: Resource
    initialisation: Resource | None
    duration: float
    at: float | None
    discontinuity: bool
    encrypted: bool
    gap: bool = False
    """Its sound and picture are missing upstream (EXT-X-GAP)."""


@dataclass(frozen=True)
class Media:
    """A media playlist. target: the longest segment, in seconds. ended: no more segments will come."""

    target: float
    entries: tuple[Entry, ...]
    ended: bool


def parse(text: str, url: str) -> Master | Media:
    """The playlist `text` found at `url`, addresses resolved against it.

    Raises:
        BadInput: it is no HLS playlist.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    if not lines or not lines[0].startswith("#EXTM3U"):
        raise BadInput("not an HLS playlist: it does not begin with #EXTM3U")
    if any(line.startswith("#EXT-X-STREAM-INF:") for line in lines):
        return _master(lines, url)
    return _Media(url).read(lines)


def _master(lines: list[str], url: str) -> Master:
    variants: list[Variant] = []
    renditions: list[Rendition] = []
    pending: dict[str, str] | None = None
    for line in lines:
        if line.startswith("#EXT-X-STREAM-INF:"):
            pending = attributes(line)
        elif line.startswith("#EXT-X-MEDIA:"):
            renditions.append(_rendition(attributes(line), url))
        elif line and not line.startswith("#") and pending is not None:
            bandwidth = int(pending.get("BANDWIDTH", "0") or 0)
            variants.append(Variant(urljoin(url, line), bandwidth, pending.get("AUDIO"), pending.get("SUBTITLES")))
            pending = None
    return Master(tuple(variants), tuple(renditions))


def _rendition(found: dict[str, str], url: str) -> Rendition:
    return Rendition(
        kind=found.get("TYPE", ""),
        group=found.get("GROUP-ID", ""),
        url=urljoin(url, found["URI"]) if "URI" in found else None,
        language=found.get("LANGUAGE"),
        default=found.get("DEFAULT") == "YES",
    )


class _Media:
    """Reads the tags of a media playlist in order; each segment takes what stands before it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._target, self._sequence, self._ended = 2.0, 0, False
        self._map: Resource | None = None
        self._encrypted = self._gap = False
        self._duration = 0.0
        self._at: float | None = None
        self._next_at: float | None = None
        self._discontinuity = False
        self._range: str | None = None
        self._range_end = 0
        self._entries: list[Entry] = []

    def read(self, lines: list[str]) -> Media:
        for line in lines:
            if line.startswith("#"):
                self._tag(line)
            elif line:
                self._segment(line)
        return Media(self._target, tuple(self._entries), self._ended)

    def _tag(self, line: str) -> None:
        name, _, value = line.partition(":")
        match name:
            case "#EXT-X-TARGETDURATION":
                self._target = float(value)
            case "#EXT-X-MEDIA-SEQUENCE":
                self._sequence = int(value)
            case "#EXT-X-ENDLIST":
                self._ended = True
            case "#EXTINF":
                self._duration = float(value.split(",")[0])
            case "#EXT-X-GAP":
                self._gap = True
            case "#EXT-X-DISCONTINUITY":
                self._discontinuity, self._next_at = True, None
            case "#EXT-X-PROGRAM-DATE-TIME":
                self._at = unix_time(value)
            case "#EXT-X-BYTERANGE":
                self._range = value
            case "#EXT-X-KEY":
                self._encrypted = attributes(line).get("METHOD", "NONE") != "NONE"
            case "#EXT-X-MAP":
                found = attributes(line)
                part = _byte_range(found["BYTERANGE"], 0) if "BYTERANGE" in found else None
                self._map = Resource(urljoin(self._url, found.get("URI", "")), part)

    def _segment(self, line: str) -> None:
        part = _byte_range(self._range, self._range_end) if self._range else None
        self._range_end = part.start + part.length if part else 0
        at = self._at if self._at is not None else self._next_at
        self._entries.append(
            Entry(
                sequence=self._sequence + len(self._entries),
                source=Resource(urljoin(self._url, line), part),
                initialisation=self._map,
                duration=self._duration,
                at=at,
                discontinuity=self._discontinuity,
                encrypted=self._encrypted,
                gap=self._gap,
            )
        )
        self._next_at = at + self._duration if at is not None else None
        self._at, self._discontinuity, self._gap, self._range = None, False, False, None


def attributes(line: str) -> dict[str, str]:
    """The attribute list after a tag's colon (RFC 8216 section 4.2), quotes removed."""
    return {key: value.strip('"') for key, value in _ATTRIBUTE.findall(line.partition(":")[2])}


def unix_time(text: str) -> float | None:
    """An ISO 8601 date and time as Unix seconds; without a zone it is UTC; None where it is neither."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _byte_range(text: str, following: int) -> ByteRange:
    length, _, start = text.partition("@")
    return ByteRange(int(start) if start else following, int(length))
