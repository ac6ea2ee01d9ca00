"""Reminders: set from the guide or a time as said, listed, cancelled. Nothing is said to be done that was not."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prism_core.events.conversation import Card
from prism_llm.media import Channel, Media, Programme, Reminder
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed, some_of, which
from prism_llm.responder.asked_times import Window, seconds_ahead, window
from prism_llm.responder.matching import matching
from prism_llm.responder.memories import addressed
from prism_llm.responder.reminding import FARTHEST_SECONDS, completed, once
from prism_llm.telling import asked_any, asked_for, spoken_words

_UNTITLED = "Reminder"
"""What a reminder is called where only a time was said."""
_THIS = asked_for("reminded_of_next", r"^(?:{})$")
_AT_ITS_END = asked_for("at_its_end", r"^(?:{})$")
_ARTICLE = re.compile(rf"^(?:(?:{asked_any('before_title')})(?:\s+|(?<=['’]))|{asked_any('remind_verb')})(?=\S)", re.I)
"""What stands before what to remind of: an article, or what comes before a verb in French and Italian."""
_GUIDE_DAYS = 14
_PASSED = "That time has passed already, so I haven't set a reminder."
_ONCE = "It comes only once: I can't repeat reminders yet."
_TOO_FAR = (
    "I set reminders for a year ahead at most, so I haven't set this one. "
    "Tell me a time within a year, like: remind me in an hour."
)


@dataclass(frozen=True, slots=True)
class _Target:
    """What to remind of, and when it is."""

    title: str
    when: datetime
    channel: Channel | None = None


class Reminders:
    """Answers `reminder.*`. `Unavailable` passes through when media-service is away."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Mapping[str, Callable[[Question], Awaitable[Answer]]] = {
            "reminder.set": self._set,
            "reminder.list": self._list,
            "reminder.cancel": self._cancel,
        }

    async def answer(self, question: Question) -> Answer | None:
        """What was done, in words; none for other commands."""
        make = self._answers.get(question.command.name)
        return await make(question) if make else None

    async def ahead(self, now: datetime) -> Sequence[Reminder]:
        """Reminders that are still to come, the soonest first."""
        return [item for item in await self._media.reminders() if _due(item) > now]

    async def _set(self, question: Question) -> Answer:
        question = completed(question)
        target = await self._target(question)
        if isinstance(target, str):
            return Answer([target])
        lead = round(float(question.command.slots.get("lead_seconds", 0)))
        if target.when - timedelta(seconds=lead) <= question.now:
            return Answer([_too_late(target, lead, question.now)])
        for known in await self._media.reminders():
            if (known.title, known.when, known.lead_seconds) == (target.title, target.when, lead):
                return Answer([f"That reminder is set already: {described(known, question.now)}."])
        channel_id = target.channel.id if target.channel else None
        kept = await self._media.add_reminder(target.title, target.when, channel_id, lead)
        where = f" on {target.channel.name}" if target.channel else ""
        what = f"a reminder{_purpose(kept, question.text)}{_before(kept)}"
        told = f"I've set {what} {times.spoken(kept.when, question.now)}{where}."
        return Answer([told, *([_ONCE] if once(question.text) is not None else [])])

    async def _target(self, question: Question) -> _Target | str:
        """What to remind of; a sentence where that cannot be told."""
        title, when = question.slot("title"), question.slot("when")
        if not when:
            return await self._programme(title, question)
        if _AT_ITS_END.match(when):
            return await self._at_its_end(title, question)
        span = window(when, question.now)
        if why := _out_of_reach(when, span, question.now):
            return why
        if span is None:
            return f"I'm not sure which time you mean by {when}, so I haven't set a reminder."
        start, stop = span
        exact = stop - start <= timedelta(minutes=1)
        if title:
            found = await self._listed_in_guide(title, start - timedelta(minutes=1), stop)
            if found:
                return await self._of(found)
        if exact:
            return _Target(_ARTICLE.sub("", title) or _UNTITLED, start)
        span_from_now = seconds_ahead(when) is not None
        missing = f"I can't find {title} in the guide for {'that time' if span_from_now else when}."
        if not title:
            missing = "That's no exact time."
        return f"{missing} Tell me at what time, and I'll set a reminder."

    async def _programme(self, title: str, question: Question) -> _Target | str:
        if _THIS.match(title):
            return await self._next_here(question)
        found = await self._listed_in_guide(title, question.now, question.now + timedelta(days=_GUIDE_DAYS))
        if found:
            return await self._of(found)
        running = [item for item in await self._media.programmes(_ARTICLE.sub("", title)) if item.stop > question.now]
        if running:
            channel = await self._media.channel(running[0].channel_id)
            return f"{running[0].title} is on right now, on {channel.name}, so I haven't set a reminder."
        return (
            f"I can't find {title} in the guide, so I haven't set a reminder. "
            f"Say it with a time, like: remind me at nine about {title}."
        )

    async def _next_here(self, question: Question) -> _Target | str:
        """What comes next on the channel that is on: "remind me when it starts"."""
        if not question.channel_id:
            return "I don't know which programme you mean. Tell me its title, and I'll set a reminder."
        both = (await self._media.now([question.channel_id])).get(question.channel_id)
        if both is None or both.next is None:
            return "The guide doesn't say what comes next here, so I haven't set a reminder."
        return await self._of(both.next)

    async def _at_its_end(self, title: str, question: Question) -> _Target | str:
        """When the programme ends that is on: "remind me to put the bins out after the film"."""
        if not question.channel_id:
            return "I don't know which programme you mean. Tell me its title, and I'll set a reminder."
        both = (await self._media.now([question.channel_id])).get(question.channel_id)
        if both is None or both.now is None:
            return "The guide doesn't say what comes next here, so I haven't set a reminder."
        return _Target(_ARTICLE.sub("", title) or _UNTITLED, both.now.stop)

    async def _listed_in_guide(self, title: str, start: datetime, stop: datetime) -> Programme | None:
        """The first programme called so that starts between two moments."""
        found = await self._media.programmes(_ARTICLE.sub("", title))
        fitting = [item for item in found if start < item.start < stop]
        # The search looks into descriptions too: a title that was said word for word comes first.
        named = [item for item in fitting if matching(title, [item], lambda one: one.title)]
        return min(named or fitting, key=lambda item: item.start, default=None)

    async def _of(self, item: Programme) -> _Target:
        return _Target(item.title, item.start, await self._media.channel(item.channel_id))

    async def _list(self, question: Question) -> Answer:
        found = await self.ahead(question.now)
        if not found:
            return Answer(["You have no reminders set."])
        lines = [described(item, question.now) for item in found]
        count = "one reminder" if len(lines) == 1 else f"{len(lines)} reminders"
        return Answer([f"You have {count}: {some_of(lines, 3)}."], Card(title="Reminders", lines=tuple(lines)))

    async def _cancel(self, question: Question) -> Answer:
        found = await self.ahead(question.now)
        if not found:
            return Answer(["You have no reminders set, so there is nothing to cancel."])
        title = question.slot("title")
        if title and _THIS.match(title):
            wanted: Sequence[Reminder] = [max(found, key=lambda item: item.id)]  # which was set last
        else:
            wanted = called(title, found, question.now) if title else found
        if not wanted:
            return Answer([f"You have no reminder for {title}."])
        if len(wanted) > 1:
            lines = [described(item, question.now) for item in wanted]
            titles = [item.title for item in wanted]
            return which(f"You have {len(wanted)} reminders: {listed(lines)}.", question.command, titles, lines)
        await self._media.remove_reminder(wanted[0].id)
        return Answer([f"I've cancelled the reminder: {described(wanted[0], question.now)}."])


def called(title: str, found: Sequence[Reminder], now: datetime) -> list[Reminder]:
    """The reminders that a title names, whatever article is said before it: none is kept.

    Of several of one title, one is named by all that is told of it.
    """
    if told := [item for item in found if described(item, now) == title]:
        return told
    return matching(_ARTICLE.sub("", title), found, lambda item: item.title)


def described(item: Reminder, now: datetime) -> str:
    """A reminder for the ear: "Bake Off at 21:30", "10 minutes before Bake Off at 21:30"."""
    what = spoken_words().get("reminder", item.title) if item.title == _UNTITLED else item.title
    if item.lead_seconds:
        before = spoken_words().get("before", "{span} before {title}")
        what = before.format(span=times.spoken_minutes(item.lead_seconds), title=item.title)
    return f"{what} {times.spoken(item.when, now)}"


def _due(item: Reminder) -> datetime:
    return item.when - timedelta(seconds=item.lead_seconds)


def _purpose(item: Reminder, said: str) -> str:
    """What it is for, as it was said: "to call your mum", "for Bake Off"."""
    if item.title == _UNTITLED:
        return ""
    to_do = re.search(rf"\b(?:{asked_any('remind_to')}) {re.escape(item.title)}", said, re.I) is not None
    # What was offered in the place of an order is in none of the words of the yes to it.
    offered = item.channel_id is None and item.title.casefold() not in said.casefold()
    return f" to {addressed(item.title)}" if to_do or offered else f" for {item.title}"


def _before(item: Reminder) -> str:
    return f", {times.spoken_minutes(item.lead_seconds)} before it starts" if item.lead_seconds else ""


def _out_of_reach(when: str, span: Window | None, now: datetime) -> str:
    """Why no reminder is set at a time that counts too much or too little; empty for others."""
    seconds = seconds_ahead(when)
    if (seconds or 0) > FARTHEST_SECONDS or (span and (span[0] - now).total_seconds() > FARTHEST_SECONDS):
        return _TOO_FAR
    return _PASSED if seconds is not None and seconds <= 0 else ""


def _too_late(target: _Target, lead: int, now: datetime) -> str:
    if target.when <= now:
        return _PASSED
    left = times.spoken_minutes((target.when - now).total_seconds())
    return (
        f"{target.title} starts in {left}, so {times.spoken_minutes(lead)} before it has passed already. "
        "I haven't set a reminder."
    )
