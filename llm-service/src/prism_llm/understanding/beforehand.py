"""Sentences in which not all that reads like a request is one: "mute it, no, leave it", "remind me to mute it"."""

from collections.abc import Callable, Sequence

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import breath, doubts
from prism_llm.understanding.passes import BESIDE, OPEN
from prism_llm.understanding.reminding import bare, deed, infinitive, kept, names_it, part, reminder
from prism_llm.understanding.second_thoughts import halt, withdrawal
from prism_llm.understanding.spoken import Spoken
from prism_llm.understanding.staying import goes_there, is_step, smaller
from prism_llm.understanding.tiers import LONGEST, Tiers, only
from prism_llm.understanding.timers import lengthened
from prism_llm.understanding.utterance import Utterance, read, with_figures

_ANSWERS = frozenset({"confirm", "deny", "cancel"})
"""What is no order that might be taken back: "yes, actually no"."""
_HALTED = frozenset({"tv.stop", "delete", "reminder.cancel"})
"""What is not done where it is asked to wait, or for another thing, in the same breath."""
_TAKES_BACK = frozenset({"reminder.cancel", "sleep.cancel"})
"""What takes back what was asked for, beside a recording that is not to be."""
_OF_ONE = frozenset({"delete", "reminder.cancel", "tv.record"})
"""What may be of one thing among others of its kind."""
_LEAST_DEED = 3
"""Words of what is to be kept in mind, with those that ask for it."""
_LEAST_OF_PLAY = 2
"""Words of "carry on"."""


def _is_muted(context: UtteranceContext) -> bool:
    """Whether there is no sound, by the player, or by what was asked for last where the player does not tell."""
    last = context.last_command
    asked = last is not None and last.name == "tv.mute" and last.slots.get("on") is True
    return asked if context.muted is None else context.muted


class Beforehand:
    """Reads a sentence by what it does with the requests in it, before these are read."""

    def __init__(
        self, tiers: Tiers, languages: Spoken, asked: Callable[[Utterance, UtteranceContext], Understanding]
    ) -> None:
        self._tiers = tiers
        self._languages = languages
        self._asked = asked

    def read(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What the sentence comes to; none where it does nothing with the requests in it."""
        if _is_muted(context) and (code := self._misses_the_sound(utterance, context)):
            back = Command.of("tv.mute", on=False)
            return Understanding(commands=(back,), tier="grammar", confidence=BESIDE, language=code)
        if self._only_asks(utterance, context) or (context.talked and self._wants_more_talk(utterance, context)):
            language = self._languages.order(utterance, context)[0]
            return Understanding(tier="none", confidence=doubts.NOTHING, language=language)
        return (
            self._lengthened(utterance, context)
            or self._staying(utterance, context)
            or self._left_out(utterance, context)
            or self._withdrawn(utterance, context)
            or self._kept_in_mind(utterance, context)
        )

    def _lengthened(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """The sleep timer, where it is to go on for longer, or to end sooner."""
        for code in self._languages.likely(utterance, context):
            grammar = self._tiers.grammars[code]
            words = with_figures(grammar.prepared(utterance), grammar.language.figures)
            meant = lengthened(words, grammar.language, context)
            if isinstance(meant, Command):
                return Understanding(commands=(meant,), tier="grammar", confidence=BESIDE, language=code)
            if more := self._lengthened_and_more(words, context, code):
                return more
            if grammar.language.delays.snoozes.fullmatch(words.norm()):
                return self._snoozed(context, code)
            if meant:
                return Understanding(tier="none", confidence=doubts.NOTHING, language=code, answer=meant)
        return None

    def _lengthened_and_more(self, words: Utterance, context: UtteranceContext, code: str) -> Understanding | None:
        """The same with what else is asked for in one breath: "add ten minutes to the timer and mute it"."""
        grammar = self._tiers.grammars[code]
        first = next(iter(breath.pieces(words, grammar)), words)
        count = len(first.words)
        meant = lengthened(first, grammar.language, context) if count < len(words.words) <= LONGEST else None
        if not isinstance(meant, Command):
            return None
        joined = grammar.joiner.match(words.norm(count))
        rest = part(words, count + (joined.group().count(" ") if joined else 0), len(words.words))
        more = self._asked(rest, context).commands if rest.words else ()
        return Understanding(commands=(meant, *more), tier="grammar", confidence=BESIDE, language=code)

    def _snoozed(self, context: UtteranceContext, code: str) -> Understanding:
        """The question whether the reminder is to come again soon."""
        last = context.last_command
        title = str(last.slots.get("title", "")) if last is not None and last.name == "reminder.set" else ""
        again = self._tiers.grammars[code].language.delays.offer_again(title)
        return Understanding(tier="grammar", confidence=BESIDE, language=code, question=again)

    def _misses_the_sound(self, utterance: Utterance, context: UtteranceContext) -> str:
        """The language in which it is said that there is no sound."""
        likely = self._languages.likely(utterance, context)
        questions = ((code, self._tiers.grammars[code].language.questions) for code in likely)
        return next((code for code, one in questions if one.state(utterance)[0] == "no_sound"), "")

    def _only_asks(self, utterance: Utterance, context: UtteranceContext) -> bool:
        """Whether it is asked how something can be done or how it stands, and nothing to be done.

        What the reminders are has a command of its own, and so has a search.
        """
        likely = self._languages.likely(utterance, context)
        questions = [self._tiers.grammars[code].language.questions for code in likely]
        if not any(one.asked(utterance) for one in questions):
            return False
        if any(one.asks_how(utterance) for one in questions):
            return True
        names = [command.name for command in self._tiers.read(utterance, context).commands]
        return names not in (["reminder.list"], ["ui.search"])

    def _wants_more_talk(self, utterance: Utterance, context: UtteranceContext) -> bool:
        """Whether the words ask for another of what was just told: "another one" behind a joke."""
        asked = (
            self._tiers.grammars[code].language.pursuits.deeds.get("more_talk")
            for code in self._languages.order(utterance, context)
        )
        return any(deed is not None and deed.fullmatch(utterance.norm()) for deed in asked)

    def _left_out(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """A suggestion where anything but one thing is to be put on; nothing where that is to stay, or not recorded."""
        if not 1 < len(utterance.words) <= LONGEST:
            return None
        for code in self._languages.likely(utterance, context):
            said = self._tiers.grammars[code].language.excepting
            if (end := said.before_the_rest(utterance)) and (named := self._deleted(part(utterance, 0, end), context)):
                return named
            wanted = said.not_wanted(utterance)
            if wanted and not said.records.search(wanted.before):
                suggested = Command.of("ask.recommend")
                return Understanding(commands=(suggested,), tier="grammar", confidence=BESIDE, language=code)
            if wanted or said.spared(utterance):
                return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
        return None

    def _deleted(self, said: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is to be deleted or called off by its title: "cancel the reminder for the match"."""
        asked = self._asked(said, context)
        named = all(command.name in _OF_ONE and command.slots.get("title") for command in asked.commands)
        return asked if named and asked.commands else None

    def _staying(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is to be done beside what is to stay as it is, or less than all, or to be turned off only at the end."""
        count = len(utterance.words)
        if not 1 < count <= LONGEST:
            return None
        for code in self._languages.likely(utterance, context):
            staying, text = self._tiers.grammars[code].language.staying, utterance.norm()
            nothing = Understanding(tier="none", confidence=doubts.NOTHING, language=code)
            if staying.all_but.search(text):
                return nothing.model_copy(update={"answer": staying.unable})
            if staying.to_the_end.fullmatch(text):
                ends = Command.of("sleep.set", programme_end=True)
                return Understanding(commands=(ends,), tier="grammar", confidence=BESIDE, language=code)
            if staying.not_yet.fullmatch(text):
                return nothing
            if end := staying.little(utterance):
                asked = self._asked(part(utterance, 0, end), context)
                if any(is_step(command) for command in asked.commands):
                    return only(tuple(smaller(command) for command in asked.commands), asked)
            if start := staying.spurned(utterance):
                named = self._asked(part(utterance, start, count), context).commands
                if len(named) == 1 and goes_there(named[0]):
                    return nothing
            place = staying.rest(utterance)
            if place is None or (place == (0, 0) and self._is_plain(utterance, context, code)):
                continue
            return nothing if place == (0, 0) else self._asked(part(utterance, *place), context)
        return None

    def _is_plain(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether all words are closed phrases."""
        parts = self._tiers.parts(utterance, context, code)
        return bool(parts) and not any(part.open for part in parts)

    def _withdrawn(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is said behind what was asked for and taken back in one breath: "mute it, no, leave it"."""
        count = len(utterance.words)
        if not 1 < count <= LONGEST:
            return None
        for code in self._languages.likely(utterance, context):
            place = withdrawal(utterance, self._tiers.grammars[code].language)
            if place is None:
                start = halt(utterance, self._tiers.grammars[code].language)
                taken = self._asked(part(utterance, 0, start), context).commands if start else ()
                if not _HALTED.isdisjoint(command.name for command in taken):
                    return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
                continue
            said = part(utterance, 0, place[0])
            taken = self._asked(said, context).commands
            if self._takes_back(said, taken, code):
                more = self._asked(part(utterance, place[1], count), context).commands if place[1] < count else ()
                return Understanding(commands=(*taken, *more), tier="grammar", confidence=BESIDE, language=code)
            cautions = self._tiers.grammars[code].language.cautions
            forbids = cautions.denies.search(said.norm()) or cautions.negates.search(said.norm())
            if forbids or not taken or {command.name for command in taken} <= _ANSWERS:
                continue  # "you needn't comment on everything, leave it"
            last = self._tiers.parts(part(utterance, max(place[0], place[1] - _LEAST_OF_PLAY), place[1]), context, code)
            if [*(one.name for one in taken), *(one.command.name for one in last)] == ["tv.pause", "tv.play"]:
                continue  # "pause it, no, carry on" is another wish
            joined = self._tiers.grammars[code].joiner.match(utterance.norm(place[1])) if place[1] < count else None
            rest = part(utterance, place[1] + (joined.group().count(" ") if joined else 0), count)
            if rest.words:
                return self._asked(rest, context)  # "mute it, no, leave it, but turn the subtitles on"
            return Understanding(commands=(Command.of("cancel"),), tier="grammar", confidence=BESIDE, language=code)
        return None

    def _takes_back(self, said: Utterance, taken: Sequence[Command], code: str) -> bool:
        """Whether words take back what was done before, and those behind them as well: "don't record it, leave it"."""
        language = self._tiers.grammars[code].language
        cautions, norm = language.cautions, said.norm()
        unrecords = language.pursuits.deeds.get("unrecord")
        forbids = any(one.search(norm) for one in (cautions.forbids, cautions.denies, cautions.negates))
        forbids = forbids and not cautions.stops.search(norm)
        forbids = forbids or (unrecords is not None and unrecords.fullmatch(norm) is not None)
        return (
            forbids
            and len(taken) == 1
            and (taken[0].name in _TAKES_BACK or (taken[0].name == "tv.record" and not taken[0].slots["on"]))
        )

    def _kept_in_mind(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is to be done later or not to be forgotten, between what is asked for before and behind it."""
        if not _LEAST_DEED <= len(utterance.words) <= LONGEST:
            return None
        for code in self._languages.likely(utterance, context):
            grammar = self._tiers.grammars[code]
            found = deed(utterance, grammar)
            if found is None:
                continue
            words, language = found.words, grammar.language

            def parts(piece: Utterance, code: str = code) -> list[Command]:
                return [part.command for part in self._tiers.parts(piece, context, code)]

            before, behind = part(words, 0, found.start), part(words, found.resume, len(words.words))
            if found.kept:
                order = read(infinitive(words.said(found.of, found.end), language))
                meant = self._asked(order, context)
                if meant.question and not before.words and not behind.words:
                    return meant  # "don't forget to mute it at nine"
                commands = list(kept(meant.commands, order, parts, language))
                if meant.commands and not commands:
                    commands = [reminder(found, grammar)]  # "don't forget to turn it off"
            else:
                end = len(words.words) if code == "en" else found.end
                commands = parts(part(words, found.start, end))
                if len(commands) != 1 and code == "en" and commands and names_it(commands[0]):
                    behind = part(words, 0, 0)
                elif len(commands) != 1 or not names_it(commands[0]):
                    commands = [reminder(found, grammar)]
                first = commands[0]
                title = bare(str(first.slots["title"]), language)
                commands[0] = Command(name=first.name, slots={**first.slots, "title": title})
            said = [self._asked(piece, context).commands if piece.words else () for piece in (before, behind)]
            every = (*said[0], *commands, *said[1])
            if not every:
                return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
            return Understanding(commands=every, tier="grammar", confidence=OPEN, language=code)
        return None
