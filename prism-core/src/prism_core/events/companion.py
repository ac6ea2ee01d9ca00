"""Watching along."""

from typing import ClassVar, Literal

from pydantic import Field

from prism_core.events.avatar import Expression
from prism_core.events.base import Envelope, Event


class Remark(Event):
    """Something that Lumen would like to say of the programme; the session decides whether she may."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["companion.remark"] = "companion.remark"
    channel_id: str
    text: str
    reason: str
    urgency: float = Field(ge=0, le=1)
    expression: Expression = "happy"
