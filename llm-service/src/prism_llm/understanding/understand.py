"""From a text to commands: what the words do with the requests in them, which tier has an answer, what is held back."""

import re
from collections.abc import Mapping
from functools import partial

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import hearing
from prism_llm.understanding.answers import Answers
from prism_llm.understanding.beforehand import Beforehand
from prism_llm.understanding.completing import LEAST_OF_SEVERAL, Completing
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.holding import Holding
from prism_llm.understanding.joining import before_a_hint
from prism_llm.understanding.known import stood
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.passes import CLOSED, Found
from prism_llm.understanding.reminding import part
from prism_llm.understanding.repeating import once_in_any
from prism_llm.understanding.second_thoughts import names_another_thing
from prism_llm.understanding.settling import of_the_guide, settled
from prism_llm.understanding.spoken import Spoken
from prism_llm.understanding.tiers import Tiers, only, understood
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.utterance import Utterance, read, with_figures

_OF_THINGS = frozenset({"tv.stop", "tv.volume", "tv.play", "sleep.set"})
"""What is also done to other things at home."""

_OF_WHAT_IS_AWAITED = frozenset({"ask.when", "ask.next"})
"""What the words may be taken for that tell what something waits for: "when the match is over put on Arte"."""
_OF_LENGTHS = frozenset({"tv.seek", "sleep.set"})
"""What is told by minutes and seconds, of which there may be any number."""
_NO_CLOCK = re.compile(r"(?<!\S)(?:(?:2[5-9]|[3-9]\d):\d\d|\d{1,2}:[6-9]\d) ")
"""What is written as a time of the day and is none: "26:70"."""

_MOST_AROUND_A_TITLE = 1
"""Words beside a title that say too little to tell talk."""
_MOST_TALK_AROUND_A_TITLE, _MOST_TALK_AROUND_SOMEBODY = 0.9, 0.3
"""How likely it may be that a sentence with a known name is talk."""
_LONGEST_WORD, _MOST_LETTERS = 60, 1000
"""Letters of a word and of a text that somebody may have said to a television."""


def _is_no_speech(text: str) -> bool:
    """Whether it is too long to be asked for, in a word or as a whole, and not worth a look at its words."""
    return len(text) > _MOST_LETTERS or any(len(word) > _LONGEST_WORD for word in text.split())


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
        self._tiers = Tiers(grammars, trained or {}, names or ChannelNames(()))
        self._languages = Spoken(grammars)
        self._completing = Completing(self._tiers, self._languages)
        self._holding = Holding(self._tiers, self._languages)
        self._beforehand = Beforehand(self._tiers, self._languages, self._asked)
        self._answers = Answers(grammar.language.replies for grammar in grammars.values())

    @property
    def names(self) -> ChannelNames:
        """The viewer's channels."""
        return self._tiers.names

    @names.setter
    def names(self, names: ChannelNames) -> None:
        self._tiers.names = names

    @property
    def titles(self) -> Titles:
        """What is on now and next."""
        return self._tiers.titles

    @titles.setter
    def titles(self, titles: Titles) -> None:
        self._tiers.titles = titles

    def understand(self, text: str, context: UtteranceContext | None = None) -> Understanding:
        """The commands in `text`, in spoken order; none where it is conversation.

        `tier` is `grammar`, `repaired` where words had to be put right first, `trained`, or `none`.
        """
        context = context or UtteranceContext()
        if _is_no_speech(text):
            return Understanding(tier="none", confidence=1.0, language=self._languages.spoken(context))
        found = self._understood(text, context)
        return self._with_known_names(found, text, context) or found

    def _with_known_names(self, found: Understanding, text: str, context: UtteranceContext) -> Understanding | None:
        """What a text asks for whose titles and people were not understood; none where it has none, or is talk."""
        told = stood(text, self.titles.written, is_channel=self.names.has)
        if told is None or told.is_plain(found) or ((told.guessed or told.addressed) and found.commands):
            return None
        if any(command.name == "ui.select" for command in found.commands):
            return None  # "the Almodóvar one", of a list
        if context.pending and found.commands and self._only_answers(found, text, context):
            return None  # "Zulu please", of a language
        long = not found.commands and told.around > (0 if told.somebody else _MOST_AROUND_A_TITLE)
        most = _MOST_TALK_AROUND_SOMEBODY if told.somebody else _MOST_TALK_AROUND_A_TITLE
        if long and self._tiers.nothing(read(text), found.language) >= most:
            return None  # "if you don't eat that there'll be no Bluey"
        again = self._understood(told.text, context)
        if not told.is_told(again):
            return None
        language = self._grammars[again.language].language
        return of_the_guide(told.restored(again), context, self._tiers.names, self._tiers.titles, language)

    def _only_answers(self, found: Understanding, text: str, context: UtteranceContext) -> bool:
        """Whether the words ask for this only where something was asked."""
        return self._understood(text, context.model_copy(update={"pending": None})).commands != found.commands

    def _understood(self, text: str, context: UtteranceContext) -> Understanding:
        """The commands in a text, in which words may stand for titles."""
        if later := self._done_later(text, context):
            return later
        if once := self._reminded_once(text, context):
            return once
        utterance = hearing.as_told(with_figures(read(text), hearing.APART))
        if len(utterance.breaks) > 1:
            turns = self._grammars[self._languages.order(utterance, context)[0]].language.turns
            utterance = hearing.without_fillers(utterance, turns.fillers)
        spoken = self._grammars[self._languages.spoken(context)].language
        utterance = hearing.without_called(utterance, spoken.called)
        if context.pending and (
            answered := self._completing.timed(utterance, context) or self._completing.named(utterance, context)
        ):
            return answered
        if offered := self._completing.at_another_time(utterance, context) if context.choices else None:
            return offered
        if pursuing := self._completing.pursued(utterance, context):
            language = self._grammars[pursuing.language].language
            return settled(pursuing, utterance, context, self._tiers.names, self._tiers.titles, language)
        if before := self._beforehand.read(utterance, context):
            return before
        found = self._all_said(utterance, context)
        if _NO_CLOCK.search(utterance.norm()) and any(one.name not in _OF_LENGTHS for one in found.commands):
            return only((), found)
        if chore := self._holding.beside_a_chore(found, utterance, context):
            found = chore
        language = self._grammars[found.language].language
        names = {command.name for command in found.commands}
        another = names and names <= _OF_THINGS and names_another_thing(utterance, language)
        if another or any(one.cautions.is_talk(utterance, names) for one in (language, spoken)):
            return only((), found)
        if plain := before_a_hint(found.commands, utterance, language):
            found = self._all_said(plain, context)
        found = only(tuple(language.staying.meant(utterance, command) for command in found.commands), found)
        said = found.commands
        found = self._holding.allowed(found, utterance, context)
        held = found.commands != said or not said
        found, offer = self._holding.put_off(found, utterance, context)
        found = settled(found, utterance, context, self._tiers.names, self._tiers.titles, language)
        if offer:
            return found.model_copy(update={"question": offer})
        guessed = found.tier == "trained" and {command.name for command in found.commands} == {"ask.next"}
        if (held or guessed) and self._holding.waits(utterance, context, found.language):
            asked = tuple(command for command in found.commands if command.name not in _OF_WHAT_IS_AWAITED)
            return only(asked, found).model_copy(update={"answer": language.delays.unnoticed})
        return found

    def _all_said(self, utterance: Utterance, context: UtteranceContext) -> Understanding:
        """What the words ask for or answer, before anything is held back."""
        found = self._tiers.read(utterance, context)
        if found.confidence < CLOSED or not found.commands:
            found = self._completing.all_said(found, utterance, context)
        elif found.tier == "trained" and len(utterance.words) >= LEAST_OF_SEVERAL and not utterance.breaks:
            found = self._completing.run_on(found, utterance, context)
        replies = self._grammars[self._languages.spoken(context)].language.replies
        if context.pending and utterance.words and self._answers.doubts(utterance, context.pending, replies):
            found = only((), found)
        elif (
            context.pending
            and utterance.words
            and (
                self._answers.keeps(utterance, context.pending)
                or self._answers.names_another(found, utterance, context.pending)
            )
        ):
            found = found.model_copy(
                update={"commands": (Command.of("deny"),), "tier": "grammar", "confidence": CLOSED}
            )
        elif context.pending and utterance.words:
            found = self._answers.read(found, utterance, partial(self._says_yes, context=context, code=found.language))
            if not found.commands and (no := self._refuses_first(utterance, context)):
                found = understood(no, "grammar", found.language)
        if self._completing.may_be_a_channel(found) and (
            parts := self._completing.half_heard(utterance, context, found.language)
        ):
            found = understood(parts, "repaired", found.language)
        spoken = self._languages.spoken(context)
        if not found.commands and (parts := self._completing.somebody_alone(utterance, spoken)):
            return understood(parts, "grammar", spoken)
        if not found.commands and spoken == "en" and (parts := self._completing.named_alone(utterance)):
            return understood(parts, "grammar", "en")
        return found

    def _refuses_first(self, utterance: Utterance, context: UtteranceContext) -> list[Found]:
        """What calls off what was asked, before words that ask for nothing: "never mind, I'm going to bed"."""
        count = len(utterance.words)
        first = min((at for at in utterance.breaks if 0 < at < count), default=0)
        if not first or utterance.text.rstrip().endswith("?"):
            return []
        piece = part(utterance, 0, first)
        parts = self._tiers.parts(piece, context, self._languages.spoken(context))
        return parts if [one.command.name for one in parts] in (["cancel"], ["deny"]) else []

    def _reminded_once(self, text: str, context: UtteranceContext) -> Understanding | None:
        """A reminder that is to come again and again, as one of the next time."""
        changed = once_in_any(text, (grammar.language.repeats for grammar in self._grammars.values()))
        if changed is None:
            return None
        found = self.understand(changed, context)
        return found if any(command.name == "reminder.set" for command in found.commands) else None

    def _done_later(self, text: str, context: UtteranceContext) -> Understanding | None:
        """What is not to be done at once, where it is said to wait: "wait a minute and turn it up"."""
        changed = once_in_any(text, (grammar.language.deferred for grammar in self._grammars.values()))
        if changed is None:
            return None
        found = self.understand(changed, context)
        return found if found.commands or found.question else None

    def _says_yes(self, utterance: Utterance, context: UtteranceContext, code: str) -> bool:
        """Whether all words are a yes."""
        names = [part.command.name for part in self._tiers.parts(utterance, context, code)]
        return names == ["confirm"] or self._answers.orders(utterance, context.pending or "")

    def _asked(self, piece: Utterance, context: UtteranceContext) -> Understanding:
        """What a part of the sentence asks for by itself."""
        return self.understand(piece.said(0, len(piece.words)), context)
