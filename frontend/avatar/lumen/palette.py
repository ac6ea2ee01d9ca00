"""The palette texture: a row of flat colours, the prism's spectrum, and the shading of the eyes.

MToon ignores vertex colours (https://github.com/vrm-c/vrm-specification, VRMC_materials_mtoon-1.0), so a colour is the
`u` of a texture coordinate into this row. Row of 128 pixels: 0-15 flat colours, 16-63 spectrum, 64-127 eye shading.
"""

import struct
import zlib

WIDTH, HEIGHT = 128, 4

Colour = tuple[int, int, int]

_WHITE: Colour = (240, 242, 255)
_SLATE: Colour = (98, 104, 156)
_NIGHT: Colour = (9, 11, 26)
_LILAC: Colour = (158, 146, 250)
_CYAN: Colour = (40, 224, 255)
_VIOLET: Colour = (136, 92, 255)
_PINK: Colour = (255, 104, 200)
_EYE_TOP: Colour = (255, 255, 255)
_EYE_BOTTOM: Colour = (150, 158, 255)


def _cell(index: int) -> float:
    """The `u` in the middle of the flat colour number `index`, four pixels wide each."""
    return (4 * index + 2) / WIDTH


WHITE, SLATE, NIGHT, LILAC = (_cell(index) for index in range(4))


def spectrum(amount: float) -> float:
    """The `u` of the prism's colours: 0 cyan, 0.5 violet, 1 pink."""
    return (17 + 46 * min(1.0, max(0.0, amount))) / WIDTH


def eye_shade(amount: float) -> float:
    """The `u` of the eyes' shading: 0 is the lower lid, 1 the upper."""
    return (65 + 61 * min(1.0, max(0.0, amount))) / WIDTH


def _mix(a: Colour, b: Colour, amount: float) -> Colour:
    red, green, blue = (round(p + (q - p) * amount) for p, q in zip(a, b, strict=True))
    return red, green, blue


def _row() -> list[Colour]:
    pixels = [colour for colour in (_WHITE, _SLATE, _NIGHT, _LILAC) for _ in range(4)]
    for step in range(48):
        amount = step / 47 * 2
        pixels.append(_mix(_CYAN, _VIOLET, amount) if amount < 1 else _mix(_VIOLET, _PINK, amount - 1))
    # Three quarters of the eye are bright; only its foot falls off to violet.
    pixels += [_mix(_EYE_BOTTOM, _EYE_TOP, min(1.0, step / 63 * 1.5)) for step in range(64)]
    return pixels


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _stored(data: bytes) -> bytes:
    """A zlib stream of one uncompressed block (RFC 1950, 1951): the same bytes from every zlib."""
    block = b"\x01" + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(data))


def png() -> bytes:
    """The palette as a PNG file, 8-bit sRGB."""
    line = b"\0" + b"".join(bytes(pixel) for pixel in _row())
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", _stored(line * HEIGHT)) + _chunk(b"IEND", b"")
    )
