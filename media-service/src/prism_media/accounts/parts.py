"""Puts the parts of accounts together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.accounts.current import Asking, admin, signed_in
from prism_media.accounts.guessing import Guessing
from prism_media.accounts.keys import Keys
from prism_media.accounts.passwords import Passwords
from prism_media.accounts.sessions import SessionStore
from prism_media.accounts.signing_in import SigningIn
from prism_media.accounts.store import AccountStore
from prism_media.accounts.tokens import TokenStore


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything about accounts that the service owns.

    Attributes:
        signed_in: the dependency that gives whoever is signed in.
        admin: the same, for administrators alone.
    """

    keys: Keys
    store: AccountStore
    sessions: SessionStore
    tokens: TokenStore
    passwords: Passwords
    signing_in: SigningIn
    signed_in: Asking
    admin: Asking


def account_parts(engine: AsyncEngine, secret: bytes, now: Callable[[], float]) -> Parts:
    """Make them; `secret` is what every process of this Prism shares."""
    keys, store, passwords = Keys(secret, now), AccountStore(engine), Passwords()
    sessions = SessionStore(engine, keys, now)
    asking = signed_in(store, sessions)
    return Parts(
        keys=keys,
        store=store,
        sessions=sessions,
        tokens=TokenStore(engine, now),
        passwords=passwords,
        signing_in=SigningIn(store, sessions, Guessing(engine, now), passwords, keys, now),
        signed_in=asking,
        admin=admin(asking),
    )
