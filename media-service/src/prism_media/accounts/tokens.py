"""Personal tokens: what somebody gives an agent so that it may do a few things on their behalf."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import Conflict
from prism_media.database.tables import accounts, personal_tokens

Row = dict[str, Any]
PREFIX = "prism_pat_"
"""Begins every token, so that scanners for secrets know one."""
MOST_TOKENS = 100
_NOTED_SECONDS = 60
"""A use is noted this often at most."""


class TokenStore:
    """Makes personal tokens and knows them by SHA-256: 256 random bits need no slower hash."""

    def __init__(self, engine: AsyncEngine, now: Callable[[], float]) -> None:
        self._engine = engine
        self._now = now

    async def make(self, account: str, name: str, scopes: list[str], expires_at: int | None) -> tuple[Row, str]:
        """A new token of an account: its row, and the token, which is told this once.

        Raises:
            Conflict: the account has as many as it may.
        """
        token = PREFIX + secrets.token_urlsafe(32)
        row: Row = {"id": secrets.token_hex(8), "account": account, "name": name, "scopes": sorted(set(scopes))}
        row |= {"created_at": int(self._now()), "expires_at": expires_at, "used_at": None}
        mine = select(func.count()).select_from(personal_tokens).where(personal_tokens.c.account == account)
        async with self._engine.begin() as connection:
            if (await connection.scalar(mine) or 0) >= MOST_TOKENS:
                raise Conflict(f"there are {MOST_TOKENS} tokens already; delete some first")
            await connection.execute(insert(personal_tokens).values(**row, token_hash=_hash(token)))
        return row, token

    async def of(self, account: str) -> list[Row]:
        """The tokens of an account, the oldest first."""
        mine = select(personal_tokens).where(personal_tokens.c.account == account)
        order = (personal_tokens.c.created_at, personal_tokens.c.id)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(mine.order_by(*order))).mappings()]

    async def remove(self, token_id: str, account: str) -> bool:
        """Remove a token of an account. Says whether there was one."""
        mine = (personal_tokens.c.id == token_id) & (personal_tokens.c.account == account)
        async with self._engine.begin() as connection:
            return bool((await connection.execute(delete(personal_tokens).where(mine))).rowcount)

    async def worth(self, token: str) -> Row | None:
        """Whose a token is (`account`, `name`, `role`) and its `scopes`; none if it is not valid, or no longer."""
        joined = select(
            personal_tokens,
            accounts.c.name.label("account_name"),
            accounts.c.role.label("role"),
            accounts.c.disabled.label("disabled"),
        ).join(accounts, accounts.c.id == personal_tokens.c.account)
        async with self._engine.connect() as connection:
            query = joined.where(personal_tokens.c.token_hash == _hash(token))
            row = (await connection.execute(query)).mappings().first()
        at = int(self._now())
        if row is None or row["disabled"] or (row["expires_at"] is not None and row["expires_at"] <= at):
            return None
        if at - (row["used_at"] or 0) >= _NOTED_SECONDS:
            noted = update(personal_tokens).where(personal_tokens.c.id == row["id"]).values(used_at=at)
            async with self._engine.begin() as connection:
                await connection.execute(noted)
        return dict(row)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
