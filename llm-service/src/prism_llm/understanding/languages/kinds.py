"""What is wished for by its kind, not by its name: "un film d'action avec Jean Reno", "einen spannenden Krimi"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from prism_core.commands import SlotValue
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.utterance import Utterance, Word, read

_ELIDED = re.compile(r"^[dl]['’]", re.I)
_MOST_WORDS = 4
"""Words of a genre: more are a story, or a reason that a title went over."""


@dataclass(frozen=True)
class KindWords:
    """One language's words.

    Attributes:
        some: articles before what is not named.
        of: words between a kind and its genre.
        with_whom: words before a person.
        plain: words that tell nothing of it ("a good film").
        kinds: words for kinds, with the kinds.
        genres: words for genres.
    """

    some: frozenset[str]
    of: frozenset[str]
    with_whom: frozenset[str]
    plain: frozenset[str]
    kinds: Mapping[str, SlotValue]
    genres: frozenset[str]

    @classmethod
    def read(cls, file: Mapping[str, Any]) -> "KindWords":
        """The words of a language's file."""
        table = file["kinds_of"]
        some, of, with_whom, plain = (frozenset(table[name].split()) for name in ("some", "of", "with_whom", "plain"))
        return cls(some, of, with_whom, plain, file["words"]["kind"], frozenset(file["phrases"]["genre"]))

    def is_genre(self, words: str) -> bool:
        """Whether words are a genre: "una radio de jazz" is of nobody's."""
        return read(words).norm().strip() in self.genres

    def parted(self, genre: str) -> SlotValues:
        """A genre apart from the kind that it is said with: "film d'action"."""
        words = list(read(genre).words)
        kind = self.kinds.get(words[0].norm) if len(words) > 1 else None
        words = words[1:] if kind else words
        while len(words) > 1 and words[0].norm in self.of:
            words.pop(0)
        bare: SlotValues = {"genre": _ELIDED.sub("", genre[words[0].start : words[-1].end])}
        return bare if kind is None else {"kind": kind, **bare}

    def described(self, title: str) -> SlotValues | None:
        """Kind, genre and person in the place of a title; none where it may be a name.

        Of what is said with commas, the first piece that tells of a kind: "something light, a comedy".
        """
        utterance = read(title)
        if not utterance.words or not self._begins(utterance.words[0].norm):
            return None
        cuts = [0, *sorted(at for at in utterance.breaks if 0 < at < len(utterance.words)), len(utterance.words)]
        pieces = (list(utterance.words[start:end]) for start, end in pairwise(cuts))
        return next(filter(None, (self._described(utterance, words) for words in pieces)), None)

    def _begins(self, word: str) -> bool:
        return word in self.some or self.kinds.get(word) == "music"

    def _described(self, utterance: Utterance, words: list[Word]) -> SlotValues | None:
        if len(words) < 2 or not self._begins(words[0].norm):
            return None
        if words[1].norm in self.of:
            return self._of(utterance, words[2:])
        cut = next((at for at, word in enumerate(words) if word.norm in self.with_whom), len(words))
        first = 1 if words[0].norm in self.some else 0
        about = [word for word in words[first:cut] if word.norm not in self.plain]
        while about and about[0].norm in self.of:
            about.pop(0)
        found: SlotValues = {} if cut + 1 >= len(words) else {"person": _said(utterance, words[cut + 1 :])}
        kinds = [at for at in {0, len(about) - 1} if about and about[at].norm in self.kinds]
        if kinds:
            found["kind"] = self.kinds[about.pop(kinds[0]).norm]
        elif not about or about[0].norm not in self.genres:
            return None
        while about and about[0].norm in self.of:
            about.pop(0)
        if len(about) > _MOST_WORDS:
            return None
        return found | {"genre": _ELIDED.sub("", _said(utterance, about))} if about else found

    def _of(self, utterance: Utterance, words: list[Word]) -> SlotValues | None:
        """What "una de" is of: a genre, or who made it, whose name has a capital letter."""
        about = _said(utterance, words) if words else ""
        if self.is_genre(about):
            return {"genre": about}
        return {"person": about} if about[:1].isupper() else None


def _said(utterance: Utterance, words: list[Word]) -> str:
    return utterance.text[words[0].start : words[-1].end]
