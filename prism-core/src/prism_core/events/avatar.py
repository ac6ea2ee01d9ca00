"""The avatar's face and body."""

from typing import ClassVar, Literal, get_args

from pydantic import Field

from prism_core.events.base import Envelope, Event
from prism_core.model import Model

Expression = Literal["neutral", "happy", "angry", "sad", "relaxed", "surprised"]
"""VRM 1.0's emotion presets (VRMC_vrm expressions)."""
EXPRESSIONS: tuple[Expression, ...] = get_args(Expression)
Gesture = Literal["thumbs_up", "shrug", "cheer", "clap", "lean_in", "surprised_step_back"]
GESTURES: tuple[Gesture, ...] = get_args(Gesture)


class SetExpression(Event):
    """Shows an emotion for a while, then eases back."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["avatar.expression"] = "avatar.expression"
    expression: Expression
    intensity: float = Field(default=0.7, ge=0, le=1)
    seconds: float = Field(default=3.0, gt=0)


class PlayGesture(Event):
    """Plays a gesture once."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["avatar.gesture"] = "avatar.gesture"
    gesture: Gesture


class Keyframe(Model):
    """How the body moves with the programme at one moment; the browser interpolates between keyframes."""

    timestamp: float
    """Seconds: Unix programme time on a channel, from the first sample in the analysis of a file."""
    expression: Expression = "neutral"
    gesture: Gesture | None = None
    head_bob: float = Field(default=0.0, ge=-1, le=1)
    """Nod; 1 is the deepest one down."""
    body_sway: float = Field(default=0.0, ge=-1, le=1)
    """Lean; 1 is the furthest to her left."""
    intensity: float = Field(default=0.0, ge=0, le=1)
    """How strongly she is moved, from energy and mood."""


class Keyframes(Event):
    """What is known of the programme's next seconds. Later ones replace earlier ones from their first timestamp on."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["avatar.keyframes"] = "avatar.keyframes"
    channel_id: str
    keyframes: tuple[Keyframe, ...]
    tempo: float | None = Field(default=None, gt=0)
    """Beats a minute, none where there is no beat."""
    beats: tuple[float, ...] = ()
    """Unix seconds of programme time."""
    energy: float = Field(default=0.0, ge=0, le=1)
    mood: Literal["energetic", "calm", "dramatic", "upbeat"] | None = None
