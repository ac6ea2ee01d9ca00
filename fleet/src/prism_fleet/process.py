"""One running process, whoever started it: its end, its output and its signals."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field

OnOutput = Callable[[bytes], None]
"""Takes one line of a process's output, without its line end."""

LONGEST_LINE_BYTES = 256 * 1024
"""A longer line is passed on in pieces, so that a process which never ends its line cannot fill the memory."""


@dataclass(eq=False)
class RunningProcess:
    """A process that leads its own group, so that what it started can be ended with it.

    Attributes:
        name: how logs call it.
        pid: its process id, and the id of its group.
        output: read end of the pipe that its stdout and stderr write to; owned by this object.
        status: gives its exit code after the end, negative for the signal that ended it, `None` when unknown.
    """

    name: str
    pid: int
    output: int
    status: Callable[[], int | None]
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _pidfd: int = -1
    _rest: bytearray = field(default_factory=bytearray)
    _on_output: OnOutput = field(default=lambda _: None)

    def watch(self, on_output: OnOutput) -> None:
        """Begin to notice its end and to pass its output on; needs a running loop."""
        loop = asyncio.get_running_loop()
        # A pidfd tells of the end of any process, also of one whose parent is no longer this process.
        try:
            self._pidfd = os.pidfd_open(self.pid)
        except ProcessLookupError:
            self.ended.set()
        else:
            loop.add_reader(self._pidfd, self._end)
        os.set_blocking(self.output, False)
        self._on_output = on_output
        loop.add_reader(self.output, self._read)

    async def wait(self) -> None:
        """Return when the process has ended."""
        await self.ended.wait()

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and all that it started; nothing happens when none is left."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            # A process that was forked a moment ago does not lead its group yet.
            if not self.ended.is_set():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.pid, number)

    def end_group(self) -> None:
        """End by force whatever is left of its group."""
        self.signal_group(signal.SIGKILL)

    def close(self) -> None:
        """Pass on what was still written and let go of the pipe and the watch, after the end."""
        loop = asyncio.get_running_loop()
        if self.output >= 0:
            while self._read():
                pass
        if self.ended.is_set():
            self.status()  # collects a child of this process, so that it does not stay behind as a zombie
        for fd in (self._pidfd, self.output):
            if fd >= 0:
                loop.remove_reader(fd)
                os.close(fd)
        self._pidfd = self.output = -1

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._pidfd)
        self.ended.set()

    def _read(self) -> bool:
        """Pass on what the pipe holds now; tells whether there may be more."""
        try:
            piece = os.read(self.output, 65536)
        except BlockingIOError:
            return False
        self._rest += piece
        *lines, last = self._rest.split(b"\n")
        if not piece or len(last) > LONGEST_LINE_BYTES:
            lines, last = [*lines, last], bytearray()
        if not piece:
            asyncio.get_running_loop().remove_reader(self.output)
        self._rest = last
        for line in lines:
            if line:
                self._on_output(bytes(line.rstrip(b"\r")))
        return bool(piece)


def describe_end(status: int | None) -> str:
    """Say how a process ended, for people."""
    if status is None:
        return "it ended"
    if status < 0:
        return f"it was ended by {signal.Signals(-status).name}"
    return f"it ended with exit code {status}"


async def end_all(processes: list[RunningProcess], grace_seconds: float) -> list[str]:
    """Ask every process to stop, end by force what is left after `grace_seconds`; gives the names of those forced."""
    for process in processes:
        process.signal_group(signal.SIGTERM)
    waits = [asyncio.create_task(process.wait(), name=f"end of {process.name}") for process in processes]
    if waits:
        await asyncio.wait(waits, timeout=grace_seconds)
    forced = [process.name for process in processes if not process.ended.is_set()]
    for process in processes:
        # Also where the leader is gone: what it started may have outlived it.
        process.end_group()
    if waits:
        await asyncio.wait(waits, timeout=1.0)
    for wait in waits:
        wait.cancel()
    return forced
