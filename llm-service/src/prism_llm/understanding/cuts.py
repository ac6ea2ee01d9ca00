"""Where one request of a text may end and the next begin."""

import re

from prism_llm.understanding.asides import TAKES_BACK
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.template import either
from prism_llm.understanding.tongues import ALL_ENGLISH_NAMES
from prism_llm.understanding.utterance import Utterance

_OF_WHAT_IS_PLAYED = re.compile(
    rf"from the (?:beginning|start|top) |in (?:{either(ALL_ENGLISH_NAMES)})|in (?:the |its )?original (?:language )?$|"
    r"in (?:full ?screen|full screen mode) |at (?:normal|regular|double|half|twice the) speed "
)
"""How a title is asked for: where it begins, in which language, and how it is played."""


class Cuts:
    """The places between requests, by the words of one language."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._questions = grammar.language.asides.questions

    def of(self, utterance: Utterance, start: int, end: int) -> list[tuple[int, int]]:
        """Where one request may end and the next begin, which are apart where a word joins them."""
        cuts: list[tuple[int, int]] = []
        for index in range(start + 1, end):
            match = self._grammar.joiner.match(utterance.norm(index, end))
            if match:
                resume = index + match.group().count(" ")
                if resume - index > 1 and resume < end and utterance.words[resume].norm in self._questions:
                    cuts.append((index, index + 1))  # “and | then what is on” asks about then
                cuts.append((index, resume))
            elif index in utterance.breaks or self._begins_anew(utterance, index):
                cuts.append((index, index))
        return [(cut, resume) for cut, resume in cuts if resume < end]

    def tails(self, utterance: Utterance, index: int) -> bool:
        """Whether words begin here that say where a title is to begin, or in which language."""
        if self._grammar.language.code != "en":
            return self._grammar.language.tails.match(utterance.norm(index)) is not None
        if utterance.words[index].norm not in ("in", "from", "at"):
            return False
        return _OF_WHAT_IS_PLAYED.match(utterance.norm(index, index + 4)) is not None

    def takes_back(self, utterance: Utterance, start: int) -> bool:
        """Whether the words from `start` say that what was said before them was not meant."""
        return self._grammar.language.code == "en" and TAKES_BACK.match(utterance.norm(start, start + 3)) is not None

    def _begins_anew(self, utterance: Utterance, index: int) -> bool:
        """Whether words that no "and" joins may be another request: "play Dune | in French | with subtitles"."""
        word = utterance.words[index].norm
        return word == "with" or self.takes_back(utterance, index) or self.tails(utterance, index)
