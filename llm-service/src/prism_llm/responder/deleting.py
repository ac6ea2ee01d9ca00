"""Deleting: asks first, in words made from what would be deleted, and acts only when the viewer confirms.

Nothing is kept between the question and the answer. On a `confirm` the viewer's last words are understood again
and the question is made again; only if it is exactly what Lumen said last, and was heard to its end, is it done.
So it does not matter which replica answers; a question that was interrupted or has become stale is asked again.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from prism_core.commands import Command
from prism_core.requests import Exchange
from prism_llm.media import Media
from prism_llm.responder.answer import WHICH, Answer, Question, listed, which
from prism_llm.responder.matching import about, matching
from prism_llm.responder.memories import KNOWN, named, recalled
from prism_llm.responder.recordings import Recordings
from prism_llm.responder.recordings import described as recorded
from prism_llm.responder.reminders import Reminders, called, described
from prism_llm.telling import asked_for, variants

_ALL = asked_for("all")
_ME = asked_for("me")
_MY_NAME = asked_for("my_name", r"^(?:{})$")
_LOOK_BACK = 3
"""Exchanges in which the wish that a yes belongs to may lie: the question may have been asked or said twice."""

Understood = Callable[[str], Sequence[Command]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be deleted: the question that asks for it, the deed, and what is said when it is done.

    forgets: what was told in the conversation is to be forgotten with it.
    """

    question: str
    carry_out: Callable[[], Awaitable[None]]
    done: str
    forgets: bool = False


def as_deletion(command: Command, said: str) -> Command | None:
    """The deletion that `command` is, if any: one reminder is cancelled at once, all of them only after a yes."""
    if command.name == "delete":
        return command
    every = command.name == "reminder.cancel" and not command.slots and _ALL.search(said)
    return Command.of("delete", kind="reminder") if every else None


class Deleting:
    """Answers `delete` with a question, and `confirm` with the deed. `Unavailable` passes through.

    Args:
        media: where things are kept.
        understood: the commands in a text.
    """

    def __init__(self, media: Media, understood: Understood) -> None:
        self._media = media
        self._reminders = Reminders(media)
        self._recordings = Recordings(media)
        self._understood = understood
        self._proposals: Mapping[str, Callable[[Question], Awaitable[Proposal | Answer]]] = {
            "memory": self._memory,
            "reminder": self._reminder,
            "playlist": self._playlist,
            "recording": self._recording,
        }

    async def answer(self, question: Question) -> Answer:
        """Asks whether to delete what `delete` names, or says why there is nothing to ask."""
        found = await self._propose(question)
        return found if isinstance(found, Answer) else Answer([found.question])

    async def confirmed(self, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """Does what Lumen's last question asked; none if she asked for nothing of the kind."""
        if answer := await self._picked(question, history):
            return answer
        said, wanted = self._last_wish(history)
        for command in wanted:
            deletion = as_deletion(command, said)
            if deletion is None:
                continue
            found = await self._propose(replace(question, command=deletion, text=said))
            if not isinstance(found, Proposal):
                return found
            if not history[-1].lumen.endswith(tuple(variants(found.question))):
                return Answer([found.question])
            return await _carried_out(found)
        return None

    async def _picked(self, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """Does what was asked of the one that was picked from several; none if nothing of the kind was."""
        if len(history) < 2 or not history[-2].lumen.endswith(tuple(variants(WHICH["delete"]))):
            return None
        said, wanted = self._last_wish(history[:-1])
        for deletion in filter(None, (as_deletion(command, said) for command in wanted)):
            for title in await self._titles(str(deletion.slots["kind"]), question):
                one = Command(name="delete", slots={**deletion.slots, "title": title})
                found = await self._propose(replace(question, command=one, text=title))
                if isinstance(found, Proposal) and history[-1].lumen.endswith(tuple(variants(found.question))):
                    return await _carried_out(found)
        return None

    async def _titles(self, kind: str, question: Question) -> list[str]:
        """What may be picked of a kind."""
        if kind == "playlist":
            return [item.name for item in await self._media.playlists()]
        return [item.title for item in await self._reminders.ahead(question.now)] if kind == "reminder" else []

    def _last_wish(self, history: Sequence[Exchange]) -> tuple[str, Sequence[Command]]:
        """What the viewer last said that was more than a yes, and the commands in it."""
        for place in range(len(history) - 1, max(-1, len(history) - 1 - _LOOK_BACK), -1):
            exchange, commands = history[place], self._understood(history[place].viewer)
            heard_again = not commands and place > 0 and exchange.lumen == history[place - 1].lumen
            if not heard_again and [command.name for command in commands] != ["confirm"]:
                return exchange.viewer, commands
        return "", ()

    async def _propose(self, question: Question) -> Proposal | Answer:
        return await self._proposals[question.slot("kind")](question)

    async def _memory(self, question: Question) -> Proposal | Answer:
        found = await self._media.memories()
        if not found:
            return Answer(["I don't remember anything about you, so there is nothing to forget."])
        title = question.slot("title")
        if _MY_NAME.match(title):
            found = [item for item in found if named(item.text)]
            if not found:
                return Answer(["You haven't told me your name."])
        elif title:
            found = about(title, found, lambda item: item.text)
            if not found:
                return Answer([f"I don't remember anything about {title}."])
        elif not any(pattern.search(question.text) for pattern in (_ALL, _ME, KNOWN)):
            found = found[:1]
        ids = [item.id for item in found]

        async def forget() -> None:
            for one in ids:
                await self._media.remove_memory(one)

        if len(found) > 3:
            return Proposal(f"Forget all {len(found)} things I remember?", forget, "I've forgotten all of it.", True)
        told = listed([recalled(item.text) for item in found])
        return Proposal(f"Forget {told}?", forget, "I've forgotten it.", True)

    async def _reminder(self, question: Question) -> Proposal | Answer:
        found = await self._reminders.ahead(question.now)
        title = question.slot("title")
        wanted = called(title, found) if title else found
        if not wanted:
            return Answer([f"You have no reminder for {title}." if title else "You have no reminders set."])
        told = listed([described(item, question.now) for item in wanted])
        if len(wanted) > 1 and not _ALL.search(question.text):
            return which(
                f"You have {len(wanted)} reminders: {told}.", question.command, [item.title for item in wanted]
            )
        ids = [item.id for item in wanted]

        async def cancel() -> None:
            for one in ids:
                await self._media.remove_reminder(one)

        noun = "reminder" if len(wanted) == 1 else "reminders"
        return Proposal(f"Delete the {noun} {told}?", cancel, f"I've deleted the {noun}.")

    async def _recording(self, question: Question) -> Proposal | Answer:
        found = await self._recordings.made()
        title = "" if _ALL.fullmatch(question.slot("title")) else question.slot("title")
        wanted = matching(title, found, lambda item: item.title) if title else found
        if not wanted:
            return Answer([f"There is no recording of {title}." if title else "There are no recordings."])
        if not _ALL.search(question.text):
            wanted = wanted[:1]  # the latest: the question says which one it is
        ids = [item.id for item in wanted]

        async def remove() -> None:
            for one in ids:
                await self._media.remove_recording(one)

        if len(wanted) > 1:
            return Proposal(f"Delete all {len(wanted)} recordings?", remove, "I've deleted the recordings.")
        one = wanted[0]
        verb = "Stop and delete" if one.state == "recording" else "Delete"
        asked = f"{verb} {recorded(one, question.now)}?"
        return Proposal(asked, remove, f"I've deleted the recording of {one.title}.")

    async def _playlist(self, question: Question) -> Proposal | Answer:
        found = await self._media.playlists()
        title = question.slot("title")
        wanted = matching(title, found, lambda item: item.name) if title else found
        if not wanted:
            return Answer([f"There is no playlist called {title}." if title else "There are no playlists."])
        if len(wanted) > 1:
            names = [item.name for item in wanted]
            return which(f"There are {len(wanted)} playlists: {listed(names)}.", question.command, names)
        one = wanted[0]

        async def remove() -> None:
            await self._media.remove_playlist(one.id)

        channels = "its channel" if one.channels == 1 else f"its {one.channels} channels"
        return Proposal(
            f"Delete the playlist {one.name} with {channels}?", remove, f"I've deleted the playlist {one.name}."
        )


async def _carried_out(proposal: Proposal) -> Answer:
    await proposal.carry_out()
    return Answer([proposal.done], forgets=proposal.forgets)
