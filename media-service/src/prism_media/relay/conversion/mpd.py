"""Reads DASH manifests: which representations there are, and where each of their segments lies (ISO 23009-1)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

from prism_core.errors import UpstreamFailed

CLEAR_KEY = "Clear Key"
_SYSTEMS = {
    "edef8ba9-79d6-4ace-a3c8-27dcd51d21ed": "Widevine",
    "9a04f079-9840-4286-ab92-e65be0885f95": "PlayReady",
    "94ce86fb-07ff-4f43-adb8-93d2fa968ca2": "FairPlay",
    "e2719d58-a985-b3c9-781a-b030af78d30e": CLEAR_KEY,
    "1077efec-c0b2-4d02-ace3-3c1e52e2fb4b": CLEAR_KEY,
}
"""(https://dashif.org/identifiers/content_protection/)"""
_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$")
_IDENTIFIER = re.compile(r"\$(?:(RepresentationID|Number|Time|Bandwidth)(?:%0(\d+)d)?)?\$")
_SEGMENT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, beginning or index: an address, and a `first-last` range of it or nothing."""

    url: str
    range: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment with its place: seconds since the presentation began."""

    start: float
    seconds: float
    part: Part


@dataclass(slots=True)
class Representation:
    """One quality of picture or sound in one period."""

    kind: str
    """`video`, `audio` or another that is not played."""
    codecs: str
    bandwidth: int
    width: int
    height: int
    language: str
    protection: str
    """What encrypts it; empty where nothing does."""
    init: Part | None
    pieces: list[Piece] = field(default_factory=list)
    index: Part | None = None
    """Where a `sidx` lists the segments, which `pieces` does not."""


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the presentation with its own representations; `start` in seconds."""

    id: str
    start: float
    seconds: float | None
    representations: list[Representation]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A presentation; `began` is when second 0 of a live one was on air."""

    live: bool
    began: datetime | None
    update_seconds: float
    periods: list[Period]


def parse(data: bytes, url: str, now: datetime) -> Manifest:
    """Read a manifest as it stands `now`; of a live one, what may be asked for by then.

    Raises:
        UpstreamFailed: it is no DASH manifest.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UpstreamFailed("the DASH manifest declares entities, which none needs")
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise UpstreamFailed(f"the DASH manifest cannot be read: {error}") from None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    if root.tag != "MPD":
        raise UpstreamFailed("the server sends XML that is no DASH manifest")
    return _manifest(root, url, now)


def _manifest(root: ET.Element, url: str, now: datetime) -> Manifest:
    live = root.get("type") == "dynamic"
    began = _moment(root.get("availabilityStartTime")) if live else None
    elapsed = (now - began).total_seconds() if began else None
    depth = seconds_of(root.get("timeShiftBufferDepth")) or 300.0
    base, total = _base(root, url), seconds_of(root.get("mediaPresentationDuration"))
    periods: list[Period] = []
    starts = list(_period_starts(root))
    for place, (element, start) in enumerate(starts):
        following = starts[place + 1][1] if place + 1 < len(starts) else None
        length = seconds_of(element.get("duration")) or (following - start if following is not None else None)
        length = length or (total - start if total else None)
        window = (0.0, length or 0.0)
        if elapsed is not None:
            end = elapsed - start if length is None else min(length, elapsed - start)
            window = (elapsed - start - depth, end)
        periods.append(
            Period(element.get("id") or str(start), start, length, list(_representations(element, base, start, window)))
        )
    return Manifest(live, began, seconds_of(root.get("minimumUpdatePeriod")) or 2.0, periods)


def _period_starts(root: ET.Element) -> Iterator[tuple[ET.Element, float]]:
    after = 0.0
    for element in root.findall("Period"):
        said = element.get("start")
        start = seconds_of(said) if said else after
        yield element, start
        after = start + seconds_of(element.get("duration"))


def _representations(
    period: ET.Element, base: str, start: float, window: tuple[float, float]
) -> Iterator[Representation]:
    base = _base(period, base)
    for group in period.findall("AdaptationSet"):
        group_base = _base(group, base)
        for element in group.findall("Representation"):
            said = {**group.attrib, **element.attrib}
            kind = said.get("contentType") or said.get("mimeType", "").partition("/")[0]
            made = Representation(
                kind=kind,
                codecs=said.get("codecs", ""),
                bandwidth=int(said.get("bandwidth", 0)),
                width=int(said.get("width", 0)),
                height=int(said.get("height", 0)),
                language=said.get("lang", ""),
                protection=_protection([*group.findall("ContentProtection"), *element.findall("ContentProtection")]),
                init=None,
            )
            _place(made, _Levels((period, group, element), _base(element, group_base), said), start, window)
            yield made


def _protection(found: list[ET.Element]) -> str:
    """The name of the systems that open it; one of them is enough, so Clear Key counts where it stands alone."""
    schemes = [each.get("schemeIdUri", "").lower().removeprefix("urn:uuid:") for each in found]
    named = dict.fromkeys(_SYSTEMS[scheme] for scheme in schemes if scheme in _SYSTEMS)
    systems = [name for name in named if name != CLEAR_KEY] or list(named)
    return ", ".join(systems) or ("an unnamed system" if found else "")


@dataclass(frozen=True, slots=True)
class _Levels:
    """A representation with what stands above it: a lower level's word counts before a higher one's."""

    elements: tuple[ET.Element, ...]
    base: str
    said: dict[str, str]

    def merged(self, tag: str) -> tuple[dict[str, str], dict[str, ET.Element]] | None:
        found = [element.find(tag) for element in self.elements]
        there = [each for each in found if each is not None]
        if not there:
            return None
        attributes: dict[str, str] = {}
        children: dict[str, ET.Element] = {}
        for each in there:
            attributes |= each.attrib
            children |= {child.tag: child for child in reversed(list(each))}
        return attributes, children

    def named(self, template: str, number: int = 0, time: int = 0) -> str:
        values = {
            "RepresentationID": self.said.get("id", ""),
            "Bandwidth": self.said.get("bandwidth", ""),
            "Number": str(number),
            "Time": str(time),
        }
        filled = _IDENTIFIER.sub(lambda at: values[at[1]].zfill(int(at[2] or 0)) if at[1] else "$", template)
        return urljoin(self.base, filled)


def _place(made: Representation, levels: _Levels, start: float, window: tuple[float, float]) -> None:
    if (template := levels.merged("SegmentTemplate")) is not None:
        attributes, children = template
        if "initialization" in attributes:
            made.init = Part(levels.named(attributes["initialization"]))
        timeline = children.get("SegmentTimeline")
        times = _timeline(timeline, attributes, window) if timeline is not None else _regular(attributes, window)
        for number, time, at, seconds in times:
            made.pieces.append(Piece(start + at, seconds, Part(levels.named(attributes["media"], number, time))))
    elif levels.elements[-1].find("SegmentList") is not None or levels.merged("SegmentList") is not None:
        _listed(made, levels, start)
    else:
        attributes, children = levels.merged("SegmentBase") or ({}, {})
        beginning = children.get("Initialization")
        made.init = Part(levels.base, beginning.get("range", "")) if beginning is not None else None
        if "indexRange" in attributes:
            made.index = Part(levels.base, attributes["indexRange"])
        else:
            made.pieces.append(Piece(start, window[1], Part(levels.base)))


def _timeline(
    timeline: ET.Element, attributes: dict[str, str], window: tuple[float, float]
) -> Iterator[tuple[int, int, float, float]]:
    """(number, time, seconds from the period's start, length) of each segment of a `SegmentTimeline`."""
    scale, offset = int(attributes.get("timescale", 1)), int(attributes.get("presentationTimeOffset", 0))
    number, time = int(attributes.get("startNumber", 1)), 0
    runs = timeline.findall("S")
    for place, run in enumerate(runs):
        time = int(run.get("t", time))
        length, count = int(run.get("d", 0)), int(run.get("r", 0)) + 1
        if count <= 0 and length:
            end = int(window[1] * scale) + offset
            end = int(runs[place + 1].get("t", end)) if place + 1 < len(runs) else end
            count = max(0, -(-(end - time) // length))
        for _ in range(min(count, _SEGMENT_LIMIT)):
            yield number, time, (time - offset) / scale, length / scale
            number, time = number + 1, time + length


def _regular(attributes: dict[str, str], window: tuple[float, float]) -> Iterator[tuple[int, int, float, float]]:
    """The same of segments that all have `@duration`."""
    scale, length = int(attributes.get("timescale", 1)), int(attributes.get("duration", 0))
    if not length:
        return
    first, seconds = int(attributes.get("startNumber", 1)), length / scale
    begin, end = max(0, int(window[0] / seconds)), window[1] / seconds
    # A live segment can be had when it is whole; a file's last one may be shorter.
    count = int(end) if window[0] else int(-(-end // 1))
    for place in range(begin, min(count, begin + _SEGMENT_LIMIT)):
        yield first + place, place * length, place * seconds, min(seconds, max(window[1] - place * seconds, 0.001))


def _listed(made: Representation, levels: _Levels, start: float) -> None:
    attributes, children = levels.merged("SegmentList") or ({}, {})
    beginning = children.get("Initialization")
    if beginning is not None:
        made.init = Part(urljoin(levels.base, beginning.get("sourceURL", "")), beginning.get("range", ""))
    holder = next(each for element in reversed(levels.elements) if (each := element.find("SegmentList")) is not None)
    seconds = int(attributes.get("duration", 1)) / int(attributes.get("timescale", 1))
    for place, each in enumerate(holder.findall("SegmentURL")):
        part = Part(urljoin(levels.base, each.get("media", "")), each.get("mediaRange", ""))
        made.pieces.append(Piece(start + place * seconds, seconds, part))


def _base(element: ET.Element, above: str) -> str:
    return urljoin(above, (element.findtext("BaseURL") or "").strip())


def seconds_of(text: str | None) -> float:
    """Seconds of an `xs:duration`; 0 where there is none."""
    found = _DURATION.match(text or "")
    if found is None:
        return 0.0
    years, months, days, hours, minutes, seconds = (float(each or 0) for each in found.groups())
    return ((years * 365 + months * 30 + days) * 24 + hours) * 3600 + minutes * 60 + seconds


def _moment(text: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
