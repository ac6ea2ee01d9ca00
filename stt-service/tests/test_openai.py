"""OpenAI's own client, as it is, against the service as it runs."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import openai
import pytest
import pytest_asyncio

from prism_core.audio import Pcm, read_wav
from prism_core.bus import MemoryBus
from prism_core.ffmpeg import find_ffmpeg
from prism_core.testing import running
from prism_stt.app import create_app
from prism_stt.settings import Settings

SCRIPT = "go to channel five please"
Client = openai.AsyncOpenAI


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    settings = Settings(
        largest_upload_mib=32,
        stt_engine="whisper",
        whisper_model=str(tiny_model),
        max_workers=1,
        data_dir=tmp_path_factory.mktemp("data"),
    )
    service = create_app(settings, MemoryBus())
    async with running(service.app) as live:
        while not (await service.status()).ready:
            await asyncio.sleep(0.02)
        async with openai.AsyncOpenAI(base_url=f"{live.url}/v1", api_key="any", max_retries=0) as made:
            yield made


@pytest.fixture
def said(data: Path) -> Path:
    return data / "said_mute.wav"


@pytest.fixture
def encoded(request: pytest.FixtureRequest, said: Path, tmp_path: Path) -> Path:
    *options, name = str(request.param).split()
    subprocess.run([find_ffmpeg(), "-v", "error", "-i", said, *options, tmp_path / name], check=True)
    return tmp_path / name


@pytest.fixture
def cut(said: Path) -> bytes:
    whole = said.read_bytes()
    return whole[: len(whole) * 9 // 10]


async def test_text_comes_as_json(client: Client, said: Path) -> None:
    heard = await client.audio.transcriptions.create(model="whisper-1", file=said, language="en", temperature=0)
    assert heard.text == SCRIPT


async def test_verbose_json_has_segments_and_words(client: Client, said: Path) -> None:
    heard = await client.audio.transcriptions.create(
        model="whisper-1", file=said, response_format="verbose_json", timestamp_granularities=["word", "segment"]
    )
    assert (heard.text, heard.language) == (SCRIPT, "english")
    assert heard.segments is not None
    assert heard.words is not None
    assert [segment.text for segment in heard.segments] == [SCRIPT]
    assert heard.segments[0].tokens
    assert [word.word for word in heard.words] == SCRIPT.split()
    assert all(word.start <= word.end <= heard.duration for word in heard.words)


@pytest.mark.parametrize(("kind", "begins"), [("text", SCRIPT), ("srt", "1\n00:00:0"), ("vtt", "WEBVTT\n\n00:00:0")])
async def test_captions_and_text_come_as_they_are(client: Client, said: Path, kind: str, begins: str) -> None:
    heard = await client.audio.transcriptions.create(model="whisper-1", file=said, response_format=kind)  # type: ignore[call-overload]
    assert str(heard).startswith(begins)
    assert SCRIPT in str(heard)


async def test_text_streams(client: Client, said: Path) -> None:
    stream = await client.audio.transcriptions.create(model="gpt-4o-mini-transcribe", file=said, stream=True)
    events = [event async for event in stream]
    assert [event.type for event in events] == ["transcript.text.delta", "transcript.text.done"]
    assert "".join(event.delta for event in events if event.type == "transcript.text.delta") == SCRIPT
    assert events[-1].type == "transcript.text.done"
    assert events[-1].text == SCRIPT


async def test_long_talk_streams_piece_by_piece(client: Client, data: Path, tmp_path: Path) -> None:
    once = read_wav((data / "talk.wav").read_bytes())
    long = tmp_path / "long.wav"
    long.write_bytes(Pcm((once.samples + b"\0\0" * 16_000) * 5).wav())
    stream = await client.audio.transcriptions.create(model="whisper-1", file=long, stream=True)
    deltas = [event.delta async for event in stream if event.type == "transcript.text.delta"]
    assert len(deltas) > 1
    assert "".join(deltas) == " ".join([SCRIPT] * len(deltas))


@pytest.mark.filterwarnings("ignore:deprecated:DeprecationWarning")  # so their client calls translations
async def test_a_translation_is_english(client: Client, said: Path) -> None:
    heard = await client.audio.translations.create(model="whisper-1", file=said, prompt="Lumen, BBC One")
    assert heard.text == SCRIPT


@pytest.mark.parametrize(
    "encoded",
    [
        "-c:a libmp3lame a.mp3", "-c:a aac a.m4a", "-c:a libopus a.opus", "-c:a libopus a.webm", "-c:a flac a.flac",
        "-c:a libvorbis a.ogg", "-ar 44100 -ac 2 -c:a pcm_s24le a.wav", "-c:a aac -f mpegts a.ts",
        "-f lavfi -i color=black:s=64x64:d=2 -map 0:a -map 1:v -c:v mpeg4 a.mp4",
    ],
    indirect=True,
)  # fmt: skip
async def test_whatever_ffmpeg_decodes_is_heard(client: Client, encoded: Path) -> None:
    assert (await client.audio.transcriptions.create(model="whisper-1", file=encoded)).text == SCRIPT


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.mp3", b""), ("junk.mp3", b"junk" * 5000), ("text.wav", b"Not a sound at all.\n" * 99)],
)
async def test_what_is_no_sound_is_refused_by_name(client: Client, name: str, content: bytes) -> None:
    with pytest.raises(openai.BadRequestError, match=name) as refused:
        await client.audio.transcriptions.create(model="whisper-1", file=(name, content))
    assert refused.value.type == "invalid_request_error"


@pytest.mark.parametrize("encoded", ["-f lavfi -i color=s=64x64:d=1 -map 1:v -c:v mpeg4 a.mp4"], indirect=True)
async def test_a_picture_without_sound_is_refused_with_the_reason(client: Client, encoded: Path) -> None:
    with pytest.raises(openai.BadRequestError, match=r"a\.mp4': it holds no sound"):
        await client.audio.transcriptions.create(model="whisper-1", file=encoded)


@pytest.mark.parametrize("encoded", ["-af pan=stereo|c0=c0|c1=-1*c0 a.wav"], indirect=True)
async def test_channels_in_opposite_phase_are_heard(client: Client, encoded: Path) -> None:
    assert (await client.audio.transcriptions.create(model="whisper-1", file=encoded)).text == SCRIPT


@pytest.mark.parametrize("level", [0.0, 6000.0])
async def test_ten_minutes_without_a_voice_are_no_words(client: Client, level: float) -> None:
    noise = np.random.default_rng(1).standard_normal(600 * 16_000) * level
    sound = Pcm(np.clip(noise, -32768, 32767).astype("<i2").tobytes())
    heard = await client.audio.transcriptions.create(model="whisper-1", file=("noise.wav", sound.wav()))
    assert heard.text == ""


async def test_what_is_left_of_a_cut_file_is_heard(client: Client, cut: bytes) -> None:
    heard = await client.audio.transcriptions.create(model="whisper-1", file=("cut.wav", cut))
    assert heard.text == SCRIPT


@pytest.mark.parametrize("language", ["de", "german", "de-AT"])
async def test_a_language_is_told_by_code_or_name(client: Client, said: Path, language: str) -> None:
    heard = await client.audio.transcriptions.create(
        model="whisper-1", file=said, language=language, response_format="verbose_json"
    )
    assert heard.language == "german"


@pytest.mark.parametrize(
    ("wanted", "param"),
    [
        ({"language": "tlh"}, "language"),
        ({"language": "tlh", "stream": True}, "language"),
        ({"temperature": 7}, "temperature"),
        ({"response_format": "doc"}, "response_format"),
    ],
)
async def test_what_cannot_be_asked_for_is_a_bad_request(
    client: Client, said: Path, wanted: dict[str, object], param: str
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        await client.audio.transcriptions.create(model="whisper-1", file=said, **wanted)  # type: ignore[call-overload]
    assert (refused.value.type, refused.value.param) == ("invalid_request_error", param)


@pytest.mark.parametrize(
    ("length", "pieces"), [("Content-Length: 67108864", 0), ("Transfer-Encoding: chunked", 33)], ids=["told", "untold"]
)
async def test_too_much_is_refused_before_it_is_all_here(client: Client, length: str, pieces: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
    lines = ["POST /v1/audio/transcriptions HTTP/1.1", "Host: stt", "Content-Type: multipart/form-data; boundary=x"]
    writer.write("\r\n".join([*lines, length, "", ""]).encode())
    for piece in [head, *[b"\0" * (1 << 20)] * pieces] if pieces else ():
        writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        await writer.drain()
    async with asyncio.timeout(60):
        answer = await reader.readuntil(b"}}")
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"code":"too_large"' in answer
