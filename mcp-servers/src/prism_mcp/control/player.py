"""The browsers that are connected, and what they did when they were asked to do something."""

import asyncio
import uuid
from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationError

from prism_core.account import is_session_of
from prism_core.bus import Bus, Message, Subscription, names
from prism_core.commands import Command
from prism_core.errors import NotFound, Unavailable
from prism_core.events import Accepted, ChannelTarget, PlaybackCommand, PlaybackResult, PlaybackState

TAKEN_SECONDS = 3.0
"""How long a gateway may take to hand a command to its browser; after that there is none."""
DONE_SECONDS = 10.0
"""How long a browser may take: a channel that does not start is given up after 8 s."""
NO_BROWSER = "no browser is connected; ask the viewer to open Prism in a browser, then try again"


@dataclass(frozen=True, slots=True)
class Browser:
    """A connected browser: its session and how its player stood when it was last heard of."""

    session: str
    state: PlaybackState


async def browsers(bus: Bus, account: str | None = None) -> tuple[Browser, ...]:
    """The connected browsers, of an account alone where one is named; those that play come first."""
    found = []
    for key in await bus.keys(names.STATE_PREFIX):
        if account is not None and not is_session_of(key.removeprefix(names.STATE_PREFIX), account):
            continue
        value = await bus.get(key)
        if value is not None:
            with suppress(ValidationError):
                state = PlaybackState.model_validate_json(value)
                found.append(Browser(key.removeprefix(names.STATE_PREFIX), state))
    return tuple(sorted(found, key=lambda browser: not browser.state.playing))


async def choose(bus: Bus, player: str | None, account: str | None = None) -> Browser:
    """The browser that `player` names, else the one that plays.

    Raises:
        Unavailable: no browser is connected.
        NotFound: none has this id; the message lists those there are.
    """
    connected = await browsers(bus, account)
    if not connected:
        raise Unavailable(NO_BROWSER)
    if player is None:
        return connected[0]
    for browser in connected:
        if browser.session == player:
            return browser
    ids = ", ".join(browser.session for browser in connected)
    raise NotFound(f"no player has the id {player!r}; players: {ids}")


async def perform(bus: Bus, session: str, command: Command, target: ChannelTarget | None) -> PlaybackResult:
    """Does `command` in the browser of `session` and gives what really happened.

    Raises:
        Unavailable: no browser took it, or it gave no answer.
    """
    asked = PlaybackCommand(command_id=uuid.uuid4().hex, command=command, target=target)
    async with bus.subscribe(names.session(session)) as news:
        answers = _Answers(asked.command_id)
        listening = asyncio.create_task(answers.listen(news), name="answers")
        try:
            await bus.publish(names.session(session), asked)
            return await answers.result()
        finally:
            listening.cancel()


class _Answers:
    """What is said about one command: that it was taken, and what came of it."""

    def __init__(self, command_id: str) -> None:
        self._id = command_id
        self._taken = asyncio.Event()
        self._result: asyncio.Future[PlaybackResult] = asyncio.get_running_loop().create_future()

    async def listen(self, news: Subscription) -> None:
        async for message in news:
            self._note(message)

    def _note(self, message: Message) -> None:
        event = message.event
        if isinstance(event, Accepted) and event.request_id == self._id:
            self._taken.set()
        elif isinstance(event, PlaybackResult) and event.command_id == self._id:
            self._taken.set()
            if not self._result.done():
                self._result.set_result(event)

    async def result(self) -> PlaybackResult:
        try:
            async with asyncio.timeout(TAKEN_SECONDS):
                await self._taken.wait()
        except TimeoutError as error:
            raise Unavailable(NO_BROWSER) from error
        try:
            async with asyncio.timeout(DONE_SECONDS):
                return await self._result
        except TimeoutError as error:
            raise Unavailable("the browser took the command but did not say what came of it") from error
