"""How to sound, from words: "Speak in a cheerful and positive tone." is happy.

OpenAI's `instructions` are free text for a model that reads; here the words for emotions count, the first one wins.
"""

import re

from prism_core.events.avatar import Expression

_WORDS: dict[Expression, str] = {
    "happy": "happy|happily|cheer|joy|glad|excit|enthusias|positive|upbeat|bright|delight|playful|amused|warm|friendly",
    "sad": "sad|sorrow|sorry|melanchol|gloom|mourn|depress|regret|empath|sympath|compassion",
    "angry": "angry|anger|furious|annoy|irritat|outrag|stern|strict",
    "surprised": "surpris|astonish|amaz|shock|wonder|dramatic",
    "relaxed": "calm|relax|sooth|gentle|gently|soft|serene|peaceful|quiet|sleepy|meditat|whisper",
    "neutral": "neutral|matter-of-fact|monoton|flat tone|newsreader",
}
_PATTERN = re.compile("|".join(rf"(?P<{emotion}>\b(?:{words}))" for emotion, words in _WORDS.items()), re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|no|never|without|don't|less)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def emotion_of(instructions: str) -> Expression:
    """The emotion that `instructions` ask for; neutral where they name none."""
    for found in _PATTERN.finditer(instructions):
        if not _NEGATED.search(instructions[: found.start()]):
            return next(emotion for emotion in _WORDS if found.lastgroup == emotion)
    return "neutral"
