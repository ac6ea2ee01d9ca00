"""What is asked for later, which nothing here can do: "turn it down in ten minutes", "switch to BBC One at nine".

Turning off has a timer, recordings and reminders have their times; all else would be done at once. It is held back, and
a reminder is offered in its place.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prism_core.commands import Command
from prism_core.requests import Choice, Question
from prism_llm.understanding import numbers
from prism_llm.understanding.cautions import any_of
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.template import compile_template
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import Utterance, read

_TOLD = ("question", "label", "unnoticed", "how_long", "again", "soon")
"""What Lumen says."""
_NEVER = re.compile(r"(?!)")
_CLOCK = r"\d{1,2}[:.]\d\d "
"""A time of the day in figures: "20:15"."""
_LONGEST = 200
"""Letters of a reminder's slots."""
_LONGEST_FILM = 4 * 3600
"""Seconds."""
_LAST_HOUR, _LAST_MINUTE = 24, 59
_MOST_DAY = 3
"""Words of the day before a time: "tomorrow evening at nine"."""
_MOST_LATER = 2
"""Words of "later" or "and then", which a sentence may begin with that is to be done at once."""
_HELD = frozenset(
    {"tv.play", "tv.pause", "tv.mute", "tv.volume", "tv.rate", "tv.next", "tv.previous", "tv.channel", "tv.watch",
     "tv.continue", "tv.surprise", "tv.subtitles", "tv.audio_track", "tv.quality", "ui.fullscreen", "ui.pip",
     "ui.theme", "lumen.hush", "lumen.companion", "profile.switch", "delete"}
)  # fmt: skip
"""What is done as soon as it is asked for."""
_TIMED = frozenset({"tv.record", "reminder.set"})
_BY_NUMBERS = frozenset({"tv.volume", "tv.rate", "tv.seek", "tv.quality"})
"""What a bare number may be an amount of: "um zehn lauter"."""
_FROM = frozenset({"start", "live", "relative"})
"""Modes of a seek that a span with "in" does not belong to: it would tell which place to go to."""
_NOT_RECORDED = Command.of("tv.record", on=False)
_AT_AN_EVENT = frozenset(
    {"tv.pause", "tv.mute", "tv.volume", "tv.rate", "tv.channel", "tv.subtitles", "ui.fullscreen", "ui.pip", "tv.stop"}
)
"""What is not done before that happens for which it is to wait: "mute it in the next ad break"."""
_ON_A_DAY = _AT_AN_EVENT - {"tv.channel", "ui.fullscreen", "ui.pip"}
"""What is not done today that is to be done on another day."""
_RECORDED = Command.of("tv.record", on=True)
_STOPPED = Command.of("tv.stop")
_SOUND_BACK = Command.of("tv.mute", on=False)
_HOURS = frozenset({7, 8, 9, 11})
"""What is an hour rather than how much louder it is to be."""
_ONE_WORD = frozenset({"tv.volume", "tv.pause", "tv.mute", "tv.play", "tv.continue", "tv.seek", "tv.stop"})
"""What a word alone may ask for, behind which a time stands."""

Read = Callable[[str, bool], Sequence[Command]]
"""What words ask for, as they were said; only what is said in closed phrases, or else also what is likely."""


@dataclass(frozen=True, slots=True)
class Delay:
    """When something is to be done.

    Attributes:
        start: its first word, and `end` the one behind it.
        span: whether it counts from now ("in ten minutes").
        event: whether it is no time but what happens, or none that is told ("after the match", "later").
        day: whether it is a day alone.
    """

    start: int
    end: int
    span: bool
    event: bool = False
    day: bool = False

    def number(self, piece: Utterance) -> float | None:
        """The only number of a time of the day; none where more is said."""
        said = numbers.parse(piece.norm(self.start + 1, self.end)) if not self.span else None
        return None if said is None else float(said)


@dataclass(frozen=True, slots=True)
class Delays:
    """How one language says when something is to be done, and what Lumen says to it.

    Attributes:
        spans: how long from now, among words with a space after each.
        moments: at which time of the day.
        days: a day beside such a time.
        tells: what tells that something else is then, and only why something is asked for ("dinner is in ten minutes").
        question: asked where something would have to be done later, with `{when}` as it was said.
        label: how the reminder is called that is offered.
        unnoticed: said where something waits for what Lumen cannot notice.
        vague: what may be asked for later though nothing would be done for it at once ("switch over").
        steps: what follows a span that is how far, and not when ("in zwei Minuten-Schritten").
        untimed: how a sleep timer is asked for without a time.
        longer: how a sleep timer is asked to go on for longer, without that time ("add … to the sleep timer").
        shorter: the same of a shorter time.
        added: how it is asked to go on for longer right behind being set ("add ten minutes", without that time).
        snoozes: how a reminder is asked for once more, without when.
        again: asked then, with `{when}`.
        soon: when it is offered.
        how_long: asked where such a time is not known.
        events: what something is to wait for, where no time is told ("after the match", "later").
        other_days: a day alone that is not today.
        starts: behind what is to be recorded, that its beginning is meant; a group is what begins.
    """

    spans: re.Pattern[str] = _NEVER
    moments: re.Pattern[str] = _NEVER
    days: re.Pattern[str] = _NEVER
    tells: re.Pattern[str] = _NEVER
    question: str = "I can't do that later by myself. Shall I remind you {when}?"
    label: str = "Remind me {when}"
    unnoticed: str = "I can't notice that by myself. Tell me when it happens, and I'll do it at once."
    vague: re.Pattern[str] = _NEVER
    steps: re.Pattern[str] = _NEVER
    untimed: re.Pattern[str] = _NEVER
    longer: re.Pattern[str] = _NEVER
    shorter: re.Pattern[str] = _NEVER
    added: re.Pattern[str] = _NEVER
    snoozes: re.Pattern[str] = _NEVER
    how_long: str = "For how long?"
    again: str = "Shall I remind you again {when}?"
    soon: str = "in ten minutes"
    events: re.Pattern[str] = _NEVER
    other_days: re.Pattern[str] = _NEVER
    starts: re.Pattern[str] = _NEVER

    @classmethod
    def of(
        cls,
        spoken: Mapping[str, str],
        spans: Sequence[str],
        moments: Sequence[str],
        days: str,
        tells: str,
        types: Mapping[str, str],
        units: Sequence[str],
        *,
        vague: str = "",
        steps: str = "",
        untimed: str = "",
        longer: str = "",
        shorter: str = "",
        added: str = "",
        snoozes: str = "",
        loose: Mapping[str, Sequence[str]] | None = None,
    ) -> "Delays":
        """From templates with typed slots, the units that follow no time of the day, and sentences as they are said."""
        known = {"clock": _CLOCK, **types}
        less = {name: any_of(words) for name, words in (loose or {}).items() if words}
        behind = f"(?!(?:{'|'.join(map(re.escape, units))}) |{types['num']})"
        delays = cls(
            spans=_any(spans, known),
            moments=re.compile(_any(moments, known).pattern + behind) if moments else _NEVER,
            days=re.compile(days),
            tells=re.compile(rf"(?<!\S)(?:{tells}) "),
            vague=re.compile(f"(?:{vague}) ") if vague else _NEVER,
            steps=re.compile(f"(?:{steps}) ") if steps else _NEVER,
            untimed=re.compile(f"(?:{untimed}) ") if untimed else _NEVER,
            longer=re.compile(f"(?:{longer}) ") if longer else _NEVER,
            shorter=re.compile(f"(?:{shorter}) ") if shorter else _NEVER,
            added=re.compile(f"(?:{added}) ") if added else _NEVER,
            snoozes=re.compile(f"(?:{snoozes}) ") if snoozes else _NEVER,
            events=less.get("events", _NEVER),
            other_days=less.get("other_days", _NEVER),
            starts=less.get("starts", _NEVER),
        )
        return replace(delays, **{name: spoken.get(name, getattr(delays, name)) for name in _TOLD})

    def find(self, piece: Utterance) -> Delay | None:
        """Where a piece of a sentence says when."""
        text = piece.norm()
        if (found := self.spans.search(text)) and not self.steps.match(text, found.end()):
            start = text.count(" ", 0, found.start())
            return Delay(start, start + found.group().count(" "), span=True)
        for found in self.moments.finditer(text):
            start, count = text.count(" ", 0, found.start()), found.group().count(" ")
            if _is_time(found.group()):
                return self._with_its_day(piece, start, start + count)
        return None

    def find_any(self, piece: Utterance) -> Delay | None:
        """The same, or where it says on which day alone, or behind which event."""
        if delay := self.find(piece):
            return delay
        text = piece.norm()
        for day, pattern in ((True, self.other_days), (False, self.events)):
            if found := pattern.search(text):
                start = text.count(" ", 0, found.start())
                return Delay(start, start + found.group().count(" ") + 1, span=False, event=not day, day=day)
        return None

    def ends(self, name: str) -> bool:
        """Whether what something waits for was taken for the beginning or the end of a name: "watch Vera later"."""
        words = read(name)
        found = self.events.search(words.norm())
        if found is None:
            return False
        start, end = words.norm().count(" ", 0, found.start()), words.norm().count(" ", 0, found.end() + 1)
        edge = start == 0 or end == len(words.words)
        return edge and words.said(start, end).islower() and not _is_famous(name)

    def _with_its_day(self, piece: Utterance, start: int, end: int) -> Delay:
        for first in range(max(0, start - _MOST_DAY), start):
            if self.days.fullmatch(piece.norm(first, start)):
                start = first
                break
        if behind := self.days.match(piece.norm(end)) if end < len(piece.words) else None:
            end += behind.group().count(" ")
        return Delay(start, end, span=False)

    @staticmethod
    def is_named(
        piece: Utterance, delay: Delay, *, names: Sequence[str], capitals: bool, known: Callable[[str], bool]
    ) -> bool:
        """Whether a time is part of one of the `names` that were understood: "Gone in Sixty Seconds".

        Where nouns have `capitals`, only those tell that are `known`.
        """
        said = piece.said(delay.start, delay.end)
        around = [name for name in names if said in name]
        written = not capitals and delay.start > 0 and any(letter.isupper() for letter in said)
        return any(known(name) or _is_famous(name) or (written and is_written_as_name(name)) for name in around)

    def is_misread(self, words: Utterance, command: Command) -> bool:
        """Whether a time from now was taken for a place to go to, or for a title: "see you in ten minutes"."""
        delay = self.find(words)
        if delay is None or not delay.span:
            return False
        said = words.said(delay.start, delay.end)
        return command.slots.get("mode") == "absolute" or command.slots.get("title") == said

    def offer(self, when: str, title: str) -> Question:
        """The question whether to remind of what cannot be done later."""
        when = when if when[1:2].isupper() else f"{when[0].lower()}{when[1:]}"
        remind = Command(name="reminder.set", slots={"title": title, "when": when})
        choice = Choice(label=self.label.format(when=when), command=remind)
        return Question(text=self.question.format(when=when), choices=(choice,))

    def offer_again(self, title: str) -> Question:
        """The question whether to remind of something once more; of what was on last, where no `title` is known."""
        slots = {"title": title, "when": self.soon} if title else {"when": self.soon}
        remind = Command.model_validate({"name": "reminder.set", "slots": slots})
        choice = Choice(label=self.label.format(when=self.soon), command=remind)
        return Question(text=self.again.format(when=self.soon), choices=(choice,))


def _is_famous(name: str) -> bool:
    said = read(name).norm().strip()
    return said in FAMOUS or said.removeprefix("the ") in FAMOUS


def _any(sources: Sequence[str], types: Mapping[str, str]) -> re.Pattern[str]:
    made = [compile_template(source, {}, types).pattern.pattern for source in sources if source]
    return re.compile(rf"(?<!\S)(?:{'|'.join(made)})") if made else _NEVER


def _is_time(said: str) -> bool:
    """Whether the numbers of a time are those of a clock: not "at 720"."""
    figures = [float(value) for word in said.split() if (value := numbers.parse(word)) is not None]
    alone = len(figures) == 1 and not re.search(r"[:.]", said)
    return all(figure <= (_LAST_HOUR if alone else _LAST_MINUTE) for figure in figures)


def whole(pieces: Sequence[Utterance], words: Utterance, delays: Delays) -> list[Utterance]:
    """The pieces of a sentence with none cut within a time: "a las nueve y media"."""
    delay = delays.find_any(words)
    if delay is None:
        return list(pieces)
    begins = delay.start - 1 if delay.event and delay.start else delay.start
    first, last = words.words[begins].start, words.words[delay.end - 1].start
    cut = [piece for piece in pieces if piece.words[0].start <= last and first <= piece.words[-1].start]
    if len(cut) < 2:
        return list(pieces)
    start, end = cut[0].words[0].start, cut[-1].words[-1].end
    within = tuple(word for word in words.words if start <= word.start < end)
    joined = Utterance(words.text, within, frozenset())
    at = pieces.index(cut[0])
    return [*pieces[:at], joined, *pieces[at + len(cut) :]]


def holds(command: Command, delay: Delay) -> bool:
    """Whether a command would be done at once though it is to be done later."""
    if delay.event or delay.day:
        return command.name in (_AT_AN_EVENT if delay.event else _ON_A_DAY) or command == _NOT_RECORDED
    if command.name == "tv.seek":
        return delay.span and command.slots.get("mode") in _FROM
    return command.name in _HELD or command == _NOT_RECORDED


def is_plain(rest: str, commands: Sequence[Command]) -> bool:
    """Whether words are enough of an order where nothing was understood of the sentence."""
    return len(rest.split()) > 1 or {command.name for command in commands} <= _ONE_WORD


def without(piece: Utterance, delay: Delay) -> str:
    """What a piece says beside when."""
    before, behind = piece.said(0, delay.start), piece.said(delay.end, len(piece.words))
    return f"{before.rstrip(' ,')} {behind.lstrip(' ,')}".strip(" ,;.!?")


def found_in(pieces: Sequence[Utterance], delays: Delays) -> Iterator[tuple[int, int, Delay]]:
    """The piece of each delay, and the one that it belongs to: one that is all of a piece belongs to its neighbour."""
    for at, piece in enumerate(pieces):
        if delay := delays.find_any(piece):
            alone = delay.start == 0 and delay.end == len(piece.words)
            leads = at == 0 and delay.event and delay.end > _MOST_LATER
            before = (not leads and (delay.event or delay.day)) or at + 1 == len(pieces)
            yield at, at if not alone else at - 1 if before else at + 1, delay


@dataclass(frozen=True, slots=True)
class PutOff:
    """A sentence of which something is to be done later.

    Attributes:
        commands: what is done now.
        question: what is asked back; none where what is to be waited for cannot be noticed, or nothing is left to do.
        unnoticed: whether the former.
    """

    commands: tuple[Command, ...]
    question: Question | None
    unnoticed: bool = False


def put_off(
    found: Sequence[Command],
    pieces: Sequence[Utterance],
    delays: Delays,
    asked: Read,
    is_title: Callable[[Utterance, Delay], bool],
) -> PutOff | None:
    """What becomes of `found` where something of it would be done too early; none where all is as it was asked for.

    `is_title` tells whether a time is part of a name.
    """
    for at, of, delay in found_in(pieces, delays):
        piece = pieces[at]
        said = piece.said(delay.start, delay.end)
        loose = delay.event or delay.day
        closed = loose and not found
        if of < 0 or (loose and not found and not closed) or is_title(piece, delay) or len(said) > _LONGEST:
            continue
        if begun := _put_on_then(found, piece, delay, delays, asked):
            return begun
        if any(_has_time(one, said) or (not loose and not delay.span and _is_place(one)) for one in found):
            continue
        rest = without(piece, delay) if of == at else pieces[of].said(0, len(pieces[of].words))
        vague = len(pieces) == 1 and not loose and delays.vague.fullmatch(read(rest).norm()) is not None
        wanted = () if vague else asked(rest, not closed and not delays.tells.search(piece.norm()))
        if not loose and _begins_then(found, wanted):
            return PutOff((_in_time(delays, piece, delay),), None)
        number = delay.number(piece)
        if not vague and not delay.span and not _is_hour(number, wanted) and any(_counts(one, number) for one in found):
            continue
        held = [one for one in wanted if holds(one, delay) and (one.name != "tv.stop" or one in found)]
        if not held and not found and not delay.event and list(wanted) == [_STOPPED]:
            held = [_STOPPED]  # "párala en cinco minutos", which no timer was understood for
        if held == [_SOUND_BACK] and any(one.name == "tv.mute" and one.slots.get("seconds") for one in found):
            continue  # "mute it and turn the sound back on in two minutes"
        if delay.day and not found and len(rest.split()) == 1:
            continue  # "off tomorrow"
        if not vague and (not held or not (found or is_plain(rest, held))):
            continue
        before, behind = pieces[: min(at, of)], pieces[max(at, of) + 1 :]
        now = _all_asked(before, asked)
        after = [(one, asked(one.said(0, len(one.words)), True)) for one in behind]
        kept = [command for command in found if command.name in {one.name for one in now}] or now
        kept += [one for _, commands in after for one in commands if one.name not in _HELD and one not in kept]
        too = [one.said(0, len(one.words)) for one, commands in after if any(holds(that, delay) for that in commands)]
        if delay.event:
            return PutOff(tuple(kept), None, unnoticed=True)
        offer = delays.offer(said, " ".join([rest, *too])[:_LONGEST])
        return PutOff(tuple(kept), offer)
    return None


def _put_on_then(
    found: Sequence[Command], piece: Utterance, delay: Delay, delays: Delays, asked: Read
) -> PutOff | None:
    """The reminder of what was taken for a recording, though it is to be put on: "put Bake Off on at eight"."""
    said = piece.said(delay.start, delay.end)
    if len(found) != 1 or found[0].name != "tv.record" or not _has_time(found[0], said):
        return None
    rest, title = without(piece, delay), found[0].slots.get("title")
    wanted = asked(rest, True) if title and rest != title else ()
    if [(one.name, one.slots.get("title")) for one in wanted] != [("tv.watch", title)]:
        return None
    return PutOff((), delays.offer(said, rest[:_LONGEST]))


def _begins_then(found: Sequence[Command], wanted: Sequence[Command]) -> bool:
    """Whether what is on is to be recorded, and nothing said of it but when."""
    plain = len(found) == 1 and found[0].name == "tv.record" and found[0].slots.keys() <= {"on", "channel", "when"}
    return plain and list(wanted) == [_RECORDED]


def _in_time(delays: Delays, piece: Utterance, delay: Delay) -> Command:
    return _RECORDED.model_copy(update={"slots": {**_RECORDED.slots, "when": piece.said(delay.start, delay.end)}})


def from_its_start(words: Utterance, delays: Delays, asked: Read) -> tuple[Command, str, str] | None:
    """What is to be recorded when it begins, the words that ask for it, and the title that was said behind them.

    "Record Bake Off when it starts."
    """
    clause = delays.starts.search(words.norm())
    if clause is None or not clause.start():
        return None
    at = words.norm().count(" ", 0, clause.start())
    rest = words.said(0, at).rstrip(" ,")
    wanted = asked(rest, True)
    if len(wanted) != 1 or wanted[0].name != "tv.record" or wanted[0].slots.get("on") is False:
        return None
    if clause.lastindex and wanted[0].slots.get("title"):
        return None  # something else begins
    if not clause.lastindex:
        return wanted[0], rest, ""
    start, said = clause.start(clause.lastindex), clause[clause.lastindex].strip()
    first = words.norm().count(" ", 0, start)
    return wanted[0], rest, words.said(first, first + said.count(" ") + 1)


def _all_asked(pieces: Sequence[Utterance], asked: Read) -> list[Command]:
    return [command for piece in pieces for command in asked(piece.said(0, len(piece.words)), True)]


def _has_time(command: Command, said: str) -> bool:
    """Whether a command is one that knows of times, and has this one."""
    when = str(command.slots.get("when", ""))
    return command.name in _TIMED and bool(when) and when in said


def _is_place(command: Command) -> bool:
    """Whether it goes to a place that a film has: "reprends à une heure dix", but not "at twenty to nine"."""
    seconds = command.slots.get("seconds")
    absolute = command.name == "tv.seek" and command.slots.get("mode") == "absolute"
    return absolute and isinstance(seconds, int | float) and seconds < _LONGEST_FILM


def _is_hour(number: float | None, wanted: Sequence[Command]) -> bool:
    """Whether "turn it down at nine" tells when: an hour of the evening, where nobody turns it down by so much."""
    steps = [one.name == "tv.volume" and one.slots.get("mode") == "step" for one in wanted]
    return number in _HOURS and steps == [True]


def _counts(command: Command, number: float | None) -> bool:
    """Whether a number is no time but how much of something is wanted."""
    amounts = [abs(value) for value in command.slots.values() if isinstance(value, int | float)]
    return command.name in _BY_NUMBERS and number in amounts
