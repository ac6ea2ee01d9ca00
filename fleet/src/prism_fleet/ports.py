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


class Claims:
    """Ports that one fleet means to listen on: from then on no other fleet takes them, though nobody listens there yet.

    A claim is a socket of the machine's abstract names (unix(7)), which goes with the process that holds it.
    """

    def __init__(self) -> None:
        self._held: list[socket.socket] = []

    def take(self, port: int) -> bool:
        """Claim `port`; false where it is another's."""
        if not is_free(port):
            return False
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0prism-port-{port}")
        except OSError:
            claim.close()
            return False
        self._held.append(claim)
        return True

    def close(self) -> None:
        """Give all of them back."""
        for claim in self._held:
            claim.close()


def choose(
    wanted: Iterable[tuple[str, int]],
    free: Callable[[int], bool] = is_free,
    another: Callable[[], int] = any_free,
) -> dict[str, int]:
    """A port for each name: the wanted one where it is free, another free one where it is not.

    Args:
        wanted: names, each with the port that it would have.
        free: whether a port can be had; asked once for each that is then chosen.
        another: some other port.
    """
    chosen: dict[str, int] = {}
    for name, port in wanted:
        while port in chosen.values() or not free(port):
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
