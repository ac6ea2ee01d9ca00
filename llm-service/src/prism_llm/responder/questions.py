"""Questions that ask for nothing to be done, answered from data: how it is done, how it stands, what there is."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from prism_core.commands import Command
from prism_core.events import PlaybackState
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.abilities import how_to
from prism_llm.responder.answer import Answer, Question, listed, shown_on, some_of
from prism_llm.responder.facts import Facts
from prism_llm.responder.holdings import Holdings
from prism_llm.responder.matching import matching
from prism_llm.responder.memories import Memories
from prism_llm.responder.recordings import described
from prism_llm.responder.reminders import Reminders
from prism_llm.responder.states import States
from prism_llm.telling import without_article
from prism_llm.understanding import hearing
from prism_llm.understanding import questions as asked
from prism_llm.understanding.english.asked import QUESTIONS
from prism_llm.understanding.languages import installed, load
from prism_llm.understanding.utterance import Utterance, read, with_figures

_NAMED: Final = 5
_PICKED: Final = 3


def _all_languages() -> Iterator[asked.Questions]:
    yield QUESTIONS
    yield from (load(code).questions for code in installed())


def _read(text: str) -> Utterance:
    return hearing.as_told(with_figures(read(text), hearing.APART))


def only_asks(text: str) -> bool:
    """Whether it is asked how something can be done or how it stands, in any language."""
    utterance = _read(text)
    return any(language.asked(utterance) for language in _all_languages())


class Questions:
    """Answers plain words. `Unavailable` passes through."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Mapping[str, Callable[[Question, str], Awaitable[Answer | None]]] = {
            "reminded": self._reminded,
            "recording": lambda question, _: Holdings(media).recorded_now(question),
            "recordings": lambda question, _: Holdings(media).recordings(question),
            "recorded": self._recorded,
            "kept": self._kept,
            "started": self._started,
            "favourites": lambda *_: Memories(media).favourites(),
            "channel": lambda question, _: Facts(media).answer(replace(question, command=Command.of("ask.now"))),
            "planned": self._planned,
            "subject": self._subject,
        }

    async def answer(self, question: Question, state: PlaybackState | None) -> Answer | None:
        """The answer; none where the words are about something else."""
        utterance = _read(question.text)
        for language in _all_languages():
            name, what = language.state(utterance)
            if make := self._answers.get(name):
                return await make(question, what)
            if name:
                states = States(state, off=language.off.search(utterance.norm()) is not None)
                return states.answer(name, question) or how_to(name, yes=True)
        for language in _all_languages():
            name, whether = language.ability(utterance)
            if name:
                return how_to(name, yes=whether)
        return None

    async def _reminded(self, question: Question, _: str) -> Answer | None:
        return await Reminders(self._media).answer(replace(question, command=Command.of("reminder.list")))

    async def _recorded(self, question: Question, title: str) -> Answer:
        """When something was recorded that the words name."""
        title = without_article(title)
        made = [item for item in await self._media.recordings() if item.state != "scheduled"]
        found = sorted(matching(title, made, lambda item: item.title), key=lambda item: item.start, reverse=True)
        if not found:
            return Answer([f"There is no recording of {title}."])
        return Answer([f"I recorded {some_of([described(item, question.now) for item in found], _NAMED)}."])

    async def _kept(self, question: Question, title: str) -> Answer:
        """Whether something is or will be recorded."""
        title = without_article(title)
        items = matching(title, await self._media.recordings(), lambda item: item.title) if title else []
        if title and any(item.state != "scheduled" for item in items):
            return await self._recorded(question, title)
        if title and not items:
            return Answer([f"There is no recording of {title}."])
        return await self._planned(question, title)

    async def _started(self, question: Question, title: str) -> Answer | None:
        """When something begins or began."""
        command = Command.of("ask.when", title=without_article(title))
        return await Facts(self._media).answer(replace(question, command=command))

    async def _planned(self, question: Question, _: str) -> Answer:
        found = [item for item in await self._media.recordings() if item.state == "scheduled"]
        if not found:
            return Answer(["No recording is planned."])
        first = sorted(found, key=lambda item: item.start)
        lines = [
            f"{shown_on(item.title, item.channel_name)} {times.spoken(item.start, question.now)}" for item in first
        ]
        return Answer([f"These recordings are planned: {some_of(lines, _NAMED)}."])

    async def _subject(self, question: Question, what: str) -> Answer:
        """What the guide has about something in the coming days."""
        what = without_article(what)
        for words in dict.fromkeys((what, what.removesuffix("s"))):
            found = [item for item in await self._media.programmes(words) if item.stop > question.now]
            first = sorted((item for item in found if not item.withheld), key=lambda item: item.start)[:_PICKED]
            if first:
                names = {item.channel_id: (await self._media.channel(item.channel_id)).name for item in first}
                parts = [
                    f"{shown_on(item.title, names[item.channel_id])} {times.spoken(item.start, question.now)}"
                    for item in first
                ]
                return Answer([f"There's {listed(parts)}."])
        return Answer([f"I found nothing about {what} in the guide for the coming days."])
