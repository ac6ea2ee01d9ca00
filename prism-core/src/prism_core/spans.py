"""Timed steps of a trace, exported when an exporter is installed (`prism_core.otlp`) and next to free when not."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from prism_core import trace
from prism_core.trace import Trace

Kind = Literal["internal", "server", "client", "producer", "consumer"]
Value = str | int | float | bool


@dataclass(slots=True)
class Span:
    """One step: when it began and ended (Unix nanoseconds), whose step it is part of, and what is worth knowing."""

    name: str
    kind: Kind
    trace: Trace
    parent_id: str
    began: int
    ended: int = 0
    failed: bool = False
    attributes: dict[str, Value] = field(default_factory=dict)

    def end(self) -> None:
        """The step is over; it is exported if its trace is sampled."""
        if _sink is not None and self.trace.sampled:
            self.ended = time.time_ns()
            _sink.take(self)


class Sink(Protocol):
    """Takes finished spans. Must neither block nor raise."""

    def take(self, span: Span) -> None:
        """Keeps `span` for the next export."""
        ...

    def close(self) -> None:
        """Exports what is kept; may block for a second or two."""
        ...


_sink: Sink | None = None


def export_to(sink: Sink | None) -> None:
    """Sends all spans of the process to `sink`; call it once, when the process starts."""
    global _sink
    _sink = sink


def close() -> None:
    """Exports what is kept; the last step of a process's stop. Nothing is exported after it."""
    if (sink := _sink) is not None:
        export_to(None)
        sink.close()


def begin(name: str, kind: Kind = "internal", within: Trace | None = None, **attributes: Value) -> Span:
    """A step of `within`, else of the current trace, else of a new one. Whoever begins it ends it."""
    parent = within or trace.current()
    step = parent.child() if parent is not None else trace.begun()
    return Span(name, kind, step, parent.span_id if parent else "", time.time_ns(), attributes=attributes)


def first(name: str, ratio: float) -> Span:
    """The first step of a new trace, which is exported with probability `ratio`."""
    return Span(name, "internal", trace.begun(ratio), "", time.time_ns())


def span(
    name: str, kind: Kind = "internal", within: Trace | None = None, **attributes: Value
) -> AbstractContextManager[Span]:
    """As `begin`, for what is done inside, which then belongs to it."""
    return running(begin(name, kind, within, **attributes))


@contextmanager
def running(step: Span) -> Iterator[Span]:
    """What is done inside belongs to `step`, which then ends."""
    try:
        with trace.inside(step.trace):
            yield step
    except BaseException:
        step.failed = True
        raise
    finally:
        step.end()
