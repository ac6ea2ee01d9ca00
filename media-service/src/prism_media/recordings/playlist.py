"""Reads HLS playlists into what a recorder needs of them (RFC 8216): renditions, segments, keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^",]*)')
_IV = re.compile(r"(?:0[xX])?([0-9a-fA-F]{1,32})")
_LONGEST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Key:
    """How segments are encrypted."""

    method: str
    url: str
    iv: bytes | None
    format: str = "identity"


@dataclass(frozen=True, slots=True)
class Section:
    """A resource, or `length` bytes of it from `offset` on."""

    url: str
    offset: int | None = None
    length: int | None = None
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of a media playlist; `at` is the programme time of its first picture."""

    sequence: int
    seconds: float
    section: Section
    map: Section | None = None
    discontinuity: bool = False
    gap: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MediaPlaylist:
    """A window of segments; `ended` where no more will come."""

    segments: tuple[Segment, ...]
    target_seconds: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Rendition:
    """A sound track or subtitles beside the picture; without `url` it lies in the picture's own segments."""

    kind: str
    attributes: Mapping[str, str]
    url: str | None


@dataclass(frozen=True, slots=True)
class Variant:
    """One quality, and the renditions that belong to it."""

    url: str
    bandwidth: int
    height: int | None
    attributes: Mapping[str, str] = field(default_factory=dict)
    renditions: tuple[Rendition, ...] = ()


def attributes_of(line: str) -> dict[str, str]:
    """The attribute list of a tag, without quotes."""
    return {name: value.strip('"') for name, value in _ATTRIBUTE.findall(line.partition(":")[2])}


def variants_of(text: str, base_url: str) -> list[Variant]:
    """The variants of a multivariant playlist; empty for a media playlist."""
    lines = _lines(text)
    media = [attributes_of(line) for line in lines if line.startswith("#EXT-X-MEDIA:")]
    found: list[Variant] = []
    said: dict[str, str] | None = None
    for line in lines:
        if line.startswith("#EXT-X-STREAM-INF:"):
            said = attributes_of(line)
        elif not line.startswith("#") and said is not None:
            found.append(_variant(said, media, urljoin(base_url, line), base_url))
            said = None
    return found


def _variant(said: dict[str, str], media: Iterable[dict[str, str]], url: str, base_url: str) -> Variant:
    size = re.fullmatch(r"\d+x(\d+)", said.get("RESOLUTION", ""))
    renditions = tuple(
        Rendition(one["TYPE"], one, urljoin(base_url, one["URI"]) if one.get("URI") else None)
        for one in media
        if one.get("TYPE") in {"AUDIO", "SUBTITLES"} and one.get("GROUP-ID") == said.get(one["TYPE"])
    )
    return Variant(url, _whole(said.get("BANDWIDTH")) or 0, int(size[1]) if size else None, said, renditions)


def best_variant(variants: Iterable[Variant], height: int | None) -> Variant:
    """The best picture up to `height` lines, else the smallest there is; `variants` is not empty."""
    ordered = sorted(variants, key=lambda one: (one.height or 0, one.bandwidth))
    fitting = [one for one in ordered if height is None or (one.height or 0) <= height]
    return fitting[-1] if fitting else ordered[0]


@dataclass(slots=True)
class _Reading:
    """What the tags before a segment have said so far."""

    sequence: int = 0
    seconds: float = 0.0
    at: datetime | None = None
    key: Key | None = None
    map: Section | None = None
    byte_range: str = ""
    discontinuity: bool = False
    gap: bool = False
    ends: dict[str, int] = field(default_factory=dict)
    """Where the last byte range of each resource ended: the next may leave its offset out."""


def media_playlist_of(text: str, base_url: str) -> MediaPlaylist:
    """The segments of a media playlist, with absolute addresses."""
    reading = _Reading()
    segments: list[Segment] = []
    target = 0.0
    ended = False
    for line in _lines(text):
        if line.startswith("#EXT-X-TARGETDURATION:"):
            target = _number(line) or 0.0
        elif line.startswith("#EXT-X-ENDLIST"):
            ended = True
        elif line.startswith("#"):
            _read_tag(reading, line, base_url)
        else:
            segments.append(_segment(reading, urljoin(base_url, line)))
    return MediaPlaylist(tuple(segments), target or max((one.seconds for one in segments), default=2.0), ended)


def _read_tag(reading: _Reading, line: str, base_url: str) -> None:
    tag, _, value = line.partition(":")
    match tag:
        case "#EXT-X-MEDIA-SEQUENCE":
            reading.sequence = _whole(value) or 0
        case "#EXTINF":
            reading.seconds = min(_number(line) or 0.0, _LONGEST_SECONDS)
        case "#EXT-X-PROGRAM-DATE-TIME":
            reading.at = _moment(value) or reading.at
        case "#EXT-X-DISCONTINUITY":
            reading.discontinuity = True
        case "#EXT-X-GAP":
            reading.gap = True
        case "#EXT-X-BYTERANGE":
            reading.byte_range = value
        case "#EXT-X-KEY":
            reading.key = _key(attributes_of(line), base_url)
        case "#EXT-X-MAP":
            said = attributes_of(line)
            reading.map = _section(reading, urljoin(base_url, said.get("URI", "")), said.get("BYTERANGE", ""))


def _segment(reading: _Reading, url: str) -> Segment:
    made = Segment(
        sequence=reading.sequence,
        seconds=reading.seconds,
        section=_section(reading, url, reading.byte_range),
        map=reading.map,
        discontinuity=reading.discontinuity,
        gap=reading.gap,
        at=reading.at,
    )
    reading.sequence += 1
    reading.at = reading.at + timedelta(seconds=reading.seconds) if reading.at else None
    reading.discontinuity = reading.gap = False
    reading.byte_range = ""
    return made


def _section(reading: _Reading, url: str, byte_range: str) -> Section:
    if not byte_range:
        return Section(url, key=reading.key)
    length, _, offset = byte_range.partition("@")
    start = _whole(offset) if offset else reading.ends.get(url, 0)
    count = _whole(length) or 0
    reading.ends[url] = (start or 0) + count
    return Section(url, start or 0, count, reading.key)


def _key(said: Mapping[str, str], base_url: str) -> Key | None:
    if said.get("METHOD", "NONE") == "NONE":
        return None
    digits = _IV.fullmatch(said.get("IV", ""))
    iv = bytes.fromhex(digits[1].zfill(32)) if digits else None
    return Key(said["METHOD"], urljoin(base_url, said.get("URI", "")), iv, said.get("KEYFORMAT", "identity"))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(line: str) -> float | None:
    found = re.match(r"[^:]*:\s*(\d+(?:\.\d+)?)", line)
    return float(found[1]) if found else None


def _whole(text: str | None) -> int | None:
    found = re.match(r"\s*(\d+)", text or "")
    return int(found[1]) if found else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
