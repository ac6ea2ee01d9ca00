import asyncio
import contextlib
import contextvars
import itertools
import runpy
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from prism_core.audio import Pcm
from prism_core.bus import MemoryBus
from prism_core.errors import Unavailable
from prism_core.testing import running
from prism_core.testing.hub import running_hub
from prism_tts.alignment import Aligner
from prism_tts.app import create_app
from prism_tts.engines import DEFAULT_VOICE, Speech, VoiceNotFound
from prism_tts.engines.espeak import EspeakEngine, EspeakReference
from prism_tts.engines.standby import Standby
from prism_tts.hush import Hushed, listen_for
from prism_tts.settings import Settings
from prism_tts.speaker import Speaker, Wish

if TYPE_CHECKING:
    from prism_tts.engines.xtts import XttsEngine

pytest.importorskip("TTS", reason="the extra prism-tts[xtts] is not installed: make xtts-test")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # torch and its friends deprecate each other.
    pytest.mark.timeout(600),  # A machine with two busy cores takes minutes for what is seconds of computing.
]

TEXT = "Hello there."


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # More than one wait for each other on a busy machine.
    folder = tmp_path_factory.mktemp("xtts")
    runpy.run_path(str(Path(__file__).with_name("tiny_xtts.py")))["write_checkpoint"](folder)
    return folder


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    text = "The quick brown fox jumps over the lazy dog, and then it does so again. " * 2
    for name, voice, emotion in (("lumen", DEFAULT_VOICE, "neutral"), ("lumen_happy", DEFAULT_VOICE, "happy"),
                                 ("anna", "miles", "neutral")):  # fmt: skip
        pieces = list(EspeakEngine().synthesize(text, voice, "en", 1.0, emotion))  # type: ignore[arg-type]
        sound = Pcm(b"".join(piece.sound.samples for piece in pieces), pieces[0].sound.sample_rate)
        (folder / f"{name}.wav").write_bytes(sound.wav())
    return folder


def made(checkpoint: Path, voices: Path, kept: Path | None = None) -> "XttsEngine":
    from prism_tts.engines.xtts import XttsEngine

    return XttsEngine(checkpoint, voices, kept_dir=kept, stream_tokens=4)  # A random model stops early.


@pytest.fixture(scope="module")
def xtts(checkpoint: Path, voices: Path) -> "Iterator[XttsEngine]":
    engine = made(checkpoint, voices)
    engine.load()
    yield engine
    engine.unload()


def spoken(engine: "XttsEngine", emotion: str = "neutral", voice: str = "lumen", pitch: float = 0.0) -> list[Speech]:
    return list(engine.synthesize(TEXT, voice, "en", 1.0, emotion, pitch))  # type: ignore[arg-type]


def seconds(pieces: list[Speech]) -> float:
    return sum(piece.sound.seconds for piece in pieces)


def test_sound_streams_at_the_declared_rate(xtts: "XttsEngine") -> None:
    pieces = spoken(xtts)
    assert len(pieces) > 1
    assert {piece.sound.sample_rate for piece in pieces} == {xtts.capabilities.sample_rate}


def test_the_same_words_give_the_same_pieces(xtts: "XttsEngine") -> None:
    assert spoken(xtts) == spoken(xtts)


def test_an_emotion_speaks_with_its_own_recording_or_its_neighbours(xtts: "XttsEngine") -> None:
    assert spoken(xtts, "happy") != spoken(xtts)
    assert spoken(xtts, "surprised") == spoken(xtts, "happy")
    assert spoken(xtts, "sad") == spoken(xtts)


def test_a_cloned_voice_speaks_beside_lumen(xtts: "XttsEngine") -> None:
    assert xtts.capabilities.voices == ("lumen", "anna")
    assert spoken(xtts, voice="anna") != spoken(xtts)
    with pytest.raises(VoiceNotFound, match="'lumen', 'anna'"):
        spoken(xtts, voice="zed")


@pytest.mark.parametrize(
    ("language", "text"), [("zh-cn", "你好,我是卢门。"), ("zh", "今天的新闻。"), ("ja", "こんにちは、ルーメンです。")]
)
def test_chinese_and_japanese_are_read_and_spoken(xtts: "XttsEngine", language: str, text: str) -> None:
    assert seconds(list(xtts.synthesize(text, "lumen", language, 1.0, "neutral"))) > 0


def test_all_seventeen_languages_reach_the_model(xtts: "XttsEngine") -> None:
    languages = sorted(xtts.capabilities.languages - {"zh", "zh-tw"})
    assert len(languages) == 17
    for language in languages:
        assert seconds(list(xtts.synthesize("Lumen", "lumen", language, 1.0, "neutral"))) > 0, language


def test_pitch_keeps_the_pace(xtts: "XttsEngine") -> None:
    assert seconds(spoken(xtts, pitch=3.0)) == pytest.approx(seconds(spoken(xtts)), rel=0.15)


def test_leaving_early_frees_the_model(xtts: "XttsEngine") -> None:
    with contextlib.closing(xtts.synthesize(TEXT, "lumen", "en", 1.0, "neutral")) as pieces:
        next(pieces)
    assert spoken(xtts)


async def test_a_hush_stops_the_model_between_two_tokens(checkpoint: Path, voices: Path) -> None:
    from prism_tts.engines.xtts import XttsEngine

    engine = XttsEngine(checkpoint, voices, stream_tokens=1000)  # One piece: nothing to stop at but the tokens.
    await asyncio.to_thread(engine.load)
    tokens = []
    engine._model.gpt.gpt_inference.register_forward_pre_hook(lambda *_: (tokens.append(1), time.sleep(0.02))[1])
    chunks = Speaker(lambda: engine, Aligner(EspeakReference())).speak(Wish(TEXT * 3))
    first = asyncio.ensure_future(anext(chunks))
    while not tokens:
        await asyncio.sleep(0.005)
    first.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await first
    await chunks.aclose()
    stopped_at = len(tokens)
    await asyncio.sleep(0.1)
    assert len(tokens) == stopped_at
    engine.unload()


async def test_visemes_cover_the_sound_to_its_end(xtts: "XttsEngine") -> None:
    speaker = Speaker(lambda: xtts, Aligner(EspeakReference()))
    chunks = [chunk async for chunk in speaker.speak(Wish(TEXT))]
    whole = sum(chunk.sound.seconds for chunk in chunks)
    cues = [cue for chunk in chunks for cue in chunk.cues]
    assert all(a.start + a.duration <= b.start + 1e-3 for a, b in itertools.pairwise(cues))
    assert 0 < cues[-1].start + cues[-1].duration <= whole + 1e-3


async def test_the_service_speaks_with_the_model_once_it_is_loaded_and_with_a_voice_that_was_just_cloned(
    checkpoint: Path, voices: Path, tmp_path: Path
) -> None:
    shutil.copytree(voices, tmp_path / "voices")
    settings = Settings(model=str(checkpoint), voices_dir=tmp_path / "voices", data_dir=tmp_path)
    async with (
        running(create_app(settings, MemoryBus()).app) as live,
        httpx.AsyncClient(base_url=live.url, timeout=300) as http,
    ):
        asked = {"input": TEXT, "response_format": "wav"}
        assert (await http.post("/v1/audio/speech", json=asked)).content.startswith(b"RIFF")
        while (await http.get("/status")).json()["engine"]["engine"] != "xtts":
            await asyncio.sleep(0.2)
        recording = (voices / "anna.wav").read_bytes()
        made = await http.post(
            "/v1/audio/speech/voices", data={"name": "berta"}, files={"file": ("berta.wav", recording)}
        )
        assert made.status_code == 201
        assert "berta" in (await http.get("/v1/audio/speech/voices")).json()["voices"]
        answer = await http.post("/v1/audio/speech", json={**asked, "voice": "berta"})
        assert (answer.status_code, answer.content[:4]) == (200, b"RIFF")
        assert int.from_bytes(answer.content[24:28], "little") == xtts_rate()


def xtts_rate() -> int:
    from prism_tts.engines.xtts import SAMPLE_RATE

    return SAMPLE_RATE


def test_what_was_heard_of_a_recording_is_kept_on_disk(checkpoint: Path, voices: Path, tmp_path: Path) -> None:
    first = made(checkpoint, voices, tmp_path / "kept")
    first.load()
    said = spoken(first)
    (kept,) = (tmp_path / "kept").iterdir()
    before = kept.stat().st_mtime_ns
    second = made(checkpoint, voices, tmp_path / "kept")
    second.load()
    assert spoken(second) == said
    assert kept.stat().st_mtime_ns == before
    kept.write_bytes(b"half a file")
    third = made(checkpoint, voices, tmp_path / "kept")
    third.load()
    assert spoken(third) == said


def test_an_unloaded_model_says_so_and_can_be_loaded_again(checkpoint: Path, voices: Path) -> None:
    engine = made(checkpoint, voices)
    with pytest.raises(Unavailable, match="not loaded yet"):
        spoken(engine)
    engine.load()
    engine.unload()
    with pytest.raises(Unavailable, match="not loaded yet"):
        spoken(engine)
    engine.load()
    assert spoken(engine)


def test_a_changed_recording_is_listened_to_again(checkpoint: Path, voices: Path, tmp_path: Path) -> None:
    shutil.copytree(voices, tmp_path / "voices")
    engine = made(checkpoint, tmp_path / "voices", tmp_path / "kept")
    engine.load()
    before = spoken(engine)
    shutil.copy(voices / "anna.wav", tmp_path / "voices" / "lumen.wav")
    assert spoken(engine) != before
    assert len(list((tmp_path / "kept").iterdir())) == 2


FIGURES = {
    "ar": "القناة 5 في 19:30، 3-2.", "cs": "Kanál 5. Je 3. a 1234.", "de": "RTL 2. Um 19:30, 3:2.",
    "en": "Channel 5 at 19:30.",
    "es": "La 1. A las 19:30.", "fr": "La 5, à 19h30.", "hi": "चैनल 5, 19:30 बजे, 3-2.", "hu": "Csatorna 5. 19:30-kor.",
    "it": "Rai 1. Alle 19:30.", "ja": "5チャンネル、19:30。", "ko": "5번 채널 19:30.", "nl": "Net 5. Om 19:30.",
    "pl": "Kanał 5. O 19:30.", "pt": "Canal 5. Às 19:30.", "ru": "Канал 5. В 19:30.", "tr": "Kanal 5. Saat 19:30.",
    "zh-cn": "5频道，19:30。",
}  # fmt: skip


async def test_figures_are_read_in_every_language(xtts: "XttsEngine") -> None:
    speaker = Speaker(lambda: xtts, Aligner(EspeakReference()))
    assert set(FIGURES) == xtts.capabilities.languages - {"zh", "zh-tw"}
    for language, text in FIGURES.items():
        assert [chunk async for chunk in speaker.speak(Wish(text, language=language))], language


@pytest.mark.parametrize("text", ["9" * 40, "1" * 30 + ". a 2. b", "0.0.0.0", "1984, 1999. " * 8])
def test_what_the_models_reader_cannot_read_is_spoken_all_the_same(xtts: "XttsEngine", text: str) -> None:
    for language in ("es", "cs"):
        assert seconds(list(xtts.synthesize(text, "lumen", language, 1.0, "neutral"))) > 0, language


def test_a_number_at_the_end_is_no_ordinal(xtts: "XttsEngine") -> None:
    from prism_tts.engines.xtts import _readable

    read = xtts._model.tokenizer.preprocess_text
    assert read(_readable("Das ist RTL 2.", "de", read), "de") == "das ist rtl zwei ."
    assert read(_readable("Am 3. Mai.", "de", read), "de") == "am dritte mai."


def test_the_published_model_is_fetched_once_its_hub_answers(checkpoint: Path, voices: Path, tmp_path: Path) -> None:
    from prism_tts.engines.xtts import XttsEngine

    with running_hub(checkpoint) as hub:
        hub.up = False
        notices: list[str] = []
        engine = XttsEngine(None, voices, stream_tokens=4, models_dir=tmp_path, hub=hub.url)

        def pause(_stop: threading.Event, _seconds: float) -> None:
            notices.append(standby.notice)
            hub.up = True

        standby = Standby(EspeakEngine(), engine, pause, lambda: engine.progress)
        standby.load()
        assert standby._loading is not None
        standby._loading.join()
    assert "cannot be downloaded" in notices[0]
    assert "TTS_MODEL" in notices[0]
    assert (standby.current(), standby.notice) == (engine, "")
    assert list(standby.current().synthesize(TEXT, "lumen", "en", 1.0, "neutral"))
    assert list(tmp_path.rglob("model.pth"))
    standby.unload()


def test_a_download_that_nobody_waits_for_ends(checkpoint: Path, voices: Path, tmp_path: Path) -> None:
    from prism_tts.engines.xtts import XttsEngine

    left = threading.Event()
    left.set()
    with running_hub(checkpoint) as hub:
        engine = XttsEngine(None, voices, models_dir=tmp_path, hub=hub.url)
        with pytest.raises(Hushed):
            contextvars.copy_context().run(lambda: (listen_for(left), engine.load()))


def test_a_folder_without_a_model_says_what_is_missing(voices: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"lacks config\.json"):
        made(tmp_path, voices).load()


def test_a_broken_checkpoint_says_so(checkpoint: Path, voices: Path, tmp_path: Path) -> None:
    for name in ("config.json", "vocab.json"):
        (tmp_path / name).write_bytes((checkpoint / name).read_bytes())
    (tmp_path / "model.pth").write_bytes((checkpoint / "model.pth").read_bytes()[:1000])
    with pytest.raises(Unavailable, match="cannot be loaded"):
        made(tmp_path, voices).load()
