"""One language's attempt on one text: cut into requests, read each, resolve what only the context can say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.asides import cuts_after_reason, cuts_before_reason, plain_requests
from prism_llm.understanding.clauses import clause_behind
from prism_llm.understanding.cuts import Cuts
from prism_llm.understanding.english.homes import NAMES
from prism_llm.understanding.english.named import is_called, is_title
from prism_llm.understanding.grammar import Grammar, Reading
from prism_llm.understanding.joining import (
    asks_of_a_channel,
    at_another_time,
    begins_with_amount,
    both_off,
    comes_back,
    counted_on,
    ends_a_name,
    favourite_too,
    goes_further,
    may_be_a_title,
    of_another,
    off_too,
    other_channel,
    put_on,
    second_of,
    sound_too,
    tells_why,
    turned_back,
)
from prism_llm.understanding.languages.titles import is_plain_title
from prism_llm.understanding.meaning import CHANNELS, Meaning
from prism_llm.understanding.merging import again, is_apart, of_the_voice, once
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.spans import Spans
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.utterance import Utterance, read

CLOSED, OPEN, BESIDE, BARE = 0.97, 0.85, 0.8, 0.6
"""How sure a reading of the grammar is: a closed phrase, one with free words, one beside words that give its reason, a
yes or no to nothing."""
_MOST_PARTS = 4
_MOST_CUTS = 12
"""Places between requests that one breath has at most."""
_MOST_FORESEEN = 2
"""Cuts around which the model looks at all words at once."""
_MOST_NAME_WORDS = 7
"""Of a channel's name with politeness around it, or what asks for it."""
_MOST_ASKING = 4
"""Words of "switch it to the"."""
_DOES = frozenset("wants needs says thinks loves hates likes keeps cant wont has is isnt doesnt reckons".split())
"""What somebody does who is named in a remark."""
_FAINT = "@faint"
"""That somebody cannot make out what is said; beside captions it is why they are asked for."""
_REASONS = frozenset({"tv.volume", "tv.mute", "tv.subtitles", "tv.pause"})
"""What a reason at the end asks for once more: "turn it down and put captions on, the kids are asleep"."""
_TOLD_WHY = _REASONS | {"@volume", "@up_or_down"}
"""What one word asks for, and why is told behind it: "louder, because of the hoover"."""
_ASKS_ON = frozenset({"and"})
"""What parts one word from the question behind it: "pause and tell me what year this is"."""
_PLAYED = frozenset({"tv.watch", "tv.channel", "@channel", "tv.continue", "tv.surprise", "tv.next", "tv.previous"})
_MAY_HAVE_TAILS = _PLAYED | {"tv.audio_track", "@in_language", "tv.seek"}
"""What may go on with the language or the captions of what is played."""
_OF_A_TITLE = _MAY_HAVE_TAILS - _PLAYED | {"tv.subtitles", "ui.fullscreen", "tv.rate", "tv.quality"}
"""What follows a title that nothing asks for: "Wolf Hall, from the beginning"."""
_IN_ITS_OWN_WORDS = frozenset({"reminder.set", "delete"})
"""What is asked for in words that no name has."""
_SEEN_OR_KEPT = frozenset({"tv.watch", "tv.record", "ask.when"})
"""What names a title behind which "and" may begin another order."""
_ONCE = frozenset({"tv.next", "tv.previous"})
"""What is meant once where a comma alone parts other words for it: "not this one, the next episode"."""
_LEAST_ORDER = 2
_ORDERS = frozenset("watch search tape pause mute remind stick pop look change".split())
"""Verbs of requests that also stand in talk."""
_TELLS_OF = re.compile(r"(?<!\S)(?:where|who|that|when|they|people|someone|about) ")
"""How what happens in a story is told, to which another verb may belong."""
_NAMED_ALONE = frozenset({"tv.watch", "tv.channel"})
"""What a name may ask for: a remark behind a channel's makes a title of both."""
_WISHED_FOR = frozenset({"tv.watch", "tv.channel", "tv.surprise", "tv.record", "tv.subtitles", "ui.open", "ui.search"})
"""What a clause behind it may be taken for a part of, and what is left of it without one."""
_THIS_RECORDED = Command.of("tv.record", on=True)
_LEAST_BEFORE_A_CLAUSE = 2
"""Words of such a request."""
_ASSENT = frozenset({"confirm", "deny", "@ok"})
"""What is no request where nothing was asked: "right then, the news"."""
_HARDLY_A_REQUEST = frozenset({"confirm", "deny", "@ok", "@more", "@again", "@less", "repeat"})
"""Too short and too common to count as a second request in one breath."""


@dataclass(frozen=True, slots=True)
class Found:
    """A command, how sure it is, and whether it was read with free words."""

    command: Command
    confidence: float
    open: bool = False
    joined: bool = False
    """Said behind a word that joins it to the request before it."""


class Pass:
    """One language's attempt on one text; remembers what it has read, since cuts overlap."""

    def __init__(
        self, grammar: Grammar, context: UtteranceContext, names: ChannelNames, trained: TrainedReader | None = None
    ) -> None:
        self._grammar = grammar
        self._trained = trained
        self._context = context
        self._names = names
        self._cuts = Cuts(grammar)
        self._meaning = Meaning(grammar, names)
        self._spans = Spans(grammar, names, self._meaning, trained)
        self._cut: dict[tuple[int, int], list[Reading] | None] = {}

    def parts(self, utterance: Utterance) -> list[Found]:
        """The requests in `utterance`, resolved one after the other; empty unless every word belongs to one."""
        words = self._prepared(utterance)
        count = len(words.words)
        found = self._found((self._readings(words, 0, count, _MOST_PARTS) if count else None) or [])
        return found or (self._as_said(utterance) if len(utterance.words) > count else [])

    def of(self, reading: Reading) -> list[Found]:
        """What one reading comes to."""
        return self._found([reading])

    def half_heard(self, utterance: Utterance) -> list[Found]:
        """The channel that the viewer has, where nothing but its name was said and half heard: "prism block please"."""
        words = self._prepared(utterance)
        count = len(words.words)
        if not 1 < count <= _MOST_NAME_WORDS:
            return []
        for first in self._spans.starts(words, 0, count):
            asks = self._asks(words, first)
            for last in self._spans.ends(words, first, count):
                for start in range(first, min(last - 1, first + _MOST_ASKING) if asks else first + 1):
                    if name := self._names.half_heard(words.said(start, last), bare=start == first):
                        return [Found(Command(name="tv.channel", slots={"name": name}), BESIDE, open=True)]
        return []

    def _asks(self, utterance: Utterance, start: int) -> bool:
        """Whether a verb of requests stands there."""
        language = self._grammar.language
        asks = language.cautions.asks.match(utterance.norm(start))
        return asks is not None or utterance.words[start].norm in language.asides.asks

    def _as_said(self, utterance: Utterance) -> list[Found]:
        """What the English model makes of a sentence with its politeness: "Bluey, please" asks, "Bluey" may not."""
        if self._trained is None or self._grammar.language.code != "en":
            return []
        reading = self._trained.read(utterance, self._grammar.language, self._names)
        if reading is None or reading.name != "tv.watch":
            return []
        title = str(reading.slots.get("title", utterance.text))
        after = {word.norm for word in read(utterance.text.rpartition(title)[2]).words}
        return self.of(reading) if after <= self._grammar.language.hesitations else []

    def parts_before_a_remark(self, utterance: Utterance, whole: Sequence[Found]) -> list[Found]:
        """The request `whole` without a remark that its free words went over: "record Vera, I love it"."""
        known = self._grammar.language.asides
        begins = known.begins | known.because
        for cut in sorted(at for at in utterance.breaks if 0 < at < len(utterance.words)):
            echoed = known.asks and self._grammar.language.echoes.fullmatch(utterance.norm(cut))
            if utterance.words[cut].norm in begins or echoed or self._tells_of_somebody(utterance, cut):
                head = replace(utterance, words=utterance.words[:cut], breaks=frozenset())
                found = self.parts(head)
                names = [(a.command.name, b.command.name) for a, b in zip(found, whole, strict=False)]
                same = all(name == other or {name, other} <= _NAMED_ALONE for name, other in names)
                return found if same and len(found) == len(whole) else []
        return []

    def parts_before_a_clause(self, utterance: Utterance, whole: Sequence[Found]) -> list[Found]:
        """What is to be watched, without a clause that its free words went over: "pon flamenco mientras plancho".

        None where nothing is asked for so without the clause: it is the title.
        """
        if whole and not (whole[-1].open and whole[-1].command.name in _WISHED_FOR):
            return []
        cut = clause_behind(utterance, self._grammar.language.behind, _LEAST_BEFORE_A_CLAUSE)
        if cut is None:
            return []
        breaks = frozenset(at for at in utterance.breaks if at < cut)
        found = self.parts(replace(utterance, words=utterance.words[:cut], breaks=breaks))
        wished = bool(found) and found[-1].command.name in _WISHED_FOR
        if wished and whole and found[-1].command == _THIS_RECORDED:
            return []  # the clause tells which: "graba la serie que empieza esta noche"
        return found if wished and (not whole or len(found) == len(whole)) else []

    def _only_closes(self, utterance: Utterance, start: int, cut: int, end: int) -> bool:
        """Whether all words behind a comma only close a request, though the last might ask: "Moana, yeah, sound"."""
        behind = (at for at in utterance.breaks if start < at <= cut)
        return any(self._grammar.closing.fullmatch(utterance.norm(at, end)) for at in behind)

    def _tells_of_somebody(self, utterance: Utterance, start: int) -> bool:
        """Whether an English name stands there with what somebody does: "Dave wants to see the score"."""
        named = self._grammar.language.code == "en" and utterance.said(start, start + 1)[0].isupper()
        return named and start + 1 < len(utterance.words) and utterance.words[start + 1].norm in _DOES

    def parts_beside_a_reason(self, utterance: Utterance, *, loose: bool = False) -> list[Found]:
        """The requests of a sentence that also says why: "the baby is asleep, turn it down".

        If `loose`, after a comma a reason may begin with any word.
        """
        utterance = self._prepared(utterance)
        count, known = len(utterance.words), self._grammar.language.asides
        if not count:
            return []
        spans = [(cut, count) for cut in cuts_after_reason(utterance, known, loose=loose)]
        spans += [(0, cut) for cut in cuts_before_reason(utterance, known, loose=loose)]
        free: list[Reading] = []
        for start, end in spans:
            readings = [self._named(reading) for reading in self._readings(utterance, start, end, 2) or ()]
            if not plain_requests(readings, known, first=start == 0 or bool(known.asks), loose=loose):
                continue
            told_why = utterance.words[end].norm in known.because | _ASKS_ON if end < count else False
            one_word = end == 1 and not known.asks and not (told_why and readings and readings[0].name in _TOLD_WHY)
            if one_word and not all(_is_channel_by_name(reading) for reading in readings or ()):
                continue  # "stop, you are killing me"
            if loose or not any(reading.open for reading in readings):
                return [replace(part, confidence=BESIDE) for part in self._found(readings)]
            free = free or readings
        return [replace(part, confidence=BESIDE) for part in self._found(free)]

    def _named(self, reading: Reading) -> Reading:
        """A channel that the viewer has is as plain as a closed phrase."""
        said = reading.slots.get("title" if reading.name == "tv.watch" else "name")
        free = reading.open or reading.name == "@channel"
        if not free or not isinstance(said, str) or len(reading.slots) > 1:
            return reading
        name = (
            said if self._meaning.is_channel(said) else self._names.meant(said) if reading.name == "@channel" else None
        )
        return Reading("tv.channel", {"name": name}) if name else reading

    def _prepared(self, utterance: Utterance) -> Utterance:
        return self._grammar.prepared(utterance)

    def _found(self, readings: list[Reading]) -> list[Found]:
        parts: list[Found] = []
        faint = False
        for reading in readings:
            command = self._meaning.command(reading, self._context)
            if command is None:
                return []
            if reading.name == CHANNELS:
                parts += [Found(command, CLOSED)] * int(str(reading.slots["count"]))
                continue
            if parts:
                command = of_the_voice(parts[-1].command, command)
            captions = command.name == "tv.subtitles" and command.slots.get("on") is True
            if captions and faint:
                parts.pop()
            faint = reading.name == _FAINT
            if faint and parts and parts[-1].command.name == "tv.subtitles":
                continue
            meant_instead = reading.name == "@correct" and command.slots.get("mode") not in ("relative", "step")
            before = [part.command for part in parts[:-1]]
            if again(before, command) or (command.name in _REASONS and command in before):
                continue
            turns_back = reading.joined and bool(parts) and is_apart(parts[-1].command, command)
            apart = meant_instead or turns_back or reading.name == "@more"
            if parts and meant_instead:
                parts.pop()
            while parts and not apart and (kept := once(parts[-1].command, command)):
                parts.pop()
                command = kept
            sure = reading.name != "@about"  # what the guide does not know is left to the search
            parts.append(Found(command, self._confidence(command, reading), reading.open and sure, reading.joined))
            self._context = self._context.model_copy(update={"last_command": command})
        if self._context.pending:
            return parts
        return [part for part in parts if part.command.name not in ("confirm", "deny")] or parts

    def _readings(self, utterance: Utterance, start: int, end: int, most: int) -> list[Reading] | None:
        """Cut into requests, or read as one. Several win over one with free words, which would swallow the rest."""
        if (start, end) in self._cut:
            return self._cut[start, end]
        whole = self._spans.read(utterance, start, end)
        found = [whole] if whole else None
        if most > 1 and (
            whole is None or whole.open or (whole.likely is not None and self._joins(utterance, start, end))
        ):
            found = self._several(utterance, start, end, most) or found
        self._cut[start, end] = found
        return found

    def _joins(self, utterance: Utterance, start: int, end: int) -> bool:
        """Whether words join two requests, of which the model may have read only one."""
        return any(
            resume > cut or (cut in utterance.breaks and self._cuts.tails(utterance, cut))
            for cut, resume in self._cuts.of(utterance, start, end)
        )

    def _several(self, utterance: Utterance, start: int, end: int, most: int) -> list[Reading] | None:
        if end - start == len(utterance.words) and not self._spans.is_talk(utterance):
            self._foresee(utterance)
        cuts = self._cuts.of(utterance, start, end)
        if len(cuts) > _MOST_CUTS:
            return None
        for cut, resume in cuts:
            head = self._spans.read(utterance, start, cut)
            if head is None and start == 0 and self._is_title(utterance, cut):
                rest = self._readings(utterance, resume, end, most - 1)
                if rest and rest[0].name in _OF_A_TITLE and not rest[0].open:
                    return [Reading("tv.watch", {"title": utterance.said(0, cut)}, open=True), *rest]
            if head is None or (head.name in _ASSENT and not self._context.pending):
                continue
            if resume > cut and (back := turned_back(head, utterance.norm(resume, end), self._grammar.language)):
                return [head, back]
            if resume > cut and (sound := sound_too(head, utterance.norm(resume, end), self._grammar.language)):
                return [head, sound]
            if another := favourite_too(head, utterance.norm(resume, end), utterance.said(resume, end)):
                return [head, another]
            if then := at_another_time(head, utterance, (cut, resume), end, self._grammar.language):
                return [head, then]
            if named := self._of_the_named(head, utterance, resume, end):
                return [head] if named is head else [head, named]
            rest = self._readings(utterance, resume, end, most - 1)
            if not rest and (second := self._second_of(head, utterance, cut, end)):
                return [head, second]
            if rest and self._grammar.language.waits.fullmatch(utterance.norm(start, cut)):
                return rest
            if rest and rest[0].likely is not None and self._only_closes(utterance, start, cut, end):
                return [head]
            if rest and cut == resume and not self._context.options and (counted := counted_on(head, rest[0])):
                return [counted, *rest[1:]]
            if cut == resume and head.name not in _MAY_HAVE_TAILS and self._cuts.tails(utterance, cut):
                continue
            if cut == resume and set(head.slots) == {"kind"} and self._is_one(utterance, start, cut, end):
                continue
            if rest and cut == resume and head == rest[0] and head.name in _ONCE:
                return rest
            if rest and self._says_for_whom(utterance, resume, head, rest[0]):
                return [head, *rest[1:]]
            if rest and head.open and self._ends_a_name(head, rest[0], utterance, resume, end):
                continue
            if rest and cut == resume and self._tells_how_far(utterance, cut, head, rest[0]):
                continue
            if rest and self._cuts.takes_back(utterance, resume) and rest[0].name != "@correct":
                return rest
            small = rest and rest[0].name in _HARDLY_A_REQUEST and not (resume > cut and goes_further(head, rest[0]))
            if rest and not small and not self._goes_on(utterance, (cut, resume), head, rest[0]):
                second = of_another(head, rest[0], utterance.said(resume, end))
                if len(rest) == 1 and resume > cut:
                    said = utterance.norm(start, cut)
                    head = both_off(head, said, second, utterance.norm(resume, end), self._grammar.language)
                    second = off_too(head, second, utterance.norm(resume, end), self._grammar.language)
                return [head, replace(second, joined=resume > cut), *rest[1:]]
        return None

    def _of_the_named(self, head: Reading, utterance: Utterance, start: int, end: int) -> Reading | None:
        """What the words from `start` make of the channel or the title before them, or ask of others of their kind."""
        if reading := put_on(head, utterance.norm(start, end)):
            return reading
        others = self._grammar.language.pursuits.deeds.get("others")
        if others and head.name.startswith("reminder.") and others.fullmatch(utterance.norm(start, end)):
            return Reading("reminder.list", {})
        if not asks_of_a_channel(head):
            return None
        name = other_channel(utterance.said(start, end))
        return replace(head, slots=head.slots | {"channel": name}) if self._names.has(name) else None

    def _second_of(self, head: Reading, utterance: Utterance, cut: int, end: int) -> Reading | None:
        """The same of a second thing that is only named behind a cut."""
        orders = any(self._asks(utterance, at) for at in range(cut + 1, min(cut + 3, end)))
        may_go_on = may_be_a_title(head) and "when" not in head.slots and cut not in utterance.breaks
        if orders or may_go_on:
            return None
        return second_of(head, utterance, cut, end, self._grammar.language)

    def _ends_a_name(self, head: Reading, rest: Reading, utterance: Utterance, start: int, end: int) -> bool:
        """Whether the words from `start` to the next cut end the name before them: "Cifras y | letras y pon …"."""
        after = min((cut for cut, _ in self._cuts.of(utterance, start, end)), default=end)
        return ends_a_name(head.name, rest.name, utterance.norm(start, after), self._grammar.language)

    def _goes_on(self, utterance: Utterance, cut: tuple[int, int], head: Reading, rest: Reading) -> bool:
        """Whether words behind a cut may still belong to the free ones of the request before them.

        No name goes on with a request in small letters: "registrami Montalbano e avvisami quando comincia il Tg1".
        """
        if not rest.open or comes_back(rest) or not may_be_a_title(head):
            return False
        start, resume = cut
        english = self._grammar.language.code == "en"
        if english and head.name in _SEEN_OR_KEPT and self._orders(utterance, cut):
            return False
        if english or resume == start or not utterance.said(resume, resume + 1)[0].islower():
            return True
        return rest.name not in _IN_ITS_OWN_WORDS and not self._asks(utterance, resume)

    def _orders(self, utterance: Utterance, cut: tuple[int, int]) -> bool:
        """Whether a verb of requests in small letters stands behind "and", with what it is done to.

        "Record the snooker and put Frasier on", but not "Stop and Search".
        """
        start, resume = cut
        short = resume == start or len(utterance.words) - resume < _LEAST_ORDER
        if short or _TELLS_OF.search(utterance.norm(0, start)):
            return False
        verb, done_to = (word.norm for word in utterance.words[resume : resume + 2])
        if done_to in ("it", "that", "them"):
            return False  # "record Kate and Allie and play it later"
        return utterance.said(resume, resume + 1)[0].islower() and (verb in _ORDERS or self._asks(utterance, resume))

    def _is_title(self, utterance: Utterance, end: int) -> bool:
        """Whether words up to there are a title that all know, or English ones written as one, whatever they are."""
        said = utterance.said(0, end)
        if self._grammar.language.code != "en" and is_plain_title(said):
            return True
        named = end == 1 and end in utterance.breaks and is_called(said) and said.casefold() not in NAMES
        if self._grammar.language.code != "en" or not (is_title(said) or named):
            return False
        return not any(self._cuts.tails(utterance, at) for at in range(1, end))

    def _says_for_whom(self, utterance: Utterance, start: int, head: Reading, rest: Reading) -> bool:
        """Whether the words from `start` tell who wants to see what, behind the channel where it is on, or why."""
        explained = tells_why(head.name, rest.name, utterance.norm(start), self._grammar.language)
        if explained and start in utterance.breaks:
            return True
        if start not in utterance.breaks or rest.name != "tv.watch" or self._named(head).name != "tv.channel":
            return False
        return self._grammar.language.asides.begins_with_people(utterance, start)

    def _tells_how_far(self, utterance: Utterance, start: int, head: Reading, rest: Reading) -> bool:
        """Whether the words from `start` are only the size of a step before a comma: "rewind, um, two minutes"."""
        step = head.name == "tv.seek" and head.slots.get("mode") == "relative"
        amount = step and start in utterance.breaks and rest.name in ("tv.seek", "tv.pause")
        return amount and begins_with_amount(utterance, start, self._grammar.language)

    def _is_one(self, utterance: Utterance, start: int, cut: int, end: int) -> bool:
        """Whether words are a closed phrase up to the next place to cut: "the film in English | with captions"."""
        after = min((index for index, _ in self._cuts.of(utterance, start, end) if index > cut), default=end)
        reading = self._spans.read(utterance, start, after)
        return reading is not None and not reading.open and reading.likely is None

    def _foresee(self, utterance: Utterance) -> None:
        """Have the model look at once at all words, and those before and after a cut, where only it can read them."""
        end = len(utterance.words)
        if not self._spans.needs_model(utterance, 0, end):
            return
        cuts = self._cuts.of(utterance, 0, end)
        if len(cuts) <= _MOST_FORESEEN:
            spans = [(0, end), *((0, cut) for cut, _ in cuts), *((resume, end) for _, resume in cuts)]
            self._spans.foresee(utterance, spans)

    def _confidence(self, command: Command, reading: Reading) -> float:
        if command.name in ("confirm", "deny") and not self._context.pending:
            return BARE
        if reading.likely is not None:
            return round(reading.likely, 3)
        return OPEN if reading.open else CLOSED


def _is_channel_by_name(reading: Reading) -> bool:
    return reading.name == "tv.channel" and "name" in reading.slots
