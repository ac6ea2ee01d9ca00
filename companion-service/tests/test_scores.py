"""Goals, by the score of the match that the guide names."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web

from prism_companion.lines import script_for
from prism_companion.remarks import Manners, Moment, Remarks, Say
from prism_companion.scores import REST_SECONDS, Score, Scores, is_match
from prism_core.testing import VirtualClock

GUIDE = "Fußball live: Bayern – Dortmund, 12. Spieltag"
BEFORE = Score("FC Bayern München", "Borussia Dortmund", 0, 0)


class SportsServer:
    """The sports server with one match, as it answers over streamable HTTP."""

    def __init__(self) -> None:
        self.goals: tuple[int, int] | None = (0, 0)
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append(body["params"]["arguments"]["league"])
        if self.goals is None:
            result: dict[str, object] = {"isError": True, "content": [{"type": "text", "text": "needs the internet"}]}
        else:
            home, away = self.goals
            match = {"home": BEFORE.home, "away": BEFORE.away, "home_goals": home, "away_goals": away}
            later = {"home": "1. FC Köln", "away": "Mainz 05", "home_goals": None, "away_goals": None}
            result = {"isError": False, "structuredContent": {"matches": [later, match]}}
        text = f"event: message\r\ndata: {json.dumps({'jsonrpc': '2.0', 'id': 1, 'result': result})}\r\n\r\n"
        return web.Response(text=text, content_type="text/event-stream")


@pytest.fixture
async def sports() -> AsyncIterator[tuple[SportsServer, Scores, VirtualClock]]:
    server, clock = SportsServer(), VirtualClock()
    application = web.Application()
    application.router.add_post("/mcp/sports", server.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as session:
        yield server, Scores(session, f"http://127.0.0.1:{runner.addresses[0][1]}", ("bl1",), clock), clock
    await runner.cleanup()


async def test_a_goal_is_seen_in_the_score_of_the_match_that_is_on(
    sports: tuple[SportsServer, Scores, VirtualClock],
) -> None:
    server, scores, clock = sports
    assert await scores.of(GUIDE) == BEFORE
    server.goals = (1, 0)
    assert await scores.of(GUIDE) == BEFORE, "all channels share a reading"
    clock.advance(30)
    after = await scores.of(GUIDE)
    assert after == replace(BEFORE, home_goals=1)
    assert after.grew_from(BEFORE)
    assert await scores.of("Kochen mit Kerstin") is None
    assert server.asked == ["bl1", "bl1"]


async def test_a_server_without_scores_is_left_alone_for_a_while(
    sports: tuple[SportsServer, Scores, VirtualClock],
) -> None:
    server, scores, clock = sports
    server.goals = None
    assert await scores.of(GUIDE) is None
    clock.advance(REST_SECONDS - 1)
    assert await scores.of(GUIDE) is None
    assert len(server.asked) == 1
    server.goals = (0, 0)
    clock.advance(2)
    assert await scores.of(GUIDE) == BEFORE


def test_a_goal_that_is_taken_back_and_another_match_are_no_goals() -> None:
    one = replace(BEFORE, away_goals=1)
    assert not BEFORE.grew_from(one)
    assert not one.grew_from(None)
    assert not one.grew_from(replace(BEFORE, home="Mainz 05"))


@pytest.mark.parametrize(
    ("programme", "same"),
    [
        ("Bayern Munchen v Dortmund", True),
        ("FC BAYERN MÜNCHEN - BORUSSIA DORTMUND", True),
        ("Bayern von oben", False),
        ("FC Barcelona", False),
    ],
)
def test_a_match_is_known_by_both_its_teams(programme: str, same: bool) -> None:
    assert is_match(programme, BEFORE) is same


def test_a_goal_is_cheered_over_the_commentator_with_the_score() -> None:
    remarks = Remarks(script_for(["Football"]), Manners(), lambda lines: lines[0])
    moment = Moment(now=1_000.0, content="speech", mood="upbeat", scored=replace(BEFORE, home_goals=1))
    said = remarks.consider(moment)
    assert isinstance(said, Say)
    assert (said.text, said.reason) == ("FC Bayern München 1, Borussia Dortmund 0!", "the score changed")
    assert remarks.proposed("one", said).score, "viewers who want nothing given away are not told"
