"""A loop as live HLS: the playlist is a function of the loop and the clock (RFC 8216)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from prism_media.demo.plan import SEGMENT_SECONDS, TIMESTAMP_OFFSET, Plan

WINDOW = 60
"""Segments in a playlist: two minutes that a viewer can go back."""
HEAD_START = 6
"""Seconds that a loop's epoch lies before its making starts, so that its first segments count as already shown."""


def live_window(plan: Plan, available: int, now: float) -> range:
    """The segments of the live window, counted from the epoch on without end; empty where none can be shown yet.

    `available` segments of the loop exist; while it is being made, the window ends with the last of them.
    """
    shown = int((now - plan.epoch) // SEGMENT_SECONDS)  # the segment that the clock stands in: it is not over yet
    end = min(shown, available) if available < plan.segments else shown
    return range(max(0, end - WINDOW), max(0, end))


def past_window(plan: Plan, start: float, stop: float, now: float) -> range:
    """The segments that were shown from `start` to `stop`, as far as they have been; the archive is the clock, too."""
    shown = int((now - plan.epoch) // SEGMENT_SECONDS)
    first = max(0, int((start - plan.epoch) // SEGMENT_SECONDS))
    end = -int(-(stop - plan.epoch) // SEGMENT_SECONDS)
    return range(first, max(first, min(end, shown)))


def live_playlist(plan: Plan, window: range, address: Callable[[int], str], *, past: bool = False) -> str:
    """The media playlist of a window; `address` names the resource of a segment, counted from the epoch.

    That of a `past` programme keeps its first segments; `end_playlist` says that no more come.

    A discontinuity stands where the loop starts again, and after each the programme's time is said anew, which
    keeps renditions together.
    """
    first = window.start
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:6",
        f"#EXT-X-TARGETDURATION:{SEGMENT_SECONDS}",
        *(["#EXT-X-PLAYLIST-TYPE:EVENT"] if past else []),
        f"#EXT-X-MEDIA-SEQUENCE:{first}",
        # Discontinuities before the window's own first tag.
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{(first - 1) // plan.segments if first else 0}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    for number in window:
        starts_again = number > 0 and number % plan.segments == 0
        if starts_again:
            lines.append("#EXT-X-DISCONTINUITY")
        if starts_again or number == first:
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{_iso(plan.epoch + number * SEGMENT_SECONDS)}")
        lines += [f"#EXTINF:{SEGMENT_SECONDS}.000000,", address(number)]
    return "\n".join(lines) + "\n"


def end_playlist(playlist: str) -> str:
    """A playlist of a past programme that is over."""
    return playlist.replace("PLAYLIST-TYPE:EVENT", "PLAYLIST-TYPE:VOD") + "#EXT-X-ENDLIST\n"


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def master_playlist(*, captions: bool, asked: dict[str, str] | None = None) -> str:
    """The multivariant playlist: one rendition, and captions where the channel has them.

    `asked` is passed on to their addresses: which past programme is meant.
    """
    query = f"?{urlencode(asked)}" if asked else ""
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"]
    subtitles = ""
    if captions:
        lines.append(
            '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="English",LANGUAGE="en",'
            f'DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,URI="captions.m3u8{query}"'
        )
        subtitles = ',SUBTITLES="captions"'
    lines += [
        "#EXT-X-STREAM-INF:BANDWIDTH=1000000,AVERAGE-BANDWIDTH=600000,RESOLUTION=640x360,FRAME-RATE=25.000,"
        f'CODECS="avc1.4d401e,mp4a.40.2"{subtitles}',
        f"video.m3u8{query}",
    ]
    return "\n".join(lines) + "\n"


def caption_segment(plan: Plan, number: int) -> str:
    """The WebVTT of a segment: each caption that touches it, on the loop's own clock (RFC 8216 §3.5)."""
    start = number % plan.segments * SEGMENT_SECONDS
    stop = start + SEGMENT_SECONDS
    lines = ["WEBVTT", f"X-TIMESTAMP-MAP=MPEGTS:{TIMESTAMP_OFFSET * 90_000},LOCAL:00:00:00.000", ""]
    for caption in plan.captions:
        if caption.start < stop and caption.stop > start:
            lines += [f"{_clock(caption.start)} --> {_clock(caption.stop)}", caption.text, ""]
    return "\n".join(lines) + "\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
