"""The glass of the face: the surface on which eyes, brows and mouth lie, and the pane itself."""

import math

import numpy as np

from lumen.shapes import Shape
from lumen.skeleton import Vector

CENTRE_Y = 0.925
HALF_WIDTH, HALF_HEIGHT = 0.172, 0.134
_CORNER_POWER = 3.2


def depth(x: Vector, y: Vector) -> Vector:
    """How far forward (z, metres) the face's surface is at `x`, `y`: a superellipsoid just above the helmet."""
    bulge = np.maximum(1 - np.abs(x / 0.240) ** 2.6 - np.abs((y - CENTRE_Y) / 0.205) ** 2.2, 0.02)
    return np.asarray(0.038 + 0.187 * bulge ** (1 / 2.6))


def outline(turn: float, scale: float = 1.0) -> tuple[float, float]:
    """The point of the pane's rounded edge at `turn` (radians), its half axes times `scale`."""
    cosine, sine = math.cos(turn), math.sin(turn)
    power = 2 / _CORNER_POWER
    return (
        scale * HALF_WIDTH * math.copysign(abs(cosine) ** power, cosine),
        CENTRE_Y + scale * HALF_HEIGHT * math.copysign(abs(sine) ** power, sine),
    )


def on_surface(points: list[tuple[float, float]], lift: float) -> Vector:
    """The points on the face, `lift` metres in front of it; shape (n, 3)."""
    flat = np.array(points)
    return np.column_stack([flat, depth(flat[:, 0], flat[:, 1]) + lift])


def _turns(around: int) -> list[float]:
    return [2 * math.pi * step / around for step in range(around)]


def pane(around: int, rings: int) -> Shape:
    """The dark glass, its edge bent back into the helmet."""
    points = [(0.0, CENTRE_Y)]
    points += [outline(turn, ring / rings) for ring in range(1, rings + 1) for turn in _turns(around)]
    vertices = on_surface(points, -0.008)
    vertices[-around:, 2] -= 0.022
    faces = [(0, 1 + step, 1 + (step + 1) % around) for step in range(around)]
    for ring in range(rings - 1):
        faces += _strip(1 + ring * around, 1 + (ring + 1) * around, around)
    return vertices, np.array(faces, dtype=np.int64)


def rim(around: int) -> Shape:
    """A thin bright ring around the glass, slightly proud of it."""
    lines = ((1.0, -0.022), (1.0, 0.002), (1.045, 0.002), (1.065, -0.026))
    vertices = np.vstack([on_surface([outline(turn, scale) for turn in _turns(around)], lift) for scale, lift in lines])
    faces: list[tuple[int, int, int]] = []
    for line in range(len(lines) - 1):
        faces += _strip(line * around, (line + 1) * around, around)
    return vertices, np.array(faces, dtype=np.int64)


def _strip(inner: int, outer: int, around: int) -> list[tuple[int, int, int]]:
    """Faces between two rings of `around` vertices that start at the numbers `inner` and `outer`."""
    faces = []
    for step in range(around):
        following = (step + 1) % around
        faces += [
            (inner + step, outer + step, inner + following),
            (inner + following, outer + step, outer + following),
        ]
    return faces
