"""Commands against free speech, on scores as the recogniser gives them."""

import pytest

from prism_core.requests import Word
from prism_stt.engines.evidence import Heard, Piece, disadvantage, is_command, whole_disadvantage


def heard(*pieces: tuple[str, int, int, float]) -> Heard:
    """Words ("" is a gap) from frame to frame, with a score a frame."""
    return Heard(
        tuple(
            Piece(first, end, (end - first) * score, Word(text=word, start=0, end=0, confidence=0) if word else None)
            for word, first, end, score in pieces
        )
    )


FREE = heard(("", 0, 20, -10_000.0), ("new", 20, 50, -50_000.0), ("sound", 50, 100, -40_000.0))


def test_scores_are_even_within_a_piece() -> None:
    assert FREE.score(10, 30) == pytest.approx(10 * -10_000 + 10 * -50_000)
    assert FREE.worst == -50_000


def test_what_fits_better_than_free_speech_is_a_command() -> None:
    command = heard(("", 0, 20, -10_000.0), ("mute", 20, 50, -35_000.0), ("sound", 50, 100, -40_000.0))
    assert whole_disadvantage(command, FREE) == pytest.approx(-4_500)
    assert is_command(command, FREE)


def test_one_part_that_fits_much_worse_gives_a_forced_command_away() -> None:
    command = heard(("", 0, 20, -10_000.0), ("mute", 20, 50, -50_000.0), ("on", 50, 70, -70_000.0),
                    ("now", 70, 100, -38_000.0))  # fmt: skip
    assert disadvantage(command, FREE) == pytest.approx(30_000)
    assert not is_command(command, FREE)


def test_a_word_hidden_in_a_long_gap_counts() -> None:
    command = heard(("", 0, 20, -10_000.0), ("new", 20, 50, -48_000.0), ("", 50, 100, -60_000.0))
    assert not is_command(command, FREE)


def test_a_command_that_does_not_fit_the_sound_is_none() -> None:
    assert not is_command(heard(("mute", 0, 100, -120_000.0)), heard(("", 0, 100, -130_000.0)))


def test_without_free_words_a_command_must_fit_well() -> None:
    silent = heard(("", 0, 100, -90_000.0))
    assert is_command(heard(("mute", 0, 100, -60_000.0)), silent)
    assert not is_command(heard(("mute", 0, 100, -95_000.0)), silent)
