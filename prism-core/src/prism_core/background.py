"""Background work that outlives its own faults."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

log = logging.getLogger(__name__)

ASK_AGAIN_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 5.0
"""Rest after an unforeseen fault: one that stays must fill neither the log nor a core."""


async def lasting(name: str, work: Callable[[], Awaitable[object]], pause_seconds: float = PAUSE_SECONDS) -> None:
    """Runs `work`, and again after a pause whenever it fails; returns when it returns, ends when it is cancelled.

    Work catches what it foresees itself. This is for the rest: a loop that dies unseen is a feature that is gone until
    somebody restarts the service.
    """
    while True:
        try:
            await work()
            return
        except Exception:  # The top of the task: the log has the fault, and the work goes on.
            log.exception("background work failed; it goes on", extra={"work": name})
        await asyncio.sleep(pause_seconds)


async def end(*tasks: asyncio.Task[None]) -> None:
    """Cancel `tasks` and wait until they have ended; a fault of theirs is logged.

    They are asked again until they have: `asyncio.wait_for` before Python 3.12 loses a cancellation that comes when
    what it waits for is done, and drivers of databases make other errors of it, after which a loop goes on.
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        done, left = await asyncio.wait(left, timeout=ASK_AGAIN_SECONDS)
        for task in done:
            if not task.cancelled() and (error := task.exception()):
                log.error("background work ended with a fault", exc_info=error, extra={"work": task.get_name()})
