"""What of a request reaches upstream, and what is refused with the connection closed."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable

import pytest

from prism_gateway.edge.testing import Gateway, parse

Make = Callable[..., Awaitable[Gateway]]
GET = b"GET /echo HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /echo HTTP/1.1\r\nHost: x\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        pytest.param(POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     400, id="length and chunks"),
        pytest.param(POST + CHUNKED + b"Content-Length: 5\r\n\r\n0\r\n\r\n",
                     400, id="chunks and length"),
        pytest.param(POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400,
                     id="two lengths"),
        pytest.param(POST + b"Content-Length: 5, 5\r\n\r\nhello", 400, id="a list of lengths"),
        pytest.param(POST + b"Content-Length: +5\r\n\r\nhello", 400, id="a signed length"),
        pytest.param(POST + b"Content-Length: 0x5\r\n\r\nhello", 400, id="a length in hex"),
        pytest.param(POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400,
                     id="an unknown coding"),
        pytest.param(POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400,
                     id="two codings"),
        pytest.param(POST + CHUNKED + b"Transfer-Encoding: identity\r\n\r\n"
                     b"0\r\n\r\n", 400, id="two codings in two lines"),
        pytest.param(POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400,
                     id="a space before the colon"),
        pytest.param(POST + CHUNKED + b"\r\nzz\r\n\r\n", 400,
                     id="a chunk without a size"),
        pytest.param(b"GET /echo HTTP/1.1\nHost: x\n\n", 400, id="bare line feeds"),
        pytest.param(GET + b"X-A: 1\nX-B: 2\r\n\r\n", 400, id="one bare line feed"),
        pytest.param(GET + b"X-A: 1\r\n folded\r\n\r\n", 400, id="a folded line"),
        pytest.param(GET + b"X-A: a\x00b\r\n\r\n", 400, id="a null in a value"),
        pytest.param(GET + b"X(A): 1\r\n\r\n", 400, id="a name that is no token"),
        pytest.param(GET + b"X_Forwarded_For: 6.6.6.6\r\n\r\n", 400, id="an underscore"),
        pytest.param(GET + b"Host: y\r\n\r\n", 400, id="two hosts"),
        pytest.param(b"GET /echo HTTP/1.1\r\n\r\n", 400, id="no host"),
        pytest.param(b"GET http://evil.example/echo HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an absolute target"),
        pytest.param(b"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="a tunnel"),
        pytest.param(b"CONNECT /echo HTTP/1.1\r\nHost: x\r\n\r\n", 405, id="a tunnel to a path"),
        pytest.param(b"TRACE /echo HTTP/1.1\r\nHost: x\r\n\r\n", 405, id="an echo of what a page may not see"),
        pytest.param(b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an asterisk"),
        pytest.param(b"GET /echo#part HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="a fragment"),
        pytest.param(b"GET /echo/../admin HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="dot segments"),
        pytest.param(b"GET /echo/..;/admin HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="dot segments with parameters"),
        pytest.param(b"GET /echo/./x HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="a single dot"),
        pytest.param(b"GET /echo/%2e%2E/admin HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="escaped dots"),
        pytest.param(b"GET /echo/a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an escaped slash"),
        pytest.param(b"GET /echo/a%5cb HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an escaped backslash"),
        pytest.param(b"GET /echo\\x HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="a backslash"),
        pytest.param(b"GET /echo/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an escaped null"),
        pytest.param(b"GET /echo/%0d%0aX:1 HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an escaped line end"),
        pytest.param(b"GET //echo HTTP/1.1\r\nHost: x\r\n\r\n", 400, id="an empty segment"),
        pytest.param(b"GET /" + b"x" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, id="a long address"),
        pytest.param(b"GET /" + b"x" * 300_000, 414, id="an address without an end"),
        pytest.param(GET + b"".join(b"X-%d: 1\r\n" % n for n in range(120)) + b"\r\n", 431, id="many headers"),
        pytest.param(GET + b"X-A: " + b"x" * 40_000 + b"\r\n\r\n", 431, id="a long header"),
        pytest.param(GET + b"X-A: " + b"x" * 300_000, 431, id="a header without an end"),
        pytest.param(POST + CHUNKED + b"\r\n0\r\nX-A: " + b"x" * 300_000, 431, id="a trailer without an end"),
        pytest.param(POST + CHUNKED + b"\r\n1;" + b"x" * 300_000, 431, id="a chunk's extension without an end"),
        pytest.param(b"GET /echo HTTP/2.0\r\nHost: x\r\n\r\n", 505, id="another version"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, id="HTTP/2 unasked"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, id="TLS on a plain port"),
        *(
            pytest.param(b"GET /echo HTTP/1.1\r\nHost: " + host + b"\r\n\r\n", 400, id=f"the host {host!r}")
            for host in (b"evil.example/.local", b"evil.example@x", b'x"y', b"x y", b"a,b", b"x:99999999", b"[x]")
        ),
        pytest.param(b"GET /echo HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, id="a name that is not ours"),
        pytest.param(POST + b"Content-Length: 5000000\r\n\r\n", 413, id="a large body"),
    ],
)  # fmt: skip
async def test_what_two_servers_may_understand_differently_is_refused_and_the_connection_closed(
    gateway: Gateway, mark: str, request_bytes: bytes, status: int
) -> None:
    got = await gateway.talk(request_bytes + f"GET /echo?{mark} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    answer = parse(got)
    assert answer.status == status, got[:200]
    assert answer.header("connection") == "close"
    assert got.count(b"content-length: ") == 1
    assert await gateway.seen(mark) == {}


async def test_a_body_without_an_end_is_cut_off_at_the_limit(gateway: Gateway) -> None:
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    request = POST + CHUNKED + b"\r\n" + chunk * 80 + b"0\r\n\r\n"
    assert parse(await gateway.talk(request)).status == 413


async def test_fields_after_a_body_never_pass_for_those_before_it(gateway: Gateway) -> None:
    trailers = b"X_Remote_User: root\r\nAuthorization: Basic eA==\r\nX-Last: 1\r\n"
    got = await gateway.talk(POST + b"Connection: close\r\n" + CHUNKED + b"\r\n1\r\na\r\n0\r\n" + trailers + b"\r\n")
    names = {name.lower() for name, _ in parse(got).json()["headers"]}
    assert not names & {"x_remote_user", "authorization", "x-last"}


async def test_a_request_arrives_as_it_was_sent(gateway: Gateway) -> None:
    answer = await gateway.ask("/echo/a%20b/%C3%A9?x=1&x=%2F..%00&&", "X-Two: 1", "x-two: 2", "Accept-Encoding: br")
    told = answer.json()
    assert told["target"] == "/echo/a%20b/%C3%A9?x=1&x=%2F..%00&&"
    names = [name.lower() for name, _ in told["headers"]]
    assert names.count("x-two") == 2
    assert "accept-encoding" in names
    assert "user-agent" not in names


async def test_fields_of_one_connection_and_forged_ones_do_not_reach_upstream(gateway: Gateway) -> None:
    answer = await gateway.ask(
        "/echo", "Connection: X-Own", "X-Own: 1", "Keep-Alive: 5", "TE: trailers", "Proxy-Authorization: x",
        "Upgrade: h2c", "X-Forwarded-For: 6.6.6.6", "X-Real-IP: 6.6.6.6", "Forwarded: for=6.6.6.6",
        "X-Forwarded-Proto: https", "X-Original-URL: /admin", "X-WebAuth-User: admin",
        "Connection: X-Other", "X-Other: 1",
    )  # fmt: skip
    headers = {name.lower(): value for name, value in answer.json()["headers"]}
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["x-forwarded-host"] == "x"
    assert not headers.keys() & {
        "x-own",
        "keep-alive",
        "te",
        "proxy-authorization",
        "upgrade",
        "x-real-ip",
        "forwarded",
        "x-original-url",
        "x-webauth-user",
        "x-other",
    }


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_large_upload_arrives_byte_for_byte(gateway: Gateway, chunked: bool) -> None:
    body = bytes(range(256)) * 12_000
    if chunked:
        framed = b"".join(
            b"%x\r\n%b\r\n" % (len(body[at : at + 70_000]), body[at : at + 70_000])
            for at in range(0, len(body), 70_000)
        )
        answer = await gateway.ask("/echo", "Transfer-Encoding: chunked", method="POST", body=framed + b"0\r\n\r\n")
    else:
        answer = await gateway.ask("/echo", method="POST", body=body)
    assert answer.json()["sha256"] == hashlib.sha256(body).hexdigest()


async def test_an_upload_is_passed_on_while_it_is_sent(gateway: Gateway, mark: str) -> None:
    async with gateway.connected() as (_, writer):
        writer.write(f"POST /echo?{mark} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf".encode())
        await gateway.until_seen(mark, lambda told: told.get("method") == "POST")


async def test_a_slow_upstream_holds_the_upload_back(gateway: Gateway) -> None:
    answer = await gateway.ask("/slow", method="POST", body=bytes(3_900_000))
    assert answer.json()["bytes"] == 3_900_000


async def test_a_client_that_expects_to_be_asked_sends_its_body_once_upstream_wants_it(
    gateway: Gateway, mark: str
) -> None:
    async with gateway.connected() as (reader, writer):
        writer.write(
            f"POST /wants?{mark} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n".encode()
        )
        assert await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60) == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(b"body")
        assert (await asyncio.wait_for(reader.readline(), 60)).startswith(b"HTTP/1.1 200")
    assert (await gateway.seen(mark))["notes"] == ["100-continue"]


async def test_a_client_that_expects_to_be_asked_is_told_when_upstream_does_not_want_it(
    gateway: Gateway, mark: str
) -> None:
    request = (
        f"POST /refuses?{mark} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4000\r\n\r\n".encode()
    )
    got = await gateway.talk(request)
    assert got.startswith(b"HTTP/1.1 401")
    assert parse(got).body == b"no thanks"


async def test_an_answer_before_the_end_of_the_upload_is_delivered(gateway: Gateway) -> None:
    got = await gateway.talk(b"POST /refuses HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + bytes(1_000_000))
    answer = parse(got)
    assert (answer.status, answer.body, answer.header("connection")) == (401, b"no thanks", "close")


async def test_a_client_that_leaves_amid_its_upload_ends_the_request_upstream(gateway: Gateway, mark: str) -> None:
    async with gateway.connected() as (_, writer):
        writer.write(f"POST /silent?{mark} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf".encode())
        await gateway.until_seen(mark, lambda told: told.get("method") == "POST")
    await gateway.until_seen(mark, lambda told: told["left"])


async def test_requests_sent_at_once_are_answered_in_order(gateway: Gateway) -> None:
    async with gateway.connected() as (reader, writer):
        writer.write(b"".join(b"GET /status/%d HTTP/1.1\r\nHost: x\r\n\r\n" % status for status in (201, 202, 203)))
        for status in (b"201", b"202", b"203"):
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
            assert head.split(b" ")[1] == status


async def test_a_stripped_prefix_does_not_reach_upstream(make: Make, upstream_port: int) -> None:
    gateway = await make((f"http://127.0.0.1:{upstream_port}/echo/base",), strip_prefix=True)
    assert (await gateway.ask("/x?y")).json()["target"] == "/echo/base/x?y"


@pytest.mark.parametrize("asked", ["/api/base/x?y", "/%61pi/b%61se/x?y"])
async def test_a_prefix_is_stripped_however_it_was_written(make: Make, upstream_port: int, asked: str) -> None:
    gateway = await make((f"http://127.0.0.1:{upstream_port}/echo",), prefix="/api/base", strip_prefix=True)
    assert (await gateway.ask(asked)).json()["target"] == "/echo/x?y"
