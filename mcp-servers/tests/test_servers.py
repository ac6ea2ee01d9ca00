"""The other four servers as an agent meets them, with the services behind them played by small applications."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import httpx
import pytest
from fastapi import Cookie, FastAPI, Response
from mcp import Client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

from prism_core.problems import problem
from prism_core.testing import running
from prism_mcp.media.films import Films
from prism_mcp.memory import app as memory
from prism_mcp.search.web import WebSearch
from prism_mcp.server import create_server
from prism_mcp.settings import Settings
from prism_mcp.sports.scores import Scores

PROGRAMME = {
    "id": "1", "channel_id": "demo-beat", "title": "Cup Final", "subtitle": None, "description": "Football",
    "start": "2026-11-24T20:00:00Z", "stop": "2026-11-24T22:00:00Z", "categories": ["Sports"],
}  # fmt: skip

RECORDING = {
    "id": "r", "title": "Cup Final", "channel_id": "demo-beat", "channel_name": "Prism Beat", "state": "recording",
    "start": "2026-11-24T19:59:00Z", "stop": "2026-11-24T22:03:00Z", "failure": None, "seconds": 0,
}  # fmt: skip


def prism() -> FastAPI:
    """media-service as far as the four ask it."""
    app = FastAPI()
    memories: list[dict[str, Any]] = []
    profiles = [{"id": name, "name": name.title(), "has_pin": name == "anna"} for name in ("default", "anna", "ben")]

    @app.get("/api/profiles")
    async def list_profiles() -> dict[str, Any]:
        return {"profiles": profiles, "current": "default"}

    @app.post("/api/profiles/{profile}/enter")
    async def enter(profile: str, response: Response) -> dict[str, Any]:
        response.set_cookie("prism_profile", f"cookie-of-{profile}")
        return {}

    @app.get("/api/history")
    async def history(prism_profile: Annotated[str, Cookie()] = "") -> dict[str, Any]:
        return {"entries": [{"programme": prism_profile}]}

    @app.get("/api/favourites")
    async def favourites(prism_profile: Annotated[str, Cookie()] = "") -> dict[str, Any]:
        return {"channels": [{"name": prism_profile}]}

    @app.get("/api/channels")
    async def channels() -> dict[str, Any]:
        return {"channels": [{"id": "demo-beat", "name": "Prism Beat"}], "next_cursor": None, "total": 1}

    @app.get("/api/guide/now")
    async def now(channels: str) -> dict[str, Any]:
        return {"channels": {"demo-beat": {"now": PROGRAMME, "next": None}}}

    @app.get("/api/guide")
    async def guide(channels: str) -> dict[str, Any]:
        return {"programmes": [PROGRAMME], "next_cursor": None}

    @app.get("/api/search")
    async def search(q: str) -> dict[str, Any]:
        return {"channels": [], "programmes": [PROGRAMME] if "cup" in q.lower() else []}

    @app.get("/api/recordings")
    async def get_recordings() -> dict[str, Any]:
        return {"recordings": [RECORDING], "used_bytes": 3, "quota_bytes": 10}

    @app.post("/api/recordings", status_code=201)
    async def record(body: dict[str, Any]) -> Any:
        if body == {"programme_id": "1"}:
            return RECORDING
        if body == {"channel_id": "demo-beat", "seconds": 86_400}:
            return {**RECORDING, "warning": "there is room for 90 MiB of it"}
        return problem(409, "conflict", "Cup Final on Prism Beat is being recorded already")

    @app.get("/api/memories")
    async def get_memories() -> dict[str, Any]:
        return {"memories": memories}

    @app.post("/api/memories")
    async def add_memory(body: dict[str, Any]) -> dict[str, Any]:
        memories.append({"id": str(len(memories)), **body})
        return memories[-1]

    @app.delete("/api/memories/{memory}", status_code=204)
    async def delete_memory(memory: str) -> None:
        memories[:] = [m for m in memories if m["id"] != memory]

    return app


@pytest.fixture
async def media_url() -> AsyncIterator[str]:
    async with running(prism()) as service:
        yield service.url


async def call(name: str, media_url: str, tool: str, arguments: dict[str, Any]) -> Any:
    from importlib import import_module

    _, app = import_module(f"prism_mcp.{name}.app").create_app(Settings(media_url=media_url))
    async with running(app) as server, Client(f"{server.url}/mcp/{name}") as client:
        return await client.call_tool(tool, arguments)


async def test_media_says_what_is_on(media_url: str) -> None:
    found = await call("media", media_url, "get_current_broadcasts", {})
    assert found.structured_content["broadcasts"][0]["now"]["title"] == "Cup Final"


async def test_media_gives_a_schedule(media_url: str) -> None:
    window = {"channel_id": "demo-beat", "start": "2026-11-24T18:00:00Z", "stop": "2026-11-24T23:00:00Z"}
    found = await call("media", media_url, "get_channel_schedule", window)
    assert [p["title"] for p in found.structured_content["programmes"]] == ["Cup Final"]


async def test_media_records_and_says_what_the_recorder_did(media_url: str) -> None:
    found = await call("media", media_url, "search_content", {"query": "cup"})
    begun = await call(
        "media", media_url, "record_programme", {"programme_id": found.structured_content["programmes"][0]["id"]}
    )
    assert begun.structured_content["message"] == "Recording Cup Final on Prism Beat until 22:03 UTC"
    long = await call("media", media_url, "record_programme", {"channel_id": "demo-beat", "seconds": 86_400})
    assert long.structured_content["message"].endswith("until 22:03 UTC, but there is room for 90 MiB of it")
    refused = await call("media", media_url, "record_programme", {"channel_id": "demo-beat"})
    assert "being recorded already" in refused.content[0].text
    listed = await call("media", media_url, "list_recordings", {})
    assert [one["id"] for one in listed.structured_content["recordings"]] == ["r"]
    assert listed.structured_content["free_bytes"] == 7


async def test_memory_keeps_and_forgets_only_when_confirmed(media_url: str) -> None:
    kept = await call("memory", media_url, "remember", {"text": "Likes jazz"})
    assert kept.structured_content["memory"]["text"] == "Likes jazz"
    refused = await call("memory", media_url, "forget", {"id": "0"})
    assert refused.is_error
    assert "confirm=true" in refused.content[0].text
    await call("memory", media_url, "forget", {"id": "0", "confirm": True})
    assert (await call("memory", media_url, "get_memories", {})).structured_content == {"memories": []}


async def test_memory_is_the_profiles_that_was_named(media_url: str) -> None:
    ben = await call("memory", media_url, "get_viewing_history", {"profile": "Ben"})
    assert ben.structured_content == {"history": [{"programme": "cookie-of-ben"}]}
    own = await call("memory", media_url, "get_viewing_history", {"profile": "default"})
    assert own.structured_content == {"history": [{"programme": ""}]}
    for profile, reason in (("Anna", "has a PIN"), ("Zoe", "profiles: Default, Anna, Ben")):
        refused = await call("memory", media_url, "get_viewing_history", {"profile": profile})
        assert refused.is_error
        assert reason in refused.content[0].text


async def test_memory_takes_the_viewer_from_the_cookie_and_never_keeps_one(media_url: str) -> None:
    _, app = memory.create_app(Settings(media_url=media_url))
    async with running(app) as server:
        await ask_favourites(server.url, "ben")
        assert await ask_favourites(server.url, "annas-cookie") == "annas-cookie"
        assert await ask_favourites(server.url, "") == ""


async def ask_favourites(url: str, cookie: str) -> str:
    http = create_mcp_http_client(headers={"cookie": f"other=1; prism_profile={cookie}"})
    async with http, Client(streamable_http_client(f"{url}/mcp/memory", http_client=http)) as client:
        found = await client.call_tool("get_favourites", {})
    return str(found.structured_content["favourites"][0]["name"])


async def test_sports_finds_matches_in_the_viewers_own_guide(media_url: str) -> None:
    found = await call("sports", media_url, "find_sport_on_tv", {"query": "cup final"})
    assert found.structured_content["programmes"][0]["channel_id"] == "demo-beat"


async def test_search_without_a_key_says_how_to_get_one(media_url: str) -> None:
    refused = await call("search", media_url, "search_web", {"query": "weather"})
    assert refused.is_error
    assert "BRAVE_API_KEY" in refused.content[0].text


async def test_films_without_a_key_say_how_to_get_one(media_url: str) -> None:
    refused = await call("media", media_url, "search_movies", {"query": "Metropolis"})
    assert "TMDB_API_KEY" in refused.content[0].text


async def test_scores_are_read_from_openligadb() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/getmatchdata/bl1"
        match = {
            "team1": {"teamName": "Dortmund"}, "team2": {"teamName": "Bayern"}, "leagueName": "Bundesliga",
            "matchDateTimeUTC": "2026-11-21T17:30:00Z", "matchIsFinished": True, "goals": [],
            "matchResults": [{"resultTypeID": 1, "pointsTeam1": 1, "pointsTeam2": 0},
                             {"resultTypeID": 2, "pointsTeam1": 2, "pointsTeam2": 1}],
        }  # fmt: skip
        return httpx.Response(200, json=[match])

    [match] = await Scores("http://scores", httpx.MockTransport(answer)).matches("bl1")
    assert (match.home, match.home_goals, match.away_goals, match.finished) == ("Dortmund", 2, 1, True)


@pytest.mark.parametrize(("minutes", "goals"), [(-1, None), (20, 0), (600, None)])
async def test_a_match_without_goals_stands_at_nil_once_it_has_begun(minutes: int, goals: int | None) -> None:
    match = {
        "team1": {"teamName": "Dortmund"}, "team2": {"teamName": "Bayern"}, "matchIsFinished": False,
        "matchDateTimeUTC": "2026-11-21T17:30:00Z", "goals": [], "matchResults": [],
    }  # fmt: skip
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=[match]))
    now = datetime(2026, 11, 21, 17, 30, tzinfo=UTC) + timedelta(minutes=minutes)
    [found] = await Scores("http://scores", transport, lambda: now).matches("bl1")
    assert (found.home_goals, found.away_goals) == (goals, goals)


async def test_the_web_is_searched_by_brave() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["x-subscription-token"] == "key"
        return httpx.Response(
            200, json={"web": {"results": [{"title": "T", "url": "http://t", "description": "d" * 900}]}}
        )

    [page] = await WebSearch("key", "http://brave", httpx.MockTransport(answer)).pages("weather", 3)
    assert page.title == "T"
    assert len(page.snippet) == 300


async def test_films_and_series_are_told_apart_and_people_left_out() -> None:
    results = [
        {"media_type": "movie", "title": "Metropolis", "release_date": "1927-01-10"},
        {"media_type": "person", "name": "Fritz Lang"},
        {"media_type": "tv", "name": "Babylon Berlin", "first_air_date": "2017-10-13"},
    ]
    films = Films("key", "http://tmdb", httpx.MockTransport(lambda _: httpx.Response(200, json={"results": results})))
    assert [(t.kind, t.year) for t in await films.search("x", 5)] == [("film", 1927), ("series", 2017)]


async def test_a_foreign_host_name_is_refused() -> None:
    from prism_mcp.search.app import create_app

    _, app = create_app(Settings())
    async with running(app) as server, httpx.AsyncClient(timeout=60) as client:
        answer = await client.post(f"{server.url}/mcp/search", json={}, headers={"Host": "evil.example"})
        assert answer.status_code == 421
        assert (await client.get(f"{server.url}/readyz")).status_code == 200


def test_a_server_has_a_name() -> None:
    assert create_server("x", "X", "x").name == "prism-x"
