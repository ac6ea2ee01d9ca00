"""The real code of faster-whisper, on models that say what a script tells them."""

import importlib.util
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from prism_core.audio import Pcm, read_wav
from prism_core.errors import Unavailable, Unsupported
from prism_stt.engines import Asked, Scores, Segment
from prism_stt.engines.choice import Choice
from prism_stt.engines.doubt import is_invented, without_asides
from prism_stt.engines.voice_activity import find_speech, windows
from prism_stt.engines.whisper import NICENESS, Whisper

HERE = Path(__file__).parent
SCRIPT = "go to channel five please"
PAUSE = Pcm(b"\0\0" * 16_000)


def scripts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tiny_whisper", HERE / "tiny_whisper.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def loaded(folder: Path, batch_size: int = 1) -> Whisper:
    choice = Choice("whisper", str(folder), "cpu", "int8", "test", threads=1, batch_size=batch_size)
    engine = Whisper(choice, model_dir=folder.parent)
    engine.load()
    return engine


@pytest.fixture(scope="session")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Whisper:
    folder = tmp_path_factory.mktemp("spanish")
    scripts().build_tiny_whisper(folder, "pon la segunda cadena", "es")
    return loaded(folder)


@pytest.fixture(scope="session")
def talk(data: Path) -> Pcm:
    """A minute of talk: more than one window."""
    once = read_wav((data / "talk.wav").read_bytes())
    return Pcm((once.samples + PAUSE.samples) * 7)


def counted(limit: int) -> tuple[Callable[[], bool], list[int]]:
    """Says to stop when asked for the `limit`th time."""
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(len(asked))
        return len(asked) >= limit

    return cancelled, asked


def test_words_have_times_within_the_sound_and_confidence(whisper: Whisper, data: Path) -> None:
    sound = read_wav((data / "said_mute.wav").read_bytes())
    heard = whisper.transcribe(sound)
    assert [word.text for word in heard.words] == SCRIPT.split()
    assert all(0 <= word.start <= word.end <= sound.seconds for word in heard.words)
    assert all(0 < word.confidence <= 1 for word in heard.words)
    assert heard.segments[0].scores.tokens


def test_a_language_is_found_out(spanish: Whisper, data: Path) -> None:
    heard = spanish.transcribe(read_wav((data / "said_mute.wav").read_bytes()))
    assert (heard.language, heard.text) == ("es", "pon la segunda cadena")


@pytest.mark.parametrize("asked", ["de", "de-AT", "DE"])
def test_a_language_is_taken_as_told(spanish: Whisper, data: Path, asked: str) -> None:
    assert spanish.transcribe(read_wav((data / "said_mute.wav").read_bytes()), Asked(language=asked)).language == "de"


def test_a_language_that_nobody_speaks_is_refused(spanish: Whisper) -> None:
    with pytest.raises(Unsupported, match="'tlh'"):
        spanish.transcribe(PAUSE, Asked(language="tlh"))


def test_a_translation_is_english(spanish: Whisper, data: Path) -> None:
    heard = spanish.transcribe(read_wav((data / "said_mute.wav").read_bytes()), Asked(task="translate"))
    assert heard.language == "en"


def test_long_talk_is_heard_window_by_window_batched_or_not(tiny_model: Path, talk: Pcm) -> None:
    expected = windows(find_speech(talk.samples))
    assert len(expected) > 1
    for batch_size in (1, 4):
        heard = loaded(tiny_model, batch_size=batch_size).transcribe(talk)
        assert heard.text == " ".join([SCRIPT] * len(expected))
        for segment, window in zip(heard.segments, expected, strict=True):
            assert window.start <= segment.start * 16_000 < window.end


def test_a_cancelled_one_ends_at_its_next_window_and_is_not_remembered(tiny_model: Path, talk: Pcm) -> None:
    engine = loaded(tiny_model, batch_size=1)
    cancelled, asked = counted(3)
    assert engine.transcribe(talk, cancelled=cancelled).text == ""
    assert len(asked) == 3
    assert engine.transcribe(talk).text


def test_what_was_heard_is_not_heard_again(tiny_model: Path, data: Path) -> None:
    engine = loaded(tiny_model)
    said = read_wav((data / "said_mute.wav").read_bytes()).samples + PAUSE.samples
    cancelled, asked = counted(100)
    first = engine.transcribe(Pcm(said), cancelled=cancelled)
    before = len(asked)
    longer = engine.transcribe(Pcm(said + PAUSE.samples), cancelled=cancelled)
    assert longer == first
    assert len(asked) == before + 1


def nice_threads() -> int:
    """Threads of this process that give way."""
    fields = (task.read_text().rpartition(")")[2].split() for task in Path("/proc/self/task").glob("*/stat"))
    return sum(int(field[16]) >= NICENESS for field in fields)


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no niceness of their own")
def test_what_nobody_waits_for_is_heard_by_threads_that_give_way(tiny_model: Path, data: Path) -> None:
    engine = loaded(tiny_model)
    sound = read_wav((data / "said_mute.wav").read_bytes())
    viewer = engine.transcribe(sound)
    before, own = nice_threads(), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert engine.transcribe(sound, Asked(unhurried=True)) == viewer
    assert nice_threads() > before
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own, "only the model's own threads do"
    engine.close()


def test_a_model_that_was_let_go_can_be_loaded_again(tiny_model: Path, data: Path) -> None:
    engine = loaded(tiny_model)
    engine.close()
    sound = read_wav((data / "said_mute.wav").read_bytes())
    with pytest.raises(Unavailable, match="not loaded"):
        engine.transcribe(sound)
    engine.load()
    assert engine.transcribe(sound).text == SCRIPT


@pytest.mark.parametrize("names", [("BBC One",), tuple(f"Channel {number} of Many" for number in range(300))])
def test_names_of_any_number_fit_the_prompt(tiny_model: Path, data: Path, names: tuple[str, ...]) -> None:
    sound = read_wav((data / "said_mute.wav").read_bytes())
    heard = loaded(tiny_model).transcribe(sound, Asked(hints=names, prompt="A sentence before this one."))
    assert heard.text == SCRIPT


def segment(text: str, *, logprob: float = -0.3, repetition: float = 1.0, no_speech: float = 0.1) -> Segment:
    return Segment((), text, Scores(avg_logprob=logprob, compression_ratio=repetition, no_speech_prob=no_speech))


@pytest.mark.parametrize(
    ("made", "invented"),
    [
        (segment("turn it up"), False),
        (segment("Thank you."), False),
        (segment("Thank you.", logprob=-0.8), True),
        (segment("so and so and so and so", repetition=3.0), True),
        (segment("Thank you.", repetition=3.0), True),
        (segment("ask what you can do for your country", repetition=3.0), False),
        (segment("a guess", logprob=-1.4), True),
        (segment("a whisper", logprob=-0.8, no_speech=0.9), True),
        (segment("..."), True),
        (segment("See you in the next video", logprob=-0.8), True),
        (segment("Good night, and thanks for watching", logprob=-0.3), False),
        (segment("You're not going, you're not going, you're not going home.", logprob=-0.7), True),
        (segment("No, no, no, that is not going to work", logprob=-0.7), False),
    ],
)
def test_what_whisper_made_up_is_dropped(made: Segment, invented: bool) -> None:
    assert is_invented(made) is invented


def test_descriptions_of_sounds_are_no_words() -> None:
    assert without_asides("[Music] hello (laughs) there ♪ la la ♪") == "hello there"
