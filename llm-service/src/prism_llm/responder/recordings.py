"""Recordings: what is on, a programme of the guide or a series, started and stopped, and told as it really is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from prism_llm.media import Channel, Media, Programme, Recording
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed, shown_on, which
from prism_llm.responder.asked_times import window
from prism_llm.responder.matching import matching
from prism_llm.responder.screen import on_channel
from prism_llm.responder.series import Series, same_title, series_in
from prism_llm.telling import asked_for, spoken_words, without_article

_THIS = asked_for("this_one", r"^\W*(?:{})\W*$")
_Thing = TypeVar("_Thing")
_GUIDE_DAYS = 14
_UNGUIDED = timedelta(hours=1)
"""How long is recorded at a time for which the guide knows nothing."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to record: a programme, or a channel at a time (now where there is none)."""

    channel: Channel
    programme: Programme | None = None
    start: datetime | None = None


class Recordings:
    """Answers `tv.record`. `Unavailable` passes through when media-service is away."""

    def __init__(self, media: Media) -> None:
        self._media = media

    async def answer(self, question: Question) -> Answer:
        """What was done, in words."""
        series = series_in(question)
        if question.command.slots["on"]:
            return Answer([await (self._begin_series(series, question) if series else self._begin(question))])
        return await (self._end_series(series.title) if series else self._end(question))

    async def made(self) -> Sequence[Recording]:
        """What there is of recordings, the latest first: those that are made now too."""
        found = [item for item in await self._media.recordings() if item.state != "scheduled"]
        return sorted(found, key=lambda item: item.start, reverse=True)

    async def _begin(self, question: Question) -> str:
        wish = await self._wish(question)
        if isinstance(wish, str):
            return wish
        kept = await self._media.record(_body(wish))
        if isinstance(kept, str):
            return _because(kept)
        on_air = wish.programme is None or wish.programme.start <= question.now
        short = f", but {kept.warning}" if kept.warning else ""
        if kept.state == "recording" or (on_air and wish.start is None):
            return f"Recording {_named(kept)} until {_clock(kept.stop, question.now)}{short}."
        start = wish.programme.start if wish.programme else kept.start
        return f"I'll record {_named(kept)} {times.spoken(start, question.now)}{short}."

    async def _wish(self, question: Question) -> _Wish | str:
        title, said = question.slot("title"), question.slot("channel")
        channel = await self._media.find_channel(said) if said else None
        if said and channel is None:
            return f"I can't find a channel called {said}, so nothing is recorded."
        span = window(question.slot("when"), question.now) if question.slot("when") else None
        if question.slot("when") and span is None:
            return f"I'm not sure which time you mean by {question.slot('when')}, so nothing is recorded."
        if not title or _THIS.match(title):
            channel = channel or await self._on_screen(question)
            return await self._at(channel, span, question) if channel else "Nothing is on that I could record."
        found = await self._in_guide(title, channel, span, question.now)
        if found is not None:
            return _Wish(await self._media.channel(found.channel_id), found)
        named = await self._media.find_channel(title)
        if named is not None and matching(title, [named], lambda one: one.name):
            return await self._at(named, span, question)
        where = f" on {channel.name}" if channel else ""
        when = f" for {question.slot('when')}" if span else ""
        return f"I can't find {title}{where} in the guide{when}, so nothing is recorded."

    async def _on_screen(self, question: Question) -> Channel | None:
        if question.channel_id:
            return Channel(id=question.channel_id, name=question.context.channel or "this channel")
        return await self._media.find_channel(question.context.channel) if question.context.channel else None

    async def _title_on_screen(self, question: Question) -> str:
        both = await on_channel(self._media, question.channel_id, question) if question.channel_id else None
        return both.now.title if both and both.now and not both.now.withheld else ""

    async def _at(self, channel: Channel, span: tuple[datetime, datetime] | None, question: Question) -> _Wish:
        """A channel now, or what it shows at a time."""
        if span is None or span[0] <= question.now:
            return _Wish(channel)
        shown = await self._media.guide(span[0], span[0] + timedelta(minutes=1), [channel.id])
        return _Wish(channel, shown[0]) if shown else _Wish(channel, start=span[0])

    async def _in_guide(
        self, title: str, channel: Channel | None, span: tuple[datetime, datetime] | None, now: datetime
    ) -> Programme | None:
        """The programme called so that is on, or is on next, within a time and on a channel where they were said."""
        return min(await self._named(title, channel, span, now), key=lambda item: item.start, default=None)

    async def _named(
        self, title: str, channel: Channel | None, span: tuple[datetime, datetime] | None, now: datetime
    ) -> Sequence[Programme]:
        start, stop = span or (now, now + timedelta(days=_GUIDE_DAYS))
        for called in _called(title):
            found = [
                item
                for item in await self._media.programmes(called)
                if item.stop > max(start, now) and item.start < stop and channel in (None, _at_home(item, channel))
            ]
            if named := [item for item in found if matching(called, [item], lambda one: one.title)]:
                return named
        return ()

    async def _begin_series(self, series: Series, question: Question) -> str:
        said = question.slot("channel")
        channel = await self._media.find_channel(said) if said else None
        if said and channel is None:
            return f"I can't find a channel called {said}, so nothing is recorded."
        title = await self._title_on_screen(question) if _THIS.match(series.title) else series.title
        if not title:
            return "Nothing is on that I could record."
        named = await self._named(title, channel, None, question.now)
        # A rule takes what is called exactly so: who says "the Bake Off" means what the guide calls "Bake Off".
        same = [item for item in named if same_title(item.title, title)]
        found = min(same or named, key=lambda item: item.start, default=None)
        title = same[0].title if same else title
        if any(same_title(rule.title, title) for rule in await self._media.recording_rules()):
            return f"Every episode of {title} is being recorded already."
        kept = await self._media.add_recording_rule(title, channel.id if channel else None, series.new_only)
        ahead = f" The next one is {times.spoken(found.start, question.now)}." if found else ""
        return f"I'll record every {'new ' if series.new_only else ''}episode of {kept.title}.{ahead}"

    async def _end_series(self, title: str) -> Answer:
        found = _those_called(title, await self._media.recording_rules(), lambda rule: rule.title)
        for rule in found:
            await self._media.remove_recording_rule(rule.id)
        return Answer([f"I won't record {title} any more." if found else f"There is no series {title} that I record."])

    async def _is_series(self, title: str) -> bool:
        return any(same_title(rule.title, title) for rule in await self._media.recording_rules())

    async def _series_on_screen(self, question: Question) -> str:
        """What is on, where every episode of it is recorded; else empty."""
        both = await on_channel(self._media, question.channel_id, question) if question.channel_id else None
        title = both.now.title if both and both.now and not both.now.withheld else ""
        return title if title and await self._is_series(title) else ""

    async def _end(self, question: Question) -> Answer:
        pending = [item for item in await self._media.recordings() if item.state in ("recording", "scheduled")]
        running = [item for item in pending if item.state == "recording"]
        title = question.slot("title")
        span = window(question.slot("when"), question.now) if question.slot("when") else None
        if span and (then := [item for item in pending if span[0] <= item.start < span[1]]):
            pending, running = then, [item for item in then if item.state == "recording"]
        promised: list[Recording] = []  # with what Lumen said last
        if title and not _THIS.match(title):
            wanted = _those_called(title, pending, lambda item: f"{item.title} {item.channel_name}")
            wanted = wanted or [item for item in pending if _apart(item, question.now) == title]
            if not any(item in running for item in wanted) and await self._is_series(title):
                return await self._end_series(title)
            if not wanted:
                return Answer([f"{title} isn't being recorded."])
        else:
            here = [item for item in pending if item.channel_id == question.channel_id]
            on_screen = [item for item in here if item.state == "recording"]
            promised = [item for item in pending if item not in running and item.title in question.told]
            wanted = (on_screen if title else []) or [*running, *promised] or here
        if not wanted:
            series = await self._series_on_screen(question)
            return await self._end_series(series) if series else Answer(["Nothing is being recorded."])
        if len(wanted) > 1 and (promised or len([item for item in wanted if item.state == "recording"]) != 1):
            names = listed([_named(item) for item in wanted])
            told = f"There are {len(wanted)} recordings: {names}."
            apart = [_apart(item, question.now) for item in wanted]
            return which(told, question.command, [item.title for item in wanted], apart)
        one = min(wanted, key=lambda item: item.state)  # "recording" comes before "scheduled"
        ended = await self._media.stop_recording(one.id)
        if one.state == "scheduled":
            return Answer([f"I won't record {_named(one)}."])
        return Answer([f"Stopped recording {_named(one)}; I kept {times.spoken_minutes(ended.seconds)} of it."])


def _called(title: str) -> Sequence[str]:
    """What a title may be in a guide: as it was said, then without its article."""
    return tuple(dict.fromkeys((title, without_article(title))))


def _those_called(title: str, things: Sequence[_Thing], name: Callable[[_Thing], str]) -> Sequence[_Thing]:
    return next((found for called in _called(title) if (found := matching(called, things, name))), ())


def _at_home(item: Programme, channel: Channel | None) -> Channel | None:
    return channel if channel is not None and item.channel_id == channel.id else None


def _body(wish: _Wish) -> dict[str, str | int]:
    if wish.programme is not None and wish.programme.id:
        return {"programme_id": wish.programme.id}
    if wish.start is not None:
        return {
            "channel_id": wish.channel.id,
            "start": wish.start.isoformat(),
            "seconds": round(_UNGUIDED.total_seconds()),
        }
    return {"channel_id": wish.channel.id}


def _named(item: Recording) -> str:
    """A recording for the ear: "Bake Off on BBC One"; a channel without a guide is its own title."""
    return item.title if item.title == item.channel_name else shown_on(item.title, item.channel_name)


def _apart(item: Recording, now: datetime) -> str:
    """All that tells a recording from others of its title."""
    return f"{item.title} {item.channel_name} {times.spoken(item.start, now)}"


def _clock(moment: datetime, now: datetime) -> str:
    return times.bare(moment, now)


def _because(reason: str) -> str:
    """Why something is not recorded, as media-service says it, as a sentence."""
    return f"{reason[0].upper()}{reason[1:].rstrip('.')}." if reason else "That can't be recorded."


def described(item: Recording, now: datetime) -> str:
    """A recording for the ear, with when it was made: "Bake Off from yesterday at 20:00"."""
    made = spoken_words().get("made", "{title} from {when}")
    return made.format(title=item.title, when=times.bare(item.start, now))
