"""Writes lines of the log in few system calls: what arrives within a moment goes out together."""

import asyncio
import contextlib
import sys
from collections.abc import Callable

MOMENT_SECONDS = 0.1
MOST_BYTES = 64 * 1024

Write = Callable[[bytes], object]


def to_stderr(lines: bytes) -> None:
    """Where the rest of the log goes as well."""
    with contextlib.suppress(OSError, ValueError):  # Nobody listens any more, or the process ends.
        sys.stderr.buffer.write(lines)
        sys.stderr.buffer.flush()


class Lines:
    """Collects lines and writes them. For one event loop."""

    def __init__(self, write: Write = to_stderr) -> None:
        self._write = write
        self._lines: list[bytes] = []
        self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None

    def put(self, line: bytes) -> None:
        """Takes `line`, which ends with a line feed."""
        self._lines.append(line)
        self._bytes += len(line)
        if self._bytes >= MOST_BYTES:
            self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(MOMENT_SECONDS, self.flush)

    def flush(self) -> None:
        """Writes what is collected."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._lines:
            self._write(b"".join(self._lines))
            self._lines.clear()
            self._bytes = 0
