"""A television's words and a viewer's, by real voices and the recogniser that is installed: who begins a turn."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prism_core.audio import Pcm, read_wav
from prism_core.bus import names
from prism_core.events import Caption, PlaybackState
from prism_core.requests import PartialTranscript, TranscriptResult
from prism_core.testing import FakeSpeechToText
from prism_gateway.adapters.voice_activity import SileroDetector
from prism_gateway.testing import SocketBrowser
from prism_stt.engines import Asked, Engine, create_engine
from prism_stt.engines.choice import Wanted
from prism_stt.engines.models import find_installed, model_path
from prism_stt.worker import result_of

from .conftest import Stagehand
from .test_hearing import settled

RECORDINGS = Path(__file__).parents[2] / "stt-service" / "tests" / "data"
SPOKEN = ("And so, my fellow Americans,", "ask not", "what your country can do for you,")
A_WHILE = 600.0
"""Seconds that a caption lasts here, since the machine may be slow."""
PATIENCE = 300.0
"""Seconds after which a machine that hears is taken for one that hangs."""


class Ears(FakeSpeechToText):
    """An engine, asked without a bus and its deadlines."""

    def __init__(self, engine: Engine) -> None:
        super().__init__([])
        self._engine = engine
        self._at_work = 0

    async def transcribe(self, utterance: Pcm, turn: str, hints: tuple[str, ...] = ()) -> TranscriptResult:
        asked = Asked(hints=hints, foreground=True, commands=True)
        self._at_work += 1
        try:
            return result_of(await asyncio.to_thread(self._engine.transcribe, utterance, asked))
        finally:
            self._at_work -= 1

    async def done(self) -> None:
        """Returns when everything that was asked for is answered."""
        while self._at_work:
            await asyncio.sleep(0.05)

    async def follow(
        self, so_far: Callable[[], Pcm], turn: str, hints: tuple[str, ...] = ()
    ) -> AsyncIterator[PartialTranscript]:
        for none_yet in ():
            yield none_yet


@pytest.fixture
def living_room(stage: Stagehand, tmp_path: Path) -> Stagehand:
    if model_path("tiny.en", tmp_path) is None:
        pytest.skip("the package with Whisper tiny.en is not installed")
    engine = create_engine(
        Wanted(model_dir=tmp_path),
        installed=find_installed(),
        gpu=False,
        cores=1,
        cached=lambda name: name == "tiny.en",
    )
    engine.load()
    stage.hearing, stage.detector = Ears(engine), SileroDetector
    return stage


def sound(name: str) -> bytes:
    return read_wav((RECORDINGS / f"{name}.wav").read_bytes()).samples + b"\0\0" * 16_000


async def watch(stage: Stagehand, browser: SocketBrowser, captions: tuple[str, ...]) -> None:
    now = time.time()
    at = datetime.fromtimestamp(now, UTC)
    browser.state = PlaybackState(playing=True, channel_id="one", channel_name="One", position=at)
    await browser.report()
    for text in captions:
        caption = Caption(channel_id="one", text=text, timestamp=now, duration=A_WHILE)
        before = len(browser.messages)
        while "tv.caption" not in browser.types()[before:]:
            await stage.bus.publish(names.channel("one"), caption)
            await asyncio.sleep(0.05)


async def heard(stage: Stagehand, browser: SocketBrowser, name: str) -> list[str]:
    """All final words of a recording that the microphone hears."""
    assert isinstance(stage.hearing, Ears)
    before = len(browser.messages)
    await browser.say(sound(name))
    await settled(browser)
    await stage.hearing.done()
    await settled(browser)
    texts = (one["data"] for one in browser.messages[before:] if one["type"] == "user-transcription")
    return [one["text"] for one in texts if one["final"]]


async def test_a_captioned_programme_begins_no_turn_and_the_viewer_beside_it_does(living_room: Stagehand) -> None:
    async with living_room.serving() as url, living_room.browser(url) as browser:
        await watch(living_room, browser, SPOKEN)
        programme = await heard(living_room, browser, "talk")
        assert programme
        assert not any(programme)
        assert "bot-llm-started" not in browser.types()
        assert await heard(living_room, browser, "said_mute") == ["mute the sound"]
        await browser.until("server-message", "intent", seconds=PATIENCE)


async def test_without_captions_nothing_tells_that_it_was_the_programme(living_room: Stagehand) -> None:
    async with living_room.serving() as url, living_room.browser(url) as browser:
        await watch(living_room, browser, ())
        await browser.say(sound("talk"))
        await browser.until("bot-llm-started", seconds=PATIENCE)
