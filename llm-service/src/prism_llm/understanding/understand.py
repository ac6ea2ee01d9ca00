"""From a text to commands: read the words, cut them into requests, resolve what only the context can say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import hearing, numbers
from prism_llm.understanding.context import resolve
from prism_llm.understanding.grammar import Grammar, Reading
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.utterance import Utterance, Word, read, with_figures

_SHORT = 3
_LONGEST = 40
"""Words in a request; longer texts are conversation."""
_MOST_PARTS = 4
_CLOSED, _OPEN, _REPAIRED, _BARE = 0.97, 0.85, 0.7, 0.6
_HARDLY_A_REQUEST = frozenset({"confirm", "deny", "@ok", "@more", "@again", "@less", "repeat"})
"""Too short and too common to count as a second request in one breath."""


@dataclass(frozen=True, slots=True)
class _Part:
    command: Command
    confidence: float


class Understander:
    """Finds commands by grammar alone: no model, no network, a few milliseconds.

    Immutable but for `names`, which is swapped as a whole; any thread may use it.
    """

    def __init__(self, grammars: Mapping[str, Grammar], names: ChannelNames | None = None) -> None:
        self._grammars = grammars
        self.names = names or ChannelNames(())

    def understand(self, text: str, context: UtteranceContext | None = None) -> Understanding:
        """The commands in `text`, in spoken order; none where it is conversation.

        `tier` is `grammar`, or `repaired` where words had to be put right first, or `none`.
        """
        context = context or UtteranceContext()
        utterance = read(text)
        order = self._order(utterance, context)
        language = order[0]
        if not utterance.words or len(utterance.words) > _LONGEST:
            return Understanding(tier="none", confidence=0.0, language=language)
        if option := _option(utterance, context):
            return Understanding(commands=(option,), tier="grammar", confidence=_CLOSED, language=language)
        for code in order:
            if parts := _Pass(self._grammars[code], context, self.names).parts(utterance):
                return _understanding(parts, "grammar", code)
        fixed = _repaired(utterance)
        if fixed and (parts := _Pass(self._grammars["en"], context, self.names).parts(fixed)):
            lowered = [replace(part, confidence=_REPAIRED) for part in parts]
            return _understanding(lowered, "repaired", "en")
        return Understanding(tier="none", confidence=0.9, language=language)

    def _order(self, utterance: Utterance, context: UtteranceContext) -> list[str]:
        """Languages to try, the likeliest first: by their typical words, then the context's, then English.

        One without a typical word is tried on short phrases alone, which often have none ("pausa").
        """
        spoken = (context.language or "en").split("-")[0].lower()
        default = spoken if spoken in self._grammars else "en"
        words = [word.norm for word in utterance.words]
        counts = {
            code: sum(word in grammar.language.typical for word in words) for code, grammar in self._grammars.items()
        }
        most = max(counts.values())
        tried = [code for code, count in counts.items() if code != default and count == most > counts[default]]
        if not counts[default] and not tried and len(words) <= _SHORT:
            tried = [code for code in self._grammars if code != default]
        return [*tried, default] if most > counts[default] else [default, *tried]


def _understanding(parts: Sequence[_Part], tier: str, language: str) -> Understanding:
    return Understanding(
        commands=tuple(part.command for part in parts),
        tier=tier,
        confidence=min(part.confidence for part in parts),
        language=language,
    )


def _option(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """A line of the list on the screen, said word for word or by its number."""
    options = context.options or ()
    said = utterance.norm()
    for index, option in enumerate(options, 1):
        if read(option).norm() == said:
            return Command.of("ui.select", index=index)
    number = numbers.parse(said.strip().removeprefix("number ").removeprefix("option "))
    if number is not None and float(number).is_integer() and 1 <= number <= len(options):
        return Command.of("ui.select", index=int(number))
    return None


def _repaired(utterance: Utterance) -> Utterance | None:
    words = hearing.repaired([word.norm for word in utterance.words])
    if words is None:
        return None
    pairs = zip(words, utterance.words, strict=True)
    return replace(utterance, words=tuple(Word(norm, old.start, old.end) for norm, old in pairs))


class _Pass:
    """One language's attempt on one text; remembers what it has read, since cuts overlap."""

    def __init__(self, grammar: Grammar, context: UtteranceContext, names: ChannelNames) -> None:
        self._grammar = grammar
        self._context = context
        self._names = names
        self._read: dict[tuple[int, int], Reading | None] = {}
        self._cut: dict[tuple[int, int], list[Reading] | None] = {}

    def parts(self, utterance: Utterance) -> list[_Part]:
        """The requests in `utterance`, resolved one after the other; empty unless every word belongs to one."""
        utterance = self._without_hesitations(with_figures(utterance, self._grammar.language.figures))
        readings = self._readings(utterance, 0, len(utterance.words), _MOST_PARTS)
        parts: list[_Part] = []
        for reading in readings or ():
            command = self._command(reading)
            if command is None:
                return []
            parts.append(_Part(command, self._confidence(command, reading)))
            self._context = self._context.model_copy(update={"last_command": command})
        return parts

    def _without_hesitations(self, utterance: Utterance) -> Utterance:
        words: list[Word] = []
        breaks: set[int] = set()
        for index, word in enumerate(utterance.words):
            if index in utterance.breaks:
                breaks.add(len(words))
            if word.norm not in self._grammar.language.hesitations:
                words.append(word)
        return Utterance(utterance.text, tuple(words), frozenset(breaks))

    def _readings(self, utterance: Utterance, start: int, end: int, most: int) -> list[Reading] | None:
        """Cut into requests, or read as one. Several win over one with free words, which would swallow the rest."""
        if (start, end) in self._cut:
            return self._cut[start, end]
        whole = self._reading(utterance, start, end)
        found = [whole] if whole else None
        if most > 1 and (whole is None or whole.open):
            found = self._several(utterance, start, end, most) or found
        self._cut[start, end] = found
        return found

    def _several(self, utterance: Utterance, start: int, end: int, most: int) -> list[Reading] | None:
        for cut, resume in self._cuts(utterance, start, end):
            head = self._reading(utterance, start, cut)
            if head is None:
                continue
            rest = self._readings(utterance, resume, end, most - 1)
            if rest and not (rest[0].open and _may_be_a_title(head)) and rest[0].name not in _HARDLY_A_REQUEST:
                return [head, *rest]
        return None

    def _cuts(self, utterance: Utterance, start: int, end: int) -> list[tuple[int, int]]:
        """Where one request may end and the next begin."""
        cuts: list[tuple[int, int]] = []
        for index in range(start + 1, end):
            match = self._grammar.joiner.match(utterance.norm(index, end))
            if match:
                cuts.append((index, index + match.group().count(" ")))
            elif index in utterance.breaks:
                cuts.append((index, index))
        return [(cut, resume) for cut, resume in cuts if resume < end]

    def _reading(self, utterance: Utterance, start: int, end: int) -> Reading | None:
        if (start, end) not in self._read:
            self._read[start, end] = self._politely(utterance, start, end)
        return self._read[start, end]

    def _politely(self, utterance: Utterance, start: int, end: int) -> Reading | None:
        """Read the words, then the words without what politeness put before and after them."""
        for first in self._starts(utterance, start, end):
            for last in self._ends(utterance, first, end):
                if reading := self._grammar.read(utterance, first, last):
                    return reading
        bare = utterance.said(start, end)
        if self._names.has_long(bare):
            return Reading("tv.channel", {"name": bare})
        return None

    def _starts(self, utterance: Utterance, start: int, end: int) -> list[int]:
        starts = [start]
        while starts[-1] < end:
            match = self._grammar.opening.match(utterance.norm(starts[-1], end))
            taken = match.group().count(" ") if match else 0
            if not taken or starts[-1] + taken >= end:
                break
            starts.append(starts[-1] + taken)
        return starts

    def _ends(self, utterance: Utterance, start: int, end: int) -> list[int]:
        ends = [end]
        changed = True
        while changed:
            changed = False
            for last in range(start + 1, ends[-1]):
                if self._grammar.closing.fullmatch(utterance.norm(last, ends[-1])):
                    ends.append(last)
                    changed = True
                    break
        return ends

    def _command(self, reading: Reading) -> Command | None:
        if reading.name == "@channel":
            return self._known_channel(str(reading.slots["name"]))
        if reading.name.startswith("@"):
            return resolve(reading.name, reading.slots, self._context)
        slots = dict(reading.slots)
        name = reading.name
        if name == "tv.watch" and set(slots) == {"title"} and self._names.has(str(slots["title"])):
            name, slots = "tv.channel", {"name": slots["title"]}
        for slot in ("name",) if name == "tv.channel" else ("channel",):
            if isinstance(said := slots.get(slot), str):
                slots[slot] = self._names.meant(said) or said
        try:
            return Command.model_validate({"name": name, "slots": slots})
        except ValidationError:
            return None

    def _known_channel(self, said: str) -> Command | None:
        """A channel that the viewer has, or a broadcaster that is known everywhere."""
        name = self._names.meant(said) or (said if is_broadcaster(said) else None)
        return Command(name="tv.channel", slots={"name": name}) if name else None

    def _confidence(self, command: Command, reading: Reading) -> float:
        if command.name in ("confirm", "deny") and not self._context.pending:
            return _BARE
        return _OPEN if reading.open else _CLOSED


def _may_be_a_title(head: Reading) -> bool:
    """Whether the words after "and" may still belong to what the first request names."""
    return head.open and head.name in ("tv.watch", "ui.search", "reminder.set", "tv.record", "ask.when")
