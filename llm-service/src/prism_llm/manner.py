"""How an answer is given: the face that fits its words, and the viewer's feeling."""

from collections.abc import Mapping, Sequence

from prism_core.commands import Command
from prism_core.events.avatar import Expression, Gesture
from prism_core.requests import SentenceResult
from prism_llm.sentiment import Emotion, Sentiment
from prism_llm.sentiment.analyse import analyse

_HEAVY: Mapping[Emotion, str] = {
    "sadness": "sad",
    "anger": "frustrated",
    "fear": "worried",
    "disgust": "put off",
}


def heavy(mood: Sentiment) -> str:
    """The strongest heavy feeling in a word, where the answer must mind it; empty otherwise."""
    if not mood.requires_empathy:
        return ""
    return _HEAVY[max(_HEAVY, key=lambda name: mood.emotions[name])]


def styled(text: str, mood: Sentiment, gesture: Gesture | None = None, asked: Sequence[Command] = ()) -> SentenceResult:
    """A sentence with the face that fits its own words and the viewer's mood.

    What was asked for by name makes no face: that "Misery" is on at nine is no grief.
    """
    own = analyse(text, asked)
    expression: Expression = "neutral"
    if mood.requires_empathy:
        expression = "sad"
    elif own.emotions["surprise"] >= 0.5:
        expression = "surprised"
    elif own.polarity > 0.3 or mood.polarity > 0.5:
        expression = "happy"
    elif own.polarity < -0.5:
        expression = "sad"
    return SentenceResult(
        text=text, expression=expression, intensity=max(0.4, min(0.9, own.intensity)), gesture=gesture
    )
