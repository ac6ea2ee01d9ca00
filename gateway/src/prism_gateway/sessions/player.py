"""The player in the viewer's browser: a command goes there, what came of it returns."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable

from prism_core.commands import Command
from prism_core.errors import Unavailable
from prism_core.events import ChannelTarget, PlaybackCommand, PlaybackResult

RESULT_SECONDS = 10.0
"""A channel change may take the player 8 s before it gives up."""

Resolve = Callable[[Command], Awaitable[ChannelTarget | None]]


class BrowserPlayer:
    """Sends commands to one browser and waits for their results."""

    def __init__(self, send: Callable[[PlaybackCommand], None], resolve: Resolve) -> None:
        self._send = send
        self._resolve = resolve
        self._waiting: dict[str, asyncio.Future[PlaybackResult]] = {}

    async def perform(self, command: Command) -> PlaybackResult:
        """Does `command`.

        Raises:
            NotFound: it names a channel that does not exist.
            Unavailable: the browser did not answer in time.
        """
        target = await self._resolve(command)
        asked = PlaybackCommand(command_id=uuid.uuid4().hex, command=command, target=target)
        result: asyncio.Future[PlaybackResult] = asyncio.get_running_loop().create_future()
        self._waiting[asked.command_id] = result
        try:
            self._send(asked)
            async with asyncio.timeout(RESULT_SECONDS):
                return await result
        except TimeoutError as error:
            raise Unavailable("The player did not answer.") from error
        finally:
            del self._waiting[asked.command_id]

    def answer(self, result: PlaybackResult) -> None:
        """The browser answered."""
        waiting = self._waiting.get(result.command_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(result)
