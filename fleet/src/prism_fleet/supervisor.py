"""The life of a fleet: Redis first, then every service, until told to stop; then all of it in reverse."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prism_fleet.errors import CannotStart
from prism_fleet.keeper import Keeper
from prism_fleet.linux import end_descendants
from prism_fleet.process import end_all

log = logging.getLogger(__name__)

SERVICES_GRACE_SECONDS = 3.5
REDIS_GRACE_SECONDS = 0.75
"""Both and the reaping fit into the 5 s that a stop may take."""
REDIS_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to keep running.

    Attributes:
        redis: the fleet's own Redis, started before and stopped after all others; `None` when it is elsewhere.
        services: everything else, started together.
        patience_seconds: after which a start says what it still waits for.
    """

    redis: Keeper | None
    services: Sequence[Keeper]
    patience_seconds: float


async def supervise(plan: Plan, stop: asyncio.Event, on_ready: Callable[[], None]) -> None:
    """Keep the plan's processes running until `stop` is set; leaves no process when it returns or raises.

    Args:
        plan: what to run.
        stop: set from outside to end it; a second `set` has no effect.
        on_ready: called once, when everything is ready for the first time.

    Raises:
        CannotStart: Redis did not come up.
    """
    tasks: list[asyncio.Task[None]] = []
    stopped = asyncio.create_task(stop.wait(), name="stop")
    try:
        if plan.redis is not None:
            tasks.append(_keep(plan.redis))
            await _first_of(stopped, asyncio.create_task(_redis_up(plan.redis), name="redis up"))
        tasks += [_keep(keeper) for keeper in plan.services]
        await _first_of(stopped, asyncio.create_task(_all_ready(plan, on_ready), name="all ready"))
        await stopped
    finally:
        stopped.cancel()
        await _stop(plan, tasks)


def end_at_once(plan: Plan) -> None:
    """End every process by force, for a person who will not wait; the stop then finds nothing to wait for."""
    for keeper in (*plan.services, *([plan.redis] if plan.redis else [])):
        if keeper.process is not None:
            keeper.process.end_group()


def _keep(keeper: Keeper) -> asyncio.Task[None]:
    return asyncio.create_task(keeper.keep(), name=f"keep {keeper.name}")


async def _first_of(stopped: asyncio.Task[bool] | asyncio.Task[None], work: asyncio.Task[None]) -> None:
    """Wait for `work`, but no longer than until the stop; what it raises is raised."""
    try:
        await asyncio.wait({stopped, work}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        work.cancel()


async def _redis_up(redis: Keeper) -> None:
    try:
        async with asyncio.timeout(REDIS_PATIENCE_SECONDS):
            await redis.ready.wait()
    except TimeoutError as error:
        raise CannotStart(
            f"Redis did not come up within {REDIS_PATIENCE_SECONDS:g} s ({redis.reason}); its lines above say why"
        ) from error


async def _all_ready(plan: Plan, on_ready: Callable[[], None]) -> None:
    while waiting := [keeper for keeper in plan.services if not keeper.ready.is_set()]:
        try:
            async with asyncio.timeout(plan.patience_seconds):
                for keeper in waiting:
                    await keeper.ready.wait()
        except TimeoutError:
            for keeper in waiting:
                if not keeper.ready.is_set():
                    log.warning("not ready yet", extra={"who": keeper.name, "reason": keeper.reason})
    on_ready()


async def _stop(plan: Plan, tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    services = [keeper.process for keeper in plan.services if keeper.process is not None]
    for name in await end_all(services, SERVICES_GRACE_SECONDS):
        log.warning("did not stop in time and was ended", extra={"who": name})
    if plan.redis is not None and plan.redis.process is not None:
        await end_all([plan.redis.process], REDIS_GRACE_SECONDS)
        services.append(plan.redis.process)
    end_descendants()
    for process in services:
        process.close()
