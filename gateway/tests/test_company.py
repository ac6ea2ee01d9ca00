"""Each viewer's own Lumen: one analysis of a channel, and of each remark what its viewer wants."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from prism_core.bus import names
from prism_core.events import PlaybackState, Remark, RemarkLine, WatchAlong
from prism_gateway.adapters.viewers import Viewers
from prism_gateway.conversation.company import CompanyWish, decided, hour_of, rest_seconds
from prism_gateway.conversation.floor import Floor

from .conftest import Stagehand

JOKE = Remark(
    channel_id="one",
    text="The neighbours know it now, too.",
    reason="a goal",
    urgency=0.9,
    joke=True,
    instead=(RemarkLine(text="Goal!", reason="a goal", urgency=0.9),),
)
LIVE = PlaybackState(channel_id="one", playing=True, behind_live_seconds=18.0)
GOAL = Remark(
    channel_id="one",
    text="Adler 1, Kranich 0!",
    reason="the score changed",
    urgency=0.9,
    score=True,
    instead=(RemarkLine(text="Listen to them!", reason="applause", urgency=0.4),),
)
SPOILER = Remark(channel_id="one", text="So that was it.", reason="the culprit", urgency=0.3, spoiler=True)


@pytest.mark.parametrize(
    ("remark", "company", "said"),
    [
        (JOKE, WatchAlong(), "The neighbours know it now, too."),
        (JOKE, WatchAlong(humour=False), "Goal!"),
        (SPOILER, WatchAlong(), None),
        (SPOILER, WatchAlong(spoilers=True), "So that was it."),
    ],
)
def test_of_a_remark_is_said_what_the_viewer_wants(remark: Remark, company: WatchAlong, said: str | None) -> None:
    made = decided(remark, company, Floor(), 0.0, 15.0, LIVE)
    assert (None if isinstance(made, str) else made.text) == said


@pytest.mark.parametrize(
    ("time_zone", "night"),
    [("Asia/Tokyo", True), ("America/Los_Angeles", False), (None, False), ("../Nowhere", False)],
)
def test_nothing_is_said_in_the_night_of_the_viewers_own_time_zone(time_zone: str | None, night: bool) -> None:
    remark = SPOILER.model_copy(update={"spoiler": False, "quiet_hours": (23, 7), "utc_offset_hours": 1.0})
    hour = hour_of(datetime(2026, 11, 26, 17, 30, tzinfo=UTC), time_zone, remark.utc_offset_hours)
    made = decided(remark, WatchAlong(), Floor(), 0.0, hour, LIVE)
    assert (made == "it is night") is night


@pytest.mark.parametrize(
    ("spoilers", "said"),
    [(None, "Adler 1, Kranich 0!"), (True, "Adler 1, Kranich 0!"), (False, "Listen to them!")],
)
def test_a_score_is_told_but_to_who_wants_nothing_given_away(spoilers: bool | None, said: str) -> None:
    made = decided(GOAL, CompanyWish(spoilers=spoilers).over(WatchAlong()), Floor(), 0.0, 15.0, LIVE)
    assert isinstance(made, Remark)
    assert made.text == said


@pytest.mark.parametrize(
    ("state", "told"),
    [({}, True), ({"playing": False, "paused": True}, False), ({"behind_live_seconds": 300.0}, False)],
)
def test_who_paused_or_wound_back_is_not_told_of_a_goal_before_they_see_it(state: dict[str, Any], told: bool) -> None:
    made = decided(JOKE, WatchAlong(), Floor(), 0.0, 15.0, LIVE.model_copy(update=state))
    assert (made == "the viewer has yet to see it") is not told


def test_how_often_is_the_viewers_choice_and_the_operators_where_they_do_not_choose() -> None:
    wishes: dict[str, Any] = {"quiet": 180.0, "normal": 60.0, "chatty": 45.0}
    for chattiness, seconds in wishes.items():
        company = CompanyWish.model_validate({"chattiness": chattiness}).over(WatchAlong(chattiness="quiet"))
        assert rest_seconds(JOKE, company) == seconds
    assert rest_seconds(JOKE, CompanyWish().over(WatchAlong(chattiness="quiet"))) == 180.0
    silent = rest_seconds(JOKE.model_copy(update={"rest_seconds": 0.0}), WatchAlong(chattiness="silent"))
    assert Floor().refusal(0.0, silent) == "the viewer wants no remarks"
    floor = Floor()
    floor.remark(0.0)
    assert [floor.refusal(now, 45.0) for now in (44.0, 46.0)] == ["the last remark is too recent", None]


async def test_viewers_of_one_channel_hear_each_what_they_want_of_one_remark(stage: Stagehand) -> None:
    stage.companies = {
        "joker": CompanyWish(),
        "earnest": CompanyWish(humour=False),
        "still": CompanyWish(chattiness="silent"),
    }
    async with stage.serving() as url, AsyncExitStack() as stack:
        browsers = {
            profile: await stack.enter_async_context(stage.browser(url, profile=profile)) for profile in stage.companies
        }
        async with asyncio.timeout(30):
            while len(await stage.bus.keys(names.VIEWER_PREFIX)) < 3:
                await asyncio.sleep(0.01)
        await stage.bus.publish(names.channel("one"), JOKE)
        for profile in ("joker", "earnest"):
            await browsers[profile].until("bot-stopped-speaking", seconds=30)
        said = {
            profile: [m["data"]["text"] for m in browser.messages if m["data"].get("type") == "companion.remark"]
            for profile, browser in browsers.items()
        }
    assert said == {"joker": ["The neighbours know it now, too."], "earnest": ["Goal!"], "still": []}


@pytest.mark.parametrize(
    ("status", "value", "wish"),
    [
        (200, {"chattiness": "quiet", "humour": False}, CompanyWish(chattiness="quiet", humour=False)),
        (200, {"chattiness": "shouting"}, CompanyWish()),
        (404, None, CompanyWish()),
    ],
)
async def test_what_a_viewer_wants_is_kept_with_their_preferences(
    status: int, value: object, wish: CompanyWish
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/api/preferences/lumen.company"
        return httpx.Response(status, json={"name": "lumen.company", "value": value})

    async with httpx.AsyncClient(base_url="http://media.example", transport=httpx.MockTransport(answer)) as client:
        assert await Viewers(client).company("") == wish
