"""From a text to commands: which language, and which tier has an answer first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from prism_core.commands import Command
from prism_core.requests import Question, Understanding, UtteranceContext
from prism_llm.understanding import breath, doubts, hearing
from prism_llm.understanding.answers import Answers
from prism_llm.understanding.asides import asks_on
from prism_llm.understanding.awaiting import waits_for_what_is_not_noticed
from prism_llm.understanding.choosing import described, named
from prism_llm.understanding.delays import from_its_start, put_off, whole
from prism_llm.understanding.english.named import is_one_name, is_title
from prism_llm.understanding.followups import followed, followed_beside_talk
from prism_llm.understanding.followups.together import followed_and_more
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.passes import BESIDE, CLOSED, OPEN, Found, Pass
from prism_llm.understanding.picking import picked
from prism_llm.understanding.pursuing import pursued
from prism_llm.understanding.reminding import bare, deed, infinitive, kept, names_it, part, reminder
from prism_llm.understanding.repeating import once_in_any
from prism_llm.understanding.second_thoughts import halt, names_another_thing, second_thought, withdrawal
from prism_llm.understanding.settling import settled
from prism_llm.understanding.staying import goes_there, is_step, smaller
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.utterance import Utterance, read, with_figures

_SHORT = 5
_LONGEST = 40
"""Words in a request; longer texts are conversation."""
_LEAST_TYPICAL, _MOST_FOR_A_TYPICAL = 2, 4
"""Words that are typical of a language which is not the viewer's, for its model to be asked, and words for each."""
_REPAIRED = 0.7
_SEVERAL, _LEAST_OF_SEVERAL = 3, 5
"""Requests in a row that nothing joins, and words of them."""
_NAMES_ANYTHING = doubts.UNMISTAKABLE | {"tv.channel", "lumen.voice", "lumen.hush", "lumen.gesture"}
"""What names who is to be seen or heard by its own words, or tells in its free ones only why."""
_TALK_ELSEWHERE, _TALK_BESIDE_A_KIND = 0.5, 0.95
"""How likely a sentence must ask for nothing, to overrule a grammar but the English one that read free words."""
_CERTAINLY_NOTHING = 0.97
"""The same where a closed phrase stands beside other words."""
_MOST_NOTHING_IN_A_PIECE, _MOST_NOTHING_AROUND, _LEAST_OF_A_PIECE = 0.5, 0.9, 0.6
"""Of a sentence that is partly talk: how likely a piece may be talk itself, and the sentence where the model reads the
piece; and how likely the piece's command must be."""
_LEAST_IN_A_BREATH, _MOST_NOTHING_IN_A_BREATH = 0.75, 0.3
"""The same for what a piece asks for beside other requests."""
_MOST_LOOSE = 0.5
"""How likely talk may be where anything after a comma may be a reason."""
_MOST_TALK, _LEAST_NOTHING = 0.98, 0.05
"""How likely a sentence may be talk in whose pieces requests are looked for; where it is likelier, only pieces that are
hardly talk themselves count."""
_MOST_WORDS_OF_A_TITLE = 12
_OF_THINGS = frozenset({"tv.stop", "tv.volume", "tv.play", "sleep.set"})
"""What is also done to other things at home."""
_INSTEAD_OF_OFF = frozenset({"tv.pause", "tv.mute", "tv.volume", "tv.channel"})
"""What is done in the place of turning off: "don't turn it off, just pause it"."""
_MOST_TALK_IN_A_NAME, _MOST_TALK_IN_A_LONG_NAME = 0.25, 0.9
"""How likely talk may be where all that is said is written as a title of two words, or of more."""
_LEAST_WITH_A_CHORE = 5
"""Words of an order to the television and another one to somebody."""
_LEAST_AWAITED = 3
"""Words of what something waits for."""
_ANSWERS = frozenset({"confirm", "deny", "cancel"})
"""What is no order that might be taken back: "yes, actually no"."""
_HALTED = frozenset({"tv.stop", "delete", "reminder.cancel"})
"""What is not done where it is asked to wait, or for another thing, in the same breath."""
_LEAST_DEED = 3
"""Words of what is to be kept in mind, with those that ask for it."""
_LEAST_OF_PLAY = 2
"""Words of "carry on"."""
_LEAST_UNDO = 0.1
"""How likely words must be to take something back where something was done; one in thousands of talk is as likely."""
_SURE = 0.85
"""How likely the model's command must be to overrule a name of free words."""


_OF_WHAT_BEGINS = frozenset({"tv.record", "ask.when", "reminder.set"})
"""What "when it starts" is taken for behind what is to be recorded."""
_TIMED = frozenset({"tv.record", "reminder.set"})
"""Whose title may follow its time like a reason: "ricordami domani che c'è Ballando con le stelle"."""
_PURSUED = ("ask.", "tv.record")
"""What is followed by words of its own."""


class Understander:
    """Finds commands by grammar, then by a small trained model: no network, a few milliseconds.

    Immutable but for `names` and `titles`, each swapped as a whole; any thread may use it.
    """

    def __init__(
        self,
        grammars: Mapping[str, Grammar],
        trained: Mapping[str, TrainedReader] | None = None,
        names: ChannelNames | None = None,
    ) -> None:
        self._grammars = grammars
        self._trained = trained or {}
        self._answers = Answers(grammar.language.replies for grammar in grammars.values())
        self.names = names or ChannelNames(())
        self.titles = Titles()

    def understand(self, text: str, context: UtteranceContext | None = None) -> Understanding:
        """The commands in `text`, in spoken order; none where it is conversation.

        `tier` is `grammar`, `repaired` where words had to be put right first, `trained`, or `none`.
        """
        context = context or UtteranceContext()
        if once := self._reminded_once(text, context):
            return once
        utterance = hearing.as_told(with_figures(read(text), hearing.APART))
        if len(utterance.breaks) > 1:
            turns = self._grammars[self._order(utterance, context)[0]].language.turns
            utterance = hearing.without_fillers(utterance, turns.fillers)
        if pursuing := self._pursued(utterance, context):
            language = self._grammars[pursuing.language].language
            return settled(pursuing, utterance, context, self.names, self.titles, language)
        if self._only_asks(utterance, context):
            return Understanding(tier="none", confidence=doubts.NOTHING, language=self._order(utterance, context)[0])
        if context.talked and self._wants_more_talk(utterance, context):
            return Understanding(tier="none", confidence=doubts.NOTHING, language=self._order(utterance, context)[0])
        if staying := self._staying(utterance, context):
            return staying
        if excepting := self._left_out(utterance, context):
            return excepting
        if withdrawn := self._withdrawn(utterance, context):
            return withdrawn
        if later := self._kept_in_mind(utterance, context):
            return later
        found = self._understand(utterance, context)
        if found.confidence < CLOSED or not found.commands:
            found = self._all_said(found, utterance, context)
        elif found.tier == "trained" and len(utterance.words) >= _LEAST_OF_SEVERAL and not utterance.breaks:
            found = self._run_on(found, utterance, context)
        replies = self._grammars[self._spoken(context)].language.replies
        if context.pending and utterance.words and self._answers.doubts(utterance, context.pending, replies):
            found = _only((), found)
        elif context.pending and utterance.words:
            found = self._answers.read(found, utterance, partial(self._says_yes, context=context, code=found.language))
        if self._may_be_a_channel(found) and (parts := self._half_heard(utterance, context, found.language)):
            found = _understanding(parts, "repaired", found.language)
        if not found.commands and self._spoken(context) == "en" and (parts := self._named_alone(utterance)):
            found = _understanding(parts, "grammar", "en")
        if chore := self._beside_a_chore(found, utterance, context):
            found = chore
        language = self._grammars[found.language].language
        names = {command.name for command in found.commands}
        another = names and names <= _OF_THINGS and names_another_thing(utterance, language)
        if another or language.cautions.is_talk(utterance, names):
            return _only((), found)
        found = _only(tuple(language.staying.meant(utterance, command) for command in found.commands), found)
        said = found.commands
        found = self._allowed(found, utterance, context)
        held = found.commands != said or not said
        found, offer = self._put_off(found, utterance, context)
        found = settled(found, utterance, context, self.names, self.titles, language)
        if offer:
            return found.model_copy(update={"question": offer})
        if held and self._waits(utterance, context, found.language):
            asked = tuple(command for command in found.commands if command.name != "ask.when")
            return _only(asked, found).model_copy(update={"answer": language.delays.unnoticed})
        return found

    def _waits(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether something is asked for when or if something happens that cannot be noticed."""
        grammar = self._grammars[code]
        words = grammar.prepared(utterance)
        if not _LEAST_AWAITED < len(words.words) <= _LONGEST:
            return False
        asked = partial(self._asked_plainly, loose=False, context=context, code=code)
        return waits_for_what_is_not_noticed(breath.pieces(words, grammar), grammar.language.cautions, asked)

    def _asked_plainly(self, said: str, loose: bool, context: UtteranceContext, code: str) -> list[Command]:
        """What words ask for in closed phrases; if `loose`, also with free words, or as likely as not."""
        within = context.model_copy(update={"language": code, "last_command": None, "pending": None})
        piece = with_figures(read(said), hearing.APART)
        parts = self._parts(piece, within, code)
        if not loose:
            return [] if any(part.open for part in parts) else [part.command for part in parts]
        if not parts and code in self._trained and self._nothing(piece, code) < _MOST_NOTHING_IN_A_BREATH:
            parts = self._likely(piece, within, code)
        return [part.command for part in parts]

    def _reminded_once(self, text: str, context: UtteranceContext) -> Understanding | None:
        """A reminder that is to come again and again, as one of the next time."""
        changed = once_in_any(text, (grammar.language.repeats for grammar in self._grammars.values()))
        if changed is None:
            return None
        found = self.understand(changed, context)
        return found if any(command.name == "reminder.set" for command in found.commands) else None

    def _put_off(
        self, found: Understanding, utterance: Utterance, context: UtteranceContext
    ) -> tuple[Understanding, Question | None]:
        """`found` without what is to be done later, and what is asked back for it."""
        code = found.language
        grammar, delays = self._grammars[code], self._grammars[code].language.delays
        words = grammar.prepared(utterance)
        if not 1 < len(words.words) <= _LONGEST:
            return found, None
        if begun := self._from_its_start(found, words, context):
            return begun, None
        if not delays.find_any(words):
            return found, None
        sure = bool(found.commands) or self._nothing(utterance, code) < _MOST_NOTHING_AROUND

        def asked(said: str, loose: bool) -> list[Command]:
            return self._asked_plainly(said, sure and loose, context, code)

        named = [str(value) for command in found.commands for value in command.slots.values()]
        is_name = partial(delays.is_named, names=named, capitals=grammar.language.capitals, known=self._is_name)
        pieces = whole(breath.pieces(words, grammar), words, delays)
        held = put_off(found.commands, pieces, delays, asked, is_name)
        if held is None:
            meant = tuple(command for command in found.commands if not delays.is_misread(words, command))
            return (found if meant == found.commands else _only(meant, found)), None
        if held.unnoticed and not held.commands:
            return _only((), found).model_copy(update={"answer": delays.unnoticed}), None
        if not held.question and not held.unnoticed:
            return self._in_time(found, held.commands[0], code), None
        now = found.model_copy(update={"commands": held.commands})
        if held.unnoticed:
            return now.model_copy(update={"answer": delays.unnoticed}), None
        return (now if found.commands else _told(now)), held.question

    def _in_time(self, found: Understanding, record: Command, code: str) -> Understanding:
        """What is recorded, with its time as slots have it."""
        said = str(record.slots["when"])
        when = str(self._grammars[code].language.types["when"].convert(read(said).norm().strip()))
        when = " ".join(said.split()[-len(when.split()) :])
        return found.model_copy(update={"commands": (Command.of("tv.record", on=True, when=when),)})

    def _from_its_start(
        self, found: Understanding, words: Utterance, context: UtteranceContext
    ) -> Understanding | None:
        """What is to be recorded when it begins, by its title; what is on is said not to be noticed."""
        language = self._grammars[found.language].language
        if not {command.name for command in found.commands} <= _OF_WHAT_BEGINS:
            return None
        asked = partial(self._asked_plainly, context=context, code=found.language)
        meant = from_its_start(words, language.delays, asked)
        if meant is None:
            return None
        record, rest, title = meant
        if title and language.code != "en" and title.split()[0].casefold() in language.asides.articles:
            title = title.partition(" ")[2]
        if not title:

            def parts(piece: Utterance) -> list[Command]:
                return [part.command for part in self._parts(piece, context, language.code)]

            record = next(kept([record], read(rest), parts, language), record)
            title = str(record.slots.get("title", ""))
        if not title or title.casefold() in language.reminded.these:
            return _only((), found).model_copy(update={"answer": language.delays.unnoticed})
        return _told(found.model_copy(update={"commands": (Command.of("tv.record", on=True, title=title),)}))

    def _beside_a_chore(
        self, found: Understanding, utterance: Utterance, context: UtteranceContext
    ) -> Understanding | None:
        """What is recorded or put on beside what somebody else is to do: "record the match and put the kettle on"."""
        grammar = self._grammars[found.language]
        words = grammar.prepared(utterance)
        if len(found.commands) > 1 or not _LEAST_WITH_A_CHORE <= len(words.words) <= _LONGEST:
            return None
        cautions = grammar.language.cautions
        for at in range(2, len(words.words) - 1):
            joined = grammar.joiner.match(words.norm(at))
            rest = part(words, at + (joined.group().count(" ") if joined else 0), len(words.words))
            things = cautions.appliances.intersection(word.norm for word in rest.words)
            elsewhere = things or cautions.elsewhere.search(rest.norm())
            if not joined or not elsewhere or not cautions.asks.match(rest.norm()):
                continue
            head = part(words, 0, at)
            parts = self._parts(head, context, found.language)
            if [one.command.name for one in parts] in (["tv.record"], ["tv.watch"], ["tv.channel"]):
                return _understanding(parts, "grammar", found.language)
        return None

    def _wants_more_talk(self, utterance: Utterance, context: UtteranceContext) -> bool:
        """Whether the words ask for another of what was just told: "another one" behind a joke."""
        asked = (
            self._grammars[code].language.pursuits.deeds.get("more_talk") for code in self._order(utterance, context)
        )
        return any(deed is not None and deed.fullmatch(utterance.norm()) for deed in asked)

    def _left_out(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """A suggestion where anything but one thing is to be put on; nothing where that is to stay, or not recorded."""
        if not 1 < len(utterance.words) <= _LONGEST:
            return None
        for code in dict.fromkeys((self._order(utterance, context)[0], self._spoken(context))):
            said = self._grammars[code].language.excepting
            wanted = said.not_wanted(utterance)
            if wanted and not said.records.search(wanted.before):
                suggested = Command.of("ask.recommend")
                return Understanding(commands=(suggested,), tier="grammar", confidence=BESIDE, language=code)
            if wanted or said.spared(utterance):
                return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
        return None

    def _staying(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is to be done beside what is to stay as it is, or less than all, or to be turned off only at the end."""
        count = len(utterance.words)
        if not 1 < count <= _LONGEST:
            return None
        for code in dict.fromkeys((self._order(utterance, context)[0], self._spoken(context))):
            staying, text = self._grammars[code].language.staying, utterance.norm()
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
                    return _only(tuple(smaller(command) for command in asked.commands), asked)
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
        parts = self._parts(utterance, context, code)
        return bool(parts) and not any(part.open for part in parts)

    def _withdrawn(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is said behind what was asked for and taken back in one breath: "mute it, no, leave it"."""
        count = len(utterance.words)
        if not 1 < count <= _LONGEST:
            return None
        for code in dict.fromkeys((self._order(utterance, context)[0], self._spoken(context))):
            place = withdrawal(utterance, self._grammars[code].language)
            if place is None:
                start = halt(utterance, self._grammars[code].language)
                taken = self._asked(part(utterance, 0, start), context).commands if start else ()
                if not _HALTED.isdisjoint(command.name for command in taken):
                    return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
                continue
            said = part(utterance, 0, place[0])
            taken = self._asked(said, context).commands
            cautions = self._grammars[code].language.cautions
            forbids = cautions.denies.search(said.norm()) or cautions.negates.search(said.norm())
            if forbids or not taken or {command.name for command in taken} <= _ANSWERS:
                continue  # "you needn't comment on everything, leave it"
            last = self._parts(part(utterance, max(place[0], place[1] - _LEAST_OF_PLAY), place[1]), context, code)
            if [*(one.name for one in taken), *(one.command.name for one in last)] == ["tv.pause", "tv.play"]:
                continue  # "pause it, no, carry on" is another wish
            rest = part(utterance, place[1], count)
            if rest.words:
                return self._asked(rest, context)
            return Understanding(commands=(Command.of("cancel"),), tier="grammar", confidence=BESIDE, language=code)
        return None

    def _kept_in_mind(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is to be done later or not to be forgotten, between what is asked for before and behind it."""
        if not _LEAST_DEED <= len(utterance.words) <= _LONGEST:
            return None
        for code in dict.fromkeys((self._order(utterance, context)[0], self._spoken(context))):
            grammar = self._grammars[code]
            found = deed(utterance, grammar)
            if found is None:
                continue
            words, language = found.words, grammar.language

            def parts(piece: Utterance, code: str = code) -> list[Command]:
                return [part.command for part in self._parts(piece, context, code)]

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

    def _asked(self, piece: Utterance, context: UtteranceContext) -> Understanding:
        """What a part of the sentence asks for by itself."""
        return self.understand(piece.said(0, len(piece.words)), context)

    def _only_asks(self, utterance: Utterance, context: UtteranceContext) -> bool:
        """Whether it is asked how something can be done or how it stands, and nothing to be done.

        What the reminders are has a command of its own, and so has a search.
        """
        likely = dict.fromkeys((self._order(utterance, context)[0], self._spoken(context)))
        questions = [self._grammars[code].language.questions for code in likely]
        if not any(one.asked(utterance) for one in questions):
            return False
        if any(one.asks_how(utterance) for one in questions):
            return True
        names = [command.name for command in self._understand(utterance, context).commands]
        return names not in (["reminder.list"], ["ui.search"])

    def _is_name(self, said: str) -> bool:
        """Whether a programme or a channel is called so."""
        return self.titles.has(said) or self.names.has(said)

    def _says_yes(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether all words are a yes."""
        names = [part.command.name for part in self._parts(utterance, context, code)]
        return names == ["confirm"] or self._answers.orders(utterance, context.pending or "")

    def _allowed(self, found: Understanding, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """`found` without what is said not to be done: "don't turn it up", "turn it off? no way".

        What is asked for beside it is kept: "don't pause it, mute it".
        """
        grammar, code = self._grammars[found.language], found.language
        words, cautions = grammar.prepared(utterance), grammar.language.cautions
        if not found.commands or not words.words or cautions.pleads.match(utterance.norm()):
            return found
        if code != (spoken := self._spoken(context)) and self._means_none(utterance, spoken):
            return _only((), found)  # read in a language that is not the viewer's
        read = found.commands
        certain = tuple(command for command in found.commands if not cautions.conditional(words, command))
        if found.tier == "trained":
            said = breath.pieces(words, grammar)
            certain = tuple(command for command in certain if not cautions.keeps(said, command))
        if not certain:
            return _only((), found)
        found = _only(certain, found)
        pieces = breath.pieces(words, grammar)
        if len(pieces) == 1:
            found = _only(tuple(cautions.unless_unwanted(utterance, command) for command in found.commands), found)
        refused = cautions.refused(pieces)
        none: list[Utterance] = []
        denied: list[Utterance] = []
        for at, piece in enumerate(pieces):
            governed = at > 0 and cautions.governed(pieces[at - 1], piece)
            before = pieces[at - 1] if at and breath.goes_on(pieces[at - 1], piece, grammar) else None
            if at < refused or governed or cautions.means_none(piece) or before in none:
                none += [pieces[at - 1], piece] if governed else [piece]
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
        asked = [self._parts(piece, context, code) or self._likely(piece, context, code) for piece in free]
        meant = [part.command for parts in asked for part in parts]
        names = {command.name for command in meant}
        instead = not names.isdisjoint(_INSTEAD_OF_OFF)
        waits_too = any(cautions.too_early(one, later) and one not in meant for one in read)
        kept: list[Command] = []
        for one in found.commands:
            stays = cautions.may_take_back(one) if none else not waits_too and not cautions.forbidden(denied, [one])
            stays = stays and not (instead and one.name == "sleep.cancel") and one.name not in names
            same = [one] if stays or one in meant else [other for other in meant if other.name == one.name]
            same = [one] if any(_says_more(one, other, free) for other in same) else same
            kept += [command for command in same if command not in kept]
        told = [parts for piece, parts in zip(free, asked, strict=True) if cautions.asks.match(piece.norm())]
        plain = [part for parts in told for part in parts if part.confidence == CLOSED]
        return _understanding(plain, "grammar", code) if plain and not kept else _only(tuple(kept), found)

    def _asks_within(self, piece: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether the words after what something waits for ask for it: "if he rings pause it"."""
        rests = (replace(piece, words=piece.words[start:]) for start in range(_LEAST_AWAITED, len(piece.words)))
        return any(self._parts(replace(rest, breaks=frozenset()), context, code) for rest in rests)

    def _only_reminds(self, piece: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether all that a piece asks for is a word when something happens."""
        names = {part.command.name for part in self._parts(piece, context, code)}
        return bool(names) and names <= {"reminder.set", "ask.when"}

    def _means_none(self, utterance: Utterance, code: str) -> bool:
        """Whether a piece of the sentence is an order that is none in a language."""
        grammar = self._grammars[code]
        pieces = breath.pieces(grammar.prepared(utterance), grammar)
        return any(grammar.language.cautions.means_none(piece) for piece in pieces)

    def _run_on(self, found: Understanding, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """`found`, or three closed phrases and more in a row, of which the model was sure of one."""
        code = found.language
        parts = breath.run_on(utterance, self._grammars[code], partial(self._parts, context=context, code=code))
        if len(parts) < _SEVERAL or any(command not in [part.command for part in parts] for command in found.commands):
            return found
        return _understanding([replace(part, confidence=BESIDE) for part in parts], "trained", code)

    def _all_said(self, found: Understanding, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """`found`, or all that the breath asks for where that is more; what was done before says nothing of a piece."""
        grammar, code = self._grammars[found.language], found.language
        if not 1 < len(utterance.words) <= _LONGEST or not breath.may_hold_more(utterance, grammar, found.tier):
            return found
        beside_talk = breath.asks_beside(utterance, grammar, lambda piece: self._asks_nothing(piece, code))
        loose = _MOST_NOTHING_AROUND if beside_talk else _MOST_LOOSE
        announced = grammar.language.cautions.announced(utterance)
        if not found.commands and (announced or self._nothing(utterance, code) >= loose):
            return found
        context = context.model_copy(update={"last_command": None})
        read, together = self._piece_reader(context, code), partial(self._together, context=context, code=code)
        said = breath.requests(utterance, grammar, read, together)
        if (found.commands or len(said.requests) > 1 or beside_talk) and breath.fuller(found.commands, said):
            return _understanding([replace(part, confidence=BESIDE) for part in said.requests], "trained", code)
        return found

    def _asks_nothing(self, piece: Utterance, code: str) -> bool:
        """Whether a piece of a sentence is for somebody else, or says what is not to be done."""
        cautions = self._grammars[code].language.cautions
        return cautions.is_talk(piece, ()) or bool(cautions.forbids.search(self._grammars[code].prepared(piece).norm()))

    def _piece_reader(self, context: UtteranceContext, code: str) -> breath.Read:
        """What one piece of a breath asks for; of talk only closed phrases."""
        within = context.model_copy(update={"language": code})

        def read(piece: Utterance) -> list[Found]:
            parts = self._parts(piece, context, code)
            if parts and not any(part.open for part in parts):
                return parts
            if several := breath.run_on(piece, self._grammars[code], partial(self._parts, context=context, code=code)):
                return several
            found = self._understand(piece, within)
            if found.language != code or found.confidence < _LEAST_IN_A_BREATH:
                return []
            if found.tier == "trained" and self._nothing(piece, code) >= _MOST_NOTHING_IN_A_BREATH:
                return []
            open_ = found.confidence == OPEN or found.tier == "trained"
            return [Found(command, found.confidence, open_) for command in found.commands]

        return read

    def _understand(self, utterance: Utterance, context: UtteranceContext) -> Understanding:
        order = self._order(utterance, context)
        language = order[0]
        if not utterance.words or len(utterance.words) > _LONGEST:
            return Understanding(tier="none", confidence=0.0, language=language)
        labels = [choice.label for choice in context.choices or ()] or context.options or ()
        place = named(utterance, labels)
        if place is None and context.choices:
            place = described(utterance, labels)
        if place is not None:
            return _selection(place, language)
        if language == "en" and (command := followed(utterance, context)):
            return _following(command)
        if language == "en" and (several := followed_and_more(utterance, context, followed, self._closed)):
            return _following(*several)
        if meant := self._corrected(utterance, context, language):
            return _understanding(meant, "grammar", language)
        own = self._spoken(context)
        if language != own and (exact := self._parts(utterance, context, own)) and not any(part.open for part in exact):
            return _understanding(exact, "grammar", own)  # whatever other languages make of a word in it
        own = language if own == "en" else own
        for code in order:
            attempt = Pass(self._grammars[code], context, self.names)
            if parts := attempt.parts(utterance):
                if (
                    code not in (language, own)
                    and any(part.open for part in parts)
                    and not self._tells(utterance, code)
                ):
                    continue
                if code != "en":
                    parts = attempt.parts_before_a_clause(utterance, parts) or parts
                    if doubts.remarks(utterance, parts) and (before := attempt.parts_before_a_remark(utterance, parts)):
                        parts = before
                    beside = attempt.parts_beside_a_reason(utterance) if _free(parts) else []
                    if doubts.named(utterance, parts, self._grammars[code].language):
                        return _understanding(parts, "grammar", code)
                    return self._weighed(utterance, beside or parts, context, code)
                if self._means_nothing(utterance, parts, context):
                    return Understanding(tier="none", confidence=doubts.NOTHING, language=language)
                surer = self._surer(utterance, parts, context, code)
                if surer or (surer := self._apart(utterance, parts, context, code)):
                    return _understanding(surer, "trained", code)
                if doubts.remarks(utterance, parts) and (before := attempt.parts_before_a_remark(utterance, parts)):
                    return _understanding(before, "grammar", code)
                if _cross(parts) and self._nothing(utterance, code) >= doubts.TALKATIVE:
                    return Understanding(tier="none", confidence=doubts.NOTHING, language=language)
                return _understanding(parts, "grammar", code)
        if (place := described(utterance, labels)) is not None:
            return _selection(place, language)
        if language == "en" and (command := followed_beside_talk(utterance, context)):
            return _following(command)
        for code in order:
            attempt = Pass(self._grammars[code], context, self.names)
            parts = attempt.parts_beside_a_reason(
                utterance, loose=code == language == "en" and self._nothing(utterance, code) < _MOST_LOOSE
            )
            if parts and not (code == "en" and not asks_on(utterance) and self._certainly_nothing(utterance)):
                return _understanding(parts, "grammar", code)
            if code != "en" and (parts := attempt.parts_before_a_clause(utterance, ())):
                return self._weighed(utterance, parts, context, code)
        fixed = hearing.put_right(utterance)
        parts = Pass(self._grammars["en"], context, self.names).parts(fixed) if fixed else []
        if fixed and parts and not self._means_nothing(fixed, parts, context):
            lowered = [replace(part, confidence=_REPAIRED) for part in parts]
            return _understanding(lowered, "repaired", "en")
        sure = self._surely(utterance, context, language)
        if sure and (parts := self._likely(utterance, context, language)):
            return _understanding(self._apart(utterance, parts, context, language) or parts, "trained", language)
        if sure and language in self._trained and (parts := self._picked(utterance, context, language)):
            return _understanding(parts, "trained", language)
        if language not in self._trained and (parts := self._plain_pieces(utterance, context, language)):
            return _understanding(parts, "grammar", language)
        if language == "en" and self._takes_back(utterance, context):
            return Understanding(commands=(Command.of("undo"),), tier="trained", confidence=BESIDE, language=language)
        return Understanding(tier="none", confidence=0.9, language=language)

    def _pursued(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What follows the question that was asked last, in the likeliest language that has words for it."""
        if context.last_command is None or not context.last_command.name.startswith(_PURSUED):
            return None
        for code in self._order(utterance, context):

            def parsed(words: Utterance, code: str = code) -> list[Command]:
                return [part.command for part in self._parts(words, context, code)]

            if command := pursued(utterance, context, self._grammars[code].language.pursuits, parsed, self.names.has):
                return Understanding(commands=(command,), tier="grammar", confidence=BESIDE, language=code)
        return None

    def _weighed(
        self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext, code: str
    ) -> Understanding:
        """What a grammar read, unless the model knows better where its words are free."""
        free = any(part.open and part.command.name not in _NAMES_ANYTHING for part in parts)
        counted = any("season" in part.command.slots or "episode" in part.command.slots for part in parts)
        plain = doubts.by_kind(parts) or not all(part.open for part in parts)
        talk = _TALK_BESIDE_A_KIND if plain else _TALK_ELSEWHERE
        talk = max(talk, _CERTAINLY_NOTHING) if doubts.is_full_name(parts) else talk
        if free and not counted and self._nothing(utterance, code) >= talk:
            return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
        if surer := self._surer(utterance, parts, context, code):
            return _understanding(surer, "trained", code)
        return _understanding(parts, "grammar", code)

    def _likely(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What a language's model, where it has one, makes of all words."""
        trained = self._trained.get(code)
        parts = Pass(self._grammars[code], context, self.names, trained).parts(utterance) if trained else []
        asks = len(parts) > 1 and any(part.command.name.startswith("ask.") for part in parts)
        return [] if asks and self._grammars[code].language.cautions.announced(utterance) else parts

    def _plain_pieces(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """The closed phrases between the commas, where no model tells talk from requests."""

        def read(piece: Utterance) -> list[Found]:
            parts = self._parts(piece, context, code)
            return [] if any(part.open for part in parts) else parts

        quotes = self._grammars[code].language.asides.quotes
        if any(word.norm in quotes for word in utterance.words):
            return []
        return [replace(part, confidence=BESIDE) for part in picked(utterance, read)]

    def _parts(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What one language's grammar makes of all words."""
        return Pass(self._grammars[code], context, self.names).parts(utterance)

    def _half_heard(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """A channel whose name alone was said and half heard, unless the words are surely talk."""
        parts = Pass(self._grammars[code], context, self.names).half_heard(utterance)
        return parts if parts and self._nothing(utterance, code) < _MOST_TALK else []

    def _named_alone(self, utterance: Utterance) -> list[Found]:
        """The title that is all of the sentence, told by its capital letters: "Once Were Warriors"."""
        words = self._grammars["en"].prepared(utterance)
        count = len(words.words)
        if not 0 < count <= _MOST_WORDS_OF_A_TITLE or any(0 < at < count for at in words.breaks):
            return []
        title = words.said(0, len(words.words))
        most = _MOST_TALK_IN_A_NAME if title.count(" ") == 1 else _MOST_TALK_IN_A_LONG_NAME
        if not is_title(title) or self._nothing(utterance, "en") >= most:
            return []
        return [Found(Command(name="tv.watch", slots={"title": title}), BESIDE, open=True)]

    def _may_be_a_channel(self, found: Understanding) -> bool:
        """Whether what was understood is nothing, a channel that is none of the viewer's, or a guess of the model."""
        if not self.names or len(found.commands) > 1:
            return False
        if found.tier == "trained" and found.confidence < _REPAIRED:
            return True
        names = [command.slots.get("name") if command.name == "tv.channel" else None for command in found.commands]
        return all(isinstance(name, str) and self.names.meant(name) is None for name in names)

    def _corrected(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What a second thought comes to; as plain as a closed phrase, since it was said twice what is asked for."""
        meant = second_thought(utterance, self._grammars[code].language, self._reader(context, code))
        return [replace(part, confidence=CLOSED, open=False) for part in meant]

    def _together(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What several pieces of a breath ask for."""
        return self._corrected(utterance, context, code) or self._parts(utterance, context, code)

    def _reader(self, context: UtteranceContext, code: str) -> Callable[[Utterance, Command | None], list[Found]]:
        """What the grammar makes of words, after a command that was said before them."""

        def read(piece: Utterance, last: Command | None) -> list[Found]:
            after = context.model_copy(update={"last_command": last}) if last else context
            return self._parts(piece, after, code)

        return read

    def _closed(self, utterance: Utterance, context: UtteranceContext) -> Sequence[Found]:
        return self._parts(utterance, context, "en")

    def _takes_back(self, utterance: Utterance, context: UtteranceContext) -> bool:
        """Whether the words are likelier to take the last command back than talk ever is."""
        if "en" not in self._trained or context.last_command is None:
            return False
        return self._trained["en"].likely(utterance, "undo") >= _LEAST_UNDO

    def _apart(
        self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext, code: str
    ) -> Sequence[Found]:
        """The requests between the commas, where free words went over one: "is there any sport, put it on"."""
        return self._picked(utterance, context, code) if _cross(parts) else ()

    def _picked(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """The requests in a sentence that is partly talk."""

        def read(piece: Utterance) -> list[Found]:
            whole = self._nothing(utterance, code)
            parts = Pass(self._grammars[code], context, self.names).parts(piece)
            if not parts and whole >= _MOST_NOTHING_AROUND:
                return []
            nothing = self._nothing(piece, code)
            if nothing >= (_LEAST_NOTHING if whole >= _MOST_TALK else _MOST_NOTHING_IN_A_PIECE):
                return []
            likely = () if parts else self._likely(piece, context, code)
            behind = piece.words[0] != utterance.words[0]
            if behind and breath.tells_how(piece, parts or likely, self._grammars[code]):
                return []
            return parts or [part for part in likely if part.confidence >= _LEAST_OF_A_PIECE]

        if self._grammars[code].language.cautions.only_tells(utterance):
            return []
        return [replace(part, confidence=min(part.confidence, BESIDE)) for part in picked(utterance, read)]

    def _nothing(self, utterance: Utterance, code: str) -> float:
        """How likely a sentence asks for nothing; the English model has learnt hesitations, others none."""
        if code not in self._trained:
            return 0.0
        words = utterance if code == "en" else self._grammars[code].prepared(utterance)
        return self._trained[code].nothing(words) if words.words else 1.0

    def _surer(
        self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext, code: str
    ) -> Sequence[Found]:
        """What the model is sure of where free words were taken for a name: "I'd rather watch this alone"."""
        trained, language = self._trained.get(code), self._grammars[code].language
        if trained is None or len(parts) > 1 or not parts[0].open or parts[0].command.name not in doubts.TAKE_ANYTHING:
            return ()
        if doubts.written(utterance, parts) or (code != "en" and doubts.by_kind(parts)):
            return ()
        words = utterance if code == "en" else self._grammars[code].prepared(utterance)
        reading = trained.read(words, language, self.names)
        if reading is None or reading.name in doubts.TAKE_ANYTHING or (reading.likely or 0) < _SURE:
            return ()
        found = Pass(self._grammars[code], context, self.names).of(reading)
        return found if all(part.command.name not in doubts.TAKE_ANYTHING for part in found) else ()

    def _means_nothing(self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext) -> bool:
        """Whether free words were read into something that is very likely talk, or nothing was asked to answer."""
        if not context.pending and all(part.command.name in ("confirm", "deny") for part in parts):
            return not doubts.ANSWER.fullmatch(utterance.norm())
        free = doubts.doubtful(utterance, parts)
        return bool(free) and self._nothing(utterance, "en") >= doubts.least_nothing(utterance, free, self.titles)

    def _certainly_nothing(self, utterance: Utterance) -> bool:
        return self._nothing(utterance, "en") >= _CERTAINLY_NOTHING

    def _tells(self, utterance: Utterance, code: str) -> bool:
        """Whether the words have one that is typical of a language; free words alone may be any language's."""
        return any(word.norm in self._grammars[code].language.typical for word in utterance.words)

    def _order(self, utterance: Utterance, context: UtteranceContext) -> list[str]:
        """Languages to try, the likeliest first: by their typical words, then the context's, then English.

        One without a typical word is tried on short phrases alone, which often have none ("pausa").
        """
        default, counts = self._spoken(context), self._typical(utterance)
        most = max(counts.values())
        tried = sorted((code for code in counts if counts[code] > counts[default]), key=lambda code: -counts[code])
        if not counts[default] and not tried and len(utterance.words) <= _SHORT:
            tried = [code for code in self._grammars if code != default]
        as_likely = [code for code in counts if code != default and 0 < counts[code] == counts[default]]
        return [*tried, default, *as_likely] if most > counts[default] else [default, *tried, *as_likely]

    def _surely(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether a language is the viewer's, or of more of the words, and enough of them, than any other."""
        counts = self._typical(utterance)
        enough = counts[code] >= max(_LEAST_TYPICAL, len(utterance.words) / _MOST_FOR_A_TYPICAL)
        ahead = enough and all(counts[code] > counts[other] for other in counts if other != code)
        return code == self._spoken(context) or ahead

    def _spoken(self, context: UtteranceContext) -> str:
        """The viewer's language, or English."""
        spoken = (context.language or "en").split("-")[0].lower()
        return spoken if spoken in self._grammars else "en"

    def _typical(self, utterance: Utterance) -> dict[str, int]:
        """How many words are typical of each language."""
        known = {code: grammar.language.typical for code, grammar in self._grammars.items()}
        return {code: sum(word.norm in typical for word in utterance.words) for code, typical in known.items()}


def _understanding(parts: Sequence[Found], tier: str, language: str) -> Understanding:
    return Understanding(
        commands=tuple(part.command for part in parts),
        tier=tier,
        confidence=min(part.confidence for part in parts),
        language=language,
    )


def _only(commands: tuple[Command, ...], found: Understanding) -> Understanding:
    """`found` with these of its commands."""
    if commands:
        return found.model_copy(update={"commands": commands})
    return Understanding(tier="none", confidence=doubts.NOTHING, language=found.language)


def _says_more(command: Command, other: Command, said: Sequence[Utterance]) -> bool:
    """Whether a command differs from another in words alone, which are some of those that were said."""
    text = "".join(piece.norm() for piece in said)
    slots = {slot: value for slot, value in command.slots.items() if value != other.slots.get(slot)}
    names = all(isinstance(value, str) and read(value).norm() in text for value in slots.values())
    return command.slots.keys() == other.slots.keys() and bool(slots) and names


def _told(found: Understanding) -> Understanding:
    """`found` where it was nothing and something is asked back."""
    return found.model_copy(update={"tier": "grammar", "confidence": BESIDE})


def _following(*commands: Command) -> Understanding:
    return Understanding(commands=commands, tier="grammar", confidence=BESIDE, language="en")


def _free(parts: Sequence[Found]) -> bool:
    """Whether the words may have been taken for a title, though some of them only give a reason."""
    titled = any(part.open and ("title" in part.command.slots or part.command.name == "tv.watch") for part in parts)
    timed = any(part.command.name in _TIMED and {"title", "when"} <= part.command.slots.keys() for part in parts)
    return titled and not timed


def _cross(parts: Sequence[Found]) -> bool:
    """Whether free words go over a comma: some of them may be talk."""
    values = (value for part in parts for value in part.command.slots.values())
    return any(doubts.crosses(value) and not is_one_name(str(value)) for value in values)


def _selection(place: int, language: str) -> Understanding:
    option = Command.of("ui.select", index=place + 1)
    return Understanding(commands=(option,), tier="grammar", confidence=CLOSED, language=language)
