"""Titles that everybody knows, each read as one name whatever its words mean.

"The Price Is Right" is no opinion, and "Les Chiffres et les Lettres" neither two things nor captions: where a sentence
is not understood with such a title as it is, it is read again with one word for it that is a title everywhere.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prism_core.requests import Understanding
from prism_llm.understanding.languages.titles import MOST_WORDS, KnownTitle, capitals_of, known_titles
from prism_llm.understanding.utterance import Utterance, read

_STAND_FOR = ("Tatort", "Titanic")
"""What all models have learnt to be a title."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A text in which words stand for titles, and what each stands for."""

    text: str
    titles: Mapping[str, str]
    guessed: bool
    """Whether one is known by the guide alone, where there are titles like "News"."""

    def is_told(self, found: Understanding) -> bool:
        """Whether a command is about each title by what stands for it."""
        return self.titles.keys() <= _values(found)

    def is_plain(self, found: Understanding) -> bool:
        """Whether a command is about each title as it is."""
        return set(self.titles.values()) <= _values(found)

    def restored(self, found: Understanding) -> Understanding:
        """What was understood, with the titles in their places."""
        told = re.sub("|".join(self.titles), lambda stands: _escaped(self.titles[stands[0]]), found.model_dump_json())
        return Understanding.model_validate_json(told)


def stood(text: str, on: Mapping[str, KnownTitle], *, is_channel: Callable[[str], bool]) -> Stood | None:
    """The text with what stands for the titles in it that all know or that are `on`; none where there is none."""
    if any(stands in text for stands in _STAND_FOR):
        return None
    words = read(text)
    titles: dict[str, str] = {}
    parts, done, guessed = [], 0, False
    for start, end in _spans(text, words, on):
        first, last = words.words[start].start, words.words[end - 1].end
        if len(titles) < len(_STAND_FOR) and not is_channel(text[first:last]):
            stands = _STAND_FOR[len(titles)]
            titles[stands] = text[first:last]
            parts += [text[done:first], stands]
            done = last
            guessed = guessed or words.norm(start, end).strip() not in known_titles()
    return Stood("".join(parts) + text[done:], titles, guessed) if titles else None


def _spans(text: str, words: Utterance, on: Mapping[str, KnownTitle]) -> Iterator[tuple[int, int]]:
    """Where the titles are, each as long as it may be."""
    known, capitals = known_titles(), capitals_of(text)
    lower = not any(capitals)
    start, norms = 0, [word.norm for word in words.words]
    while start < len(norms):
        for end in range(min(len(norms), start + MOST_WORDS), start, -1):
            key = " ".join(norms[start:end])
            title = known.get(key) or on.get(key)
            if title and ((lower and title.plain) or _is_written(title.capitals, capitals[start:end])):
                yield start, end
                start = end
                break
        else:
            start += 1


def _is_written(capitals: Sequence[bool], said: Sequence[bool]) -> bool:
    """Whether words have their capital letters; the first, which may be an article, needs none before others."""
    missing = [at for at, (needs, has) in enumerate(zip(capitals, said, strict=True)) if needs and not has]
    return not missing or (missing == [0] and sum(capitals) > 1)


def _values(found: Understanding) -> set[object]:
    return {value for command in found.commands for value in command.slots.values()}


def _escaped(title: str) -> str:
    return title.replace("\\", "\\\\").replace('"', '\\"')
