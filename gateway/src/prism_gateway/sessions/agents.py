"""Commands of agents for one session: the browser's own go there as they are, the rest is the session's."""

import contextlib
from collections.abc import Awaitable, Callable

from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable, PrismError
from prism_core.events import Accepted, PlaybackCommand, PlaybackResult, PlaybackState
from prism_core.ports import Player

BROWSER_PREFIXES = ("tv.", "ui.", "sleep.")


class AgentCommands:
    """Takes agents' commands for one session, and answers on the bus.

    Args:
        session: the session's id.
        bus: where answers go.
        player: does what is the session's.
        send: hands a command to the browser.
        interrupt: cuts off what Lumen is doing.
        state: how the browser's player stands.
    """

    def __init__(
        self,
        session: str,
        bus: Bus,
        player: Player,
        *,
        send: Callable[[PlaybackCommand], None],
        interrupt: Callable[[], Awaitable[None]],
        state: Callable[[], PlaybackState],
    ) -> None:
        self._session = session
        self._bus = bus
        self._player = player
        self._send = send
        self._interrupt = interrupt
        self._state = state

    async def take(self, command: PlaybackCommand) -> None:
        """Does `command`; the agent hears at once that a browser has it, and then what came of it."""
        if command.command.name.startswith(BROWSER_PREFIXES):
            self._send(command)  # The browser's result is published by the session.
            await self._publish(Accepted(request_id=command.command_id))
            return
        await self._publish(Accepted(request_id=command.command_id))
        if command.command.name in ("lumen.stop", "lumen.hush"):
            await self._interrupt()
        try:
            result = await self._player.perform(command.command)
        except PrismError as error:
            result = PlaybackResult(command_id="", ok=False, message=error.message, state=self._state())
        await self._publish(result.model_copy(update={"command_id": command.command_id}))

    async def _publish(self, event: Accepted | PlaybackResult) -> None:
        with contextlib.suppress(BusUnavailable):
            await self._bus.publish(names.session(self._session), event)
