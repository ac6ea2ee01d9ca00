"""The pure parts of a conversation: endpointing, floor, history, undo, acknowledgements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prism_core.commands import Command
from prism_core.events import PlaybackResult, PlaybackState
from prism_core.requests import Exchange
from prism_gateway.conversation.acknowledging import acknowledgement
from prism_gateway.conversation.endpointing import WINDOW_BYTES, WINDOW_SECONDS, Endpointer, Limits, Listener
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.history import KEPT, History
from prism_gateway.conversation.speaking import Speech, Spoken
from prism_gateway.conversation.undoing import inverse

LIMITS = Limits()


def feed(endpointer: Endpointer, probability: float, seconds: float, lumen: bool = False) -> list[str]:
    found = (
        endpointer.feed(probability, WINDOW_SECONDS, lumen_speaks=lumen) for _ in range(round(seconds / WINDOW_SECONDS))
    )
    return [heard for heard in found if heard is not None]


def test_speech_starts_and_a_long_enough_pause_ends_it() -> None:
    endpointer = Endpointer()
    assert feed(endpointer, 0.9, 1.0) == ["started"]
    assert feed(endpointer, 0.1, 0.3) == []
    assert feed(endpointer, 0.9, 0.5) == []
    assert feed(endpointer, 0.1, 0.7) == ["ended"]
    assert not endpointer.speaking


def test_a_click_is_no_speech() -> None:
    endpointer = Endpointer()
    assert feed(endpointer, 0.9, 0.06) + feed(endpointer, 0.0, 1.0) == []


def test_lumen_is_cut_off_only_by_more_than_her_own_echo() -> None:
    assert feed(Endpointer(), 0.9, 0.3, lumen=True) == []
    assert feed(Endpointer(), 0.9, 0.6, lumen=True) == ["started"]


def test_endless_noise_is_cut_at_the_longest_utterance() -> None:
    assert feed(Endpointer(), 0.9, LIMITS.longest_seconds + 0.5)[:2] == ["started", "ended"]


@given(st.lists(st.floats(0, 1), max_size=400))
def test_starts_and_ends_alternate_whatever_is_heard(probabilities: list[float]) -> None:
    endpointer = Endpointer()
    heard = [h for p in probabilities if (h := endpointer.feed(p, WINDOW_SECONDS)) is not None]
    assert heard == ["started" if index % 2 == 0 else "ended" for index in range(len(heard))]


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
    assert heard == ["started", "ended"]
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


def test_the_viewer_always_gets_the_floor() -> None:
    floor = Floor()
    assert not floor.viewer_begins()
    floor.viewer_ends(0.0)
    floor.lumen_begins()
    assert floor.viewer_begins()


@pytest.mark.parametrize(
    ("happened", "now", "reason"),
    [
        (lambda floor: None, 0.0, None),
        (lambda floor: floor.hush(True), 0.0, "quiet"),
        (lambda floor: floor.viewer_begins(), 0.0, "speaks"),
        (lambda floor: floor.viewer_ends(0.0), 14.0, "just spoken"),
        (lambda floor: floor.viewer_ends(0.0), 16.0, None),
        (lambda floor: floor.remark(0.0), 40.0, "too recent"),
        (lambda floor: floor.remark(0.0), 46.0, None),
    ],
)
def test_a_remark_is_made_only_when_it_disturbs_nobody(happened, now, reason) -> None:  # type: ignore[no-untyped-def]
    floor = Floor()
    happened(floor)
    refusal = floor.refusal(now)
    assert refusal is None if reason is None else reason in (refusal or "")


def test_an_interrupted_answer_is_remembered_as_far_as_it_was_heard() -> None:
    history = History()
    speech = Speech(sentences=[Spoken("One two three four.", 0, 2), Spoken("Five six.", 2, 3), Spoken("Seven.", 3, 4)])
    history.begin("turn-1", "hello", speech)
    history.end()
    history.heard("another turn", 0.5)
    history.heard("turn-1", 2.5)
    assert history.past == (Exchange(viewer="hello", lumen="One two three four. Five …"),)


def test_history_keeps_the_last_exchanges() -> None:
    history = History()
    for n in range(KEPT + 3):
        history.begin(f"turn-{n}", str(n), Speech())
        history.end()
    assert [exchange.viewer for exchange in history.past] == [str(n) for n in range(3, KEPT + 3)]


BEFORE = PlaybackState(channel_name="Prism Beat", volume=40, rate=1.0)


@pytest.mark.parametrize(
    ("command", "back"),
    [
        (Command.of("tv.mute", on=True), Command.of("tv.mute", on=False)),
        (Command.of("tv.volume", mode="step", delta=10), Command.of("tv.volume", mode="set", level=40)),
        (Command.of("tv.channel", step=1), Command(name="tv.channel", slots={"name": "Prism Beat"})),
        (Command.of("tv.pause"), Command.of("tv.play")),
        (Command.of("ui.guide"), Command.of("ui.back")),
        (Command.of("ask.now"), None),
    ],
)
def test_a_command_can_be_taken_back(command: Command, back: Command | None) -> None:
    assert inverse(command, BEFORE) == back


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Command.of("tv.mute", on=True), "Muted."),
        (Command.of("tv.mute", on=True, seconds=300), "Muted for 5 minutes."),
        (Command.of("tv.mute", on=False), "Sound is back."),
        (Command.of("tv.channel", step=1), "Prism Beat."),
        (Command.of("tv.volume", mode="step", delta=5), "Volume 40."),
        (Command.of("ui.scroll", direction="down"), ""),
    ],
)
def test_acknowledgements_are_short_and_true(command: Command, said: str) -> None:
    assert acknowledgement(command, PlaybackResult(command_id="1", ok=True, state=BEFORE)) == said
