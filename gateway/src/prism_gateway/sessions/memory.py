"""What of a session outlives its socket and its gateway: the history, and that a turn was running."""

import contextlib

from pydantic import TypeAdapter

from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable
from prism_core.requests import Exchange

HISTORY_SECONDS = 6 * 3600.0
TURN_SECONDS = 90.0
"""Longer than any turn; a turn that ends removes its key."""

_exchanges: TypeAdapter[tuple[Exchange, ...]] = TypeAdapter(tuple[Exchange, ...])


class SessionMemory:
    """Keys of one session with one profile, or in one party: what was said with one is not told on to another.

    Every other method raises `BusUnavailable` when Redis does not answer.
    """

    def __init__(self, bus: Bus, session: str, profile: str = "", party: str = "") -> None:
        self._bus = bus
        self._session = session
        self._history = names.history(f"party:{party}") if party else names.history(session, profile)

    async def history(self) -> tuple[Exchange, ...]:
        """The exchanges so far, oldest first."""
        kept = await self._bus.get(self._history)
        return _exchanges.validate_json(kept) if kept else ()

    async def keep(self, exchanges: tuple[Exchange, ...]) -> None:
        """Keeps the exchanges so far."""
        await self._bus.set(self._history, _exchanges.dump_json(exchanges), HISTORY_SECONDS)

    async def try_to_keep(self, exchanges: tuple[Exchange, ...]) -> None:
        """Keeps the exchanges so far, if Redis answers."""
        with contextlib.suppress(BusUnavailable):
            await self.keep(exchanges)

    async def turn_begins(self, turn: str) -> None:
        """Notes that a turn runs."""
        await self._bus.set(names.turn(self._session), turn.encode(), TURN_SECONDS)

    async def turn_ends(self) -> None:
        """Notes that it has ended."""
        await self._bus.delete(names.turn(self._session))

    async def lost_turn(self) -> bool:
        """Whether a turn was running when the last owner of this session went away; asked once."""
        lost = await self._bus.get(names.turn(self._session)) is not None
        if lost:
            await self.turn_ends()
        return lost
