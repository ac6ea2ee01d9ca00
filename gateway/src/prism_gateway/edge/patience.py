"""How long the server waits for clients that are slow, or only seem to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds, and one rate.

    Attributes:
        head: from the first byte of a head to its last, and from a new connection to its first request.
        body: how long a client may pause within a body that somebody wants to read.
        keep_alive: how long a connection may rest between two requests; longer than players pause between two
            segments, and than most proxies in front keep theirs.
        look: between two looks at a connection; a deadline is kept within that much.
        unread: how long a client may leave its answer unread; a paused player has long enough a buffer.
        rate_after: from when on a body must come at `slowest_rate` (bytes a second), else it only holds a place.
    """

    head: float = 10.0
    body: float = 60.0
    keep_alive: float = 65.0
    look: float = 5.0
    unread: float = 120.0
    rate_after: float = 30.0
    slowest_rate: int = 512
