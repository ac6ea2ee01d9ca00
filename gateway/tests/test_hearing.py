"""What a session hears, over a real socket: words while they are spoken, and what is not for Lumen."""

import asyncio
import time
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from prism_core.bus import names
from prism_core.errors import Unavailable
from prism_core.events import Caption, MicrophoneHeader, PlaybackState
from prism_gateway.conversation.endpointing import WINDOW_BYTES
from prism_gateway.testing import SocketBrowser

from .conftest import Stagehand

SPEECH = b"\x01" * WINDOW_BYTES
SILENCE = bytes(WINDOW_BYTES)
SAID = SILENCE * 10 + SPEECH * 30 + SILENCE * 25


def transcripts(browser: SocketBrowser) -> list[dict[str, Any]]:
    return [message["data"] for message in browser.messages if message["type"] == "user-transcription"]


async def say(browser: SocketBrowser, sound: bytes, near: float) -> None:
    """As a page does that compared the sound with its own."""
    header = MicrophoneHeader(near=near, far=-30.25).model_dump_json().encode()
    for start in range(0, len(sound), WINDOW_BYTES):
        await browser.send_frame(header + b"\n" + sound[start : start + WINDOW_BYTES])


async def settled(browser: SocketBrowser) -> None:
    """Whatever came before has been dealt with: the answer to nonsense comes after it."""
    before = len(browser.messages)
    await browser.send_frame(b"odd")
    await browser.until("error", since=before)
    await asyncio.sleep(0.05)


async def test_words_are_shown_while_they_are_spoken_and_only_grow(stage: Stagehand) -> None:
    stage.hearing.delay_seconds = 0.02
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.say(SILENCE * 10 + SPEECH * 30)
        await browser.until("user-transcription")
        await browser.say(SILENCE * 25)
        await browser.until("server-message", "intent")
    texts = [one["text"] for one in transcripts(browser)]
    assert texts[0] == "mute"
    assert all(after.startswith(before) for before, after in pairwise(texts))
    assert transcripts(browser)[-1]["final"]


async def test_the_words_are_found_out_in_the_pause_and_only_once(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.say(SAID)
        await browser.until("server-message", "intent")
    assert len(stage.hearing.heard) == 1
    assert stage.hearing.heard[0].seconds < len(SAID) / 32_000 - 0.4, "it was not waited for the whole silence"


async def test_who_goes_on_after_a_pause_is_heard_whole(stage: Stagehand) -> None:
    stage.hearing.delay_seconds = 0.3
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.say(SILENCE * 10 + SPEECH * 30 + SILENCE * 8 + SPEECH * 30 + SILENCE * 25)
        await browser.until("server-message", "intent")
    assert stage.hearing.heard[-1].samples.count(b"\x01") == 60 * WINDOW_BYTES
    assert [one["final"] for one in transcripts(browser)].count(True) == 1


async def test_speech_that_the_page_makes_itself_is_no_turn(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await say(browser, SAID, near=0.05)
        await settled(browser)
        assert not stage.hearing.heard
        await say(browser, SAID, near=0.9)
        await browser.until("server-message", "intent")


async def test_words_of_the_captions_are_the_programmes(stage: Stagehand) -> None:
    stage.hearing.texts = ["the president signed the law"]
    async with stage.serving() as url, stage.browser(url) as browser:
        now = time.time()
        at = datetime.fromtimestamp(now, UTC)
        browser.state = PlaybackState(playing=True, channel_id="one", channel_name="One", position=at)
        await browser.report()
        caption = Caption(channel_id="one", text="The president signed the law today", timestamp=now - 1, duration=4)
        while not browser.messages or "tv.caption" not in browser.types():
            await stage.bus.publish(names.channel("one"), caption)
            await asyncio.sleep(0.02)
        await browser.say(SAID)
        await browser.until("user-stopped-speaking")
        await settled(browser)
    assert "bot-llm-started" not in browser.types()
    assert transcripts(browser)[-1] == {"text": "", "tentative": "", "final": True, "confidence": None}


@pytest.mark.parametrize(
    ("text", "for_lumen"),
    [("lumen mute the sound", True), ("mute the sound", False), ("I spoke to lumen yesterday", False)],
)
async def test_where_lumen_must_be_called_only_her_name_opens_a_turn(
    stage: Stagehand,
    text: str,
    for_lumen: bool,
) -> None:
    stage.hearing.texts = [text]
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": "wake", "speaking": None})
        await browser.say(SAID)
        if for_lumen:
            await browser.until("server-message", "intent")
        else:
            await settled(browser)
            assert not {"intent", "bot-llm-started", "user-started-speaking"} & set(browser.types())


async def test_her_name_is_noticed_while_the_viewer_still_speaks(stage: Stagehand) -> None:
    stage.hearing.texts = ["lumen mute the sound"]
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": "wake", "speaking": None})
        await browser.say(SILENCE * 10 + SPEECH * 30)
        await browser.until("user-started-speaking")


async def test_after_lumen_answered_her_name_is_not_needed(stage: Stagehand) -> None:
    stage.hearing.texts = ["lumen mute the sound", "mute the sound"]
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": "wake", "speaking": None})
        await browser.say(SAID)
        await browser.until("bot-stopped-speaking")
        before = len(browser.messages)
        await browser.say(SAID)
        await browser.until("server-message", "intent", since=before)


async def test_lumen_answers_when_she_is_called_and_listens(stage: Stagehand) -> None:
    stage.hearing.texts = ["Lumen?", "mute the sound"]
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": "wake", "speaking": None})
        await browser.say(SAID)
        await browser.until("bot-output")
        await browser.say(SAID)
        await browser.until("server-message", "intent")
    assert stage.voice.spoken[0] == "Yes?"


async def test_a_recogniser_that_is_away_is_told(stage: Stagehand) -> None:
    stage.hearing.error = Unavailable("no recogniser answers")
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.say(SAID)
        told = await browser.until("error")
    assert "no recogniser answers" in told["data"]["error"]


async def test_a_microphone_that_is_turned_off_leaves_nothing_behind(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.say(SILENCE * 10 + SPEECH * 30)
        await browser.until("user-started-speaking")
        await browser.send("ui-event", {"type": "mic", "mode": "off", "speaking": None})
        await browser.until("user-stopped-speaking")
        await settled(browser)
    assert not stage.hearing.heard


@pytest.mark.parametrize("mode", ["off", "push_to_talk"])
async def test_what_comes_while_nobody_may_speak_is_not_heard(stage: Stagehand, mode: str) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": mode, "speaking": None if mode == "off" else False})
        await browser.say(SAID)
        await settled(browser)
    assert not stage.hearing.heard
    assert "user-started-speaking" not in [message["type"] for message in browser.messages]


async def test_a_header_that_cannot_be_read_is_answered(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send_frame(b'{"kind":"mic","near":7}\n' + SILENCE)
        told = await browser.until("error")
    assert "header" in told["data"]["error"]
