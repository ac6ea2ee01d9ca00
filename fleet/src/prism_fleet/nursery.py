"""Forks services from one process that has already imported what they share.

Cold, eleven interpreters import for 44-49 s on two cores; forked, they are ready in 7-8 s. Together with Redis and
the supervisor they hold 660 MiB (shared pages counted once), 170 of it for recognising speech. Each is a process of
its own all the same, with its own memory, environment and end.
"""

import asyncio
import contextlib
import multiprocessing
import multiprocessing.forkserver
import os
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection

from prism_fleet import child
from prism_fleet.process import RunningProcess

PRELOAD = ("prism_fleet.preload", "prism_fleet.child")


class Nursery:
    """Starts service processes. One instance per supervisor; starts follow each other.

    Args:
        preload: modules that the forking process imports before the first start.
    """

    def __init__(self, preload: Sequence[str] = PRELOAD) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        # The services hold the read end; when the write end goes with the supervisor, they end themselves.
        read, self._lifeline_write = os.pipe()
        self._lifeline = Connection(read, writable=False)
        self._one_at_a_time = asyncio.Lock()

    def warm(self) -> None:
        """Start the forking process, so that it imports while other things are prepared."""
        multiprocessing.forkserver.ensure_running()

    async def start(self, name: str, module: str, environment: Mapping[str, str]) -> RunningProcess:
        """Start `main()` of `module` as the process `prism-<name>` with exactly this environment."""
        read, write = os.pipe()
        output = Connection(write, readable=False)
        process = self._context.Process(
            target=child.run,
            args=(name, module, dict(environment), output, self._lifeline),
            name=f"prism-{name}",
        )
        async with self._one_at_a_time:
            try:
                # Blocks while the forking process still imports.
                await asyncio.to_thread(process.start)
            except BaseException:
                os.close(read)
                raise
            finally:
                output.close()
        pid = process.pid
        assert pid is not None, "a started process has an id"
        return RunningProcess(name, pid, read, status=lambda: _exit_code(process))

    def close(self) -> None:
        """End what still lives of the services and let the forking process go."""
        self._lifeline.close()
        with contextlib.suppress(OSError):
            os.close(self._lifeline_write)


def _exit_code(process: multiprocessing.process.BaseProcess) -> int | None:
    # The forking process collects the end and passes the code on, a moment after the end itself is seen.
    process.join(timeout=0.5)
    return process.exitcode
