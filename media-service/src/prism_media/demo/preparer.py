"""Has the demo channels' loops made: one after another in the background, at once when somebody watches."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path

from prism_core.errors import Unavailable
from prism_media.demo.channels import DEMO_CHANNELS, DemoChannel
from prism_media.demo.plan import Shelf

log = logging.getLogger(__name__)

FIRST_PICTURE_SECONDS = 25.0
"""How long a viewer's request waits for the first segment before it is told to come again."""
_RETRY_SECONDS = 5.0
_BACKGROUND_NICENESS = 10
_FAILURES = 3


class Preparer:
    """Owns the processes that make loops. Call `close` when done."""

    def __init__(self, data_dir: Path, ffmpeg: str, tts_url: str) -> None:
        self._arguments = (str(data_dir), ffmpeg, tts_url)
        self._shelves = {channel.id: Shelf(data_dir, channel.id) for channel in DEMO_CHANNELS}
        self._makings: dict[str, asyncio.Task[None]] = {}
        self._background: asyncio.Task[None] | None = None

    def shelf(self, channel_id: str) -> Shelf:
        """The folder of a channel's loop."""
        return self._shelves[channel_id]

    def start(self) -> None:
        """Begin to make what is missing, one channel at a time and out of everybody's way."""
        self._background = asyncio.create_task(self._make_all(), name="demo preparation")

    async def close(self) -> None:
        """Stop every making; what is finished of it stays and goes on next time."""
        tasks = [task for task in (self._background, *self._makings.values()) if task is not None]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def ready(self, channel: DemoChannel) -> Shelf:
        """The shelf of a channel that is being watched, with at least one segment on it.

        Raises:
            Unavailable: it is being made and its first segment is not there yet.
        """
        shelf = self._shelves[channel.id]
        if not shelf.complete():
            self._making(channel, niceness=0)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FIRST_PICTURE_SECONDS):
                    # The segments are another process's files: there is no event to wait for.
                    while shelf.available() == 0:  # noqa: ASYNC110
                        await asyncio.sleep(0.1)
        if shelf.available() == 0:
            raise Unavailable(f"{channel.making}; it starts in a moment")
        return shelf

    def _making(self, channel: DemoChannel, niceness: int) -> asyncio.Task[None]:
        running = self._makings.get(channel.id)
        if running is None or running.done():
            running = asyncio.create_task(self._make(channel, niceness), name=f"making {channel.id}")
            self._makings[channel.id] = running
        return running

    async def _make_all(self) -> None:
        for channel in DEMO_CHANNELS:
            if not self._shelves[channel.id].complete():
                await asyncio.shield(self._making(channel, _BACKGROUND_NICENESS))

    async def _make(self, channel: DemoChannel, niceness: int) -> None:
        failures = 0
        while failures < _FAILURES and not self._shelves[channel.id].complete():
            status, said = await self._run(channel, niceness)
            if status == 0:
                log.info("demo channel is complete", extra={"channel": channel.id})
                return
            # A voice that is away is waited for without end: tts-service may still be loading.
            failures += status != os.EX_TEMPFAIL
            log.info("demo channel is not made yet", extra={"channel": channel.id, "reason": said[-300:]})
            await asyncio.sleep(_RETRY_SECONDS)

    async def _run(self, channel: DemoChannel, niceness: int) -> tuple[int, str]:
        command = ["nice", "-n", str(niceness)] if niceness else []
        process = await asyncio.create_subprocess_exec(
            *command, sys.executable, "-m", "prism_media.demo.studio", channel.id, *self._arguments,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, said = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return process.returncode or 0, said.decode(errors="replace").strip()
