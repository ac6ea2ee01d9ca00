"""One contract for every engine, and what is particular to each."""

from pathlib import Path

import numpy as np
import pytest

from prism_core.audio import Pcm, read_wav
from prism_core.errors import Unavailable, Unsupported
from prism_stt.engines import Asked, Engine, grammar
from prism_stt.engines.choice import Choice
from prism_stt.engines.fallback import Fallback
from prism_stt.engines.pocketsphinx import Embedded
from prism_stt.engines.whisper import Whisper


def noise(seconds: float, level: float) -> Pcm:
    samples = np.random.default_rng(1).standard_normal(int(seconds * 16_000)) * level
    return Pcm(samples.astype("<i2").tobytes())


def test_words_are_in_order_and_inside_the_sound(engine: Engine, data: Path) -> None:
    sound = read_wav((data / "goforward.wav").read_bytes())
    heard = engine.transcribe(sound)
    assert heard.text
    times = [time for word in heard.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[-1] <= sound.seconds + 0.5
    assert 0 < heard.confidence <= 1


def test_asking_twice_hears_the_same_whatever_came_between(engine: Engine, data: Path) -> None:
    sound, other = (read_wav((data / f"{name}.wav").read_bytes()) for name in ("said_mute", "cards_001"))
    first = engine.transcribe(sound)
    engine.transcribe(other)
    assert engine.transcribe(sound) == first


@pytest.mark.parametrize(
    "sound", [Pcm(b""), Pcm(b"\0\0" * 80_000), noise(5, 300), noise(5, 6000), Pcm(b"\x01")], ids=str
)
def test_what_is_no_speech_gives_no_words(engine: Engine, sound: Pcm) -> None:
    assert engine.transcribe(sound).text == ""


def test_a_cancelled_transcription_ends_early(engine: Engine, data: Path) -> None:
    sound = read_wav((data / "said_mute.wav").read_bytes())
    assert engine.transcribe(sound, cancelled=lambda: True).text == ""


@pytest.mark.parametrize(
    ("file", "text"), [("said_mute", "mute the sound"), ("said_next", "next channel"), ("said_bbc", "put on bbc one")]
)
def test_commands_and_hinted_names_are_heard_exactly(embedded: Embedded, data: Path, file: str, text: str) -> None:
    sound = read_wav((data / f"{file}.wav").read_bytes())
    assert embedded.transcribe(sound, Asked(hints=("BBC One HD", "Prism Beat"))).text == text


def test_free_speech_is_not_forced_into_a_command(embedded: Embedded, data: Path) -> None:
    heard = embedded.transcribe(read_wav((data / "said_free.wav").read_bytes())).text
    assert "remember" in heard


@pytest.mark.parametrize(
    ("file", "text"),
    [("goforward", "go forward ten meters"), ("cards_001", "ten of clubs"), ("cards_003", "seven of clubs"),
     ("cards_004", "five five")],
)  # fmt: skip
def test_a_real_voice_is_heard_as_free_speech(embedded: Embedded, data: Path, file: str, text: str) -> None:
    assert embedded.transcribe(read_wav((data / f"{file}.wav").read_bytes())).text == text


@pytest.mark.parametrize("seconds", [2.2, 3.2, 8.0])
@pytest.mark.parametrize("asked", [Asked(), Asked(hints=("BBC One HD", "Channel 4", "Sky News"), foreground=True)])
def test_a_talk_is_not_taken_for_commands(embedded: Embedded, data: Path, asked: Asked, seconds: float) -> None:
    commands = grammar.build(asked.hints, lambda word, written: True)
    talk = read_wav((data / "talk.wav").read_bytes()).samples
    heard = embedded.transcribe(Pcm(talk[: 2 * int(seconds * 16_000)]), asked)
    assert not any(commands.accepts(segment.text) for segment in heard.segments if len(segment.words) > 1)


def test_the_embedded_engine_refuses_what_it_cannot_do(embedded: Embedded) -> None:
    with pytest.raises(Unsupported, match="'es'"):
        embedded.transcribe(Pcm(b""), Asked(language="es"))
    with pytest.raises(Unsupported, match="WHISPER_MODEL"):
        embedded.transcribe(Pcm(b""), Asked(task="translate"))


def test_whisper_says_its_script_through_the_real_code(whisper: Whisper, data: Path) -> None:
    heard = whisper.transcribe(read_wav((data / "said_mute.wav").read_bytes()), Asked(hints=("BBC One",)))
    assert heard.text == "go to channel five please"
    assert [word.text for word in heard.words] == "go to channel five please".split()
    assert heard.language == "en"


def test_a_model_that_is_away_is_stood_in_for(tmp_path: Path, data: Path) -> None:
    choice = Choice("whisper", "large-v3", "cpu", "int8", "test")
    wanted = Whisper(choice, model_dir=tmp_path, download=False)
    engine = Fallback(wanted, Embedded(), present=lambda: True)
    engine.load()
    try:
        assert engine.describe().engine == "pocketsphinx"
        assert "large-v3" in engine.describe().reason
        assert engine.transcribe(read_wav((data / "said_mute.wav").read_bytes())).text == "mute the sound"
    finally:
        engine.close()


def test_a_broken_model_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"junk")
    with pytest.raises(Unavailable, match="cannot be loaded"):
        Whisper(Choice("whisper", str(tmp_path), "cpu", "int8", "test"), model_dir=tmp_path).load()
