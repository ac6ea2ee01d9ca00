"""Run lengths of DVB subtitles (ETSI EN 300 743, 7.2.5.1) as pixels."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

TWO_BITS, FOUR_BITS, EIGHT_BITS, END_OF_LINE = 0x10, 0x11, 0x12, 0xF0
TABLES = {0x20: 2, 0x21: 4, 0x22: 16}
"""Bytes of tables from one depth to another, which nobody was seen to send."""

Run = tuple[int, int]
"""How many pixels of which colour."""


def drawn(pixels: npt.NDArray[np.uint8], data: bytes, column: int, row: int) -> None:
    """Draw one field of an object into `pixels` from `column` and `row` on: every other row."""
    at, x, y = 0, column, row
    while at < len(data) and y < len(pixels):
        kind, at = data[at], at + 1
        if kind in RUNS:
            bits = _Bits(data, at)
            for length, colour in RUNS[kind](bits):
                pixels[y, x : x + length] = colour
                x += length
            at = bits.next_byte
        elif kind == END_OF_LINE:
            x, y = column, y + 2
        else:
            at += TABLES.get(kind, 0)


class _Bits:
    """Bits of `data` from the byte `at` on; behind its end there are zeros, which end a string."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, 8 * at

    @property
    def next_byte(self) -> int:
        return (self._at + 7) // 8

    def take(self, count: int) -> int:
        byte, skipped = divmod(self._at, 8)
        self._at += count
        window = int.from_bytes(self._data[byte : byte + 2].ljust(2, b"\0"))
        return window >> (16 - skipped - count) & ((1 << count) - 1)


def _of_two_bits(bits: _Bits) -> Iterator[Run]:
    while True:
        if colour := bits.take(2):
            yield 1, colour
        elif bits.take(1):
            yield bits.take(3) + 3, bits.take(2)
        elif bits.take(1):
            yield 1, 0
        else:
            match bits.take(2):
                case 0:
                    return
                case 1:
                    yield 2, 0
                case 2:
                    yield bits.take(4) + 12, bits.take(2)
                case _:
                    yield bits.take(8) + 29, bits.take(2)


def _of_four_bits(bits: _Bits) -> Iterator[Run]:
    while True:
        if colour := bits.take(4):
            yield 1, colour
        elif not bits.take(1):
            if not (length := bits.take(3)):
                return
            yield length + 2, 0
        elif not bits.take(1):
            yield bits.take(2) + 4, bits.take(4)
        else:
            match bits.take(2):
                case 2:
                    yield bits.take(4) + 9, bits.take(4)
                case 3:
                    yield bits.take(8) + 25, bits.take(4)
                case one_less:
                    yield one_less + 1, 0


def _of_eight_bits(bits: _Bits) -> Iterator[Run]:
    while True:
        if colour := bits.take(8):
            yield 1, colour
        elif bits.take(1):
            yield bits.take(7), bits.take(8)
        elif length := bits.take(7):
            yield length, 0
        else:
            return


RUNS = {TWO_BITS: _of_two_bits, FOUR_BITS: _of_four_bits, EIGHT_BITS: _of_eight_bits}
