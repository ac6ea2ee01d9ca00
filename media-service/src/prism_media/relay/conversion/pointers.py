"""Playlists that name one stream, as radio stations give them: PLS, ASX, and M3U that is no HLS."""

from __future__ import annotations

import re
from urllib.parse import urljoin

_PLS = re.compile(r"^\s*File\d+\s*=\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_ASX = re.compile(r"""<ref\s[^>]*href\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_LENGTH = re.compile(rb"#EXTINF:\s*0*[1-9]")
_LINE = re.compile(r"^\s*([^#\s]\S*)\s*$", re.MULTILINE)


def is_pointer(head: bytes) -> bool:
    """Whether what begins so is such a playlist."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:512].lower()
    if start.startswith(b"#extm3u"):
        # HLS whose tags were forgotten tells how long each segment is; a station has no length.
        return b"#ext-x-" not in head.lower() and not _LENGTH.search(head)
    return start.startswith((b"[playlist]", b"<asx", b"http://", b"https://"))


def pointed_at(text: str, url: str) -> str | None:
    """The first stream that the playlist at `url` names; none where it names none of the web."""
    stripped = text.lstrip("\ufeff \r\n\t").lower()
    pattern = _PLS if stripped.startswith("[playlist]") else _ASX if stripped.startswith("<asx") else _LINE
    found = pattern.search(text)
    target = urljoin(url, found[1].replace("&amp;", "&")) if found else ""
    return target if target.startswith(("http://", "https://")) else None
