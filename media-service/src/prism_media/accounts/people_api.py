"""`/api/auth/accounts`: who may use this Prism; for administrators."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, Response

from prism_core.errors import BadInput, Conflict, NotFound
from prism_media.accounts.api import account_of
from prism_media.accounts.current import SignedInAccount
from prism_media.accounts.model import Account, AccountChange, Accounts, NewAccount
from prism_media.accounts.parts import Parts
from prism_media.accounts.passwords import refuse_weak

Row = dict[str, Any]
MOST_ACCOUNTS = 100
CHILD_AGE = 12
"""The age limit of a child where none is said."""


def people_router(parts: Parts, now: Callable[[], float]) -> APIRouter:
    """The routes of accounts themselves."""
    admin = Depends(parts.admin)
    router = APIRouter(prefix="/api/auth/accounts", tags=["accounts"], dependencies=[admin])

    @router.get("")
    async def list_accounts() -> Accounts:
        """Every account."""
        return Accounts(accounts=[account_of(row) for row in await parts.store.all()])

    @router.post("", status_code=201)
    async def add_account(given: NewAccount) -> Account:
        """Add an account, with a profile of its own."""
        if len(await parts.store.all()) >= MOST_ACCOUNTS:
            raise Conflict(f"there are {MOST_ACCOUNTS} accounts already, which is the most there may be")
        refuse_weak(given.password, given.name)
        row: Row = {
            "id": secrets.token_hex(8),
            "name": given.name,
            "role": given.role,
            "age_limit": _age_limit(given.role, given.age_limit),
            "password_hash": await parts.passwords.hashed(given.password),
            "created_at": int(now()),
        }
        await parts.store.add(row)
        return account_of(await _known(parts, row["id"]))

    @router.patch("/{account_id}")
    async def change_account(account_id: str, change: AccountChange, who: SignedInAccount = admin) -> Account:
        """Change an account. A new password or role, and being disabled, end its sessions."""
        row = await _known(parts, account_id)
        values = change.model_dump(exclude_unset=True, exclude={"password"})
        if (change.role or "admin") != "admin" or change.disabled:
            await _refuse_last(parts, row)
        role = change.role or row["role"]
        if role != row["role"] or change.age_limit is not None:
            values["age_limit"] = _age_limit(role, values.get("age_limit", row["age_limit"]))
        if change.password is not None:
            if account_id == who.account["id"]:
                raise BadInput("change your own password at /api/auth/password, which asks for the one you have")
            await parts.signing_in.set_password(row, change.password)
        if values:
            ends = role != row["role"] or bool(change.disabled)
            await parts.store.change(account_id, values, ends_sessions=ends)
        return account_of(await _known(parts, account_id))

    @router.delete("/{account_id}", status_code=204)
    async def remove_account(account_id: str) -> Response:
        """Remove an account and all that is its own; what it recorded stays, as the household's."""
        await _refuse_last(parts, await _known(parts, account_id))
        await parts.store.remove(account_id)
        return Response(status_code=204)

    return router


def _age_limit(role: str, given: int | None) -> int | None:
    if role != "child":
        return None
    return CHILD_AGE if given is None else given


async def _known(parts: Parts, account_id: str) -> Row:
    row = await parts.store.one(account_id)
    if row is None:
        raise NotFound(f"no account {account_id!r}")
    return row


async def _refuse_last(parts: Parts, row: Row) -> None:
    if row["role"] == "admin" and not row["disabled"] and not await parts.store.other_admins(row["id"]):
        raise Conflict("this is the only administrator; make another one first")
