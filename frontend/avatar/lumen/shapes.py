"""Shapes as vertices and triangles: solids of revolution, balls, capsules, tubes and blades.

Each function gives `(vertices, faces)`: float metres of shape (n, 3) and vertex numbers of shape (m, 3), wound so that
the outside is to the left of the edges.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from lumen.skeleton import Vector

Faces = npt.NDArray[np.int64]
Shape = tuple[Vector, Faces]
Profile = Sequence[tuple[float, float]]


def _triangle_normals(vertices: Vector, faces: Faces) -> Vector:
    corners = vertices[faces]
    return np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])


def facing_out(vertices: Vector, faces: Faces, centre: Vector | None = None) -> Faces:
    """The faces, wound away from `centre` (the middle of the vertices) on the whole."""
    middle = vertices.mean(axis=0) if centre is None else centre
    outward = vertices[faces].mean(axis=1) - middle
    inside_out = float((_triangle_normals(vertices, faces) * outward).sum()) < 0
    return faces[:, ::-1].copy() if inside_out else faces


def _grid_faces(rings: int, around: int) -> Faces:
    """Two triangles for each cell of a closed strip of `rings` rings."""
    faces = []
    for ring in range(rings - 1):
        for step in range(around):
            a, b = ring * around + step, ring * around + (step + 1) % around
            faces += [(a, a + around, b), (b, a + around, b + around)]
    return np.array(faces, dtype=np.int64)


def _without_slivers(vertices: Vector, faces: Faces) -> Faces:
    return np.asarray(faces[np.linalg.norm(_triangle_normals(vertices, faces), axis=1) > 1e-12])


def _superellipse(angle: float, power: float) -> tuple[float, float]:
    """A point of the unit superellipse |x|^power + |y|^power = 1; power 2 is a circle."""
    cosine, sine = math.cos(angle), math.sin(angle)
    return (
        math.copysign(abs(cosine) ** (2 / power), cosine),
        math.copysign(abs(sine) ** (2 / power), sine),
    )


def frame(axis: Sequence[float] | Vector) -> tuple[Vector, Vector, Vector]:
    """Three perpendicular unit vectors, the first along `axis`."""
    along = np.asarray(axis, dtype=float)
    along = along / np.linalg.norm(along)
    across = np.cross(along, (0, 0, 1) if abs(along[2]) < 0.9 else (1, 0, 0))
    across = across / np.linalg.norm(across)
    return along, across, np.cross(along, across)


def lathe(
    profile: Profile,
    around: int,
    axis: Sequence[float] | Vector = (0, 1, 0),
    origin: Sequence[float] | Vector = (0, 0, 0),
    depth: float = 1.0,
    power: float = 2.0,
) -> Shape:
    """Revolve `(radius, height)` points about `axis`; `depth` scales one side, `power` squares the section."""
    along, across, other = frame(axis)
    vertices = []
    for radius, height in profile:
        for step in range(around):
            x, y = _superellipse(2 * math.pi * step / around, power)
            vertices.append(np.asarray(origin) + along * height + across * radius * x + other * radius * y * depth)
    points = np.array(vertices)
    return points, facing_out(points, _without_slivers(points, _grid_faces(len(profile), around)))


def smooth(profile: Profile, steps: int) -> list[tuple[float, float]]:
    """A Catmull-Rom curve through the points of `profile`, `steps` pieces between neighbours, radii never below 0."""
    points = np.array([profile[0], *profile, profile[-1]], dtype=float)
    curve = []
    for index in range(1, len(points) - 2):
        p0, p1, p2, p3 = points[index - 1 : index + 3]
        for step in range(steps):
            t = step / steps
            value = 0.5 * (
                2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
            curve.append((max(0.0, float(value[0])), float(value[1])))
    return [*curve, (float(profile[-1][0]), float(profile[-1][1]))]


def ball(
    centre: Sequence[float] | Vector,
    radius: float,
    around: int,
    rings: int,
    scale: Sequence[float] = (1, 1, 1),
    power: float = 2.0,
) -> Shape:
    """A sphere, stretched by `scale`; `power` above 2 makes its section boxier."""
    profile = [
        (radius * math.sin(math.pi * ring / rings), -radius * math.cos(math.pi * ring / rings))
        for ring in range(rings + 1)
    ]
    vertices, faces = lathe(profile, around, power=power)
    return vertices * np.array(scale) + np.asarray(centre), faces


def capsule(
    start: Sequence[float] | Vector,
    end: Sequence[float] | Vector,
    start_radius: float,
    end_radius: float,
    around: int,
    cap_rings: int,
) -> Shape:
    """A limb from `start` to `end` with rounded ends."""
    first, last = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    length = float(np.linalg.norm(last - first))
    turns = [math.pi / 2 * ring / cap_rings for ring in range(cap_rings + 1)]
    profile = [(start_radius * math.sin(turn), -start_radius * math.cos(turn) * 0.8) for turn in turns]
    profile += [(end_radius * math.cos(turn), length + end_radius * math.sin(turn) * 0.8) for turn in turns]
    return lathe(profile, around, last - first, first)


def torus(centre: Sequence[float], radius: float, tube: Sequence[float], around: int, section: int) -> Shape:
    """A ring about the vertical; `tube` is the half width outwards and the half height."""
    vertices = []
    for ring in range(around):
        turn = 2 * math.pi * ring / around
        for step in range(section):
            angle = 2 * math.pi * step / section
            reach = radius + tube[0] * math.cos(angle)
            vertices.append((reach * math.sin(turn), tube[1] * math.sin(angle), reach * math.cos(turn)))
    faces = []
    for ring in range(around):
        for step in range(section):
            a, b = ring * section + step, ring * section + (step + 1) % section
            c, d = (a + section) % (around * section), (b + section) % (around * section)
            faces += [(a, c, b), (b, c, d)]
    points = np.array(vertices) + np.asarray(centre)
    return points, _wound_as_ring(points, np.array(faces, dtype=np.int64), np.asarray(centre), radius)


def _wound_as_ring(points: Vector, faces: Faces, centre: Vector, radius: float) -> Faces:
    """Wind a torus by its first triangle: away from the middle of its own tube."""
    corner = points[faces[0]].mean(axis=0)
    flat = (corner - centre) * np.array([1, 0, 1])
    tube_centre = centre + flat / np.linalg.norm(flat) * radius
    normal = _triangle_normals(points, faces[:1])[0]
    return faces if float(normal @ (corner - tube_centre)) > 0 else faces[:, ::-1].copy()


def blade(points: Sequence[Sequence[float]], widths: Sequence[float], side: Sequence[float], flatness: float) -> Shape:
    """A four-edged leaf along `points`, as wide as `widths` on either side, `flatness` of that thick."""
    path = np.array(points, dtype=float)
    vertices = []
    for index, point in enumerate(path):
        along = path[min(index + 1, len(path) - 1)] - path[max(index - 1, 0)]
        across = np.cross(along / np.linalg.norm(along), side)
        across = across / np.linalg.norm(across)
        thick = np.cross(along / np.linalg.norm(along), across)
        for a, b in ((1, 0), (0, flatness), (-1, 0), (0, -flatness)):
            vertices.append(point + (across * a + thick * b) * widths[index])
    corners = np.array(vertices)
    faces = _without_slivers(corners, _grid_faces(len(path), 4))
    return corners, facing_out(corners, faces)
