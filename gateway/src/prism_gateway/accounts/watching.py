"""What the gateway does about accounts in the background: tells how to set up, and cuts off who was signed out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Protocol

from prism_core.errors import Unavailable
from prism_gateway.accounts.media import MediaAccounts

log = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
RETRY_SECONDS = 1.0
MOST_ASKED = 1000


class Watched(Protocol):
    """The sockets of this process."""

    def signed_in(self) -> list[str]:
        """The signed-in sessions that have sockets here."""
        ...

    async def cut_off(self, session: str) -> None:
        """Closes the sockets of a session."""
        ...


async def look_after(accounts: MediaAccounts, sockets: Watched, *, required: bool) -> None:
    """Tells how to set up, where one must sign in; then closes the sockets of sessions that have ended, for ever."""
    if required:
        await _tell_setup(accounts)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        with contextlib.suppress(Unavailable):
            await look(accounts, sockets)


async def look(accounts: MediaAccounts, sockets: Watched) -> None:
    """Closes the sockets of sessions that have ended."""
    sessions = sockets.signed_in()
    for start in range(0, len(sessions), MOST_ASKED):
        asked = sessions[start : start + MOST_ASKED]
        for ended in set(asked) - await accounts.open_sessions(asked):
            log.info("sockets of a signed-out session closed")
            await sockets.cut_off(ended)


async def _tell_setup(accounts: MediaAccounts) -> None:
    while True:
        with contextlib.suppress(Unavailable):
            if token := await accounts.setup_token():
                # The one secret that is logged: whoever reads the log may set Prism up, once.
                log.warning(
                    "nobody can sign in yet: add this to Prism's address", extra={"link": f"/setup#token={token}"}
                )
            return
        await asyncio.sleep(RETRY_SECONDS)
