"""Signing in: proves who somebody is, and gives their browser a session."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prism_core.errors import Conflict, NotAllowed
from prism_media.accounts.guessing import Guessing, buckets
from prism_media.accounts.keys import Keys
from prism_media.accounts.passwords import Passwords, refuse_weak
from prism_media.accounts.sessions import SessionOver, SessionStore, SignedIn
from prism_media.accounts.store import FOUNDER, AccountStore, folded

Row = dict[str, Any]


class WrongCredentials(NotAllowed):
    """No account has this name and this password. Which of the two is wrong is not told."""

    kind = "wrong-credentials"
    status = 401


class WrongSetUpToken(NotAllowed):
    """The link that sets Prism up is another one."""

    kind = "wrong-setup-token"


@dataclass(frozen=True, slots=True)
class Browser:
    """What is known of a browser before it says who uses it.

    Attributes:
        address: where it asks from.
        agent: what it calls itself.
        refresh_token: the cookie of an earlier session, empty for none.
        device: the cookie of who signed in here before, empty for none.
    """

    address: str
    agent: str
    refresh_token: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Who signed in, and what their browser is given for it."""

    account: Row
    access_token: str
    refresh_token: str
    device: str


class SigningIn:
    """Every way into an account."""

    def __init__(
        self,
        store: AccountStore,
        sessions: SessionStore,
        guessing: Guessing,
        passwords: Passwords,
        keys: Keys,
        now: Callable[[], float],
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._guessing = guessing
        self._passwords = passwords
        self._keys = keys
        self._now = now

    @property
    def setup_token(self) -> str:
        """What makes the first account; it is worth nothing once there is one."""
        return self._keys.sealed("set-up", "setup")

    async def set_up(self, token: str, name: str, password: str, browser: Browser) -> Entered:
        """Make the first account, an administrator's.

        Raises:
            WrongSetUpToken: the token is another one.
            Conflict: there is an account already.
        """
        if not hmac.compare_digest(token.encode(), self.setup_token.encode()):
            raise WrongSetUpToken("this link does not set up this Prism; take the newest from its log")
        if await self._store.any():
            raise Conflict("this Prism has been set up already; sign in")
        refuse_weak(password, name)
        hashed = await self._passwords.hashed(password)
        row = {"name": name, "role": "admin", "password_hash": hashed, "created_at": int(self._now())}
        await self._store.found(row)
        return await self.begin(await self._known(FOUNDER), browser)

    async def by_password(self, name: str, password: str, browser: Browser) -> Entered:
        """Sign in. What it costs and says is the same for a name that does not exist.

        Raises:
            WrongCredentials: no account has this name and password, or it is disabled.
            TooManyTries: too many were wrong lately; the right password is not looked at either.
        """
        row = await self._store.named(name)
        counted = buckets(folded(name), browser.address, self._device_of(row, browser))
        await self._guessing.take_a_try(counted)
        fits = await self._passwords.fits(password, row["password_hash"] if row else None)
        if row is None or not fits or row["disabled"]:
            raise WrongCredentials("the name or the password is wrong")
        await self._guessing.succeeded(counted)
        return await self.begin(row, browser)

    async def begin(self, account: Row, browser: Browser) -> Entered:
        """A new session of an account whose owner has proved who they are; the browser's earlier one ends."""
        if account["disabled"]:
            raise WrongCredentials("this account is disabled; ask an administrator")
        if (before := self._sessions.session_of(browser.refresh_token)) is not None:
            await self._sessions.end(before)
        signed_in = await self._sessions.begin(account["id"], browser.agent)
        await self._store.change(account["id"], {"signed_in_at": int(self._now())})
        return self._entered(account, signed_in, browser)

    async def refresh(self, browser: Browser) -> Entered:
        """Go on with the session of a browser.

        Raises:
            SessionOver: it has ended.
        """
        signed_in = await self._sessions.refresh(browser.refresh_token)
        account = await self._store.one(signed_in.account)
        if account is None or account["disabled"]:
            await self._sessions.end(signed_in.session)
            raise SessionOver("this account is disabled; ask an administrator")
        return self._entered(account, signed_in, browser)

    async def sign_out(self, browser: Browser) -> None:
        """End the session of a browser."""
        if (session := self._sessions.session_of(browser.refresh_token)) is not None:
            await self._sessions.end(session)

    async def change_password(self, account: Row, current: str, new: str, browser: Browser) -> Entered:
        """Set another password; every session ends, and a new one begins here.

        Raises:
            WrongCredentials: `current` is not the password.
        """
        counted = buckets(account["folded"], browser.address, account["id"])
        await self._guessing.take_a_try(counted)
        if not await self._passwords.fits(current, account["password_hash"]):
            raise WrongCredentials("that is not your password")
        await self._guessing.succeeded(counted)
        await self.set_password(account, new)
        return await self.begin(account, browser)

    async def set_password(self, account: Row, new: str) -> None:
        """Set a password and end every session of the account."""
        refuse_weak(new, account["name"])
        hashed = await self._passwords.hashed(new)
        await self._store.change(account["id"], {"password_hash": hashed}, ends_sessions=True)

    def _device_of(self, account: Row | None, browser: Browser) -> str | None:
        """What tells a browser in which somebody has signed in to `account` before; none for any other."""
        owner, _, device = (self._keys.opened("device", browser.device) or "").partition(":")
        return device if account is not None and owner == account["id"] and device else None

    def _entered(self, account: Row, signed_in: SignedIn, browser: Browser) -> Entered:
        device = self._device_of(account, browser) or secrets.token_hex(8)
        return Entered(
            account=account,
            access_token=self._keys.access_token(account, signed_in.session),
            refresh_token=signed_in.refresh_token,
            device=self._keys.sealed("device", f"{account['id']}:{device}"),
        )

    async def _known(self, account_id: str) -> Row:
        row = await self._store.one(account_id)
        assert row is not None, "it was just made"
        return row
