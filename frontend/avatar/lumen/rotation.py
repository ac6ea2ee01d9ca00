"""Rotations as unit quaternions (x, y, z, w), float64 of shape (4,)."""

import math

import numpy as np

from lumen.skeleton import Vector

IDENTITY: Vector = np.array([0.0, 0.0, 0.0, 1.0])


def euler(x: float, y: float, z: float) -> Vector:
    """The rotation about x, then y, then z, in degrees (three.js calls this order 'ZYX')."""
    (sx, cx), (sy, cy), (sz, cz) = ((math.sin(math.radians(a) / 2), math.cos(math.radians(a) / 2)) for a in (x, y, z))
    return np.array(
        [
            sx * cy * cz - cx * sy * sz,
            cx * sy * cz + sx * cy * sz,
            cx * cy * sz - sx * sy * cz,
            cx * cy * cz + sx * sy * sz,
        ]
    )


def from_basis(x: Vector, y: Vector, z: Vector) -> Vector:
    """The rotation that carries the axes to the perpendicular unit vectors `x`, `y` and `z` (Shepperd's method)."""
    matrix = np.column_stack([x, y, z])
    candidates = [1 + matrix.trace(), *(1 - matrix.trace() + 2 * matrix[axis, axis] for axis in range(3))]
    best = int(np.argmax(candidates))
    scale = 2 * math.sqrt(candidates[best])
    spin = np.array([matrix[2, 1] - matrix[1, 2], matrix[0, 2] - matrix[2, 0], matrix[1, 0] - matrix[0, 1]])
    if best == 0:
        return np.array([*(spin / scale), scale / 4])
    axis, second, third = best - 1, best % 3, (best + 1) % 3
    quaternion = np.zeros(4)
    quaternion[axis] = scale / 4
    quaternion[second] = (matrix[second, axis] + matrix[axis, second]) / scale
    quaternion[third] = (matrix[third, axis] + matrix[axis, third]) / scale
    quaternion[3] = spin[axis] / scale
    return quaternion


def multiply(a: Vector, b: Vector) -> Vector:
    """The rotation `b`, then `a`."""
    vector = a[3] * b[:3] + b[3] * a[:3] + np.cross(a[:3], b[:3])
    return np.array([*vector, a[3] * b[3] - a[:3] @ b[:3]])


def inverse(quaternion: Vector) -> Vector:
    """The rotation back."""
    return np.asarray(quaternion * np.array([-1.0, -1.0, -1.0, 1.0]))


def slerp(a: Vector, b: Vector, amount: float) -> Vector:
    """The rotation `amount` of the shorter way from `a` to `b` (Shoemake 1985)."""
    cosine = float(a @ b)
    target = -b if cosine < 0 else b
    angle = math.acos(min(1.0, abs(cosine)))
    if angle < 1e-4:
        return a
    blend = math.sin((1 - amount) * angle) * a + math.sin(amount * angle) * target
    return np.asarray(blend / np.linalg.norm(blend))
