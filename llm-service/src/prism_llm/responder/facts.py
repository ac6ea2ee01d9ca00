"""Answers to questions about channels and the guide, from media-service's data alone."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from prism_core.commands import Command
from prism_core.events.conversation import Card
from prism_core.requests import Choice
from prism_core.sentences import cut_sentences
from prism_llm import telling
from prism_llm.media import Channel, Media, Programme
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed, shown_on
from prism_llm.responder.asked_times import window
from prism_llm.responder.kinds import asked_for, bare, is_of, kind_in
from prism_llm.responder.learning import disliked, liked
from prism_llm.responder.matching import matching, topics, words_of
from prism_llm.responder.screen import on_channel
from prism_llm.responder.sparing import not_wanted
from prism_llm.understanding.excepting import LeftOut

_LISTED = 5
_PICKED = 3
_NEXT_HOURS = timedelta(hours=12)
_TOLD = 3
"""Sentences of a description that are read out."""
_ELSEWHERE = telling.asked_for("elsewhere")
_PLOT = telling.asked_for("plot")


class Facts:
    """Answers `ask.*` from data. `Unavailable` passes through when media-service is away."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Mapping[str, Callable[[Question], Awaitable[Answer | None]]] = {
            "ask.now": self._now,
            "ask.next": self._next,
            "ask.at": self._at,
            "ask.when": self._when,
            "ask.remaining": self._remaining,
            "ask.explain": self._explain,
            "ask.recommend": self._recommend,
        }

    async def answer(self, question: Question) -> Answer | None:
        """The answer; none where the data cannot hold it (who is on the screen, which song, what just happened)."""
        make = self._answers.get(question.command.name)
        return await make(question) if make else None

    async def _channel(self, question: Question) -> Channel | str:
        """The channel asked about; a sentence where there is none."""
        said = question.slot("channel")
        if said:
            found = await self._media.find_channel(said)
            return found or f"I can't find a channel called {said}."
        if question.channel_id:
            return Channel(id=question.channel_id, name=question.context.channel or "this channel")
        if question.context.channel:
            found = await self._media.find_channel(question.context.channel)
            return found or Channel(id="", name=question.context.channel)
        return "Nothing is on right now. Pick a channel and I'll tell you about it."

    async def _now(self, question: Question) -> Answer:
        channel = await self._channel(question)
        if isinstance(channel, str):
            return await self._everywhere(question, question.now) if not question.slot("channel") else Answer([channel])
        both = await on_channel(self._media, channel.id, question)
        if both is None or both.now is None:
            return Answer(
                [f"You're watching {channel.name}, but its guide is empty right now."]
                if not question.slot("channel")
                else [f"The guide says nothing about {channel.name} right now."]
            )
        if both.now.withheld:
            return _withheld(channel)
        left = times.spoken_minutes((both.now.stop - question.now).total_seconds())
        sentences = [f"{both.now.title} is on {channel.name}, with {left} to go."]
        if both.next and not both.next.withheld:
            sentences.append(f"After that comes {both.next.title}, {times.spoken(both.next.start, question.now)}.")
        return Answer(sentences)

    async def _next(self, question: Question) -> Answer:
        channel = await self._channel(question)
        if isinstance(channel, str):
            return Answer([channel])
        both = await on_channel(self._media, channel.id, question)
        if both is None or both.next is None:
            return Answer([f"The guide doesn't say what comes next on {channel.name}."])
        if both.next.withheld:
            return Answer([f"What comes next on {channel.name} isn't for this profile."])
        start = times.spoken(both.next.start, question.now)
        return Answer([f"Next on {channel.name} is {both.next.title}, {start}."])

    async def _at(self, question: Question) -> Answer:
        span = window(question.slot("when"), question.now)
        if span is None:
            return Answer([f"I'm not sure which time you mean by {question.slot('when')}."])
        said = question.slot("channel")
        if not said:
            return await self._of_kind(question, *span) or await self._everywhere(question, *span)
        channel = await self._channel(question)
        if isinstance(channel, str):
            return Answer([channel])
        found = [item for item in await self._media.guide(*span, [channel.id]) if not item.withheld]
        if not found:
            return Answer([f"The guide says nothing about {channel.name} {question.slot('when')}."])
        parts = [f"{item.title} {times.spoken(item.start, question.now)}" for item in found[:3]]
        return Answer([f"On {channel.name}: {listed(parts)}."], _card(found, {channel.id: channel.name}, question.now))

    async def of_a_kind(self, question: Question) -> Answer | None:
        """What there is of a kind in the next hours or at a time, in answer to plain words; none for other words."""
        when = asked_for(question.text, question.now)
        if when is None:
            return None
        span = window(when, question.now) if when else None
        return await self._of_kind(question, *(span or (question.now, question.now + _NEXT_HOURS)))

    async def _of_kind(self, question: Question, start: datetime, stop: datetime) -> Answer | None:
        """What there is in a window of the kind that the words name, on any channel; none where they name none."""
        kind = kind_in(question.text)
        if kind is None:
            return None
        shown = sorted(await self._media.guide(start, stop), key=lambda item: (item.start < start, item.start))
        found = [item for item in shown if not item.withheld and is_of(kind, item)]
        first = list({item.title: item for item in reversed(found)}.values())[::-1][:_PICKED]
        if not first:
            return Answer(["The guide has nothing of that kind for that time."])
        names = {item.channel_id: (await self._media.channel(item.channel_id)).name for item in first}
        parts = [
            f"{shown_on(item.title, names[item.channel_id])} {times.spoken(item.start, question.now)}" for item in first
        ]
        choices = _choices(first, names, question.now)
        return Answer([f"There's {listed(parts)}."], _card(first, names, question.now), choices=choices)

    async def _everywhere(self, question: Question, start: datetime, stop: datetime | None = None) -> Answer:
        """What is on in a window, on the favourites, and on the first channels where those show too little."""
        names: dict[str, str] = {}
        found: Sequence[Programme] = ()
        here = question.channel_id if _ELSEWHERE.search(question.text) else None
        for favourite in (True, False):
            channels, _ = await self._media.channels(favourite=favourite)
            names |= {channel.id: channel.name for channel in channels if channel.id not in (here, *names)}
            end = stop or start + timedelta(minutes=1)
            found = await self._media.guide(start, end, list(names)) if names else ()
            found = [item for item in found if not item.withheld]
            if len(found) >= _PICKED:
                break
        if not found:
            return Answer(["The guide has nothing for that time."])
        span = stop is not None and stop - start > timedelta(minutes=1)
        if not span:
            order = {channel: place for place, channel in enumerate(names)}
            found = sorted(found, key=lambda item: order.get(item.channel_id, len(order)))
        else:
            found = [item for item in found if item.start >= start] or found
        first = found[:_PICKED]
        parts = [shown_on(item.title, names.get(item.channel_id, item.channel_id)) for item in first]
        when = question.slot("when")
        if span:
            parts = [f"{part} {times.clock(item.start, question.now)}" for part, item in zip(parts, first, strict=True)]
        elif start > question.now:
            # A bare hour may mean tomorrow's: say which one was taken.
            when = times.spoken(start, question.now)
        else:
            when = ""
        lead = f"{when[0].upper()}{when[1:]} there's" if when else "There's"
        choices = _choices(first, names, question.now)
        return Answer([f"{lead} {listed(parts)}."], _card(found, names, question.now), choices=choices)

    async def _when(self, question: Question) -> Answer:
        title = bare(question.slot("title"))
        found = await self._media.programmes(title)
        ahead = sorted((item for item in found if item.stop > question.now), key=lambda item: item.start)
        if not ahead:
            kind = await self._of_kind(question, question.now, question.now + _NEXT_HOURS)
            return kind or await self._when_channel(title, question)
        first = ahead[0]
        channel = await self._media.channel(first.channel_id)
        if first.start <= question.now:
            return Answer([f"{first.title} is on right now, on {channel.name}."])
        return Answer([f"{first.title} is on {times.spoken(first.start, question.now)}, on {channel.name}."])

    async def _when_channel(self, title: str, question: Question) -> Answer:
        """A channel in place of a title: it is always on."""
        channel = await self._media.find_channel(title)
        if channel is None or not matching(title, [channel], lambda one: one.name):
            return Answer([f"I can't find {title} in the guide for the coming days."])
        both = await on_channel(self._media, channel.id, question)
        if both is None or both.now is None:
            return Answer([f"{channel.name} is a channel, but its guide is empty right now."])
        return Answer([f"{channel.name} is a channel: right now it shows {both.now.title}."])

    async def _explain(self, question: Question) -> Answer | None:
        """What the guide says a programme is about; what just happened in it no guide knows."""
        if not _PLOT.search(question.text):
            return None
        channel = await self._channel(question)
        if isinstance(channel, str):
            return Answer([channel])
        both = await on_channel(self._media, channel.id, question)
        if both is None or both.now is None:
            return Answer([f"I can't tell: the guide of {channel.name} is empty right now."])
        if both.now.withheld:
            return _withheld(channel)
        if not both.now.description:
            return Answer([f"This is {both.now.title}, but the guide doesn't say what it's about."])
        return Answer([f"This is {both.now.title}.", *cut_sentences(both.now.description)[:_TOLD]])

    async def _remaining(self, question: Question) -> Answer:
        channel = await self._channel(question)
        if isinstance(channel, str):
            return Answer([channel])
        both = await on_channel(self._media, channel.id, question)
        if both is None or both.now is None:
            return Answer([f"I can't tell: the guide of {channel.name} is empty right now."])
        if both.now.withheld:
            return _withheld(channel)
        left = times.spoken_minutes((both.now.stop - question.now).total_seconds())
        return Answer(
            [
                f"{left[0].upper()}{left[1:]} of {both.now.title} left: it ends "
                f"{times.spoken(both.now.stop, question.now)}."
            ]
        )

    async def _shown_anywhere(self, now: datetime) -> list[Programme]:
        """What is on right now, on any channel, and is for the viewer."""
        found = await self._media.guide(now, now + timedelta(minutes=1))
        return [item for item in found if not item.withheld and item.start <= now < item.stop]

    async def _recommend(self, question: Question) -> Answer:
        channels, _ = await self._media.channels(favourite=True)
        if not channels:
            channels, _ = await self._media.channels()
        names = {channel.id: channel.name for channel in channels}
        playing = await self._media.now(list(names))
        found = [both.now for both in playing.values() if both.now and not both.now.withheld]
        genre = question.slot("genre").casefold()
        wanted = [item for item in found if genre in _told_of(item)]
        if genre and not wanted:
            wanted = [item for item in await self._shown_anywhere(question.now) if genre in _told_of(item)]
            names |= {item.channel_id: (await self._media.channel(item.channel_id)).name for item in wanted[:_LISTED]}
        if without := not_wanted(question.text):
            wanted = _other_than(without, wanted, names)
            if not wanted:
                shown = await self._shown_anywhere(question.now)
                names |= {item.channel_id: (await self._media.channel(item.channel_id)).name for item in shown}
                wanted = _other_than(without, shown, names)[:_LISTED]
            if not wanted:
                return Answer(["I can't tell of anything else that is on right now."])
        if genre and not wanted:
            return Answer([f"I found nothing on right now for {genre}. Ask me what's on later, or try a search."])
        if not wanted:
            return Answer(["The guide is empty right now, so I can't recommend anything honestly."])
        told = [item.text for item in await self._media.memories()]
        likes, dislikes = liked(told), disliked(told)
        wanted.sort(key=lambda item: len(dislikes & words_of(_told_of(item))) - len(likes & words_of(_told_of(item))))
        wanted = [item for item in wanted if item.channel_id != question.channel_id] or wanted
        # What was just told of comes last, and of that what was offered first.
        wanted.sort(key=lambda item: (item.title in question.told, -question.told.find(item.title)))
        pick = wanted[0]
        sentences = [f"How about {pick.title} on {names.get(pick.channel_id, pick.channel_id)}?"]
        if len(wanted) > 1:
            sentences.append(f"There's also {listed([item.title for item in wanted[1:3]])}.")
        choices = _choices(wanted[:_PICKED], names, question.now)
        return Answer(sentences, _card(wanted, names, question.now), choices=choices)


def _other_than(without: LeftOut, found: Sequence[Programme], names: Mapping[str, str]) -> list[Programme]:
    """Of what is on, what is surely not what was left out: no kind of it, nothing called so or told of by its words."""
    wanted, left, words = kind_in(without.before), kind_in(without.kept), topics(without.kept)
    return [
        item
        for item in found
        if not (left and is_of(left, item))
        and not words & words_of(f"{_told_of(item)} {item.subtitle or ''} {item.description or ''}")
        and not (words and words <= words_of(_name(item, names)))
        and (wanted is None or is_of(wanted, item))
    ]


def _told_of(item: Programme) -> str:
    """What the guide says that a programme is, in lower case."""
    return " ".join((item.title, *item.categories)).casefold()


def _choices(programmes: Sequence[Programme], names: Mapping[str, str], now: datetime) -> tuple[Choice, ...]:
    """What the viewer may pick of what was told, in its order; none where some of it is not on yet."""
    if not all(item.start <= now < item.stop for item in programmes):
        return ()
    channels = [Command(name="tv.channel", slots={"name": _name(item, names)}) for item in programmes]
    return tuple(Choice(label=item.title, command=one) for item, one in zip(programmes, channels, strict=True))


def _withheld(channel: Channel) -> Answer:
    return Answer([f"What's on {channel.name} right now isn't for this profile."])


def _name(item: Programme, names: Mapping[str, str]) -> str:
    return names.get(item.channel_id, item.channel_id)


def _card(programmes: Sequence[Programme], names: Mapping[str, str], now: datetime) -> Card:
    lines = tuple(
        f"{times.time_of_day(item.start, now):>5}  {item.title} ({_name(item, names)})" for item in programmes[:_LISTED]
    )
    return Card(title="On the guide", lines=lines)
