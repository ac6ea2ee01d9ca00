"""How the viewer's player stands, told as its browser reported it: what is on, how loud, for how long."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from prism_core.events import PlaybackState
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question
from prism_llm.responder.screen import BEHIND

_FULL_HD, _HD = 1080, 720
_UNKNOWN = "I can't see how the player stands right now."


class States:
    """Answers how one player stands.

    Args:
        state: the last that is known of it.
        off: whether it is asked whether the thing is off.
    """

    def __init__(self, state: PlaybackState | None, *, off: bool) -> None:
        self._state = state
        self._off = off
        self._answers: Mapping[str, Callable[[Question, PlaybackState], Sequence[str]]] = {
            "sound": self._sound,
            "silence": lambda question, state: self._sound(question, state)[1:],
            "no_sound": lambda question, state: self._sound(question, state)[1:],
            "live": self._live,
            "volume": self._volume,
            "playback": self._playback,
            "subtitles": self._subtitles,
            "captions": lambda question, state: self._subtitles(question, state)[1:],
            "fullscreen": self._fullscreen,
            "sleep": self._sleep,
            "speed": self._speed,
            "quality": self._quality,
            "commentary": self._commentary,
        }
        self._unseen: Mapping[str, Sequence[str]] = {
            "pip": ("I can't see whether picture in picture is on.", "Say: picture in picture."),
            "audio": ("I can't see which language the sound is in.", "Say: original language."),
            "space": ("I can't see how much room is left for recordings.",),
        }

    def answer(self, name: str, question: Question) -> Answer | None:
        """The answer; none where that is no part of a player."""
        if told := self._unseen.get(name):
            return Answer(told)
        make = self._answers.get(name)
        if make is None:
            return None
        return Answer([_UNKNOWN] if self._state is None else make(question, self._state))

    def _whether(self, *, on: bool) -> str:
        """Yes or no: whether it is off, where that is asked, else whether it is on."""
        return "Yes." if on is not self._off else "No."

    def _sound(self, _: Question, state: PlaybackState) -> Sequence[str]:
        if state.muted:
            return [self._whether(on=False), "The sound is off."]
        return [self._whether(on=True), f"The sound is on, at {state.volume} percent."]

    def _volume(self, _: Question, state: PlaybackState) -> Sequence[str]:
        return [f"The volume is at {state.volume} percent.", *(["The sound is off."] if state.muted else [])]

    def _live(self, question: Question, state: PlaybackState) -> Sequence[str]:
        if state.channel_name is None:
            return ["Nothing is playing."]
        if not state.live:
            return ["It's not live."]
        behind = timedelta(seconds=state.behind_live_seconds or 0)
        return [
            f"It's {times.spoken_minutes(behind.total_seconds())} behind live." if behind >= BEHIND else "It's live."
        ]

    def _playback(self, question: Question, state: PlaybackState) -> Sequence[str]:
        if state.paused:
            return [self._whether(on=False), "It's paused."]
        if state.playing:
            return [self._whether(on=True), "It's playing."]
        return ["Nothing is playing." if state.channel_name is None else "It's not playing yet."]

    def _subtitles(self, _: Question, state: PlaybackState) -> Sequence[str]:
        told = "The subtitles are on." if state.subtitles else "The subtitles are off."
        return [self._whether(on=state.subtitles), told]

    def _fullscreen(self, _: Question, state: PlaybackState) -> Sequence[str]:
        told = "Full screen is on." if state.fullscreen else "Full screen is off."
        return [self._whether(on=state.fullscreen), told]

    def _sleep(self, question: Question, state: PlaybackState) -> Sequence[str]:
        left = (state.sleep_at - question.now).total_seconds() if state.sleep_at else 0
        if state.sleep_at is None or left <= 0:
            return ["The sleep timer is off.", "Say: turn off in half an hour."]
        when = times.spoken(state.sleep_at, question.now)
        return [f"The sleep timer stops the programme {when}.", f"That leaves {times.spoken_minutes(left)}."]

    def _speed(self, _: Question, state: PlaybackState) -> Sequence[str]:
        return [
            "It's playing at normal speed." if state.rate == 1 else f"The speed is {state.rate:g} times the normal."
        ]

    def _quality(self, _: Question, state: PlaybackState) -> Sequence[str]:
        if not state.height:
            return ["I can't see the quality of the picture right now."]
        name = " (Full HD)" if state.height >= _FULL_HD else " (HD)" if state.height >= _HD else ""
        return [f"The picture has {state.height} lines{name}."]

    def _commentary(self, question: Question, _: PlaybackState) -> Sequence[str]:
        on = question.context.companion
        if on is None:
            return ["I can't see how the player stands right now."]
        return [self._whether(on=on), "I comment on the programme." if on else "I don't comment on the programme."]
