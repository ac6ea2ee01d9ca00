"""Rewrites HLS playlists so that everything in them is fetched through us (RFC 8216)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

_URI = re.compile(r'(URI=")([^"]*)(")')
_PLAYLIST_TAGS = ("#EXT-X-MEDIA:", "#EXT-X-I-FRAME-STREAM-INF:", "#EXT-X-RENDITION-REPORT:")

Address = Callable[[str, bool], str]
"""(absolute upstream URL, whether it is a playlist) → our address for it."""


def is_playlist(text: str) -> bool:
    """Whether text is an HLS playlist, with or without a byte order mark."""
    return text.lstrip("\ufeff \r\n\t").startswith("#EXTM3U")


def rewrite(text: str, base_url: str, address: Address, starts_at: datetime | None = None) -> str:
    """The playlist with our addresses in the place of its own.

    Segments, keys, initialisation sections, renditions, parts and hints are replaced; `data:` addresses stay.
    `starts_at` is said as the programme time of a media playlist's first segment where it says none.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    variant = False
    dated = starts_at is None or any(line.startswith("#EXT-X-PROGRAM-DATE-TIME") for line in lines)
    out: list[str] = []
    for line in lines:
        if not line.startswith("#"):
            out.append(_replaced(line, base_url, address, playlist=variant))
            variant = False
            continue
        variant = variant or line.startswith("#EXT-X-STREAM-INF:")
        if line.startswith("#EXTINF") and not dated and starts_at is not None:
            out.append(f"#EXT-X-PROGRAM-DATE-TIME:{starts_at.astimezone(UTC).isoformat(timespec='milliseconds')}")
            dated = True
        out.append(_tag(line, base_url, address) if 'URI="' in line else line)
    return "\n".join(out) + "\n"


def _tag(line: str, base_url: str, address: Address) -> str:
    playlist = line.startswith(_PLAYLIST_TAGS)
    return _URI.sub(lambda found: found[1] + _replaced(found[2], base_url, address, playlist=playlist) + found[3], line)


def _replaced(uri: str, base_url: str, address: Address, *, playlist: bool) -> str:
    absolute = urljoin(base_url, uri)
    # data: carries its content, skd: is for a DRM system: neither is fetched.
    return address(absolute, playlist) if absolute.startswith(("http://", "https://")) else uri


def media_sequence(text: str) -> int | None:
    """Number of a live media playlist's first segment; `None` for a master playlist or one that has ended."""
    if "#EXT-X-ENDLIST" in text or "#EXTINF" not in text:
        return None
    found = re.search(r"#EXT-X-MEDIA-SEQUENCE:\s*(\d+)", text)
    return int(found[1]) if found else 0


def durations(text: str) -> list[float]:
    """Seconds of each segment."""
    return [float(found) for found in re.findall(r"#EXTINF:\s*(\d+(?:\.\d+)?)", text)]


class ProgrammeClock:
    """Gives the segments of one live playlist a programme time that moves with them, from when it was first seen."""

    def __init__(self) -> None:
        self._starts: dict[int, datetime] = {}

    def first_segment(self, text: str, now: float) -> datetime | None:
        """Time of the first segment; the newest one ends now when the playlist is first seen."""
        first = media_sequence(text)
        if first is None:
            return None
        lengths = durations(text)
        at = self._starts.get(first) or datetime.fromtimestamp(now, UTC) - timedelta(seconds=sum(lengths))
        starts, place = {}, at
        for number, length in enumerate(lengths, start=first):
            starts[number] = place
            place += timedelta(seconds=length)
        starts[first + len(lengths)] = place
        self._starts = starts
        return at
