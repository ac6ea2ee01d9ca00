import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prism_core.audio import Pcm
from prism_core.errors import Unavailable
from prism_tts.engines import DEFAULT_VOICE, Speech
from prism_tts.engines.espeak import EspeakEngine

if TYPE_CHECKING:
    from prism_tts.engines.xtts import XttsEngine

pytest.importorskip("TTS", reason="the extra prism-tts[xtts] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")  # torch and its friends deprecate each other.


@pytest.fixture(scope="module")
def xtts(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[XttsEngine]":
    import tiny_xtts

    from prism_tts.engines.xtts import XttsEngine

    folder, voices = tmp_path_factory.mktemp("xtts"), tmp_path_factory.mktemp("voices")
    tiny_xtts.write_checkpoint(folder)
    text = "The quick brown fox jumps over the lazy dog, and then it does so again. " * 2
    for name, emotion in (("lumen", "neutral"), ("lumen_happy", "happy")):
        pieces = list(EspeakEngine().synthesize(text, DEFAULT_VOICE, "en", 1.0, emotion))  # type: ignore[arg-type]
        sound = Pcm(b"".join(piece.sound.samples for piece in pieces), pieces[0].sound.sample_rate)
        (voices / f"{name}.wav").write_bytes(sound.wav())
    engine = XttsEngine(folder, voices, stream_tokens=4)  # A random model stops early.
    engine.load()
    yield engine
    engine.unload()


def spoken(engine: "XttsEngine", emotion: str = "neutral") -> list[Speech]:
    return list(engine.synthesize("Hello there.", "lumen", "en", 1.0, emotion))  # type: ignore[arg-type]


def test_sound_streams_at_the_declared_rate(xtts: "XttsEngine") -> None:
    pieces = spoken(xtts)
    assert len(pieces) > 1
    assert {piece.sound.sample_rate for piece in pieces} == {xtts.capabilities.sample_rate}


def test_the_same_words_give_the_same_pieces(xtts: "XttsEngine") -> None:
    assert spoken(xtts) == spoken(xtts)


def test_an_emotion_speaks_with_its_own_recording(xtts: "XttsEngine") -> None:
    assert spoken(xtts, "happy") != spoken(xtts)
    assert spoken(xtts, "sad") == spoken(xtts)


def test_leaving_early_frees_the_model(xtts: "XttsEngine") -> None:
    with contextlib.closing(xtts.synthesize("Hello there.", "lumen", "en", 1.0, "neutral")) as pieces:
        next(pieces)
    assert spoken(xtts)


def test_a_folder_without_a_model_says_what_is_missing(xtts: "XttsEngine", tmp_path: Path) -> None:
    from prism_tts.engines.xtts import XttsEngine

    with pytest.raises(Unavailable, match=r"lacks config\.json"):
        XttsEngine(tmp_path, xtts._voices_dir).load()
