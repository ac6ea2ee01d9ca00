"""Feeds that come compressed: gzip, xz, bzip2, or a zip of XML files, recognised by their first bytes."""

from __future__ import annotations

import bz2
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Protocol

from prism_core.errors import TooLarge

STEP = 1 << 20
SIZE_LIMIT = 8 << 30
"""Bytes of XML; the largest public feeds have 1 GB."""
RATIO_LIMIT = 200
"""Real guides shrink by 8 to 30; a file of one repeated letter by 1,000."""
_SUSPICIOUS_SIZE = 64 << 20
"""Below this a high ratio harms nobody."""
_MEMORY_LIMIT = 256 << 20
"""Bytes that an xz file may ask its reader to hold."""


class BrokenPacking(ValueError):
    """The compressed data ends early or is damaged; what came before is good."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def step(self, data: bytes) -> bytes: ...
    @property
    def hungry(self) -> bool: ...


def is_packed(head: bytes) -> bool:
    """Whether a file that begins with `head` is compressed."""
    return head.startswith(b"PK\x03\x04") or _unpacker_for(head) is not None


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes in the feed; packed twice is unpacked twice.

    Raises:
        BrokenPacking: it ended early; what was whole has been yielded.
        TooLarge: it grows beyond what guides have.
    """
    yield from _unpacked(chunks, layers=2)


def _unpacked(chunks: Iterable[bytes], layers: int) -> Iterator[bytes]:
    iterator = iter(chunks)
    head = b""
    for chunk in iterator:
        head += chunk
        if len(head) >= 6:
            break
    rest = chain([head], iterator)
    if layers and head.startswith(b"PK\x03\x04"):
        yield from _unpacked(_unzipped(rest), 0)
    elif layers and _unpacker_for(head) is not None:
        yield from _unpacked(_inflated(rest, head), layers - 1)
    else:
        yield from rest


class _Gzip:
    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    @property
    def hungry(self) -> bool:
        return not self._inflate.unconsumed_tail

    def step(self, data: bytes) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, STEP)


class _Stepwise:
    """xz and bzip2, which hold what they have not used yet themselves."""

    def __init__(self, inflate: lzma.LZMADecompressor | bz2.BZ2Decompressor) -> None:
        self._inflate = inflate

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    @property
    def hungry(self) -> bool:
        return self._inflate.needs_input

    def step(self, data: bytes) -> bytes:
        return self._inflate.decompress(data, STEP)


def _unpacker_for(head: bytes) -> _Unpacker | None:
    if head.startswith(b"\x1f\x8b"):
        return _Gzip()
    if head.startswith(b"\xfd7zXZ\x00"):
        return _Stepwise(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY_LIMIT))
    if head.startswith(b"BZh"):
        return _Stepwise(bz2.BZ2Decompressor())
    return None


def _inflated(chunks: Iterable[bytes], head: bytes) -> Iterator[bytes]:
    """Undo one compression; files of several members, as `cat a.gz b.gz` makes, go on."""
    unpacker = _unpacker_for(head)
    read = written = 0
    try:
        for chunk in chunks:
            read += len(chunk)
            data = chunk
            while unpacker is not None and (data or not unpacker.hungry):
                out = unpacker.step(data)
                data = b""
                written += len(out)
                _check_growth(read, written)
                if out:
                    yield out
                if unpacker.eof:
                    data = unpacker.unused_data
                    unpacker = _unpacker_for(data)
    except (zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        raise BrokenPacking(str(error)) from error
    if unpacker is not None and not unpacker.eof:
        raise BrokenPacking("the compressed data ends early")


def _check_growth(read: int, written: int) -> None:
    if written > SIZE_LIMIT or (written > _SUSPICIOUS_SIZE and written > RATIO_LIMIT * max(read, 1)):
        raise TooLarge(f"the guide grows from {read >> 10} KiB to {written >> 20} MiB and more: this is no guide")


def _unzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Every XML file of a zip, one after the other; a zip tells what is in it at its end, so it is kept first."""
    with tempfile.TemporaryFile() as file:
        read = 0
        for chunk in chunks:
            file.write(chunk)
            read += len(chunk)
        written = 0
        try:
            with zipfile.ZipFile(file) as archive:
                for member in archive.infolist():
                    if not member.filename.lower().endswith((".xml", ".xmltv")):
                        continue
                    with archive.open(member) as opened:
                        while out := opened.read(STEP):
                            written += len(out)
                            _check_growth(read, written)
                            yield out
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise BrokenPacking(str(error)) from error
