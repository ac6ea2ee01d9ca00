"""Lumen's body: helmet, glass, crown, ears, scarf, torso and limbs, as three primitives by material."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lumen import palette, visor
from lumen.mesh import SkinnedMesh, along_chain, between
from lumen.shapes import Shape, ball, blade, capsule, lathe, smooth, torus
from lumen.skeleton import CHAINS, FINGERS, PHALANGES, SIDES, Point, Vector, position


@dataclass
class Body:
    """The primitives: `shell` (painted), `prism` (the coloured, faceted parts) and `glass` (the visor)."""

    shell: SkinnedMesh = field(default_factory=SkinnedMesh)
    prism: SkinnedMesh = field(default_factory=SkinnedMesh)
    glass: SkinnedMesh = field(default_factory=SkinnedMesh)


@dataclass(frozen=True)
class Detail:
    """How finely round things are cut: 1 is the full model."""

    level: float

    def cut(self, segments: int, least: int = 5) -> int:
        """`segments` at this level of detail."""
        return max(least, round(segments * self.level))


def build_body(detail: Detail) -> Body:
    """Everything but the face's light."""
    body = Body()
    _head(body, detail)
    _crown(body, detail)
    _ears(body, detail)
    _torso(body, detail)
    _scarf(body, detail)
    for side, x in SIDES:
        _arm(body, side, x, detail)
        _hand(body, side, x, detail)
        _leg(body, side, detail)
    return body


def _head(body: Body, detail: Detail) -> None:
    helmet = ball((0, 0.92, 0), 0.21, detail.cut(36), detail.cut(20), (1.10, 0.93, 0.96), 2.5)
    body.shell.add(helmet, palette.WHITE, "head")
    body.glass.add(visor.pane(detail.cut(52, 24), detail.cut(9, 5)), palette.NIGHT, "head")
    ring = visor.rim(detail.cut(52, 24))
    body.prism.add(ring, lambda v: palette.spectrum(0.5 + float(v[0]) / 0.4 - (float(v[1]) - 0.925) / 0.6), "head")


def _crystal(height: float, radius: float, tilt: float, base: tuple[float, float, float], sides: int = 5) -> Shape:
    """A cut crystal that leans `tilt` (x over y) to the side."""
    axis = np.array([tilt, 1.0, -0.12])
    profile = [(0, 0), (radius, height * 0.30), (radius * 0.72, height * 0.62), (0, height)]
    return lathe(profile, sides, axis, base)


def _crown(body: Body, detail: Detail) -> None:
    body.shell.add(ball((0, 1.103, -0.01), 0.052, detail.cut(18), detail.cut(9), (1, 0.40, 1)), palette.SLATE, "head")
    for tilt, height, radius, x in ((-0.95, 0.085, 0.024, -0.055), (0.95, 0.085, 0.024, 0.055)):
        shard = _crystal(height, radius, tilt, (x, 1.085, -0.01))
        body.prism.add(shard, lambda v: palette.spectrum((float(v[1]) - 1.08) / 0.09), "head", faceted=True)
    points = CHAINS["antenna"].points
    for index in range(3):
        stalk = capsule(points[index], points[index + 1], 0.0095, 0.008, detail.cut(8), 2)
        body.shell.add(stalk, palette.SLATE, f"antenna{index}")
    gem = lathe([(0, 0), (0.034, 0.036), (0.026, 0.058), (0, 0.095)], 6, (0, 1, -0.15), (0, 1.170, -0.022))
    body.prism.add(gem, lambda v: palette.spectrum((float(v[1]) - 1.17) / 0.10), "antenna2", faceted=True)


def _ears(body: Body, detail: Detail) -> None:
    for name, x in (("L", 1), ("R", -1)):
        cup = ball((x * 0.222, 0.940, -0.005), 0.060, detail.cut(20), detail.cut(9), (0.52, 1, 1))
        body.shell.add(cup, palette.LILAC, "head")
        points = CHAINS[f"ear{name}"].points
        fin = blade(points, (0.032, 0.058, 0.046, 0.004), (0, 0, 1), 0.35)
        body.prism.add(fin, _along(points), along_chain(f"ear{name}"), faceted=True)
        button = lathe(
            [(0.030, 0), (0.024, 0.012), (0, 0.015)], detail.cut(16, 8), (x, 0, 0), (x * 0.248, 0.940, -0.005)
        )
        body.prism.add(button, palette.spectrum(0.08), "head")


def _along(points: tuple[Point, ...]) -> Callable[[Vector], float]:
    """The spectrum by height, from the first of `points` to the last."""
    low, high = points[0][1], points[-1][1]
    return lambda vertex: palette.spectrum((float(vertex[1]) - low) / (high - low))


def _torso(body: Body, detail: Detail) -> None:
    profile = smooth(
        [(0, 0.345), (0.062, 0.352), (0.108, 0.395), (0.124, 0.455), (0.122, 0.53), (0.118, 0.585), (0.096, 0.645),
         (0.058, 0.685), (0.044, 0.70)],
        max(1, detail.cut(3, 2)),
    )  # fmt: skip
    skin = between((0.41, 0.49, "hips", "spine"), (0.51, 0.58, "spine", "chest"))
    body.shell.add(lathe(profile, detail.cut(30, 14), depth=0.84, power=2.2), palette.WHITE, skin)
    body.shell.add(capsule((0, 0.665, 0), (0, 0.745, 0), 0.046, 0.046, detail.cut(16), 2), palette.SLATE, "neck")
    gem = lathe([(0, -0.012), (0.034, 0), (0.020, 0.012), (0, 0.016)], 6, (0, 0, 1), (0, 0.575, 0.094))
    body.prism.add(gem, lambda v: palette.spectrum((float(v[0]) + 0.04) / 0.08), "chest", faceted=True)


def _scarf(body: Body, detail: Detail) -> None:
    ring = torus((0, 0.680, -0.002), 0.068, (0.026, 0.024), detail.cut(22, 14), 6)
    body.prism.add(ring, lambda v: palette.spectrum(0.5 + float(v[0]) / 0.19), "chest", faceted=True)
    for name in ("L", "R"):
        points = CHAINS[f"ribbon{name}"].points
        ribbon = blade(points, (0.020, 0.040, 0.048, 0.042, 0.006), (0, 0, 1), 0.18)
        body.prism.add(ribbon, _along(points), along_chain(f"ribbon{name}"), faceted=True)


def _arm(body: Body, side: str, x: int, detail: Detail) -> None:
    shoulder, elbow, wrist = (position(side + bone) for bone in ("UpperArm", "LowerArm", "Hand"))
    out = np.array([x, 0, 0])
    around = detail.cut(16)
    cap = detail.cut(5, 2)
    body.shell.add(ball(shoulder, 0.047, around, detail.cut(10, 5)), palette.LILAC, side + "UpperArm")
    upper = capsule(shoulder + out * 0.03, elbow - out * 0.012, 0.034, 0.031, around, cap)
    body.shell.add(upper, palette.WHITE, side + "UpperArm")
    body.shell.add(ball(elbow, 0.032, around, detail.cut(9, 5)), palette.SLATE, side + "LowerArm")
    # The forearm widens to a cuff, so that the hands read from across a room.
    lower = capsule(elbow + out * 0.020, wrist - out * 0.022, 0.031, 0.043, around, cap)
    body.shell.add(lower, palette.WHITE, side + "LowerArm")
    band = lathe([(0.043, -0.008), (0.0475, 0), (0.043, 0.008)], around, (1, 0, 0), wrist - out * 0.024)
    body.prism.add(band, lambda v: palette.spectrum((float(v[1]) - 0.585) / 0.095), side + "LowerArm")


def _hand(body: Body, side: str, x: int, detail: Detail) -> None:
    out = np.array([x, 0, 0])
    palm = ball(position(side + "Hand") + out * 0.034, 0.044, detail.cut(16, 8), detail.cut(10, 5), (1.05, 0.62, 1.0))
    body.shell.add(palm, palette.LILAC, side + "Hand")
    around = detail.cut(9)
    for finger in FINGERS:
        radius = 0.0135 if finger != "Little" else 0.0120
        _digit(body, [f"{side}{finger}{phalanx}" for phalanx in PHALANGES], out * 0.016, radius, around)
    thumb = [f"{side}Thumb{phalanx}" for phalanx in ("Metacarpal", "Proximal", "Distal")]
    tip = position(thumb[2]) - position(thumb[1])
    _digit(body, thumb, tip * 0.9, 0.0160, around)


def _digit(body: Body, bones: list[str], tip: Vector, radius: float, around: int) -> None:
    points = [position(bone) for bone in bones]
    points.append(points[-1] + tip)
    for index, bone in enumerate(bones):
        piece = capsule(points[index], points[index + 1], radius, radius * 0.95, around, 2)
        body.shell.add(piece, palette.LILAC, bone)


def _leg(body: Body, side: str, detail: Detail) -> None:
    hip, knee, ankle = (position(side + bone) for bone in ("UpperLeg", "LowerLeg", "Foot"))
    up = np.array([0, 1, 0])
    around, cap = detail.cut(16), detail.cut(5, 2)
    body.shell.add(ball(hip, 0.050, around, detail.cut(9, 5)), palette.SLATE, side + "UpperLeg")
    body.shell.add(
        capsule(hip - up * 0.03, knee + up * 0.02, 0.045, 0.040, around, cap), palette.WHITE, side + "UpperLeg"
    )
    body.shell.add(ball(knee, 0.039, around, detail.cut(9, 5)), palette.SLATE, side + "LowerLeg")
    body.shell.add(
        capsule(knee - up * 0.025, ankle + up * 0.01, 0.040, 0.050, around, cap), palette.WHITE, side + "LowerLeg"
    )
    foot = ball(ankle + np.array([0, -0.018, 0.03]), 0.060, detail.cut(18), detail.cut(11), (0.85, 0.70, 1.35), 2.5)
    body.shell.add(foot, palette.LILAC, side + "Foot")
