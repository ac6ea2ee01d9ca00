"""Looking at the picture: which frame the viewer sees, that a model is shown it, and what is said where none looks."""

import base64
import io
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from prism_core.errors import UpstreamFailed
from prism_core.events import PlaybackState
from prism_core.ffmpeg import find_ffmpeg
from prism_core.requests import Reply, UtteranceContext
from prism_core.testing.live import running
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.reply import Replier
from prism_llm.sight.playlist import pieces_of, seen, variant_of
from prism_llm.testing import PATIENT_SECONDS, create_replier
from prism_llm.testing.scripted import ScriptedModel
from prism_llm.understanding import create_understander

START = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
MASTER = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=320x180\nvideo.m3u8\n"
MEDIA = (
    "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PROGRAM-DATE-TIME:2026-11-24T20:00:00Z\n"
    "#EXTINF:2,\nred.ts\n#EXTINF:2,\nblue.ts\n#EXTINF:2,\nblue.ts\n#EXTINF:2,\nblue.ts\n"
)
COLOURS = {"red": (254, 0, 0), "blue": (0, 0, 254)}


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Two seconds of each colour."""
    folder: Path = tmp_path_factory.mktemp("segments")
    for colour in COLOURS:
        source = ("-f", "lavfi", "-i", f"color={colour}:size=320x180:rate=10:duration=2")
        coded = ("-c:v", "mpeg2video", "-f", "mpegts", str(folder / colour))
        subprocess.run([find_ffmpeg(), "-v", "error", *source, *coded], check=True)
    return {colour: (folder / colour).read_bytes() for colour in COLOURS}


class World:
    """media-service with one channel of two colours."""

    def __init__(self, segments: dict[str, bytes]) -> None:
        self.segments = segments
        self.cookies: set[str | None] = set()
        self.media_playlist = MEDIA

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.cookies.add(request.headers.get("cookie"))
        path = request.url.path
        if path.endswith("index.m3u8"):
            return httpx.Response(200, text=MASTER)
        if path.endswith("video.m3u8"):
            return httpx.Response(200, text=self.media_playlist)
        if path.endswith(".ts"):
            return httpx.Response(200, content=self.segments[path.rsplit("/", 1)[1].removesuffix(".ts")])
        on = {
            "channel_id": "beat", "title": "Night Pulse", "start": "2026-11-24T19:00:00Z",
            "stop": "2026-11-24T21:00:00Z", "people": ["Ana Lee", "Ben Ott"],
        }  # fmt: skip
        answers: dict[str, Any] = {
            "/api/guide/now": {"channels": {"beat": {"now": on, "next": None}}},
            "/api/memories": {"memories": []},
            "/api/profiles": {"profiles": [{"id": "kid", "age_limit": 8}], "current": "kid"},
        }
        return httpx.Response(200, json=answers[path])


def lumen(world: World, eyes: Ollama | OpenAI | None) -> Replier:
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None)
    media = Media("http://media", httpx.MockTransport(world))
    return create_replier(selection, media, UNDERSTANDER, lambda: START, eyes=eyes)


async def answer(replier: Replier, text: str, seconds: float) -> str:
    state = PlaybackState(channel_id="beat", position=START + timedelta(seconds=seconds))
    commands = UNDERSTANDER.understand(text).commands
    context = UtteranceContext(channel="Beat")
    request = Reply(text=text, commands=commands, state=state, context=context, viewer="sealed")
    return " ".join([sentence.text async for sentence in replier.reply(request)])


def shown(body: dict[str, Any]) -> Image.Image:
    """The picture in a request, whichever protocol: Pillow reads it, or it is none."""
    last = body["messages"][-1]
    coded = last["images"][0] if "images" in last else last["content"][1]["image_url"]["url"].partition(",")[2]
    picture = Image.open(io.BytesIO(base64.b64decode(coded)))
    assert picture.format == "JPEG"
    return picture.convert("RGB")


@pytest.mark.parametrize("protocol", ["ollama", "openai"])
@pytest.mark.parametrize(("seconds", "colour"), [(1.0, "red"), (1.95, "red"), (3.0, "blue")])
async def test_a_model_is_shown_the_frame_that_the_viewer_sees(
    segments: dict[str, bytes], protocol: str, seconds: float, colour: str
) -> None:
    world, model = World(segments), ScriptedModel([["A wall. ", "All of it in one colour."]], ["llama3.2-vision"])
    async with running(model.app) as live:
        eyes: Ollama | OpenAI = OpenAI(f"{live.url}/v1", "sees")
        if protocol == "ollama":
            eyes = Ollama(live.url, "llama3.2-vision", probe_seconds=PATIENT_SECONDS)
        try:
            said = await answer(lumen(world, eyes), "what's on the screen?", seconds)
        finally:
            await eyes.close()
    assert said == "A wall. All of it in one colour."
    picture = shown(model.asked[0])
    middle = picture.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(middle, tuple)
    assert all(abs(have - want) < 40 for have, want in zip(middle, COLOURS[colour], strict=True))
    asked = str(model.asked[0]["messages"])
    assert "Night Pulse, with Ana Lee, Ben Ott" in asked
    assert "up to 8 years" in asked
    assert world.cookies == {"prism_profile=sealed"}


async def test_where_no_model_sees_that_is_said_and_what_the_guide_knows(segments: dict[str, bytes]) -> None:
    replier = lumen(World(segments), None)
    said = await answer(replier, "what do you see?", 1)
    assert "no vision model" in said
    assert "Night Pulse" in said
    assert "Ana Lee" in await answer(replier, "who is that?", 1)
    gone = Ollama("http://127.0.0.1:9", "llama3.2-vision")
    assert "no vision model" in await answer(lumen(World(segments), gone), "what do you see?", 1)


async def test_a_model_that_fails_leaves_the_guides_answer(segments: dict[str, bytes]) -> None:
    world, model = World(segments), ScriptedModel(lambda _: [""], ["llama3.2-vision"])
    async with running(model.app) as live:
        eyes = Ollama(live.url, "llama3.2-vision", first_seconds=0.3, probe_seconds=PATIENT_SECONDS)
        try:
            assert "Ana Lee" in await answer(lumen(world, eyes), "who is that?", 1)
            said = await answer(lumen(world, eyes), "what do you see?", 1)
        finally:
            await eyes.close()
    assert said.startswith("I can't look at the picture right now: the model that sees isn't answering.")
    assert "Night Pulse" in said


async def test_a_model_that_falls_silent_in_mid_answer_is_not_taken_to_have_ended(segments: dict[str, bytes]) -> None:
    world, model = World(segments), ScriptedModel([["A wall. ", "All of it in ", ""]], ["llama3.2-vision"])
    async with running(model.app) as live:
        eyes = Ollama(live.url, "llama3.2-vision", stall_seconds=0.3, probe_seconds=PATIENT_SECONDS)
        try:
            with pytest.raises(UpstreamFailed, match="broke off"):
                await answer(lumen(world, eyes), "what do you see?", 1)
        finally:
            await eyes.close()


def test_no_segment_is_looked_at_that_the_viewer_has_not_come_to() -> None:
    pieces = pieces_of(MEDIA, "http://media/api/relay/beat/video.m3u8")
    assert [piece.url.rsplit("/", 1)[1] for piece in pieces] == ["red.ts", "blue.ts", "blue.ts", "blue.ts"]
    assert seen(pieces, START - timedelta(seconds=1)) is None
    assert seen(pieces, START + timedelta(seconds=5)) == (pieces[2], 1.0)
    assert seen(pieces, None) == (pieces[1], 0.0)
    assert seen(pieces_of('#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:2,\na.ts\n', "http://m/"), None) is None


def test_the_variant_that_is_looked_at_is_large_but_not_too_large() -> None:
    sizes = {"low": "320x180", "good": "1280x720", "huge": "3840x2160"}
    master = "".join(f"#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION={size}\n{name}\n" for name, size in sizes.items())
    assert variant_of(master, "http://m/") == "http://m/good"
    assert variant_of("#EXT-X-STREAM-INF:BANDWIDTH=1\nonly\n", "http://m/") == "http://m/only"
    assert variant_of(MEDIA, "http://m/") is None


async def test_a_playlist_that_names_another_server_is_not_followed(segments: dict[str, bytes]) -> None:
    world = World(segments)
    world.media_playlist = MEDIA.replace("red.ts", "http://elsewhere/red.ts")
    model = ScriptedModel([["Nothing."]], ["llama3.2-vision"])
    async with running(model.app) as live:
        eyes = Ollama(live.url, "llama3.2-vision", probe_seconds=PATIENT_SECONDS)
        try:
            said = await answer(lumen(world, eyes), "what do you see?", 1)
        finally:
            await eyes.close()
    assert model.asked == []
    assert "I can't get at it" in said
