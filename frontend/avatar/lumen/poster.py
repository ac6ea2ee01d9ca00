"""Lumen's poster: the same face and colours as a flat SVG, shown until the avatar has loaded or where it cannot be."""

from lumen.face import COLUMNS, ROWS, Feature, face_meshes
from lumen.skeleton import CHAINS

_SCALE = 500  # pixels a metre
_WIDTH, _HEIGHT, _TOP = 400, 420, 1.30
_FACE_COLOURS = {"Face": "url(#eye)", "Glints": "#fff"}


def _place(x: float, y: float) -> str:
    # Mirrored nowhere: her left is at the viewer's right, as it is in the file.
    return f"{_WIDTH / 2 + x * _SCALE:.1f} {(_TOP - y) * _SCALE:.1f}"


def _feature(feature: Feature, fill: str) -> str:
    """The outline of a feature at rest: along its lower curve and back along its upper."""
    vertices = feature.rest.vertices()
    lower = [vertices[column * ROWS] for column in range(COLUMNS)]
    upper = [vertices[column * ROWS + ROWS - 1] for column in reversed(range(COLUMNS))]
    points = "L".join(_place(float(v[0]), float(v[1])) for v in (*lower, *upper))
    return f'<path d="M{points}Z" fill="{fill}"/>'


def _ear(name: str) -> str:
    (x0, y0, _), (x1, y1, _), (x2, y2, _), (x3, y3, _) = CHAINS[name].points
    sign = 1 if x0 > 0 else -1
    edge = [
        (x0, y0 + 0.045),
        (x1, y1 + 0.055),
        (x2, y2 + 0.045),
        (x3, y3),
        (x2 + sign * 0.028, y2 - 0.045),
        (x1 + sign * 0.014, y1 - 0.070),
        (x0, y0 - 0.045),
    ]
    return f'<path d="M{"L".join(_place(x, y) for x, y in edge)}Z" fill="url(#prism)"/>'


def _ellipse(x: float, y: float, rx: float, ry: float, fill: str) -> str:
    cx, cy = _place(x, y).split()
    return f'<ellipse cx="{cx}" cy="{cy}" rx="{rx * _SCALE:.1f}" ry="{ry * _SCALE:.1f}" fill="{fill}"/>'


def _box(x: float, y: float, width: float, height: float, radius: float, fill: str, extra: str = "") -> str:
    """A rounded box with its middle at `x`, `y`."""
    left, top = _place(x - width / 2, y + height / 2).split()
    size = f'width="{width * _SCALE:.1f}" height="{height * _SCALE:.1f}" rx="{radius * _SCALE:.1f}"'
    return f'<rect x="{left}" y="{top}" {size} fill="{fill}"{extra}/>'


def _gradient(name: str, stops: tuple[str, ...], *, upright: bool = True) -> str:
    ends = 'x1="0" y1="1" x2="0" y2="0"' if upright else 'x1="0" y1="0" x2="1" y2="0"'
    marks = "".join(f'<stop offset="{i / (len(stops) - 1):g}" stop-color="{c}"/>' for i, c in enumerate(stops))
    return f'<linearGradient id="{name}" {ends}>{marks}</linearGradient>'


def _body() -> list[str]:
    return [
        _box(0, 0.55, 0.25, 0.30, 0.10, "url(#shell)"),
        *(_ellipse(x * 0.145, 0.632, 0.047, 0.047, "#9e92fa") for x in (-1, 1)),
        _box(0, 0.72, 0.095, 0.10, 0.01, "#62689c"),
        _box(0, 0.68, 0.19, 0.05, 0.02, "url(#scarf)"),
        f'<path d="M{_place(0, 0.615)}L{_place(0.03, 0.595)}L{_place(0.02, 0.565)}L{_place(0, 0.545)}'
        f'L{_place(-0.02, 0.565)}L{_place(-0.03, 0.595)}Z" fill="url(#scarf)"/>',
    ]


def _head() -> list[str]:
    gem = [(0, 1.17), (0.034, 1.206), (0, 1.265), (-0.034, 1.206)]
    return [
        _ear("earL"),
        _ear("earR"),
        *(_ellipse(x * 0.225, 0.94, 0.03, 0.06, "#9e92fa") for x in (-1, 1)),
        _box(0, 1.14, 0.018, 0.10, 0.008, "#62689c"),
        f'<path d="M{"L".join(_place(x, y) for x, y in gem)}Z" fill="url(#prism)"/>',
        _box(0, 0.92, 0.462, 0.392, 0.185, "url(#shell)"),
        _box(0, 0.925, 0.350, 0.274, 0.095, "#090b1a", ' stroke="url(#scarf)" stroke-width="4"'),
    ]


def build_poster() -> str:
    """The SVG, of 400 by 420 units, transparent around her."""
    face = [
        _feature(feature, _FACE_COLOURS[mesh.name])
        for mesh in face_meshes()
        if mesh.name in _FACE_COLOURS
        for feature in mesh.features
    ]
    gradients = [
        _gradient("prism", ("#28e0ff", "#885cff", "#ff68c8")),
        _gradient("scarf", ("#28e0ff", "#885cff", "#ff68c8"), upright=False),
        _gradient("shell", ("#c9cbf5", "#f0f2ff", "#ffffff")),
        _gradient("eye", ("#5fc4ff", "#8dfbff")),
    ]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Lumen">',
        f"<defs>{''.join(gradients)}</defs>",
        *_body(),
        *_head(),
        *face,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
