"""How a text feels: polarity, eight emotions, how strongly, how urgently, and whether it calls for sympathy."""

from typing import Literal

from pydantic import Field

from prism_core.model import Model

Emotion = Literal["joy", "love", "surprise", "curiosity", "sadness", "anger", "fear", "disgust"]
EMOTIONS: tuple[Emotion, ...] = ("joy", "love", "surprise", "curiosity", "sadness", "anger", "fear", "disgust")


class Sentiment(Model):
    """How a text feels."""

    sentiment: Literal["positive", "negative", "neutral"]
    polarity: float = Field(ge=-1, le=1)
    emotions: dict[Emotion, float]
    """Each in [0, 1]; they need not add up."""
    intensity: float = Field(ge=0, le=1)
    urgency: float = Field(ge=0, le=1)
    requires_empathy: bool
