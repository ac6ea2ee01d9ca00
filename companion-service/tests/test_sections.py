"""Where another section of a song begins."""

from collections.abc import Callable

import pytest

from prism_companion.audio.analyser import Analysis
from prism_companion.testing.moods import song
from prism_companion.testing.music import Music, applause, band, house, joined

Analyse = Callable[[Music, int], list[Analysis]]


def sections(analyses: list[Analysis]) -> list[float]:
    return [turning.at for each in analyses for turning in each.turnings if turning.kind == "section"]


@pytest.mark.parametrize("verse_seconds", [8.0, 20.0])
def test_a_section_begins_where_the_sound_changes_and_stays(analyse: Analyse, verse_seconds: float) -> None:
    music = joined(song("upbeat", verse_seconds, 1), song("energetic", 24.0, 2), song("calm", 24.0, 1))
    found = sections(analyse(music, 48_000))
    assert found == pytest.approx([verse_seconds, verse_seconds + 24.0], abs=1.0)
    assert sections(analyse(music, 7_777)) == found


@pytest.mark.parametrize("music", [band(120.0, 50.0), house(124.0, 50.0), applause(40.0)])
def test_what_goes_on_as_it_began_is_one_section(analyse: Analyse, music: Music) -> None:
    assert sections(analyse(music, 48_000)) == []
