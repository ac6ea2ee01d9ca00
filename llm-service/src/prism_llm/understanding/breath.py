"""All that one breath asks for: "back a minute, subs on, I missed everything" holds two requests and a remark.

A sentence is cut at its commas and at the words that join requests. Of all ways to put the pieces together again the
best is the one in which most words belong to plain requests; what is left is what people say around them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from prism_core.commands import Command, SlotValue
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.joining import ends_a_name, is_amount, tells_why
from prism_llm.understanding.merging import again, is_apart, once
from prism_llm.understanding.passes import CLOSED, Found
from prism_llm.understanding.utterance import Utterance, plain, with_figures

Read = Callable[[Utterance], Sequence[Found]]
"""What a piece asks for; nothing where it is talk."""
_MOST_PIECES, _MOST_TOGETHER = 8, 3
_MOST_REQUESTS = 5
_LEAST_LIKELY = 2
"""Words of what a model may read."""
_LEAST_RUN_ON, _LONGEST_RUN_ON, _LONGEST_PHRASE = 4, 12, 5
"""Words of requests that nothing joins, and of one of them."""
_ONE_WORD = frozenset({"tv.volume", "tv.pause", "tv.play", "tv.mute", "tv.subtitles", "ui.fullscreen"})
"""What one word may ask for among others that nothing joins."""
_TAKE_ANYTHING = frozenset({"tv.watch", "tv.channel", "ui.search", "profile.switch"})
"""Whose free words are of any kind, so that only a verb of their own tells them from the rest of a name."""
_NOW = Command.of("ask.now")
_SURELY_SOMETHING_ELSE = 0.9
"""How likely a request must be to count for more than free words."""
_MOST_TOLD = 4
"""Words of what is told of somebody or something."""
_THESE, _VERB = frozenset("this that the my our his her their".split()), ("'s", "’s")
_OF_SOMETHING, _IS = frozenset("the my our his her their".split()), frozenset("is are was were isnt arent".split())
_STEPS = frozenset({"tv.next", "tv.previous", "ui.back"})
_PAUSES = frozenset(",;.!?")
_UNSAID = frozenset({"confirm", "deny", "repeat", "cancel", "undo"})
"""What is said to people as much as to a television, and asks for nothing beside a request."""


@dataclass(frozen=True, slots=True)
class Said:
    """The requests of a breath, and what was read in words that only come back to one of them."""

    requests: Sequence[Found]
    echoed: Sequence[Command]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    after_pause: bool
    """Whether a comma parts it from what comes before."""


def pieces(utterance: Utterance, grammar: Grammar) -> list[Utterance]:
    """What stands between the commas and the words that join."""
    return [_between(utterance, piece.start, piece.end) for piece in _pieces(utterance, grammar)]


def goes_on(before: Utterance, piece: Utterance, grammar: Grammar) -> bool:
    """Whether a piece that only a word joins to the one before it is no order of its own.

    "No subas el volumen y cambies de canal" forbids both; "y cámbialo" asks for something.
    """
    between = piece.text[before.words[-1].end : piece.words[0].start]
    base, said = piece.words[0].norm, plain(piece.said(0, 1).casefold())
    if _PAUSES.intersection(between) or base not in grammar.language.forms.values():
        return False
    return not (said.startswith(base) and said.removeprefix(base) in {"", *grammar.language.attached})


def may_hold_more(utterance: Utterance, grammar: Grammar, tier: str) -> bool:
    """Whether it has pieces, or words enough for several requests where no grammar read it whole."""
    run_on = tier != "grammar" and _LEAST_RUN_ON <= len(utterance.words) <= _LONGEST_RUN_ON
    return run_on or len(_pieces(utterance, grammar)) > 1


def requests(utterance: Utterance, grammar: Grammar, read: Read, together: Read) -> Said:
    """The requests among the pieces, each once; none where one piece quotes somebody or there are too many.

    `read` is asked for one piece, and `together` for several, which is asked more often.
    """
    pieces = _pieces(utterance, grammar)
    if len(pieces) == 1:
        return Said(run_on(utterance, grammar, together), ())
    if len(pieces) > _MOST_PIECES or grammar.language.asides.quotes & {word.norm for word in utterance.words}:
        return Said((), ())
    said = _put_together(utterance, pieces, grammar, read, together, hints=False)
    if said.requests or not said.echoed:
        return said
    return _put_together(utterance, pieces, grammar, read, together, hints=True)


def _put_together(
    utterance: Utterance, pieces: Sequence[_Piece], grammar: Grammar, read: Read, together: Read, *, hints: bool
) -> Said:
    """The best way to take the pieces; with `hints` where no piece asks plainly ("hang on, I missed that")."""
    best: list[tuple[float, list[list[Found]]]] = [(0.0, [])]
    echoed: list[Command] = []
    remarks: set[int] = set()
    for last, piece in enumerate(pieces, start=1):
        value, found = best[last - 1]
        words = _between(utterance, piece.start, piece.end)
        if _only_echoes(words, grammar, first=not found):
            echoed += [part.command for part in together(words)]
            best.append((value + len(words.words), found))
            continue
        choices = [(value - _lost(piece, found), found)]
        for first in range(max(0, last - _MOST_TOGETHER), last):
            words = _between(utterance, pieces[first].start, piece.end)
            if first and last - first == 1 and _is_amount(words, grammar):
                continue  # "rewind, I dunno, a minute and a half"
            parts = _asked(words, grammar, read if last - first == 1 else together, first=first == 0, hints=hints)
            asks_on = (
                last < len(pieces) and utterance.words[pieces[last].start].norm in grammar.language.asides.questions
            )
            if asks_on and len(words.words) <= _LEAST_LIKELY and any(part.open for part in parts):
                continue  # "show me, what is on tonight"
            if parts and best[first][1] and _says_for_whom(words, parts, best[first][1][-1], grammar):
                parts = []
            if last - first == 1 and not parts:
                remarks.add(first)
            told_on = not pieces[first].after_pause and first - 1 in remarks
            if told_on and any(part.confidence < CLOSED for part in parts):
                continue  # "Dad is here and never stops talking"
            if parts and first and not pieces[first].after_pause:
                parts = [replace(parts[0], joined=True), *parts[1:]]
            if parts and _may_follow(pieces[first], parts, words, grammar):
                value, found = best[first]
                choices.append((value + _worth(parts, words, last - first), [*found, parts]))
        best.append(max(choices, key=lambda choice: choice[0]))
    return Said(_once_each(part for parts in best[-1][1] for part in parts), echoed)


def _is_amount(words: Utterance, grammar: Grammar) -> bool:
    return is_amount(with_figures(words, grammar.language.figures), grammar.language)


def _only_echoes(words: Utterance, grammar: Grammar, *, first: bool) -> bool:
    """Whether a piece only gains time, or comes back to what was asked for."""
    norm, language = words.norm(), grammar.language
    return bool(language.waits.fullmatch(norm)) or (not first and bool(language.echoes.fullmatch(norm)))


def asks_beside(utterance: Utterance, grammar: Grammar, is_talk: Callable[[Utterance], bool]) -> bool:
    """Whether some pieces are for somebody else, and one asks: "turn off the lights and play a comedy"."""
    pieces = [_between(utterance, piece.start, piece.end) for piece in _pieces(utterance, grammar)]
    others = [piece for piece in pieces if not is_talk(piece)]
    asks = grammar.language.cautions.asks
    return 0 < len(others) < len(pieces) and any(asks.match(piece.norm()) for piece in others)


def run_on(utterance: Utterance, grammar: Grammar, read: Read) -> list[Found]:
    """Requests that follow one another with nothing between: "pause it subtitles on back ten seconds"."""
    count = len(utterance.words)
    if not _LEAST_RUN_ON <= count <= _LONGEST_RUN_ON:
        return []
    reached: dict[int, list[Found]] = {0: []}
    for start in range(count):
        if start not in reached or len(reached[start]) >= _MOST_REQUESTS:
            continue
        for end in range(min(count, start + _LONGEST_PHRASE), start, -1):
            if end - start == count:
                continue
            words = _between(utterance, start, end)
            parts = () if grammar.language.waits.fullmatch(words.norm()) else read(words)
            if len(parts) != 1 or parts[0].open or parts[0].command.name in _UNSAID:
                continue
            if end - start == 1 and parts[0].command.name not in _ONE_WORD:
                continue
            found = [*reached[start], *parts]
            if end not in reached or len(found) < len(reached[end]):
                reached[end] = found
    return _once_each(reached.get(count, ()))


def fuller(before: Sequence[Command], said: Said) -> bool:
    """Whether more was asked for than was understood `before`, or told of it, and all of that as well.

    What is surely something else than a name counts for more than the name that was made of it.
    """
    commands = [part.command for part in said.requests]
    kept = [old for old in before if old not in said.echoed]
    if len(commands) == len(kept) > 1:
        pairs = list(zip(kept, said.requests, strict=True))
        return all(old == new.command or _is_surely_no_name(old, new) for old, new in pairs) and kept != commands
    if len(kept) == 1 < len(commands) and _went_over(kept[0], said.requests):
        return True
    if len(commands) == len(kept) == len(before) == 1:
        old, new = kept[0], commands[0]
        whose = old.slots == {"title": new.slots.get("person")}  # "Alfredo Landa, alguna de Alfredo Landa ponme"
        return old.name == new.name == "tv.watch" and (whose or old.slots.items() < new.slots.items())
    return len(commands) > len(kept) and all(any(_same(old, new) for new in commands) for old in kept)


def _is_surely_no_name(old: Command, new: Found) -> bool:
    """Whether free words were taken for a name, and are surely something else: "tira hacia abajo la lista"."""
    return (
        old.name in _TAKE_ANYTHING
        and new.command.name not in _TAKE_ANYTHING
        and new.confidence >= _SURELY_SOMETHING_ELSE
    )


def _went_over(old: Command, requests: Sequence[Found]) -> bool:
    """Whether a channel's name went over requests that are sure: "change to Tom and open his favourites"."""
    sure = all(part.confidence >= _SURELY_SOMETHING_ELSE for part in requests)
    plain = requests[0].confidence >= CLOSED and all(part.command.name not in _TAKE_ANYTHING for part in requests[1:])
    return old.name == "tv.channel" and "name" in old.slots and sure and plain


def _same(old: Command, new: Command) -> bool:
    """Whether it is the same request, or one whose free words went over others."""
    if old == new:
        return True
    said = " ".join(str(value) for value in old.slots.values()).casefold()
    free = [value for value in new.slots.values() if isinstance(value, str)]
    kept = all(new.slots.get(slot) is not None and _alike(value, new.slots[slot]) for slot, value in old.slots.items())
    return old.name == new.name and kept and bool(free) and all(value.casefold() in said for value in free)


def _alike(old: SlotValue, new: SlotValue) -> bool:
    return isinstance(old, str) or old == new


def _pieces(utterance: Utterance, grammar: Grammar) -> list[_Piece]:
    count = len(utterance.words)
    starts: list[tuple[int, int, bool]] = [(0, 0, True)]
    for index in range(1, count):
        said = utterance.said(index, index + 1)
        accented = len(said) == 1 and not said.isascii()  # "è" is no "e"
        joined = None if accented else grammar.joiner.match(utterance.norm(index, count))
        pause = index in utterance.breaks
        if index < starts[-1][1] or not (joined or pause):
            continue
        resume = index + (joined.group().count(" ") if joined else 0)
        if resume < count:
            starts.append((index, resume, pause))
    ends = [*(cut for cut, _, _ in starts[1:]), count]
    pieces = [_Piece(resume, end, pause) for (_, resume, pause), end in zip(starts, ends, strict=True)]
    return [piece for piece in pieces if piece.start < piece.end]


def _asked(words: Utterance, grammar: Grammar, read: Read, *, first: bool, hints: bool) -> list[Found]:
    """The plain requests of a piece; unless `hints`, none where it only says how things are, or why."""
    parts = [part for part in read(words) if part.command.name not in _UNSAID]
    likely = any(part.open for part in parts)
    if likely and len(words.words) < _LEAST_LIKELY:
        return []
    if not first and len(words.words) <= _LEAST_LIKELY and any(part.command == _NOW for part in parts):
        return []  # "how long is left, of this film"
    if not first and tells_how(words, parts, grammar):
        return []
    if hints:
        return parts
    if words.words[0].norm in grammar.language.asides.because:
        return []
    led = bool(grammar.opening.match(words.norm()))
    sure = bool(parts) and all(_is_surely_asked(part, led=led) for part in parts)
    return parts if sure or (led and (first or not likely)) or not _states(words, grammar) else []


def _is_surely_asked(part: Found, *, led: bool) -> bool:
    """Whether it is surely a question ("e dimmi chi è quello") or about the screen, for which nothing is a reason."""
    asked = "ui." if not led else ("ui.", "ask.")
    return part.command.name.startswith(asked) and part.confidence >= _SURELY_SOMETHING_ELSE


def tells_how(words: Utterance, parts: Sequence[Found], grammar: Grammar) -> bool:
    """Whether English words that were taken for a wish tell how something is: "the little ones are restless"."""
    norms = [word.norm for word in words.words]
    wishes = bool(parts) and all(part.command.name in ("tv.watch", "ui.search") for part in parts)
    told = grammar.language.code == "en" and norms[0] in _OF_SOMETHING and not _IS.isdisjoint(norms[1:_MOST_TOLD])
    return wishes and told and not parts[0].command.slots.get("season")


def _states(words: Utterance, grammar: Grammar) -> bool:
    """Whether a piece says how things are: by its subject, or by a verb that asks for nothing."""
    known, norms = grammar.language.asides, [word.norm for word in words.words]
    if norms[0] in known.asks | known.questions:
        return False
    subject = norms[0] in known.subjects and norms[0] not in known.articles
    return subject or _tells_of_somebody(words, grammar) or not known.states.isdisjoint(norms[1:])


def _tells_of_somebody(words: Utterance, grammar: Grammar) -> bool:
    """Whether it begins with an English name or thing and its verb: "Auntie's dancing", "this channel's rubbish"."""
    if grammar.language.code != "en" or len(words.words) > _MOST_TOLD:
        return False
    said = words.said(0, 1)
    if words.words[0].norm in _THESE and len(words.words) > _LEAST_LIKELY:
        return words.said(1, 2)[-2:] in _VERB
    return said[0].isupper() and said[-2:] in _VERB


def _says_for_whom(words: Utterance, parts: Sequence[Found], before: Sequence[Found], grammar: Grammar) -> bool:
    """Whether a piece tells who wants to see what, behind the channel where it is on, or why something is asked for."""
    known = grammar.language.asides
    names = before[-1].command.name, parts[0].command.name
    if tells_why(*names, words.norm(), grammar.language):
        return True
    if before[-1].open and ends_a_name(*names, words.norm(), grammar.language):
        return True
    if before[-1].command.name != "tv.channel" or [part.command.name for part in parts] != ["tv.watch"]:
        return False
    return known.begins_with_people(words, 0)


def _may_follow(piece: _Piece, parts: Sequence[Found], words: Utterance, grammar: Grammar) -> bool:
    """Whether it is a request of its own, and not the end of a name: "Law and Order"."""
    if piece.start == 0 or piece.after_pause:
        return True
    free = parts[0].open and parts[0].command.name in _TAKE_ANYTHING
    return not free or words.words[0].norm in grammar.language.asides.asks


def _lost(piece: _Piece, found: Sequence[Sequence[Found]]) -> float:
    """What it costs to take a piece for a remark; one that "and" joins to free words belongs to them."""
    goes_on = not piece.after_pause and bool(found) and found[-1][-1].open
    return float(piece.end - piece.start) * 2 if goes_on else 0.0


def _worth(parts: Sequence[Found], words: Utterance, pieces: int) -> float:
    """How many words are certainly of a request; free words that go over several pieces are hardly.

    One plain request of several pieces is likelier than as many as there are pieces.
    """
    crosses = pieces > 1 and len(parts) == 1 and (parts[0].open or parts[0].confidence != CLOSED)
    whole = pieces > 1 and len(parts) == 1
    return 1.0 + 0.1 * len(parts) if crosses else len(words.words) + (0.5 if whole else 0.1 * len(parts))


def _between(utterance: Utterance, start: int, end: int) -> Utterance:
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return replace(utterance, words=utterance.words[start:end], breaks=breaks)


def _once_each(parts: Iterator[Found] | Sequence[Found]) -> list[Found]:
    """The requests without those that only repeat another, narrow it or say why."""
    found: list[Found] = []
    for part in parts:
        before = [earlier.command for earlier in found]
        if again(before, part.command) or (part.command in before and not _goes_further(part.command)):
            continue
        if before and before[-1] == part.command and part.command.name in _STEPS and not part.joined:
            continue  # "not this one, the next episode"
        turns_back = bool(found) and part.joined and is_apart(found[-1].command, part.command)
        while (
            not turns_back
            and found
            and (kept := once(found[-1].command, part.command) or _narrowed(found[-1].command, part.command))
        ):
            found.pop()
            part = replace(part, command=kept)
        found.append(part)
    return found


def _narrowed(before: Command, command: Command) -> Command | None:
    """One wish for something without a title, said twice: "something light, a comedy"."""
    if not before.name == command.name == "tv.watch" or "title" in {*before.slots, *command.slots}:
        return None
    return Command(name="tv.watch", slots={**command.slots, **before.slots})


def _goes_further(command: Command) -> bool:
    """Whether it does more each time it is asked for."""
    return bool({"step", "delta", "seconds", "direction"} & set(command.slots)) or command.name in _STEPS
