"""Work for a client that may leave before it is done, who may have sent hours of sound."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import HTTPException
from starlette.types import Receive

T = TypeVar("T")

CLIENT_LEFT = 499
"""As nginx logs it; no standard has a status for an answer that nobody reads."""


async def while_wanted(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives; it is cancelled once `receive`, which has given the whole request, says that the client left.

    Raises:
        HTTPException: the client has left.
    """

    async def left() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    working = asyncio.create_task(work, name="work for a client")
    leaving = asyncio.create_task(left(), name="watch whether the client leaves")
    leaving.add_done_callback(lambda _: working.cancel())
    try:
        return await working
    except asyncio.CancelledError:
        if not leaving.done():
            raise
        raise HTTPException(CLIENT_LEFT, "the client has left") from None
    finally:
        leaving.cancel()
        working.cancel()
