"""Passwords: Argon2id (RFC 9106), and the same work for a name that does not exist."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from prometheus_client import Counter

from prism_core.errors import BadInput, Unavailable

Result = TypeVar("Result")
HASHES = Counter("prism_password_hashes", "Passwords hashed, to be kept or to be tried")
AT_ONCE = 2
"""Hashes at a time in one process: each takes 64 MiB and a core for a tenth of a second."""
MOST_WAITING = 32
_FEWEST_LETTERS = 5
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
"""RFC 9106's second choice (64 MiB, 3 passes) on one lane: what counts is memory, and lanes would be threads."""


class Passwords:
    """Hashes and checks passwords in threads, a few at a time."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._nobodys: str | None = None

    async def hashed(self, password: str) -> str:
        """What to keep of `password`."""
        return await self._run(_hash, password)

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether `password` is the one that was kept; where none was, it takes as long to say no."""
        if self._nobodys is None:
            self._nobodys = await asyncio.to_thread(_hasher.hash, secrets.token_hex())
        return await self._run(_fits, password, kept or self._nobodys) and kept is not None

    async def _run(self, work: Callable[..., Result], *given: str) -> Result:
        if self._waiting >= MOST_WAITING:
            raise Unavailable("too many people sign in at the same time; try again in a few seconds")
        self._waiting += 1
        try:
            async with self._slots:
                return await asyncio.to_thread(work, *given)
        finally:
            self._waiting -= 1


def refuse_weak(password: str, name: str) -> None:
    """Refuses what is guessed first.

    Raises:
        BadInput: the password has the name in it, or hardly any different letters.
    """
    if name.casefold() in password.casefold() or "prism" in password.casefold():
        raise BadInput("the password has the name in it; choose one that nobody who knows you would guess")
    if len(set(password)) < _FEWEST_LETTERS:
        raise BadInput("the password repeats a few letters; choose one with more different ones")


def _hash(password: str) -> str:
    HASHES.inc()
    return _hasher.hash(password)


def _fits(password: str, kept: str) -> bool:
    HASHES.inc()
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
