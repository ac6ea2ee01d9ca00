"""What of a session outlives its socket and its gateway: history, a wish for silence, and that a turn was running."""

import contextlib

from pydantic import TypeAdapter

from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable
from prism_core.model import Model
from prism_core.requests import Exchange
from prism_gateway.conversation.floor import Floor

HISTORY_SECONDS = 6 * 3600.0
TURN_SECONDS = 90.0
"""Longer than any turn; a turn that ends removes its key."""
SILENCE_SECONDS = 30 * 86400.0
"""Whoever wants silence has it until they ask for her voice, not until a page is opened again."""

_exchanges: TypeAdapter[tuple[Exchange, ...]] = TypeAdapter(tuple[Exchange, ...])


class Silence(Model):
    """What Lumen keeps from: speaking at all, and remarks that nobody asked for."""

    hushed: bool
    companion: bool


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

    async def recall_silence(self, floor: Floor) -> None:
        """Tells the floor what silence the viewer asked for."""
        if kept := await self._bus.get(names.silence(self._session)):
            silence = Silence.model_validate_json(kept)
            floor.hush(silence.hushed)
            floor.companion = silence.companion

    async def try_to_keep_silence(self, floor: Floor) -> None:
        """Keeps what silence the viewer asked for, if Redis answers."""
        silence = Silence(hushed=floor.hushed, companion=floor.companion)
        with contextlib.suppress(BusUnavailable):
            await self._bus.set(names.silence(self._session), silence.model_dump_json().encode(), SILENCE_SECONDS)

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
