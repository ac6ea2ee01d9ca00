"""Two people on one Prism, each trying to be the other: players, sessions, memories and tokens stay whose they are."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from prism_core.events import PlaybackState
from prism_gateway.testing import SocketBrowser, connected

from .conftest import Fleet, started

PASSWORD = "correct horse battery"
SCOPES = ("mcp:control", "mcp:memory")


@dataclass(frozen=True)
class Person:
    """Somebody with an account, a browser that is signed in, and a token for agents."""

    url: str
    id: str
    cookie: str
    token: str

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Asks as their browser."""
        return httpx.request(method, self.url + path, headers={"cookie": self.cookie}, timeout=60, **options)

    def tool(self, server: str, name: str, **arguments: Any) -> dict[str, Any]:
        """What a tool says to their agent."""
        return self.rpc(server, "tools/call", {"name": name, "arguments": arguments})

    def rpc(self, server: str, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The result of one MCP request."""
        answer = httpx.post(
            f"{self.url}/mcp/{server}",
            json={"jsonrpc": "2.0", "id": 1, "method": method, "params": params},
            headers={
                "authorization": f"Bearer {self.token}",
                "accept": "application/json, text/event-stream",
                "mcp-protocol-version": "2025-11-25",
            },
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        text = answer.text.partition("data: ")[2].partition("\n")[0] or answer.text
        told: dict[str, Any] = json.loads(text)
        return told["result"]  # type: ignore[no-any-return]

    @asynccontextmanager
    async def browser(self, fleet: Fleet, session: str | None = None) -> AsyncIterator[tuple[SocketBrowser, str, bool]]:
        """Their browser, its session, and whether that is the one it asked for."""
        async with connected(fleet.socket_url, session, cookie=self.cookie) as browser:
            ready = (await browser.until("bot-ready"))["data"]
            browser.state = PlaybackState(playing=True, channel_id="demo-beat", channel_name="Prism Beat")
            await browser.report()
            yield browser, ready["session"], ready["resumed"]


@dataclass(frozen=True)
class House:
    """A Prism where one signs in, and two people in it."""

    fleet: Fleet
    anna: Person
    ben: Person
    setup_token: str


def cookie_of(answer: httpx.Response) -> str:
    assert answer.is_success, answer.text
    return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())


def sign_in(fleet: Fleet, name: str) -> Person:
    answer = httpx.post(f"{fleet.url}/api/auth/sign-in", json={"name": name, "password": PASSWORD}, timeout=60)
    person = Person(fleet.url, answer.json()["id"], cookie_of(answer), "")
    made = person.ask("POST", "/api/auth/tokens", json={"name": "agent", "scopes": list(SCOPES)})
    return Person(fleet.url, person.id, person.cookie, made.json()["token"])


def setup_token(fleet: Fleet) -> str:
    """What the log says to whoever may read it."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if found := re.search(r"/setup#token=([\w.-]+)", fleet.log.read_text()):
            return found.group(1)
        assert fleet.process.poll() is None, fleet.log.read_text()[-3000:]
        time.sleep(0.2)
    raise TimeoutError(fleet.log.read_text()[-3000:])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with started(tmp_path_factory.mktemp("house"), PRISM_AUTH="required") as fleet:
        token = setup_token(fleet)
        given = {"token": token, "name": "Olga", "password": PASSWORD}
        cookie = cookie_of(httpx.post(f"{fleet.url}/api/auth/setup", json=given, timeout=60))
        fleet.wait_ready(cookie=cookie)
        owner = Person(fleet.url, "", cookie, "")
        for name in ("Anna", "Ben"):
            made = owner.ask("POST", "/api/auth/accounts", json={"name": name, "password": PASSWORD, "role": "viewer"})
            assert made.status_code == 201, made.text
        yield House(fleet, sign_in(fleet, "Anna"), sign_in(fleet, "Ben"), token)


def test_a_set_up_link_opens_once(house: House) -> None:
    given = {"token": house.setup_token, "name": "Mallory", "password": PASSWORD}
    assert httpx.post(f"{house.fleet.url}/api/auth/setup", json=given, timeout=60).status_code in (403, 404, 409)


async def test_an_agent_neither_sees_nor_runs_the_player_of_another_account(house: House) -> None:
    async with house.ben.browser(house.fleet) as (browser, session, _):
        async with asyncio.timeout(60):
            while not (await asyncio.to_thread(house.ben.tool, "control", "get_player_state"))["structuredContent"][
                "players"
            ]:
                await asyncio.sleep(0.1)
        seen = await asyncio.to_thread(house.anna.tool, "control", "get_player_state")
        assert seen["structuredContent"]["players"] == []
        for named in ({}, {"player": session}):
            done = await asyncio.to_thread(
                house.anna.tool, "control", "control_media_player", action="tv.mute", slots={"on": True}, **named
            )
            assert done["isError"], done
            assert session not in str(done["content"])
        assert browser.done == []


def test_a_control_server_has_nothing_to_subscribe_to(house: House) -> None:
    listed = house.anna.rpc("control", "resources/list", {})
    assert listed["resources"] == []


async def test_a_session_is_resumed_by_its_own_account_alone(house: House) -> None:
    async with house.ben.browser(house.fleet) as (_, session, _):
        pass
    async with house.anna.browser(house.fleet, session) as (_, given, resumed):
        assert (given != session, resumed) == (True, False)
    async with house.ben.browser(house.fleet, session) as (_, given, resumed):
        assert (given, resumed) == (session, True)


async def test_a_session_that_is_open_is_not_taken_over_by_another_account(house: House) -> None:
    async with house.ben.browser(house.fleet) as (browser, session, _):
        async with house.anna.browser(house.fleet, session) as (_, given, _):
            assert given != session
        since = len(browser.messages)
        await browser.type("mute the sound")
        await browser.until("ui-command", "tv.command", since=since)


def test_memories_do_not_cross_accounts(house: House) -> None:
    house.ben.tool("memory", "remember", text="Ben likes snooker.")
    [mine] = house.ben.tool("memory", "get_memories")["structuredContent"]["memories"]
    assert house.anna.tool("memory", "get_memories")["structuredContent"]["memories"] == []
    house.anna.tool("memory", "forget", id=mine["id"], confirm=True)
    assert house.ben.tool("memory", "get_memories")["structuredContent"]["memories"] == [mine]


def test_a_profile_of_another_account_is_none_that_can_be_named(house: House) -> None:
    profiles = house.ben.ask("GET", "/api/profiles").json()["profiles"]
    assert profiles
    for profile in profiles:
        said = house.anna.tool("memory", "get_memories", profile=profile["id"])
        assert said["isError"], said
        entered = house.anna.ask("POST", f"/api/profiles/{profile['id']}/enter", json={})
        assert entered.status_code in (403, 404)


def test_a_token_opens_no_server_that_it_was_not_made_for(house: House) -> None:
    for path in ("/mcp/media", "/api/channels", "/api/auth/tokens"):
        answer = httpx.get(house.fleet.url + path, headers={"authorization": f"Bearer {house.anna.token}"}, timeout=60)
        assert answer.status_code == 403, path


def test_the_cookie_of_a_profile_is_worth_nothing_with_another_account(house: House) -> None:
    profile = house.ben.ask("GET", "/api/profiles").json()["current"]
    entered = house.ben.ask("POST", f"/api/profiles/{profile}/enter", json={})
    sealed = cookie_of(entered)
    answer = httpx.get(
        f"{house.fleet.url}/api/profiles", headers={"cookie": f"{house.anna.cookie}; {sealed}"}, timeout=60
    )
    assert answer.json()["current"] != profile
