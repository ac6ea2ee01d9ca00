"""The connections that a subscription allows."""

import asyncio
import json
from pathlib import Path

import pytest
from aiohttp import web

from prism_media.catalogue.health import Source
from prism_media.relay.conversion.testing import H264, Fixtures
from prism_media.relay.slots import FOR_RECORDING, ConnectionsTaken, Slots
from prism_media.testing import Answer, running_service, serving


class Clock:
    """Seconds that pass when a test says so, or while something waits."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        self.seconds += 0.01
        return self.seconds


def source(name: str, most: object = 1) -> Source:
    return Source(name, "account", name.upper(), "http://x.example/1.ts", {}, account={"max_connections": most})


async def test_a_channel_that_was_left_gives_its_connection_to_the_next() -> None:
    clock = Clock()
    slots = Slots(clock)
    assert await slots.take("a", source("a")) == []
    assert await slots.take("a", source("a")) == []
    clock.seconds += 60
    assert await slots.take("b", source("b")) == ["a"]


async def test_a_channel_that_is_watched_keeps_its_connection_and_the_refusal_names_it() -> None:
    clock = Clock()
    slots = Slots(clock)
    await slots.take("a", source("a"))
    wanting = asyncio.create_task(slots.take("b", source("b")))
    await asyncio.sleep(0)
    slots.touch("a")
    with pytest.raises(ConnectionsTaken, match="allows one connection, in use by A") as refused:
        await wanting
    assert refused.value.details == {"recording": False}
    assert await slots.take("b", source("b", 2)) == []


async def test_a_recording_comes_before_a_viewer_and_gives_way_to_none() -> None:
    slots = Slots(Clock())
    await slots.take("a", source("a"))

    async def record() -> list[str]:
        FOR_RECORDING.set(True)
        return await slots.take("r", source("r"))

    assert await asyncio.create_task(record()) == ["a"]
    with pytest.raises(ConnectionsTaken, match="a recording of R") as refused:
        await slots.take("a", source("a"))
    assert refused.value.details == {"recording": True}


@pytest.mark.parametrize("most", [None, 0, "many"])
async def test_a_subscription_that_names_no_limit_has_none(most: object) -> None:
    slots = Slots(Clock())
    for name in "abc":
        assert await slots.take(name, source(name, most)) == []


class Endless(web.StreamResponse):
    """An endless stream; `counts` gets how many were being sent when it began."""

    def __init__(self, data: bytes, request: web.Request, seen: list[web.Request], counts: list[int]) -> None:
        super().__init__()
        self._data = data
        seen.append(request)
        counts.append(sum(one.transport is not None for one in seen))

    async def write_eof(self, _data: bytes = b"") -> None:
        await self.write(self._data)
        await asyncio.Event().wait()


def provider(data: bytes, counts: list[int]) -> dict[str, Answer]:
    channels = [{"stream_id": number, "name": name} for number, name in ((1, "One"), (2, "Two"))]
    answers = {
        "": {"user_info": {"auth": 1, "max_connections": "1", "allowed_output_formats": ["ts"]}},
        "get_live_streams": channels,
    }

    def api(request: web.Request) -> web.StreamResponse:
        return web.Response(text=json.dumps(answers.get(request.query.get("action", ""), [])))

    seen: list[web.Request] = []
    streams: dict[str, Answer] = {
        f"/live/u/p/{number}.ts": lambda request: Endless(data, request, seen, counts) for number in (1, 2)
    }
    return {"/player_api.php": api, **streams}


async def test_zapping_within_an_account_never_has_two_connections(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = Fixtures(tmp_path_factory.mktemp("sources"))("live.ts", f"{H264} -c:a aac -f mpegts", 8)
    counts: list[int] = []
    async with serving(provider(data, counts)) as base, running_service(tmp_path, demo_channels=False) as client:
        account = {"server": base, "username": "u", "password": "p"}
        made = await client.post("/api/playlists", json={"xtream": account})
        assert made.status_code == 201, made.text
        listed = (await client.get("/api/channels", params={"playlist": made.json()["id"]})).json()["channels"]
        one, two = (f"/api/relay/{channel['id']}/index.m3u8" for channel in listed)
        assert (await client.get(one)).status_code == 200

        async def watching() -> None:
            while True:
                await client.get(one)
                await asyncio.sleep(0.2)

        viewer = asyncio.create_task(watching())
        refused = (await client.get(two)).json()
        viewer.cancel()
        assert (refused["type"].rpartition(":")[2], "in use by One" in refused["detail"]) == ("connections-taken", True)
        zapped = await client.get(two)
        assert (zapped.status_code, set(counts), len(counts)) == (200, {1}, 2), zapped.text
