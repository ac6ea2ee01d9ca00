"""The paths as their official client uses them."""

import base64
import io
import json
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import numpy as np
import openai
import pytest

from prism_core.audio import Pcm
from prism_core.bus import MemoryBus
from prism_core.testing import running
from prism_tts.app import create_app
from prism_tts.settings import Settings

TEXT = "Hello, I am Lumen."
LONG = "The news is on now, and after it comes the film that you wanted to see. " * 12


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    settings = Settings(model="embedded", voices_dir=tmp_path / "voices", data_dir=tmp_path)
    async with running(create_app(settings, MemoryBus()).app) as live:
        yield live.url


@pytest.fixture
async def client(url: str) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as made:
        yield made


async def spoken(client: openai.AsyncOpenAI, **wanted: object) -> bytes:
    asked = {"model": "gpt-4o-mini-tts", "voice": "coral", "input": TEXT, "response_format": "pcm", **wanted}
    return (await client.audio.speech.create(**asked)).content  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("audio_format", "begins"),
    [("mp3", (b"\xff\xfb", b"\xff\xf3", b"ID3")), ("opus", (b"OggS",)), ("aac", (b"\xff\xf1",)), ("flac", (b"fLaC",)),
     ("wav", (b"RIFF",))],
)  # fmt: skip
async def test_every_format_is_what_it_says(client: openai.AsyncOpenAI, audio_format: str, begins: object) -> None:
    assert (await spoken(client, response_format=audio_format)).startswith(begins)  # type: ignore[arg-type]


async def test_pcm_is_24_khz_as_theirs(client: openai.AsyncOpenAI) -> None:
    with wave.open(io.BytesIO(await spoken(client, response_format="wav"))) as whole:
        seconds = len(whole.readframes(10**7)) / 2 / whole.getframerate()
    assert len(await spoken(client)) / 2 / 24_000 == pytest.approx(seconds, abs=0.05)


async def test_the_body_streams_while_it_is_spoken(client: openai.AsyncOpenAI) -> None:
    asked = client.audio.speech.with_streaming_response.create(
        model="tts-1", voice="alloy", input=LONG, response_format="pcm"
    )
    async with asked as answer:
        sizes = [len(part) async for part in answer.iter_bytes()]
    assert len(sizes) > 3


async def test_events_carry_the_sound_and_end_with_what_was_used(client: openai.AsyncOpenAI) -> None:
    asked = client.audio.speech.with_streaming_response.create(
        model="tts-1", voice="alloy", input=TEXT, response_format="pcm", stream_format="sse",
        extra_body={"include": ["visemes"]},
    )  # fmt: skip
    async with asked as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = [line async for line in answer.iter_lines() if line]
    events = [json.loads(line.removeprefix("data: ")) for line in lines]
    sound = b"".join(base64.b64decode(e["audio"]) for e in events if e["type"] == "speech.audio.delta")
    assert sound == await spoken(client)
    cues = [cue for event in events if event["type"] == "speech.visemes.delta" for cue in event["visemes"]]
    assert "PP" not in {cue["viseme"] for cue in cues[:1]}
    assert {"aa", "U"} <= {cue["viseme"] for cue in cues}
    assert events[-1]["type"] == "speech.audio.done"
    assert set(events[-1]["usage"]) == {"input_tokens", "output_tokens", "total_tokens"}


async def test_instructions_change_how_it_sounds(client: openai.AsyncOpenAI) -> None:
    plain = len(await spoken(client))
    assert len(await spoken(client, instructions="Speak in a cheerful and positive tone.")) < 0.99 * plain
    assert len(await spoken(client, instructions="Pronounce every word.")) == plain
    assert len(await spoken(client, instructions="Do not sound sad.")) == plain


async def test_speed_and_a_voice_by_id_are_taken(client: openai.AsyncOpenAI) -> None:
    assert len(await spoken(client, speed=2.0)) < 0.7 * len(await spoken(client))
    assert await spoken(client, voice={"id": "miles"}) == await spoken(client, voice="miles") != await spoken(client)


@pytest.mark.parametrize(
    ("wanted", "param", "words"),
    [
        ({"voice": "zed"}, "voice", "voice 'zed' is not installed"),
        ({"input": " "}, "input", "input is empty"),
        ({"input": "a" * 4097}, "input", "4096"),
        ({"speed": 9}, "speed", "4"),
        ({"response_format": "ogg"}, "response_format", "mp3"),
        ({"extra_body": {"language": "xx"}}, "language", "'xx' is not spoken"),
    ],
)
async def test_errors_are_theirs(client: openai.AsyncOpenAI, wanted: dict[str, object], param: str, words: str) -> None:
    with pytest.raises(openai.BadRequestError, match=words) as refused:
        await spoken(client, **wanted)
    assert (refused.value.type, refused.value.param) == ("invalid_request_error", param)


def recording(seconds: float) -> bytes:
    clock = np.arange(int(seconds * 44_100)) / 44_100
    tone = 0.3 * np.sin(2 * np.pi * 200 * clock) * (clock % 1.0 < 0.5)
    return Pcm((tone * 32767).astype(np.int16).tobytes(), 44_100).wav()


async def test_a_voice_is_cloned_listed_and_removed(url: str) -> None:
    path = "/v1/audio/speech/voices"
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:
        made = await http.post(path, data={"name": "anna"}, files={"file": ("anna.wav", recording(8))})
        assert (made.status_code, made.json()["seconds"]) == (201, 8.0)
        assert "XTTS v2" in made.json()["notice"]
        unheard = await http.post("/v1/audio/speech", json={"input": "Hello.", "voice": "anna"})
        assert "was cloned" in unheard.json()["error"]["message"]
        assert (await http.get(path)).json()["cloned"] == ["anna"]
        assert (await http.delete(f"{path}/anna")).status_code == 204
        assert (await http.get(path)).json()["cloned"] == []
        assert (await http.delete(f"{path}/anna")).status_code == 404


async def test_a_name_of_openais_is_lumen_and_no_clone(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:
        made = await http.post(
            "/v1/audio/speech/voices", data={"name": "alloy"}, files={"file": ("a.wav", recording(8))}
        )
    assert made.status_code == 400


@pytest.mark.parametrize(
    ("body", "words"), [(recording(3), "record at least 6 s"), (b"this is no sound", "is no sound that can be read")]
)
async def test_a_recording_that_will_not_do_is_refused_with_what_to_do(url: str, body: bytes, words: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:
        answer = await http.post("/v1/audio/speech/voices", data={"name": "anna"}, files={"file": ("a.wav", body)})
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]
