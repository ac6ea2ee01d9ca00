"""A second thought in one breath: "volume thirty, no, twenty" asks for twenty, "skip this, it's a minute" for one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise

from prism_core.commands import Command
from prism_llm.understanding import doubts
from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.named import is_called
from prism_llm.understanding.grammar import Language
from prism_llm.understanding.languages.files import tables
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.passes import BESIDE, Found
from prism_llm.understanding.utterance import Utterance, Word, read, with_figures

Parts = Callable[[Utterance, Command | None], Sequence[Found]]
"""Reads words, after a command that was said before them."""
_MOST_INSTEAD = 5
"""Words that stand in the place of others."""
_MOST_BEHIND = 2
"""Words of the first thought behind those that are replaced ("mach RTL an, nein, Vox")."""
_MOST_NAME = 4
"""Words of a name that stands in the place of another."""
_MOST_THING = 2
"""Words of a thing with its article."""
_AMOUNTS = ("dur", "num")
"""Types whose values stand in the place of each other."""
_PUT_ON = frozenset({"tv.watch", "tv.channel"})
"""What a name alone may ask for."""
_CAPTIONS = Command.of("tv.subtitles", on=True)
_OFF = (Command.of("tv.mute", on=True), Command.of("tv.stop"))
"""What is off then, in whose place something else may be meant."""
_JOINS = frozenset({"and", "then"})
"""After which another request stands, and no other wording of the first: "go to Sky News and make it quieter"."""
_ABOUT = [said for turns in tables("turns") for said in turns.get("about", ())]
_LONG = re.compile(rf"(?:(?:{'|'.join(['long', 'in all', 'in total', 'or so', *_ABOUT])}) )*")

_MOST_TURNS = 6
"""Second thoughts that one breath may have."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where the turn begins, where what is meant instead does, and where that ends.

    `firm` where it cannot be the beginning of another request ("no subtitles"), and `sure` where what was said first
    is not meant at all; else only another amount may follow.
    """

    start: int
    end: int
    stop: int
    firm: bool
    sure: bool = True

    def after(self, lead: int) -> "_Turn":
        """The same where the words before `lead` are left out."""
        return replace(self, start=self.start - lead, end=self.end - lead, stop=self.stop - lead)


def second_thought(utterance: Utterance, language: Language, parts: Parts) -> Sequence[Found]:
    """The requests with some words replaced by those after the turn; none where they are not the same requests.

    Where they have free words only a short name is replaced, so that an answer is not taken for a correction.
    """
    if not any(0 < at < len(utterance.words) for at in utterance.breaks) and not _may_turn(utterance, language):
        return ()
    words = with_figures(utterance, language.figures)
    if found := (
        _lasting(words, language, parts)
        or _denied_first(words, language, parts)
        or _denied_last(words, language, parts)
    ):
        return found
    words, marked = _without_ends(words, language)
    for turn in islice(_turns(words, language, marked), _MOST_TURNS):
        lead, first = _first(words, turn, language, parts)
        if not first or _denies(words, turn, parts):
            continue
        said, turn = _of(words, lead, len(words.words)), turn.after(lead)
        if found := _replaced(said, turn, first, language, parts) or _another(said, turn, first, language, parts):
            return found
    return ()


def withdrawal(utterance: Utterance, language: Language) -> tuple[int, int] | None:
    """Where an order is taken back with none in its place, and where that ends: "mute it, no, leave it".

    Something else may follow behind a comma. A no alone takes back only at the end, and where it asks for no assent.
    """
    norm, count = utterance.norm(), len(utterance.words)
    cuts = sorted(at for at in utterance.breaks if 0 < at < count)
    for found in language.turns.withdraws.finditer(norm):
        start = norm.count(" ", 0, found.start())
        ends = (end for end in (*cuts, count) if end > start)
        end = next((end for end in ends if language.turns.withdraws.fullmatch(utterance.norm(start, end))), 0)
        if start and end:
            return start, end
    if utterance.text[utterance.words[-1].end :].strip().startswith("?"):
        return None
    for start in cuts:
        rest, before = utterance.norm(start), utterance.text[: utterance.words[start].start].rstrip()
        regrets = language.turns.regrets.fullmatch(rest) and not before.endswith("?")
        if regrets or language.turns.lets.fullmatch(rest):
            return start, count
    return None


def halt(utterance: Utterance, language: Language) -> int:
    """Where it is asked to wait, or for another thing, behind an order: "turn it off, hang on"; 0 where nowhere."""
    cuts = (at for at in utterance.breaks if 0 < at < len(utterance.words))
    return min((at for at in cuts if language.turns.halts.fullmatch(utterance.norm(at))), default=0)


def _first(words: Utterance, turn: _Turn, language: Language, parts: Parts) -> tuple[int, Sequence[Found]]:
    """Where the first thought begins, which may have a remark before it, and what it asks for."""
    quotes = language.asides.quotes
    for lead in (0, *sorted(at for at in words.breaks if 0 < at < turn.start)):
        if any(word.norm in quotes for word in words.words[:lead]):
            break
        if lead and parts(_of(words, 0, lead), None):
            break  # a request of its own
        if first := parts(_of(words, lead, turn.start), None):
            return lead, first
    return 0, ()


def _may_turn(utterance: Utterance, language: Language) -> bool:
    """Whether a word that turns stands anywhere; without a comma it takes two of them."""
    return any(language.turns.begins.match(utterance.norm(at)) for at in range(1, len(utterance.words)))


def _replaced(
    words: Utterance, turn: _Turn, first: Sequence[Found], language: Language, parts: Parts
) -> Sequence[Found]:
    """The first thought with what was said instead in the place of its like."""
    instead = words.words[turn.end : turn.stop]
    free = any(part.open for part in first)
    negates = not turn.firm and language.turns.denies.fullmatch(words.norm(turn.start, turn.end))
    if free and (negates or not turn.sure or not _names(instead, language)):
        return ()  # "no soporto" is "I cannot stand"
    goes_on, asks = turn.stop < len(words.words), _asks(words, turn.end, language)
    for start, end in _places(words, turn, language):
        kept = words.words[:start] + instead + words.words[end : turn.start] + words.words[turn.stop :]
        found = parts(_anew(words, kept), None)
        if asks and any(part.open for part in found):
            continue
        before = {word.norm for word in words.words[:end]}
        if _alike(first, found, _Instead.of(instead, before, language), turn, goes_on=goes_on):
            return found
    return ()


def _another(
    words: Utterance, turn: _Turn, first: Sequence[Found], language: Language, parts: Parts
) -> Sequence[Found]:
    """A whole other request in the place of the first."""
    turns = language.turns.another.match(words.norm(turn.start, turn.end)) is not None
    loose = any(part.open for part in first) or language.code != "en"  # "no quites" is "do not take away"
    if len(first) != 1 or not turn.sure or not turns or (loose and not turn.firm) or _crosses(first):
        return ()
    found = parts(_of(words, turn.end, len(words.words)), first[0].command)
    named = turn.firm and {part.command.name for part in (*first, *found)} <= _PUT_ON
    found = _as_first(found, first[0], _of(words, turn.end, len(words.words)), language)
    played = named and _asks(words, turn.end, language)
    return found if played or not any(part.open for part in found) else ()


def _as_first(found: Sequence[Found], first: Found, said: Utterance, language: Language) -> Sequence[Found]:
    """Captions off where something else was to be off, and only their name follows: "mute it, no, I mean captions"."""
    written = len(said.said(0, len(said.words)).split())  # "sous-titres" is one
    bare = written == 1 or (written == 2 and said.words[0].norm in language.asides.articles)
    if not bare or first.command not in _OFF or [part.command for part in found] != [_CAPTIONS]:
        return found
    return [replace(found[0], command=Command.of("tv.subtitles", on=False))]


def _denies(words: Utterance, turn: _Turn, parts: Parts) -> bool:
    """Whether the word that may turn belongs to what follows, which says the opposite with it: "no captions"."""
    if turn.end in words.breaks or turn.end == turn.start:
        return False
    whole = parts(_of(words, turn.start, turn.stop), None)
    return (
        bool(whole) and not any(part.open for part in whole) and whole != parts(_of(words, turn.end, turn.stop), None)
    )


def _crosses(first: Sequence[Found]) -> bool:
    """Whether free words go over a comma, behind which they may be another request."""
    return any(doubts.crosses(value) for part in first for value in part.command.slots.values())


def _asks(words: Utterance, at: int, language: Language) -> bool:
    """Whether a verb of requests stands there."""
    return words.words[at].norm in language.asides.asks or language.cautions.asks.match(words.norm(at)) is not None


def _names(instead: Sequence[Word], language: Language) -> bool:
    known = language.asides
    talk = language.turns.talk | (known.subjects - known.articles) | known.because | known.quotes
    first, norms = instead[0].norm, {word.norm for word in instead}
    if language.echoes.fullmatch("".join(f"{word.norm} " for word in instead)):
        return False
    return len(instead) <= _MOST_NAME and not norms & language.turns.talk and first not in talk


@dataclass(frozen=True, slots=True)
class _Instead:
    """What was said instead: its words, with and without those that were said before ("sur M6, non, sur TF1")."""

    said: Sequence[Sequence[str]]
    language: Language

    @classmethod
    def of(cls, instead: Sequence[Word], before: set[str], language: Language) -> "_Instead":
        norms = [word.norm for word in instead]
        again = next((at for at, norm in enumerate(norms) if norm not in before), 0)
        return cls([norms[at:] for at in range(again + 1)], language)

    def is_a_slot(self, part: Found) -> bool:
        """Whether the words are a whole slot of the command; a channel half heard has another name."""
        return part.command.name == "tv.channel" or any(said in self._values(part) for said in self.said)

    def is_beside(self, part: Found) -> bool:
        """Whether none of the words is in a slot."""
        return not any(set(self.said[0]) & set(value) for value in self._values(part))

    def _values(self, part: Found) -> list[list[str]]:
        values = (with_figures(read(str(value)), self.language.figures) for value in part.command.slots.values())
        return [[word.norm for word in value.words] for value in values]


def _alike(first: Sequence[Found], found: Sequence[Found], instead: _Instead, turn: _Turn, *, goes_on: bool) -> bool:
    """Whether `found` is `first` with another value, and free words are what was said instead alone.

    Where the sentence `goes_on` after it, there may be more of them than there were.
    """
    if len(found) < len(first) or (len(found) > len(first) and not goes_on):
        return False
    if [part.command for part in first] == [part.command for part in found[: len(first)]]:
        return False
    for before, part in zip(first, found, strict=False):
        names = {before.command.name, part.command.name}
        fewer = len(part.command.slots) < len(before.command.slots)  # "what's on ITV tomorrow, the listings I mean"
        other = part.open and len(names) == 1 and not before.command.slots.keys() <= part.command.slots.keys()
        if fewer or (other and part.command.name != "tv.channel"):
            return False
        if len(names) > 1 and not (turn.firm and names <= _PUT_ON):
            return False
        exact = len(names) > 1 or (before.open != part.open and not goes_on)
        if (part.open or exact) and not (instead.is_a_slot(part) or (not exact and instead.is_beside(part))):
            return False
    return True


def _turns(words: Utterance, language: Language, marked: frozenset[int]) -> Iterator[_Turn]:
    """Every place where a turn may be."""
    count, turns = len(words.words), language.turns
    for start in range(1, count):
        end, sure = _turn_at(words, start, turns.begins), True
        if end == start and start in words.breaks:
            end = _turn_at(words, start, turns.perhaps)
            sure = end == start
        stood = end
        if start in words.breaks and sure:
            stood = _after_denial(words, start, end, language)
        if stood == start and start not in marked:
            continue
        if start not in words.breaks and (end - start < 2 or words.words[start - 1].norm in _JOINS):
            continue
        for stop in sorted({count, *(at for at in words.breaks if stood < at < count)}):
            if 0 < stop - stood <= _MOST_INSTEAD:
                firm = stood in words.breaks or stood - start > 1 or stood == start
                yield _Turn(start, stood, stop, firm, sure)


def _turn_at(words: Utterance, start: int, begins: re.Pattern[str]) -> int:
    turn = begins.match(words.norm(start))
    return start + turn.group().count(" ") if turn else start


def _after_denial(words: Utterance, start: int, end: int, language: Language) -> int:
    """Where the words end that deny what was said first, with the turn after them: "no, not ITV, sorry, TF1"."""
    denial = language.turns.denies.match(words.norm(end)) if end < len(words.words) else None
    stop = min((at for at in words.breaks if end < at < len(words.words)), default=0)
    if denial is None or not stop:
        return end
    denied = {word.norm for word in words.words[end + denial.group().count(" ") : stop]}
    if not denied or not denied <= {word.norm for word in words.words[:start]}:
        return end
    return _turn_at(words, stop, language.turns.begins)


def _denied_first(words: Utterance, language: Language, parts: Parts) -> Sequence[Found]:
    """What is asked for where its like was denied before it: "not ITV, BBC One"."""
    at = min((at for at in words.breaks if 0 < at < len(words.words)), default=0)
    denial = language.turns.denies.match(words.norm(0, at)) if at else None
    end = denial.group().count(" ") if denial else at
    if not 0 < end < at:
        return ()
    led = words.norm(1, end)
    start = at + (led.count(" ") if words.norm(at).startswith(led) else 0)
    first, meant = parts(_of(words, end, at), None), parts(_of(words, start, len(words.words)), None)
    if not first and not meant and not language.capitals:
        return _named_instead(words.said(end, at), words.said(start, len(words.words)))
    plain = all(not part.open or part.command.name == "tv.channel" for part in (*first, *meant))
    alike = len(first) == 1 and bool(meant) and first[0].command.name == meant[0].command.name
    return meant if plain and alike and first[0].command != meant[0].command else ()


def _named_instead(denied: str, name: str) -> Sequence[Found]:
    """A title after one that is not meant, both of them written as names: "not Frozen, Moana"."""
    people = {denied.casefold(), name.casefold()} & frozenset(NAMES)
    named = not people and all(is_called(said) and len(said.split()) <= _MOST_NAME for said in (denied, name))
    return [Found(Command(name="tv.watch", slots={"title": name}), BESIDE, open=True)] if named else ()


def _denied_last(words: Utterance, language: Language, parts: Parts) -> Sequence[Found]:
    """The first request where only its like is denied after it: "put on TF1, not ITV"."""
    start = max((at for at in words.breaks if 0 < at < len(words.words)), default=0)
    denial = language.turns.denies.match(words.norm(start)) if start else None
    end = start + denial.group().count(" ") if denial else start
    if denial is None or not 0 < len(words.words) - end <= _MOST_INSTEAD or language.turns.begins.match(denial.group()):
        return ()
    turn = _Turn(start, end, len(words.words), firm=True)
    first = parts(_of(words, 0, start), None)
    plain = all(not part.open or part.command.name == "tv.channel" for part in first)
    return first if first and plain and _replaced(words, turn, first, language, parts) else ()


def _without_ends(words: Utterance, language: Language) -> tuple[Utterance, frozenset[int]]:
    """The words without what says that the piece before it is meant, and where such pieces begin."""
    count = len(words.words)
    cuts = sorted({0, count, *(at for at in words.breaks if 0 < at < count)})
    kept: list[Word] = []
    breaks: set[int] = set()
    marked: set[int] = set()
    for start, stop in pairwise(cuts):
        end = next((at for at in range(start + 1, stop) if language.turns.ends.fullmatch(words.norm(at, stop))), stop)
        if start:
            breaks.add(len(kept))
            if end < stop:
                marked.add(len(kept))
        kept += words.words[start : end if start else stop]
    return replace(words, words=tuple(kept), breaks=frozenset(breaks)), frozenset(marked)


def _lasting(words: Utterance, language: Language, parts: Parts) -> Sequence[Found]:
    """A step whose size is told after it: "skip the intro, it's about a minute"."""
    for start in sorted(at for at in words.breaks if 0 < at < len(words.words)):
        span = language.types["dur"]
        only = re.fullmatch(f"({span.pattern}){_LONG.pattern}", words.norm(start)) if language.code == "en" else None
        if not only and not language.turns.lasts.match(words.norm(start)):
            continue
        told = only or re.fullmatch(f"{language.turns.lasts.pattern}({span.pattern}){_LONG.pattern}", words.norm(start))
        seconds = span.convert(told.group(1).strip()) if told else None
        first = parts(_of(words, 0, start), None) if isinstance(seconds, int | float) else ()
        if len(first) == 1 and isinstance(seconds, int | float) and _is_a_step(first[0].command):
            back = float(first[0].command.slots["seconds"]) < 0
            size = simplest(seconds)
            command = Command(name="tv.seek", slots={"mode": "relative", "seconds": -size if back else size})
            return [replace(first[0], command=command)]
    return ()


def names_another_thing(utterance: Utterance, language: Language) -> bool:
    """Whether a piece only says which thing at home "it" is: "turn it off, the oven I mean"."""
    words, _ = _without_ends(utterance, language)
    cuts = sorted({0, len(words.words), *words.breaks})
    for start, stop in pairwise(cuts):
        norms = [word.norm for word in words.words[start:stop]]
        if 0 < len(norms) <= _MOST_THING and norms[-1] in language.cautions.appliances:
            return all(norm in language.asides.articles for norm in norms[:-1])
    return False


def _is_a_step(command: Command) -> bool:
    return command.name == "tv.seek" and command.slots["mode"] == "relative"


def _places(words: Utterance, turn: _Turn, language: Language) -> list[tuple[int, int]]:
    """Which words of the first thought are replaced: at best an amount by an amount, else as many as come instead."""
    first, last = max(0, turn.start - _MOST_INSTEAD), turn.start
    instead = words.norm(turn.end, turn.stop)
    for kind in _AMOUNTS:
        amount = re.compile(language.types[kind].pattern)
        if amount.fullmatch(instead):
            spans = ((start, end) for start in range(first, last) for end in range(last, start, -1))
            for start, end in spans:
                if amount.fullmatch(words.norm(start, end)):
                    return [(start, end)]
    if re.fullmatch(language.types["num"].pattern, instead):
        span, ones = re.compile(language.types["dur"].pattern), language.asides.articles | {"a", "an"}
        for start in range(last - 2, first - 1, -1):
            if words.words[start].norm in ones and span.fullmatch(words.norm(start, last)):
                return [(start, start + 1)]  # "go back a minute, no, two"
    many = turn.stop - turn.end
    places = [(start, end) for end in range(last, max(0, last - _MOST_BEHIND - 1), -1) for start in range(first, end)]
    return sorted(places, key=lambda place: (last - place[1], abs(place[1] - place[0] - many)))


def _anew(utterance: Utterance, words: Sequence[Word]) -> Utterance:
    """The words as if they had been said in this order: a slot is cut from the text between its ends."""
    said = [utterance.text[word.start : word.end] for word in words]
    starts = list(accumulate((len(text) + 1 for text in said), initial=0))
    moved = (Word(word.norm, at, at + len(text)) for word, at, text in zip(words, starts, said, strict=False))
    return Utterance(" ".join(said), tuple(moved), frozenset())


def _of(utterance: Utterance, start: int, end: int) -> Utterance:
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return replace(utterance, words=utterance.words[start:end], breaks=breaks)
