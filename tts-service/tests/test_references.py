from pathlib import Path

import numpy as np
import pytest

from prism_core.audio import Pcm
from prism_core.errors import BadInput, NotFound
from prism_tts.engines.references import find_references

RATE = 16_000


def recording(path: Path, seconds: float = 8.0, level: float = 0.3, noise: float = 0.0005) -> None:
    """A tone of 0.5 s, 0.5 s of nothing, and so on, over noise."""
    clock = np.arange(int(seconds * RATE)) / RATE
    voice = level * np.sin(2 * np.pi * 200 * clock) * (clock % 1.0 < 0.5)
    wave = voice + noise * np.random.default_rng(0).standard_normal(len(clock))
    samples = (np.clip(wave, -1, 1) * 32767).astype(np.int16).tobytes()
    path.write_bytes(Pcm(samples, RATE).wav())


def test_a_voice_has_its_neutral_recording_and_those_of_its_emotions(tmp_path: Path) -> None:
    recording(tmp_path / "lumen.wav")
    recording(tmp_path / "lumen_happy.wav")
    assert set(find_references(tmp_path, "lumen")) == {"neutral", "happy"}


def test_a_voice_without_a_recording_says_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"lumen\.wav"):
        find_references(tmp_path, "lumen")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"seconds": 3.0}, "3.0 s long"),
        ({"level": 0.001, "noise": 0.00001}, "too quiet"),
        ({"level": 2.0}, "clipped"),
        ({"noise": 0.1}, "noisy"),
    ],
)
def test_a_recording_that_is_not_worth_imitating_is_refused(
    tmp_path: Path, fault: dict[str, float], words: str
) -> None:
    recording(tmp_path / "lumen.wav", **fault)
    with pytest.raises(BadInput, match=words):
        find_references(tmp_path, "lumen")
