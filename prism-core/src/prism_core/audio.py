"""Sound as it travels inside Prism: mono 16-bit PCM."""

import io
import wave
from dataclasses import dataclass

from prism_core.errors import BadInput

MICROPHONE_RATE = 16_000
"""Hz of everything that is heard: what Whisper, Silero and the browser's worklet agree on."""
BYTES_PER_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Pcm:
    """A stretch of sound: mono, int16 little-endian `samples` at `sample_rate` Hz."""

    samples: bytes
    sample_rate: int = MICROPHONE_RATE

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return len(self.samples) / BYTES_PER_SAMPLE / self.sample_rate

    def wav(self) -> bytes:
        """The same as a RIFF WAVE file."""
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(BYTES_PER_SAMPLE)
            out.setframerate(self.sample_rate)
            out.writeframes(self.samples)
        return buffer.getvalue()


def read_wav(data: bytes) -> Pcm:
    """Sound of a mono 16-bit RIFF WAVE file.

    Raises:
        BadInput: it is no WAVE file, or not mono 16-bit (convert it first; ffmpeg does).
    """
    try:
        with wave.open(io.BytesIO(data), "rb") as source:
            shape = (source.getnchannels(), source.getsampwidth())
            if shape != (1, BYTES_PER_SAMPLE):
                raise BadInput(f"WAVE file has {shape[0]} channels of {8 * shape[1]} bit; send mono 16 bit")
            return Pcm(source.readframes(source.getnframes()), source.getframerate())
    except (wave.Error, EOFError) as error:
        raise BadInput(f"not a WAVE file: {error}; send RIFF WAVE, mono, 16 bit") from error
