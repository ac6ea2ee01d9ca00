"""WebSockets through the edge to a real upstream."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import WSMsgType

from prism_gateway.edge.testing import Gateway

Make = Callable[..., Awaitable[Gateway]]


@asynccontextmanager
async def opened(
    gateway: Gateway, path: str, *, origin: str | None = None, protocols: tuple[str, ...] = ()
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A socket at `path`."""
    url = f"http://127.0.0.1:{gateway.port}{path}"
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(url, origin=origin, protocols=protocols, max_msg_size=0) as socket,
    ):
        yield socket


async def test_messages_pass_both_ways_as_they_are(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/echo") as socket:
        for message in ("hello", "", "é" * 200, "x" * 100_000):
            await socket.send_str(message)
            assert await socket.receive_str(timeout=60) == message
        for data in (b"", b"\x00\xff", bytes(300_000)):
            await socket.send_bytes(data)
            assert await socket.receive_bytes(timeout=60) == data


async def test_the_subprotocol_is_what_upstream_chose(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/echo", protocols=("chat", "mqtt")) as socket:
        assert socket.protocol == "chat"


async def test_pieces_of_a_message_and_pings_between_them_arrive_as_one(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/pieces") as socket:
        assert await socket.receive_str(timeout=60) == "onetwoend"


async def test_upstreams_close_is_the_clients(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/close") as socket:
        message = await socket.receive(timeout=60)
        assert (message.type, message.data, message.extra) == (WSMsgType.CLOSE, 4321, "enough")


async def test_the_clients_close_is_upstreams(gateway: Gateway, mark: str) -> None:
    async with opened(gateway, f"/socket/echo?{mark}") as socket:
        await socket.close(code=4002, message=b"bye")
    await gateway.until_seen(mark, lambda told: told["notes"] == ["closed 4002 bye"])


async def test_an_upstream_that_dies_does_not_say_goodbye(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/die") as socket:
        message = await socket.receive(timeout=60)
        assert (message.type, message.data) == (WSMsgType.CLOSE, 1014)


async def test_a_client_that_vanishes_ends_the_socket_upstream(gateway: Gateway, mark: str) -> None:
    async with opened(gateway, f"/socket/echo?{mark}") as socket:
        transport = socket.get_extra_info("socket")
        assert transport is not None
        socket._response.connection.transport.abort()  # type: ignore[union-attr]
        await gateway.until_seen(mark, lambda told: told["left"] or bool(told["notes"]))


@pytest.mark.parametrize(
    ("path", "status"), [("/socket/refuse", 403), ("/socket/wrong", 502), ("/die/head", 502), ("/bad/garbage", 502)]
)
async def test_a_handshake_that_upstream_refuses_is_refused(gateway: Gateway, path: str, status: int) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with opened(gateway, path):
            pass
    assert refused.value.status == status


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1.evil.example", "file://"])
async def test_pages_of_other_sites_may_not_connect(gateway: Gateway, mark: str, origin: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with opened(gateway, f"/socket/echo?{mark}", origin=origin):
            pass
    assert refused.value.status == 403
    assert await gateway.seen(mark) == {}


async def test_our_own_page_may_connect_and_any_may_where_the_route_says_so(gateway: Gateway, make: Make) -> None:
    async with opened(gateway, "/socket/echo", origin=f"http://127.0.0.1:{gateway.port}"):
        pass
    open_to_all = await make(origins=False)
    async with opened(open_to_all, "/socket/echo", origin="http://other.example"):
        pass


async def test_a_client_that_does_not_read_holds_upstream_back(gateway: Gateway, mark: str) -> None:
    request = (
        f"GET /socket/flood?{mark} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    async with gateway.connected() as (reader, writer):
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(request.encode())
        await gateway.until_seen(mark, lambda told: bool(told.get("notes")))
        held = [replica.in_flight for replica in gateway.proxy.replicas()]
        assert held == [1]


async def test_sockets_are_told_that_the_gateway_goes(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/echo") as socket:
        gateway.server.should_exit = True
        message = await socket.receive(timeout=60)
        assert (message.type, message.data) == (WSMsgType.CLOSE, 1012)


@pytest.mark.parametrize(
    "line",
    ["Cookie: a=" + "b" * 9000, "Content-Length: 5", "Transfer-Encoding: chunked"],
    ids=["long", "body", "chunks"],
)
async def test_a_handshake_that_cannot_be_read_is_refused_and_let_go(gateway: Gateway, line: str) -> None:
    lines = ("Host: x", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", line)
    key = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
    got = await gateway.talk("\r\n".join(("GET /socket HTTP/1.1", *lines, key, "", "")).encode())
    assert got.startswith(b"HTTP/1.1 400 ")


async def test_a_message_under_way_when_the_socket_opens_is_not_lost(gateway: Gateway) -> None:
    async with opened(gateway, "/socket/echo") as socket:
        await asyncio.gather(*(socket.send_str(str(n)) for n in range(200)))
        assert [await socket.receive_str(timeout=60) for _ in range(200)] == [str(n) for n in range(200)]
