"""The keys of this Prism: one secret, and what is derived from it for each purpose.

Access tokens are JWT (RFC 7519) signed with Ed25519 (RFC 8037); whoever has the public key checks them, so the edge
needs no secret. Other tokens are a text and its MAC, which only this service reads.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ACCESS_SECONDS = 600
"""How long an access token holds: what a disabled account keeps at most."""
ISSUER = "prism"
_ALGORITHM = "EdDSA"


class Keys:
    """Signs access tokens and seals others; every process with the same secret knows those of the others."""

    def __init__(self, secret: bytes, now: Callable[[], float]) -> None:
        self._secret = secret
        self._now = now
        self._private = Ed25519PrivateKey.from_private_bytes(self._derived("access tokens"))
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._id = _text(sha256(raw).digest()[:9])
        self._public = {
            "kty": "OKP",
            "crv": "Ed25519",
            "alg": _ALGORITHM,
            "use": "sig",
            "kid": self._id,
            "x": _text(raw),
        }

    @property
    def published(self) -> dict[str, list[dict[str, str]]]:
        """The public keys, as a JWK set (RFC 7517)."""
        return {"keys": [self._public]}

    def access_token(self, account: dict[str, Any], session: str) -> str:
        """An access token for the account of an `accounts` row, in a session."""
        at = int(self._now())
        claims = {
            "iss": ISSUER,
            "sub": account["id"],
            "name": account["name"],
            "role": account["role"],
            "sid": session,
            "iat": at,
            "exp": at + ACCESS_SECONDS,
        }
        return jwt.encode(claims, self._private, _ALGORITHM, headers={"kid": self._id, "typ": "at+jwt"})

    def sealed(self, purpose: str, text: str) -> str:
        """`text` with a MAC that holds for one purpose."""
        return f"{text}.{self._mac(purpose, text)}"

    def opened(self, purpose: str, sealed: str) -> str | None:
        """The text of what was sealed for a purpose; none if it was not."""
        text, _, mac = sealed.rpartition(".")
        return text if hmac.compare_digest(mac.encode(), self._mac(purpose, text).encode()) else None

    def _mac(self, purpose: str, text: str) -> str:
        return _text(hmac.digest(self._derived(purpose), text.encode(), "sha256"))

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self._secret, f"accounts: {purpose}".encode(), "sha256")


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
