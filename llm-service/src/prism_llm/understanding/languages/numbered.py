"""Which season and episode, wherever they are said: "Dark, zweite Staffel", "l'épisode neuf de la saison un de HPI"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prism_core.commands import SlotValue
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.languages.files import Table
from prism_llm.understanding.utterance import Utterance, read, with_figures

_CODE = re.compile(r"(?:^|(?<= ))s ?(\d{1,2}) ?(?:e|ep) ?(\d{1,3}) ")
_COUNTED = 1000
"""Below it a number is of an episode."""


@dataclass(frozen=True)
class Numbered:
    """One language's words.

    Attributes:
        figures: its number words, with their figures.
        values: words that are numbers beside a season or an episode: "un", "dritte".
        said: for a slot, how it is said with its number.
        between: words between a title and its season that are no part of the title.
    """

    figures: Mapping[str, str]
    values: Mapping[str, int]
    said: Mapping[str, re.Pattern[str]]
    between: frozenset[str]

    @classmethod
    def read(cls, file: Table, figures: Mapping[str, str]) -> "Numbered":
        """The words of a language's file."""
        table, words = file.table("wishes"), file.table("words")
        ordinals = words.get("part") or words.get("ordinal", {})
        nth = {word: value for word, value in ordinals.items() if 0 < value < _COUNTED}
        also = file["numbers"].get("also", {}) | dict.fromkeys(table.words("one"), 1)
        number = f"(?:(?:{table['number']}) )?" if "number" in table else ""
        said = {
            slot: re.compile(
                rf"(?:^|(?<= ))(?:(?:{table[slot]}) {number}(?P<number>\d{{1,4}}|{_any_of(also)}) |"
                rf"(?P<nth>{_any_of(nth)}) (?:{table[slot]}) )"
            )
            for slot in ("episode", "season")
            if slot in table
        }
        return cls(figures, also | nth, said, table.words("between"))

    def counted(self, utterance: Utterance) -> tuple[SlotValues, frozenset[int]]:
        """The season and the episode that words tell, and the places of those words."""
        text = utterance.norm()
        found, spans = self._spans(text)
        places = (range(text.count(" ", 0, start), text.count(" ", 0, end)) for start, end in spans)
        return found, frozenset(place for span in places for place in span)

    def apart(self, title: str) -> tuple[str, SlotValues]:
        """A title and, apart from it, its season and episode."""
        words = with_figures(read(title), self.figures)
        text = words.norm()
        found, spans = self._spans(text)
        if not spans:
            return title, {}
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        start, end = 0, text.count(" ", 0, first)
        last_break = max((at for at in words.breaks if 0 < at < end), default=0)
        if last_break and words.text[words.words[last_break].start].islower():
            end = last_break
        while end and words.words[end - 1].norm in self.between:
            end -= 1
        if not end:
            start, end = text.count(" ", 0, last), len(words.words)
            while start < end and words.words[start].norm in self.between:
                start += 1
        return words.said(start, end), found

    def _spans(self, text: str) -> tuple[SlotValues, list[tuple[int, int]]]:
        found: dict[str, SlotValue] = {}
        spans: list[tuple[int, int]] = []
        if code := _CODE.search(text):
            return {"season": int(code.group(1)), "episode": int(code.group(2))}, [code.span()]
        for slot, expression in self.said.items():
            if match := expression.search(text):
                said = match.group("number") or match.group("nth")
                found[slot] = int(said) if said.isdigit() else self.values[said]
                spans.append(match.span())
        return found, spans


def _any_of(words: Mapping[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
