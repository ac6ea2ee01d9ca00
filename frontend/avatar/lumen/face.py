"""The face as light on glass: each feature is a strip between two curves, and an expression is another pair of curves.

Because every shape of a feature has the same vertices, a morph target is the difference of two shapes, and a mouth
shape for a viseme is exactly what its curves say. Emotions move the mouth little, since visemes add to them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lumen import palette, visor
from lumen.skeleton import SIDES, Vector

EMOTIONS = ("happy", "angry", "sad", "relaxed", "surprised")
VISEMES = ("aa", "ih", "ou", "ee", "oh")
BLINKS = ("blink", "blinkLeft", "blinkRight")

COLUMNS, ROWS = 17, 5
Curve = Callable[[float], float]


@dataclass(frozen=True)
class Strip:
    """A feature's shape: centre, half width, upper and lower curve over t in [-1, 1], all in metres from the centre."""

    centre: tuple[float, float]
    half_width: float
    top: Curve
    bottom: Curve
    slant: float = 0.0
    lift: float = 0.0

    def vertices(self) -> Vector:
        """The strip on the face, `COLUMNS` columns of `ROWS`, shape (COLUMNS * ROWS, 3)."""
        points = []
        for column in range(COLUMNS):
            # Columns crowd towards the ends, where an oval turns fastest.
            t = -math.cos(math.pi * column / (COLUMNS - 1))
            low, high = self.bottom(t), self.top(t)
            for row in range(ROWS):
                across = t * self.half_width
                height = low + (high - low) * row / (ROWS - 1) + self.slant * across
                points.append((self.centre[0] + across, self.centre[1] + height))
        return visor.on_surface(points, self.lift)


@dataclass(frozen=True)
class Feature:
    """One strip of a mesh: the bone it follows, its side (0 for the middle), its shape at rest and in expressions."""

    bone: str
    side: int
    rest: Strip
    shapes: dict[str, Strip]
    shaded: bool = False

    def shape(self, target: str) -> Strip | None:
        """The feature's shape in the morph target, None where that leaves it alone."""
        if target in ("blinkLeft", "blinkRight"):
            own = "blinkLeft" if self.side > 0 else "blinkRight"
            return self.shapes.get("blink") if target == own else None
        return self.shapes.get(target)


@dataclass(frozen=True)
class FaceMesh:
    """One mesh of the face: its material and features, and the morph targets that move any of them."""

    name: str
    material: str
    features: tuple[Feature, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of the mesh's morph targets, in the order in which they are written."""
        known = (*VISEMES, *BLINKS, *EMOTIONS)
        return tuple(name for name in known if any(feature.shape(name) for feature in self.features))


def strip_faces() -> list[tuple[int, int, int]]:
    """The triangles of one strip."""
    faces = []
    for column in range(COLUMNS - 1):
        for row in range(ROWS - 1):
            a = column * ROWS + row
            faces += [(a, a + ROWS, a + 1), (a + 1, a + ROWS, a + ROWS + 1)]
    return faces


def shading(feature: Feature) -> list[float]:
    """The palette `u` of each vertex of a feature: eyes fade to violet at the foot, the rest is plain."""
    if not feature.shaded:
        return [palette.eye_shade(1.0)] * (COLUMNS * ROWS)
    heights = feature.rest.vertices()[:, 1]
    low, high = float(heights.min()), float(heights.max())
    return [palette.eye_shade((float(height) - low) / (high - low)) for height in heights]


def _dome(t: float) -> float:
    """A half circle over [-1, 1]."""
    return math.sqrt(max(0.0, 1 - t * t))


def _oval(height: float, power: float = 0.8) -> Curve:
    return lambda t: height * _dome(t) ** power


def _below(curve: Curve) -> Curve:
    return lambda t: -curve(t)


def _arc(rise: float, offset: float) -> Curve:
    """A parabola `rise` higher in the middle than at its ends."""
    return lambda t: rise * (1 - t * t) + offset


def _stroke(
    centre: tuple[float, float], half_width: float, curve: Curve, thickness: float, slant: float = 0.0
) -> Strip:
    """A line of light along `curve`, `thickness` to either side, with rounded ends."""
    return Strip(
        centre,
        half_width,
        lambda t: curve(t) + thickness * _dome(t) ** 0.5,
        lambda t: curve(t) - thickness * _dome(t) ** 0.5,
        slant,
    )


_EYE_X, _EYE_Y, _EYE_WIDTH, _EYE_HEIGHT = 0.086, 0.938, 0.040, 0.056


def _eye(side: int) -> Feature:
    centre = (side * _EYE_X, _EYE_Y)
    height = _EYE_HEIGHT
    open_eye = Strip(centre, _EYE_WIDTH, _oval(height), _below(_oval(height)))
    shapes = {
        "blink": _stroke(centre, 0.046, _arc(-0.012, -0.010), 0.0080),
        "happy": _stroke(centre, 0.050, _arc(0.036, -0.014), 0.0090),
        "relaxed": _stroke(centre, 0.047, _arc(-0.024, 0.002), 0.0080),
        "angry": replace(
            open_eye, top=lambda t: min(height * _dome(t), 0.024 + side * t * 0.026), bottom=_below(_oval(height * 0.8))
        ),
        "sad": replace(
            open_eye,
            centre=(centre[0], centre[1] - 0.006),
            top=lambda t: min(height * _dome(t), 0.026 - side * t * 0.026),
            bottom=_below(_oval(height * 0.85)),
        ),
        "surprised": Strip(centre, 0.047, _oval(0.066), _below(_oval(0.066))),
    }
    return Feature("leftEye" if side > 0 else "rightEye", side, open_eye, shapes, shaded=True)


def _glint(side: int, x: float, y: float, width: float, height: float) -> Feature:
    """A highlight on an eye; it vanishes behind the glass when the eye closes."""
    centre = (side * _EYE_X + x, _EYE_Y + y)
    rest = Strip(centre, width, _oval(height, 1.0), _below(_oval(height, 1.0)), lift=0.003)
    gone = replace(rest, half_width=0.0005, top=lambda t: 0.0, bottom=lambda t: 0.0, lift=-0.03)
    lowered = replace(rest, centre=(centre[0], centre[1] - 0.018))
    grown = replace(rest, centre=(centre[0] * 1.02, centre[1] + 0.006), half_width=width * 1.15)
    shapes = {"blink": gone, "happy": gone, "relaxed": gone, "angry": lowered, "sad": lowered, "surprised": grown}
    return Feature("leftEye" if side > 0 else "rightEye", side, rest, shapes)


def _brow(side: int) -> Feature:
    def brow(rise: float, slant: float, arch: float) -> Strip:
        centre = (side * (_EYE_X + 0.002), 1.014 + rise)
        return _stroke(centre, 0.034, _arc(arch, 0.0), 0.0052, side * slant)

    shapes = {
        "happy": brow(0.006, 0.0, 0.012),
        "angry": brow(-0.014, 0.42, 0.0),
        "sad": brow(0.002, -0.36, 0.004),
        "relaxed": brow(0.002, -0.04, 0.008),
        "surprised": brow(0.018, 0.0, 0.016),
    }
    return Feature("head", side, brow(0.0, -0.06, 0.007), shapes)


def _mouth() -> Feature:
    def mouth(half_width: float, curl: float, up: float = 0.0058, down: float = 0.0058) -> Strip:
        return Strip(
            (0.0, 0.862),
            half_width,
            lambda t: curl * (t * t - 0.5) + up * _dome(t) ** 0.6,
            lambda t: curl * (t * t - 0.5) - down * _dome(t) ** 0.6,
        )

    shapes = {
        "aa": mouth(0.040, 0.008, 0.010, 0.042),
        "ih": mouth(0.052, 0.014, 0.008, 0.012),
        "ou": mouth(0.016, 0.000, 0.014, 0.017),
        "ee": mouth(0.044, 0.010, 0.009, 0.022),
        "oh": mouth(0.025, 0.000, 0.019, 0.030),
        "happy": mouth(0.052, 0.026, 0.006, 0.014),
        "angry": mouth(0.034, -0.016),
        "sad": mouth(0.030, -0.018),
        "relaxed": mouth(0.040, 0.016),
        "surprised": mouth(0.017, 0.000, 0.015, 0.019),
    }
    return Feature("head", 0, mouth(0.034, 0.012), shapes)


def _cheek(side: int) -> Feature:
    def cheek(half_width: float, height: float) -> Strip:
        return Strip((side * 0.126, 0.880), half_width, _oval(height), _below(_oval(height)))

    return Feature("head", side, cheek(0.026, 0.014), {"happy": cheek(0.030, 0.018)})


def face_meshes() -> tuple[FaceMesh, ...]:
    """The light on the glass: features, cheeks and glints.

    The features are one mesh, because three-vrm applies an expression's colour once for every mesh that has the
    material, and five meshes would turn five times as blue.
    """
    sides = [x for _, x in SIDES]
    features = (*map(_eye, sides), *map(_brow, sides), _mouth())
    glints = tuple(
        feature
        for side in sides
        for feature in (_glint(side, 0.013, 0.020, 0.0105, 0.0145), _glint(side, -0.014, -0.022, 0.0060, 0.0070))
    )
    return (
        FaceMesh("Face", "FaceGlow", features),
        FaceMesh("Cheeks", "Blush", tuple(map(_cheek, sides))),
        FaceMesh("Glints", "Glint", glints),
    )


def morph(mesh: FaceMesh, target: str) -> Vector:
    """The displacement of each vertex of `mesh` in the morph target, metres, shape (n, 3)."""
    parts = []
    for feature in mesh.features:
        rest, shape = feature.rest.vertices(), feature.shape(target)
        parts.append(shape.vertices() - rest if shape else np.zeros_like(rest))
    return np.vstack(parts)
