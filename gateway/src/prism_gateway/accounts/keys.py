"""Checks access tokens with media-service's public keys, which are kept: it may be away while people watch."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from prism_core.account import ROLES
from prism_gateway.edge.exchange import Account

ASK_AGAIN_SECONDS = 5.0
"""How long an unknown key is not asked for again: anybody can name one."""
MOST_KEPT = 4096
_ISSUER = "prism"
_REQUIRED = ["exp", "iat", "sub", "sid", "role", "name"]

AskKeys = Callable[[], Awaitable[Mapping[str, Any] | None]]
"""Asks for the published keys (RFC 7517); none where nobody answers."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Who a token makes out, in which session, and until when (Unix seconds)."""

    account: Account
    session: str
    expires_at: float


class AccessTokens:
    """Checks tokens: a known one by a look into a table, a new one by its signature."""

    def __init__(self, ask: AskKeys, now: Callable[[], float] = time.time) -> None:
        self._ask = ask
        self._now = now
        self._keys: dict[str, Ed25519PublicKey] = {}
        self._asked_at = float("-inf")
        self._kept: dict[str, Checked] = {}

    async def check(self, token: str) -> Checked | None:
        """Who `token` makes out; none if it is not ours, changed or expired."""
        kept = self._kept.get(token)
        if kept is not None and self._now() < kept.expires_at:
            return kept
        checked = await self._verify(token)
        if checked is not None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[token] = checked
        return checked

    async def _verify(self, token: str) -> Checked | None:
        try:
            head = jwt.get_unverified_header(token)
            key = await self._key(head.get("kid"))
            if key is None or head.get("typ") != "at+jwt":
                return None
            # The algorithm is ours to say, never the token's (RFC 8725 §3.1); times are looked at below, by our clock.
            options: Any = {"require": _REQUIRED, "verify_exp": False, "verify_iat": False, "verify_aud": False}
            claims = jwt.decode(token, key, algorithms=["EdDSA"], issuer=_ISSUER, options=options)
        except (jwt.InvalidTokenError, ValueError):
            return None
        if claims["exp"] <= self._now() or claims["role"] not in ROLES:
            return None
        account = Account(claims["sub"], claims["name"], claims["role"])
        return Checked(account, claims["sid"], float(claims["exp"]))

    async def _key(self, key_id: object) -> Ed25519PublicKey | None:
        if not isinstance(key_id, str):
            return None
        if key_id not in self._keys and time.monotonic() - self._asked_at > ASK_AGAIN_SECONDS:
            self._asked_at = time.monotonic()
            published = await self._ask()
            if published is None:
                self._asked_at = float("-inf")
            for one in (published or {}).get("keys", ()):
                if one.get("kty") == "OKP" and one.get("crv") == "Ed25519":
                    self._keys[one["kid"]] = Ed25519PublicKey.from_public_bytes(_bytes(one["x"]))
        return self._keys.get(key_id)


def _bytes(text: str) -> bytes:
    return jwt.utils.base64url_decode(text.encode())
