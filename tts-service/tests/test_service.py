import base64
import contextlib
import json
import subprocess
from collections.abc import AsyncIterator

import httpx
import numpy as np
import pytest

from prism_core.bus import MemoryBus
from prism_core.ffmpeg import find_ffmpeg
from prism_core.requests import SpeechResult, Synthesize
from prism_core.testing import running
from prism_core.work import WorkClient
from prism_tts.app import create_app
from prism_tts.settings import Settings

TEXT = "Hello, I am Lumen."
RATE = 24_000


@pytest.fixture
async def bus() -> MemoryBus:
    return MemoryBus()


@pytest.fixture
async def client(bus: MemoryBus) -> AsyncIterator[httpx.AsyncClient]:
    service = create_app(Settings(model="embedded"), bus)
    async with running(service.app) as live, httpx.AsyncClient(base_url=live.url, timeout=60) as http:
        yield http


def decoded(body: bytes, audio_format: str) -> np.ndarray:
    raw = ("-f", "s16le", "-ar", "24000", "-ac", "1") if audio_format == "pcm" else ()
    out = ("-f", "s16le", "-ar", str(RATE), "-ac", "1", "pipe:1")
    done = subprocess.run(
        [find_ffmpeg(), "-v", "error", *raw, "-i", "pipe:0", *out], input=body, capture_output=True, check=True
    )
    return np.frombuffer(done.stdout, np.int16)


@pytest.mark.parametrize("audio_format", ["mp3", "opus", "aac", "flac", "wav", "pcm"])
async def test_every_format_decodes_to_the_speech(client: httpx.AsyncClient, audio_format: str) -> None:
    wanted = {"model": "tts-1", "voice": "alloy", "input": TEXT, "response_format": audio_format}
    answer = await client.post("/v1/audio/speech", json=wanted)
    assert answer.status_code == 200
    samples = decoded(answer.content, audio_format)
    assert np.abs(samples.astype(float)).max() > 3000
    assert 1.2 < len(samples) / RATE < 2.5


async def test_a_picture_alone_is_a_short_silence_that_players_can_play(client: httpx.AsyncClient) -> None:
    answer = await client.post("/v1/audio/speech", json={"input": "🎉", "response_format": "mp3"})
    assert 0.1 < len(decoded(answer.content, "mp3")) / RATE < 0.5


@pytest.mark.parametrize("audio_format", ["mp3", "opus", "aac", "flac", "wav", "pcm"])
async def test_visemes_are_on_the_clock_of_the_decoded_sound(client: httpx.AsyncClient, audio_format: str) -> None:
    async def asked(kind: str) -> tuple[np.ndarray, float]:
        wanted = {"input": TEXT, "response_format": kind, "stream_format": "sse", "include": ["visemes"]}
        answer = await client.post("/v1/audio/speech", json=wanted)
        events = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line]
        body = b"".join(base64.b64decode(event["audio"]) for event in events if "audio" in event)
        cues = [cue for event in events for cue in event.get("visemes", ())]
        return decoded(body, kind), next(cue["start"] for cue in cues if cue["viseme"] == "PP")

    sound, lips = await asked(audio_format)
    plain, plain_lips = await asked("pcm")
    assert lips - plain_lips == pytest.approx(lag(sound, plain) / RATE, abs=0.003)


def lag(sound: np.ndarray, plain: np.ndarray) -> int:
    """Samples by which `sound` is later than `plain`."""
    points = 2 * max(len(sound), len(plain))
    product = np.fft.rfft(sound.astype(float), points) * np.conj(np.fft.rfft(plain.astype(float), points))
    at = int(np.argmax(np.fft.irfft(product, points)))
    return at if at < points // 2 else at - points


@pytest.mark.parametrize("ask", [{"include": ["visemes"]}, {}])
async def test_a_timed_answer_has_sound_and_visemes(client: httpx.AsyncClient, ask: dict[str, object]) -> None:
    query = {} if ask else {"timing": "visemes"}
    answer = await client.post("/v1/audio/speech", params=query, json={"input": TEXT, **ask})
    lines = [json.loads(line) for line in answer.text.splitlines()]
    seconds = sum(len(base64.b64decode(line["audio"])) / 2 / line["sample_rate"] for line in lines)
    cues = [cue for line in lines for cue in line["visemes"]]
    assert {"PP", "sil"} <= {cue["viseme"] for cue in cues}
    assert max(cue["start"] + cue["duration"] for cue in cues) <= seconds + 0.01


@pytest.mark.parametrize(
    ("wanted", "status", "words"),
    [
        ({"input": " "}, 400, "input is empty"),
        ({"input": "Hi", "voice": "zed"}, 400, "voices: 'lumen'"),
        ({"input": "Hi", "language": "xx"}, 400, "'xx' is not spoken"),
        ({"input": "Hi", "response_format": "ogg"}, 400, "response_format"),
        ({"input": "a" * 5000}, 400, "input"),
    ],
)
async def test_what_cannot_be_spoken_is_an_error_in_openais_shape(
    client: httpx.AsyncClient, wanted: dict[str, object], status: int, words: str
) -> None:
    answer = await client.post("/v1/audio/speech", json=wanted)
    assert answer.status_code == status
    assert words in answer.json()["error"]["message"]


async def test_the_status_tells_the_engine_and_why(client: httpx.AsyncClient) -> None:
    engine = (await client.get("/status")).json()["engine"]
    assert (engine["engine"].split()[-1], engine["reason"]) == ("espeak-ng", "TTS_MODEL=embedded asks for it")


@pytest.fixture
async def work(bus: MemoryBus, client: httpx.AsyncClient) -> AsyncIterator[WorkClient]:
    asker = WorkClient(bus)
    await asker.start()
    yield asker
    await asker.close()


async def test_a_sentence_asked_twice_comes_in_the_same_chunks(work: WorkClient) -> None:
    first = [answer async for answer in work.ask(Synthesize(text=TEXT))]
    second = [answer async for answer in work.ask(Synthesize(text=TEXT))]
    assert first == second
    assert len(first) > 5
    result, payload = first[0]
    assert isinstance(result, SpeechResult)
    assert len(payload) == int(0.1 * result.sample_rate) * 2


async def test_a_long_text_that_nobody_wants_any_more_frees_the_worker(work: WorkClient) -> None:
    async with contextlib.aclosing(work.ask(Synthesize(text="The news is on. " * 200))) as answers:
        async for _ in answers:
            break
    assert [answer async for answer in work.ask(Synthesize(text="Hi."), deadline_seconds=60)]


async def test_nothing_for_the_ear_is_no_speech(work: WorkClient) -> None:
    assert [answer async for answer in work.ask(Synthesize(text="🎉"))] == []
