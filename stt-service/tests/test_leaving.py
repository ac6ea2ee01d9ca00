import asyncio

import pytest
from fastapi import HTTPException
from starlette.types import Message

from prism_stt.leaving import CLIENT_LEFT, while_wanted


async def test_work_ends_once_its_client_has_left() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return "never"

    async def receive() -> Message:
        await begun.wait()
        return {"type": "http.disconnect"}

    with pytest.raises(HTTPException) as gone:
        await while_wanted(receive, work())
    assert (gone.value.status_code, ended.is_set()) == (CLIENT_LEFT, True)


async def test_who_stays_gets_what_the_work_gives() -> None:
    async def work() -> str:
        return "heard"

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    assert await while_wanted(receive, work()) == "heard"
