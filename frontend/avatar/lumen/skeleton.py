"""The skeleton: 53 humanoid bones of VRM 1.0 and 17 spring joints, each with its place in the T-pose.

Bone names are those of the specification,
https://github.com/vrm-c/vrm-specification/blob/master/specification/VRMC_vrm-1.0/humanoid.md
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Point = tuple[float, float, float]

SIDES = (("left", 1), ("right", -1))
FINGERS = ("Index", "Middle", "Ring", "Little")
PHALANGES = ("Proximal", "Intermediate", "Distal")

_FINGER_Z = {"Index": 0.034, "Middle": 0.0115, "Ring": -0.0115, "Little": -0.033}
_ARM_Y = 0.632


@dataclass(frozen=True)
class Bone:
    """One joint: its parent's name (None for the root) and its position in the world, in metres."""

    parent: str | None
    position: Point


@dataclass(frozen=True)
class Chain:
    """A swinging part: the bone it hangs from and its joints, root first, in metres."""

    anchor: str
    points: tuple[Point, ...]

    def joint_names(self, name: str) -> list[str]:
        """The bones of the chain called `name`, root first."""
        return [f"{name}{index}" for index in range(len(self.points))]


def _trunk() -> dict[str, Bone]:
    return {
        "hips": Bone(None, (0, 0.40, 0)),
        "spine": Bone("hips", (0, 0.46, 0)),
        "chest": Bone("spine", (0, 0.54, 0)),
        "neck": Bone("chest", (0, 0.68, 0)),
        "head": Bone("neck", (0, 0.72, 0)),
    }


def _limbs(side: str, x: int) -> dict[str, Bone]:
    return {
        f"{side}Eye": Bone("head", (x * 0.085, 0.935, 0.03)),
        f"{side}Shoulder": Bone("chest", (x * 0.05, _ARM_Y, 0)),
        f"{side}UpperArm": Bone(f"{side}Shoulder", (x * 0.138, _ARM_Y, 0)),
        f"{side}LowerArm": Bone(f"{side}UpperArm", (x * 0.276, _ARM_Y, 0)),
        f"{side}Hand": Bone(f"{side}LowerArm", (x * 0.404, _ARM_Y, 0)),
        f"{side}UpperLeg": Bone("hips", (x * 0.075, 0.37, 0)),
        f"{side}LowerLeg": Bone(f"{side}UpperLeg", (x * 0.075, 0.21, 0)),
        f"{side}Foot": Bone(f"{side}LowerLeg", (x * 0.075, 0.06, 0)),
        f"{side}Toes": Bone(f"{side}Foot", (x * 0.075, 0.02, 0.07)),
    }


def _hand(side: str, x: int) -> dict[str, Bone]:
    bones = {
        f"{side}ThumbMetacarpal": Bone(f"{side}Hand", (x * 0.424, _ARM_Y - 0.002, 0.024)),
        f"{side}ThumbProximal": Bone(f"{side}ThumbMetacarpal", (x * 0.442, _ARM_Y - 0.004, 0.050)),
        f"{side}ThumbDistal": Bone(f"{side}ThumbProximal", (x * 0.457, _ARM_Y - 0.005, 0.072)),
    }
    for finger in FINGERS:
        parent = f"{side}Hand"
        for phalanx, reach in zip(PHALANGES, (0.470, 0.498, 0.520), strict=True):
            bones[f"{side}{finger}{phalanx}"] = Bone(parent, (x * reach, _ARM_Y, _FINGER_Z[finger]))
            parent = f"{side}{finger}{phalanx}"
    return bones


def _chains() -> dict[str, Chain]:
    chains = {
        "antenna": Chain("head", ((0, 1.105, -0.01), (0, 1.135, -0.012), (0, 1.165, -0.018), (0, 1.195, -0.028))),
    }
    for name, x in (("L", 1), ("R", -1)):
        ear = ((0.218, 0.950, -0.01), (0.268, 0.990, -0.03), (0.318, 1.040, -0.055), (0.362, 1.098, -0.085))
        ribbon = (
            (0.055, 0.660, -0.080), (0.105, 0.600, -0.130), (0.150, 0.520, -0.165), (0.185, 0.430, -0.180),
            (0.205, 0.340, -0.175),
        )  # fmt: skip
        chains[f"ear{name}"] = Chain("head", tuple((x * p[0], p[1], p[2]) for p in ear))
        chains[f"ribbon{name}"] = Chain("chest", tuple((x * p[0], p[1], p[2]) for p in ribbon))
    return chains


def _humanoid() -> dict[str, Bone]:
    bones = _trunk()
    for side, x in SIDES:
        bones |= _limbs(side, x)
        bones |= _hand(side, x)
    return bones


def _with_springs(humanoid: dict[str, Bone], chains: dict[str, Chain]) -> dict[str, Bone]:
    bones = dict(humanoid)
    for name, chain in chains.items():
        parent = chain.anchor
        for joint, point in zip(chain.joint_names(name), chain.points, strict=True):
            bones[joint] = Bone(parent, point)
            parent = joint
    return bones


CHAINS = _chains()
HUMANOID = _humanoid()
BONES = _with_springs(HUMANOID, CHAINS)
INDEX = {name: index for index, name in enumerate(BONES)}


def position(bone: str) -> Vector:
    """Where `bone` is in the T-pose, in metres."""
    return np.array(BONES[bone].position, dtype=float)


def local_translation(bone: str) -> list[float]:
    """The offset of `bone` from its parent, in metres, as its glTF node states it."""
    parent = BONES[bone].parent
    origin = position(parent) if parent else np.zeros(3)
    return [float(value) for value in np.round(position(bone) - origin, 5)]
