"""Upstreams that are slow, away or gone, and a gateway that is told to stop."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import pytest

from prism_gateway.edge.client.errors import BadAnswer, ConnectFailed
from prism_gateway.edge.client.replica import FAILURES, Address, Replica
from prism_gateway.edge.client.upstream import Budget, Upstream
from prism_gateway.edge.routes import Timeouts
from prism_gateway.edge.testing import Gateway, parse

Make = Callable[..., Awaitable[Gateway]]
Start = Callable[[int], contextlib.AbstractContextManager[int]]
NOWHERE = "http://127.0.0.1:1"


async def test_an_upstream_that_is_silent_is_a_gateway_timeout_and_left_alone(make: Make, mark: str) -> None:
    gateway = await make(timeouts=Timeouts(connect=60, first_byte=0.3))
    answer = await gateway.ask(f"/silent?{mark}")
    assert answer.status == 504
    assert "took too long" in answer.json()["detail"]
    await gateway.until_seen(mark, lambda told: told["left"])


async def test_an_upstream_that_falls_silent_half_way_is_cut(make: Make) -> None:
    gateway = await make(timeouts=Timeouts(connect=60, idle=0.3))
    answer = await gateway.ask("/half")
    assert (answer.body, answer.complete) == (b"half", False)


async def test_an_answer_that_is_cut_is_one_quiet_line(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    gateway = await make(timeouts=Timeouts(connect=60, idle=0.3))
    await gateway.ask("/half")
    said = [record for record in caplog.records if record.name.startswith("prism")]
    assert [(record.levelname, record.getMessage()) for record in said] == [("WARNING", "answer cut off")]
    assert not any(record.exc_info for record in caplog.records)


async def test_a_request_has_a_time_for_everything(make: Make) -> None:
    gateway = await make(timeouts=Timeouts(connect=60, total=0.4))
    answer = await gateway.ask("/events")
    assert not answer.complete


async def test_a_client_that_stops_sending_its_body_is_told(make: Make) -> None:
    gateway = await make(timeouts=Timeouts(connect=60, idle=0.3))
    answer = parse(await gateway.talk(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"))
    assert answer.status == 408


async def test_an_upstream_that_is_away_is_named_with_when_to_come_back(make: Make) -> None:
    gateway = await make((NOWHERE,))
    answer = await gateway.ask("/echo", method="POST", body=b"x")
    assert answer.status == 503
    assert answer.header("retry-after")
    assert "the up service does not answer" in answer.json()["detail"]


async def test_another_replica_answers_where_one_is_away(make: Make, upstream_port: int) -> None:
    gateway = await make((NOWHERE, f"http://127.0.0.1:{upstream_port}"))
    answers = [await gateway.ask("/echo", method="POST", body=b"x") for _ in range(12)]
    assert {answer.status for answer in answers} == {200}


async def test_a_replica_that_has_all_it_may_have_is_asked_no_more_until_one_is_done(make: Make, mark: str) -> None:
    gateway = await make(most_in_flight=1)
    first = asyncio.create_task(gateway.ask(f"/silent?{mark}"))
    await gateway.until_seen(mark, bool)
    answer = await gateway.ask("/echo")
    assert (answer.status, answer.json()["type"]) == (503, "urn:prism:problem:busy")
    assert answer.header("retry-after")
    first.cancel()
    async with asyncio.timeout(60):
        while (await gateway.ask("/echo")).status != 200:  # another process has no event for us
            await asyncio.sleep(0.02)


async def test_a_name_stands_for_all_its_addresses(make: Make, upstream_port: int) -> None:
    gateway = await make((f"http://localhost:{upstream_port}",))
    assert (await gateway.ask("/echo", method="POST", body=b"x")).status == 200


async def test_a_safe_request_waits_for_an_upstream_that_starts_again(make: Make, another_upstream: Start) -> None:
    with another_upstream(0) as port:
        gateway = await make((f"http://127.0.0.1:{port}",), retry_pauses=[0.1] * 600)
        assert (await gateway.ask("/echo")).status == 200
    asking = asyncio.create_task(gateway.ask("/echo"))
    await asyncio.sleep(0.3)
    with another_upstream(port):
        assert (await asking).status == 200


async def test_a_request_with_a_body_is_never_sent_twice(gateway: Gateway, mark: str) -> None:
    answer = await gateway.ask(f"/die/head?{mark}", method="POST", body=b"pay")
    assert answer.status == 502


async def test_a_safe_request_that_kills_its_upstream_is_not_tried_for_ever(gateway: Gateway) -> None:
    assert (await gateway.ask("/die/head")).status in (502, 503)


async def test_a_safe_request_that_kills_its_upstream_takes_it_from_nobody_else(gateway: Gateway) -> None:
    assert (await gateway.ask("/die/head")).status == 502
    assert (await gateway.ask("/echo", method="POST", body=b"x")).status == 200


def test_a_fifth_of_the_requests_may_be_asked_twice() -> None:
    budget = Budget()
    while budget.spend():
        pass
    for _ in range(50):
        budget.earn()
    assert sum(budget.spend() for _ in range(50)) in (9, 10)


def test_a_replica_that_fails_again_and_again_is_left_alone_for_longer_each_time() -> None:
    now = 0.0
    replica = Replica(Address("http://127.0.0.1:1"), "127.0.0.1", lambda: now)
    for _ in range(FAILURES - 1):
        replica.failed()
    assert not replica.ejected
    replica.failed()
    assert replica.ejected
    now = 1.5
    assert not replica.ejected
    replica.failed()
    now = 3.0
    assert replica.ejected
    replica.succeeded()
    assert not replica.ejected


async def test_one_request_alone_finds_out_whether_a_replica_is_back() -> None:
    now = 0.0
    replica = Replica(Address("http://127.0.0.1:1"), "127.0.0.1", lambda: now)
    for _ in range(FAILURES):
        replica.failed()
    assert replica.breaker == "open"
    now = 1.5
    over = asyncio.Event()

    async def ask() -> bool:
        if replica.ejected:
            return False
        replica.claim()
        await over.wait()
        return True

    asking = [asyncio.create_task(ask()) for _ in range(5)]
    await asyncio.sleep(0)
    assert (replica.breaker, replica.ejected) == ("half-open", True)
    over.set()
    assert sum(await asyncio.gather(*asking)) == 1
    assert not replica.ejected
    replica.succeeded()
    assert replica.breaker == "closed"


async def test_an_open_breaker_refuses_at_once_until_the_replica_is_back(make: Make, another_upstream: Start) -> None:
    with another_upstream(0) as port:
        gateway = await make((f"http://127.0.0.1:{port}",))
    for _ in range(FAILURES):
        assert (await gateway.ask("/echo", method="POST", body=b"x")).status == 503
    assert next(gateway.proxy.replicas()).breaker != "closed"
    with another_upstream(port):
        async with asyncio.timeout(60):
            while (await gateway.ask("/echo", method="POST", body=b"x")).status != 200:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize(("health", "back"), [("/status/200", True), ("/status/503", False)])
async def test_a_replica_that_took_no_connections_is_asked_again_once_its_health_is_good(
    another_upstream: Start, health: str, back: bool
) -> None:
    with another_upstream(0) as port:
        pass
    upstream = Upstream((f"http://127.0.0.1:{port}",), health=health)
    replica = await upstream.choose()
    for _ in range(FAILURES):
        with pytest.raises(ConnectFailed):
            await replica.connect(1.0)
    with another_upstream(port):
        if back:
            await replica.probe(60.0, health)
        else:
            with pytest.raises(BadAnswer, match="503"):
                await replica.probe(60.0, health)
    assert (replica.breaker == "closed") is back


async def test_a_request_under_way_is_finished_before_the_gateway_goes(make: Make, mark: str) -> None:
    gateway = await make(drain_seconds=60)
    asking = asyncio.create_task(gateway.ask(f"/slow?{mark}", method="POST", body=b"x"))
    await gateway.until_seen(mark, lambda told: told.get("method") == "POST")
    gateway.server.should_exit = True
    assert (await asking).status == 200
    with pytest.raises(ConnectionError):
        await gateway.ask("/echo")


async def test_a_stream_does_not_keep_the_gateway_from_going(
    gateway: Gateway, mark: str, caplog: pytest.LogCaptureFixture
) -> None:
    asking = asyncio.create_task(gateway.ask(f"/events?{mark}"))
    await gateway.until_seen(mark, lambda told: told.get("method") == "GET")
    gateway.server.should_exit = True
    answer = await asyncio.wait_for(asking, 60)
    assert not answer.complete
    assert not any(record.exc_info for record in caplog.records)
