"""Who may use an output: whoever has its token, with the rights of the profile that made it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import NotAllowed
from prism_media.catalogue.keys import short_id
from prism_media.database.tables import outputs
from prism_media.viewers.current import GUEST, Viewer
from prism_media.viewers.identity import CookieIdentity

Row = dict[str, Any]
_NOTED_SECONDS = 60
"""A use is noted this often at most: a playing channel asks every few seconds."""


class WrongToken(NotAllowed):
    """The token of an output is not valid, or no longer."""

    kind = "wrong-token"
    status = 401


@dataclass(frozen=True, slots=True)
class Caller:
    """A player that uses an output; `token` is its own, to be put into the addresses it is given."""

    output: str
    token: str
    viewer: Viewer

    def __repr__(self) -> str:
        return f"Caller({self.output})"


class Access:
    """Makes outputs and knows their tokens, of which only SHA-256 is kept: 192 random bits need no slower hash."""

    def __init__(self, engine: AsyncEngine, identity: CookieIdentity, now: Callable[[], float]) -> None:
        self._engine = engine
        self._identity = identity
        self._now = now

    async def make(self, name: str, profile: str) -> tuple[str, str]:
        """A new output's id and its token, which is told this once."""
        token = secrets.token_urlsafe(24)
        output_id = short_id("output", secrets.token_hex(16))
        values = {"id": output_id, "name": name, "profile": profile, "token_hash": _hash(token)}
        async with self._engine.begin() as connection:
            await connection.execute(insert(outputs).values(**values, created_at=int(self._now())))
        return output_id, token

    async def all(self, profile: str | None = None) -> list[Row]:
        """The outputs of a profile, or of all."""
        query = select(outputs).order_by(outputs.c.created_at, outputs.c.id)
        if profile is not None:
            query = query.where(outputs.c.profile == profile)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def remove(self, output_id: str, profile: str | None = None) -> bool:
        """Remove an output, of this profile if one is named: its token is worth nothing any more.

        Says whether there was one.
        """
        mine = outputs.c.id == output_id
        if profile is not None:
            mine &= outputs.c.profile == profile
        async with self._engine.begin() as connection:
            return bool((await connection.execute(delete(outputs).where(mine))).rowcount)

    async def caller(self, token: str, output_id: str | None = None) -> Caller:
        """Who has this token; where a user name is sent beside it, it must be the output's id.

        Raises:
            WrongToken: nobody has.
        """
        hashed = _hash(token)
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(outputs).where(outputs.c.token_hash == hashed))).mappings().first()
        if row is None or not hmac.compare_digest(row["token_hash"], hashed):
            raise WrongToken("this address or password is not valid; make a new one under outputs")
        if output_id is not None and not hmac.compare_digest(output_id.encode(), str(row["id"]).encode()):
            raise WrongToken("this address or password is not valid; make a new one under outputs")
        await self._note(dict(row))
        viewer = await self._identity.of_profile(row["profile"])
        if viewer.profile == GUEST:
            raise WrongToken("the account that this address belongs to is disabled")
        return Caller(row["id"], token, viewer)

    async def _note(self, row: Row) -> None:
        now = int(self._now())
        if now - (row["used_at"] or 0) >= _NOTED_SECONDS:
            async with self._engine.begin() as connection:
                await connection.execute(update(outputs).where(outputs.c.id == row["id"]).values(used_at=now))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
