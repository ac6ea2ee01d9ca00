"""Reads a sentence with the trained model: the likeliest meaning, and its slots out of the words."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from threading import Lock

from prism_core.commands import SlotValue
from prism_llm.understanding.english import cased
from prism_llm.understanding.english.lexicon import KINDS
from prism_llm.understanding.english.watched import what
from prism_llm.understanding.english.wished import wished
from prism_llm.understanding.grammar import Language, Reading, SlotType, SlotValues
from prism_llm.understanding.languages import value_of
from prism_llm.understanding.languages.brands import BRAND
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.trained.features import Heard, seen
from prism_llm.understanding.trained.model import NOTHING, Look, MeaningModel, best_run
from prism_llm.understanding.trained.whole import Whole
from prism_llm.understanding.utterance import Utterance

_BRAND = re.compile(rf"(?<!\S)(?:{BRAND})")
_MOST_NAME_WORDS = 5
_LEAST, _LEAST_OPEN, _LEAST_IN_PART = 0.4, 0.5, 0.7
"""How likely a command must be: said alone, with free words, and in one breath with others."""
_MOST_NOTHING, _MOST_NOTHING_STRANGE = 0.08, 0.035
"""How likely a sentence may ask for nothing: where people use most of its words with the command, and where not."""
_MOST_STRANGE, _LEAST_STRANGE = 0.3, 0.5
"""The share of words that people do not use with the command, and how likely that must be where there is one."""
_TELL = ("tell", "me", "about")
"""What wants an answer now, no reminder."""
_A_CHANNEL = ("channel", "#")
"""Whose name is asked for, not what is on, where the grammar read no more: "what is channel 14?"."""
_NAMED = frozenset({"title", "person", "query", "team"})
"""Slots that are names."""
_ARTICLES = frozenset({"The", "A", "An"})
"""Of a title, where they have a capital letter within a sentence."""
_GENITIVE = frozenset({"'s", "’s"})
_AFTER_IS = frozenset("on about starting just back coming beginning already the next now live".split())
"""What stands behind "is" where something is on."""
_ON_A_CHANNEL = frozenset({"ask.now", "ask.next", "ask.at", "ui.guide", "tv.favourite"})
"""What may be asked of the channel that is on, or of one that is named."""
_BY_NUMBER = frozenset({"tv.channel", "tv.volume", "ui.select"})
"""What is asked for by a whole number, where another figure is not to be guessed about."""
_BY_TIME = frozenset({"tv.seek", "tv.mute", "sleep.set"})
"""What is asked for by a time."""
_NO_NUMBER = re.compile(r"\d+(?:[.:]\d+)+|\d+e[+-]?\d+|\w*[²³¹¼-¾⅐-⅞]\w*")
_NO_TIME = re.compile(r"\d{7,}[\w:]*|\d+:(?:\d+:)*[6-9]\d(?::\d+)*")
_COUNTED = frozenset({"season", "episode"})
"""What is told by a number and its own word."""
_A_NAME = "tv.channel name={}"
"""Of a channel that the viewer has not: another is not meant."""
_TRIED = 3
_KEPT = 64
"""Sentences and parts of them that are remembered."""


class TrainedReader:
    """Any thread may use it."""

    def __init__(self, model: MeaningModel) -> None:
        self._model = model
        self._looks = _Looks(model)

    def foresee(self, utterances: Iterable[Utterance]) -> None:
        """Look at what will be asked about all at once, which takes less time than one after the other."""
        self._looks.foresee(heard for heard in map(_heard, utterances) if heard.words)

    def nothing(self, utterance: Utterance) -> float:
        """How likely the sentence asks for nothing."""
        shares = self._looks.of(_heard(utterance)).shares
        return float(shares[self._model.meanings.index(NOTHING)])

    def likely(self, utterance: Utterance, command: str) -> float:
        """How likely the sentence asks for `command`, whatever its slots."""
        shares = zip(self._model.meanings, self._looks.of(_heard(utterance)).shares, strict=True)
        return sum(float(share) for meaning, share in shares if meaning.split(" ", 1)[0] == command)

    def read(
        self, utterance: Utterance, language: Language, names: ChannelNames, *, alone: bool = True
    ) -> Reading | None:
        """What the likeliest command makes of the words; none where it is not sure, or a slot was not said.

        Args:
            utterance: the words.
            language: whose types fill the slots.
            names: the viewer's channels.
            alone: whether the words are the whole sentence; of a part of one, more certainty is asked.
        """
        heard = _heard(utterance)
        words, look = heard.words, self._looks.of(heard)
        shares = look.shares
        nothing = float(shares[self._model.meanings.index(NOTHING)])
        command, share, meanings = self._model.commands(shares)
        forbidden = language.cautions.forbid(utterance, command)
        told = (command, words[:3]) == ("reminder.set", _TELL) or (command, words[-2:]) == ("ask.now", _A_CHANNEL)
        if _is_senseless(utterance, command) or forbidden or told or share < (_LEAST if alone else _LEAST_IN_PART):
            return None
        for meaning in meanings[:_TRIED]:
            filling = _Filling(self._model, look, utterance, language, names)
            slots = filling.fill(meaning)
            if slots is None and meaning == _A_NAME and language.code != "en":
                return None
            if slots is None:
                continue
            if "{}" in meaning and share < _LEAST_OPEN:
                return None
            strange = filling.strange(command)
            familiar = strange <= _MOST_STRANGE and command != "tv.watch"  # which is said of anything
            if nothing > (_MOST_NOTHING if familiar else _MOST_NOTHING_STRANGE):
                return None
            if strange and share < _LEAST_STRANGE:
                return None
            slots = language.cautions.switched(utterance, command, slots)
            name = str(slots.pop("@name", command))
            return Reading(name, slots, open="{}" in meaning, likely=share)
        return None


class _Looks:
    """The model's looks at sentences and parts of them, of which one is asked about more than once."""

    def __init__(self, model: MeaningModel) -> None:
        self._model = model
        self._kept: OrderedDict[Heard, Look] = OrderedDict()
        self._lock = Lock()

    def of(self, heard: Heard) -> Look:
        with self._lock:
            look = self._kept.get(heard)
            if look is not None:
                self._kept.move_to_end(heard)
                return look
        look = self._model.look(heard)
        self._keep({heard: look})
        return look

    def foresee(self, sentences: Iterable[Heard]) -> None:
        with self._lock:
            new = [heard for heard in dict.fromkeys(sentences) if heard not in self._kept]
        if new:
            self._keep(dict(zip(new, self._model.looks(new), strict=True)))

    def _keep(self, looks: Mapping[Heard, Look]) -> None:
        with self._lock:
            self._kept.update(looks)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def _is_senseless(utterance: Utterance, command: str) -> bool:
    """Whether a figure was said that can be no number of a channel, no volume or no time."""
    if command not in _BY_NUMBER | _BY_TIME:
        return False
    senseless = _NO_NUMBER if command in _BY_NUMBER else _NO_TIME
    return any(senseless.fullmatch(word.norm) or _NO_TIME.fullmatch(word.norm) for word in utterance.words)


def _heard(utterance: Utterance) -> Heard:
    inner = frozenset(at for at in utterance.breaks if 0 < at < len(utterance.words))
    return Heard(tuple(seen([word.norm for word in utterance.words])), inner)


class _Filling:
    """Fills the slots of one meaning; a word goes to one slot."""

    def __init__(
        self, model: MeaningModel, look: Look, utterance: Utterance, language: Language, names: ChannelNames
    ) -> None:
        self._model = model
        self._look = look
        self._utterance = utterance
        self._language = language
        self._names = names
        self._taken: set[int] = set()
        self._command = ""
        self._alone = True
        """Whether the meaning has but one free slot."""

    def fill(self, meaning: str) -> SlotValues | None:
        command, *sources = meaning.split()
        self._command = command
        self._alone = meaning.count("{}") == 1
        counted, places = self._language.counted(self._utterance) if command == "tv.watch" else ({}, frozenset[int]())
        self._taken |= places
        slots: SlotValues = {}
        for slot, _, source in sorted((pair.partition("=") for pair in sources), key=lambda part: part[2] == "{}"):
            if counted and slot in _COUNTED:
                value = counted.get(slot) or self._typed(source.strip("<->"), beside=places)
                if value is None:
                    continue  # "episodio sette" is of no season
            else:
                value = self._value(command, slot, source)
            if value is None:
                return None
            slots[slot] = value
        if command == "ask.recommend" and not self._language.cautions.tellable(str(slots.get("genre", ""))):
            return None
        if command in _ON_A_CHANNEL and "channel" not in slots and (said := self._known_channel()):
            slots["channel"] = said
        slots |= counted
        finish = what if "what" in slots else self._language.finish.get(command)
        return finish(slots) if finish else slots

    def strange(self, command: str) -> float:
        """The share of words that fill no slot and that people do not use with `command`."""
        words = _heard(self._utterance).words
        free = [word for index, word in enumerate(words) if index not in self._taken]
        return sum(not self._model.knows(command, word) for word in free) / len(words)

    def _value(self, command: str, slot: str, source: str) -> SlotValue | None:
        if source == "{}":
            channel = slot == "channel" or (command == "tv.channel" and slot == "name")
            return self._channel(slot) if channel else self._wished() if slot == "what" else self._free(slot)
        if not source.startswith("<"):
            return value_of(source)
        value = self._typed(source.strip("<->"))
        return -value if source.startswith("<-") and isinstance(value, int | float) else value

    def _typed(self, kind: str, beside: frozenset[int] = frozenset()) -> SlotValue | None:
        """The longest words of a type that hold none of the places `beside`."""
        slot_type = self._language.types.get(kind)
        if slot_type is None:
            return None
        text = self._utterance.norm()
        found = sorted(_search(slot_type.pattern).finditer(text), key=lambda match: len(match.group()), reverse=True)
        for match in found:
            value = slot_type.convert(match.group().strip())
            places = range(text.count(" ", 0, match.start()), text.count(" ", 0, match.end()))
            if value is not None and beside.isdisjoint(places):
                return self._take(text, match, slot_type, value)
        return None

    def _take(self, text: str, match: re.Match[str], slot_type: SlotType, value: SlotValue) -> SlotValue:
        start, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
        self._taken |= set(range(start, end))
        if slot_type.kept and isinstance(value, str):
            return self._utterance.said(end - len(value.split()), end)
        return simplest(value) if isinstance(value, float) else value

    def _channel(self, slot: str) -> str | None:
        """A name that the viewer has, or a broadcaster's, wherever it stands; else what is likely one."""
        if said := self._known_channel():
            return said
        if match := _BRAND.search(text := self._utterance.norm()):
            start, end = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
            if match.group().strip() not in self._language.cautions.not_alone:
                self._taken |= set(range(start, end))
                return self._utterance.said(start, end)
        said_as = self._free(slot)
        if said_as and "," in said_as:
            return None  # "I am making tea, do you want some"
        meant = self._names.meant(said_as) if said_as else None
        return meant if len(self._names) or self._language.code == "en" else said_as

    def _known_channel(self) -> str | None:
        """The longest name of a channel that the viewer has, among words that fill no other slot."""
        words, not_alone = self._utterance.words, self._language.cautions.not_alone
        for length in range(min(_MOST_NAME_WORDS, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                places = set(range(start, start + length))
                said = self._utterance.said(start, start + length)
                alone = length == 1 and words[start].norm in not_alone
                if self._names.has(said) and not alone and self._taken.isdisjoint(places):
                    self._taken |= places
                    return said
        return None

    def _wished(self) -> str | None:
        """What is to be watched: likely words, with what describes it beside them."""
        span = wished(self._utterance, best_run([float(score) for score in self._look.inside("what", alone=True)]))
        if span is None or span[0] >= span[1]:
            return None
        return self._with_kind(*cased.whole(self._utterance, span))

    def _free(self, slot: str) -> str | None:
        inside = self._look.inside(slot, alone=self._alone)
        scores = [-9.0 if index in self._taken else float(score) for index, score in enumerate(inside)]
        run = best_run(scores) or best_run([score + self._look.leniency for score in scores])
        if run is None:
            return None
        if all(self._utterance.words[index].norm in self._language.cautions.not_alone for index in range(*run)):
            return None
        return self._with_kind(*(self._whole(*run) if slot in _NAMED else run))

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """The run with all of the name that it is of, where the language tells what stands within names."""
        language = self._language
        if language.code == "en":
            return cased.whole(self._utterance, (start, end))
        if not language.within:
            return start, end

        def said(word: str) -> bool:
            return word in language.typical or word in language.within or self._model.knows(self._command, word)

        return Whole(self._utterance, self._taken, language.within, said).around(start, end)

    def _with_kind(self, start: int, end: int) -> str:
        """What was said from `start` to `end`, with a kind that follows: "a horror | film"."""
        while end < len(self._utterance.words) and self._utterance.words[end].norm in KINDS:
            end += 1
        end = self._to_the_end_of_name(end)
        if start > 1 and self._language.code == "en" and self._utterance.said(start - 1, start) in _ARTICLES:
            start -= 1
        self._taken |= set(range(start, end))
        return self._without_verb(self._utterance.said(start, end), end)

    def _to_the_end_of_name(self, end: int) -> int:
        """Behind the words in capital letters that go on with a name: "Gregory's | Girl"."""
        said, count = self._utterance.said, len(self._utterance.words)
        if self._language.code != "en" or said(0, count).istitle() or said(0, count).isupper():
            return end
        while end < count and end not in self._utterance.breaks and said(end - 1, end)[-2:] in _GENITIVE:
            if not said(end, end + 1)[0].isupper():
                break
            end += 1
        return end

    def _without_verb(self, said: str, end: int) -> str:
        """A name without the verb that it is one word with: "Jeopardy's about to start"."""
        words = self._utterance.words
        short = self._language.code == "en" and said[-2:] in _GENITIVE and end < len(words)
        return said[:-2] if short and words[end].norm in _AFTER_IS else said


@lru_cache(maxsize=256)
def _search(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{pattern})")
