"""What of an answer reaches the client, and how it ends."""

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable

import pytest
from prometheus_client import REGISTRY

from prism_gateway.edge.testing import Gateway, parse

Make = Callable[..., Awaitable[Gateway]]


async def test_fields_of_an_answer_stay_as_many_as_they_are(gateway: Gateway) -> None:
    answer = await gateway.ask("/cookies")
    assert answer.all("set-cookie") == ["a=1; Path=/", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"]
    assert answer.header("x-case") == "MiXed"


async def test_fields_of_upstreams_connection_do_not_reach_the_client(gateway: Gateway) -> None:
    answer = await gateway.ask("/hop")
    assert answer.header("x-kept") == "yes"
    assert not {name for name, _ in answer.headers} & {"x-own", "keep-alive", "proxy-authenticate", "server"}
    assert len(answer.all("date")) == 1


async def test_compressed_bytes_pass_untouched(gateway: Gateway) -> None:
    answer = await gateway.ask("/gzip")
    assert answer.header("content-encoding") == "gzip"
    assert answer.body == gzip.compress(b"hello" * 100, mtime=0)


@pytest.mark.parametrize("path", ["/head", "/head-chunked"])
async def test_a_head_has_no_body_and_the_connection_goes_on(gateway: Gateway, path: str) -> None:
    async with gateway.connected() as (reader, writer):
        for _ in range(2):
            writer.write(f"HEAD {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
            assert head.startswith(b"HTTP/1.1 200")
            assert (b"content-length: 12345" in head) is (path == "/head")
        writer.write(b"GET /status/200 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("status", [204, 304])
async def test_an_answer_that_has_no_body_promises_none(gateway: Gateway, status: int) -> None:
    async with gateway.connected() as (reader, writer):
        writer.write(f"GET /bodiless/{status} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        assert head.startswith(b"HTTP/1.1 %d" % status)
        assert b"transfer-encoding" not in head
        assert b'etag: "1"' in head
        writer.write(b"GET /status/200 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)).startswith(b"HTTP/1.1 200")


async def test_a_range_passes_both_ways(gateway: Gateway) -> None:
    answer = await gateway.ask("/range", "Range: bytes=3-5")
    assert (answer.status, answer.body) == (206, b"345")
    assert (answer.header("x-range"), answer.header("content-range")) == ("bytes=3-5", "bytes 3-5/10")


@pytest.mark.parametrize("status", [200, 201, 301, 404, 418, 429, 500, 503, 599])
async def test_upstreams_status_is_the_clients(gateway: Gateway, status: int) -> None:
    assert (await gateway.ask(f"/status/{status}")).status == status


async def test_interim_answers_come_before_the_final_one_and_do_not_take_its_place(gateway: Gateway) -> None:
    answer = await gateway.ask("/interim")
    assert (answer.status, answer.body) == (200, b"final")
    interim, _, final = answer.raw.partition(b"HTTP/1.1 200 OK\r\n")
    assert interim == b"HTTP/1.1 103 Early Hints\r\nlink: </x.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
    assert final.endswith(b"\r\n\r\nfinal")


async def test_an_http_1_0_client_gets_no_interim_answers(gateway: Gateway) -> None:
    assert (await gateway.talk(b"GET /interim HTTP/1.0\r\nHost: x\r\n\r\n")).startswith(b"HTTP/1.1 200")


async def test_an_early_hint_is_early(gateway: Gateway) -> None:
    async with gateway.connected() as (reader, writer):
        writer.write(b"GET /hint HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)).startswith(b"HTTP/1.1 103")


async def test_chunks_pass_without_their_trailers(gateway: Gateway) -> None:
    answer = await gateway.ask("/chunks")
    assert (answer.body, answer.complete) == (b"hello world", True)
    assert answer.header("trailer") is None
    assert b"X-Sum" not in answer.raw


async def test_an_answer_without_a_length_ends_with_its_connection(gateway: Gateway) -> None:
    answer = await gateway.ask("/until-close")
    assert (answer.body, answer.complete) == (b"all of it", True)


async def test_events_arrive_as_they_are_sent(gateway: Gateway) -> None:
    async with gateway.connected() as (reader, writer):
        writer.write(b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n")
        async with asyncio.timeout(60):
            await reader.readuntil(b"data: 000000\n\n")
            await reader.readuntil(b"data: 000003\n\n")


@pytest.mark.parametrize("path", ["/events", "/silent", "/half"])
async def test_a_client_that_leaves_ends_the_work_behind_it(gateway: Gateway, mark: str, path: str) -> None:
    async with gateway.connected() as (_, writer):
        writer.write(f"GET {path}?{mark} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        await gateway.until_seen(mark, lambda told: told.get("method") == "GET")
    await gateway.until_seen(mark, lambda told: told["left"])


@pytest.mark.parametrize("how", ["length", "chunked", "in-chunk", "until-close"])
async def test_an_upstream_that_dies_half_way_never_looks_like_a_clean_end(gateway: Gateway, how: str) -> None:
    answer = await gateway.ask(f"/die/{how}")
    assert answer.status == 200
    assert answer.body == b"half"
    assert not answer.complete


@pytest.mark.parametrize("how", ["length", "chunked", "in-chunk"])
async def test_an_answer_that_was_cut_is_none_that_succeeded_in_the_log_and_the_metrics(make: Make, how: str) -> None:
    labels = {"upstream": "up", "route": "page", "method": "GET", "status": "cut"}
    before = REGISTRY.get_sample_value("prism_edge_request_duration_seconds_count", labels) or 0
    written: list[bytes] = []
    gateway = await make(write=written.append)
    assert not (await gateway.ask(f"/die/{how}")).complete
    line = json.loads(b"".join(written))
    assert (line["flags"], line["bytes_out"]) == (["cut"], 4)
    assert REGISTRY.get_sample_value("prism_edge_request_duration_seconds_count", labels) == before + 1


@pytest.mark.parametrize(
    "path",
    [
        "/die/head",
        "/die/in-head",
        "/bad/garbage",
        "/bad/lengths",
        "/bad/both",
        "/bad/switch",
        "/bad/long",
        "/bad/version",
        "/bad/coding",
        "/status/700",
    ],
)
async def test_what_is_no_answer_is_a_bad_gateway(gateway: Gateway, path: str) -> None:
    answer = await gateway.ask(path, method="POST", body=b"x")
    assert answer.status == 502
    assert answer.header("content-type") == "application/problem+json"
    assert "the up service" in answer.json()["detail"]


async def test_an_answer_too_many_is_nobodys(gateway: Gateway) -> None:
    for _ in range(5):
        assert (await gateway.ask("/extra")).body == b"mine"
        assert (await gateway.ask("/echo")).json()["target"] == "/echo"


async def test_connections_to_upstream_are_used_again(gateway: Gateway) -> None:
    numbers = {(await gateway.ask("/echo")).json()["connection"] for _ in range(5)}
    assert len(numbers) == 1


async def test_a_connection_that_upstream_closed_meanwhile_costs_a_safe_request_nothing(gateway: Gateway) -> None:
    for _ in range(10):
        assert (await gateway.ask("/closing")).status == 200


async def test_a_large_answer_arrives_whole_and_waits_for_a_slow_client(gateway: Gateway, mark: str) -> None:
    size = 30_000_000
    async with gateway.connected() as (reader, writer):
        writer.write(f"GET /large/{size}?{mark} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.5)  # The client does not read: what is under way is bounded by the sockets' buffers.
        sent = int((await gateway.seen(mark))["notes"][0])
        assert sent < 20_000_000
        got = 0
        while data := await asyncio.wait_for(reader.read(1 << 20), 60):
            assert data[0] == got % 256
            got += len(data)
    assert got == size


async def test_an_http_1_0_client_is_answered_and_let_go(gateway: Gateway) -> None:
    answer = parse(await gateway.talk(b"GET /cookies HTTP/1.0\r\nHost: x\r\n\r\n"))
    assert (answer.status, answer.body, answer.header("connection")) == (200, b"x", "close")


async def test_an_http_1_0_client_gets_no_chunks(gateway: Gateway) -> None:
    got = await gateway.talk(b"GET /chunks HTTP/1.0\r\nHost: x\r\n\r\n")
    head, _, body = got.partition(b"\r\n\r\n")
    assert b"transfer-encoding" not in head
    assert body == b"hello world"
