"""Poses an arm by where the hand should be, instead of by angles.

Two-bone inverse kinematics by the law of cosines. Directions and places are in the chest's space of the T-pose, metres:
x to Lumen's left, y up, z to the front.
"""

import math
from collections.abc import Sequence

import numpy as np

from lumen import rotation
from lumen.skeleton import Vector, position

Pose = dict[str, Vector]
Direction = Sequence[float]


def _unit(vector: Sequence[float] | Vector) -> Vector:
    array = np.asarray(vector, dtype=float)
    return np.asarray(array / np.linalg.norm(array))


def _elbow(shoulder: Vector, wrist: Vector, upper: float, lower: float, hint: Vector) -> Vector:
    """Where the elbow goes: in the plane of shoulder, wrist and `hint`."""
    line = wrist - shoulder
    distance = float(np.linalg.norm(line))
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    sideways = hint - (hint @ line) * line / distance**2
    return shoulder + line / distance * along + _unit(sideways) * math.sqrt(max(0.0, upper**2 - along**2))


def reach(side: str, wrist: Sequence[float], fingers: Direction, palm: Direction, elbow: Direction) -> Pose:
    """The rotations of upper arm, lower arm and hand that bring the wrist to a place.

    Args:
        side: "left" or "right".
        wrist: the place of the wrist; one out of reach is brought as near as the arm allows.
        fingers: where the outstretched fingers point.
        palm: where the palm faces; what lies along `fingers` is taken out.
        elbow: the side to which the elbow points.
    """
    sign = 1 if side == "left" else -1
    shoulder, middle, end = (position(side + bone) for bone in ("UpperArm", "LowerArm", "Hand"))
    upper, lower = float(np.linalg.norm(middle - shoulder)), float(np.linalg.norm(end - middle))
    line = np.asarray(wrist, dtype=float) - shoulder
    goal = shoulder + _unit(line) * min(float(np.linalg.norm(line)), (upper + lower) * 0.995)
    joint = _elbow(shoulder, goal, upper, lower, _unit(elbow))
    first, second = _unit(joint - shoulder), _unit(goal - joint)
    # The T-pose arm bends about its vertical; that axis goes to the normal of the bend.
    hinge = -sign * _unit(np.cross(first, second))
    upper_turn, lower_turn = _turned(sign, first, hinge), _turned(sign, second, hinge)
    hand_turn = _turned(sign, _unit(fingers), -_perpendicular(palm, _unit(fingers)))
    return {
        f"{side}UpperArm": upper_turn,
        f"{side}LowerArm": rotation.multiply(rotation.inverse(upper_turn), lower_turn),
        f"{side}Hand": rotation.multiply(rotation.inverse(lower_turn), hand_turn),
    }


def _perpendicular(direction: Direction, axis: Vector) -> Vector:
    vector = np.asarray(direction, dtype=float)
    return _unit(vector - (vector @ axis) * axis)


def _turned(sign: int, along: Vector, up: Vector) -> Vector:
    """The turn of an arm bone that lies `along` and whose upper side in the T-pose faces `up`."""
    x = along * sign
    return rotation.from_basis(x, up, np.cross(x, up))


def curl(side: str, degrees: float, thumb: float = 0.0, spread: float = 0.0) -> Pose:
    """The fingers closed by `degrees` at each joint and fanned by `spread`, the thumb turned out by `thumb`."""
    sign = 1 if side == "left" else -1
    pose: Pose = {}
    for number, finger in enumerate(("Index", "Middle", "Ring", "Little")):
        fan = spread * (1.5 - number) / 1.5
        for phalanx in ("Proximal", "Intermediate", "Distal"):
            turn = -sign * fan if phalanx == "Proximal" else 0.0
            pose[f"{side}{finger}{phalanx}"] = rotation.euler(0, turn, -sign * degrees)
    pose[f"{side}ThumbMetacarpal"] = rotation.euler(0, -sign * thumb, 0)
    return pose
