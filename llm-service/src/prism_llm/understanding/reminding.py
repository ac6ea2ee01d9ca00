"""What somebody wants to be reminded of doing, which is not done ("remind me to mute it"), and what not to forget.

"Don't forget to record the match" asks for it, of what is named, and not of what is on.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from prism_core.commands import Command
from prism_llm.understanding.grammar import Grammar, Language
from prism_llm.understanding.utterance import Utterance, read, with_figures

_NAME = "Xyzzy"
"""Stands for a title that is looked for among the words: no language has it."""
_MOST_NAMED = 6
"""Words in which it is looked for."""
_IT = frozenset({"it"})
_ENDS_OR_LOSES = frozenset({"tv.stop", "delete", "reminder.cancel", "sleep.cancel"})
"""What nobody who asks not to forget it wants at once."""
_RECORDED = Command.of("tv.record", on=True)
_NUMBER = re.compile(r"[\d.]+ ")
_LONGEST = 200
"""Letters of a slot."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done later, or not to be forgotten.

    Attributes:
        words: all of them, with figures.
        start: where what asks for it begins, with the word that joins it to others.
        of: where it begins itself, and `end` where it ends.
        resume: where another request begins behind it.
        when: its time, where that was said before it.
        kept: whether it is only not to be forgotten.
    """

    words: Utterance
    start: int
    of: int
    end: int
    resume: int
    when: str
    kept: bool


def deed(utterance: Utterance, grammar: Grammar) -> Deed | None:
    """What is to be done later or not to be forgotten; none where nobody asks for that."""
    language = grammar.language
    words = with_figures(utterance, language.figures)
    norm = words.norm()
    for kept, pattern in ((False, language.reminded.begins), (True, language.reminded.keeps)):
        found = pattern.search(norm)
        if found is None:
            continue
        start, of = norm.count(" ", 0, found.start()), norm.count(" ", 0, found.end())
        if of >= len(words.words) or not _may_begin(words, start, grammar):
            continue
        end, resume = _end(words, of, grammar)
        when = next((group for name, group in found.groupdict().items() if group and name.startswith("when")), "")
        return Deed(words, start, of, end, resume, _when(words, found, when, language), kept)
    return None


def _may_begin(words: Utterance, start: int, grammar: Grammar) -> bool:
    """Whether somebody may ask for something there: at the beginning, behind a comma, and with a word that joins."""
    if start == 0:
        return True
    if any(word.norm in grammar.language.asides.quotes for word in words.words[:start]):
        return False
    return start in words.breaks or grammar.joiner.match(words.norm(start)) is not None


def _end(words: Utterance, of: int, grammar: Grammar) -> tuple[int, int]:
    """Where what is to be done ends, and another request begins."""
    count = len(words.words)
    for at in range(of + 1, count):
        joined = grammar.joiner.match(words.norm(at))
        resume = at + (joined.group().count(" ") if joined else 0)
        if (joined or at in words.breaks) and resume < count and _orders(words, resume, grammar, joined=bool(joined)):
            return at, resume
    return count, count


def _orders(words: Utterance, at: int, grammar: Grammar, *, joined: bool) -> bool:
    """Whether a verb of requests stands there as one says it to order something, and not as what is to be done."""
    language = grammar.language
    said = words.words[at].norm
    if language.code == "en":
        return not joined and language.cautions.asks.match(words.norm(at)) is not None
    base = language.forms.get(said, said)
    verb = base in language.verbs or base in language.forms.values()
    return verb and said.startswith(base) and said.removeprefix(base) in {"", *language.attached}


def _when(words: Utterance, found: re.Match[str], group: str, language: Language) -> str:
    if not group:
        return ""
    at = found.string.index(group, found.start())
    start, end = (found.string.count(" ", 0, place) for place in (at, at + len(group)))
    return _as_kept(words, start, end, language)


def _as_kept(words: Utterance, start: int, end: int, language: Language) -> str:
    """A time as slots have it, without the words before it."""
    value = language.types["when"].convert(words.norm(start, end).strip())
    return words.said(end - len(str(value).split()), end)


def reminder(found: Deed, grammar: Grammar) -> Command:
    """The reminder of what is to be done, with the time that was said before, first or last."""
    language, words = grammar.language, found.words
    start, end, when = found.of, found.end, found.when
    while end > start + 1 and (last := _closing(words, start, end, grammar)) < end:
        end = last
    time = re.compile(language.types["when"].pattern)

    def is_time(first: int, last: int) -> bool:
        norm = words.norm(first, last)
        return time.fullmatch(norm) is not None and not _NUMBER.fullmatch(norm)

    if not when:
        if at := next((at for at in range(end - 1, start, -1) if is_time(start, at)), 0):
            when, start = _as_kept(words, start, at, language), at
        elif at := next((at for at in range(start + 1, end) if is_time(at, end)), 0):
            when, end = _as_kept(words, at, end, language), at
    title = bare(words.said(start, end), language)[:_LONGEST]
    return Command(name="reminder.set", slots={"title": title, **({"when": when[:_LONGEST]} if when else {})})


def _closing(words: Utterance, start: int, end: int, grammar: Grammar) -> int:
    ends = (at for at in range(start + 1, end) if grammar.closing.fullmatch(words.norm(at, end)))
    return next(ends, end)


def bare(title: str, language: Language) -> str:
    """A title without what only leads to it: "de couper le son"."""
    return language.reminded.leads.sub("", title, count=1).strip(" ,") or title


def infinitive(text: str, language: Language) -> str:
    """What is not to be forgotten as one says it to order it: "das Spiel aufzunehmen" is "das Spiel aufnehmen"."""
    return language.reminded.infinitives.sub(lambda found: "".join(filter(None, found.groups())), bare(text, language))


def names_it(command: Command) -> bool:
    """Whether a reminder names what it is of."""
    title = command.slots.get("title")
    return command.name == "reminder.set" and isinstance(title, str) and title.casefold() not in _IT


def kept(
    commands: Sequence[Command], said: Utterance, parts: Callable[[Utterance], Sequence[Command]], language: Language
) -> Iterator[Command]:
    """What is not to be forgotten, without what nobody wants at once, and with the title of what is to be recorded."""
    for command in commands:
        if command.name in _ENDS_OR_LOSES or (command.name == "tv.record" and command.slots.get("on") is False):
            continue
        title = _named(said, parts, language) if command == _RECORDED and len(commands) == 1 else ""
        yield replace_title(command, title) if title else command


def replace_title(command: Command, title: str) -> Command:
    """The command with a title."""
    return Command(name=command.name, slots={**command.slots, "title": title})


def _named(said: Utterance, parts: Callable[[Utterance], Sequence[Command]], language: Language) -> str:
    """The words that are read as a title where a name stands in their place; none where they point at what is on."""
    count = len(said.words)
    if count > _MOST_NAMED:
        return ""
    for length in range(1, count):
        for start in range(count - length + 1):
            end = start + length
            text = " ".join(filter(None, (said.said(0, start), _NAME, said.said(end, count))))
            if list(parts(read(text))) == [replace_title(_RECORDED, _NAME)]:
                return _title(said, start, end, language)
    return ""


def _title(said: Utterance, start: int, end: int, language: Language) -> str:
    """The title that stands there, without its article where a language's titles have none."""
    first, articles = said.words[start].norm, language.asides.articles if language.code != "en" else frozenset()
    if first in language.reminded.these or (end - start == 1 and first in articles):
        return ""
    return said.said(start + 1 if first in articles else start, end)


def part(utterance: Utterance, start: int, end: int) -> Utterance:
    """Some of the words."""
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return replace(utterance, words=utterance.words[start:end], breaks=breaks)
