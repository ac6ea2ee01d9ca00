"""The smallest Whisper, which is installed with the service, and the grammar: together they hear viewers."""

from pathlib import Path

import numpy as np
import pytest

from prism_core.audio import Pcm, read_wav
from prism_stt.engines import Asked
from prism_stt.engines.choice import Choice
from prism_stt.engines.likeness import distance
from prism_stt.engines.models import model_path
from prism_stt.engines.pocketsphinx import Embedded
from prism_stt.engines.sharpened import Sharpened, may_be
from prism_stt.engines.voice_activity import find_speech, without_background
from prism_stt.engines.whisper import Whisper
from prism_stt.router import _asked

VIEWER = Asked(hints=("BBC One HD", "Prism Beat"), foreground=True, commands=True)
MODEL = "tiny.en"


@pytest.fixture(scope="session")
def tiny(embedded: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Sharpened:
    folder = tmp_path_factory.mktemp("models")
    if model_path(MODEL, folder) is None:
        pytest.skip("the package with Whisper tiny.en is not installed")
    whisper = Whisper(Choice("whisper", MODEL, "cpu", "int8", "test", threads=1), model_dir=folder)
    engine = Sharpened(whisper, embedded)
    whisper.load()
    return engine


@pytest.mark.parametrize(
    ("file", "text"), [("said_mute", "mute the sound"), ("said_next", "next channel"), ("said_bbc", "put on bbc one")]
)
def test_commands_and_names_are_heard(tiny: Sharpened, data: Path, file: str, text: str) -> None:
    heard = tiny.transcribe(read_wav((data / f"{file}.wav").read_bytes()), VIEWER)
    assert "".join(letter for letter in heard.text.lower() if letter.isalpha() or letter == " ") == text
    assert all(0 < word.confidence <= 1 for word in heard.words)


def test_a_file_is_held_against_commands_where_its_prompt_names_some(tiny: Sharpened, data: Path) -> None:
    told, untold = _asked("Mute the sound, BBC One", 0.0), _asked(None, 0.0)
    assert (told.commands, told.foreground, untold.commands) == (True, False, False)
    heard = tiny.transcribe(read_wav((data / "said_mute.wav").read_bytes()), told)
    assert [word.text.lower().strip(".,") for word in heard.words] == ["mute", "the", "sound"]


def test_a_real_voice_is_heard(tiny: Sharpened, data: Path) -> None:
    heard = tiny.transcribe(read_wav((data / "talk.wav").read_bytes()), VIEWER).text.lower()
    assert "my fellow americans" in heard
    assert "your country can do for you" in heard


@pytest.mark.parametrize("file", ["talk", "cards_001", "cards_003", "goforward"])
def test_free_speech_is_forced_into_no_command(tiny: Sharpened, data: Path, file: str) -> None:
    sound = read_wav((data / f"{file}.wav").read_bytes())
    spoken = tiny.transcribe(sound, VIEWER).text
    assert spoken == tiny.transcribe(sound, Asked(foreground=True, commands=True)).text
    assert spoken


@pytest.mark.parametrize("level", [0.0, 100.0, 3000.0])
def test_what_is_no_speech_gives_no_words(tiny: Sharpened, level: float) -> None:
    noise = np.random.default_rng(2).standard_normal(80_000) * level
    assert tiny.transcribe(Pcm(noise.astype("<i2").tobytes()), VIEWER).text == ""


@pytest.mark.parametrize(
    ("far", "confidence", "worst", "possible"),
    [
        (0.5, 0.6, -80_000, True),  # "I'll call her this": record this
        (0.5, 0.73, -38_000, True),  # "I'll cover this": record this
        (1.0, 0.0, -47_000, True),  # nothing: full screen
        (1.0, 0.0, -61_000, False),  # an announcer; nothing: pause it
        (0.44, 0.72, -62_000, False),  # "Love you too": volume two
        (0.6, 0.9, -38_000, False),
    ],
)
def test_the_less_a_command_is_like_what_was_heard_the_better_it_has_to_fit(
    far: float, confidence: float, worst: float, possible: bool
) -> None:
    assert may_be(far, confidence, worst) is possible


def test_a_television_that_is_quieter_is_left_out(data: Path) -> None:
    viewer = read_wav((data / "said_mute.wav").read_bytes())
    television = np.frombuffer(read_wav((data / "talk.wav").read_bytes()).samples, "<i2") // 8
    mixed = television.astype(np.int32)
    said = np.frombuffer(viewer.samples, "<i2")
    mixed[48_000 : 48_000 + len(said)] += said
    sound = np.clip(mixed, -32768, 32767).astype("<i2").tobytes()
    found = find_speech(sound, foreground=True)
    assert len(found) == 1
    assert found[0].start > 40_000
    assert found[0].end < 48_000 + len(said) + 8_000
    assert find_speech(sound)[0].start < found[0].start


def test_a_voice_alone_is_kept_whole() -> None:
    voiced = [0.9] * 20
    assert without_background(voiced, [60.0 - index % 5 for index in range(20)]) == voiced


@pytest.mark.parametrize(
    ("said", "other", "nearest", "farthest"),
    [
        ("M Y UW T", "N UW K", 0.3, 0.6),
        ("P AO Z", "P AO Z", 0, 0),
        ("P UH T AA N", "P AO R T AA N", 0.2, 0.3),
        ("S T AA P", "W EH DH ER", 0.6, 1),
        ("", "", 0, 0),
    ],
)
def test_texts_that_sound_alike_are_near(said: str, other: str, nearest: float, farthest: float) -> None:
    assert nearest <= distance(said.split(), other.split()) <= farthest
