"""Whether to say something about the programme, what, and why not: pure decisions, time as an argument."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from prism_companion.audio.content import Content
from prism_companion.audio.mood import Label
from prism_companion.lines import CaptionLines, Script
from prism_companion.scores import Score
from prism_core.events import REST_FACTORS, Chattiness, Expression, Remark, RemarkLine, WatchAlong

Choose = Callable[[Sequence[str]], str]

COMMENTARY_URGENCY = 0.7
"""A commentator never stops talking: this or more may be said over one, and nothing ever over dialogue."""
PATIENCE_SECONDS = 6.0
"""How long what is worth saying waits for a pause in the dialogue; later it is about something that is over."""
DIALOGUE = "somebody speaks on the programme"
MOOD_HOLD_SECONDS = 20.0
"""A change of mood is worth a word only if it stays."""


@dataclass(frozen=True)
class Moment:
    """What is known of a channel now. now: Unix seconds.

    captions: those that are new, and caption_times when each appears. dropped_at: when the bass came back. programme:
    the title that the guide gives. scored: how a match stands after a goal. Times are Unix seconds of programme time.
    """

    now: float
    content: Content
    mood: Label
    dropped: bool = False
    captions: tuple[str, ...] = ()
    programme: str | None = None
    scored: Score | None = None
    caption_times: tuple[float, ...] = ()
    dropped_at: float | None = None

    @property
    def dialogue(self) -> bool:
        """Whether somebody on the programme speaks: it sounds like speech, or is captioned, even over music."""
        return self.content == "speech" or any(is_spoken(caption) for caption in self.captions)


@dataclass(frozen=True)
class Say:
    """A remark worth proposing.

    at: programme time of what it is about, which viewers must have seen before. score: it tells how a match stands.
    instead: for viewers who want no jokes, spoilers or scores, the most urgent first.
    """

    text: str
    reason: str
    urgency: float
    expression: Expression = "happy"
    at: float | None = None
    joke: bool = False
    spoiler: bool = False
    score: bool = False
    instead: tuple["Say", ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is for every viewer."""
        return not (self.joke or self.spoiler or self.score)

    def line(self) -> RemarkLine:
        """As it is told to sessions."""
        return RemarkLine(
            text=self.text,
            reason=self.reason,
            urgency=self.urgency,
            expression=self.expression,
            joke=self.joke,
            spoiler=self.spoiler,
            score=self.score,
        )


@dataclass(frozen=True)
class Silence:
    """Nothing is said, and why; `wanted` is the reason of what would have been said, if there was something."""

    reason: str
    wanted: str = ""


@dataclass(frozen=True)
class Manners:
    """How often, when and how.

    rest_seconds: between two remarks, at normal chattiness. quiet_hours: from and to hour of each viewer's own day;
    equal ones mean never. utc_offset_hours: of viewers whose browser does not tell their time zone.
    The rest is how she watches along with viewers who have not said how: proposed is what any of them may want.
    """

    rest_seconds: float = 60.0
    quiet_hours: tuple[int, int] = (23, 7)
    chattiness: Chattiness = "normal"
    humour: bool = True
    spoilers: bool = False
    utc_offset_hours: float = 0.0

    @property
    def rest(self) -> float:
        """Seconds between two remarks to the viewer who wants most of them; each session waits as its own wants."""
        return self.rest_seconds * min(REST_FACTORS.values())

    @property
    def usual(self) -> WatchAlong:
        """How she watches along with who has not said how."""
        return WatchAlong(chattiness=self.chattiness, humour=self.humour, spoilers=self.spoilers)


@dataclass
class Remarks:
    """One channel's decisions; remembers what it said and what it saw."""

    script: Script
    manners: Manners
    choose: Choose
    last_at: float | None = None
    """When something was said on the channel last, in Unix seconds."""
    _before_last: float | None = None
    _last_text: str = ""
    _programme: str | None = None
    _mood: Label | None = None
    _mood_since: float = 0.0
    _mood_told: bool = True
    _waiting: tuple[Say, ...] = ()
    _waiting_since: float = 0.0

    def consider(self, moment: Moment) -> Say | Silence:
        """What to say at `moment`, or why nothing."""
        candidates = self._candidates(moment)
        if moment.now - self._waiting_since <= PATIENCE_SECONDS:
            candidates += self._waiting
        if not candidates:
            return Silence("nothing happened")
        best, *others = sorted(candidates, key=lambda candidate: -candidate.urgency)
        lines = (best, *_instead(best, others))
        if reason := self._forbidden(best, moment):
            if reason == DIALOGUE and best not in self._waiting:
                self._waiting, self._waiting_since = lines, moment.now
            return Silence(reason, wanted=best.reason)
        self._before_last = self.last_at
        if not all(line.spoiler for line in lines):  # What few want to hear keeps nobody else from the next remark.
            self.last_at = moment.now
        self._last_text, self._waiting = best.text, ()
        return replace(best, instead=lines[1:])

    def proposed(self, channel_id: str, say: Say) -> Remark:
        """`say` as all sessions on the channel hear of it, each of which takes what its viewer wants."""
        return Remark(
            **say.line().model_dump(),
            channel_id=channel_id,
            instead=tuple(other.line() for other in say.instead),
            usual=self.manners.usual,
            rest_seconds=self.manners.rest_seconds,
            quiet_hours=self.manners.quiet_hours,
            utc_offset_hours=self.manners.utc_offset_hours,
        )

    def take_back(self) -> None:
        """The last remark was not made after all; the next one need not rest after it."""
        self.last_at = self._before_last

    def may_interrupt(self, say: Say) -> bool:
        """Whether `say` may be said over somebody who speaks: a commentator, and nobody else."""
        return self.script.commentary and say.urgency >= COMMENTARY_URGENCY

    def _candidates(self, moment: Moment) -> list[Say]:
        script, found = self.script, []
        if self._is_new_programme(moment) and script.programme_change:
            line = self._pick(script.programme_change.lines).format(title=moment.programme)
            found.append(Say(line, "a programme begins", script.programme_change.urgency))
        if moment.dropped and script.drop:
            line = self._pick(script.drop.lines)
            found.append(Say(line, "the drop", script.drop.urgency, "surprised", moment.dropped_at))
        if moment.scored and script.goal:
            line = self._pick(script.goal.lines).format(**vars(moment.scored))
            found.append(Say(line, "the score changed", script.goal.urgency, "surprised", score=True))
        if moment.content == "applause" and script.applause:
            found.append(Say(self._pick(script.applause.lines), "applause", script.applause.urgency))
        found += self._mood_change(moment)
        for caption, at in zip_longest(moment.captions, moment.caption_times):
            for trigger in script.caption:
                if trigger.matches(caption):
                    found += self._on_caption(trigger, at)
        return found

    def _on_caption(self, trigger: CaptionLines, at: float | None) -> list[Say]:
        """What a caption calls for; a joke comes with something for who wants none."""
        text = self._pick((*trigger.lines, *trigger.jokes))
        said = Say(text, trigger.reason, trigger.urgency, "surprised", at, spoiler=trigger.spoiler)
        if text not in trigger.jokes:
            return [said]
        return [replace(said, joke=True), replace(said, text=self._pick(trigger.lines))]

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
        if self.last_at is not None and (waited := moment.now - self.last_at) < self.manners.rest:
            return f"the last remark was {waited:.0f} s ago"
        if self.script.quiet and moment.mood in ("calm", "dramatic"):
            return "a quiet scene"
        if moment.dialogue and not self.may_interrupt(say):
            return DIALOGUE
        return None

    def _pick(self, lines: Sequence[str]) -> str:
        """One of the lines, not the one said last if there is another."""
        return self.choose([line for line in lines if line != self._last_text] or lines)


def _instead(best: Say, others: Sequence[Say]) -> tuple[Say, ...]:
    """What of `others`, the most urgent first, is for viewers for whom `best` is not: up to what is for all."""
    found: list[Say] = []
    for other in () if best.plain else others:
        found.append(other)
        if other.plain:
            break
    return tuple(found)


def is_spoken(caption: str) -> bool:
    """Whether a caption is of words, and not of a sound, such as `[applause]` or `♪`."""
    return any(letter.isalpha() for letter in re.sub(r"\[[^\]]*\]|\([^)]*\)|♪[^♪]*♪?", "", caption))
