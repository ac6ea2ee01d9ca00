"""Signed-in sessions: refresh tokens that rotate, and end where one of them was copied.

A refresh token is its session's id and a generation under a MAC, so the database alone makes none. The generation
before the current one is answered for a short while with the current one again: two tabs refresh at once, and answers
get lost. Any older one means that two hold the same session, and ends it (RFC 9700 §4.14.2).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import NotAllowed
from prism_media.accounts.keys import Keys
from prism_media.database.tables import sign_ins

Row = dict[str, Any]
SESSION_SECONDS = 30 * 86400
"""How long a session lasts from its last refresh."""
GRACE_SECONDS = 20
LONGEST_BROWSER = 200
_PURPOSE = "refresh token"


class SessionOver(NotAllowed):
    """The session has ended; one must sign in again."""

    kind = "session-over"
    status = 401


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session and its current refresh token."""

    session: str
    account: str
    refresh_token: str

    def __repr__(self) -> str:
        return f"SignedIn({self.session})"


class SessionStore:
    """Begins, goes on with and ends sessions."""

    def __init__(self, engine: AsyncEngine, keys: Keys, now: Callable[[], float]) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now

    async def begin(self, account: str, browser: str) -> SignedIn:
        """A new session of an account, always under a new id; those that are long over are forgotten."""
        session, at = secrets.token_hex(16), int(self._now())
        values = {"id": session, "account": account, "generation": 1, "began_at": at, "rotated_at": at}
        async with self._engine.begin() as connection:
            await connection.execute(delete(sign_ins).where(sign_ins.c.rotated_at < at - SESSION_SECONDS))
            await connection.execute(insert(sign_ins).values(**values, browser=browser[:LONGEST_BROWSER]))
        return self._signed_in(session, account, 1)

    async def refresh(self, token: str) -> SignedIn:
        """The session of a refresh token, with the next one.

        Raises:
            SessionOver: it is forged, expired or ended, or an older one of the session, which ends with it.
        """
        session, generation = self._read(token)
        at = int(self._now())
        row = await self._row(session)
        if row is None or row["rotated_at"] < at - SESSION_SECONDS:
            raise SessionOver("you are signed out; sign in again")
        if generation == row["generation"] and await self._rotate(row, at):
            return self._signed_in(session, row["account"], generation + 1)
        row = await self._row(session) or row  # Another process may have rotated it just now.
        if generation == row["generation"] - 1 and at - row["rotated_at"] <= GRACE_SECONDS:
            return self._signed_in(session, row["account"], row["generation"])
        await self.end(session)
        raise SessionOver("this session was used from two places and has been ended; sign in again")

    def session_of(self, token: str) -> str | None:
        """The session that a refresh token belongs to, however old; none if it is forged."""
        try:
            return self._read(token)[0]
        except SessionOver:
            return None

    async def end(self, session: str, account: str | None = None) -> bool:
        """End a session, if it is `account`'s where one is named. Says whether there was one."""
        mine = sign_ins.c.id == session
        if account is not None:
            mine &= sign_ins.c.account == account
        async with self._engine.begin() as connection:
            return bool((await connection.execute(delete(sign_ins).where(mine))).rowcount)

    async def end_all(self, account: str) -> None:
        """End every session of an account."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(sign_ins).where(sign_ins.c.account == account))

    async def of(self, account: str) -> list[Row]:
        """The sessions of an account, the latest use first."""
        query = select(sign_ins).where(sign_ins.c.account == account).order_by(sign_ins.c.rotated_at.desc())
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def open_ones(self, sessions: list[str]) -> list[str]:
        """Those of `sessions` that have not ended."""
        query = select(sign_ins.c.id).where(sign_ins.c.id.in_(sessions))
        async with self._engine.connect() as connection:
            return [row[0] for row in await connection.execute(query)]

    async def _row(self, session: str) -> Row | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(sign_ins).where(sign_ins.c.id == session))).mappings().first()
        return dict(row) if row else None

    async def _rotate(self, row: Row, at: int) -> bool:
        """Goes on to the next generation; false where somebody else did meanwhile."""
        seen = (sign_ins.c.id == row["id"]) & (sign_ins.c.generation == row["generation"])
        values = {"generation": row["generation"] + 1, "rotated_at": at}
        async with self._engine.begin() as connection:
            return bool((await connection.execute(update(sign_ins).where(seen).values(values))).rowcount)

    def _signed_in(self, session: str, account: str, generation: int) -> SignedIn:
        return SignedIn(session, account, self._keys.sealed(_PURPOSE, f"{session}.{generation}"))

    def _read(self, token: str) -> tuple[str, int]:
        text = self._keys.opened(_PURPOSE, token)
        if text is None:
            raise SessionOver("you are signed out; sign in again")
        session, _, generation = text.partition(".")
        return session, int(generation)
