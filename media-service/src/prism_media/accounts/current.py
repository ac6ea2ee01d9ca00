"""Who asks under `/api/auth`: more is looked at here than the access token, since what is done here lasts.

An access token holds for ten minutes after its session has ended; whoever has a copy must not make an account, a token
or a password of it meanwhile. So the session must be open, and the account as the database has it now.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from prism_core.account import SESSION_HEADER, caller_in
from prism_core.errors import NotAllowed
from prism_media.accounts.sessions import SessionStore
from prism_media.accounts.store import AccountStore

Row = dict[str, Any]


class SignInRequired(NotAllowed):
    """Nobody has signed in here."""

    kind = "sign-in-required"
    status = 401


class AdminRequired(NotAllowed):
    """Only an administrator may do this."""

    kind = "admin-required"


@dataclass(frozen=True, slots=True)
class SignedInAccount:
    """Who asks, and the session they ask in."""

    account: Row
    session: str


Asking = Callable[[Request], Awaitable[SignedInAccount]]


def signed_in(store: AccountStore, sessions: SessionStore) -> Asking:
    """A dependency that gives whoever is signed in."""

    async def asking(request: Request) -> SignedInAccount:
        caller = caller_in(request.headers)
        session = request.headers.get(SESSION_HEADER, "")
        if caller is None or not session:  # A personal token has none: it opens what it was made for, not this.
            raise SignInRequired("sign in first")
        account = await store.one(caller.id)
        if account is None or account["disabled"] or not await sessions.open_ones([session]):
            raise SignInRequired("you are signed out; sign in again")
        return SignedInAccount(account, session)

    return asking


def admin(asking: Asking) -> Asking:
    """The same, for administrators alone."""

    async def asking_admin(request: Request) -> SignedInAccount:
        who = await asking(request)
        if who.account["role"] != "admin":
            raise AdminRequired("only an administrator may do this")
        return who

    return asking_admin
