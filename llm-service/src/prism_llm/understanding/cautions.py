"""Words that hold the trained tier back, where it would do the opposite, lose something, or mistake a question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prism_llm.understanding.utterance import Utterance

_NEVER = re.compile(r"(?!)")
_NEEDS = frozenset({"delete", "reminder.cancel"})
"""What loses something where it was not meant."""
_NEVER_ASKED = frozenset(
    {"tv.channel", "tv.watch", "tv.record", "tv.favourite", "profile.switch", "sleep.set", "ui.select"}
)
"""What is not done for a question: "what is channel 14?"."""
_DENIALS = frozenset(
    {"lumen.hush", "lumen.companion", "lumen.voice", "sleep.cancel", "reminder.set", "reminder.cancel", "cancel"}
)  # fmt: skip
"""What is asked for by words that begin so: "don't talk", "don't turn off after all"."""


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches where one of `words` stands as a whole; each is an expression, and may be of several words."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(words)})(?!\S)")


@dataclass(frozen=True, slots=True)
class Cautions:
    """One language's words, as expressions that are looked for among words with a space after each.

    Attributes:
        denies: what turns a request around ("don't mute it").
        reminds: what would do so, but asks to keep something in mind ("don't forget").
        ends: of which one has to be said where a mistake would lose something.
        questions: what a question begins with.
        not_alone: words that no name is made of.
        genres: of which one makes a genre of what is to be recommended; none where anything may be one.
    """

    denies: re.Pattern[str] = _NEVER
    reminds: re.Pattern[str] = _NEVER
    ends: re.Pattern[str] = _NEVER
    questions: re.Pattern[str] = _NEVER
    not_alone: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()

    def forbid(self, utterance: Utterance, command: str) -> bool:
        """Whether the words are not to be taken for `command`, however likely it seems."""
        text = utterance.norm()
        if self.reminds.search(text):
            denied = command != "reminder.set"
        else:
            denied = command not in _DENIALS and self.denies.search(text) is not None
        unsaid = command in _NEEDS and not self.ends.search(text)
        asked = command in _NEVER_ASKED and self.questions.match(text) is not None
        return denied or unsaid or asked

    def tellable(self, genre: str) -> bool:
        """Whether words are a genre or a kind of programme; a meal is recommended by others."""
        return not genre or not self.genres or bool(set(genre.casefold().split()) & self.genres)
