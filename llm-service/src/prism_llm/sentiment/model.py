"""The emotion model: one logistic regression for each emotion on hashed words, a byte for each weight."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from prism_llm.sentiment import EMOTIONS, Emotion
from prism_llm.sentiment.features import BUCKETS, features

WEIGHTS_FILE = Path(__file__).with_name("emotions.bin")
"""What `scripts/train_emotions.py` writes: compressed; a scale and eight biases (float32), then weights by bucket."""
_HEAD = struct.Struct(f"<{1 + len(EMOTIONS)}f")
_FULL = 127


class EmotionModel:
    """Gives the probability of each emotion in a text. Immutable, so any thread may use it."""

    def __init__(self, scale: float, bias: Sequence[float], weights: bytes) -> None:
        self._scale = scale
        self._bias = tuple(bias)
        self._weights = memoryview(weights).cast("b")

    @staticmethod
    @cache
    def load() -> "EmotionModel":
        """The model that is shipped; read once a process."""
        content = zlib.decompress(WEIGHTS_FILE.read_bytes())
        scale, *bias = _HEAD.unpack_from(content)
        return EmotionModel(scale, bias, content[_HEAD.size :])

    def scores(self, text: str) -> Mapping[Emotion, float]:
        """The log-odds of each emotion; above 0 it counts as felt. A text without words has none: all are low."""
        sums = [0] * len(EMOTIONS)
        for bucket in features(text):
            start = bucket * len(EMOTIONS)
            for column in range(len(EMOTIONS)):
                sums[column] += self._weights[start + column]
        return {
            emotion: total * self._scale + bias for emotion, total, bias in zip(EMOTIONS, sums, self._bias, strict=True)
        }


def pack(weights: Sequence[Sequence[float]], bias: Sequence[float]) -> bytes:
    """Bytes of the weights file: weights (buckets by emotions) rounded to one byte each, compressed."""
    assert len(weights) == BUCKETS
    scale = max(abs(value) for row in weights for value in row) / _FULL
    body = struct.pack(f"<{BUCKETS * len(EMOTIONS)}b", *(round(value / scale) for row in weights for value in row))
    return zlib.compress(_HEAD.pack(scale, *bias) + body, 9)
