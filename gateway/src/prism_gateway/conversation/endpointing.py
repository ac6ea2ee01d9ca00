"""Finds where an utterance begins and ends. Pure: time comes in with the frames.

    probability ──────╱▔▔▔▔▔▔╲╱▔▔▔╲______________
                      ├ begin_seconds
                      ▼ started            ▼ ended
                                     ├─────┤ end_seconds

The thresholds are Silero VAD's own defaults (https://github.com/snakers4/silero-vad/wiki/FAQ).
"""

from collections import deque
from dataclasses import dataclass
from typing import Literal, Protocol

from prism_core.audio import BYTES_PER_SAMPLE, MICROPHONE_RATE, Pcm

WINDOW_SAMPLES = 512
"""Samples that the detector takes at a time: 32 ms at 16 kHz."""
WINDOW_BYTES = WINDOW_SAMPLES * BYTES_PER_SAMPLE
WINDOW_SECONDS = WINDOW_SAMPLES / MICROPHONE_RATE

Heard = Literal["started", "ended"]


@dataclass(frozen=True, slots=True)
class Limits:
    """When speech counts as begun and as ended; seconds and probabilities."""

    threshold: float = 0.5
    release: float = 0.35
    """Below it a window counts as silent; lower than `threshold`, so that soft endings are kept."""
    begin_seconds: float = 0.1
    """Shorter sounds are clicks and coughs."""
    barge_in_seconds: float = 0.45
    """The same while Lumen speaks, since her own voice comes back from the loudspeakers."""
    end_seconds: float = 0.55
    """0.5 s is the shortest pause that listeners take as an end (Sacks, Schegloff & Jefferson 1974; PNAS 106:10587)."""
    longest_seconds: float = 20.0
    before_seconds: float = 0.4
    """Sound that is kept from before the detection, since words begin softly."""


class VoiceActivityDetector(Protocol):
    """Tells speech from everything else; it remembers the windows before."""

    def probability(self, window: bytes) -> float:
        """How likely `window`, 512 samples of mono int16 at 16 kHz, is speech."""
        ...

    def reset(self) -> None:
        """Forgets the past: another utterance follows."""
        ...


class Endpointer:
    """The state of one microphone: quiet, perhaps speech, speech."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._spoken = 0.0
        self._silent = 0.0
        self._length = 0.0
        self.speaking = False

    def feed(self, probability: float, seconds: float, *, lumen_speaks: bool = False) -> Heard | None:
        """Takes the next `seconds` of sound; says whether an utterance began or ended with them."""
        if not self.speaking:
            return self._wait(probability, seconds, lumen_speaks)
        self._length += seconds
        self._silent = self._silent + seconds if probability < self._limits.release else 0.0
        if self._silent >= self._limits.end_seconds or self._length >= self._limits.longest_seconds:
            self.reset()
            return "ended"
        return None

    def reset(self) -> None:
        """Quiet again."""
        self._spoken = self._silent = self._length = 0.0
        self.speaking = False

    def _wait(self, probability: float, seconds: float, lumen_speaks: bool) -> Heard | None:
        needed = self._limits.barge_in_seconds if lumen_speaks else self._limits.begin_seconds
        self._spoken = self._spoken + seconds if probability >= self._limits.threshold else 0.0
        if self._spoken < needed:
            return None
        self._length = self._spoken
        self._silent = 0.0
        self.speaking = True
        return "started"


class Listener:
    """Cuts the microphone's frames into utterances, by voice activity or by the button that is held."""

    def __init__(self, detector: VoiceActivityDetector, limits: Limits = Limits()) -> None:
        self._detector = detector
        self._limits = limits
        self._endpointer = Endpointer(limits)
        self._rest = b""
        self._before: deque[bytes] = deque(maxlen=round(limits.before_seconds / WINDOW_SECONDS))
        self._utterance: list[bytes] | None = None
        self._held = False

    @property
    def listening(self) -> bool:
        """Whether an utterance is being recorded."""
        return self._utterance is not None

    def feed(self, frame: bytes, *, lumen_speaks: bool = False) -> list[Heard]:
        """Takes a frame of any length; what happened in it, in order."""
        happened: list[Heard] = []
        self._rest += frame
        while len(self._rest) >= WINDOW_BYTES:
            window, self._rest = self._rest[:WINDOW_BYTES], self._rest[WINDOW_BYTES:]
            if (heard := self._window(window, lumen_speaks)) is not None:
                happened.append(heard)
                if heard == "ended":
                    break
        return happened

    def press(self) -> None:
        """The button is held: what follows is an utterance until it is released."""
        self._held = True
        self._utterance = list(self._before)

    def release(self) -> None:
        """The button was let go: the utterance is over."""
        self._held = False
        self._endpointer.reset()

    def take(self) -> Pcm:
        """The utterance that just ended."""
        sound = b"".join(self._utterance or [])
        self._utterance = None
        self._before.clear()
        self._detector.reset()
        return Pcm(sound)

    def drop(self) -> None:
        """Forgets what was being recorded: the microphone was turned off."""
        self._held = False
        self._endpointer.reset()
        self.take()

    def _hold(self) -> Heard | None:
        """A button that is held longer than anybody speaks ends the utterance by itself."""
        if len(self._utterance or ()) * WINDOW_SECONDS < self._limits.longest_seconds:
            return None
        self.release()
        return "ended"

    def _window(self, window: bytes, lumen_speaks: bool) -> Heard | None:
        if self._utterance is not None:
            self._utterance.append(window)
        if self._held:
            return self._hold()
        heard = self._endpointer.feed(self._detector.probability(window), WINDOW_SECONDS, lumen_speaks=lumen_speaks)
        if heard == "started":
            self._utterance = [*self._before, window]
        elif self._utterance is None:
            self._before.append(window)
        return heard
