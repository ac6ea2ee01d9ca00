"""Sealed addresses: what a browser is given in the place of an upstream URL.

Only the rewriter makes them, so nobody can have this machine fetch an address of their own; they are encrypted, so
credentials in upstream addresses stay here; and they expire. Fernet: AES-128-CBC with HMAC-SHA-256
(https://github.com/fernet/spec).
"""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from prism_core.errors import NotAllowed

LIFETIME_SECONDS = 6 * 3600
"""A pause of that length still goes on."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a token carries."""

    channel: str
    url: str


class Tokens:
    """Makes and opens tokens; every process with the same key opens those of the others."""

    def __init__(self, key: bytes, now: Callable[[], float]) -> None:
        self._fernet = Fernet(key)
        self._now = now

    def seal(self, channel: str, url: str) -> str:
        """A token for an upstream address of a channel."""
        return self._fernet.encrypt_at_time(json.dumps([channel, url]).encode(), int(self._now())).decode()

    def open(self, channel: str, token: str) -> Sealed:
        """What a token carries.

        Raises:
            NotAllowed: it is not one of ours, another channel's, or expired.
        """
        try:
            raw = self._fernet.decrypt_at_time(token.encode(), LIFETIME_SECONDS, int(self._now()))
        except InvalidToken:
            raise NotAllowed("the address of this segment is not valid any more; load the channel again") from None
        sealed = Sealed(*json.loads(raw))
        if sealed.channel != channel:
            raise NotAllowed("this address belongs to another channel")
        return sealed


def load_key(data_dir: Path) -> bytes:
    """The key that all processes over one data folder share; made on first use."""
    path = data_dir / "relay.key"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(urlsafe_b64encode(os.urandom(32)))
    return path.read_bytes()
