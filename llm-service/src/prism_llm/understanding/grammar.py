"""A grammar: rules of templates for one language, and what a whole sentence means by them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import accumulate

from prism_core.commands import SlotValue
from prism_llm.understanding.cautions import Cautions
from prism_llm.understanding.delays import Delays
from prism_llm.understanding.excepting import Excepting
from prism_llm.understanding.naming import Naming
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.pursuing import Pursuits
from prism_llm.understanding.questions import Questions
from prism_llm.understanding.reminded import Reminded
from prism_llm.understanding.repeating import Repeats
from prism_llm.understanding.replies import Replies
from prism_llm.understanding.several import Several
from prism_llm.understanding.sieve import Sieve
from prism_llm.understanding.staying import Staying
from prism_llm.understanding.template import Template, compile_template
from prism_llm.understanding.turns import NEVER, Turns
from prism_llm.understanding.utterance import Utterance, Word, with_figures, with_forms

SlotValues = dict[str, SlotValue]
_LEAST_WITH_TAIL = 5
"""Words of a request with a title, its language and a verb behind it."""
_KEPT = 256
"""Parts of sentences that are remembered: one is read again beside a reason, with the trained model, and in pieces."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence asks for: a command's name and slots, or an `@name` that only the context can resolve."""

    name: str
    slots: SlotValues
    open: bool = False
    """Read with free words, so less sure than a closed phrase."""
    likely: float | None = None
    """How likely the trained model holds it; none where the grammar reads."""
    joined: bool = False
    """Said behind a word that joins it to the request before it."""


@dataclass(frozen=True, slots=True)
class SlotType:
    """A typed slot: the expression it matches, and its value (none refuses the reading).

    Where `kept` is set, `convert` gives a tail of the words, and the slot holds them exactly as they were said.
    """

    pattern: str
    convert: Callable[[str], SlotValue | None]
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Templates that all mean the same.

    Attributes:
        name: a command, or an `@name` for the context.
        templates: how it is said.
        slots: slots that the phrase fixes.
        build: makes the final slots of what was captured; none refuses the reading. An `@name` key in the
            result renames it.
    """

    name: str
    templates: tuple[str, ...]
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    build: Callable[[SlotValues], SlotValues | None] | None = None


def rule(name: str, /, *templates: str, **slots: SlotValue) -> Rule:
    """A rule whose templates fill the slots themselves, or fix them."""
    return Rule(name, templates, slots)


def built(name: str, build: Callable[[SlotValues], SlotValues | None], *templates: str) -> Rule:
    """A rule whose slots need a second look."""
    return Rule(name, templates, {}, build)


@dataclass(frozen=True, slots=True)
class AsideWords:
    """How a language says a reason beside a request ("the baby is asleep, turn it down").

    Attributes:
        subjects: words that a sentence begins with, and never what a request is about.
        begins: these and others that can begin a reason.
        because: words that begin a reason after a request.
        articles: words before what a reason may be about.
        leads_on: words after which a sentence goes on, so that what follows is no request ("he told me to").
        quotes: words that tell what somebody said.
        states: words of which a reason before a request has one, where no comma ends it; none where that is no matter.
        asks: words of which a request after its reason begins with one, where no comma begins it; the same.
        questions: words that a question begins with, which only a comma parts from its reason.
        people: who is at home, for whose sake something is asked for.
        halves: parts of a whole that "and" adds to an amount, where that is also a verb ("un minuto e mezzo").
    """

    subjects: frozenset[str] = frozenset()
    begins: frozenset[str] = frozenset()
    because: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    leads_on: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()

    def begins_with_people(self, utterance: Utterance, start: int) -> bool:
        """Whether somebody at home is spoken of from `start`: "les enfants", "mamie"."""
        norms = [word.norm for word in utterance.words[start : start + 2]]
        return norms[0] in self.people or (norms[0] in self.articles and norms[-1] in self.people)


@dataclass(frozen=True)
class Language:
    """All that one language says.

    Attributes:
        code: BCP 47.
        rules: first match wins, closed before open.
        fragments: named pieces of templates.
        types: typed slots.
        hesitations: words without meaning, dropped wherever they stand.
        openings: templates of politeness and address at the start ("could you", "hey lumen").
        closings: the same at the end.
        joiners: templates that join two requests ("and then").
        figures: number words that are read as figures before anything else; none where types match the words.
        cut: the verbs of requests as recognisers cut them in two ("su be"), where a piece is no word by itself.
        forms: what templates have in the place of a word: one form for all of a verb.
        attached: pronouns that are written onto the verb of an order ("spegnila").
        which: the question that names `{choices}`, and `either` the word before the last of them.
        asides: how reasons beside a request are said.
        turns: how what was just said is taken back.
        replies: how a question is answered.
        pursuits: how a question is followed by another.
        waits: what is said to gain time, which asks for a pause only where nothing follows ("hang on").
        shuts: what closes whatever lies open ("close this").
        recorded: how a recording is called by no title ("the last recording").
        echoes: what asks once more for what was just named ("put it on").
        cautions: what holds the trained tier back.
        excepting: how something is left out of what is asked for.
        staying: how it is said what is to stay as it is.
        delays: how it is said when something is to be done.
        repeats: how it is said how often.
        deferred: how it is said to wait before an order, with what tells when ("wait a minute and …": "in a minute").
        naming: which questions of Lumen's a bare name answers.
        called: what leads to a name ("the film that's called …"), with the words that only do that in groups.
        several: what stands between two things of which the same is asked ("and also").
        reminded: how one asks to be reminded of doing something, and not to forget it.
        questions: what asks for nothing to be done, and how it stands ("is it muted").
        finish: for a command, what becomes of free words that the trained tier found; none refuses them.
        counted: the season and the episode that words tell, and the places of those words.
        typical: words that tell the language, for texts without a command.
        tails: how words begin that say in which language a title is to be played, or from where ("auf Englisch").
        last: what ends a sentence and belongs before such words ("ich will … auf Englisch sehen").
        within: words that stand between the parts of a name ("Bola de Dragón"); none where names are not widened.
        behind: how clauses begin that stand behind what is wished for and are no part of it ("mientras plancho").
        capitals: whether nouns have capital letters, so that they tell no name.
        heard: expressions for letters that sound like others in this language alone, with those ("lauta" is "lauter").
    """

    code: str
    rules: tuple[Rule, ...]
    fragments: Mapping[str, str]
    types: Mapping[str, SlotType]
    hesitations: frozenset[str]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    joiners: tuple[str, ...]
    asides: AsideWords = AsideWords()
    turns: Turns = field(default_factory=Turns)
    replies: Replies = field(default_factory=Replies)
    pursuits: Pursuits = field(default_factory=Pursuits)
    waits: re.Pattern[str] = NEVER
    recorded: re.Pattern[str] = NEVER
    echoes: re.Pattern[str] = NEVER
    shuts: re.Pattern[str] = NEVER
    cautions: Cautions = field(default_factory=Cautions)
    excepting: Excepting = field(default_factory=Excepting)
    staying: Staying = field(default_factory=Staying)
    several: Several = field(default_factory=Several)
    naming: Naming = field(default_factory=Naming)
    delays: Delays = field(default_factory=Delays)
    repeats: Repeats = field(default_factory=Repeats)
    deferred: Repeats = field(default_factory=Repeats)
    reminded: Reminded = field(default_factory=Reminded)
    questions: Questions = field(default_factory=Questions)
    finish: Mapping[str, Callable[[SlotValues], SlotValues | None]] = field(default_factory=dict)
    counted: Callable[[Utterance], tuple[SlotValues, frozenset[int]]] = lambda _: ({}, frozenset())
    typical: frozenset[str] = frozenset()
    tails: re.Pattern[str] = NEVER
    last: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    behind: re.Pattern[str] = NEVER
    called: re.Pattern[str] = NEVER
    capitals: bool = False
    heard: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    cut: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    attached: frozenset[str] = frozenset()
    which: str = "Which one: {choices}?"
    either: str = "or"

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The form of each verb that stands for all."""
        return frozenset(self.forms.values())

    @cached_property
    def mended(self) -> Mapping[str, str]:
        """Figures, and the words that were cut in two."""
        return {**self.cut, **self.figures}


def prepared(utterance: Utterance, language: Language) -> Utterance:
    """`utterance` as a language's templates and models have it: figures, one form of each verb, no hesitations."""
    utterance = with_forms(with_figures(utterance, language.mended), language.forms)
    words: list[Word] = []
    breaks: set[int] = set()
    for index, word in enumerate(utterance.words):
        if index in utterance.breaks:
            breaks.add(len(words))
        if word.norm in language.hesitations and not _begins_a_name(utterance, index, language):
            continue
        again = bool(words) and word.norm == words[-1].norm and len(words) not in breaks
        if again and word.norm in language.verbs:
            words[-1] = word  # "mets mets TF1"
        else:
            words.append(word)
    return _verb_before_tail(Utterance(utterance.text, tuple(words), frozenset(breaks)), language)


def _begins_a_name(utterance: Utterance, index: int, language: Language) -> bool:
    """Whether a word amid others is written as a name's, where nouns are not: "pon Se ha escrito un crimen"."""
    written = utterance.said(index, index + 1)
    inner = index > 0 and index not in utterance.breaks
    return inner and not language.capitals and written[0].isupper() and not utterance.text.isupper()


def _verb_before_tail(utterance: Utterance, language: Language) -> Utterance:
    """`utterance` with its last word before what says in which language a title is to be played."""
    words, count = utterance.words, len(utterance.words)
    if count < _LEAST_WITH_TAIL or words[-1].norm not in language.last:
        return utterance
    for start in range(2, count - 1):
        end = start
        while end < count - 1 and (tail := language.tails.match(utterance.norm(end, count - 1))):
            end += len(tail.group().split())
        if end == count - 1:
            return _as_if_said((*words[:start], words[-1], *words[start:-1]), utterance)
    return utterance


def _as_if_said(words: tuple[Word, ...], utterance: Utterance) -> Utterance:
    """The words in another order, with a text of their own: a slot is cut from the text between its ends."""
    said = [utterance.text[word.start : word.end] for word in words]
    starts = accumulate((len(text) + 1 for text in said), initial=0)
    moved = (word._replace(start=at, end=at + len(text)) for word, at, text in zip(words, starts, said, strict=False))
    return Utterance(" ".join(said), tuple(moved), utterance.breaks)


class Grammar:
    """A compiled language. Immutable but for what it remembers, so any thread may share it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        patterns = {name: kind.pattern for name, kind in language.types.items()}

        def compiled(source: str) -> Template:
            try:
                return compile_template(source, language.fragments, patterns)
            except KeyError as error:
                raise ValueError(f"{language.code}: no fragment or type {error} for the template {source!r}") from error
            except re.error as error:
                raise ValueError(f"{language.code}: the template {source!r} cannot be read: {error}") from error

        pairs = [(rule, compiled(source)) for rule in language.rules for source in rule.templates]
        self.rules = sorted(pairs, key=lambda pair: pair[1].open)
        self._sieve = Sieve([template for _, template in self.rules])
        self.opening = self._either(compiled, language.openings)
        self.closing = self._either(compiled, language.closings)
        self.joiner = self._either(compiled, language.joiners)
        self._remembered = lru_cache(maxsize=_KEPT)(self._read)
        self.prepared = lru_cache(maxsize=_KEPT)(partial(prepared, language=language))

    @staticmethod
    def _either(compiled: Callable[[str], Template], sources: Iterable[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{compiled(source).pattern.pattern})" for source in sources) or "(?!)")

    def read(self, utterance: Utterance, start: int, end: int) -> Reading | None:
        """What the words from `start` to `end` mean as a whole; none if no rule says."""
        return self._remembered(utterance.text, utterance.words[start:end])

    def _read(self, text: str, words: tuple[Word, ...]) -> Reading | None:
        utterance = Utterance(text, words, frozenset())
        norm = utterance.norm()
        for place in self._sieve.passed(norm.split()):
            rule, template = self.rules[place]
            match = template.pattern.fullmatch(norm)
            if match and (reading := self._fill(rule, template, match, utterance)):
                return reading
        return None

    def _fill(self, rule: Rule, template: Template, match: re.Match[str], utterance: Utterance) -> Reading | None:
        slots: SlotValues = dict(rule.slots)
        for group, kind in template.types.items():
            if match.group(group) is None:
                continue
            value = self._value(kind, match, group, utterance)
            if value is None:
                return None
            if group.startswith("neg_") and not isinstance(value, str):
                slots[group.removeprefix("neg_")] = -value
            else:
                slots[group] = value
        if rule.build:
            made = rule.build(slots)
            if made is None:
                return None
            slots = made
        name = str(slots.pop("@name", rule.name))
        return Reading(name, slots, template.open)

    def _value(self, kind: str, match: re.Match[str], group: str, utterance: Utterance) -> SlotValue | None:
        last = match.string.count(" ", 0, match.end(group))
        if kind == "free":
            return utterance.said(match.string.count(" ", 0, match.start(group)), last)
        slot_type = self.language.types[kind]
        value = slot_type.convert(match.group(group).strip())
        if slot_type.kept and isinstance(value, str):
            return utterance.said(last - len(value.split()), last)
        return simplest(value) if isinstance(value, float) else value
