"""What Whisper says that nobody said: its segments, held against its own scores.

Whisper was trained on captions, and where there is little to hear it writes what captions end with. The thresholds
are those of its own decoder (https://github.com/openai/whisper, `transcribe`), which only tries again with them;
phrases: Barański et al. 2025, https://arxiv.org/abs/2501.11378.
"""

import re

from . import Segment

LEAST_LOGPROB = -1.25
"""Mean log probability of a segment's tokens, below which it is a guess. Whisper tries again from -1."""
MOST_REPETITION = 2.4
"""Compression ratio of a window, above which it goes round in circles, or somebody says the same thing again."""
SHORT_WORDS = 3
"""Whisper's circles are short; what people say again is longer, and Whisper is sure of it."""
NO_SPEECH = 0.6
DOUBTFUL_LOGPROB = -0.5
"""Below it, a phrase that Whisper is known to invent is taken for invented."""

_ASIDE = re.compile(r"[\[(♪*][^\])♪*]*[\])♪*]?")
"""[Music], (laughs), ♪: descriptions, which nobody said."""
_INVENTED = frozenset(
    {
        "thank you", "thanks", "thank you very much", "thank you so much", "thanks for watching",
        "thank you for watching", "please subscribe", "subscribe", "you", "bye", "bye bye", "the end", "so", "oh",
        "music", "applause", "silence", "subtitles by the amara org community", "i'm sorry", "okay",
    }
)  # fmt: skip
_FAREWELL = re.compile(r"\b(?:for watching|in the next video|see you next time|thank you everyone)\b")
"""What the end of a video says, wherever it stands in a segment."""
_CIRCLE = re.compile(r"\b(?:([\w']+(?: [\w']+){1,7})(?: \1){2}|([\w']+)(?: \2){5})\b")
"""The same words three times on end, or one word six times."""
_LETTERS = re.compile(r"[^\w' ]+")


def without_asides(text: str) -> str:
    """`text` without descriptions of sounds."""
    return " ".join(_ASIDE.sub(" ", text).split())


def is_invented(segment: Segment) -> bool:
    """Whether `segment` is more likely Whisper's imagination than speech."""
    scores = segment.scores
    plain = " ".join(_LETTERS.sub(" ", segment.text.lower()).split())
    if not plain:
        return True
    if scores.avg_logprob < LEAST_LOGPROB:
        return True
    doubtful, circling = scores.avg_logprob < DOUBTFUL_LOGPROB, _CIRCLE.search(plain) is not None
    if scores.compression_ratio > MOST_REPETITION:
        return doubtful or circling or len(plain.split()) <= SHORT_WORDS
    said_of_nothing = plain in _INVENTED or _FAREWELL.search(plain) is not None
    return doubtful and (circling or said_of_nothing or scores.no_speech_prob > NO_SPEECH)
