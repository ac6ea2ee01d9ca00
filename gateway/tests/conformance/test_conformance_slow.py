"""Clients that hold a place by being slow, at every point where one can be."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from prism_gateway.edge.patience import Patience
from prism_gateway.edge.testing import Gateway, parse

Make = Callable[..., Awaitable[Gateway]]
HASTY = Patience(head=0.3, body=0.3, keep_alive=0.3, look=0.05, unread=0.3, rate_after=0.2, slowest_rate=1000)
POST = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"


async def drip(gateway: Gateway, first: bytes, drop: bytes) -> bytes:
    """Sends `first`, then `drop` again and again; gives what comes back until the connection ends."""
    async with gateway.connected() as (reader, writer), asyncio.timeout(60):

        async def dripping() -> None:
            with contextlib.suppress(ConnectionError):
                while True:
                    writer.write(drop)
                    await writer.drain()
                    await asyncio.sleep(0.02)

        writer.write(first)
        task = asyncio.create_task(dripping())
        try:
            got = b""
            with contextlib.suppress(ConnectionError):
                while data := await reader.read(1 << 16):
                    got += data
            return got
        finally:
            task.cancel()


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        pytest.param(b"GET /echo HTTP/1.1\r\nHost: x\r\n", b"X: 1\r\n", id="a head that never ends"),
        pytest.param(b"GET /e", b"x", id="an address that never ends"),
        pytest.param(POST, b"x", id="a body that comes more slowly than any network"),
        pytest.param(
            b"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1\r\nx\r\n",
            id="chunks of a byte each",
        ),
    ],
)
async def test_whoever_drips_is_told_and_let_go(make: Make, first: bytes, drop: bytes) -> None:
    gateway = await make(patience=HASTY)
    answer = parse(await drip(gateway, first, drop))
    assert (answer.status, answer.header("connection")) == (408, "close")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(b"GET /echo HTTP/1.1\r\nHo", id="half a head"),
        pytest.param(POST + b"half", id="half a body"),
    ],
)
async def test_whoever_falls_silent_is_told_and_let_go(make: Make, said: bytes) -> None:
    gateway = await make(patience=HASTY)
    assert parse(await gateway.talk(said)).status == 408


async def test_a_connection_that_rests_between_requests_is_closed_without_a_word(make: Make) -> None:
    gateway = await make(patience=HASTY)
    got = await gateway.talk(b"GET /status/204 HTTP/1.1\r\nHost: x\r\n\r\n")
    assert got.count(b"HTTP/1.1") == 1


async def test_a_connection_that_rests_for_less_is_used_again(make: Make) -> None:
    gateway = await make(patience=Patience(head=1.0, keep_alive=60.0, look=0.05))
    async with gateway.connected() as (reader, writer):
        for _ in range(2):
            writer.write(b"GET /status/204 HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)).startswith(b"HTTP/1.1 204")
            await asyncio.sleep(1.3)


async def test_an_answer_that_takes_its_time_is_waited_for(make: Make) -> None:
    gateway = await make(patience=replace(HASTY, head=60.0))
    assert (await gateway.ask("/slow")).status == 200


async def test_whoever_does_not_read_its_answer_is_let_go(make: Make, mark: str) -> None:
    gateway = await make(patience=HASTY)
    async with gateway.connected() as (_, writer):
        writer.write(f"GET /large/60000000?{mark} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await gateway.until_seen(mark, lambda told: told.get("method") == "GET")
        await gateway.until_seen(mark, lambda told: told["ended"])


async def test_a_hundred_slow_clients_keep_nobody_waiting(make: Make) -> None:
    gateway = await make(patience=Patience(look=60.0))
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(100):
            _, writer = await stack.enter_async_context(gateway.connected())
            writer.write(b"GET /echo HTTP/1.1\r\nHo")
        assert (await gateway.ask("/echo")).status == 200
