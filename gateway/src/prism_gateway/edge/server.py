"""How uvicorn serves the edge: strict with clients' connections, and patient with those that play."""

import gc
from collections.abc import Callable
from functools import partial
from types import FrameType

import uvicorn

from prism_gateway.edge.front import Front
from prism_gateway.edge.patience import Patience

YOUNG_OBJECTS = 50_000
"""Objects made, and not freed, between two looks; Python's own is 700."""
LONGEST_MESSAGE = 16 << 20
"""Of a WebSocket; the gateway's own sockets take far less."""


def configure(config: uvicorn.Config, drain_seconds: float, patience: Patience | None = None) -> None:
    """Sets `config` for the edge; `drain_seconds` is how long requests may take to finish after SIGTERM."""
    config.http = partial(Front, patience=patience or Patience())  # type: ignore[assignment]  # Only called.
    config.timeout_graceful_shutdown = max(1, round(drain_seconds))
    config.date_header = True
    config.server_header = False
    config.proxy_headers = False
    config.ws_max_size = LONGEST_MESSAGE
    config.ws_per_message_deflate = False


def draining(
    make: Callable[[uvicorn.Config], uvicorn.Server],
    drain_seconds: float,
    leave: Callable[[], None],
    patience: Patience | None = None,
) -> Callable[[uvicorn.Config], uvicorn.Server]:
    """Makes servers as `make` does, configured for the edge, that stop in order.

    SIGTERM: `leave` makes the service unready → no new connections → WebSockets are closed with 1012 → requests
    finish → what is left after `drain_seconds` is cut.
    """

    def made(config: uvicorn.Config) -> uvicorn.Server:
        configure(config, drain_seconds, patience)
        _collect_less()
        server = make(config)
        stop = server.handle_exit

        def handle_exit(signal: int, frame: FrameType | None) -> None:
            leave()
            stop(signal, frame)

        server.handle_exit = handle_exit  # type: ignore[method-assign, assignment]
        return server

    return made


def _collect_less() -> None:
    """Keeps the garbage collector from looking at the whole application every few hundred requests.

    What exists by now lives as long as the process, so it is set aside; what a request leaves is found in time with a
    tenth of the looks. A fifth of the processor time of small requests went there.
    """
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)
