"""Cuts the microphone's frames into utterances, by voice activity or by the button that is held."""

from collections import deque

from prism_core.audio import Pcm
from prism_gateway.conversation.endpointing import (
    WINDOW_BYTES,
    WINDOW_SECONDS,
    Endpointer,
    Heard,
    Limits,
    VoiceActivityDetector,
)

VIEWERS_SHARE = 0.5
"""Of a window's sound, what the page's own does not explain, from which on it is all believed to be the viewer's."""
VOICED = 0.5
"""Probability of speech from which on a window tells whose speech it is."""


def trusted(probability: float, near: float | None) -> float:
    """How likely a window is the viewer's speech, by how likely it is speech and how much of it is `near`."""
    return probability if near is None else probability * min(1.0, near / VIEWERS_SHARE)


class Listener:
    """One microphone, as utterances."""

    def __init__(self, detector: VoiceActivityDetector, limits: Limits | None = None) -> None:
        self._detector = detector
        self._limits = limits = limits or Limits()
        self._endpointer = Endpointer(limits)
        self._rest = b""
        self._before: deque[bytes] = deque(maxlen=round(limits.before_seconds / WINDOW_SECONDS))
        self._utterance: list[bytes] | None = None
        self._shares: list[float] = []
        self._held = False

    @property
    def listening(self) -> bool:
        """Whether an utterance is being recorded."""
        return self._utterance is not None

    @property
    def near(self) -> float | None:
        """Share of the utterance's speech that the page's own sound does not explain; none where that is not known."""
        return sum(self._shares) / len(self._shares) if self._shares else None

    def feed(self, frame: bytes, near: float | None = None, *, lumen_speaks: bool = False) -> list[Heard]:
        """Takes a frame of any length, `near` of it not the page's own sound; what happened in it, in order."""
        happened: list[Heard] = []
        self._rest += frame
        while len(self._rest) >= WINDOW_BYTES:
            window, self._rest = self._rest[:WINDOW_BYTES], self._rest[WINDOW_BYTES:]
            if (heard := self._window(window, near, lumen_speaks)) is not None:
                happened.append(heard)
                if heard == "ended":
                    break
        return happened

    def so_far(self) -> Pcm:
        """The utterance from its first sample up to now."""
        return Pcm(b"".join(self._utterance or []))

    def wait(self, seconds: float) -> None:
        """The pause that began ends the utterance once it has lasted `seconds`."""
        self._endpointer.patience = seconds

    def press(self) -> None:
        """The button is held: what follows is an utterance until it is released."""
        self._held = True
        self._shares = []
        self._utterance = list(self._before)

    def release(self) -> None:
        """The button was let go: the utterance is over."""
        self._held = False
        self._endpointer.reset()

    def take(self) -> Pcm:
        """The utterance that just ended."""
        sound = self.so_far()
        self._utterance = None
        self._shares = []
        self._before.clear()
        self._detector.reset()
        return sound

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

    def _window(self, window: bytes, near: float | None, lumen_speaks: bool) -> Heard | None:
        if self._utterance is not None:
            self._utterance.append(window)
        if self._held:
            return self._hold()
        probability = self._detector.probability(window)
        # Where the page knows its own sound, Lumen's voice is told from the viewer's, who need not talk her down.
        heard = self._endpointer.feed(
            trusted(probability, near), WINDOW_SECONDS, lumen_speaks=lumen_speaks and near is None
        )
        if heard == "started":
            self._utterance = [*self._before, window]
            self._shares = []
        elif self._utterance is None:
            self._before.append(window)
        if near is not None and self._utterance is not None and probability >= VOICED:
            self._shares.append(near)
        return heard
