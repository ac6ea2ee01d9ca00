from pathlib import Path

import numpy as np
import pytest

from prism_core.audio import Pcm, read_wav
from prism_core.errors import BadInput, NotFound, Unavailable
from prism_tts.engines import VoiceNotFound
from prism_tts.engines.references import References

RATE = 16_000


def recording(
    path: Path, seconds: float = 8.0, level: float = 0.3, noise: float = 0.0005, spoken: float = 60.0
) -> None:
    """A tone of 0.5 s, 0.5 s of nothing, and so on up to `spoken`, over noise."""
    clock = np.arange(int(seconds * RATE)) / RATE
    voice = level * np.sin(2 * np.pi * 200 * clock) * (clock % 1.0 < 0.5) * (clock < spoken)
    wave = voice + noise * np.random.default_rng(0).standard_normal(len(clock))
    samples = (np.clip(wave, -1, 1) * 32767).astype(np.int16).tobytes()
    path.write_bytes(Pcm(samples, RATE).wav())


def test_an_emotion_has_its_own_recording_or_its_neighbours_or_the_neutral_one(tmp_path: Path) -> None:
    recording(tmp_path / "lumen.wav")
    recording(tmp_path / "lumen_happy.wav")
    references = References(tmp_path)
    assert references.recording("lumen", "happy").name == "lumen_happy.wav"
    assert references.recording("lumen", "surprised").name == "lumen_happy.wav"
    assert references.recording("lumen", "sad").name == "lumen.wav"


def test_a_voice_without_a_recording_says_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"lumen\.wav"):
        References(tmp_path).check()
    with pytest.raises(VoiceNotFound, match="'anna' has no recording"):
        References(tmp_path).recording("anna", "neutral")


def test_voices_are_added_listed_and_removed(tmp_path: Path) -> None:
    recording(tmp_path / "x.wav")
    sound = read_wav((tmp_path / "x.wav").read_bytes())
    references = References(tmp_path / "voices")
    for emotion in ("neutral", "happy"):
        references.add("anna", emotion, sound)  # type: ignore[arg-type]
    references.add("lumen", "neutral", sound)
    assert references.voices() == ("lumen", "anna")
    references.remove("anna")
    assert [path.name for path in (tmp_path / "voices").iterdir()] == ["lumen.wav"]


@pytest.mark.parametrize("name", ["../anna", "Anna", "anna_happy", "", "a" * 41])
def test_a_name_that_is_no_name_for_a_file_is_refused(tmp_path: Path, name: str) -> None:
    recording(tmp_path / "x.wav")
    sound = read_wav((tmp_path / "x.wav").read_bytes())
    with pytest.raises(BadInput, match="no name for a voice"):
        References(tmp_path).add(name, "neutral", sound)
    with pytest.raises(VoiceNotFound):
        References(tmp_path).remove(name)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"seconds": 3.0}, "3.0 s long"),
        ({"seconds": 40.0}, "40 s long; cut out the best"),
        ({"seconds": 15.0, "spoken": 5.0}, "4.5 s of speech"),
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
        References(tmp_path).check()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    recording(tmp_path / "anna.wav")
    sound = read_wav((tmp_path / "anna.wav").read_bytes())
    with pytest.raises(Unavailable, match="PRISM_VOICES_DIR"):
        References(tmp_path / "file" / "voices").add("anna", "neutral", sound)
