"""Scripted conversations on a clock that jumps: what is said, what never is, and within how many seconds."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from prism_core.errors import UpstreamFailed
from prism_core.events import PlaybackState
from prism_core.requests import Exchange, Reply, UtteranceContext
from prism_core.testing.clock import virtual_time
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.testing import create_replier
from prism_llm.testing.scripted import answered
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
FIRST_SECONDS = 30.0
UNDERSTANDER = create_understander()


@dataclass(frozen=True)
class Step:
    """The viewer says `say`: the answer has `contains` and not `absent`, its first sentence `within` seconds."""

    say: str
    contains: str
    absent: str = ""
    within: float = 0.1
    model_seconds: float = 0.0
    """How long the model thinks before its first word."""


PULSE = {"title": "Night Pulse", "channel_id": "beat", "start": "2026-11-24T19:50:00Z", "stop": "2026-11-24T20:20:00Z"}
STORIES: dict[str, Sequence[Step]] = {
    "a model that dies is told a second after its time, while data answers at once": (
        Step("tell me a story", "Once upon a time.", within=2.1, model_seconds=2),
        Step("explain the universe", "My language model isn't answering right now.", "Once upon", 31, 1000),
        Step("what's on now", "Night Pulse is on Prism Beat", "language model"),
        Step("and the meaning of life then", "language model", "Once upon"),
    ),
    "the viewer's feelings are met before anything else": (
        Step("I feel so sad and lonely", "Once upon a time."),
        Step("what's on now", "Night Pulse"),
    ),
    "what needs no model asks none": (
        Step("what is the time", "It's 20:00.", "Once upon", 0.1, 1000),
        Step("what do you know about me", "Nothing yet.", "Once upon", 0.1, 1000),
        Step("what's on now", "with 20 minutes to go", "Once upon", 0.1, 1000),
    ),
}


def media(request: httpx.Request) -> httpx.Response:
    answers: dict[str, Any] = {
        "/api/guide/now": {"channels": {"beat": {"now": PULSE, "next": None}}},
        "/api/memories": {"memories": []},
        "/api/profiles": {"profiles": [], "current": None},
    }
    return httpx.Response(200, json=answers[request.url.path])


async def tell(story: Sequence[Step]) -> None:
    thinking = 0.0

    async def model(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(thinking)
        return answered(lambda _: ["Once upon a time."])(request)

    openai = OpenAI("http://model/v1", "m", first_seconds=FIRST_SECONDS, transport=httpx.MockTransport(model))
    selection = Selection("auto", Ollama("http://127.0.0.1:9", "m"), openai, "http://model/v1")
    replier = create_replier(selection, Media("http://media", httpx.MockTransport(media)), UNDERSTANDER, lambda: NOW)
    history: list[Exchange] = []
    loop = asyncio.get_running_loop()
    for step in story:
        thinking = step.model_seconds
        request = Reply(
            text=step.say,
            commands=UNDERSTANDER.understand(step.say).commands,
            history=tuple(history),
            context=UtteranceContext(channel="Prism Beat"),
            state=PlaybackState(channel_id="beat", channel_name="Prism Beat"),
        )
        began = loop.time()
        first: float | None = None
        said: list[str] = []
        async for sentence in replier.reply(request):
            first = loop.time() - began if first is None else first
            said.append(sentence.text)
        answer = " ".join(said)
        history.append(Exchange(viewer=step.say, lumen=answer))
        assert step.contains in answer
        assert not step.absent or step.absent not in answer
        assert first is not None
        assert first <= step.within


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    virtual_time(lambda: tell(STORIES[name]))


async def said_by(pieces: Sequence[str], seconds: float) -> tuple[list[str], float]:
    """What is said of a model's `pieces` that come `seconds` apart, and how long it takes."""

    async def written() -> AsyncIterator[bytes]:
        for piece in pieces:
            await asyncio.sleep(seconds)
            yield f"data: {json.dumps({'choices': [{'delta': {'content': piece}}]})}\n\n".encode()
        yield b"data: [DONE]\n\n"

    model = httpx.MockTransport(lambda _: httpx.Response(200, content=written()))
    openai = OpenAI("http://model/v1", "m", transport=model)
    selection = Selection("auto", Ollama("http://127.0.0.1:9", "m"), openai, "http://model/v1")
    replier = create_replier(selection, Media("http://media", httpx.MockTransport(media)), UNDERSTANDER, lambda: NOW)
    began = asyncio.get_running_loop().time()
    said = [sentence.text async for sentence in replier.reply(Reply(text="tell me a story"))]
    return said, asyncio.get_running_loop().time() - began


def told_of(pieces: Sequence[str], seconds: float) -> tuple[list[str], float]:
    told: list[tuple[list[str], float]] = []

    async def listen() -> None:
        told.append(await said_by(pieces, seconds))

    virtual_time(listen)
    return told[0]


def test_a_model_that_goes_round_in_circles_is_stopped() -> None:
    said, seconds = told_of(["A cat sat. ", "It is a cat. "] * 50, 0.1)
    assert said == ["A cat sat.", "It is a cat."] * 2
    assert seconds < 1


def test_a_slow_model_ends_with_a_sentence_before_the_gateway_waits_no_longer() -> None:
    said, seconds = told_of([f"This is part {number} of it. " for number in range(50)], 6)
    assert said[:2] == ["This is part 0 of it.", "This is part 1 of it."]
    assert 40 < seconds < 50
    assert said[-1].endswith(" of it.")


def test_a_model_that_comes_to_no_end_of_a_sentence_is_told_in_time() -> None:
    said, seconds = told_of(["and on "] * 50, 6)
    assert said[0] == "My language model isn't answering right now."
    assert seconds < 51


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("data: [DONE]\n\n", True),
        ('data: {"choices": [{"delta": {"tool_calls": [{"function": {"name": "a", "arguments": "{"}}]}}]}\n\n'
         "data: [DONE]\n\n", True),
        ("data: {", False),
    ],
)  # fmt: skip
async def test_what_one_viewer_gets_of_a_model_takes_it_from_nobody_else_while_it_is_well(
    answer: str, chosen: bool
) -> None:
    model = httpx.MockTransport(lambda _: httpx.Response(200, text=answer))
    openai = OpenAI("http://model/v1", "m", transport=model)
    selection = Selection("auto", Ollama("http://127.0.0.1:9", "m"), openai, "http://model/v1")
    replier = create_replier(selection, Media("http://media", httpx.MockTransport(media)), UNDERSTANDER, lambda: NOW)
    said = [sentence.text async for sentence in replier.reply(Reply(text="tell me a story"))]
    assert said[0] == "My language model isn't answering right now."
    assert (selection.engine is openai) == chosen


async def test_an_answer_that_breaks_off_is_told_without_the_servers_address() -> None:
    half = 'data: {"choices": [{"delta": {"content": "Once upon a time. There w"}}]}\n\n'
    model = httpx.MockTransport(lambda _: httpx.Response(200, text=half))
    openai = OpenAI("http://model/v1", "m", transport=model)
    selection = Selection("auto", Ollama("http://127.0.0.1:9", "m"), openai, "http://model/v1")
    replier = create_replier(selection, Media("http://media", httpx.MockTransport(media)), UNDERSTANDER, lambda: NOW)
    sentences = replier.reply(Reply(text="tell me a story"))
    assert (await anext(sentences)).text == "Once upon a time."
    with pytest.raises(UpstreamFailed, match=r"^My language model broke off\.$"):
        await anext(sentences)


@pytest.mark.parametrize(
    ("said", "lost"),
    [("hello", False), ("what can you do", False), ("explain the universe", True), ("which model do you use", True)],
)
async def test_that_the_model_is_away_is_told_to_whoever_needs_it(said: str, lost: bool) -> None:
    openai = OpenAI("http://model/v1", "m", transport=httpx.MockTransport(lambda _: httpx.Response(503)))
    selection = Selection("auto", Ollama("http://127.0.0.1:9", "m"), openai, "http://model/v1")
    await selection.check()
    replier = create_replier(selection, Media("http://media", httpx.MockTransport(media)), UNDERSTANDER, lambda: NOW)
    told = [sentence.text async for sentence in replier.reply(Reply(text=said))]
    assert (told == ["My language model isn't answering right now.", "Commands and the guide still work."]) == lost
