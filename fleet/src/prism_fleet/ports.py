"""Which ports of this machine are free, and which one each service gets."""

import errno
import socket
from collections.abc import Callable, Iterable

from prism_fleet.errors import CannotStart


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on `host`:`port` now."""
    return _bind_error(port, host) is None


def any_free(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at the moment of asking."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def require_public(host: str, port: int) -> None:
    """Make sure that the gateway can listen.

    Raises:
        CannotStart: the port is taken, is not allowed, or the address is not this machine's.
    """
    error = _bind_error(port, host)
    if error is None:
        return
    if error.errno == errno.EADDRINUSE:
        raise CannotStart(
            f"port {port} on {host} is taken by another program: stop it, "
            f"or choose another port, for example PRISM_PORT={port + 1 if port < 65535 else 4000} make run"
        )
    if error.errno == errno.EACCES:
        raise CannotStart(
            f"port {port} needs more rights than this user has: choose one above 1023, for example PRISM_PORT=4000"
        )
    raise CannotStart(
        f"this machine cannot listen on {host} ({error.strerror or error}): "
        "set PRISM_HOST to one of its own addresses, or to 0.0.0.0 for all of them"
    )


def choose(
    wanted: Iterable[tuple[str, int]],
    free: Callable[[int], bool] = is_free,
    another: Callable[[], int] = any_free,
) -> dict[str, int]:
    """A port for each name: the wanted one where it is free, another free one where it is not."""
    chosen: dict[str, int] = {}
    for name, port in wanted:
        while not free(port) or port in chosen.values():
            port = another()
        chosen[name] = port
    return chosen


def _bind_error(port: int, host: str) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As servers do: a port that only waits for its last connection to fade counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            return error
    return None
