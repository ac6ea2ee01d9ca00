from prism_core.mouths import MOUTH_SHAPES, MOUTHS
from prism_core.visemes import VISEMES


def test_every_viseme_has_a_mouth_of_known_shapes() -> None:
    assert set(MOUTHS) == set(VISEMES)
    assert {shape for mouth in MOUTHS.values() for shape in mouth.shapes} == set(MOUTH_SHAPES)


def test_no_mouth_opens_further_than_one_shape_alone() -> None:
    assert all(sum(mouth.shapes.values()) <= 1 for mouth in MOUTHS.values())
    assert [viseme for viseme, mouth in MOUTHS.items() if mouth.closure == 1] == ["PP"]
