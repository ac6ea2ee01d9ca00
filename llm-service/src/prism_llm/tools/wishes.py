"""Calls that wait for the viewer's yes: at most one a session, kept for two minutes where every replica finds it."""

from typing import Any, Final

from pydantic import ValidationError

from prism_core.bus import names
from prism_core.model import Model
from prism_llm.keys import Keys

KEPT_SECONDS: Final = 120.0


class Wish(Model):
    """A call as it was asked about: what is confirmed is this and nothing else."""

    tool: str
    arguments: dict[str, Any]
    question: str
    viewer: str
    """Whose it is: another profile's yes is none."""


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
