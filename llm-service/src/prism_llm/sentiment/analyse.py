"""Reads the feeling of a text from its words."""

import math
import re

from prism_llm.sentiment import EMOTIONS, Emotion, Sentiment
from prism_llm.sentiment.lexicon import BOOSTERS, FEELINGS, NEGATIONS, URGENT, VALENCE

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_REACH = 3
"""How many words a negation reaches (VADER)."""
_NEUTRAL = 0.15
"""Polarity within which a text counts as neutral."""
_OPPOSITES: dict[Emotion, Emotion] = {"joy": "sadness", "love": "anger", "fear": "joy", "sadness": "joy"}


def analyse(text: str) -> Sentiment:
    """The feeling of `text`; an empty one is neutral."""
    raw = _TOKEN.findall(text)
    words = [word.casefold().replace("'", "").replace("’", "") for word in raw]
    shouting = len(raw) > 1 and sum(word.isupper() and len(word) > 1 for word in raw) >= len(raw) / 2
    emphasis = 1 + 0.15 * min(text.count("!"), 3) + (0.3 if shouting else 0.0)
    weights: dict[Emotion, float] = dict.fromkeys(EMOTIONS, 0.0)
    valence = 0.0
    for index, word in enumerate(words):
        if (emotion := FEELINGS.get(word)) is None:
            continue
        before = words[max(0, index - _REACH) : index]
        weight = emphasis * (1 + sum(BOOSTERS.get(other, 0.0) for other in before))
        turned = any(other in NEGATIONS for other in before)
        # A turned feeling is weaker than its opposite: "not happy" is less than "sad" (VADER's -0.74).
        valence += VALENCE[emotion] * weight * (-0.74 if turned else 1.0)
        felt = _OPPOSITES.get(emotion) if turned else emotion
        if felt is not None:
            weights[felt] += weight * (0.74 if turned else 1.0)
    polarity = valence / math.sqrt(valence * valence + 2.0)
    emotions = {name: round(1 - math.exp(-weight), 3) for name, weight in weights.items()}
    strongest = max(emotions.values())
    urgency = min(1.0, sum(URGENT.get(word, 0.0) for word in words) + 0.1 * min(text.count("!"), 3))
    heavy = max(emotions["sadness"], emotions["fear"], emotions["anger"])
    return Sentiment(
        sentiment="neutral" if abs(polarity) < _NEUTRAL else ("positive" if polarity > 0 else "negative"),
        polarity=round(polarity, 3),
        emotions=emotions,
        intensity=round(min(1.0, strongest * min(emphasis, 1.5) / 1.2), 3),
        urgency=round(urgency, 3),
        requires_empathy=polarity < -_NEUTRAL and heavy >= 0.5,
    )
