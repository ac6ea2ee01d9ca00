"""Recommendations: what the viewer likes first, what they do not like last, and a genre wherever it is on."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from prism_core.commands import Command
from prism_core.events import PlaybackState
from prism_core.requests import Exchange, Reply
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.responder.talk import OFFERS
from prism_llm.telling import variants
from prism_llm.testing import create_replier
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
SHOWN = {"one": ("Axe Night", "Horror"), "two": ("Dusty Trail", "Western"), "three": ("Kings of Swing", "Jazz")}
LISTED = ("one", "two")


class Household:
    """Three channels, of which the first page of the list has two."""

    def __init__(self, *memories: str) -> None:
        self._memories = [
            {"id": place, "text": text, "kind": "preference", "created_at": NOW.isoformat()}
            for place, text in enumerate(memories)
        ]
        selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
        media = Media("http://media", httpx.MockTransport(self._media))
        self.replier = create_replier(selection, media, create_understander(), lambda: NOW)

    async def say(self, text: str, *commands: Command, heard: str = "") -> str:
        history = (Exchange(viewer="hello", lumen=heard),) if heard else ()
        request = Reply(text=text, commands=commands, history=history)
        return " ".join([sentence.text async for sentence in self.replier.reply(request)])

    def _media(self, request: httpx.Request) -> httpx.Response:
        start, stop = NOW - timedelta(minutes=10), NOW + timedelta(minutes=20)
        on = {
            channel: {
                "channel_id": channel, "title": title, "categories": [genre],
                "start": start.isoformat(), "stop": stop.isoformat(),
            }
            for channel, (title, genre) in SHOWN.items()
        }  # fmt: skip
        path = request.url.path.removeprefix("/api/")
        if path == "channels":
            favourite = "favourite" in request.url.params
            rows = [] if favourite else [{"id": one, "name": one.title()} for one in LISTED]
            return httpx.Response(200, json={"channels": rows, "total": len(rows), "next_cursor": None})
        if path.startswith("channels/"):
            return httpx.Response(200, json={"id": path[9:], "name": path[9:].title()})
        if path == "guide/now":
            return httpx.Response(200, json={"channels": {one: {"now": on[one], "next": None} for one in LISTED}})
        if path == "guide":
            return httpx.Response(200, json={"programmes": list(on.values())})
        return httpx.Response(200, json={"memories": self._memories})


@pytest.mark.parametrize(
    ("memories", "first"),
    [
        ((), "Axe Night on One"),
        (("I love westerns",), "Dusty Trail on Two"),
        (("I hate horror films",), "Dusty Trail on Two"),
        (("ich hasse Horror",), "Dusty Trail on Two"),
        (("I don't like horror any more",), "Dusty Trail on Two"),
    ],
)
async def test_what_is_liked_comes_first_and_what_is_not_comes_last(memories: tuple[str, ...], first: str) -> None:
    said = await Household(*memories).say("what should we watch", Command.of("ask.recommend"))
    assert said.startswith(f"How about {first}?")


async def test_a_genre_is_found_on_channels_beyond_the_first_of_the_list() -> None:
    lumen = Household()
    assert (
        await lumen.say("some jazz", Command.of("ask.recommend", genre="jazz")) == "How about Kings of Swing on Three?"
    )
    assert "nothing on right now for opera" in await lumen.say("opera", Command.of("ask.recommend", genre="opera"))


@pytest.mark.parametrize(
    "said",
    ["what did you just say", "was hast du gerade gesagt?", "sag das bitte nochmal", "¿qué has dicho?",
     "¿puedes repetirlo?", "qu'est-ce que tu as dit ?", "tu peux répéter ?", "cosa hai detto?", "puoi ripetere?"],
)  # fmt: skip
async def test_lumen_says_again_what_she_said_in_each_language(said: str) -> None:
    assert await Household().say(said, heard="The fox runs.") == "The fox runs."


async def test_what_is_on_may_be_picked_and_what_the_viewer_watches_is_not_recommended() -> None:
    lumen = Household()
    told = [one async for one in lumen.replier.reply(Reply(text="hm", commands=(Command.of("ask.recommend"),)))]
    assert [(one.label, one.command.slots["name"]) for one in told[0].choices] == [
        ("Axe Night", "One"),
        ("Dusty Trail", "Two"),
    ]
    watching = Reply(
        text="hm", commands=(Command.of("ask.recommend"),), state=PlaybackState(channel_id="one", channel_name="One")
    )
    assert [one.text async for one in lumen.replier.reply(watching)] == ["How about Dusty Trail on Two?"]


@pytest.mark.parametrize("heard", [other for offer in OFFERS for other in variants(offer)])
async def test_a_yes_to_an_offer_to_look_for_something_finds_it(heard: str) -> None:
    said = await Household().say("yes please", Command.of("confirm"), heard=f"I'm sorry. {heard}")
    assert "Axe Night" in said
    assert "Axe Night" not in await Household().say("yes", Command.of("confirm"), heard="What shall we watch?")


async def test_what_was_just_recommended_is_not_again() -> None:
    lumen = Household()
    heard = await lumen.say("what should we watch", Command.of("ask.recommend"))
    assert "How about Axe Night" in heard
    again = await lumen.say("something else", Command.of("ask.recommend"), heard="How about Axe Night on One?")
    assert again.startswith("How about Dusty Trail on Two?")
    both = "How about Axe Night on One? There's also Dusty Trail."
    third = await lumen.say("something else", Command.of("ask.recommend"), heard=both)
    assert third.startswith("How about Dusty Trail on Two?")
