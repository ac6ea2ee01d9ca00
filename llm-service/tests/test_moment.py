"""What Lumen knows of the moment: what was said on the screen, who is in it, and what the viewer told of themselves."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from prism_core.bus import MemoryBus, names
from prism_core.commands import Command
from prism_core.events import Caption, PlaybackState
from prism_core.requests import Reply
from prism_core.testing.clock import virtual_time
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.selection import Selection
from prism_llm.following import Following
from prism_llm.media import Media
from prism_llm.responder.learning import learnt
from prism_llm.testing import create_replier
from prism_llm.testing.scripted import answered
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()


class Evening:
    """A viewer at a programme with captions, 60 s behind what the captions know."""

    def __init__(self, model: bool = False, silent: bool = False) -> None:
        self.memories: list[dict[str, Any]] = []
        self.asked: list[Any] = []
        self.bus = MemoryBus()
        self.following = Following(self.bus)
        self.state = PlaybackState(channel_id="beat", channel_name="Beat", position=NOW - timedelta(seconds=60))
        openai = OpenAI("http://model/v1", "m", transport=httpx.MockTransport(answered(self._model)))
        dead = OpenAI("http://127.0.0.1:9/v1", "m")
        engine = "openai" if model or silent else "embedded"
        selection = Selection(engine, Ollama("http://127.0.0.1:9", "m"), dead if silent else openai, "http://model/v1")
        media = Media("http://media", httpx.MockTransport(self._media))
        self.replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW, following=self.following)

    def caption(self, seconds_ago: float, text: str) -> None:
        at = NOW.timestamp() - seconds_ago
        self.following.heard(Caption(channel_id="beat", text=text, timestamp=at, duration=2))

    async def say(self, text: str, *commands: Any) -> str:
        commands = commands or UNDERSTANDER.understand(text).commands
        request = Reply(text=text, commands=commands, state=self.state)
        return " ".join([sentence.text async for sentence in self.replier.reply(request)])

    def _model(self, body: Any) -> list[str]:
        self.asked.append(body)
        return ["I see."]

    def _media(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if request.method == "POST":
            self.memories.append({"id": len(self.memories) + 1, **json.loads(request.content)})
            return httpx.Response(201, json=self.memories[-1])
        if request.method == "DELETE":
            self.memories = [one for one in self.memories if not path.endswith(f"/{one['id']}")]
            return httpx.Response(204)
        on = {
            "channel_id": "beat", "title": "Night Pulse", "start": "2026-11-24T19:00:00Z",
            "stop": "2026-11-24T21:00:00Z", "people": ["Ana Lee", "Ben Ott"],
        }  # fmt: skip
        duel = {**on, "channel_id": "duel", "title": "High Noon", "categories": ["Western"]}
        answers: dict[str, Any] = {
            "/api/guide/now": {"channels": {"beat": {"now": on, "next": None}, "duel": {"now": duel, "next": None}}},
            "/api/guide": {"programmes": [on]},
            "/api/channels": {"channels": [{"id": "beat", "name": "Beat"}, {"id": "duel", "name": "Duel"}], "total": 2},
            "/api/memories": {"memories": self.memories},
            "/api/profiles": {"profiles": [], "current": None},
        }
        return httpx.Response(200, json=answers[path])


async def test_a_recap_stops_at_what_the_viewer_has_seen() -> None:
    evening = Evening()
    evening.caption(400, "Long ago.")
    evening.caption(100, "Where is the money?")
    evening.caption(70, "Under the bridge.")
    evening.caption(20, "The butler did it!")
    said = await evening.say("recap the last two minutes")
    assert "“Where is the money?” “Under the bridge.”" in said
    assert "butler" not in said
    assert "Long ago" not in said


async def test_a_model_is_given_what_was_said_and_seen_and_nothing_after_it() -> None:
    evening = Evening(model=True)
    evening.caption(70, "Under the bridge.")
    evening.caption(20, "The butler did it!")
    end = NOW.timestamp()
    notes = [
        {"start": end - 130, "end": end - 90, "note": "Two men talk."},
        {"start": end - 50, "end": end, "note": "A hanging."},
    ]
    await evening.bus.set(names.scene("beat"), json.dumps(notes).encode(), 60)
    assert await evening.say("recap the last two minutes") == "I see."
    told = json.dumps(evening.asked[0])
    assert "Under the bridge." in told
    assert "Two men talk." in told
    assert "butler" not in told
    assert "hanging" not in told


async def test_who_is_in_it_comes_from_the_guide() -> None:
    said = await Evening().say("who is that actor")
    assert said == "I can't recognise faces, but Night Pulse is with Ana Lee and Ben Ott."


async def test_what_viewers_tell_of_themselves_is_kept_corrected_and_used() -> None:
    evening = Evening()
    assert await evening.say("I love westerns") == "I'll remember that you love westerns."
    assert await evening.say("I love westerns") == "Yes, I remember that you love westerns."
    assert await evening.say("I don't like westerns any more") == "I'll remember that you don't like westerns any more."
    assert [one["text"] for one in evening.memories] == ["I don't like westerns any more"]
    talking = Evening(model=True)
    assert await talking.say("I love westerns") == "I see."
    assert [one["text"] for one in talking.memories] == ["I love westerns"]
    await talking.say("why do people like the desert so much")
    assert "«The viewer once told you: I love westerns»" in json.dumps(talking.asked[1], ensure_ascii=False)


@pytest.mark.parametrize(
    "said", ["I love this", "I like it", "do I like jazz?", "I love you", "pause", "I want to sleep"]
)
def test_what_does_not_last_is_not_kept(said: str) -> None:
    assert learnt(said) is None


async def test_a_dead_model_is_told_and_data_still_answers() -> None:
    evening = Evening(silent=True)
    assert (await evening.say("explain the universe")).startswith("My language model isn't answering right now.")
    assert "Night Pulse" in await evening.say("what's on now")


def test_channels_are_followed_while_they_are_watched() -> None:
    async def story() -> None:
        import asyncio

        bus = MemoryBus()
        await bus.set(names.watching("beat"), b"1", 60)
        following = Following(bus)
        task = asyncio.create_task(following.follow())
        await asyncio.sleep(1)
        said = Caption(channel_id="beat", text="Hello.", timestamp=NOW.timestamp() - 70, duration=2)
        await bus.publish(names.channel("beat"), said)
        await asyncio.sleep(1)
        state = PlaybackState(channel_id="beat", position=NOW)
        assert (await following.seen(state, NOW, 120)).lines == ("Hello.",)
        await bus.delete(names.watching("beat"))
        await asyncio.sleep(10)
        assert (await following.seen(state, NOW, 120)).lines == ()
        task.cancel()

    virtual_time(story)


async def test_what_a_scene_showed_is_told_beside_many_captions_and_its_words_only_once() -> None:
    evening = Evening(model=True)
    for second in range(115, 64, -1):
        evening.caption(second, f"A line that was said {second} seconds ago, and is as long as lines are.")
    end = NOW.timestamp() - 70
    note = (
        "In “Night Pulse”, for 30 s, people talk; the mood is calm. Seen: a red door. They said: “A line that was said”"
    )
    kept = [
        {"start": end - 30, "end": end, "note": note},
        {"start": end, "end": end + 60, "note": "Seen: the murderer."},
    ]
    await evening.bus.set(names.scene("beat"), json.dumps(kept).encode(), 60)
    await evening.say("so what do you make of it")
    asked = str(evening.asked[0]["messages"])
    assert "Seen: a red door." in asked
    assert "They said" not in asked
    assert "65 seconds ago" in asked
    assert "murderer" not in asked


def test_a_line_that_is_said_again_is_among_the_last_words() -> None:
    async def watch() -> None:
        evening = Evening()
        for ago, text in (
            (110, "Nevermore."),
            (100, "Who is there?"),
            (90, "A raven."),
            (80, "Go."),
            (70, "Nevermore."),
        ):
            evening.caption(ago, text)
        told = await evening.say("recap the last two minutes", Command.of("ask.explain", seconds=120))
        assert told.endswith("“A raven.” “Go.” “Nevermore.”")

    virtual_time(watch)
