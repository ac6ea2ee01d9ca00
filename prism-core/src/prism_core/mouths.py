"""How an avatar's mouth shows a viseme: the fifteen of Oculus Lipsync on the five mouth shapes of VRM 1.0.

The shapes are VRM's lip sync presets (VRMC_vrm-1.0, expressions: https://github.com/vrm-c/vrm-specification). Vowels
are one to one (VRM's `ih` is as in "see", `ee` as in "bed"); consonants are what the same mouth nearly does, at .1
to .35, as the reference photographs of the visemes show:
https://developers.meta.com/horizon/documentation/unity/audio-ovrlipsync-viseme-reference

The browser's table is generated from this one: `make protocol` runs `python -m prism_core.mouths`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prism_core.visemes import VISEMES, Viseme

MOUTH_SHAPES = ("aa", "ih", "ou", "ee", "oh")
"""In the order of every array of weights."""


@dataclass(frozen=True, slots=True)
class Mouth:
    """What a viseme does, in [0, 1]: how far it opens each shape, and how far it closes the lips on all of them."""

    shapes: Mapping[str, float] = field(default_factory=dict)
    closure: float = 0.0


MOUTHS: Mapping[Viseme, Mouth] = {
    "sil": Mouth(),
    "PP": Mouth(closure=1.0),
    "FF": Mouth({"ih": 0.2}, closure=0.6),
    "TH": Mouth({"ih": 0.1, "ee": 0.25}),
    "DD": Mouth({"ih": 0.2, "ee": 0.2}),
    "kk": Mouth({"aa": 0.1, "ih": 0.25}),
    "CH": Mouth({"ih": 0.1, "ou": 0.3}),
    "SS": Mouth({"ih": 0.35}, closure=0.2),
    "nn": Mouth({"ih": 0.2, "ee": 0.1}),
    "RR": Mouth({"ou": 0.3, "ee": 0.1}),
    "aa": Mouth({"aa": 1.0}),
    "E": Mouth({"ee": 1.0}),
    "I": Mouth({"ih": 1.0}),
    "O": Mouth({"oh": 1.0}),
    "U": Mouth({"ou": 1.0}),
}


def typescript() -> str:
    """The table as a TypeScript module."""
    names = ", ".join(f'"{shape}"' for shape in MOUTH_SHAPES)
    rows = "\n".join(_row(viseme) for viseme in VISEMES)
    return f"""/** Generated from prism_core.mouths by `make protocol`; do not edit. */

import type {{ Viseme }} from "./events";

/** The five mouth shapes of VRM 1.0 (VRMC_vrm expressions, "lip sync"), in the order of every weight array. */
export const MOUTH_SHAPES = [{names}] as const;
export type MouthShape = (typeof MOUTH_SHAPES)[number];

/** What a viseme does: how far it opens each shape, and how far it closes the lips on all of them, in [0, 1]. */
export interface Mouth {{
  readonly shapes: readonly [{", ".join(f"{shape}: number" for shape in MOUTH_SHAPES)}];
  readonly closure: number;
}}

export const MOUTHS: Readonly<Record<Viseme, Mouth>> = {{
{rows}
}};
"""


def _row(viseme: Viseme) -> str:
    mouth = MOUTHS[viseme]
    weights = ", ".join(f"{mouth.shapes.get(shape, 0.0):g}" for shape in MOUTH_SHAPES)
    return f"  {viseme}: {{ shapes: [{weights}], closure: {mouth.closure:g} }},"


if __name__ == "__main__":
    print(typescript(), end="")
