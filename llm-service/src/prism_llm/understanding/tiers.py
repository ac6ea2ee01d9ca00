"""What a text asks for by the first tier that has an answer: a grammar, a grammar after a slip of hearing, a model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import breath, doubts, hearing
from prism_llm.understanding.asides import asks_on
from prism_llm.understanding.choosing import described, named
from prism_llm.understanding.delays import without
from prism_llm.understanding.english.named import is_one_name
from prism_llm.understanding.followups import followed, followed_beside_talk
from prism_llm.understanding.followups.together import followed_and_more
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.passes import BESIDE, CLOSED, Found, Pass
from prism_llm.understanding.picking import picked
from prism_llm.understanding.second_thoughts import second_thought
from prism_llm.understanding.slips import slips_of
from prism_llm.understanding.spoken import Spoken
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.utterance import Utterance, read

LONGEST = 40
"""Words in a request; longer texts are conversation."""
REPAIRED = 0.7
_NAMES_ANYTHING = doubts.UNMISTAKABLE | {"tv.channel", "lumen.voice", "lumen.hush", "lumen.gesture"}
"""What names who is to be seen or heard by its own words, or tells in its free ones only why."""
_TALK_ELSEWHERE, _TALK_BESIDE_A_KIND = 0.5, 0.95
"""How likely a sentence must ask for nothing, to overrule a grammar but the English one that read free words."""
_CERTAINLY_NOTHING = 0.97
"""The same where a closed phrase stands beside other words."""
MOST_NOTHING_IN_A_PIECE, MOST_NOTHING_AROUND, LEAST_OF_A_PIECE = 0.5, 0.9, 0.6
"""Of a sentence that is partly talk: how likely a piece may be talk itself, and the sentence where the model reads the
piece; and how likely the piece's command must be."""
MOST_LOOSE = 0.5
"""How likely talk may be where anything after a comma may be a reason."""
MOST_TALK, LEAST_NOTHING = 0.98, 0.05
"""How likely a sentence may be talk in whose pieces requests are looked for; where it is likelier, only pieces that are
hardly talk themselves count."""
_LEAST_UNDO = 0.1
"""How likely words must be to take something back where something was done; one in thousands of talk is as likely."""
_SURE = 0.85
"""How likely the model's command must be to overrule a name of free words."""
_POINTS = words_of_all("names", "beside")
"""How something on the screen is pointed at by a word of it: "celui de Tati"."""
_GOES_ON = frozenset({"tv.play", "tv.continue"})
"""What goes on with whatever is on, and not with what is named."""
_TIMED = frozenset({"tv.record", "reminder.set"})
"""Whose title may follow its time like a reason: "ricordami domani che c'è Ballando con le stelle"."""


class Tiers:
    """The grammars and models of all languages; any thread may use them.

    Immutable but for `names` and `titles`, each swapped as a whole.
    """

    def __init__(
        self, grammars: Mapping[str, Grammar], trained: Mapping[str, TrainedReader], names: ChannelNames
    ) -> None:
        self.grammars = grammars
        self.trained = trained
        self.names = names
        self.titles = Titles()
        self._languages = Spoken(grammars)

    def read(self, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """What the words ask for, by the first tier that has an answer."""
        order = self._languages.order(utterance, context)
        language = order[0]
        if not utterance.words or len(utterance.words) > LONGEST:
            return Understanding(tier="none", confidence=0.0, language=language)
        return (
            self._by_the_context(utterance, context, language)
            or self._by_a_grammar(utterance, context, order)
            or self._beside_talk(utterance, context, order)
            or self._half_heard(utterance, context)
            or self._by_a_model(utterance, context, language)
            or Understanding(tier="none", confidence=0.9, language=language)
        )

    def _by_the_context(self, utterance: Utterance, context: UtteranceContext, language: str) -> Understanding | None:
        """What is chosen of the options, follows what was done, or is said anew in the middle of a sentence."""
        labels = _labels(context)
        place = named(utterance, labels)
        if place is None and labels and (bare := self.unclosed(utterance, language)):
            place = named(bare, labels)
        if place is None and (context.choices or (context.options and utterance.words[0].norm in _POINTS)):
            place = described(utterance, labels)
        if place is not None:
            return _selection(place, language)
        if language == "en" and (command := followed(utterance, context)):
            return _following(command)
        if language == "en" and (several := followed_and_more(utterance, context, followed, self._closed)):
            return _following(*several)
        meant = self._corrected(utterance, context, language)
        return understood(meant, "grammar", language) if meant else None

    def _by_a_grammar(
        self, utterance: Utterance, context: UtteranceContext, order: Sequence[str]
    ) -> Understanding | None:
        """What the first grammar makes of all words that has them."""
        own = self._languages.spoken(context)
        if order[0] != own and (exact := self.parts(utterance, context, own)) and not any(part.open for part in exact):
            return understood(exact, "grammar", own)  # whatever other languages make of a word in it
        expected = {order[0], order[0] if own == "en" else own}
        for code in order:
            parts = self.parts(utterance, context, code)
            free = any(part.open for part in parts)
            if not parts or (free and code not in expected and not self._languages.tells(utterance, code)):
                continue
            if code == "en":
                return self._in_english(utterance, parts, context, order[0])
            return self._in_another(utterance, parts, context, code)
        return None

    def _in_english(
        self, utterance: Utterance, parts: list[Found], context: UtteranceContext, language: str
    ) -> Understanding:
        """What the English grammar's reading comes to, weighed against the model's."""
        if self._means_nothing(utterance, parts, context):
            return Understanding(tier="none", confidence=doubts.NOTHING, language=language)
        surer = self._surer(utterance, parts, context, "en") or self._apart(utterance, parts, context, "en")
        if surer:
            return understood(surer, "trained", "en")
        if doubts.remarks(utterance, parts) and (before := self._before_a_remark(utterance, parts, context, "en")):
            return understood(before, "grammar", "en")
        if _cross(parts) and self.nothing(utterance, "en") >= doubts.TALKATIVE:
            return Understanding(tier="none", confidence=doubts.NOTHING, language=language)
        return understood(parts, "grammar", "en")

    def _in_another(
        self, utterance: Utterance, parts: list[Found], context: UtteranceContext, code: str
    ) -> Understanding:
        """What another grammar's reading comes to without the reasons beside it, weighed against the model's."""
        attempt = Pass(self.grammars[code], context, self.names)
        parts = attempt.parts_before_a_clause(utterance, parts) or parts
        if doubts.remarks(utterance, parts):
            parts = self._before_a_remark(utterance, parts, context, code) or parts
        if any(part.open for part in parts) and (put := self._put_right(utterance, parts, context, code)):
            return understood(put, "repaired", code)
        beside = attempt.parts_beside_a_reason(utterance) if _free(parts) else []
        if doubts.named(utterance, parts, self.grammars[code].language):
            return understood(parts, "grammar", code)
        return self._weighed(utterance, beside or parts, context, code)

    def _before_a_remark(
        self, utterance: Utterance, parts: list[Found], context: UtteranceContext, code: str
    ) -> list[Found]:
        return Pass(self.grammars[code], context, self.names).parts_before_a_remark(utterance, parts)

    def _beside_talk(
        self, utterance: Utterance, context: UtteranceContext, order: Sequence[str]
    ) -> Understanding | None:
        """What some words ask for, where the others only tell of it or why."""
        language = order[0]
        if (place := described(utterance, _labels(context))) is not None:
            return _selection(place, language)
        if language == "en" and (command := followed_beside_talk(utterance, context)):
            return _following(command)
        for code in order:
            attempt = Pass(self.grammars[code], context, self.names)
            parts = attempt.parts_beside_a_reason(
                utterance, loose=code == language == "en" and self.nothing(utterance, code) < MOST_LOOSE
            )
            if parts and not (code == "en" and not asks_on(utterance) and self._certainly_nothing(utterance)):
                return understood(parts, "grammar", code)
            if code != "en" and (parts := attempt.parts_before_a_clause(utterance, ())):
                return self._weighed(utterance, parts, context, code)
        return None

    def _half_heard(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What is asked for where command words were half heard, in the viewer's language or in English."""
        own = self._languages.spoken(context)
        if spoken := self._put_right(utterance, (), context, own):
            return understood(spoken, "repaired", own)
        fixed = hearing.put_right(utterance)
        parts = self.parts(fixed, context, "en") if fixed else []
        if fixed and parts and not self._means_nothing(fixed, parts, context):
            lowered = [replace(part, confidence=REPAIRED) for part in parts]
            return understood(lowered, "repaired", "en")
        return None

    def _by_a_model(self, utterance: Utterance, context: UtteranceContext, language: str) -> Understanding | None:
        """What the model of a language makes of all words or of some; closed phrases alone where it has none."""
        sure = self._languages.surely(utterance, context, language)
        if sure and (parts := self.likely(utterance, context, language)):
            return understood(self._apart(utterance, parts, context, language) or parts, "trained", language)
        if sure and language in self.trained and (parts := self._picked(utterance, context, language)):
            return understood(parts, "trained", language)
        if language not in self.trained and (parts := self._plain_pieces(utterance, context, language)):
            return understood(parts, "grammar", language)
        if language == "en" and self._takes_back(utterance, context):
            return Understanding(commands=(Command.of("undo"),), tier="trained", confidence=BESIDE, language=language)
        return None

    def _put_right(
        self, utterance: Utterance, whole: Sequence[Found], context: UtteranceContext, code: str
    ) -> list[Found]:
        """What is asked for where a command word was half heard; `whole` is what was made of the words with free ones.

        Nothing where these may be a name, or where words with free ones are as likely talk.
        """
        if code == "en" or self.grammars[code].language.cautions.until.search(utterance.norm()):
            return []  # of what is to wait, nothing is half heard: "metti in pausa prima che inizi la partita"
        tried = list(slips_of(self.grammars[code]).put_right(utterance, by_sound=bool(whole)))
        if whole and any(self._is_named(part) for part in whole):
            return []
        for fixed in tried:
            parts = self.parts(fixed, context, code)
            free = any(part.open for part in parts)
            if parts and (not free or (not whole and self.nothing(fixed, code) < MOST_LOOSE)):
                return [replace(part, confidence=REPAIRED) for part in parts]
        if tried and not whole and len(tried[0].words) > 1 and self.nothing(tried[0], code) < MOST_LOOSE:
            likely = [part for part in self.likely(tried[0], context, code) if part.confidence >= _SURE]
            return [replace(part, confidence=REPAIRED) for part in likely if not part.open]
        return []

    def _is_named(self, part: Found) -> bool:
        """Whether a channel or a programme is called as its free words say."""
        values = [str(value) for value in part.command.slots.values() if isinstance(value, str)]
        return any(self.titles.has(value) or self.names.meant(value) is not None for value in values)

    def unclosed(self, utterance: Utterance, code: str) -> Utterance | None:
        """The words before what only closes a request: "Rambo, dai"."""
        count, closing = len(utterance.words), self.grammars[code].closing
        starts = (at for at in range(1, count) if closing.fullmatch(utterance.norm(at)))
        end = next(starts, None)
        return None if end is None else replace(utterance, words=utterance.words[:end])

    def _weighed(
        self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext, code: str
    ) -> Understanding:
        """What a grammar read, unless the model knows better where its words are free."""
        free = any(part.open and part.command.name not in _NAMES_ANYTHING for part in parts)
        counted = any("season" in part.command.slots or "episode" in part.command.slots for part in parts)
        plain = doubts.by_kind(parts) or not all(part.open for part in parts)
        talk = _TALK_BESIDE_A_KIND if plain else _TALK_ELSEWHERE
        talk = max(talk, _CERTAINLY_NOTHING) if doubts.is_full_name(parts) else talk
        if free and not counted and self._nothing_at_once(utterance, parts, code) >= talk:
            return Understanding(tier="none", confidence=doubts.NOTHING, language=code)
        if surer := self._surer(utterance, parts, context, code):
            return understood(surer, "trained", code)
        return understood(parts, "grammar", code)

    def _nothing_at_once(self, utterance: Utterance, parts: Sequence[Found], code: str) -> float:
        """How likely a sentence asks for nothing, or would without when it is to be watched: "schau Tatort später"."""
        delays = self.grammars[code].language.delays
        titles = [str(part.command.slots.get("title", "")) for part in parts if part.command.name == "tv.watch"]
        if not any(delays.ends(title) for title in titles) or not (delay := delays.find_any(utterance)):
            return self.nothing(utterance, code)
        return self.nothing(read(without(utterance, delay)), code)

    def likely(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What a language's model, where it has one, makes of all words."""
        trained = self.trained.get(code)
        parts = Pass(self.grammars[code], context, self.names, trained).parts(utterance) if trained else []
        asks = len(parts) > 1 and any(part.command.name.startswith("ask.") for part in parts)
        return [] if asks and self.grammars[code].language.cautions.announced(utterance) else parts

    def _plain_pieces(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """The closed phrases between the commas, where no model tells talk from requests."""

        def read(piece: Utterance) -> list[Found]:
            parts = self.parts(piece, context, code)
            return [] if any(part.open for part in parts) else parts

        quotes = self.grammars[code].language.asides.quotes
        if any(word.norm in quotes for word in utterance.words):
            return []
        return [replace(part, confidence=BESIDE) for part in picked(utterance, read)]

    def parts(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What one language's grammar makes of all words."""
        return Pass(self.grammars[code], context, self.names).parts(utterance)

    def _corrected(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What a second thought comes to; as plain as a closed phrase, since it was said twice what is asked for."""
        meant = second_thought(utterance, self.grammars[code].language, self._reader(context, code))
        return [replace(part, confidence=CLOSED, open=False) for part in meant]

    def together(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """What several pieces of a breath ask for."""
        return self._corrected(utterance, context, code) or self.parts(utterance, context, code)

    def _reader(self, context: UtteranceContext, code: str) -> Callable[[Utterance, Command | None], list[Found]]:
        """What the grammar makes of words, after a command that was said before them."""

        def read(piece: Utterance, last: Command | None) -> list[Found]:
            after = context.model_copy(update={"last_command": last}) if last else context
            return self.parts(piece, after, code)

        return read

    def _closed(self, utterance: Utterance, context: UtteranceContext) -> Sequence[Found]:
        return self.parts(utterance, context, "en")

    def _takes_back(self, utterance: Utterance, context: UtteranceContext) -> bool:
        """Whether the words are likelier to take the last command back than talk ever is."""
        if "en" not in self.trained or context.last_command is None:
            return False
        return self.trained["en"].likely(utterance, "undo") >= _LEAST_UNDO

    def _apart(
        self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext, code: str
    ) -> Sequence[Found]:
        """The requests between the commas, where free words went over one: "is there any sport, put it on"."""
        return self._picked(utterance, context, code) if _cross(parts) else ()

    def _picked(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """The requests in a sentence that is partly talk."""

        def read(piece: Utterance) -> list[Found]:
            whole = self.nothing(utterance, code)
            parts = Pass(self.grammars[code], context, self.names).parts(piece)
            if not parts and whole >= MOST_NOTHING_AROUND:
                return []
            nothing = self.nothing(piece, code)
            if nothing >= (LEAST_NOTHING if whole >= MOST_TALK else MOST_NOTHING_IN_A_PIECE):
                return []
            likely = () if parts else self.likely(piece, context, code)
            behind = piece.words[0] != utterance.words[0]
            if behind and breath.tells_how(piece, parts or likely, self.grammars[code]):
                return []
            return parts or [part for part in likely if part.confidence >= LEAST_OF_A_PIECE]

        if self.grammars[code].language.cautions.only_tells(utterance):
            return []
        return [replace(part, confidence=min(part.confidence, BESIDE)) for part in picked(utterance, read)]

    def nothing(self, utterance: Utterance, code: str) -> float:
        """How likely a sentence asks for nothing; the English model has learnt hesitations, others none."""
        if code not in self.trained:
            return 0.0
        words = utterance if code == "en" else self.grammars[code].prepared(utterance)
        return self.trained[code].nothing(words) if words.words else 1.0

    def _surer(
        self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext, code: str
    ) -> Sequence[Found]:
        """What the model is sure of where free words were taken for a name: "I'd rather watch this alone"."""
        trained, language = self.trained.get(code), self.grammars[code].language
        if trained is None or len(parts) > 1 or not parts[0].open or parts[0].command.name not in doubts.TAKE_ANYTHING:
            return ()
        if doubts.written(utterance, parts) or (code != "en" and doubts.by_kind(parts)):
            return ()
        words = utterance if code == "en" else self.grammars[code].prepared(utterance)
        reading = trained.read(words, language, self.names)
        if reading is None or reading.name in doubts.TAKE_ANYTHING or (reading.likely or 0) < _SURE:
            return ()
        title = str(parts[0].command.slots.get("title", ""))
        if reading.name in _GOES_ON and title[:1].isupper() and not language.capitals:
            return ()  # "riprendi Gomorra"
        found = Pass(self.grammars[code], context, self.names).of(reading)
        return found if all(part.command.name not in doubts.TAKE_ANYTHING for part in found) else ()

    def _means_nothing(self, utterance: Utterance, parts: Sequence[Found], context: UtteranceContext) -> bool:
        """Whether free words were read into something that is very likely talk, or nothing was asked to answer."""
        if not context.pending and all(part.command.name in ("confirm", "deny") for part in parts):
            return not doubts.ANSWER.fullmatch(utterance.norm())
        free = doubts.doubtful(utterance, parts)
        return bool(free) and self.nothing(utterance, "en") >= doubts.least_nothing(utterance, free, self.titles)

    def _certainly_nothing(self, utterance: Utterance) -> bool:
        return self.nothing(utterance, "en") >= _CERTAINLY_NOTHING


def understood(parts: Sequence[Found], tier: str, language: str) -> Understanding:
    """What parts come to, as sure as the least sure of them."""
    return Understanding(
        commands=tuple(part.command for part in parts),
        tier=tier,
        confidence=min(part.confidence for part in parts),
        language=language,
    )


def only(commands: tuple[Command, ...], found: Understanding) -> Understanding:
    """`found` with these of its commands."""
    if commands:
        return found.model_copy(update={"commands": commands})
    return Understanding(tier="none", confidence=doubts.NOTHING, language=found.language)


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


def _labels(context: UtteranceContext) -> Sequence[str]:
    """What may be chosen by its name."""
    return [choice.label for choice in context.choices or ()] or context.options or ()


def _selection(place: int, language: str) -> Understanding:
    option = Command.of("ui.select", index=place + 1)
    return Understanding(commands=(option,), tier="grammar", confidence=CLOSED, language=language)
