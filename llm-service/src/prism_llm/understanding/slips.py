"""What recognisers get wrong in any language: command words that sound the same, with a wrong letter, or cut in two.

Two that have grown together are parted. The words are those of the language's own templates. As in English
(`hearing.py`), a sentence is put right only where it means nothing as it stands, and must then match a rule as a whole.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.hearing import one_slip
from prism_llm.understanding.languages.glossary import english
from prism_llm.understanding.sounds import spelling
from prism_llm.understanding.template import Part
from prism_llm.understanding.utterance import Utterance, Word

Key = TypeVar("Key")
_LISTED = ("page", "kind", "ordinal", "part", "doomed", "dur")
"""Types whose words are command words, too."""
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_SHORTEST, _SHORTEST_BY_SOUND, _SHORTEST_PIECE, _SHORTEST_OF_TWO = 5, 3, 2, 6
"""Letters of a command word with a slip, of one that sounds the same, of a piece of one, and of two grown together."""
_INFINITIVES = ("en", "er", "ir", "re", "ar", "are", "ere", "ire")
_MOST_ENDING, _LEAST_STEM = 3, 4
"""What a verb ends with that the language is known to have, and letters of a verb's ending and of its stem: "kochst" is
of "kochen"."""
_MOST_WRONG = 2
"""Slips in a sentence: where more words are unknown, it is another language or about something else."""
_MOST_WORDS, _MOST_TRIED = 12, 12
_MOST_AROUND_A_LETTER = 8
"""Words of a sentence in which a letter may be wrong; in longer ones, and beside a comma, only its sound counts."""


class Slips:
    """One language's command words, by their sound and by their letters. Immutable, so any thread may use it."""

    def __init__(self, grammar: Grammar, code: str) -> None:
        language = grammar.language
        words = set(_words(part for _, template in grammar.rules for part in template.parts))
        words |= {other for other, base in language.forms.items() if base in words}
        listed = (language.types[kind].pattern for kind in _LISTED if kind in language.types)
        words |= {word for pattern in listed for word in _LETTERS.findall(pattern)} | language.figures.keys()
        self._pieces = frozenset(word for word in words if len(word) >= _SHORTEST_PIECE and word.isalpha())
        self._heard_right = self._pieces | language.hesitations
        self._capitals = language.capitals
        self._heard = [(re.compile(said), meant) for said, meant in language.heard.items()]
        self._words = frozenset(word for word in self._pieces if len(word) >= _SHORTEST_BY_SOUND)
        self._told = english(code).keys()
        self._known = self._pieces | english(code).keys() | language.typical | language.figures.keys()
        self._known |= language.cautions.appliances | language.hesitations
        self._by_sound: Mapping[str, list[str]] = _grouped((self._spelling(word), word) for word in self._pieces)
        long = (word for word in self._words if len(word) >= _SHORTEST)
        self._by_start = _grouped(((heard[0], len(heard)), word) for word in long if (heard := self._spelling(word)))

    def put_right(self, utterance: Utterance, *, by_sound: bool) -> Iterator[Utterance]:
        """What may have been said in the place of `utterance`, the likeliest first; nothing where no word looks wrong.

        If `by_sound`, only words that sound the same are put right.
        """
        words = utterance.words
        if not words or len(words) > _MOST_WORDS:
            return
        unknown = [at for at, word in enumerate(words) if word.norm.isalpha() and word.norm not in self._known]
        inner = any(0 < at < len(words) for at in utterance.breaks)
        by_sound = by_sound or inner or len(words) > _MOST_AROUND_A_LETTER
        tried = 0
        if len(unknown) <= _MOST_WRONG:
            for fixed in self._replaced(utterance, unknown, by_sound=by_sound):
                tried += 1
                if tried > _MOST_TRIED:
                    return
                yield fixed
                yield from self._joined(fixed)
        yield from self._joined(utterance)
        if not unknown and len(words) > 1:
            yield from self._sounding(utterance)

    def _is_verb(self, word: str) -> bool:
        """Whether a word is a form of a verb that the language has, which may be no command."""
        stems = (word[:-cut] for cut in range(1, _MOST_ENDING + 1) if len(word) - cut >= _LEAST_STEM)
        return any(f"{stem}{ending}" in self._told for stem in stems for ending in _INFINITIVES)

    def _spelling(self, word: str) -> str:
        """A word as it sounds; `heard` of the language tells what sounds like something else at its end."""
        for said, meant in self._heard:
            word = said.sub(meant, word)
        return spelling(word)

    def _replaced(self, utterance: Utterance, unknown: list[int], *, by_sound: bool) -> Iterator[Utterance]:
        """With command words in the places of those that the language does not have."""
        if not unknown:
            return
        at, *rest = unknown
        for fixed in self._likes(utterance, at, by_sound=by_sound):
            moved = [place + len(fixed.words) - len(utterance.words) for place in rest]
            yield from self._replaced(fixed, moved, by_sound=by_sound) if rest else (fixed,)

    def _likes(self, utterance: Utterance, at: int, *, by_sound: bool) -> Iterator[Utterance]:
        word = utterance.words[at]
        named = not self._capitals and utterance.said(at, at + 1)[0].isupper()
        for other in self._alike(word.norm, by_sound=by_sound or named):
            yield _with(utterance, at, Word(other, word.start, word.end))
        for cut in range(_SHORTEST_PIECE, len(word.norm) - _SHORTEST_PIECE + 1):
            head, tail = word.norm[:cut], word.norm[cut:]
            if len(word.norm) >= _SHORTEST_OF_TWO and {head, tail} <= self._pieces:
                middle = min(word.start + cut, word.end - 1)
                yield _with(utterance, at, Word(head, word.start, middle), Word(tail, middle, word.end))

    def _alike(self, word: str, *, by_sound: bool) -> list[str]:
        """Command words that sound the same, and those with one slip."""
        heard = self._spelling(word)
        near = list(self._by_sound.get(heard, ())) if len(word) >= _SHORTEST_BY_SOUND else []
        by_sound = by_sound or self._is_verb(word)
        if len(word) >= _SHORTEST and not by_sound:
            lengths = (len(heard), len(heard) - 1, len(heard) + 1)
            others = (other for length in lengths for other in self._by_start.get((heard[0], length), ()))
            near += [other for other in others if other not in near and one_slip(heard, self._spelling(other))]
        return near

    def _joined(self, utterance: Utterance) -> Iterator[Utterance]:
        """With two neighbours as the one word that they make: "voll bild"."""
        for at in range(len(utterance.words) - 1):
            first, second = utterance.words[at : at + 2]
            if at + 1 not in utterance.breaks and (whole := f"{first.norm}{second.norm}") in self._words:
                words = (*utterance.words[:at], Word(whole, first.start, second.end), *utterance.words[at + 2 :])
                yield replace(utterance, words=words, breaks=frozenset(b - (b > at) for b in utterance.breaks))

    def _sounding(self, utterance: Utterance) -> Iterator[Utterance]:
        """With a command word in the place of another word of the language that sounds the same: "nächste Volke"."""
        for at, word in enumerate(utterance.words):
            if word.norm in self._heard_right or len(word.norm) < _SHORTEST_BY_SOUND:
                continue
            for other in self._by_sound.get(self._spelling(word.norm), ()):
                yield _with(utterance, at, Word(other, word.start, word.end))


@cache
def slips_of(grammar: Grammar) -> Slips:
    """The slips of a grammar's language."""
    return Slips(grammar, grammar.language.code)


def _with(utterance: Utterance, at: int, *words: Word) -> Utterance:
    """`utterance` with other words in the place of one."""
    more = len(words) - 1
    breaks = frozenset(place + more * (place > at) for place in utterance.breaks)
    return replace(utterance, words=(*utterance.words[:at], *words, *utterance.words[at + 1 :]), breaks=breaks)


def _words(parts: Iterable[Part]) -> Iterator[str]:
    """The words that stand in templates."""
    for part in parts:
        if part.word:
            yield part.word
        for way in part.ways:
            yield from _words(way)


def _grouped(pairs: Iterable[tuple[Key, str]]) -> Mapping[Key, list[str]]:
    grouped: dict[Key, list[str]] = defaultdict(list)
    for key, word in sorted(pairs, key=lambda pair: pair[1]):
        grouped[key].append(word)
    return dict(grouped)
