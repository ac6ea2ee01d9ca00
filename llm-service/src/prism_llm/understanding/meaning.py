"""What a reading comes to: a command, with the channel that the viewer has and the title that is meant."""

import re

from pydantic import ValidationError

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.context import resolve
from prism_llm.understanding.english.watched import has_clause, title_meant
from prism_llm.understanding.grammar import Grammar, Reading, SlotValues
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.utterance import read

_ON = frozenset({"on"}) | words_of_all("names", "on")
"""What stands in any language between a title and its channel."""
_OF = frozenset({"of", "for"}) | words_of_all("names", "day")
"""What stands between a title and its day."""
_CALLED = re.compile(r"channel \w+|(?!tonight|the|my|some|live|more)[\w']+ tv", re.I)
_CALLED_SO = re.compile(r"[A-Z][\w']+ (?:Radio|FM)|Radio [A-Z0-9]\w*|\d[A-Z]{2,5}")
"""A name that is no title, whoever has such a channel."""
CHANNELS, _MOST_CHANNELS = "@channels", 9
"""Several channels on or back at once, each a step of its own, and how many that may be."""
_TIMED = frozenset({"tv.record", "reminder.set"})
_THIS = frozenset({"it", "this", "that", "this one", "that one"})
"""What points at what is on, and is no title."""
_TITLED = frozenset({"tv.record", "reminder.set", "reminder.cancel", "ask.when"})
"""What is asked for by a title."""


class Meaning:
    """What readings in one language mean to one viewer."""

    def __init__(self, grammar: Grammar, names: ChannelNames) -> None:
        self._grammar = grammar
        self._names = names

    def command(self, reading: Reading, context: UtteranceContext) -> Command | None:
        """The command; None where none can be made of the reading, as of a channel that there is not."""
        if reading.name == "@channel":
            return self.known_channel(str(reading.slots["name"]))
        if reading.name == "@quality":
            name = self._names.in_quality(context.channel or "", str(reading.slots["quality"]))
            return Command(name="tv.channel", slots={"name": name}) if name else None
        if reading.name == "@on":
            return Command(name="ask.now", slots=dict(reading.slots))
        if reading.name == CHANNELS:
            some = 0 < int(str(reading.slots["count"])) <= _MOST_CHANNELS
            return Command(name="tv.channel", slots={"step": reading.slots["step"]}) if some else None
        if reading.name == "@part":
            last = context.last_command
            return Command(name="tv.watch", slots=dict(reading.slots)) if last and last.name == "tv.watch" else None
        if reading.name == "@about":
            return Command(name="tv.watch", slots={"person": str(reading.slots["about"])})
        if reading.name.startswith("@"):
            return resolve(reading.name, reading.slots, context)
        slots = dict(reading.slots)
        name = reading.name
        title = str(slots.get("title", ""))
        if name == "tv.watch" and set(slots) == {"title"} and (self.is_channel(title) or _is_called_so(title)):
            name, slots = "tv.channel", {"name": slots["title"]}
        if self._grammar.language.code == "en" and name in _TITLED and title:
            if name == "tv.record" and "when" in slots and has_clause(title):
                del slots["when"]  # "record it so I can watch it tomorrow"
            slots["title"] = title = title_meant(title)
            if name in _TIMED and title and "when" not in slots and title != str(reading.slots["title"]):
                slots |= self._timed(title)
                title = str(slots["title"])
            if name == "tv.record" and title.casefold() in _THIS:
                del slots["title"]
        if name == "tv.record" and "channel" not in slots:
            slots |= self._on_channel(title)
            slots = {slot: value for slot, value in slots.items() if value != ""}
        for slot in ("name",) if name == "tv.channel" else ("channel",):
            if isinstance(said := slots.get(slot), str):
                slots[slot] = self._names.meant(said) or said
        try:
            return Command.model_validate({"name": name, "slots": slots})
        except ValidationError:
            return None

    def _timed(self, title: str) -> SlotValues:
        """A title and the time behind it, where words stood there that belong to neither: "the match tonight too"."""
        words, time = read(title), self._grammar.language.types["when"]
        for at in range(1, len(words.words)):
            said = words.norm(at)
            if re.fullmatch(time.pattern, said) and words.said(at, len(words.words)).islower():
                kept = str(time.convert(said.strip()))
                return {"title": words.said(0, at).rstrip(" ,"), "when": title[-len(kept) :]}
        return {"title": title}

    def is_channel(self, said: str) -> bool:
        """Whether a name is that of a channel of the viewer's, or of a broadcaster."""
        return self._names.has(said) or self._is_broadcaster(said)

    def is_no_channel(self, reading: Reading) -> bool:
        """Whether a name that only a channel may have is that of none."""
        return reading.name == "@channel" and self.known_channel(str(reading.slots["name"])) is None

    def known_channel(self, said: str) -> Command | None:
        """A channel that the viewer has, or a broadcaster that is known everywhere."""
        name = self._names.meant(said) or (said if self._is_broadcaster(said) else None)
        if name is None and self._names.candidates(said):
            name = said  # which of them is asked back
        return Command(name="tv.channel", slots={"name": name}) if name else None

    def _on_channel(self, title: str) -> SlotValues:
        """A title and the channel that is named behind it ("las noticias de La 1"), where the viewer has that one."""
        words = title.split()
        for at in range(len(words) - 2, 0, -1):
            channel = " ".join(words[at + 1 :])
            if words[at].casefold() in _ON and self.is_channel(channel):
                return {"channel": channel, **self._titled(" ".join(words[:at]))}
        return {}

    def _titled(self, said: str) -> SlotValues:
        """A title and the time that ends it ("il Gran Premio domenica"), or the time alone."""
        words, when = self._grammar.prepared(read(said)), self._grammar.language.types["when"]
        for at in range(len(words.words)):
            if re.fullmatch(when.pattern, words.norm(at)):
                time = words.said(at, len(words.words))
                end = at - 1 if at > 1 and words.words[at - 1].norm in _OF else at
                return {"title": words.said(0, end), "when": time} if end else {"title": "", "when": time}
        return {"title": said}

    def _is_broadcaster(self, said: str) -> bool:
        """Whether a name is that of a broadcaster, with its number in a figure or in a word ("Radio Tres")."""
        return is_broadcaster(said) or is_broadcaster(self._grammar.prepared(read(said)).norm().strip())


def _is_called_so(title: str) -> bool:
    """Whether a name is a channel's, whoever has it."""
    return bool(_CALLED.fullmatch(title) or _CALLED_SO.fullmatch(title))
