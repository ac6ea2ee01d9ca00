"""Undoes compression: playlists and guides come as gzip, bzip2, xz and zip, whatever their name says."""

from __future__ import annotations

import bz2
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Protocol

from prism_media.catalogue.m3u.sniff import NotAPlaylist

PIECE = 1 << 18
"""Bytes that are unpacked at a time."""
UNPACKED_LIMIT = 1 << 30
"""Bytes. A file of a few kB can be made to unpack to terabytes."""
_XZ_MEMORY = 128 << 20
_LISTS = (".m3u", ".m3u8", ".txt")


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes that were packed; what is not packed passes through.

    Raises:
        NotAPlaylist: the packed file is damaged, cut short or larger than `UNPACKED_LIMIT` when unpacked.
    """
    pieces = at_least(chunks, 6)
    head = next(pieces, b"")
    whole = _chained(head, pieces)
    if head.startswith(b"PK\x03\x04"):
        yield from _limited(_unzipped(whole))
    elif _inflater(head) is not None:
        yield from _limited(_inflated(whole))
    else:
        yield from whole


def at_least(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes, the first piece not shorter than `size` where there are as many."""
    first = b""
    rest = iter(chunks)
    for chunk in rest:
        first += chunk
        if len(first) >= size:
            break
    if first:
        yield first
    yield from rest


def _chained(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from rest


def _inflater(head: bytes) -> _Inflater | None:
    if head.startswith(b"\x1f\x8b"):
        return _Gzip()
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if head.startswith(b"\xfd7zXZ\0"):
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return None


class _Gzip:
    """Gzip behind the interface of the other two, which keep what they have not read yet themselves."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    inflater: _Inflater | None = None
    try:
        for chunk in chunks:
            data = chunk
            while True:
                if inflater is None:
                    inflater = _inflater(data)
                if inflater is None:
                    break  # padding after the last member
                piece = inflater.decompress(data, PIECE)
                data = b""
                if piece:
                    yield piece
                if inflater.eof:
                    data, inflater = inflater.unused_data, None
                elif not piece:
                    break
    except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
        raise NotAPlaylist("the packed file is damaged; fetch it again") from error
    if inflater is not None:
        raise NotAPlaylist("the packed file is cut short; fetch it again")


def _unzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    with tempfile.SpooledTemporaryFile(max_size=8 << 20) as file:
        for chunk in chunks:
            file.write(chunk)
        try:
            with zipfile.ZipFile(file) as archive, archive.open(_member(archive)) as member:
                yield from _pieces(member)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise NotAPlaylist("the zip file is damaged, cut short or locked with a password") from error


def _pieces(member: IO[bytes]) -> Iterator[bytes]:
    while piece := member.read(PIECE):
        yield piece


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The largest playlist of an archive, or else its largest file."""
    files = [info for info in archive.infolist() if not info.is_dir()]
    if not files:
        raise NotAPlaylist("the zip file is empty")
    return max(files, key=lambda info: (info.filename.lower().endswith(_LISTS), info.file_size))


def _limited(pieces: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > UNPACKED_LIMIT:
            raise NotAPlaylist(f"the packed file holds more than {UNPACKED_LIMIT >> 30} GiB")
        yield piece
