"""Whether the speech that this thread makes is still wanted; engines that think long ask between their steps."""

import contextvars
import threading
from collections.abc import Callable

_unwanted: contextvars.ContextVar[threading.Event | None] = contextvars.ContextVar("unwanted", default=None)


class Hushed(Exception):
    """Nobody listens any more; raised out of an engine's innards to get out of them at once."""


def listen_for(event: threading.Event) -> None:
    """Speech made in this context is unwanted once `event` is set."""
    _unwanted.set(event)


def hushed() -> bool:
    """Whether nobody listens any more."""
    return asker()()


def asker() -> Callable[[], bool]:
    """`hushed` of this context, for other threads to ask."""
    event = _unwanted.get()
    return event.is_set if event is not None else lambda: False
