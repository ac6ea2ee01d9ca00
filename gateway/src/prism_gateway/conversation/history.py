"""What was said, cut to what was heard: an answer that was interrupted is remembered up to the interruption."""

from collections.abc import Iterable

from prism_core.requests import Exchange
from prism_core.sentences import cut_sentences
from prism_gateway.conversation.speaking import Speech

KEPT = 20
"""Exchanges that a reply is given: the mind takes the last ten to fifteen word for word, the rest in short."""


class History:
    """The last exchanges of one session, oldest first."""

    def __init__(self, past: Iterable[Exchange] = ()) -> None:
        self._past = list(past)[-KEPT:]
        self._viewer: str | None = None
        self._turn = ""
        self._speech = Speech()
        self._cut: float | None = None
        self._overheard = ""
        self._words: tuple[str, ...] = ()

    @property
    def past(self) -> tuple[Exchange, ...]:
        """Finished exchanges."""
        return tuple(self._past)

    @property
    def question(self) -> str:
        """What Lumen asked with the last words that were heard to their end; empty where they were no question."""
        said = cut_sentences(self._past[-1].lumen) if self._past else []
        return said[-1] if said and said[-1].endswith("?") else ""

    def begin(self, turn: str, viewer: str, speech: Speech) -> None:
        """In `turn` the viewer said something; what is said to it will be in `speech`."""
        spoken = [sentence.text for sentence in self._speech.sentences] if self._turn else ()
        self._words = tuple(spoken or (cut_sentences(self._past[-1].lumen) if self._past else ()))
        self._turn = turn
        self._viewer = viewer
        self._speech = speech
        self._cut = None

    def heard(self, turn: str, seconds: float) -> None:
        """The viewer heard `seconds` of the answer in `turn` and no more.

        Also mends an exchange that has just ended; news of an older turn, or of a remark, changes nothing.
        """
        if turn != self._turn:
            return
        self._cut = seconds
        if self._viewer is None and self._past:
            self._past[-1] = Exchange(viewer=self._past[-1].viewer, lumen=self._said())

    def overhear(self, turn: str, viewer: str, sentence: str = "") -> None:
        """Somebody who shares the conversation said something in `turn`, or Lumen answers it with one more sentence."""
        if turn == self._overheard:
            last = self._past[-1]
            self._past[-1] = last.model_copy(update={"lumen": f"{last.lumen} {sentence}".strip()})
        elif viewer:
            self._past = [*self._past, Exchange(viewer=viewer, lumen=sentence)][-KEPT:]
            self._overheard, self._turn = turn, ""

    def end(self) -> None:
        """The exchange is over: keep it as far as it was heard."""
        if self._viewer is None:
            return
        self._overheard = ""
        self._past = [*self._past, Exchange(viewer=self._viewer, lumen=self._said())][-KEPT:]
        self._viewer = None

    def again(self) -> tuple[str, ...]:
        """Lumen's last sentences, also those of which not all was heard; empty where she said nothing.

        What is said again takes no part of its own in what was said: the talk goes on from where it was.
        """
        if self._words and self._past:
            self._viewer = None
            self._past[-1] = self._past[-1].model_copy(update={"lumen": " ".join(self._words)})
        return self._words if self._past else ()

    def _said(self) -> str:
        if self._cut is None:
            return " ".join(sentence.text for sentence in self._speech.sentences)
        return " ".join(filter(None, (_until(s.text, s.start, s.end, self._cut) for s in self._speech.sentences)))


def _until(text: str, start: float, end: float, cut: float) -> str:
    """The part of `text` that was said before `cut`; words are taken to be evenly spread."""
    if cut >= end:
        return text
    if cut <= start:
        return ""
    words = text.split()
    kept = round(len(words) * (cut - start) / (end - start))
    return " ".join(words[:kept]) + " …" if kept else ""
