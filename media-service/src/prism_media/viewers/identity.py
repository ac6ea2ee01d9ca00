"""Tells who asks by a sealed cookie: which profile, and under which PIN it was entered.

A new PIN makes the cookies of the old one worthless; so does a month in which no page was opened. Fernet: AES-128-CBC
with HMAC-SHA-256 (https://github.com/fernet/spec), under a key of its own derived from the data folder's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from prism_core.account import Caller
from prism_media.accounts.store import AccountStore
from prism_media.viewers.current import GUEST, Viewer, fallback_viewer, member_of, viewer_of
from prism_media.viewers.profiles import ProfileStore

COOKIE_SECONDS = 30 * 86400
"""How long an entered profile stays entered; `GET /api/profiles`, which every page asks, begins the time anew."""


class CookieIdentity:
    """Seals and opens the cookie; every process over one data folder knows those of the others."""

    def __init__(
        self,
        store: ProfileStore,
        key: bytes,
        now: Callable[[], float],
        accounts: AccountStore | None = None,
        *,
        open_to_all: bool = True,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._open_to_all = open_to_all
        self._now = now
        self._fernet = Fernet(urlsafe_b64encode(hmac.digest(key, b"profile cookie", "sha256")))

    def seal(self, profile: dict[str, Any]) -> str:
        """The cookie of who entered the profile of this `profiles` row."""
        content = json.dumps([profile["id"], _version(profile)])
        # Without its padding, for which HTTP would have to put the cookie in quotes.
        return self._fernet.encrypt_at_time(content.encode(), int(self._now())).decode().rstrip("=")

    async def viewer(self, cookie: str | None) -> Viewer:
        """Who asks with `cookie`; one that is forged, expired or of an old PIN is as none."""
        profiles = await self._store.all()
        entered = self._entered(cookie, profiles)
        if entered:
            return await self._on_behalf(entered, profiles)
        return fallback_viewer(profiles) if self._open_to_all else _NOBODY

    async def of_profile(self, profile_id: str) -> Viewer:
        """The viewer on whose behalf another player asks; a guest where the account is disabled."""
        profiles = await self._store.all()
        profile = next((one for one in profiles if one["id"] == profile_id), None)
        return await self._on_behalf(profile, profiles) if profile else _NOBODY

    async def member(self, cookie: str | None, caller: Caller) -> Viewer:
        """Who asks with `cookie`, having signed in: one of the account's own profiles."""
        own = [row for row in await self._store.all() if row["account"] == caller.id]
        if not own:
            return replace(_NOBODY, account=caller.id)
        entered = self._entered(cookie, own)
        viewer = viewer_of(entered, own) if entered else fallback_viewer(own)
        return member_of(viewer, caller, await self._age_limit(caller))

    async def sealed(self, cookie: str | None, caller: Caller) -> str:
        """The cookie of that viewer, for what the fleet does on their behalf; empty for a guest."""
        viewer = await self.member(cookie, caller)
        row = await self._store.one(viewer.profile)
        return self.seal(row) if row else ""

    async def is_entered(self, cookie: str | None) -> bool:
        """Whether `cookie` is a valid one."""
        return self._entered(cookie, await self._store.all()) is not None

    async def _on_behalf(self, profile: dict[str, Any], profiles: list[dict[str, Any]]) -> Viewer:
        """The viewer of a profile, with the role that its account has now."""
        if profile["account"] is None or self._accounts is None:
            return viewer_of(profile, profiles)
        account = await self._accounts.one(profile["account"])
        if account is None or account["disabled"]:
            return _NOBODY
        own = [row for row in profiles if row["account"] == account["id"]]
        return member_of(viewer_of(profile, own), Caller(account["id"], account["role"]), account["age_limit"])

    async def _age_limit(self, caller: Caller) -> int | None:
        if caller.role != "child":
            return None
        account = await self._accounts.one(caller.id) if self._accounts else None
        return account["age_limit"] if account and account["age_limit"] is not None else 0

    def _entered(self, cookie: str | None, profiles: list[dict[str, Any]]) -> dict[str, Any] | None:
        if not cookie:
            return None
        try:
            content = self._fernet.decrypt_at_time(_padded(cookie).encode(), COOKIE_SECONDS, int(self._now()))
        except (InvalidToken, UnicodeError):
            return None
        profile_id, version = json.loads(content)
        return next((one for one in profiles if one["id"] == profile_id and _version(one) == version), None)


_NOBODY = Viewer(GUEST, 0, manages=False, account="")


def _padded(sealed: str) -> str:
    return sealed + "=" * (-len(sealed) % 4)


def _version(profile: dict[str, Any]) -> str:
    """Changes with the PIN: the hash is salted, so even setting the same one again makes another."""
    return hashlib.sha256((profile["pin_hash"] or "").encode()).hexdigest()[:16]
