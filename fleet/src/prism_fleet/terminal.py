"""Where a local run shows its lines."""

import functools
import logging
import os
import sys
from datetime import UTC, datetime

from prism_core.logs import JsonFormatter
from prism_fleet.lines import Renderer
from prism_fleet.process import OnOutput

SUPERVISOR = "fleet"
"""How the supervisor's own lines are prefixed."""


class Show:
    """The terminal: lines of services through a renderer, other text as it is."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def line(self, name: str, line: bytes) -> None:
        """Show one line that service `name` wrote."""
        self.text(self._renderer.render(name, line, datetime.now(UTC).astimezone()))

    def text(self, text: str) -> None:
        """Show `text`."""
        try:
            print(text, flush=True)
        except BrokenPipeError:
            # Whoever read the output has gone; the fleet goes on without it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def of(self, name: str) -> OnOutput:
        """What takes the output of service `name`."""
        return functools.partial(self.line, name)


class _Lines(logging.Handler):
    """The supervisor's own log, in the same form as the services'."""

    def __init__(self, show: Show) -> None:
        super().__init__()
        self._show = show
        self.setFormatter(JsonFormatter(SUPERVISOR))

    def emit(self, record: logging.LogRecord) -> None:
        self._show.line(SUPERVISOR, self.format(record).encode())


def terminal(names: tuple[str, ...], raw: bool, debug: bool) -> Show:
    """The terminal for services called `names`, with the supervisor's own log sent there too."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    show = Show(Renderer((SUPERVISOR, *names), colour, raw))
    root = logging.getLogger("prism_fleet")
    root.handlers[:] = [_Lines(show)]
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    root.propagate = False
    return show
