"""Writes glTF 2.0 binary files: accessors into one buffer, and the two chunks of a .glb.

https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html, sections 3.6 (accessors) and 4 (GLB).
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Json = dict[str, Any]  # a glTF document is open-ended by its specification
Kind = Literal["SCALAR", "VEC2", "VEC3", "VEC4", "MAT4"]

VERTICES, ELEMENTS = 34962, 34963  # bufferView.target: ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER
_WIDTH: dict[Kind, int] = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_COMPONENT = {"<f4": 5126, "<u2": 5123, "|u1": 5121}
_DECIMALS = 5  # 10 micrometres; beyond it two maths libraries may differ


@dataclass
class Buffer:
    """The one binary buffer of a file and what describes its parts."""

    data: bytearray = field(default_factory=bytearray)
    views: list[Json] = field(default_factory=list)
    accessors: list[Json] = field(default_factory=list)

    def add_bytes(self, data: bytes, target: int | None = None) -> int:
        """Append `data`, aligned to 4 bytes; gives the number of its buffer view."""
        self.data.extend(b"\0" * (-len(self.data) % 4))
        view: Json = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data)}
        if target is not None:
            view["target"] = target
        self.data.extend(data)
        self.views.append(view)
        return len(self.views) - 1

    def floats(self, values: npt.ArrayLike, kind: Kind, target: int | None = None, *, bounds: bool = False) -> int:
        """Append float32 values; gives the accessor's number. `bounds` states the least and the greatest."""
        # Adding 0 turns -0.0, whose sign depends on the order of operations, into 0.0.
        rounded = np.round(np.asarray(values, dtype=float), _DECIMALS) + 0.0
        return self._accessor(rounded.astype("<f4"), kind, target, bounds=bounds)

    def integers(self, values: npt.ArrayLike, kind: Kind, target: int | None = None, *, wide: bool = False) -> int:
        """Append unsigned integers, 16 bits each where `wide`, else 8; gives the accessor's number."""
        return self._accessor(np.asarray(values).astype("<u2" if wide else "u1"), kind, target)

    def fractions(self, values: npt.ArrayLike, kind: Kind, target: int | None = None) -> int:
        """Append values in [0, 1] as normalised bytes whose rows keep their sum of 1; gives the accessor's number."""
        scaled = np.round(np.asarray(values, dtype=float) * 255).astype(int)
        scaled[:, 0] += 255 - scaled.sum(axis=1)
        number = self._accessor(scaled.astype("u1"), kind, target)
        self.accessors[number]["normalized"] = True
        return number

    def _accessor(self, array: npt.NDArray[Any], kind: Kind, target: int | None, *, bounds: bool = False) -> int:
        rows = np.ascontiguousarray(array).reshape(-1, _WIDTH[kind])
        accessor: Json = {
            "bufferView": self.add_bytes(rows.tobytes(), target),
            "componentType": _COMPONENT[rows.dtype.str],
            "count": len(rows),
            "type": kind,
        }
        if bounds:
            accessor |= {"min": rows.min(axis=0).tolist(), "max": rows.max(axis=0).tolist()}
        self.accessors.append(accessor)
        return len(self.accessors) - 1


def glb(document: Mapping[str, Any], buffer: Buffer) -> bytes:
    """The .glb file of `document`, its accessors and buffer views taken from `buffer`."""
    binary = bytes(buffer.data) + b"\0" * (-len(buffer.data) % 4)
    whole = {
        **document,
        "accessors": buffer.accessors,
        "bufferViews": buffer.views,
        "buffers": [{"byteLength": len(binary)}],
    }
    text = json.dumps(whole, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    header = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(binary))
    return header + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(binary), b"BIN\0") + binary
