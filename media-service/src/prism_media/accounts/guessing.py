"""Guessing passwords: counted before one is looked at, in the database, so that replicas and restarts forget nothing.

Whoever tries is counted under several keys, and waits for the longest. The one by name alone is what stops many
machines that guess together, and what an attacker could lock the owner out with; so its wait is short, and does not
hold for a browser that has signed in to the account before (OWASP's device cookies). At one try a minute a password
of ten letters is safe.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.errors import TooManyTries
from prism_media.database.dialect import upsert
from prism_media.database.tables import sign_in_tries

FORGET_SECONDS = 86400
"""After so long without a failure a key starts anew."""
_COUNT_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Bucket:
    """One key that tries are counted under: so many are free, then each waits twice as long as the one before."""

    key: str
    free: int
    first_wait_seconds: int
    longest_wait_seconds: int

    def wait_seconds(self, failures: int) -> int:
        """How long to wait after so many failures."""
        if failures < self.free:
            return 0
        return min(self.first_wait_seconds << min(failures - self.free, 16), self.longest_wait_seconds)


def buckets(name: str, address: str, device: str | None) -> tuple[Bucket, ...]:
    """What a try for `name` (without case) from `address` counts as; `device` is of a browser known to the account."""
    if device is not None:
        return (Bucket(_key("device", device, name), 10, 5, 300),)
    network = _network(address)
    return (
        Bucket(_key("from", network, name), 5, 5, 900),
        Bucket(_key("address", network), 30, 5, 300),
        Bucket(_key("name", name), 30, 5, 60),
    )


class Guessing:
    """Counts tries."""

    def __init__(self, engine: AsyncEngine, now: Callable[[], float]) -> None:
        self._engine = engine
        self._now = now

    async def take_a_try(self, counted: Sequence[Bucket]) -> None:
        """Counts a try as a failure before it is looked at, so that many at once are no way around the wait.

        Raises:
            TooManyTries: one of the keys must wait; then nothing is counted under any.
        """
        at = int(self._now())
        await self._forget(at)
        for bucket in counted:
            self._refuse_early(bucket, *await self._failures(bucket.key), at)
        for bucket in counted:
            await self._count(bucket, at)

    async def succeeded(self, counted: Sequence[Bucket]) -> None:
        """The try was right: the first key, which is about who tried, starts anew; the others lose this try."""
        first, *others = counted
        async with self._engine.begin() as connection:
            await connection.execute(delete(sign_in_tries).where(sign_in_tries.c.key == first.key))
            for bucket in others:
                mine = (sign_in_tries.c.key == bucket.key) & (sign_in_tries.c.failures > 0)
                await connection.execute(
                    update(sign_in_tries).where(mine).values(failures=sign_in_tries.c.failures - 1)
                )

    async def _count(self, bucket: Bucket, at: int) -> None:
        for _ in range(_COUNT_ATTEMPTS):
            failures, failed_at = await self._failures(bucket.key)
            self._refuse_early(bucket, failures, failed_at, at)
            if await self._counted(bucket.key, failures, at):
                return
        raise TooManyTries("others try to sign in at the same moment; try again", 1)

    @staticmethod
    def _refuse_early(bucket: Bucket, failures: int, failed_at: int, at: int) -> None:
        left = failed_at + bucket.wait_seconds(failures) - at
        if left > 0:
            raise TooManyTries(f"too many wrong tries; try again in {left} s", left)

    async def _failures(self, key: str) -> tuple[int, int]:
        """How often a key has failed, and when last."""
        query = select(sign_in_tries.c.failures, sign_in_tries.c.failed_at).where(sign_in_tries.c.key == key)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return (row[0], row[1]) if row else (0, 0)

    async def _forget(self, at: int) -> None:
        async with self._engine.begin() as connection:
            await connection.execute(delete(sign_in_tries).where(sign_in_tries.c.failed_at < at - FORGET_SECONDS))

    async def _counted(self, key: str, failures: int, at: int) -> bool:
        """Counts one on top of `failures`; false where somebody else counted one meanwhile."""
        made = upsert(sign_in_tries).values(key=key, failures=1, failed_at=at)
        changed = made.on_conflict_do_update(
            index_elements=["key"],
            set_={"failures": failures + 1, "failed_at": at},
            where=sign_in_tries.c.failures == failures,
        )
        async with self._engine.begin() as connection:
            return bool((await connection.execute(changed)).rowcount)


def _key(*parts: str) -> str:
    # Hashed: people type their password into the wrong field.
    return sha256("\x1f".join(parts).encode()).hexdigest()


def _network(address: str) -> str:
    """What one attacker easily has all of: an IPv4 address, or a /64 of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
