"""Keeps one process running: starts it, waits until it is ready, starts it again when it dies."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from prism_fleet.backoff import Backoff
from prism_fleet.errors import CannotStart
from prism_fleet.linux import reap
from prism_fleet.process import OnOutput, RunningProcess, describe_end

log = logging.getLogger(__name__)

ASK_EVERY_SECONDS = 0.1


class Start(Protocol):
    """Starts the process once more, the same way each time."""

    async def __call__(self) -> RunningProcess:
        """Give the started process.

        Raises:
            CannotStart: the machine does not allow it.
        """
        ...


WhyNotReady = Callable[[], Awaitable[str | None]]
"""Gives `None` when the process can do its work, else the reason."""


@dataclass(eq=False)
class Keeper:
    """One process of the fleet, kept running until the task that runs `keep` is cancelled.

    Attributes:
        name: how logs call it.
        start: starts it.
        why_not_ready: asks it.
        on_output: takes its lines of output.
        run_dir: folder where `<name>.pid` tells its process id while it runs.
        ready: set while it is ready.
        reason: why it is not, as far as is known.
        process: the one that runs now.
        starts: how often it was started.
    """

    name: str
    start: Start
    why_not_ready: WhyNotReady
    on_output: OnOutput
    run_dir: Path
    backoff: Backoff = field(default_factory=Backoff)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    reason: str = "it has not been started"
    process: RunningProcess | None = None
    starts: int = 0

    async def keep(self) -> None:
        """Run it and run it again; leaves the running process to the caller when cancelled."""
        loop = asyncio.get_running_loop()
        fell_at: float | None = None
        while True:
            began = loop.time()
            try:
                await self._run_once(began if fell_at is None else fell_at)
            except CannotStart as error:
                self.reason = error.message
                log.error("cannot start", extra={"who": self.name, "reason": self.reason})
            fell_at = loop.time()
            pause = self.backoff.pause(lived=fell_at - began)
            log.warning("starting again", extra={"who": self.name, "reason": self.reason, "pause_seconds": pause})
            await asyncio.sleep(pause)

    async def _run_once(self, since: float) -> None:
        self.process = process = await self.start()
        self.starts += 1
        process.watch(self.on_output)
        pid_file = self.run_dir / f"{self.name}.pid"
        pid_file.write_text(f"{process.pid}\n")
        log.debug("started", extra={"who": self.name, "pid": process.pid})
        asking = asyncio.create_task(self._wait_ready(since), name=f"readiness of {self.name}")
        try:
            await process.wait()
        finally:
            asking.cancel()
            self.ready.clear()
            pid_file.unlink(missing_ok=True)
        self.reason = describe_end(process.status())
        self._clear_up(process)

    async def _wait_ready(self, since: float) -> None:
        while (reason := await self.why_not_ready()) is not None:
            self.reason = reason
            await asyncio.sleep(ASK_EVERY_SECONDS)
        self.ready.set()
        self.reason = "it is ready"
        if self.starts > 1:
            seconds = round(asyncio.get_running_loop().time() - since, 2)
            log.info("ready again", extra={"who": self.name, "seconds": seconds})

    def _clear_up(self, process: RunningProcess) -> None:
        """End what a dead process left running, such as its ffmpeg, and let go of its pipe."""
        process.end_group()
        reap(process.pid)
        process.close()
        self.process = None
