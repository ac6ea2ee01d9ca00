"""Sentences with their meaning: made of the grammars' rules and of paraphrases, and as people said them."""

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Language, Rule
from prism_llm.understanding.hearing import SOUND_ALIKES
from prism_llm.understanding.languages.rules import rules_of
from prism_llm.understanding.template import FREE, Part, parse
from prism_llm.understanding.trained.features import Heard, seen
from prism_llm.understanding.utterance import read
from understanding import fillers

_FOLDER = Path(__file__).parent
_OF_A_RULE, _OF_A_PARAPHRASE, _OF_NOTHING = 4, 40, 60
"""Sentences of each template."""
_WATCHED = {"genre", "kind", "title", "person", "season", "episode", "what"}
_WITHOUT = {"repeat", "@wait", "@select", "@screen_back_", "@on"}
_NAMED = frozenset({"genre", "team"})
"""Slots that grammars list the words of, and people fill with others."""
PAUSE = ","
_UNPAUSED = 0.4
"""The share of sentences that are told without their pauses, as many recognisers write none."""
_FREE_SLOT = re.compile(r"\{(\w+):(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as the model sees it.

    Attributes:
        words: as `features.seen` gives them.
        meaning: what `MeaningModel` calls it.
        inside: the free slot of each word in one, by the word's index; none where the sentence does not teach that.
        origin: the template or request, for holding back.
        pauses: as `features.Heard` has them.
    """

    words: tuple[str, ...]
    meaning: str
    inside: Mapping[int, str] | None
    origin: str
    pauses: frozenset[int] = frozenset()

    @property
    def heard(self) -> Heard:
        """As the layers of the model hear it."""
        return Heard(self.words, self.pauses)


@dataclass(slots=True)
class _Said:
    """A sentence in the making: words with the slot they belong to, and the slots' kinds."""

    words: list[tuple[str, str]]
    kinds: dict[str, str]


def from_rules(rng: "random.Random | ModuleType") -> Iterator[Sample]:
    """Sentences of the English grammar's rules."""
    yield from of_rules(ENGLISH, _OF_A_RULE, rng)


def of_rules(
    language: Language, each: int, rng: "random.Random | ModuleType", *, apart: bool = False
) -> Iterator[Sample]:
    """Sentences of one grammar's rules, so many of each template.

    `apart` has a slot each for the title, the genre and the kind of what is to be watched; else they are one.
    """
    for rule in language.rules:
        if rule.name not in _WITHOUT:
            yield from _of_rule(rule, language, each, rng, apart=apart)


def from_templates(rng: "random.Random | ModuleType") -> Iterator[Sample]:
    """Sentences of the paraphrases, and of what asks for nothing."""
    file = _FOLDER / "paraphrases.txt"
    for rule in rules_of(_FREE_SLOT.sub(r"{\1__\2}", file.read_text(encoding="utf-8")), file.name):
        each = max(4, _OF_A_PARAPHRASE // max(1, len(rule.templates) // 3))
        yield from _of_rule(Rule(rule.name, rule.templates, rule.slots), ENGLISH, each, rng)
    lines = (_FOLDER / "nothing.txt").read_text(encoding="utf-8").splitlines()
    for line in filter(None, lines):
        for _ in range(_OF_NOTHING):
            words = [word for word, _ in _sample(parse(line, ENGLISH.fragments), ENGLISH, rng).words]
            yield Sample(tuple(seen(_normal(words))), "none", None, " ".join(words[:4]))


def _of_rule(
    rule: Rule, language: Language, each: int, rng: "random.Random | ModuleType", *, apart: bool = False
) -> Iterator[Sample]:
    for source in rule.templates:
        parts = parse(source, language.fragments)
        made = {}
        for _ in range(each):
            try:
                said = _sample(parts, language, rng)
            except KeyError:
                break  # a slot of a type that cannot be made up: the grammar alone reads it
            made[" ".join(word for word, _ in said.words)] = said
        for said in made.values():
            free = _free_slots(rule, said.kinds, apart=apart)
            words = [(word, slot if slot in free else "") for word, slot in said.words]
            meaning = _meaning(rule, said.kinds, apart=apart)
            yield retold(words, meaning, any(slot for _, slot in words), source, language, rng)


def _sample(parts: Iterable[Part], language: Language, rng: "random.Random | ModuleType") -> _Said:
    said = _Said([], {})
    for part in parts:
        if part.word:
            said.words.append((part.word, ""))
        elif part.kind:
            slot, _, filler = part.slot.partition("__")
            words = fillers.of(part.kind, filler or slot, language, rng)
            said.kinds[slot] = part.kind
            said.words += [(word, slot) for word in words.split()]
        elif not part.optional or rng.random() < 0.4:
            inner = _sample(rng.choice(part.ways), language, rng)
            said.words += inner.words
            said.kinds |= inner.kinds
    return said


def retold(
    words: Sequence[tuple[str, str]],
    meaning: str,
    inside: bool,
    origin: str,
    language: Language,
    rng: "random.Random | ModuleType",
    plain: bool = False,
) -> Sample:
    """With politeness, hesitation, a sentence before and slips of hearing, as people and recognisers have them.

    Args:
        words: each with its free slot, or nothing; one that a pause follows ends with `PAUSE`.
        meaning: what the sentence asks for.
        inside: whether it teaches where the free slot is.
        origin: what it was made of.
        language: whose politeness is taken.
        rng: chooses.
        plain: leave the words as they are.
    """
    words = words if plain else _told(list(words), meaning, language, rng)
    normal: list[tuple[str, str]] = []
    pauses: set[int] = set()
    for word, slot in words:
        normal += [(norm, slot) for norm in _normal([word])]
        if word.endswith(PAUSE):
            pauses.add(len(normal))
    places = {i: slot for i, (_, slot) in enumerate(normal) if slot}
    said = tuple(seen([norm for norm, _ in normal]))
    return Sample(said, meaning, places if inside else None, origin, frozenset(pauses - {len(normal)}))


def _told(
    words: list[tuple[str, str]], meaning: str, language: Language, rng: "random.Random | ModuleType"
) -> list[tuple[str, str]]:
    if language.code == "en":
        words = [(_misheard(word, rng), slot) for word, slot in words]
    if rng.random() < _UNPAUSED:
        words = [(word.removesuffix(PAUSE), slot) for word, slot in words]
    if meaning == "none":
        return words
    if rng.random() < 0.15:
        prelude = _paused(rng.choice(fillers.preludes(language.code)).split(), rng)
        words = [(word, "") for word in prelude] + words
    for templates, at_end, share in ((language.openings, False, 0.25), (language.closings, True, 0.15)):
        if rng.random() < share:
            extra = _sample(parse(rng.choice(templates), language.fragments), language, rng).words
            words = words + extra if at_end else extra + words
    if rng.random() < 0.1:
        words.insert(rng.randrange(len(words) + 1), (rng.choice(sorted(language.hesitations)), ""))
    return words


def _paused(words: list[str], rng: "random.Random | ModuleType") -> list[str]:
    """The words with a pause behind them, or without: half of what comes before a request is written with one."""
    return [*words[:-1], words[-1] + PAUSE] if words and rng.random() < 0.5 else words


def _free_slots(rule: Rule, kinds: Mapping[str, str], *, apart: bool) -> set[str]:
    if apart:
        return {slot for slot, kind in kinds.items() if kind == FREE or slot in _NAMED}
    if rule.name == "tv.watch":
        return set(kinds)
    free = {slot for slot, kind in kinds.items() if kind == FREE}
    return free - {"channel"} or free


def _meaning(rule: Rule, kinds: Mapping[str, str], *, apart: bool) -> str:
    if rule.name == "tv.watch" and not apart:
        return "tv.watch what={}"
    slots = [f"{slot}={str(value).lower() if isinstance(value, bool) else value}" for slot, value in rule.slots.items()]
    if rule.build is not None and rule.name == "tv.seek":
        slots.append("mode=absolute")
    for slot, kind in kinds.items():
        turned = "-" if slot.startswith("-") else ""
        name = slot.removeprefix("-")
        channel = name == "channel" or (rule.name == "tv.channel" and name == "name")
        named = kind == FREE or channel or (apart and name in _NAMED)
        slots.append(f"{name}={'{}' if named else f'<{turned}{kind}>'}")
    return " ".join([rule.name, *sorted(slots)])


def _misheard(word: str, rng: "random.Random | ModuleType") -> str:
    """One word in twenty as a recogniser may write it."""
    if rng.random() > 0.05 or len(word) < 4 or word.endswith(PAUSE):
        return word
    alike = [wrong for wrong, right in SOUND_ALIKES.items() if right == word]
    if alike and rng.random() < 0.6:
        return rng.choice(alike)
    place = rng.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1 :] if rng.random() < 0.5 else word[:place] + word[place] + word[place:]


def _normal(words: Sequence[str]) -> list[str]:
    return [word.norm for word in read(" ".join(words)).words]
