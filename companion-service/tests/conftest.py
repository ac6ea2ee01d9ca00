"""Sound files and analyses that the tests share."""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from prism_companion.audio.analyser import Analyser, Analysis
from prism_companion.audio.spectrum import SAMPLE_RATE
from prism_companion.testing.music import Music

Analyse = Callable[[Music, int], list[Analysis]]


@pytest.fixture
def analyse() -> Analyse:
    """Analyses music that arrives in pieces of so many samples."""

    def run(music: Music, piece: int) -> list[Analysis]:
        analyser = Analyser()
        found = [analyser.push(music.samples[at : at + piece]) for at in range(0, len(music.samples), piece)]
        return [*found, analyser.finish()]

    return run


@pytest.fixture
def wav(tmp_path: Path) -> Callable[[Music], Path]:
    """Writes music as a WAVE file."""

    def write(music: Music) -> Path:
        path = tmp_path / "music.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes((music.samples * 32767).astype(np.dtype("<i2")).tobytes())
        return path

    return write
