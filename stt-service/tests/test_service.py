import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import httpx
import pytest

from prism_core.audio import Pcm, read_wav
from prism_core.bus import MemoryBus
from prism_core.errors import BadInput
from prism_core.hearing import follow
from prism_core.requests import Transcribe, TranscribeInBackground, TranscribeSoFar, TranscriptResult
from prism_core.work import WorkClient
from prism_stt.app import create_app
from prism_stt.settings import Settings

Running = tuple[httpx.AsyncClient, WorkClient]


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    bus = MemoryBus()
    service = create_app(Settings(stt_engine="embedded", max_workers=1, data_dir=tmp_path), bus)
    async with service.app.router.lifespan_context(service.app):
        while not (await service.status()).ready:
            await asyncio.sleep(0.02)
        work = WorkClient(bus)
        await work.start()
        transport = httpx.ASGITransport(app=service.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://stt") as http:
            yield http, work
        await work.close()


async def test_an_utterance_on_the_bus_becomes_text(running: Running, data: Path) -> None:
    sound = read_wav((data / "said_mute.wav").read_bytes())
    heard = await running[1].ask_one(Transcribe(), sound.samples)
    assert isinstance(heard, TranscriptResult)
    assert (heard.text, heard.final, heard.engine) == ("mute the sound", True, "pocketsphinx")


async def test_an_utterance_is_followed_while_it_grows_and_its_end_is_known_at_once(
    running: Running, data: Path
) -> None:
    sound = read_wav((data / "said_mute.wav").read_bytes())
    samples = sound.samples + b"\0\0" * 16_000
    # A slow machine is asked less often: the sound has to go on until it is asked a second time.
    going_on = samples + b"\0\0" * 16_000 * 60
    seconds = itertools.count(0.5, 0.5)

    def so_far() -> Pcm:
        return Pcm(going_on[: int(next(seconds) * 16_000) * 2])

    async def ask(beginning: Pcm) -> TranscriptResult:
        heard = await running[1].ask_one(TranscribeSoFar(turn="t"), beginning.samples)
        assert isinstance(heard, TranscriptResult)
        assert not heard.final
        return heard

    shown: list[str] = []
    async with aclosing(follow(ask, so_far)) as partials:
        async for partial in partials:
            shown.append(partial.agreed)
            if partial.agreed == "mute the sound":
                break
    assert all("mute the sound".startswith(one) for one in shown)
    final = await running[1].ask_one(Transcribe(turn="t"), samples)
    assert isinstance(final, TranscriptResult)
    assert (final.text, final.final) == ("mute the sound", True)


async def test_sound_that_nobody_waits_for_is_heard_too(running: Running, data: Path) -> None:
    sound = read_wav((data / "said_mute.wav").read_bytes())
    heard = await running[1].ask_one(TranscribeInBackground(), sound.samples)
    assert isinstance(heard, TranscriptResult)
    assert heard.text == "mute the sound"


async def test_half_a_sample_is_refused(running: Running) -> None:
    with pytest.raises(BadInput, match="16-bit"):
        await running[1].ask_one(Transcribe(), b"\0\0\0")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("json", '{"text":"mute the sound"'), ("text", "mute the sound\n"), ("srt", "1\n00:00:0"),
     ("vtt", "WEBVTT\n"), ("verbose_json", '"language":"english"')],
)  # fmt: skip
async def test_a_file_is_transcribed_in_each_format(running: Running, data: Path, kind: str, expected: str) -> None:
    file = {"file": ("a.wav", (data / "said_mute.wav").read_bytes())}
    answer = await running[0].post(
        "/v1/audio/transcriptions", files=file, data={"model": "whisper-1", "response_format": kind}
    )
    assert answer.status_code == 200
    assert expected in answer.text


@pytest.mark.parametrize("content", [b"", b"junk" * 500, b"RIFF\x24\0\0\0WAVEfmt "], ids=["empty", "junk", "cut"])
async def test_a_file_without_sound_is_refused_in_openai_s_shape(running: Running, content: bytes) -> None:
    answer = await running[0].post("/v1/audio/transcriptions", files={"file": ("bad.wav", content)})
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert "bad.wav" in error["message"]


async def test_translation_needs_whisper(running: Running, data: Path) -> None:
    file = {"file": ("a.wav", (data / "said_mute.wav").read_bytes())}
    answer = await running[0].post("/v1/audio/translations", files=file)
    assert answer.status_code == 400
    assert "WHISPER_MODEL" in answer.json()["error"]["message"]
