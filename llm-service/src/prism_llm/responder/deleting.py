"""Deleting: asks first, in words made from what would be deleted, and acts only when the viewer confirms.

Nothing is kept between the question and the answer. On a `confirm` the viewer's last words are understood again
and the question is made again; only if it is exactly what Lumen said last, and was heard to its end, is it done.
So it does not matter which replica answers; a question that was interrupted or has become stale is asked again.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from prism_core.commands import Command
from prism_core.requests import Exchange
from prism_llm.media import Media
from prism_llm.responder.answer import WHICH, Answer, Question, listed, which
from prism_llm.responder.matching import about, matching
from prism_llm.responder.memories import KNOWN, named, recalled
from prism_llm.responder.recordings import Recordings
from prism_llm.responder.recordings import described as recorded
from prism_llm.responder.reminders import Reminders, called, described
from prism_llm.responder.sparing import Spared, kept_of, sparing
from prism_llm.telling import asked_for, variants

_ALL = asked_for("all")
_ME = asked_for("me")
_MY_NAME = asked_for("my_name", r"^(?:{})$")
_ONLY_ALL = asked_for("all", r"^\W*(?:{})(?: (?:of )?(?:them|it|these|those))?\W*$")
_LOOK_BACK = 3
"""Exchanges in which the wish that a yes belongs to may lie: the question may have been asked or said twice."""
_FINISHED = (".", "!")
"""How an answer ends that was heard to its end and asks nothing: a yes to it is only talk."""
_MOST_NAMED = 6
"""Things that a question names one by one."""

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

    async def but(self, spared: Spared, question: Question) -> Answer:
        """Asks whether to delete all but what is to stay, or which one, where it cannot be told what that is."""
        found = await self._all_but(spared, question)
        return found if isinstance(found, Answer) else Answer([found.question])

    async def confirmed(self, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """Does what Lumen's last question asked; none if she asked for nothing of the kind."""
        if not history or history[-1].lumen.rstrip().endswith(_FINISHED):
            return None
        if answer := await self._picked(question, history):
            return answer
        said, wanted = self._last_wish(history)
        if spared := sparing(said):
            return await self._done_as_heard(await self._all_but(spared, replace(question, text=said)), history)
        for command in wanted:
            deletion = as_deletion(command, said)
            if deletion is None:
                continue
            found = await self._propose(replace(question, command=deletion, text=said))
            return await self._done_as_heard(found, history)
        return None

    async def _done_as_heard(self, found: Proposal | Answer, history: Sequence[Exchange]) -> Answer:
        """Does what was proposed, if the question for it is exactly what was heard last; asks it otherwise."""
        if not isinstance(found, Proposal):
            return found
        if not history[-1].lumen.endswith(tuple(variants(found.question))):
            return Answer([found.question])
        return await _carried_out(found)

    async def _picked(self, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """Does what was asked of the one that was picked from several; none if nothing of the kind was."""
        if len(history) < 2 or not history[-2].lumen.endswith(tuple(variants(WHICH["delete"]))):
            return None
        said, wanted = self._last_wish(history[:-1])
        deletions = [one for one in (as_deletion(command, said) for command in wanted) if one]
        if not deletions and (spared := sparing(said)):
            deletions = [Command.of("delete", kind=kind) for kind in spared.kinds]
        answer = history[-1].viewer
        for deletion in deletions:
            kind, picked = str(deletion.slots["kind"]), []
            if _ONLY_ALL.match(answer):
                picked = [(Command.of("delete", kind=kind), answer)]
            for title in await self._titles(kind, question):
                picked.append((Command(name="delete", slots={**deletion.slots, "title": title}), title))
            for one, text in picked:
                found = await self._propose(replace(question, command=one, text=text))
                if isinstance(found, Proposal) and history[-1].lumen.endswith(tuple(variants(found.question))):
                    return await _carried_out(found)
        return None

    async def every(self, question: Question, history: Sequence[Exchange]) -> Answer | None:
        """Asks for all of what was to be picked from, where that is the answer; none for other words."""
        which_one = bool(history) and history[-1].lumen.endswith(tuple(variants(WHICH["delete"])))
        if not which_one or not _ONLY_ALL.match(question.text):
            return None
        said, wanted = self._last_wish(history)
        kinds = [str(one.slots["kind"]) for one in (as_deletion(command, said) for command in wanted) if one]
        if not kinds and (spared := sparing(said)):
            kinds = [str(kind) for kind in spared.kinds]
        return await self.answer(replace(question, command=Command.of("delete", kind=kinds[0]))) if kinds else None

    async def _titles(self, kind: str, question: Question) -> list[str]:
        """What may be picked of a kind, by its title, and by all that is told of it."""
        things = await self._things(kind, question)
        return [name for thing in things for name in dict.fromkeys((thing.title, thing.told))]

    async def _things(self, kind: str, question: Question) -> Sequence["_Thing"]:
        """All of a kind, the latest first, but for memories."""
        now, remove = question.now, self._media
        match kind:
            case "playlist":
                return [
                    _Thing(item.name, item.name, item.name, partial(remove.remove_playlist, item.id))
                    for item in await self._media.playlists()
                ]
            case "reminder":
                return [
                    _Thing(
                        item.title, described(item, now), described(item, now), partial(remove.remove_reminder, item.id)
                    )
                    for item in await self._reminders.ahead(now)
                ]
            case "recording":
                return [
                    _Thing(
                        item.title,
                        recorded(item, now),
                        f"{recorded(item, now)} {item.channel_name}",
                        partial(remove.remove_recording, item.id),
                    )
                    for item in await self._recordings.made()
                ]
        return ()

    async def _all_but(self, spared: Spared, question: Question) -> Proposal | Answer:
        """What is left of a kind without what is to stay; which one is meant, where it cannot be told what that is."""
        if spared.kinds[0] == "memory":
            return Answer(["I can forget one thing, or all of it, so I've forgotten nothing."])
        every: Mapping[str, Sequence[_Thing]] = {kind: await self._things(kind, question) for kind in spared.kinds}
        for kind, things in every.items():
            in_order = kind == "recording"
            known = kept_of(spared.kept, things, lambda thing: thing.known, question.now, latest_first=in_order)
            if spared.every and known:
                return _without(kind, known, [thing for thing in things if thing not in known])
        kind = next((kind for kind, things in every.items() if things), spared.kinds[0])
        if not every[kind]:
            return await self._propose(replace(question, command=Command.of("delete", kind=kind)))
        told = [thing.told for thing in every[kind]]
        one = Command.of("delete", kind=kind)
        count = len(told)
        listed_first = {
            "recording": f"There are {count} recordings: {listed(told)}.",
            "reminder": f"You have {count} reminders: {listed(told)}.",
            "playlist": f"There are {count} playlists: {listed(told)}.",
        }
        asked = which(listed_first[kind], one, [thing.title for thing in every[kind]], told)
        return replace(asked, sentences=[asked.sentences[0], "I can delete one, or all.", *asked.sentences[1:]])

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
        wanted = called(title, found, question.now) if title else found
        if not wanted:
            return Answer([f"You have no reminder for {title}." if title else "You have no reminders set."])
        told = listed([described(item, question.now) for item in wanted])
        if len(wanted) > 1 and not _ALL.search(question.text):
            apart = [described(item, question.now) for item in wanted]
            titles = [item.title for item in wanted]
            return which(f"You have {len(wanted)} reminders: {told}.", question.command, titles, apart)
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
        wanted = wanted or [item for item in found if recorded(item, question.now) == title]
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


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that can be deleted: its title, what is told of it, what it may be known by, and how it goes."""

    title: str
    told: str
    known: str
    remove: Callable[[], Awaitable[None]]


def _without(kind: str, kept: Sequence[_Thing], rest: Sequence[_Thing]) -> Proposal | Answer:
    """The deletion of the `rest`, with what stays told before the question."""
    names = listed(list(dict.fromkeys(thing.title for thing in kept)))
    stays = f"{names} stays." if len({thing.title for thing in kept}) == 1 else f"{names} stay."
    if not rest:
        return Answer([stays, "There is nothing else to delete."])

    async def remove() -> None:
        for thing in rest:
            await thing.remove()

    told = listed([thing.told for thing in rest])
    if len(rest) > _MOST_NAMED:
        asked = f"Delete the other {len(rest)} {kind}s?"
    elif kind == "recording":
        asked = f"Delete {told}?"
    elif len(rest) == 1:
        asked = f"Delete the {kind} {told}?"
    else:
        asked = f"Delete the {kind}s {told}?"
    done = f"I've deleted the {kind}s."
    if len(rest) == 1:
        done = f"I've deleted the recording of {rest[0].title}." if kind == "recording" else f"I've deleted the {kind}."
        done = f"I've deleted the playlist {rest[0].title}." if kind == "playlist" else done
    return Proposal(f"{stays} {asked}", remove, done)


async def _carried_out(proposal: Proposal) -> Answer:
    await proposal.carry_out()
    return Answer([proposal.done], forgets=proposal.forgets)
