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
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from prism_media.viewers.current import Viewer, fallback_viewer, viewer_of
from prism_media.viewers.profiles import ProfileStore

COOKIE_SECONDS = 30 * 86400
"""How long an entered profile stays entered; `GET /api/profiles`, which every page asks, begins the time anew."""


class CookieIdentity:
    """Seals and opens the cookie; every process over one data folder knows those of the others."""

    def __init__(self, store: ProfileStore, key: bytes, now: Callable[[], float]) -> None:
        self._store = store
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
        return viewer_of(entered, profiles) if entered else fallback_viewer(profiles)

    async def is_entered(self, cookie: str | None) -> bool:
        """Whether `cookie` is a valid one."""
        return self._entered(cookie, await self._store.all()) is not None

    def _entered(self, cookie: str | None, profiles: list[dict[str, Any]]) -> dict[str, Any] | None:
        if not cookie:
            return None
        try:
            content = self._fernet.decrypt_at_time(_padded(cookie).encode(), COOKIE_SECONDS, int(self._now()))
        except (InvalidToken, UnicodeError):
            return None
        profile_id, version = json.loads(content)
        return next((one for one in profiles if one["id"] == profile_id and _version(one) == version), None)


def _padded(sealed: str) -> str:
    return sealed + "=" * (-len(sealed) % 4)


def _version(profile: dict[str, Any]) -> str:
    """Changes with the PIN: the hash is salted, so even setting the same one again makes another."""
    return hashlib.sha256((profile["pin_hash"] or "").encode()).hexdigest()[:16]
