"""Which piece of work something belongs to, across services: W3C Trace Context (https://www.w3.org/TR/trace-context/).

The edge makes a trace where a request brings none. It goes on in the `traceparent` of HTTP requests and of work on the
bus, and every log line that is written inside carries its `trace_id`.
"""

import contextvars
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

HEADER = "traceparent"

_FORM = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?")
_current: contextvars.ContextVar["Trace | None"] = contextvars.ContextVar("trace", default=None)


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in a trace: `trace_id` (32 hexadecimal digits) is the whole, `span_id` (16) the step that is being done.

    `sampled` says whether its steps are exported.
    """

    trace_id: str
    span_id: str
    sampled: bool = True

    def __str__(self) -> str:
        """The value of a `traceparent` field."""
        return f"00-{self.trace_id}-{self.span_id}-{'01' if self.sampled else '00'}"

    def child(self) -> "Trace":
        """A step within this one."""
        return Trace(self.trace_id, _digits(64), self.sampled)


def begun(ratio: float = 1.0) -> Trace:
    """A new trace, sampled with probability `ratio`."""
    digits = _digits(192)
    return Trace(digits[:32], digits[32:], ratio > 0 and random.random() < ratio)


def parse(header: str) -> Trace | None:
    """The trace in a `traceparent` field; none if it is not one (the standard says to begin a new one then)."""
    found = _FORM.fullmatch(header)
    if found is None or (header.startswith("00") and len(header) != 55):
        return None
    trace_id, span_id, flags = found.groups()
    if not trace_id.strip("0") or not span_id.strip("0"):
        return None
    return Trace(trace_id, span_id, bool(int(flags, 16) & 1))


def current() -> Trace | None:
    """The trace that the running task belongs to."""
    return _current.get()


def enter(trace: Trace) -> None:
    """The rest of the running task belongs to `trace`; for the first lines of a task that has one job."""
    _current.set(trace)


@contextmanager
def inside(trace: Trace | None) -> Iterator[None]:
    """What is done inside belongs to `trace`."""
    token = _current.set(trace)
    try:
        yield
    finally:
        _current.reset(token)


def fields() -> dict[str, str]:
    """Header fields that send the current trace along to another service of the fleet; for nobody else."""
    return {HEADER: str(trace)} if (trace := _current.get()) is not None else {}


async def stamp(request: httpx.Request) -> None:
    """Sends the current trace along: a request hook for clients that ask other services of the fleet."""
    if (trace := _current.get()) is not None:
        request.headers[HEADER] = str(trace)


def _digits(bits: int) -> str:
    # Not a secret: a trace's number needs no more than to be another one than all others.
    return f"{random.getrandbits(bits) or 1:0{bits // 4}x}"
