"""Work that must not die unseen."""

import asyncio
import logging

import pytest

from prism_core.background import lasting
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
