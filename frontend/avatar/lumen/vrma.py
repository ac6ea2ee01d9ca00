"""Bakes a gesture into a VRM animation file, at 30 frames a second.

https://github.com/vrm-c/vrm-specification/tree/master/specification/VRMC_vrm_animation-1.0
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from lumen.gestures import REST, Gesture
from lumen.gltf import Buffer, Json, glb
from lumen.rotation import IDENTITY, slerp
from lumen.skeleton import HUMANOID, Vector, position
from lumen.vrm import bone_nodes

FRAMES_PER_SECOND = 30
T = TypeVar("T")


def cubic(amount: float) -> float:
    """Cubic ease in and out of [0, 1]."""
    return 4 * amount**3 if amount < 0.5 else 1 - (2 - 2 * amount) ** 3 / 2


def _at(points: Sequence[tuple[float, T]], time: float, mix: Callable[[T, T, float], T]) -> T:
    """The value of a time line at `time`, eased from each of its points to the next."""
    following = next((number for number in range(1, len(points)) if points[number][0] >= time - 1e-9), len(points) - 1)
    (start, a), (end, b) = points[following - 1], points[following]
    return mix(a, b, cubic(min(1.0, max(0.0, (time - start) / (end - start)))))


def _linear(a: Vector, b: Vector, amount: float) -> Vector:
    return a + (b - a) * amount


def bake(gesture: Gesture, times: Sequence[float]) -> tuple[dict[str, list[Vector]], list[Vector]]:
    """The rotations of every bone that moves or does not rest straight, and the places of the hips, at `times`."""
    moving = [bone for bone in HUMANOID if bone in REST or any(bone in key.pose for key in gesture.keys)]
    rotations = {}
    for bone in moving:
        rest = REST.get(bone, IDENTITY)
        line = [(key.time, key.pose.get(bone, rest)) for key in gesture.keys]
        rotations[bone] = [_at(line, time, slerp) for time in times]
    hops = [(key.time, position("hips") + np.array(key.hop)) for key in gesture.keys]
    return rotations, [_at(hops, time, _linear) for time in times]


class _Animation:
    """The channels and samplers of one clip."""

    def __init__(self, times: Sequence[float]) -> None:
        self.buffer = Buffer()
        self.samplers: list[Json] = []
        self.channels: list[Json] = []
        self._every_frame = self.buffer.floats(times, "SCALAR", bounds=True)
        self._ends = self.buffer.floats([times[0], times[-1]], "SCALAR", bounds=True)

    def rotate(self, node: int, rotations: list[Vector]) -> None:
        """Add the turns of a bone; one that stands still is written at its ends only."""
        if all(np.allclose(turn, rotations[0], atol=1e-6) for turn in rotations):
            ends = [rotations[0], rotations[-1]]
            self._channel(node, "rotation", self._ends, self.buffer.floats(ends, "VEC4"))
        else:
            self._channel(node, "rotation", self._every_frame, self.buffer.floats(rotations, "VEC4"))

    def move(self, node: int, places: Sequence[Vector]) -> None:
        """Add the places of a node."""
        self._channel(node, "translation", self._every_frame, self.buffer.floats(places, "VEC3"))

    def _channel(self, node: int, path: str, times: int, output: int) -> None:
        self.samplers.append({"input": times, "output": output, "interpolation": "LINEAR"})
        self.channels.append({"sampler": len(self.samplers) - 1, "target": {"node": node, "path": path}})


def build_vrma(name: str, gesture: Gesture) -> bytes:
    """The .vrma file of a gesture."""
    duration = gesture.keys[-1].time
    count = round(duration * FRAMES_PER_SECOND) + 1
    times = [duration * number / (count - 1) for number in range(count)]
    bones = list(HUMANOID)
    nodes = bone_nodes(bones)
    animation = _Animation(times)
    rotations, hips = bake(gesture, times)
    for bone, turns in rotations.items():
        animation.rotate(bones.index(bone), turns)
    if any(any(key.hop) for key in gesture.keys):
        animation.move(bones.index("hips"), hips)
    expressions = _faces(gesture, times, nodes, animation)
    document: Json = {
        "asset": {"version": "2.0", "generator": "Prism make_vrma"},
        "extensionsUsed": ["VRMC_vrm_animation"],
        "scene": 0,
        "scenes": [{"nodes": [0, *range(len(bones), len(nodes))]}],
        "nodes": nodes,
        "animations": [{"name": name, "channels": animation.channels, "samplers": animation.samplers}],
        "extensions": {
            "VRMC_vrm_animation": {
                "specVersion": "1.0",
                # Eyes belong to the gaze and may not be in an animation's humanoid.
                "humanoid": {
                    "humanBones": {bone: {"node": bones.index(bone)} for bone in bones if not bone.endswith("Eye")}
                },
                **({"expressions": {"preset": expressions}} if expressions else {}),
            }
        },
    }
    return glb(document, animation.buffer)


def _faces(gesture: Gesture, times: Sequence[float], nodes: list[Json], animation: _Animation) -> Json:
    """Adds a node for each expression, whose x is the weight; gives the preset table."""
    presets: Json = {}
    for face, points in gesture.faces.items():
        line = [(time, np.array([weight, 0.0, 0.0])) for time, weight in points]
        presets[face] = {"node": len(nodes)}
        animation.move(len(nodes), [_at(line, time, _linear) for time in times])
        nodes.append({"name": f"expression_{face}"})
    return presets
