"""Endpointing, and whose speech it is: the pure parts of listening."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prism_gateway.conversation.addressing import FOLLOW_UP_SECONDS, Attention, called
from prism_gateway.conversation.endpointing import WINDOW_BYTES, WINDOW_SECONDS, Endpointer, Limits, patience
from prism_gateway.conversation.listening import Listener, trusted
from prism_gateway.conversation.programme import ProgrammeWords, is_programmes

LIMITS = Limits()


def feed(endpointer: Endpointer, probability: float, seconds: float, lumen: bool = False) -> list[str]:
    found = (
        endpointer.feed(probability, WINDOW_SECONDS, lumen_speaks=lumen) for _ in range(round(seconds / WINDOW_SECONDS))
    )
    return [heard for heard in found if heard is not None]


def test_speech_starts_and_a_long_enough_pause_ends_it() -> None:
    endpointer = Endpointer()
    assert feed(endpointer, 0.9, 1.0) == ["started"]
    assert feed(endpointer, 0.1, 0.3) == ["paused"]
    assert feed(endpointer, 0.9, 0.5) == ["resumed"]
    assert feed(endpointer, 0.1, 0.7) == ["paused", "ended"]
    assert not endpointer.speaking


def test_a_pause_whose_words_are_complete_ends_at_once() -> None:
    endpointer = Endpointer()
    feed(endpointer, 0.9, 1.0)
    assert feed(endpointer, 0.1, 0.2) == ["paused"]
    endpointer.patience = patience("mute the sound")
    assert feed(endpointer, 0.1, 0.04) == ["ended"]


def test_after_words_that_nobody_ends_with_it_waits_longer() -> None:
    endpointer = Endpointer()
    feed(endpointer, 0.9, 1.0)
    feed(endpointer, 0.1, 0.2)
    endpointer.patience = patience("go to")
    assert feed(endpointer, 0.1, 0.6) == []
    assert feed(endpointer, 0.9, 0.5) == ["resumed"]
    assert feed(endpointer, 0.1, 0.7) == ["paused", "ended"], "patience is at its default for the next pause"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("mute the sound", LIMITS.complete_seconds),
        ("subtitles on", LIMITS.complete_seconds),
        ("Turn it up.", LIMITS.complete_seconds),
        ("put on the", LIMITS.unfinished_seconds),
        ("set the volume to", LIMITS.unfinished_seconds),
        ("", LIMITS.end_seconds),
    ],
)
def test_patience_depends_on_the_words(text: str, seconds: float) -> None:
    assert patience(text) == seconds


@pytest.mark.parametrize(
    ("language", "text", "seconds"),
    [
        ("de", "Stell die", LIMITS.unfinished_seconds),
        ("de-AT", "Such einen Film mit", LIMITS.unfinished_seconds),
        ("de", "Nimm das auf", LIMITS.complete_seconds),
        ("es", "sube el", LIMITS.unfinished_seconds),
        ("es", "apágala", LIMITS.complete_seconds),
        ("fr", "va à", LIMITS.unfinished_seconds),
        ("fr", "coupe le son", LIMITS.complete_seconds),
        ("it", "metti il", LIMITS.unfinished_seconds),
        ("it", "più forte", LIMITS.complete_seconds),
        ("nl", "zet de", LIMITS.complete_seconds),
    ],
)
def test_patience_knows_the_words_that_a_language_does_not_end_with(language: str, text: str, seconds: float) -> None:
    assert patience(text, language) == seconds


def test_a_click_is_no_speech() -> None:
    endpointer = Endpointer()
    assert feed(endpointer, 0.9, 0.06) + feed(endpointer, 0.0, 1.0) == []


def test_lumen_is_cut_off_only_by_more_than_her_own_echo() -> None:
    assert feed(Endpointer(), 0.9, 0.3, lumen=True) == []
    assert feed(Endpointer(), 0.9, 0.6, lumen=True) == ["started"]


def test_endless_noise_is_cut_at_the_longest_utterance() -> None:
    assert feed(Endpointer(), 0.9, LIMITS.longest_seconds + 0.5)[:2] == ["started", "ended"]


@given(st.lists(st.floats(0, 1), max_size=400))
def test_starts_and_ends_alternate_and_so_do_pauses_whatever_is_heard(probabilities: list[float]) -> None:
    endpointer = Endpointer()
    heard = [h for p in probabilities if (h := endpointer.feed(p, WINDOW_SECONDS)) is not None]
    utterances = [h for h in heard if h in ("started", "ended")]
    assert utterances == ["started" if index % 2 == 0 else "ended" for index in range(len(utterances))]
    following = {"started": {"paused", "ended"}, "paused": {"resumed", "ended"}, "resumed": {"paused", "ended"}}
    for before, after in pairwise(heard):
        assert before == "ended" or after in following[before]


class Script:
    """A detector that hears speech in windows whose first byte is not zero."""

    def probability(self, window: bytes) -> float:
        return 0.9 if window[0] else 0.0

    def reset(self) -> None:
        pass


SPEECH = b"\x01" * WINDOW_BYTES
SILENCE = bytes(WINDOW_BYTES)


def test_an_utterance_keeps_the_sound_from_just_before_it_was_noticed() -> None:
    listener = Listener(Script())
    listener.feed(SILENCE * 30)
    heard = listener.feed(SPEECH * 20) + listener.feed(SILENCE * 30)
    assert heard == ["started", "paused", "ended"]
    utterance = listener.take()
    assert utterance.samples.startswith(SILENCE)
    assert utterance.samples.count(b"\x01") == 20 * WINDOW_BYTES


def test_frames_of_any_length_give_the_same_utterance() -> None:
    sound = SILENCE * 20 + SPEECH * 20 + SILENCE * 17
    whole, pieces = Listener(Script()), Listener(Script())
    whole.feed(sound)
    for start in range(0, len(sound), 640):
        pieces.feed(sound[start : start + 640])
    assert whole.take() == pieces.take()


def test_a_held_button_records_everything_until_it_is_released() -> None:
    listener = Listener(Script())
    listener.press()
    assert listener.feed(SPEECH * 5 + SILENCE * 60 + SPEECH * 5) == []
    listener.release()
    assert listener.take().samples == SPEECH * 5 + SILENCE * 60 + SPEECH * 5
    assert not listener.listening


def test_a_button_that_is_held_for_ever_ends_the_utterance_by_itself() -> None:
    listener = Listener(Script())
    listener.press()
    heard = [h for _ in range(40) for h in listener.feed(SPEECH * 20)]
    assert heard[0] == "ended"
    assert listener.take().seconds <= LIMITS.longest_seconds + 1


def test_speech_that_the_programmes_sound_explains_opens_nothing() -> None:
    listener = Listener(Script())
    assert [h for _ in range(100) for h in listener.feed(SPEECH, near=0.1)] == []
    assert listener.feed(SPEECH * 5, near=0.9) == ["started"]


@pytest.mark.parametrize(("near", "windows"), [(None, 15), (1.0, 4)])
def test_who_cuts_lumen_off_need_not_talk_her_down_where_her_own_voice_is_known(
    near: float | None, windows: int
) -> None:
    listener = Listener(Script())
    assert listener.feed(SPEECH * (windows - 1), near, lumen_speaks=True) == []
    assert listener.feed(SPEECH, near, lumen_speaks=True) == ["started"]


def test_lumens_own_voice_cuts_nothing_off() -> None:
    listener = Listener(Script())
    assert listener.feed(SPEECH * 100, 0.1, lumen_speaks=True) == []


def test_an_utterance_knows_how_much_of_its_speech_was_the_viewers() -> None:
    listener = Listener(Script())
    listener.feed(SPEECH * 10, near=0.8)
    listener.feed(SILENCE * 3, near=0.0)
    assert listener.near == pytest.approx(0.8)
    listener.take()
    assert listener.near is None


@pytest.mark.parametrize(("near", "worth"), [(None, 0.9), (1.0, 0.9), (0.5, 0.9), (0.25, 0.45), (0.0, 0.0)])
def test_speech_is_trusted_as_far_as_the_programme_does_not_explain_it(near: float | None, worth: float) -> None:
    assert trusted(0.9, near) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Lumen, mute the sound.", "mute the sound."),
        ("hey lumen next channel", "next channel"),
        ("Okay, Loomin what's on now?", "what's on now?"),
        ("loo men pause", "pause"),
        ("mute the sound lumen", "mute the sound"),
        ("Lumen", ""),
        ("lumen lumen", ""),
        ("Hallo Lumen, mach lauter", "mach lauter"),
        ("Also bitte, Lumen, Ton aus", "Ton aus"),
        ("Oye Lumen, sube el volumen", "sube el volumen"),
        ("Dis Lumen, coupe le son", "coupe le son"),
        ("Hé Lumen pause", "pause"),
        ("Ehi Lumen, alza il volume", "alza il volume"),
        ("mute the sound", None),
        ("I told Lumen about it yesterday", None),
        ("women are watching", None),
        ("human rights in the north", None),
        ("linen and cotton", None),
        ("", None),
    ],
)
def test_lumen_is_called_by_her_name_however_it_was_heard(text: str, rest: str | None) -> None:
    assert called(text) == rest


def test_what_follows_soon_after_her_name_or_after_her_answer_is_for_lumen() -> None:
    attention = Attention()
    assert not attention.attentive(100.0, lumen_spoke=0.0)
    assert attention.attentive(100.0, lumen_spoke=100.0 - FOLLOW_UP_SECONDS + 1)
    attention.call(100.0)
    assert attention.attentive(107.0, lumen_spoke=0.0)
    assert not attention.attentive(109.0, lumen_spoke=0.0)


PLAYHEAD = 1_800_000_000.0


def programme() -> ProgrammeWords:
    """The picture stood at `PLAYHEAD` at second 50 of our clock."""
    words = ProgrammeWords()
    words.stands(PLAYHEAD, moving=True, at=50.0)
    words.caption("The president said on Monday that", PLAYHEAD + 10, 2)
    words.caption("the new law would come into force.", PLAYHEAD + 12, 2)
    words.caption("- Stop! Do not move.", PLAYHEAD + 15, 2)
    return words


@pytest.mark.parametrize(
    ("text", "began", "likeness"),
    [
        ("president said on monday that the new law", 60.5, 1.0),
        ("resident said on monday the knew law", 60.5, 1.0),
        ("turn the volume down a bit", 60.5, 1 / 6),
        ("president said on monday that the new law", 90.0, 0.0),
        ("the law", 61.0, 0.0),
        ("the new law", 61.0, 1.0),
        ("the law would", 61.0, 0.0),
        ("president said on monday that the new law", 56.0, 1.0),
        ("stop", 65.0, 1.0),
        ("stop", 75.0, 0.0),
        ("mute", 65.0, 0.0),
    ],
)
def test_what_the_captions_say_at_that_moment_is_recognised(text: str, began: float, likeness: float) -> None:
    assert programme().likeness(text, began, began + 3) == pytest.approx(likeness, abs=0.15)


def test_another_channel_and_an_unknown_clock_match_nothing() -> None:
    words = programme()
    words.forget()
    assert words.likeness("president said on monday", 60.5, 63) == 0.0
    assert ProgrammeWords().likeness("president said on monday", 60.5, 63) == 0.0


@pytest.mark.parametrize(
    ("likeness", "near", "programmes"),
    [
        (0.0, None, False),
        (0.9, None, True),
        (0.0, 0.1, True),
        (0.0, 0.38, True),
        (0.9, 0.5, True),
        (0.9, 0.9, False),
        (0.2, 0.5, False),
    ],
)
def test_captions_and_level_decide_together(likeness: float, near: float | None, programmes: bool) -> None:
    assert is_programmes(likeness, near) is programmes
