"""Finds where an utterance begins and ends. Pure: time comes in with the frames.

    probability ──────╱▔▔▔▔▔▔╲_╱▔▔▔╲______________
                      ├ begin_seconds
                      ▼ started     ├─┤ pause_seconds
                                      ▼ paused
                                    ├─────┤ patience
                                          ▼ ended

A pause is when it is worth finding out what was said so far; how long the silence must last then depends on the words.
The thresholds are Silero VAD's own defaults (https://github.com/snakers4/silero-vad/wiki/FAQ).
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from prism_core.audio import BYTES_PER_SAMPLE, MICROPHONE_RATE
from prism_gateway.conversation.saying import heard_words, unaccented

WINDOW_SAMPLES = 512
"""Samples that the detector takes at a time: 32 ms at 16 kHz."""
WINDOW_BYTES = WINDOW_SAMPLES * BYTES_PER_SAMPLE
WINDOW_SECONDS = WINDOW_SAMPLES / MICROPHONE_RATE

Heard = Literal["started", "paused", "resumed", "ended"]


@dataclass(frozen=True, slots=True)
class Limits:
    """When speech counts as begun and as ended; seconds and probabilities."""

    threshold: float = 0.5
    release: float = 0.35
    """Below it a window counts as silent; lower than `threshold`, so that soft endings are kept."""
    begin_seconds: float = 0.1
    """Shorter sounds are clicks and coughs."""
    barge_in_seconds: float = 0.45
    """The same while Lumen speaks and her own voice, back from the loudspeakers, is not told from others'."""
    pause_seconds: float = 0.12
    """Four windows: from then on it is worth finding out what was said."""
    complete_seconds: float = 0.16
    """After words that may be all: with the windows that the detector takes to let go, 0.25 s after the last sound."""
    end_seconds: float = 0.55
    """While nothing is known of the words: 0.5 s is the shortest pause that listeners take as an end
    (Sacks, Schegloff & Jefferson 1974; PNAS 106:10587)."""
    unfinished_seconds: float = 1.0
    """After words that nobody ends with."""
    longest_seconds: float = 20.0
    before_seconds: float = 0.4
    """Sound that is kept from before the detection, since words begin softly."""


UNFINISHED = frozenset(
    "a an and the to for of in at with from by my your me i about or but because if than as "
    "put go turn set play show find change switch open make add remind tell watch volume channel".split()
)
"""Words that a command or a sentence in English is hardly ever over with; "on", "off", "up" and "it" often are last.
The files of other languages have theirs."""


class VoiceActivityDetector(Protocol):
    """Tells speech from everything else; it remembers the windows before."""

    def probability(self, window: bytes) -> float:
        """How likely `window`, 512 samples of mono int16 at 16 kHz, is speech."""
        ...

    def reset(self) -> None:
        """Forgets the past: another utterance follows."""
        ...


def patience(text: str, language: str = "en", limits: Limits = Limits()) -> float:
    """Seconds of silence after which `text`, what was said before it in `language` (BCP 47), is all."""
    words = unaccented(text.lower()).replace(".", " ").replace(",", " ").split()
    if not words:
        return limits.end_seconds
    unfinished = UNFINISHED if language.split("-")[0].lower() == "en" else heard_words("unfinished", language)
    return limits.unfinished_seconds if words[-1] in unfinished else limits.complete_seconds


class Endpointer:
    """The state of one microphone: quiet, perhaps speech, speech, pause."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._spoken = 0.0
        self._silent = 0.0
        self._length = 0.0
        self.speaking = False
        self.patience = limits.end_seconds
        """Seconds of silence that end the utterance; at its default again as soon as somebody goes on speaking."""

    def feed(self, probability: float, seconds: float, *, lumen_speaks: bool = False) -> Heard | None:
        """Takes the next `seconds` of sound; says what came of them."""
        if not self.speaking:
            return self._wait(probability, seconds, lumen_speaks)
        self._length += seconds
        paused = self._paused
        self._silent = self._silent + seconds if probability < self._limits.release else 0.0
        if self._length >= self._limits.longest_seconds or (self._paused and self._silent >= self.patience):
            self.reset()
            return "ended"
        if paused and not self._paused:
            self.patience = self._limits.end_seconds
            return "resumed"
        return "paused" if self._paused and not paused else None

    def reset(self) -> None:
        """Quiet again."""
        self._spoken = self._silent = self._length = 0.0
        self.patience = self._limits.end_seconds
        self.speaking = False

    @property
    def _paused(self) -> bool:
        return self._silent >= self._limits.pause_seconds

    def _wait(self, probability: float, seconds: float, lumen_speaks: bool) -> Heard | None:
        needed = self._limits.barge_in_seconds if lumen_speaks else self._limits.begin_seconds
        self._spoken = self._spoken + seconds if probability >= self._limits.threshold else 0.0
        if self._spoken < needed:
            return None
        self._length = self._spoken
        self._silent = 0.0
        self.speaking = True
        return "started"
