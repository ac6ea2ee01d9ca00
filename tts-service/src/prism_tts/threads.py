"""Lets an async caller read a blocking generator without blocking the loop."""

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from typing import TypeVar

from prism_tts.hush import Hushed, listen_for

T = TypeVar("T")

AHEAD = 8
"""Items that the thread may be ahead of its reader."""


class _End:
    """Marks that the generator is exhausted or has failed."""


async def in_thread(make: Callable[[], Generator[T, None, None]]) -> AsyncGenerator[T, None]:
    """Items of the generator that `make` gives, which runs in one thread from its start to its close.

    Leaving early closes the generator before this returns, so that the next job finds the engine free; a generator that
    thinks long before its next item may ask `hushed()`.
    """
    loop = asyncio.get_running_loop()
    items: asyncio.Queue[T | _End] = asyncio.Queue()
    room = threading.Semaphore(AHEAD)
    left = threading.Event()

    def run() -> None:
        listen_for(left)
        with contextlib.suppress(Hushed), contextlib.closing(make()) as source:
            for item in source:
                loop.call_soon_threadsafe(items.put_nowait, item)
                room.acquire()
                if left.is_set():
                    return

    running = loop.run_in_executor(None, contextvars.copy_context().run, run)
    running.add_done_callback(lambda _: items.put_nowait(_End()))
    try:
        while not isinstance(item := await items.get(), _End):
            yield item
            room.release()
        await running
    finally:
        left.set()
        room.release()
        await asyncio.wait([running])
