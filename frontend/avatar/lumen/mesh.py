"""A skinned mesh under construction: shapes are added with a colour and the bones they follow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from lumen.shapes import Faces, Shape
from lumen.skeleton import CHAINS, INDEX, Vector

Weights = Sequence[tuple[str, float]]
Colouring = float | Callable[[Vector], float]
Skinning = str | Callable[[Vector], Weights]


def _normals(vertices: Vector, faces: Faces) -> Vector:
    """Area-weighted vertex normals."""
    edges = np.cross(vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]])
    normals = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], edges)
    return np.asarray(normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12))


@dataclass
class SkinnedMesh:
    """One primitive's vertices: position and normal (metres, unit), palette `u`, two bones with weights each."""

    positions: list[Vector] = field(default_factory=list)
    normals: list[Vector] = field(default_factory=list)
    colours: list[float] = field(default_factory=list)
    joints: list[tuple[int, int, int, int]] = field(default_factory=list)
    weights: list[tuple[float, float, float, float]] = field(default_factory=list)
    triangles: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, shape: Shape, colour: Colouring, skin: Skinning, *, faceted: bool = False) -> None:
        """Add a shape; `colour` and `skin` are fixed or functions of a vertex; `faceted` gives it flat faces."""
        vertices, faces = shape
        if faceted:
            vertices = vertices[faces].reshape(-1, 3)
            faces = np.arange(len(vertices)).reshape(-1, 3)
        offset = len(self.positions)
        for vertex, normal in zip(vertices, _normals(vertices, faces), strict=True):
            self.positions.append(vertex)
            self.normals.append(normal)
            self.colours.append(colour(vertex) if callable(colour) else colour)
            self._bind([(skin, 1.0)] if isinstance(skin, str) else skin(vertex))
        self.triangles += [(int(a) + offset, int(b) + offset, int(c) + offset) for a, b, c in faces]

    def _bind(self, weights: Weights) -> None:
        (first, share), *rest = [pair for pair in weights if pair[1] > 0]
        second, other = rest[0] if rest else (first, 0.0)
        # An unused joint must be 0 in glTF 2.0, section 3.7.3.3.
        self.joints.append((INDEX[first], INDEX[second] if other else 0, 0, 0))
        self.weights.append((share, other, 0.0, 0.0))


def along_chain(name: str) -> Callable[[Vector], Weights]:
    """Skinning that spreads a vertex over the two nearest joints of a spring chain."""
    points = [np.array(point) for point in CHAINS[name].points]

    def weights(vertex: Vector) -> Weights:
        nearest = []
        for index in range(len(points) - 1):
            edge = points[index + 1] - points[index]
            along = float(np.clip((vertex - points[index]) @ edge / (edge @ edge), 0, 1))
            nearest.append((float(np.linalg.norm(vertex - points[index] - edge * along)), index, along))
        _, index, along = min(nearest)
        following = min(index + 1, len(points) - 2)
        if following == index:
            return [(f"{name}{index}", 1.0)]
        return [(f"{name}{index}", 1 - along / 2), (f"{name}{following}", along / 2)]

    return weights


def between(*steps: tuple[float, float, str, str]) -> Callable[[Vector], Weights]:
    """Skinning by height: each step `(low, high, below, above)` passes from one bone to the next, lowest first."""

    def weights(vertex: Vector) -> Weights:
        height = float(vertex[1])
        for low, high, below, above in steps:
            if height < low:
                return [(below, 1.0)]
            if height < high:
                share = (height - low) / (high - low)
                return [(below, 1 - share), (above, share)]
        return [(steps[-1][3], 1.0)]

    return weights
