"""The control server as an agent meets it: a real MCP client over HTTP, a browser on the bus, channels over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from mcp import Client

from prism_core.bus import Bus, MemoryBus, names
from prism_core.events import Accepted, PlaybackCommand, PlaybackResult, PlaybackState
from prism_core.testing import running
from prism_mcp.control.app import create_app
from prism_mcp.settings import Settings

SESSION = "0" * 32
BEAT = {"id": "demo-beat", "name": "Prism Beat", "number": 1, "group": "Demo", "kind": "tv", "logo": None}
CLOCK = {"id": "demo-clock", "name": "Prism Clock", "number": 3, "group": "Demo", "kind": "tv", "logo": None}


def media() -> FastAPI:
    """The catalogue as far as `control` asks it."""
    app = FastAPI()

    @app.get("/api/channels/resolve")
    async def resolve(name: str | None = None, number: int | None = None) -> dict[str, Any]:
        found = [c for c in (BEAT, CLOCK) if c["number"] == number or (name and name.lower() in str(c["name"]).lower())]
        return {"matches": [{"channel": c, "score": 1.0} for c in found]}

    @app.get("/api/channels")
    async def channels(q: str = "", limit: int = 20) -> dict[str, Any]:
        found = [c for c in (BEAT, CLOCK) if q.lower() in str(c["name"]).lower()]
        return {"channels": found[:limit], "next_cursor": None, "total": len(found)}

    @app.get("/api/channels/{channel}")
    async def channel(channel: str) -> dict[str, Any]:
        return next(c for c in (BEAT, CLOCK) if c["id"] == channel)

    @app.get("/api/guide/now")
    async def now(channels: str) -> dict[str, Any]:
        return {"channels": {"demo-beat": {"now": {"title": "Morning Pulse"}, "next": None}}}

    return app


@asynccontextmanager
async def browser(bus: Bus, *, answers: bool = True) -> AsyncIterator[list[PlaybackCommand]]:
    """A browser that does what it is told; yields what it was told."""
    done: list[PlaybackCommand] = []
    await bus.set(
        names.state(SESSION), PlaybackState(playing=True, channel_name="Prism Clock").model_dump_json().encode(), 60
    )

    async def obey() -> None:
        async with bus.subscribe(names.session(SESSION)) as news:
            ready.set()
            async for message in news:
                if isinstance(command := message.event, PlaybackCommand):
                    done.append(command)
                    await bus.publish(names.session(SESSION), Accepted(request_id=command.command_id))
                    if answers:
                        await bus.publish(names.session(SESSION), _result(command))

    ready = asyncio.Event()
    task = asyncio.create_task(obey())
    await ready.wait()
    yield done
    task.cancel()
    await bus.delete(names.state(SESSION))


def _result(command: PlaybackCommand) -> PlaybackResult:
    name = command.target.name if command.target else "Prism Clock"
    state = PlaybackState(playing=True, channel_name=name, height=360, behind_live_seconds=6)
    return PlaybackResult(command_id=command.command_id, ok=True, message=f"Playing {name}, 360p", state=state)


class Agent:
    """An MCP client; one connection a call, since anyio wants it left by the task that entered it."""

    def __init__(self, url: str, mode: str) -> None:
        self._url = url
        self._mode = mode

    async def list_tools(self) -> Any:
        async with Client(self._url, mode=self._mode) as client:
            return await client.list_tools()

    async def call_tool(self, name: str, arguments: dict[str, Any]) -> Any:
        async with Client(self._url, mode=self._mode) as client:
            return await client.call_tool(name, arguments)


@pytest.fixture
async def bus() -> Bus:
    return MemoryBus()


@pytest.fixture(params=["auto", "legacy"])
async def agent(request: pytest.FixtureRequest, bus: Bus) -> AsyncIterator[Agent]:
    async with running(media()) as catalogue:
        _, app = create_app(Settings(media_url=catalogue.url), bus)
        async with running(app) as server:
            yield Agent(f"{server.url}/mcp/control", request.param)


async def test_an_agent_finds_three_documented_tools(agent: Agent) -> None:
    tools = {tool.name: tool for tool in (await agent.list_tools()).tools}
    assert set(tools) == {"get_player_state", "query_available_channels", "control_media_player"}
    assert all(tool.description and tool.output_schema for tool in tools.values())
    assert tools["get_player_state"].annotations.read_only_hint is True
    assert "tv.channel" in str(tools["control_media_player"].input_schema)


async def test_an_agent_changes_the_channel_and_hears_what_really_happened(agent: Agent, bus: Bus) -> None:
    async with browser(bus) as done:
        result = await agent.call_tool("control_media_player", {"action": "tv.channel", "channel": "Prism Beat"})
    assert not result.is_error, result.content
    assert result.structured_content["message"] == "Playing Prism Beat, 360p"
    assert result.structured_content["state"]["channel_name"] == "Prism Beat"
    assert done[0].target is not None
    assert done[0].target.channel_id == "demo-beat"
    assert done[0].command.slots == {"name": "Prism Beat"}


async def test_a_channel_may_be_given_by_its_id_or_number(agent: Agent, bus: Bus) -> None:
    async with browser(bus) as done:
        await agent.call_tool("control_media_player", {"action": "tv.channel", "channel": "demo-clock"})
        await agent.call_tool("control_media_player", {"action": "tv.channel", "slots": {"number": 1}})
    assert [command.target and command.target.channel_id for command in done] == ["demo-clock", "demo-beat"]


async def test_a_name_that_is_no_channels_is_left_alone(agent: Agent, bus: Bus) -> None:
    async with browser(bus) as done:
        arguments = {"action": "ui.theme", "slots": {"name": "dark"}}
        assert not (await agent.call_tool("control_media_player", arguments)).is_error
    assert done[0].target is None


async def test_without_a_browser_the_agent_is_told_so(agent: Agent) -> None:
    result = await agent.call_tool("control_media_player", {"action": "tv.pause"})
    assert result.is_error
    assert "no browser is connected" in result.content[0].text
    assert (await agent.call_tool("get_player_state", {})).structured_content == {"players": []}


async def test_a_browser_that_has_just_left_is_noticed(agent: Agent, bus: Bus) -> None:
    await bus.set(names.state(SESSION), PlaybackState().model_dump_json().encode(), 60)
    result = await agent.call_tool("control_media_player", {"action": "tv.pause"})
    assert result.is_error
    assert "no browser is connected" in result.content[0].text


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ({"action": "tv.volume", "slots": {"mode": "set", "level": 300}}, "level"),
        ({"action": "tv.mute"}, "needs slot 'on'"),
        ({"action": "tv.channel", "channel": "Nonsense TV"}, "query_available_channels"),
        ({"action": "tv.pause", "volume": 3}, "no argument 'volume'"),
        ({"action": "tv.pause", "player": "nobody"}, "players: " + SESSION),
    ],
)
async def test_bad_input_names_the_thing_and_the_remedy(
    agent: Agent, bus: Bus, arguments: dict[str, Any], hint: str
) -> None:
    async with browser(bus) as done:
        result = await agent.call_tool("control_media_player", arguments)
    assert result.is_error
    assert hint in result.content[0].text
    assert done == []


async def test_the_state_is_told_in_a_sentence_and_in_full(agent: Agent, bus: Bus) -> None:
    async with browser(bus):
        players = (await agent.call_tool("get_player_state", {})).structured_content["players"]
    assert players[0]["summary"] == "Playing Prism Clock, volume 100"
    assert players[0]["player"] == SESSION


async def test_channels_come_with_what_is_on(agent: Agent) -> None:
    found = (await agent.call_tool("query_available_channels", {"query": "beat"})).structured_content
    assert [(c["id"], c["on_now"]) for c in found["channels"]] == [("demo-beat", "Morning Pulse")]
