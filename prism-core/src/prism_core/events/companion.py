"""Watching along."""

from typing import ClassVar, Literal

from pydantic import Field

from prism_core.events.avatar import Expression
from prism_core.events.base import Envelope, Event
from prism_core.model import Model

Chattiness = Literal["silent", "quiet", "normal", "chatty"]
REST_FACTORS: dict[Chattiness, float] = {"silent": float("inf"), "quiet": 3.0, "normal": 1.0, "chatty": 0.75}
"""By how much longer than normally she rests between two remarks."""


class WatchAlong(Model):
    """How Lumen watches along with a viewer: how often she speaks, and whether she jokes, spoils and tells scores."""

    chattiness: Chattiness = "normal"
    humour: bool = True
    spoilers: bool = False
    scores: bool = True


class RemarkLine(Model):
    """One thing that may be said."""

    text: str
    reason: str
    urgency: float = Field(ge=0, le=1)
    expression: Expression = "happy"
    joke: bool = False
    spoiler: bool = False
    """It tells what a viewer might not want to know yet."""
    score: bool = False
    """It tells how a match stands, which the sports server may know before the picture shows it."""


class Remark(RemarkLine, Event):
    """Something that Lumen would like to say of the programme; each session decides whether she may, and what of it."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["companion.remark"] = "companion.remark"
    channel_id: str
    instead: tuple[RemarkLine, ...] = ()
    """For viewers who want no jokes or no spoilers, the most urgent first."""
    usual: WatchAlong = WatchAlong()
    """How she watches along with who has not said how."""
    rest_seconds: float = Field(default=60.0, ge=0)
    """Between two remarks, at normal chattiness."""
    quiet_hours: tuple[int, int] = (0, 0)
    """Hours of the viewer's day, from and to, between which nothing is said; equal ones: none."""
    utc_offset_hours: float = 0.0
    """Of viewers who do not tell their time zone."""
