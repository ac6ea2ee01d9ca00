"""Stretches of one text, each read as one request by the grammar or by the model."""

import re
from collections.abc import Iterable
from dataclasses import replace

from prism_llm.understanding.grammar import Grammar, Reading
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.meaning import Meaning
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.utterance import Utterance

_TALK = 0.95
"""How likely a sentence must ask for nothing for the model not to look at its parts."""
_CALLED_BY_NAME = frozenset("lumen luman i".split())
"""What is written with a capital letter and ends no title."""
_POLITE = re.compile(
    r"(?:(?:please|thanks|thank you|cheers|ta|lumen|(?:would|will|could|can|wont) (?:you|ya)|"
    r"for (?:me|us)(?: (?:love|mate|dear|darling))?|if you (?:can|could|would|dont mind|wouldnt mind)|"
    r"when you (?:can|get a chance|have a moment)) )+"
)
"""What ends no title, as "then" or "love" may."""


class Spans:
    """Reads stretches of one text in one language; remembers what it has read, since cuts overlap."""

    def __init__(
        self, grammar: Grammar, names: ChannelNames, meaning: Meaning, trained: TrainedReader | None = None
    ) -> None:
        self._grammar = grammar
        self._names = names
        self._meaning = meaning
        self._trained = trained
        self._read: dict[tuple[int, int], Reading | None] = {}
        self._exact: dict[tuple[int, int], Reading | None] = {}

    def read(self, utterance: Utterance, start: int, end: int) -> Reading | None:
        """The one request in the words from `start` to `end`."""
        if (start, end) not in self._read:
            needed = self.needs_model(utterance, start, end)
            self._read[start, end] = self._likely(utterance, start, end) if needed else self._exact[start, end]
        return self._read[start, end]

    def foresee(self, utterance: Utterance, spans: Iterable[tuple[int, int]]) -> None:
        """Have the model look at once at those spans that only it can read."""
        if self._trained is not None:
            self._trained.foresee(_part(utterance, *span) for span in spans if self.needs_model(utterance, *span))

    def needs_model(self, utterance: Utterance, start: int, end: int) -> bool:
        """Whether the grammar reads nothing, or a name that only a channel may have and none has."""
        if (start, end) not in self._exact:
            self._exact[start, end] = self._politely(utterance, start, end)
        reading = self._exact[start, end]
        return reading is None or (
            end - start > 1 and self._trained is not None and self._meaning.is_no_channel(reading)
        )

    def is_talk(self, utterance: Utterance) -> bool:
        """Whether the model takes the whole sentence for talk."""
        return self._trained is not None and self._trained.nothing(utterance) >= _TALK

    def starts(self, utterance: Utterance, start: int, end: int) -> list[int]:
        """Where the words may begin, without what politeness put before them."""
        starts = [start]
        while starts[-1] < end:
            match = self._grammar.opening.match(utterance.norm(starts[-1], end))
            taken = match.group().count(" ") if match else 0
            if not taken or starts[-1] + taken >= end:
                break
            starts.append(starts[-1] + taken)
        return starts

    def ends(self, utterance: Utterance, start: int, end: int) -> list[int]:
        """Where they may end, without what politeness put behind them."""
        ends = [end]
        changed = True
        while changed:
            changed = False
            for last in range(start + 1, ends[-1]):
                if self._grammar.closing.fullmatch(utterance.norm(last, ends[-1])) and not _in_name(utterance, last):
                    ends.append(last)
                    changed = True
                    break
        return ends

    def _politely(self, utterance: Utterance, start: int, end: int) -> Reading | None:
        """Read the words, with and without what politeness put around them; a closed phrase before free words."""
        free: Reading | None = None
        for first in self.starts(utterance, start, end):
            freest: Reading | None = None
            for last in self.ends(utterance, first, end):
                reading = self._grammar.read(utterance, first, last)
                if reading and not reading.open:
                    return reading
                if reading and self._strange(reading):
                    continue
                polite = self._grammar.language.code != "en" or _POLITE.fullmatch(utterance.norm(last, end))
                freest = (reading or freest) if polite else (freest or reading)
            free = free or freest
        bare = utterance.said(start, end)
        named = self._names.has_long(bare) or self._names.has_spelled(bare)
        if free is None and (named or (self._grammar.language.code != "en" and is_broadcaster(bare))):
            return Reading("tv.channel", {"name": bare})
        return free

    def _strange(self, reading: Reading) -> bool:
        """Whether words were read as a channel's name that is none: other words may be around the name."""
        if reading.name == "@on":
            return not self._meaning.is_channel(str(reading.slots["channel"]))
        return self._grammar.language.code != "en" and self._meaning.is_no_channel(reading)

    def _likely(self, utterance: Utterance, start: int, end: int) -> Reading | None:
        """What the trained model makes of the words, where it is sure enough."""
        if self._trained is None:
            return None
        part = _part(utterance, start, end)
        whole = len(part.words) == len(utterance.words)
        if self._is_polite(part) or (not whole and (self.is_talk(utterance) or self._is_bare_verb(part))):
            return None
        return self._trained.read(part, self._grammar.language, self._names, alone=whole)

    def _is_polite(self, part: Utterance) -> bool:
        """Whether words only lead to a request: "oye", "por casualidad"."""
        return self._grammar.language.code != "en" and bool(self._grammar.opening.fullmatch(part.norm()))

    def _is_bare_verb(self, part: Utterance) -> bool:
        """Whether a verb stands alone that needs more: "schalt | dann auf RTL 2"."""
        return len(part.words) == 1 and part.words[0].norm in self._grammar.language.forms.values()


def _part(utterance: Utterance, start: int, end: int) -> Utterance:
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return replace(utterance, words=utterance.words[start:end], breaks=breaks)


def _in_name(utterance: Utterance, at: int) -> bool:
    """Whether capital letters make a word one with the word before: "The Third Man", where no comma parts them."""
    said = utterance.said(at, at + 1)
    if at in utterance.breaks or not said[0].isupper() or utterance.words[at].norm in _CALLED_BY_NAME:
        return False
    return any(utterance.text[word.start].islower() for word in utterance.words[:at])
