"""Whether to say something about the programme, what, and why not: pure decisions, time as an argument."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prism_companion.audio.content import Content
from prism_companion.audio.mood import Label
from prism_companion.lines import Script
from prism_core.events import Expression

Choose = Callable[[Sequence[str]], str]

SPOKEN_URGENCY = 0.7
"""While somebody on the programme speaks, only this or more may interrupt."""
NIGHT_URGENCY = 0.85
MOOD_HOLD_SECONDS = 20.0
"""A change of mood is worth a word only if it stays."""


@dataclass(frozen=True)
class Moment:
    """What is known of a channel now. now: Unix seconds; hour: of the viewers' day, 0 to 24.

    captions: those that are new. programme: the title that the guide gives.
    """

    now: float
    hour: float
    content: Content
    mood: Label
    dropped: bool = False
    captions: tuple[str, ...] = ()
    programme: str | None = None
    genre: str = "general"


@dataclass(frozen=True)
class Say:
    """A remark worth proposing."""

    text: str
    reason: str
    urgency: float
    expression: Expression = "happy"


@dataclass(frozen=True)
class Silence:
    """Nothing is said, and why."""

    reason: str


@dataclass(frozen=True)
class Manners:
    """How often and when. quiet_hours: from and to hour; equal ones mean never."""

    rest_seconds: float = 60.0
    quiet_hours: tuple[int, int] = (23, 7)
    quiet_genres: frozenset[str] = frozenset({"drama", "documentary", "movie", "movies", "film"})


@dataclass
class Remarks:
    """One channel's decisions; remembers what it said and what it saw."""

    script: Script
    manners: Manners
    choose: Choose
    _last_at: float | None = None
    _last_text: str = ""
    _programme: str | None = None
    _mood: Label | None = None
    _mood_since: float = 0.0
    _mood_told: bool = True

    def consider(self, moment: Moment) -> Say | Silence:
        """What to say at `moment`, or why nothing."""
        candidates = self._candidates(moment)
        if not candidates:
            return Silence("nothing happened")
        best = max(candidates, key=lambda candidate: candidate.urgency)
        if reason := self._forbidden(best, moment):
            return Silence(reason)
        self._last_at, self._last_text = moment.now, best.text
        return best

    def _candidates(self, moment: Moment) -> list[Say]:
        script, found = self.script, []
        if self._is_new_programme(moment) and script.programme_change:
            line = self._pick(script.programme_change.lines).format(title=moment.programme)
            found.append(Say(line, "a programme begins", script.programme_change.urgency))
        if moment.dropped and script.drop:
            found.append(Say(self._pick(script.drop.lines), "the drop", script.drop.urgency, "surprised"))
        if moment.content == "applause" and script.applause:
            found.append(Say(self._pick(script.applause.lines), "applause", script.applause.urgency))
        found += self._mood_change(moment)
        for caption in moment.captions:
            for trigger in script.caption:
                if trigger.matches(caption):
                    found.append(Say(self._pick(trigger.lines), trigger.reason, trigger.urgency, "surprised"))
        return found

    def _is_new_programme(self, moment: Moment) -> bool:
        """Whether another programme began; the first one seen is not news."""
        if moment.programme is None or moment.programme == self._programme:
            return False
        known, self._programme = self._programme, moment.programme
        return known is not None

    def _mood_change(self, moment: Moment) -> list[Say]:
        if moment.mood != self._mood:
            self._mood_told = self._mood is None
            self._mood, self._mood_since = moment.mood, moment.now
        held = moment.now - self._mood_since >= MOOD_HOLD_SECONDS
        lines = getattr(self.script.mood_change, moment.mood, ()) if self.script.mood_change else ()
        if self._mood_told or not held or not lines or moment.content != "music" or not self.script.mood_change:
            return []
        self._mood_told = True
        return [Say(self._pick(lines), f"the mood turned {moment.mood}", self.script.mood_change.urgency)]

    def _forbidden(self, say: Say, moment: Moment) -> str | None:
        """Why `say` must not be said now."""
        if self._last_at is not None and (waited := moment.now - self._last_at) < self.manners.rest_seconds:
            return f"the last remark was {waited:.0f} s ago"
        if is_between(moment.hour, self.manners.quiet_hours) and say.urgency < NIGHT_URGENCY:
            return "it is night"
        if moment.content == "speech" and say.urgency < SPOKEN_URGENCY:
            return "somebody speaks on the programme"
        is_quiet = moment.genre in self.manners.quiet_genres and moment.mood in ("calm", "dramatic")
        if is_quiet and say.urgency < SPOKEN_URGENCY:
            return "a quiet scene"
        return None

    def _pick(self, lines: Sequence[str]) -> str:
        """One of the lines, not the one said last if there is another."""
        return self.choose([line for line in lines if line != self._last_text] or lines)


def is_between(hour: float, hours: tuple[int, int]) -> bool:
    """Whether `hour` lies in a stretch of the day that may span midnight."""
    begin, end = hours
    if begin == end:
        return False
    return begin <= hour < end if begin < end else hour >= begin or hour < end
