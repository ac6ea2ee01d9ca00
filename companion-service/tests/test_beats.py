from collections.abc import Callable

import numpy as np
import pytest

from prism_companion.audio.analyser import Analyser, Analysis
from prism_companion.audio.spectrum import SAMPLE_RATE
from prism_companion.testing.music import Music, applause, band, clicks, house, joined, silence, syllables
from prism_companion.testing.scoring import f_measure

Analyse = Callable[[Music, int], list[Analysis]]


def beats(analyses: list[Analysis]) -> list[float]:
    return [pulse.at for analysis in analyses for pulse in analysis.pulses]


@pytest.mark.parametrize("make", [clicks, band])
@pytest.mark.parametrize("bpm", [90.0, 120.0, 150.0])
def test_beats_are_found_where_they_are(analyse: Analyse, make: Callable[..., Music], bpm: float) -> None:
    music = make(bpm, 20.0)
    found = analyse(music, 48_000)
    assert f_measure(music.beats, beats(found)) >= 0.9
    assert found[-1].tempo is not None
    assert found[-1].tempo.bpm == pytest.approx(bpm, abs=0.5)


@pytest.mark.parametrize("bpm", [50.0, 60.0, 70.0])
def test_a_slow_metronome_is_followed_although_little_sounds_between_its_beats(analyse: Analyse, bpm: float) -> None:
    music = clicks(bpm, 30.0)
    assert f_measure(music.beats, beats(analyse(music, 48_000))) >= 0.95


def test_nothing_is_foretold_once_a_metronome_has_stopped(analyse: Analyse) -> None:
    music = joined(clicks(60.0, 20.0), silence(6.0))
    assert max(beats(analyse(music, 48_000))) < 22.0


@pytest.mark.parametrize("offset", [round(0.37 * step, 2) for step in range(0, 40, 9)])
def test_the_beat_is_chosen_over_the_off_beat_wherever_listening_begins(analyse: Analyse, offset: float) -> None:
    music = house(120.0, offset + 24.0, pause=range(16, 28))
    heard = Music(music.samples[round(offset * SAMPLE_RATE) :], music.beats - offset)
    assert f_measure(heard.beats, beats(analyse(heard, 48_000)), skip=12.0) >= 0.9


def test_a_stream_has_the_same_beats_however_it_is_cut(analyse: Analyse) -> None:
    music = band(128.0, 15.0)
    whole = beats(analyse(music, len(music.samples)))
    assert len(whole) > 20
    assert beats(analyse(music, 1_777)) == pytest.approx(whole, abs=1e-6)


def test_beats_do_not_jump_where_pieces_meet(analyse: Analyse) -> None:
    gaps = np.diff(beats(analyse(band(120.0, 40.0), 48_000)))
    assert gaps == pytest.approx(np.full(len(gaps), 0.5), abs=0.04)


@pytest.mark.parametrize("sound", [silence(12.0), syllables(20.0), applause(12.0)])
def test_what_has_no_beat_gets_none(analyse: Analyse, sound: Music) -> None:
    assert beats(analyse(sound, 24_000)) == []


def test_a_new_song_is_followed_within_ten_seconds(analyse: Analyse) -> None:
    music = joined(band(100.0, 20.0), band(140.0, 25.0, seed=5))
    assert f_measure(music.beats, beats(analyse(music, 48_000)), skip=30.0) >= 0.9


def test_kinds_of_sound_are_told_apart(analyse: Analyse) -> None:
    for sound, kind in ((silence(8.0), "silence"), (syllables(12.0), "speech"), (applause(8.0), "applause")):
        assert analyse(sound, 24_000)[-1].content == kind
    assert analyse(band(120.0, 10.0), 24_000)[-1].content == "music"


@pytest.mark.parametrize("metre", [3, 4])
def test_bars_of_three_and_of_four_begin_where_they_do(analyse: Analyse, metre: int) -> None:
    music = band(130.0, 30.0, metre=metre)
    found = [pulse.at for analysis in analyse(music, 48_000) for pulse in analysis.pulses if pulse.downbeat]
    assert f_measure(music.downbeats, found, skip=12.0) >= 0.9


def test_a_piece_of_a_file_is_told_in_stretches_as_if_it_came_in_them() -> None:
    music = joined(band(120.0, 14.0), syllables(8.0)).samples
    whole, cut = Analyser(), Analyser()
    told = [stretch for at in (0, 240_000, 480_000) for stretch in whole.stretches(music[at : at + 240_000], 2.0)]
    pushed = [cut.push(music[at : at + 48_000]) for at in range(0, len(music), 48_000)]
    assert beats(told) == pytest.approx(beats(pushed), abs=1e-6)
    for stretch, push in zip(told, pushed, strict=True):
        assert stretch.heard_until == pytest.approx(push.heard_until)
        assert stretch.settled_until == pytest.approx(push.settled_until)
        assert (stretch.content, stretch.mood.label) == (push.content, push.mood.label)
        assert stretch.energy == pytest.approx(push.energy, abs=1e-6)
        assert [pulse.at for pulse in stretch.pulses if pulse.at >= stretch.settled_until] == []
