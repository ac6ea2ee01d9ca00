"""Who has wound back is told of what they see, and nothing of what comes after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from prism_core.bus import MemoryBus
from prism_core.events import Caption, PlaybackState
from prism_core.requests import Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.selection import Selection
from prism_llm.following import Following
from prism_llm.media import Media
from prism_llm.responder.screen import lag_of
from prism_llm.testing import create_replier
from prism_llm.testing.scripted import answered
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
GUIDE = [
    {"channel_id": "one", "title": title, "description": about, "people": [who], "start": start, "stop": stop}
    for title, about, who, start, stop in (
        ("Wolf Hall", "A courtier rises.", "Mark Rylance", "2026-11-24T18:00:00Z", "2026-11-24T19:15:00Z"),
        ("Newsnight", "What happened.", "Kirsty Wark", "2026-11-24T19:15:00Z", "2026-11-24T20:30:00Z"),
        ("Late Film", "A bear.", "Ben Whishaw", "2026-11-24T20:30:00Z", "2026-11-24T22:00:00Z"),
    )
]
LIVE = PlaybackState(channel_id="one", channel_name="One", playing=True, behind_live_seconds=12)
AN_HOUR_BEHIND = LIVE.model_copy(update={"behind_live_seconds": 3600.0})
YESTERDAYS = LIVE.model_copy(update={"live": False, "position": datetime(2026, 11, 24, 18, 30, tzinfo=UTC)})


def world(request: httpx.Request) -> httpx.Response:
    answers: dict[str, Any] = {
        "/api/guide/now": {"channels": {"one": {"now": GUIDE[1], "next": GUIDE[2]}}},
        "/api/guide": {
            "programmes": [one for one in GUIDE if str(one["stop"]) > request.url.params.get("from", "")[:19]]
        },
        "/api/memories": {"memories": []},
        "/api/profiles": {"profiles": [], "current": None},
    }
    return httpx.Response(200, json=answers[request.url.path])


class Evening:
    """A viewer at a channel, with a model or without."""

    def __init__(self, *, model: bool = False) -> None:
        self.asked: list[str] = []
        self.following = Following(MemoryBus())
        openai = OpenAI("http://model/v1", "m", transport=httpx.MockTransport(answered(self._model)))
        dead = Ollama("http://127.0.0.1:9", "m")
        selection = Selection("openai" if model else "embedded", dead, openai, "http://model/v1")
        media = Media("http://media", httpx.MockTransport(world))
        self._replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW, following=self.following)

    def _model(self, body: Any) -> list[str]:
        self.asked.append(body["messages"][-1]["content"])
        return ["I see."]

    async def say(self, text: str, state: PlaybackState) -> str:
        commands, context = UNDERSTANDER.understand(text).commands, UtteranceContext(channel="One")
        request = Reply(text=text, commands=commands, context=context, state=state)
        return " ".join([sentence.text async for sentence in self._replier.reply(request)])


@pytest.mark.parametrize(
    ("text", "live", "behind"),
    [
        ("what am I watching", "Newsnight is on One, with 30 minutes", "Wolf Hall is on One, with 15 minutes to go."),
        ("what's on next", "Next on One is Late Film, at 20:30.", "Next on One is Newsnight, at 20:15."),
        ("what is this about", "This is Newsnight. What happened.", "This is Wolf Hall. A courtier rises."),
        ("how long is left", "30 minutes of Newsnight left", "15 minutes of Wolf Hall left: it ends at 20:15."),
        (
            "who is that",
            "I can't recognise faces, but Newsnight is with Kirsty",
            "I can't recognise faces, but Wolf Hall",
        ),
        ("when did this start", "Newsnight began at 19:15.", "Wolf Hall began at 18:00."),
    ],
)
async def test_questions_about_the_picture_are_answered_for_the_picture(text: str, live: str, behind: str) -> None:
    evening = Evening()
    assert (await evening.say(text, LIVE)).startswith(live)
    assert (await evening.say(text, AN_HOUR_BEHIND)).startswith(behind)


async def test_a_past_programme_is_told_of_as_what_it_is() -> None:
    assert "Wolf Hall" in await Evening().say("what am I watching", YESTERDAYS)


async def test_a_model_is_told_what_the_viewer_sees() -> None:
    evening = Evening(model=True)
    await evening.say("do you like this sort of thing", LIVE)
    await evening.say("do you like this sort of thing", AN_HOUR_BEHIND)
    live, behind = evening.asked
    assert "Programme: «Newsnight»" in live
    assert "Programme: «Wolf Hall»" in behind
    assert "About the programme: A courtier rises." in behind
    assert "Newsnight" not in behind


async def test_no_score_is_told_to_who_has_not_seen_it_fall() -> None:
    assert await Evening().say("what's the score", AN_HOUR_BEHIND) == (
        "You're 1 hour behind, so I won't give the score away."
    )
    assert "scores" in await Evening().say("what's the score", LIVE)


async def test_lines_that_are_still_to_come_are_not_told_where_only_the_delay_is_known() -> None:
    evening = Evening()
    for seconds, text in ((3630, "Seen."), (1800, "To come.")):
        at = NOW.timestamp() - seconds
        evening.following.heard(Caption(channel_id="one", text=text, timestamp=at, duration=2))
    said = await evening.say("recap", AN_HOUR_BEHIND)
    assert "Seen." in said
    assert "To come." not in said


@pytest.mark.parametrize(
    ("state", "lag"),
    [
        (None, 0),
        (PlaybackState(), 0),
        (LIVE, 0),
        (AN_HOUR_BEHIND, 3600),
        (LIVE.model_copy(update={"behind_live_seconds": None, "position": NOW - timedelta(minutes=5)}), 300),
        (AN_HOUR_BEHIND.model_copy(update={"position": NOW - timedelta(days=9)}), 3600),
        (YESTERDAYS, 5400),
        (YESTERDAYS.model_copy(update={"position": None}), 0),
    ],
)
def test_how_far_a_picture_is_behind(state: PlaybackState | None, lag: float) -> None:
    assert lag_of(state, NOW) == timedelta(seconds=lag)
