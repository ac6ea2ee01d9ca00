"""How work is answered and called off. Handled before everything else."""

from typing import Literal

from pydantic import Field

from prism_core.errors import ErrorInfo
from prism_core.events.base import Event


class Cancel(Event):
    """Calls off one request, or everything of one turn."""

    type: Literal["work.cancel"] = "work.cancel"
    request_id: str | None = None
    turn: str | None = None


class Result(Event):
    """One numbered result of a request. `body` is the result's own JSON; bytes may follow the header line."""

    type: Literal["work.result"] = "work.result"
    request_id: str
    number: int = Field(ge=0)
    """Counts from 0, so that whoever asked twice drops what it has seen."""
    last: bool = False
    """Nothing follows; such a result has no body."""
    body: str | None = None
    error: ErrorInfo | None = None
    traceparent: str = ""
    """The worker's step, within the asker's."""


class Accepted(Event):
    """A worker has claimed the request and is alive; sent again while it works in silence."""

    type: Literal["work.accepted"] = "work.accepted"
    request_id: str
