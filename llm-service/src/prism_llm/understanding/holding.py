"""What was asked for and is not done, or not yet: it is forbidden, taken back, or to wait."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from prism_core.commands import Command
from prism_core.requests import Question, Understanding, UtteranceContext
from prism_llm.understanding import breath, hearing
from prism_llm.understanding.awaiting import waits_for_what_is_not_noticed
from prism_llm.understanding.cautions import STOPPED, Cautions
from prism_llm.understanding.completing import MOST_NOTHING_IN_A_BREATH
from prism_llm.understanding.delays import Delays, from_its_start, put_off, whole
from prism_llm.understanding.passes import BESIDE, CLOSED
from prism_llm.understanding.reminding import kept, part
from prism_llm.understanding.spoken import Spoken
from prism_llm.understanding.tiers import LONGEST, MOST_NOTHING_AROUND, Tiers, only, understood
from prism_llm.understanding.utterance import Utterance, read, with_figures

_INSTEAD_OF_OFF = frozenset({"tv.pause", "tv.mute", "tv.volume", "tv.channel"})
"""What is done in the place of turning off: "don't turn it off, just pause it"."""
_BESIDE_A_CHORE = frozenset(
    {"tv.record", "tv.watch", "tv.channel", "tv.pause", "tv.mute", "tv.volume", "tv.stop", "tv.subtitles", "tv.next",
     "tv.play", "tv.seek"}
)  # fmt: skip
"""What is asked of the television beside what somebody is to do."""
_LEAST_WITH_A_CHORE = 5
"""Words of an order to the television and another one to somebody."""
_LEAST_AWAITED = 3
"""Words of what something waits for."""
_OF_WHAT_BEGINS = frozenset({"tv.record", "ask.when", "reminder.set"})
"""What "when it starts" is taken for behind what is to be recorded."""


class Holding:
    """Holds back what the words say is not to be done, or only later."""

    def __init__(self, tiers: Tiers, languages: Spoken) -> None:
        self._tiers = tiers
        self._languages = languages

    def allowed(self, found: Understanding, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """`found` without what is said not to be done: "don't turn it up", "turn it off? no way".

        What is asked for beside it is kept: "don't pause it, mute it".
        """
        grammar, code = self._tiers.grammars[found.language], found.language
        words, cautions = grammar.prepared(utterance), grammar.language.cautions
        if not found.commands or not words.words or cautions.pleads.match(utterance.norm()):
            return found
        if code != (spoken := self._languages.spoken(context)) and self._means_none(utterance, spoken):
            return only((), found)  # read in a language that is not the viewer's
        if cautions.is_unwished(words, found.commands):
            return only((), found)
        raised = tuple(command for command in found.commands if not cautions.is_unraised(words, command))
        if raised != found.commands:
            return only(raised, found)
        read = found.commands
        ahead = self._before_a_timer(words, found, context)
        certain = tuple(command for command in found.commands if not cautions.conditional(ahead, command))
        if found.tier == "trained":
            said = breath.pieces(words, grammar)
            certain = tuple(command for command in certain if not cautions.keeps(said, command))
            certain = () if self._stops_before(words, certain, context, code) else certain
        if not certain:
            return only((), found)
        subjects = grammar.language.asides.subjects
        named = tuple(command for command in certain if not _ends_with_a_subject(command, subjects))
        found = only(cautions.unless_enough(utterance, named), found)
        timed = any(command.name == "sleep.set" for command in found.commands)
        pieces = self._pieces(words, context, code) if timed else breath.pieces(words, grammar)
        if len(pieces) == 1:
            found = only(tuple(cautions.unless_unwanted(utterance, command) for command in found.commands), found)
        refused = cautions.refused(pieces)
        none: list[Utterance] = []
        unasked = False  # "para, no la borres" answers no question
        denied: list[Utterance] = []
        for at, piece in enumerate(pieces):
            governed = at > 0 and cautions.governed(pieces[at - 1], piece)
            before = pieces[at - 1] if at and breath.goes_on(pieces[at - 1], piece, grammar) else None
            if at < refused or governed or cautions.means_none(piece) or before in none:
                none += [pieces[at - 1], piece] if governed else [piece]
                unasked = unasked or (governed and not context.pending)
            elif cautions.forbids.search(piece.norm()) or before in denied:
                denied.append(piece)
        asks = partial(self._asks_within, context=context, code=code)
        reminds = partial(self._only_reminds, context=context, code=code)
        waiting = cautions.waiting(pieces, asks, reminds, grammar.language.asides.subjects)
        later = [piece for at, piece in enumerate(pieces) if at in waiting]
        if not none and not denied and not any(cautions.too_early(one, later) for one in read):
            return found
        waits = grammar.language.waits
        held = (*none, *denied, *later)
        free = [one for one in pieces if one not in held and not waits.fullmatch(one.norm())]
        asked = [self._tiers.parts(piece, context, code) or self._tiers.likely(piece, context, code) for piece in free]
        meant = [part.command for parts in asked for part in parts]
        names = {command.name for command in meant}
        instead = not names.isdisjoint(_INSTEAD_OF_OFF)
        waits_too = any(cautions.too_early(one, later) and one not in meant for one in read)
        kept: list[Command] = []
        for one in found.commands:
            stays = cautions.may_take_back(one) if none else not waits_too and not cautions.forbidden(denied, [one])
            stays = stays and not (instead and one.name == "sleep.cancel") and one.name not in names
            stays = stays and not (unasked and one.name == "deny")
            unmutes = one.name == "tv.mute" and one.slots["on"] is False and one not in meant
            stays = stays and not (denied and meant and unmutes and not context.muted)
            same = [one] if stays or one in meant else [other for other in meant if other.name == one.name]
            same = [one] if any(_says_more(one, other, free) for other in same) else same
            kept += [command for command in same if command not in kept]
        told = [parts for piece, parts in zip(free, asked, strict=True) if cautions.asks.match(piece.norm())]
        plain = [part for parts in told for part in parts if part.confidence == CLOSED]
        return understood(plain, "grammar", code) if plain and not kept else only(tuple(kept), found)

    def _stops_before(
        self, words: Utterance, commands: Sequence[Command], context: UtteranceContext, code: str
    ) -> bool:
        """Whether a reminder was read where the picture or the sound is to stop: "pause it before the match starts"."""
        until = self._tiers.grammars[code].language.cautions.until.search(words.norm())
        if until is None or [command.name for command in commands] != ["reminder.set"]:
            return False
        before = part(words, 0, words.norm().count(" ", 0, until.start()))
        parts = self._tiers.parts(before, context, code) if before.words else []
        return bool(parts) and all(one.command.name in STOPPED for one in parts)

    def _asks_within(self, piece: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether the words after what something waits for ask for it: "if he rings pause it"."""
        rests = (replace(piece, words=piece.words[start:]) for start in range(_LEAST_AWAITED, len(piece.words)))
        return any(self._tiers.parts(replace(rest, breaks=frozenset()), context, code) for rest in rests)

    def _only_reminds(self, piece: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether all that a piece asks for is a word when something happens, or to turn off at its end."""
        names = {part.command.name for part in self._tiers.parts(piece, context, code)}
        return bool(names) and (names <= {"reminder.set", "ask.when"} or self._is_timer(piece, context, code))

    def _is_timer(self, piece: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether all that a piece asks for is the sleep timer, which notices the end of a programme by itself."""
        events = self._tiers.grammars[code].language.cautions.events
        if events.match(piece.norm()) and not events.search(piece.norm(1)):
            return False  # "once the match is over | switch to ITV"
        parts = self._tiers.parts(piece, context, code)
        return bool(parts) and all(one.command.name == "sleep.set" for one in parts)

    def _before_a_timer(self, words: Utterance, found: Understanding, context: UtteranceContext) -> Utterance:
        """The words without a timer behind another order: "next episode, then off when it's done"."""
        if len(found.commands) < 2 or found.commands[-1].name != "sleep.set":
            return words
        *_, last = self._pieces(words, context, found.language)
        end = len(words.words) - len(last.words)
        return part(words, 0, end) if end and self._is_timer(last, context, found.language) else words

    def _pieces(self, words: Utterance, context: UtteranceContext, code: str) -> list[Utterance]:
        """The pieces of a sentence, with a timer at its end as one: "und schalt dann aus, wenn sie vorbei ist"."""
        pieces, count = breath.pieces(words, self._tiers.grammars[code]), len(words.words)
        for at in range(1, len(pieces) - 1):
            start = sum(word.start < pieces[at].words[0].start for word in words.words)
            rest = part(words, start, count)
            if self._is_timer(rest, context, code):
                return [*pieces[:at], rest]
        return pieces

    def _means_none(self, utterance: Utterance, code: str) -> bool:
        """Whether a piece of the sentence is an order that is none in a language."""
        grammar = self._tiers.grammars[code]
        pieces = breath.pieces(grammar.prepared(utterance), grammar)
        return any(grammar.language.cautions.means_none(piece) for piece in pieces)

    def put_off(
        self, found: Understanding, utterance: Utterance, context: UtteranceContext
    ) -> tuple[Understanding, Question | None]:
        """`found` without what is to be done later, and what is asked back for it."""
        code = found.language
        grammar, delays = self._tiers.grammars[code], self._tiers.grammars[code].language.delays
        words = grammar.prepared(utterance)
        if not 1 < len(words.words) <= LONGEST:
            return found, None
        left = tuple(one for one in found.commands if not self._waits_in_its_title(one, delays))
        if left != found.commands:
            return only(left, found).model_copy(update={"answer": delays.unnoticed}), None
        if begun := self._from_its_start(found, words, context):
            return begun, None
        if not delays.find_any(words):
            return found, None
        sure = bool(found.commands) or self._tiers.nothing(utterance, code) < MOST_NOTHING_AROUND

        def asked(said: str, loose: bool) -> list[Command]:
            return self._asked_plainly(said, sure and loose, context, code)

        named = [str(value) for command in found.commands for value in command.slots.values()]
        is_name = partial(delays.is_named, names=named, capitals=grammar.language.capitals, known=self._is_name)
        pieces = whole(breath.pieces(words, grammar), words, delays)
        held = put_off(found.commands, pieces, delays, asked, is_name)
        if held is None:
            meant = tuple(command for command in found.commands if not delays.is_misread(words, command))
            return (found if meant == found.commands else only(meant, found)), None
        if held.unnoticed and not held.commands:
            return only((), found).model_copy(update={"answer": delays.unnoticed}), None
        if not held.question and not held.unnoticed:
            return self._in_time(found, held.commands[0], code), None
        now = found.model_copy(update={"commands": held.commands})
        if held.unnoticed:
            return now.model_copy(update={"answer": delays.unnoticed}), None
        return (now if found.commands else _told(now)), held.question

    def _waits_in_its_title(self, command: Command, delays: Delays) -> bool:
        """Whether what is to be watched later was taken for one with that in its title: "watch Vera later"."""
        title = command.slots.get("title") if command.name == "tv.watch" else None
        return isinstance(title, str) and delays.ends(title) and not self._is_name(title)

    def _in_time(self, found: Understanding, record: Command, code: str) -> Understanding:
        """What is recorded, with its time as slots have it."""
        said = str(record.slots["when"])
        when = str(self._tiers.grammars[code].language.types["when"].convert(read(said).norm().strip()))
        when = " ".join(said.split()[-len(when.split()) :])
        return found.model_copy(update={"commands": (Command.of("tv.record", on=True, when=when),)})

    def _from_its_start(
        self, found: Understanding, words: Utterance, context: UtteranceContext
    ) -> Understanding | None:
        """What is to be recorded when it begins, by its title; what is on is said not to be noticed."""
        language = self._tiers.grammars[found.language].language
        names = [command.name for command in found.commands]
        if not set(names) <= _OF_WHAT_BEGINS or ("reminder.set" in names and len(names) > 1):
            return None  # "record it and remind me when it starts"
        asked = partial(self._asked_plainly, context=context, code=found.language)
        meant = from_its_start(words, language.delays, asked)
        if meant is None:
            return None
        record, rest, title = meant
        if title and language.code != "en" and title.split()[0].casefold() in language.asides.articles:
            title = title.partition(" ")[2]
        if not title:

            def parts(piece: Utterance) -> list[Command]:
                return [part.command for part in self._tiers.parts(piece, context, language.code)]

            record = next(kept([record], read(rest), parts, language), record)
            title = str(record.slots.get("title", ""))
        if not title or title.casefold() in language.reminded.these:
            return only((), found).model_copy(update={"answer": language.delays.unnoticed})
        return _told(found.model_copy(update={"commands": (Command.of("tv.record", on=True, title=title),)}))

    def waits(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether something is asked for when or if something happens that cannot be noticed."""
        grammar = self._tiers.grammars[code]
        words = grammar.prepared(utterance)
        if not _LEAST_AWAITED < len(words.words) <= LONGEST:
            return False
        asked = partial(self._asked_plainly, loose=False, context=context, code=code)
        pieces = [one for one in self._pieces(words, context, code) if not self._is_timer(one, context, code)]
        return waits_for_what_is_not_noticed(pieces, grammar.language.cautions, asked)

    def _asked_plainly(self, said: str, loose: bool, context: UtteranceContext, code: str) -> list[Command]:
        """What words ask for in closed phrases; if `loose`, also with free words, or as likely as not."""
        within = context.model_copy(update={"language": code, "last_command": None, "pending": None})
        piece = with_figures(read(said), hearing.APART)
        parts = self._tiers.parts(piece, within, code)
        if not loose:
            return [] if any(part.open for part in parts) else [part.command for part in parts]
        if not parts and code in self._tiers.trained and self._tiers.nothing(piece, code) < MOST_NOTHING_IN_A_BREATH:
            parts = self._tiers.likely(piece, within, code)
        return [part.command for part in parts]

    def beside_a_chore(
        self, found: Understanding, utterance: Utterance, context: UtteranceContext
    ) -> Understanding | None:
        """What is recorded or put on beside what somebody else is to do: "record the match and put the kettle on"."""
        grammar = self._tiers.grammars[found.language]
        words = grammar.prepared(utterance)
        if len(found.commands) > 1 or not _LEAST_WITH_A_CHORE <= len(words.words) <= LONGEST:
            return None
        cautions = grammar.language.cautions
        for at in range(2, len(words.words) - 1):
            joined = grammar.joiner.match(words.norm(at))
            if not joined:
                continue
            head, rest = part(words, 0, at), part(words, at + joined.group().count(" "), len(words.words))
            if _is_chore(head, cautions) and rest.words and cautions.asks.match(rest.norm()):
                head, rest = rest, head  # "dim the lights and put a horror film on"
            if not rest.words or not _is_chore(rest, cautions):
                continue
            parts = self._tiers.parts(head, context, found.language)
            if len(parts) == 1 and parts[0].command.name in _BESIDE_A_CHORE:
                return understood(parts, "grammar", found.language)
        return None

    def _is_name(self, said: str) -> bool:
        """Whether a programme or a channel is called so."""
        return self._tiers.titles.has(said) or self._tiers.names.has(said)


def _ends_with_a_subject(command: Command, subjects: frozenset[str]) -> bool:
    """Whether what was read as a title calls somebody and begins to tell: "Dave, ich gucke"."""
    title = str(command.slots.get("title", "")) if command.name == "tv.watch" else ""
    return "," in title and title.split()[-1].casefold() in subjects


def _is_chore(piece: Utterance, cautions: Cautions) -> bool:
    """Whether a piece is for somebody at home, or for a thing that is no television."""
    things = cautions.appliances.intersection(word.norm for word in piece.words)
    elsewhere = things or cautions.elsewhere.search(piece.norm())
    return bool(cautions.chores.match(piece.norm()) or (elsewhere and cautions.asks.match(piece.norm())))


def _says_more(command: Command, other: Command, said: Sequence[Utterance]) -> bool:
    """Whether a command differs from another in words alone, which are some of those that were said."""
    text = "".join(piece.norm() for piece in said)
    slots = {slot: value for slot, value in command.slots.items() if value != other.slots.get(slot)}
    names = all(isinstance(value, str) and read(value).norm() in text for value in slots.values())
    return command.slots.keys() == other.slots.keys() and bool(slots) and names


def _told(found: Understanding) -> Understanding:
    """`found` where it was nothing and something is asked back."""
    return found.model_copy(update={"tier": "grammar", "confidence": BESIDE})
