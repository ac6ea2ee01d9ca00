"""What happens in a service's own process between the fork and its `main()`."""

import importlib
import os
import signal
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection

from setproctitle import setproctitle


def run(name: str, module: str, environment: Mapping[str, str], output: Connection, lifeline: Connection) -> None:
    """Become the service `name` and run `main()` of `module`.

    Args:
        name: how the process list shows it, after `prism-`.
        module: where its `main()` is.
        environment: all that it sees of the environment.
        output: write end of the pipe for stdout and stderr.
        lifeline: read end of a pipe whose only write end the supervisor holds.
    """
    os.setsid()
    _redirect(output)
    setproctitle(f"prism-{name}")
    threading.Thread(target=_die_with_supervisor, args=(lifeline,), name="lifeline", daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [f"prism-{name}"]
    importlib.import_module(module).main()


def _redirect(output: Connection) -> None:
    """Send stdout and stderr into the supervisor's pipe, and leave nothing to read on stdin."""
    sys.stdout.flush()
    sys.stderr.flush()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output.fileno(), 1)
    os.dup2(output.fileno(), 2)
    os.close(nothing)
    output.close()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # both are text streams here


def _die_with_supervisor(lifeline: Connection) -> None:
    """End this process and all that it started once nobody holds the other end.

    The kernel's parent-death signal would not do: the parent is the process that forks, and its death alone
    must not stop a picture.
    """
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os.killpg(0, signal.SIGKILL)
