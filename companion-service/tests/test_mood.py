from itertools import pairwise

import pytest

from prism_companion.audio.analyser import Analyser
from prism_companion.audio.mood import Label
from prism_companion.testing.moods import MOODS, song


@pytest.mark.parametrize("label", MOODS)
@pytest.mark.parametrize("seed", [1, 4])
def test_a_song_has_the_mood_that_it_is_made_for(label: Label, seed: int) -> None:
    assert Analyser().push(song(label, 30.0, seed).samples).mood.label == label


def test_the_mood_does_not_jump() -> None:
    analyser = Analyser()
    calm, loud = song("calm", 15.0, 1).samples, song("energetic", 15.0, 1).samples
    moods = [analyser.push(part[at : at + 2_400]).mood for part in (calm, loud) for at in range(0, len(part), 2_400)]
    steps = [abs(after.arousal - before.arousal) for before, after in pairwise(moods[1:])]
    assert max(steps) < 0.05
    assert moods[-1].arousal > moods[100].arousal + 0.5
