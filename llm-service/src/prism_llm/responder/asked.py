"""Plain questions that data answers where no language model is: about a programme, a channel's number, a memory."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from prism_core.sentences import cut_sentences
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed
from prism_llm.responder.matching import matching, topics, words_of
from prism_llm.responder.memories import recalled
from prism_llm.telling import asked_each, asked_for, first_match

_TOLD: Final = 3
"""Sentences of a description that are read out."""
_WHOLE: Final = r"^(?:{})\W*$"
_ABOUT: Final = asked_each("about", _WHOLE)
_NUMBER: Final = asked_each("number", _WHOLE)
_WHICH: Final = asked_each("which_number", _WHOLE)
_QUESTION: Final = asked_for("question", r"^\W*(?:{})(?!\w)")


class Asked:
    """Answers plain words. `Unavailable` passes through."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Sequence[Callable[[Question], Awaitable[Answer | None]]] = (
            self._programme,
            self._number,
            self._which,
            self._memory,
        )

    async def answer(self, question: Question) -> Answer | None:
        """The answer; none where the data has none."""
        for make in self._answers:
            if answer := await make(question):
                return answer
        return None

    async def _programme(self, question: Question) -> Answer | None:
        """When a programme is on, and what the guide says of it."""
        said = first_match(_ABOUT, question.text)
        if said is None:
            return None
        found = await self._media.programmes(said["title"])
        named = matching(said["title"], [item for item in found if item.stop > question.now], lambda item: item.title)
        first = min(named, key=lambda item: item.start, default=None)
        if first is None:
            return None
        channel = await self._media.channel(first.channel_id)
        on = first.start <= question.now
        when = "right now" if on else times.spoken(first.start, question.now)
        told = cut_sentences(first.description or "")[:_TOLD]
        return Answer([f"{first.title} is on {when}, on {channel.name}.", *told])

    async def _number(self, question: Question) -> Answer | None:
        """Which channel has a number."""
        said = first_match(_NUMBER, question.text)
        if said is None:
            return None
        channel = await self._media.find_channel(said["number"])
        if channel is None:
            return Answer([f"There is no channel {said['number']}."])
        return Answer([f"Channel {said['number']} is {channel.name}."])

    async def _which(self, question: Question) -> Answer | None:
        """Which number a channel has."""
        said = first_match(_WHICH, question.text)
        channel = await self._media.find_channel(said["channel"]) if said else None
        if channel is None or channel.number is None:
            return None
        return Answer([f"{channel.name} is number {channel.number}."])

    async def _memory(self, question: Question) -> Answer | None:
        """What the viewer once told that holds every word of the question which says what it is about."""
        if not (asks := _QUESTION.match(question.text)):
            return None
        wanted = topics(question.text[asks.end() :])
        if not wanted:
            return None
        told = [item.text for item in await self._media.memories() if wanted <= words_of(item.text)]
        return Answer([f"You told me {listed([recalled(text) for text in told[:_TOLD]])}."]) if told else None
