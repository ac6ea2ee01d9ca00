"""Lumen's materials: MToon toon shading over the palette texture.

https://github.com/vrm-c/vrm-specification/tree/master/specification/VRMC_materials_mtoon-1.0
"""

from collections.abc import Sequence

from lumen.gltf import Json

NAMES = ("Shell", "Prism", "Visor", "FaceGlow", "Blush", "Glint")

FACE_COLOUR = (0.25, 0.95, 1.0, 1.0)
FACE_EMISSION = (0.10, 0.42, 0.48)
BLUSH_RGB = (1.0, 0.35, 0.6)


def _material(name: str, mtoon: Json, *, colour: Sequence[float] = (1, 1, 1, 1), textured: bool = True) -> Json:
    pbr: Json = {"baseColorFactor": list(colour), "metallicFactor": 0, "roughnessFactor": 0.6}
    if textured:
        pbr["baseColorTexture"] = {"index": 0}
        mtoon = {**mtoon, "shadeMultiplyTexture": {"index": 0}}
    return {
        "name": name,
        "pbrMetallicRoughness": pbr,
        "extensions": {"VRMC_materials_mtoon": {"specVersion": "1.0", **mtoon}},
    }


def _shell(*, outlined: bool) -> Json:
    mtoon: Json = {
        "shadeColorFactor": [0.60, 0.62, 0.90],
        "shadingToonyFactor": 0.62,
        "shadingShiftFactor": -0.12,
        "giEqualizationFactor": 0.9,
        "parametricRimColorFactor": [0.30, 0.34, 0.66],
        "parametricRimFresnelPowerFactor": 3.5,
        "rimLightingMixFactor": 0.4,
    }
    if outlined:
        mtoon |= {
            "outlineWidthMode": "worldCoordinates",
            "outlineWidthFactor": 0.0024,
            "outlineColorFactor": [0.13, 0.12, 0.30],
        }
    return _material("Shell", mtoon)


def materials(*, outlined: bool) -> list[Json]:
    """The materials in the order of `NAMES`.

    The outline is a second pass over the shell and doubles what it costs to draw. Renderers do not drop that pass when
    it is switched off later, so the light model has none in its file.
    """
    prism = _material(
        "Prism",
        {
            "shadeColorFactor": [0.72, 0.70, 0.95],
            "shadingToonyFactor": 0.2,
            "parametricRimColorFactor": [0.5, 0.6, 0.9],
            "parametricRimFresnelPowerFactor": 2.5,
        },
    ) | {"emissiveFactor": [0.10, 0.09, 0.14]}
    visor = _material(
        "Visor",
        {
            "shadeColorFactor": [0.5, 0.5, 0.7],
            "shadingToonyFactor": 0.9,
            "parametricRimColorFactor": [0.16, 0.20, 0.52],
            "parametricRimFresnelPowerFactor": 2.6,
        },
    )
    glow = _material("FaceGlow", {"shadeColorFactor": list(FACE_COLOUR[:3])}, colour=FACE_COLOUR)
    glow["emissiveFactor"] = list(FACE_EMISSION)
    blush = _material(
        "Blush",
        {"shadeColorFactor": list(BLUSH_RGB), "transparentWithZWrite": False},
        colour=(*BLUSH_RGB, 0.0),
        textured=False,
    )
    blush["alphaMode"] = "BLEND"
    glint = _material("Glint", {"shadeColorFactor": [1, 1, 1]}, textured=False)
    glint["emissiveFactor"] = [0.5, 0.5, 0.5]
    return [_shell(outlined=outlined), prism, visor, glow, blush, glint]
