"""Calls that wait for the viewer's yes: at most one a session, kept for two minutes where every replica finds it."""

from typing import Any, Final, Protocol

from pydantic import ValidationError

from prism_core.bus import names
from prism_core.model import Model

KEPT_SECONDS: Final = 120.0


class Wish(Model):
    """A call as it was asked about: what is confirmed is this and nothing else."""

    tool: str
    arguments: dict[str, Any]
    question: str
    viewer: str
    """Whose it is: another profile's yes is none."""


class Keys(Protocol):
    """As much of the bus as wishes need."""

    async def get(self, key: str) -> bytes | None:
        """Value of a key."""
        ...

    async def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Sets a key for a while."""
        ...

    async def delete(self, key: str) -> None:
        """Removes a key."""
        ...


class Wishes:
    """The wishes of all sessions."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    async def keep(self, session: str, wish: Wish) -> None:
        """Keeps what was asked about, in place of what was before."""
        await self._keys.set(names.wish(session), wish.model_dump_json().encode(), KEPT_SECONDS)

    async def take(self, session: str) -> Wish | None:
        """What was asked about last; it is gone then, so that one yes does it once."""
        kept = await self._keys.get(names.wish(session))
        await self._keys.delete(names.wish(session))
        try:
            return Wish.model_validate_json(kept) if kept else None
        except ValidationError:
            return None
