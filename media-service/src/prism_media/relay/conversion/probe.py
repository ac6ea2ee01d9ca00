"""What streams a source has, read from what `ffmpeg -i` says: the bundled build comes without ffprobe."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

_STREAM = re.compile(
    r"^\s*Stream #0:(?P<index>\d+)(?:\[[^\]]*\])?(?:\((?P<language>[^)]*)\))?: "
    r"(?P<kind>Video|Audio|Subtitle): (?P<codec>\w+)(?P<rest>.*)$"
)
_TITLE = re.compile(r"^\s{6}title\s*: (.*)$")
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_PROFILE = re.compile(r"^ \((?P<profile>[^)/]+)\)")
_PIXELS = re.compile(r", (?P<pixels>(?:yuv|gray|rgb|gbr|nv|p0)\w*)(?P<range>\([^)]*\))?")
_SIZE = re.compile(r", (\d{2,5})x(\d{2,5})")
_RATE = re.compile(r"([\d.]+) fps")
_BAND = re.compile(r"(\d+) kb/s")


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of a source; `index` is its place in the file."""

    index: int
    kind: Literal["video", "audio", "subtitle"]
    codec: str
    """ffmpeg's name: `h264`, `hevc`, `mpeg2video`, `aac`, `mp2`, `ac3`, `eac3`, …"""
    profile: str = ""
    pixels: str = ""
    interlaced: bool = False
    language: str = ""
    height: int = 0
    frame_rate: float = 0.0
    usable: bool = True
    """False for a cover picture, and where ffmpeg found no size or sample rate."""
    cover: bool = False
    title: str = ""
    default: bool = False
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Probe:
    """A source's streams; `seconds` is `None` where it has no known end."""

    streams: tuple[Stream, ...]
    seconds: float | None = None

    @property
    def complete(self) -> bool:
        """Everything is known of every stream."""
        return bool(self.streams) and all(stream.usable or stream.cover for stream in self.streams)

    def first(self, kind: Literal["video", "audio"]) -> Stream | None:
        """The first usable stream of a kind."""
        return next((stream for stream in self.streams if stream.kind == kind and stream.usable), None)


def parse(text: str) -> Probe:
    """Read ffmpeg's report on its first input."""
    streams: list[Stream] = []
    for line in text.splitlines():
        if found := _STREAM.match(line):
            streams.append(_stream(found))
        elif streams and (title := _TITLE.match(line)):
            streams[-1] = replace(streams[-1], title=title[1].strip())
    length = _DURATION.search(text)
    seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3]) if length else None
    return Probe(tuple(streams), seconds or None)


def _stream(found: re.Match[str]) -> Stream:
    rest = found["rest"]
    kind: Literal["video", "audio", "subtitle"] = found["kind"].lower()  # type: ignore[assignment]
    profile, pixels, size, rate = (pattern.search(rest) for pattern in (_PROFILE, _PIXELS, _SIZE, _RATE))
    measured = {"video": bool(size), "audio": " Hz" in rest and ", 0 Hz" not in rest, "subtitle": True}[kind]
    said = (pixels["range"] or "") if pixels else ""
    return Stream(
        index=int(found["index"]),
        kind=kind,
        codec=found["codec"],
        profile=profile["profile"] if profile else "",
        pixels=pixels["pixels"] if pixels else "",
        interlaced="first" in said,
        language=found["language"] or "",
        height=int(size[2]) if size else 0,
        frame_rate=float(rate[1]) if rate else 0.0,
        usable=measured and "(attached pic)" not in rest,
        cover="(attached pic)" in rest,
        default="(default)" in rest,
        forced="(forced)" in rest,
    )
