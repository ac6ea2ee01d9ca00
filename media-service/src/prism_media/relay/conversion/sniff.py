"""Which container a source is, by its first bytes; what its server calls it decides only where the bytes do not."""

from __future__ import annotations

import re
from typing import Literal

Container = Literal[
    "hls", "dash", "mpegts", "mp4", "matroska", "flv", "mp3", "aac", "ogg", "flac", "wav", "avi", "asf", "mpeg",
    "page", "unknown",
]  # fmt: skip

HEAD_BYTES = 1 << 13
"""Enough for every check: 40 transport stream packets, or the cover picture's size in an ID3 tag."""

SEEKABLE: frozenset[Container] = frozenset({"mp4", "matroska", "avi", "wav", "flac", "asf"})
"""Containers whose index may lie anywhere, so ffmpeg must be able to seek in them."""
SOUND: frozenset[Container] = frozenset({"mp3", "aac", "ogg", "flac", "wav"})
DEMUXERS: dict[Container, str] = {
    "mpegts": "mpegts", "mp4": "mov", "matroska": "matroska", "flv": "flv", "mp3": "mp3", "aac": "aac",
    "ogg": "ogg", "flac": "flac", "wav": "wav", "avi": "avi", "asf": "asf", "mpeg": "mpeg",
}  # fmt: skip
"""ffmpeg's name for each. It is always told, since one that guesses may open the addresses inside a playlist."""

_PACKET = 188
_TYPES: dict[str, Container] = {
    "video/mp2t": "mpegts", "video/mp4": "mp4", "audio/mp4": "mp4", "video/x-matroska": "matroska",
    "video/webm": "matroska", "video/x-flv": "flv", "audio/mpeg": "mp3", "audio/mp3": "mp3", "audio/aac": "aac",
    "audio/aacp": "aac", "audio/ogg": "ogg", "application/ogg": "ogg", "audio/flac": "flac", "text/html": "page",
    "application/json": "page", "application/dash+xml": "dash", "application/vnd.apple.mpegurl": "hls",
}  # fmt: skip


def container_of(head: bytes, content_type: str = "") -> Container:
    """The container that `head` begins, else the one `content_type` names, else `unknown`."""
    by_text = _text(head)
    if by_text is not None:
        return by_text
    for known, container in _MAGIC:
        if known.match(head):
            return container
    if transport_offset(head) is not None:
        return "mpegts"
    return _sound(head) or _TYPES.get(content_type, "unknown")


def transport_offset(head: bytes) -> int | None:
    """Where the first of three transport stream packets in a row begins; a live stream may start inside one."""
    for start in range(min(_PACKET, len(head))):
        packets = range(start, min(len(head), start + 5 * _PACKET), _PACKET)
        if len(packets) >= 3 and all(head[place] == 0x47 for place in packets):
            return start
    return 0 if len(head) >= _PACKET and head[0] == 0x47 and len(head) < 3 * _PACKET else None


_MAGIC: tuple[tuple[re.Pattern[bytes], Container], ...] = (
    (re.compile(rb"(?s).{4}(ftyp|moov|mdat|moof|styp|sidx|free|skip|wide)"), "mp4"),
    (re.compile(rb"\x1aE\xdf\xa3"), "matroska"),
    (re.compile(rb"FLV\x01"), "flv"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"fLaC"), "flac"),
    (re.compile(rb"(?s)RIFF.{4}WAVE"), "wav"),
    (re.compile(rb"(?s)RIFF.{4}AVI "), "avi"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "asf"),
    (re.compile(rb"\x00\x00\x01\xba"), "mpeg"),
)


def _text(head: bytes) -> Container | None:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:512].lower()
    if start.startswith(b"#extm3u"):
        return "hls"
    if start.startswith((b"<!doctype", b"<html", b"{", b"[")):
        return "page"
    if start.startswith((b"<?xml", b"<mpd", b"<!--")):
        return "dash" if b"<mpd" in head[: 1 << 12].lower() else "page"
    return None


def _sound(head: bytes) -> Container | None:
    """MP3 or ADTS by a tag or by the sync word of a frame, which a radio stream may begin in the middle of."""
    if head.startswith(b"ID3") and len(head) > 10:
        behind = head[10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]) :]
        return (_sound(behind) if behind[:3] != b"ID3" else None) or "mp3"
    for found in re.finditer(rb"\xff[\xe0-\xff]", head[:4096]):
        container, length = _frame(head[found.start() : found.start() + 6])
        following = found.start() + length
        if container and length and head[following : following + 1] == b"\xff":
            return container
    return None


_MP3_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_MP3_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_MP3_RATES = {3: (44100, 48000, 32000, 0), 2: (22050, 24000, 16000, 0), 0: (11025, 12000, 8000, 0)}


def _frame(header: bytes) -> tuple[Container | None, int]:
    """The kind and length of the frame that `header` begins (ISO 11172-3 2.4.2.3, ISO 13818-7 6.2)."""
    if len(header) < 6:
        return None, 0
    if header[1] & 0xF6 == 0xF0:
        return "aac", (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    if layer != 1 or version == 1:
        return None, 0
    kbits = (_MP3_KBITS if version == 3 else _MP3_KBITS_2)[header[2] >> 4]
    rate = _MP3_RATES[version][header[2] >> 2 & 3]
    if not kbits or not rate:
        return None, 0
    return "mp3", (144 if version == 3 else 72) * kbits * 1000 // rate + (header[2] >> 1 & 1)
