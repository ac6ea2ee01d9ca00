"""The six gestures: key poses on a time line, and how Lumen stands when she does nothing.

Places of the hands are in the chest's space (see `reach`); a bone that a key does not name is as in `REST`.
"""

from dataclasses import dataclass, field

from lumen.reach import Direction, Pose, curl, reach
from lumen.rotation import euler

_FULLY_OUT = 37.0  # degrees from the thumb's rest to square with the hand: atan(0.018 / 0.026) of its bones


@dataclass(frozen=True)
class Key:
    """A pose at `time` (seconds); `hop` moves the hips by (x, y, z) metres from where they stand."""

    time: float
    pose: Pose = field(default_factory=dict)
    hop: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Gesture:
    """Key poses, first and last at rest, and the faces that go with them: name → (time, weight) points."""

    keys: tuple[Key, ...]
    faces: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)


def _mirrored(vector: Direction) -> tuple[float, float, float]:
    x, y, z = vector
    return -x, y, z


def _both(wrist: Direction, fingers: Direction, palm: Direction, elbow: Direction) -> Pose:
    """Both arms alike, given for the left."""
    right = [_mirrored(vector) for vector in (wrist, fingers, palm, elbow)]
    return reach("left", wrist, fingers, palm, elbow) | reach("right", *right)


def _hands(degrees: float, thumb: float = 0.0, spread: float = 0.0) -> Pose:
    return curl("left", degrees, thumb, spread) | curl("right", degrees, thumb, spread)


def _turn(**bones: tuple[float, float, float]) -> Pose:
    """Bones by name, in degrees about x, y and z."""
    return {name: euler(*angles) for name, angles in bones.items()}


def _shoulders(lift: float) -> Pose:
    return _turn(leftShoulder=(0, 0, lift), rightShoulder=(0, 0, -lift))


REST: Pose = _both((0.215, 0.415, 0.050), (0.02, -1, 0.22), (-1, -0.1, -0.15), (0.55, -0.1, -1)) | _hands(16)


def _thumbs_up() -> Gesture:
    def arm(height: float) -> Pose:
        wrist = (-0.175, 0.585 + height, 0.165)
        return reach("right", wrist, (0.72, 0.10, 0.68), (0.68, 0.0, -0.72), (-1, -0.75, 0)) | curl(
            "right", 88, _FULLY_OUT
        )

    up = arm(0.0) | _turn(chest=(0, 5, 0), head=(3, -6, 6), neck=(0, -3, 0))
    nudge = arm(0.030) | _turn(chest=(0, 5, 0), head=(9, -6, 8), neck=(0, -3, 0))
    return Gesture(
        (Key(0), Key(0.38, up), Key(0.62, nudge), Key(0.86, up), Key(1.45, up), Key(1.95)),
        {"happy": ((0, 0), (0.38, 0.85), (1.45, 0.85), (1.95, 0))},
    )


def _shrug() -> Gesture:
    arms = _both((0.285, 0.560, 0.135), (0.80, 0.12, 0.60), (0.05, 1, 0.15), (0.35, -1, -0.35)) | _hands(10, 12, 8)
    # The hands rise with the shoulders, which `reach` does not know of.
    held = arms | _shoulders(15) | _turn(head=(2, 0, 13), neck=(0, 0, 4), chest=(-2, 0, 0))
    return Gesture(
        (Key(0), Key(0.34, held), Key(1.10, held), Key(1.65)),
        {"relaxed": ((0, 0), (0.4, 0.15), (1.1, 0.15), (1.65, 0))},
    )


def _clap() -> Gesture:
    def hands(gap: float, bob: float) -> Pose:
        arms = _both((gap, 0.560, 0.185), (-0.10, 0.55, 0.83), (-1, 0, 0), (1, -0.7, -0.15))
        return arms | _hands(4, 10) | _turn(head=(bob, 0, 4), chest=(bob / 3, 0, 0))

    keys = [Key(0)]
    for beat in range(4):
        keys += [Key(0.34 + 0.30 * beat, hands(0.105, -3)), Key(0.49 + 0.30 * beat, hands(0.0285, 3))]
    return Gesture((*keys, Key(2.0)), {"happy": ((0, 0), (0.34, 0.9), (1.5, 0.9), (2.0, 0))})


def _cheer() -> Gesture:
    def arms(height: float, out: float, tilt: float) -> Pose:
        pose = _both((out, 0.835 + height, 0.065), (0.30, 1, 0.10), (-0.25, 0, 1), (1, 0.1, -0.2))
        return pose | _hands(8, 25, 14) | _shoulders(12) | _turn(head=(-9, 0, tilt), chest=(-6, 0, tilt / 2))

    keys = [Key(0, hop=(0, 0, 0)), Key(0.18, _turn(spine=(7, 0, 0), head=(5, 0, 0)), (0, -0.022, 0))]
    for number, tilt in enumerate((5, -5, 5)):
        start = 0.38 + 0.36 * number
        keys += [
            Key(start, arms(0.030, 0.265, tilt), (0, 0.045, 0)),
            Key(start + 0.18, arms(-0.055, 0.290, tilt), (0, -0.008, 0)),
        ]
    return Gesture((*keys, Key(1.85)), {"happy": ((0, 0), (0.3, 1), (1.35, 1), (1.85, 0))})


def _lean_in() -> Gesture:
    arms = _both((0.140, 0.470, 0.135), (-0.55, 0.10, 0.85), (-0.6, -0.6, -0.3), (1, -0.4, -0.6)) | _hands(22)
    close = arms | _turn(spine=(12, 0, 0), chest=(9, 0, 0), neck=(-6, 0, 0), head=(-9, 0, 7))
    return Gesture((Key(0), Key(0.55, close, (0, 0, 0.015)), Key(1.70, close, (0, 0, 0.015)), Key(2.3)))


def _surprised_step_back() -> Gesture:
    def back(lean: float, height: float) -> Pose:
        arms = _both((0.205, 0.665 + height, 0.150), (0.16, 1, 0.18), (-0.15, 0, 1), (1, -0.6, -0.2)) | _hands(
            6, 20, 14
        )
        legs = _turn(rightUpperLeg=(12, 0, 0), rightLowerLeg=(14, 0, 0), leftUpperLeg=(-6, 0, 0))
        return (
            arms | legs | _shoulders(9) | _turn(spine=(-lean, 0, 0), chest=(-lean * 0.6, 0, 0), head=(lean * 0.5, 0, 0))
        )

    return Gesture(
        (
            Key(0),
            Key(0.20, back(12, 0.03), (0, 0.014, -0.060)),
            Key(0.36, back(9, 0.0), (0, -0.004, -0.070)),
            Key(1.05, back(8, 0.0), (0, 0, -0.070)),
            Key(1.75),
        ),
        {"surprised": ((0, 0), (0.16, 1), (1.0, 0.9), (1.6, 0))},
    )


GESTURES: dict[str, Gesture] = {
    "thumbs_up": _thumbs_up(),
    "shrug": _shrug(),
    "cheer": _cheer(),
    "clap": _clap(),
    "lean_in": _lean_in(),
    "surprised_step_back": _surprised_step_back(),
}
