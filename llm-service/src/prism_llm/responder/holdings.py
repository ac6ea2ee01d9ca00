"""What there is to watch and what is recorded, in answer to plain words: how many channels, which radio, recordings."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from prism_core.commands import Command
from prism_core.events.conversation import Card
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed, shown_on, some_of
from prism_llm.responder.memories import Memories
from prism_llm.responder.recordings import Recordings, described
from prism_llm.responder.reminders import Reminders
from prism_llm.responder.screen import on_channel
from prism_llm.telling import asked_for, asked_words

_NAMED = 5
_BEGINS = r"^\W*(?:{})(?!\w)"
_CHANNELS = asked_for("channels", _BEGINS)
_RADIO = asked_for("radio", r"\b(?:{})")
_NOUNS = {
    "": ("channel", "channels"), "radio": ("radio station", "radio stations"), "movie": ("film", "films"),
}  # fmt: skip
_POLITE = "|".join((*asked_words("please"), *asked_words("linking")))
_ASKS = asked_for("asks", rf"^\W*(?:(?:{_POLITE})\b,? ?)*(?:{{}})")
"""Begins words that ask what there is, in place of asking to see it."""
_BEGAN = asked_for("began")
_RECORDING_NOW = asked_for("recording_now", _BEGINS)
_REMINDERS = asked_for("reminder_list", _BEGINS)
_RECORDINGS = asked_for("recorded", _BEGINS)
_PLAYLISTS = asked_for("playlists", _BEGINS)


def asks_what_is_recorded(text: str) -> bool:
    """Whether the words only ask, so that nothing may be begun or ended."""
    return bool(_RECORDING_NOW.search(text) or _RECORDINGS.search(text))


class Holdings:
    """Answers plain words. `Unavailable` passes through."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Sequence[tuple[re.Pattern[str], Callable[[Question], Awaitable[Answer | None]]]] = (
            (_RECORDING_NOW, self.recorded_now),
            (_RECORDINGS, self.recordings),
            (_REMINDERS, self._reminders),
            (_CHANNELS, self._channels),
            (_PLAYLISTS, self._playlists),
            (_BEGAN, self._began),
        )

    async def answer(self, question: Question) -> Answer | None:
        """The answer; none where the words are about something else."""
        for pattern, make in self._answers:
            if pattern.search(question.text):
                return await make(question)
        return None

    async def shown(self, question: Question) -> Answer | None:
        """What a page that is opened has, where the words ask for it; none where they only want to see it."""
        if _RECORDING_NOW.search(question.text):
            return await self.recorded_now(question)
        if not _ASKS.search(question.text):
            return None
        match question.slot("page"):
            case "live":
                return await self._channels(question)
            case "radio" | "movies" as page:
                return await self._of_kind(page.removesuffix("s"))
            case "recordings":
                return await self.recordings(question)
            case "favourites":
                return await Memories(self._media).favourites()
        return None

    async def _channels(self, question: Question) -> Answer:
        return await self._of_kind("radio" if _RADIO.search(question.text) else "")

    async def _of_kind(self, kind: str) -> Answer:
        one, many = _NOUNS[kind]
        found, total = await self._media.channels(limit=_NAMED, kind=kind)
        if not found:
            return Answer([f"There are no {many} yet: add a playlist first."])
        names = [channel.name for channel in found]
        card = Card(title=many.capitalize(), lines=tuple(names))
        if total == 1:
            return Answer([f"There is one {one}: {names[0]}."], card)
        such = ", such as" if total > len(names) else ":"
        return Answer([f"There are {total} {many}{such} {listed(names)}."], card)

    async def _began(self, question: Question) -> Answer | None:
        if not question.channel_id:
            return None
        both = await on_channel(self._media, question.channel_id, question)
        if both is None or both.now is None or both.now.withheld:
            return None
        return Answer([f"{both.now.title} began {times.spoken(both.now.start - question.lag, question.now)}."])

    async def recorded_now(self, question: Question) -> Answer:
        """What is being recorded."""
        found = [item for item in await self._media.recordings() if item.state == "recording"]
        if not found:
            return Answer(["Nothing is being recorded."])
        named = listed([shown_on(item.title, item.channel_name) for item in found[:_NAMED]])
        until = times.bare(max(item.stop for item in found), question.now)
        return Answer([f"Recording {named} until {until}."])

    async def _playlists(self, _: Question) -> Answer:
        found = await self._media.playlists()
        if not found:
            return Answer(["There are no playlists."])
        named = some_of([item.name for item in found], _NAMED)
        if len(found) == 1:
            return Answer([f"There is one playlist: {named}."])
        return Answer([f"There are {len(found)} playlists: {named}."])

    async def _reminders(self, question: Question) -> Answer | None:
        return await Reminders(self._media).answer(replace(question, command=Command.of("reminder.list")))

    async def recordings(self, question: Question) -> Answer:
        """What was recorded, by count and by name."""
        found = await Recordings(self._media).made()
        if not found:
            return Answer(["There are no recordings."])
        lines = [described(item, question.now) for item in found]
        count = "one recording" if len(lines) == 1 else f"{len(lines)} recordings"
        return Answer(
            [f"You have {count}: {some_of(lines, _NAMED)}."], Card(title="Recordings", lines=tuple(lines[:12]))
        )
