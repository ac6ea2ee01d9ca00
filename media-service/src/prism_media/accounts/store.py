"""Accounts in the database."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import Conflict
from prism_media.database.tables import accounts, profiles, recording_rules, recordings, sign_ins
from prism_media.viewers.model import DEFAULT_NAME, DEFAULT_PROFILE, NOBODY

Row = dict[str, Any]
FOUNDER = "owner"
"""Id of the first account: one row only can have it, so two who set Prism up at once cannot both."""


class AccountStore:
    """Reads and writes `accounts` rows."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> list[Row]:
        """Every account, the oldest first."""
        query = select(accounts).order_by(accounts.c.created_at, accounts.c.id)
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

    async def any(self) -> bool:
        """Whether there is one at all."""
        async with self._engine.connect() as connection:
            return (await connection.execute(select(accounts.c.id).limit(1))).first() is not None

    async def one(self, account_id: str) -> Row | None:
        """The account with an id."""
        return await self._first(accounts.c.id == account_id)

    async def named(self, name: str) -> Row | None:
        """The account that signs in by `name`, in any case."""
        return await self._first(accounts.c.folded == folded(name))

    async def known_as(self, issuer: str, subject: str) -> Row | None:
        """The account that a provider knows as `subject`."""
        return await self._first((accounts.c.issuer == issuer) & (accounts.c.subject == subject))

    async def add(self, row: Row) -> None:
        """Add an account, with a profile of its own.

        Raises:
            Conflict: the name is taken.
        """
        try:
            async with self._engine.begin() as connection:
                await connection.execute(insert(accounts).values(**row, folded=folded(row["name"])))
                profile = {"id": secrets.token_hex(6), "name": row["name"], "account": row["id"]}
                await connection.execute(insert(profiles).values(**profile, created_at=row["created_at"]))
        except IntegrityError as error:
            raise Conflict(f"there is an account {row['name']!r} already; choose another name") from error

    async def found(self, row: Row) -> None:
        """Add the first account, and give it the household's profiles.

        Raises:
            Conflict: there is one already.
        """
        try:
            async with self._engine.begin() as connection:
                await connection.execute(insert(accounts).values(**row, id=FOUNDER, folded=folded(row["name"])))
                free = update(profiles).where(profiles.c.account.is_(None))
                await connection.execute(free.values(account=FOUNDER))
        except IntegrityError as error:
            raise Conflict("this Prism has been set up already; sign in") from error

    async def change(self, account_id: str, values: Row, *, ends_sessions: bool = False) -> None:
        """Change some columns of an account, and end its sessions in the same breath.

        Raises:
            Conflict: the name is taken.
        """
        if "name" in values:
            values = {**values, "folded": folded(values["name"])}
        try:
            async with self._engine.begin() as connection:
                await connection.execute(update(accounts).where(accounts.c.id == account_id).values(values))
                if ends_sessions:
                    await connection.execute(delete(sign_ins).where(sign_ins.c.account == account_id))
        except IntegrityError as error:
            raise Conflict(f"there is an account {values.get('name')!r} already; choose another name") from error

    async def other_admins(self, account_id: str) -> int:
        """How many administrators there are beside one who can sign in."""
        others = (accounts.c.id != account_id) & (accounts.c.role == "admin") & ~accounts.c.disabled
        async with self._engine.connect() as connection:
            return int(await connection.scalar(select(func.count()).select_from(accounts).where(others)) or 0)

    async def remove(self, account_id: str) -> None:
        """Remove an account and what was its own; the files of its recordings follow within a minute.

        Sessions and tokens refer to it and cascade, as favourites and the like do to profiles.
        """
        mine = select(profiles.c.id).where(profiles.c.account == account_id)
        async with self._engine.begin() as connection:
            theirs = [row[0] for row in await connection.execute(mine)]
            await connection.execute(delete(recording_rules).where(recording_rules.c.profile.in_(theirs)))
            left = update(recordings).where(recordings.c.profile.in_(theirs))
            await connection.execute(left.values(profile=NOBODY))
            await connection.execute(delete(profiles).where(profiles.c.account == account_id))
            await connection.execute(delete(accounts).where(accounts.c.id == account_id))
            if DEFAULT_PROFILE in theirs:  # It is always there: what belongs to nobody else is its.
                await connection.execute(insert(profiles).values(id=DEFAULT_PROFILE, name=DEFAULT_NAME))

    async def _first(self, which: ColumnElement[bool]) -> Row | None:
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(accounts).where(which))).mappings().first()
        return dict(row) if row else None


def folded(name: str) -> str:
    """A name without case."""
    return name.strip().casefold()
