"""The VRM expression presets: which morph targets and colours make each of them.

https://github.com/vrm-c/vrm-specification/blob/master/specification/VRMC_vrm-1.0/expressions.md
"""

from collections.abc import Mapping

from lumen.face import BLINKS, EMOTIONS, VISEMES
from lumen.gltf import Json
from lumen.materials import BLUSH_RGB, NAMES

_COLOURS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "angry": ((1.0, 0.14, 0.08), (0.42, 0.04, 0.02)),
    "sad": ((0.16, 0.36, 1.0), (0.05, 0.14, 0.50)),
    "surprised": ((1.0, 0.75, 0.22), (0.42, 0.28, 0.05)),
}
# Eyes that an emotion has closed must not blink as well; half-closed ones share.
_BLINKING = {"happy": "block", "relaxed": "block", "angry": "blend", "sad": "blend", "surprised": "blend"}


def _colour(material: str, kind: str, value: tuple[float, ...]) -> Json:
    return {"material": NAMES.index(material), "type": kind, "targetValue": list(value)}


def _expression(name: str, meshes: Mapping[int, tuple[str, ...]]) -> Json:
    """One preset; `meshes` gives the morph targets of each node that has some. Empty arrays are not valid."""
    binds = [
        {"node": node, "index": targets.index(name), "weight": 1.0}
        for node, targets in meshes.items()
        if name in targets
    ]
    colours: list[Json] = []
    if name in _COLOURS:
        face, emission = _COLOURS[name]
        colours = [
            _colour("FaceGlow", "color", (*face, 1.0)),
            _colour("FaceGlow", "emissionColor", (*emission, 1.0)),
        ]
    if name == "happy":
        colours = [_colour("Blush", "color", (*BLUSH_RGB, 0.80))]
    return {
        **({"morphTargetBinds": binds} if binds else {}),
        **({"materialColorBinds": colours} if colours else {}),
        "isBinary": False,
        "overrideBlink": _BLINKING.get(name, "none"),
        "overrideLookAt": "none",
        "overrideMouth": "none",  # an emotion that blocked the mouth would silence her lips
    }


def presets(meshes: Mapping[int, tuple[str, ...]]) -> Json:
    """All presets by name."""
    return {name: _expression(name, meshes) for name in (*VISEMES, *BLINKS, *EMOTIONS, "neutral")}
