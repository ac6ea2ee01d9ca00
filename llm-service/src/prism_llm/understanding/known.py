"""Titles and people that everybody knows, each read as one name whatever its words mean.

"The Price Is Right" is no opinion, and "Les Chiffres et les Lettres" neither two things nor captions: where a sentence
is not understood with such a title as it is, it is read again with one word for it that is a title everywhere. So with
people: "Judi Dench, doesn't matter what in".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prism_core.commands import Command
from prism_core.requests import Understanding
from prism_llm.understanding.languages.people import MOST_NAMES, is_full_name, is_well_known
from prism_llm.understanding.languages.titles import MOST_WORDS, STANDS_FOR, KnownTitle, capitals_of, known_titles
from prism_llm.understanding.utterance import Utterance, read

_PEOPLE = ("Tom Hanks", "Clint Eastwood")
"""Whom all models have learnt to be people."""

_ARTICLE = re.compile("^the (?=[A-Z])")
_MOST_AROUND = 14
"""Words beside the names of what is read again."""

Span = tuple[int, int, tuple[str, ...]]
"""The first word of a name, the word behind it, and what may stand for it."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A text in which words stand for titles and people, and what each stands for."""

    text: str
    names: Mapping[str, str]
    around: int
    """Words beside the names."""
    guessed: bool
    """Whether one is known by the guide alone, where there are titles like "News"."""
    addressed: bool
    """Whether a name of one word stands before a pause, as who is spoken to does: "Conni, mach leiser"."""

    @property
    def somebody(self) -> bool:
        """Whether a person is named."""
        return not self.names.keys().isdisjoint(_PEOPLE)

    def is_told(self, found: Understanding) -> bool:
        """Whether a command is about each of them by what stands for it."""
        return self.names.keys() <= _values(found)

    def is_plain(self, found: Understanding) -> bool:
        """Whether a command is about each of them as it is, without its small article ("the Archers") or hyphen."""
        values = _values(found)
        ways = ((name, _ARTICLE.sub("", name), name.replace("-", " ")) for name in self.names.values())
        return all(not values.isdisjoint(way) for way in ways)

    def restored(self, found: Understanding) -> Understanding:
        """What was understood, with the names in their places."""
        question = found.question
        if question is not None:
            choices = tuple(
                choice.model_copy(update={"label": self._put(choice.label), "command": self._of(choice.command)})
                for choice in question.choices
            )
            question = question.model_copy(update={"text": self._put(question.text), "choices": choices})
        commands = tuple(map(self._of, found.commands))
        answer = self._put(found.answer) if found.answer else found.answer
        return found.model_copy(update={"commands": commands, "question": question, "answer": answer})

    def _of(self, command: Command) -> Command:
        slots = {slot: self._put(value) if isinstance(value, str) else value for slot, value in command.slots.items()}
        return Command(name=command.name, slots=slots)

    def _put(self, text: str) -> str:
        return re.sub("|".join(self.names), lambda stands: self.names[stands[0]], text)


def stood(text: str, on: Mapping[str, KnownTitle], *, is_channel: Callable[[str], bool]) -> Stood | None:
    """The text with what stands for whom and what all know in it, or what is `on`; none where there is none."""
    words = read(text)
    names: dict[str, str] = {}
    parts, done, guessed, around = [], 0, False, len(words.words)
    for start, end, kind in _spans(text, words, on):
        first, last = words.words[start].start, words.words[end - 1].end
        taken = (text, *names, *on)
        stands = next((one for one in kind if not any(one.casefold() in other.casefold() for other in taken)), None)
        if stands and not is_channel(text[first:last]):
            names[stands] = text[first:last]
            parts += [text[done:first], stands]
            done, around = last, around - (end - start)
            guessed = guessed or (kind is STANDS_FOR and words.norm(start, end).strip() not in known_titles())
    if not names or around > _MOST_AROUND:
        return None
    addressed = done > 0 and 1 in words.breaks and text[: words.words[0].end] in names.values()
    return Stood("".join(parts) + text[done:], names, around, guessed, addressed)


def _spans(text: str, words: Utterance, on: Mapping[str, KnownTitle]) -> Iterator[Span]:
    """Where the titles and people are, each as long as it may be."""
    known, capitals = known_titles(), capitals_of(text)
    lower = not any(capitals)
    start, norms = 0, [word.norm for word in words.words]
    while start < len(norms):
        for end in range(min(len(norms), start + MOST_WORDS), start, -1):
            key = " ".join(norms[start:end])
            title = known.get(key) or (on.get(key) if end - start > 1 or len(norms) == 1 else None)
            if title and ((lower and title.plain) or _is_written(title.capitals, capitals[start:end])):
                yield start, end, STANDS_FOR
                start = end
                break
            said = text[words.words[start].start : words.words[end - 1].end]
            if end - start <= MOST_NAMES and (is_full_name if lower else is_well_known)(said):
                yield start, end, _PEOPLE
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
