"""All that a text asks for, where the tiers read only a part of it, or a name that is none."""

import re
from dataclasses import replace
from functools import partial

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import breath
from prism_llm.understanding.english.named import is_title
from prism_llm.understanding.languages.glossary import english
from prism_llm.understanding.languages.people import is_well_known
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.passes import BESIDE, CLOSED, OPEN, Found, Pass
from prism_llm.understanding.pursuing import pursued
from prism_llm.understanding.spoken import Spoken
from prism_llm.understanding.tiers import (
    LONGEST,
    MOST_LOOSE,
    MOST_NOTHING_AROUND,
    MOST_TALK,
    REPAIRED,
    Tiers,
    understood,
)
from prism_llm.understanding.utterance import Utterance, with_figures

SEVERAL, LEAST_OF_SEVERAL = 3, 5
"""Requests in a row that nothing joins, and words of them."""
LEAST_IN_A_BREATH, MOST_NOTHING_IN_A_BREATH = 0.75, 0.3
"""The same for what a piece asks for beside other requests."""
_MOST_WORDS_OF_A_TITLE, _MOST_WORDS_OF_A_NAME = 12, 3
"""Of a title, and of what is hardly talk."""
_MOST_AROUND_A_TIME = 3
"""Words around a time that alone was asked for: "make it twenty minutes"."""
_MOST_TALK_IN_A_NAME, _MOST_TALK_IN_A_LONG_NAME = 0.25, 0.9
"""How likely talk may be where all that is said is written as a title of two words, or of more."""
_SURELY_TALK_ELSEWHERE = 0.95
"""How likely another language has to take such a title for talk."""
_PURSUED = ("ask.", "tv.record", "sleep.set")
"""What is followed by words of its own."""


class Completing:
    """Reads on where more was said than the tiers understood."""

    def __init__(self, tiers: Tiers, languages: Spoken) -> None:
        self._tiers = tiers
        self._languages = languages

    def timed(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """The sleep timer, where Lumen asked for how long it is to be and is told."""
        for code, grammar in self._tiers.grammars.items():
            if context.pending != grammar.language.delays.how_long:
                continue
            words, span = (
                with_figures(grammar.prepared(utterance), grammar.language.figures),
                grammar.language.types["dur"],
            )
            found = re.search(rf"(?<!\S)(?:{span.pattern})", words.norm())
            seconds = span.convert(found.group().strip()) if found else None
            rest = len(words.words) - found.group().count(" ") if found else 0
            if isinstance(seconds, int | float) and seconds > 0 and rest <= _MOST_AROUND_A_TIME:
                command = Command.of("sleep.set", seconds=simplest(seconds))
                return Understanding(commands=(command,), tier="grammar", confidence=CLOSED, language=code)
        return None

    def named(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What Lumen asked the name of, where nothing but a name is said: "Welcher Sender?" - "Arte"."""
        if not context.pending or context.options or context.choices:
            return None
        code = self._languages.spoken(context)
        grammar = self._tiers.grammars[code]
        wanted = grammar.language.naming.wanted(context.pending)
        cautions = grammar.language.cautions
        if wanted is None or cautions.asks.match(grammar.prepared(utterance).norm()) or cautions.is_talk(utterance, ()):
            return None
        words = self._tiers.unclosed(utterance, code) or utterance
        command = grammar.language.naming.answered(wanted, words, capitals=grammar.language.capitals)
        long = len(words.words) > _MOST_WORDS_OF_A_NAME
        if command is None or (long and self._tiers.nothing(words, code) >= MOST_NOTHING_AROUND):
            return None
        if any(_asks_itself(part, wanted) for part in self._tiers.parts(words, context, code)):
            return None
        return Understanding(commands=(command,), tier="grammar", confidence=BESIDE, language=code)

    def at_another_time(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """The reminder that was offered, at the time that is said instead: "no, in an hour"."""
        offered = context.choices[0].command if context.choices and len(context.choices) == 1 else None
        if offered is None or offered.name != "reminder.set" or "when" not in offered.slots:
            return None
        for code in self._languages.likely(utterance, context):
            grammar = self._tiers.grammars[code]
            words = with_figures(utterance, grammar.language.figures)
            when = grammar.language.delays.find(words)
            if when is None or len(words.words) - (when.end - when.start) > _MOST_AROUND_A_TIME:
                continue
            rest = replace(words, words=words.words[: when.start] + words.words[when.end :], breaks=frozenset())
            asked = self._tiers.parts(rest, context, code) if rest.words else []
            if {part.command.name for part in asked} <= {"confirm", "deny"}:
                slots = {**offered.slots, "when": words.said(when.start, when.end)}
                commands = (Command(name="reminder.set", slots=slots),)
                return Understanding(commands=commands, tier="grammar", confidence=BESIDE, language=code)
        return None

    def run_on(self, found: Understanding, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """`found`, or three closed phrases and more in a row, of which the model was sure of one."""
        code = found.language
        parts = breath.run_on(
            utterance, self._tiers.grammars[code], partial(self._tiers.parts, context=context, code=code)
        )
        if len(parts) < SEVERAL or any(command not in [part.command for part in parts] for command in found.commands):
            return found
        return understood([replace(part, confidence=BESIDE) for part in parts], "trained", code)

    def all_said(self, found: Understanding, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """`found`, or all that the breath asks for where that is more; what was done before says nothing of a piece."""
        grammar, code = self._tiers.grammars[found.language], found.language
        if not 1 < len(utterance.words) <= LONGEST or not breath.may_hold_more(utterance, grammar, found.tier):
            return found
        beside_talk = breath.asks_beside(utterance, grammar, lambda piece: self._asks_nothing(piece, code))
        loose = MOST_NOTHING_AROUND if beside_talk else MOST_LOOSE
        announced = grammar.language.cautions.announced(utterance)
        if not found.commands and (announced or self._tiers.nothing(utterance, code) >= loose):
            return found
        context = context.model_copy(update={"last_command": None})
        read, together = self._piece_reader(context, code), partial(self._tiers.together, context=context, code=code)
        said = breath.requests(utterance, grammar, read, together)
        if (found.commands or len(said.requests) > 1 or beside_talk) and breath.fuller(found.commands, said):
            return understood([replace(part, confidence=BESIDE) for part in said.requests], "trained", code)
        return found

    def _asks_nothing(self, piece: Utterance, code: str) -> bool:
        """Whether a piece of a sentence is for somebody else, or says what is not to be done."""
        cautions = self._tiers.grammars[code].language.cautions
        return cautions.is_talk(piece, ()) or bool(
            cautions.forbids.search(self._tiers.grammars[code].prepared(piece).norm())
        )

    def _piece_reader(self, context: UtteranceContext, code: str) -> breath.Read:
        """What one piece of a breath asks for; of talk only closed phrases."""
        within = context.model_copy(update={"language": code})

        def read(piece: Utterance) -> list[Found]:
            parts = self._tiers.parts(piece, context, code)
            if parts and not any(part.open for part in parts):
                return parts
            if several := breath.run_on(
                piece, self._tiers.grammars[code], partial(self._tiers.parts, context=context, code=code)
            ):
                return several
            found = self._tiers.read(piece, within)
            if found.language != code or found.confidence < LEAST_IN_A_BREATH:
                return []
            if found.tier == "trained" and self._tiers.nothing(piece, code) >= MOST_NOTHING_IN_A_BREATH:
                return []
            open_ = found.confidence == OPEN or found.tier == "trained"
            return [Found(command, found.confidence, open_) for command in found.commands]

        return read

    def pursued(self, utterance: Utterance, context: UtteranceContext) -> Understanding | None:
        """What follows the question that was asked last, in the likeliest language that has words for it."""
        if context.last_command is None or not context.last_command.name.startswith(_PURSUED):
            return None
        for code in self._languages.order(utterance, context):

            def parsed(words: Utterance, code: str = code) -> list[Command]:
                return [part.command for part in self._tiers.parts(words, context, code)]

            if command := pursued(
                utterance, context, self._tiers.grammars[code].language.pursuits, parsed, self._tiers.names.has
            ):
                return Understanding(commands=(command,), tier="grammar", confidence=BESIDE, language=code)
        return None

    def half_heard(self, utterance: Utterance, context: UtteranceContext, code: str) -> list[Found]:
        """A channel whose name alone was said and half heard, unless the words are surely talk."""
        parts = Pass(self._tiers.grammars[code], context, self._tiers.names).half_heard(utterance)
        return parts if parts and self._tiers.nothing(utterance, code) < MOST_TALK else []

    def named_alone(self, utterance: Utterance) -> list[Found]:
        """The title that is all of the sentence, told by its capital letters: "Once Were Warriors"."""
        words = self._tiers.grammars["en"].prepared(utterance)
        count = len(words.words)
        if not 0 < count <= _MOST_WORDS_OF_A_TITLE or any(0 < at < count for at in words.breaks):
            return []
        title = words.said(0, len(words.words))
        most = _MOST_TALK_IN_A_NAME if title.count(" ") == 1 else _MOST_TALK_IN_A_LONG_NAME
        if not is_title(title) or self._tiers.nothing(utterance, "en") >= most:
            return []
        if title.count(" ") == 1 and self._is_talk_elsewhere(utterance):
            return []
        return [Found(Command(name="tv.watch", slots={"title": title}), BESIDE, open=True)]

    def _is_talk_elsewhere(self, utterance: Utterance) -> bool:
        """Whether another language has all words, and its model hardly doubts that they are talk: "Gute Nacht"."""
        norms = {word.norm for word in utterance.words}
        codes = [code for code in self._tiers.trained if code != "en" and norms <= english(code).keys()]
        return any(self._tiers.nothing(utterance, code) >= _SURELY_TALK_ELSEWHERE for code in codes)

    def somebody_alone(self, utterance: Utterance, code: str) -> list[Found]:
        """Whom everybody knows, where nothing is said but the name: "Almodóvar, por favor"."""
        bare = self._tiers.unclosed(utterance, code) or utterance
        words = self._tiers.grammars[code].prepared(bare)
        name = words.said(0, len(words.words)).strip(" ,.!?")
        if not is_well_known(name):
            return []
        return [Found(Command(name="tv.watch", slots={"person": name}), BESIDE, open=True)]

    def may_be_a_channel(self, found: Understanding) -> bool:
        """Whether what was understood is nothing, a channel that is none of the viewer's, or a guess of the model."""
        if not self._tiers.names or len(found.commands) > 1:
            return False
        if found.tier == "trained" and found.confidence < REPAIRED:
            return True
        names = [command.slots.get("name") if command.name == "tv.channel" else None for command in found.commands]
        return all(isinstance(name, str) and self._tiers.names.meant(name) is None for name in names)


def _asks_itself(part: Found, wanted: str) -> bool:
    """Whether words that may be a name ask for something by themselves: "lauter", and "ein Krimi" but for a search."""
    if part.command.name == "tv.watch" and wanted == "ui.search":
        return False
    if part.open or part.command.name in ("tv.watch", "tv.channel"):
        return bool(part.command.slots.keys() - {"title", "name", "query"})
    return True
