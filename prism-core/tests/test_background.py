"""Work that must not die unseen."""

import asyncio
import logging

import pytest

from prism_core.background import end, lasting
from prism_core.testing import virtual_time


def test_work_that_fails_unforeseen_is_logged_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[float] = []

    async def work() -> None:
        tries.append(asyncio.get_running_loop().time())
        if len(tries) < 3:
            raise RuntimeError("unforeseen")

    with caplog.at_level(logging.ERROR):
        virtual_time(lambda: lasting("checks", work, pause_seconds=5.0))
    assert tries == [0.0, 5.0, 10.0]
    assert [record.__dict__["work"] for record in caplog.records] == ["checks", "checks"]


def test_work_that_is_cancelled_ends() -> None:
    async def story() -> bool:
        task = asyncio.create_task(lasting("checks", lambda: asyncio.sleep(60)))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait({task})
        return task.cancelled()

    assert virtual_time(story)


async def test_work_that_loses_a_cancellation_is_asked_again_until_it_ends() -> None:
    begun, lost = asyncio.Event(), asyncio.Event()

    async def deaf() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            lost.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(deaf())
    await begun.wait()
    await end(task)
    assert lost.is_set()
    assert task.cancelled()
