"""What personal tokens are worth, kept for a moment: so long a removed one may still open something."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from hashlib import sha256

from prism_gateway.accounts.media import Worth
from prism_gateway.edge.exchange import Account

PREFIX = "prism_pat_"
KEPT_SECONDS = 15.0
MOST_KEPT = 4096


class PersonalTokens:
    """Asks what tokens are worth; by their hashes, so that a memory dump has none."""

    def __init__(self, ask: Callable[[str], Awaitable[Worth]], now: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._now = now
        self._kept: dict[bytes, tuple[float, Account | None]] = {}

    async def check(self, token: str) -> Account | None:
        """Whose a token is and what it allows; none if it is not valid. Raises `Unavailable`."""
        key = sha256(token.encode()).digest()
        at, account = self._kept.get(key, (float("-inf"), None))
        if self._now() - at < KEPT_SECONDS:
            return account
        began, worth = self._now(), await self._ask(token)
        account = None
        if worth.active:
            account = Account(worth.account, worth.name, worth.role, frozenset(worth.scopes))  # type: ignore[arg-type]
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = (began, account)
        return account
