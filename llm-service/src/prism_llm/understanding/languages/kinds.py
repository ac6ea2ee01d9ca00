"""What is wished for by its kind, not by its name: "un film d'action avec Jean Reno", "einen spannenden Krimi"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
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

    def described(self, title: str) -> SlotValues | None:
        """Kind, genre and person in the place of a title; none where it may be a name."""
        utterance = read(title)
        words = list(utterance.words)
        if len(words) < 2 or words[0].norm not in self.some:
            return None
        cut = next((at for at, word in enumerate(words) if word.norm in self.with_whom), len(words))
        about = [word for word in words[1:cut] if word.norm not in self.plain]
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


def _said(utterance: Utterance, words: list[Word]) -> str:
    return utterance.text[words[0].start : words[-1].end]
