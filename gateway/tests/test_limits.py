"""Rate limits: exact over the fleet, quick to refuse, and harmless when Redis is away."""

import asyncio
import logging
import time
from collections.abc import Coroutine, Iterator
from typing import Any

import orjson
import pytest
from starlette.types import ASGIApp, Message

from prism_core.errors import BadInput
from prism_core.testing import RunningRedis, VirtualClock, running_redis
from prism_gateway.edge.exchange import Account, Exchange
from prism_gateway.edge.limits.counters import Counters, LocalCounters, RedisCounters
from prism_gateway.edge.limits.guard import Limits, network_of
from prism_gateway.edge.limits.limiter import LEASE_SECONDS, Limiter
from prism_gateway.edge.limits.policy import Policy, policies
from prism_gateway.edge.limits.window import Seen
from prism_gateway.edge.routes import LimitClass, Route

TEN = Policy("api", 10, 60)


@pytest.fixture(scope="module")
def redis() -> Iterator[RunningRedis]:
    with running_redis() as server:
        yield server


def patient(redis: RunningRedis) -> RedisCounters:
    """Counters that a slow machine does not take away from Redis."""
    return RedisCounters(redis.url, patience_seconds=60.0)


class Counted:
    """Counters that tell how often they were asked."""

    def __init__(self, inner: Counters) -> None:
        self.inner = inner
        self.asked = 0

    async def take(self, key: str, policy: Policy, want: int) -> tuple[int, Seen]:
        self.asked += 1
        return await self.inner.take(key, policy, want)

    async def close(self) -> None:
        await self.inner.close()


def exchange(
    client: str = "203.0.113.5", limit_class: LimitClass = "api", user: Account | None = None, prefix: str = "/api"
) -> Exchange:
    route = Route(prefix, "media", limit_class=limit_class)
    return Exchange("1", route, client, "http", "tv.local", time.perf_counter(), user=user)


async def allowed(limiter: Limiter, policy: Policy, key: str = "k", times: int = 100) -> int:
    return sum([(await limiter.verdict(key, policy)).allowed for _ in range(times)])


def test_policies_are_read_over_the_defaults() -> None:
    found = policies("api=5/second, model=off")
    assert found["api"] == Policy("api", 5, 1)
    assert "model" not in found
    assert found["stream"].amount > 0
    assert policies("off") == {}


@pytest.mark.parametrize("text", ["api", "api=fast", "games=1/minute", "api=600"])
def test_a_policy_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(BadInput, match="PRISM_RATE_LIMITS"):
        policies(text)


async def test_no_more_than_the_policy_grants_goes_through() -> None:
    clock = VirtualClock(60.0)
    assert await allowed(Limiter(LocalCounters(clock), clock), TEN) == 10


async def test_the_window_slides() -> None:
    clock = VirtualClock(60.0)
    limiter = Limiter(LocalCounters(clock), clock)
    assert await allowed(limiter, TEN) == 10
    clock.advance(59)
    assert await allowed(limiter, TEN) == 0
    clock.advance(31)  # Half of the next window is over, so half of what was asked in the last is out of sight.
    assert await allowed(limiter, TEN) == 5


async def test_whoever_waits_as_long_as_told_may_ask_again() -> None:
    clock = VirtualClock(75.0)
    limiter = Limiter(LocalCounters(clock), clock)
    await allowed(limiter, TEN)
    refused = await limiter.verdict("k", TEN)
    clock.advance(refused.seconds - 0.5)
    assert not (await limiter.verdict("k", TEN)).allowed
    clock.advance(0.6)
    assert (await limiter.verdict("k", TEN)).allowed


async def test_a_refusal_asks_nobody() -> None:
    clock = VirtualClock(60.0)
    counters = Counted(LocalCounters(clock))
    limiter = Limiter(counters, clock)
    await allowed(limiter, TEN)
    asked = counters.asked
    assert await allowed(limiter, TEN, times=1000) == 0
    assert counters.asked == asked


async def test_a_busy_client_costs_few_questions_and_a_visitor_one_permission() -> None:
    counters = Counted(LocalCounters())
    limiter = Limiter(counters)
    plenty = Policy("stream", 12_000, 60)
    await allowed(limiter, plenty, times=1000)
    assert counters.asked < 50
    _, seen = await counters.take("visitor", plenty, 0)
    await limiter.verdict("visitor", plenty)
    _, seen = await counters.take("visitor", plenty, 0)
    assert seen.current == 1


async def test_permissions_that_were_not_used_are_not_kept() -> None:
    clock = VirtualClock(60.0)
    counters = Counted(LocalCounters(clock))
    limiter = Limiter(counters, clock)
    plenty = Policy("stream", 12_000, 60)
    await allowed(limiter, plenty, times=3)
    clock.advance(LEASE_SECONDS + 0.1)
    assert limiter.at_once("k", plenty) is None


async def test_many_gateways_together_grant_what_one_would(redis: RunningRedis) -> None:
    limiters = [Limiter(patient(redis)) for _ in range(3)]
    policy = Policy("api", 100, 3600)
    key = "fleet"
    results = await asyncio.gather(*(allowed(limiter, policy, key, 100) for limiter in limiters))
    assert 100 - 3 * 2 <= sum(results) <= 100  # A lease of each may lie unused.
    for limiter in limiters:
        await limiter.close()


async def test_requests_that_arrive_together_ask_once(redis: RunningRedis) -> None:
    counters = Counted(patient(redis))
    limiter = Limiter(counters)
    verdicts = await asyncio.gather(*(limiter.verdict("together", Policy("api", 8, 3600)) for _ in range(20)))
    assert sum(verdict.allowed for verdict in verdicts) == 8
    await limiter.close()


async def test_both_counters_agree_about_the_window(redis: RunningRedis) -> None:
    remote = patient(redis)
    local = LocalCounters(time.time)
    policy = Policy("api", 50, 3600)
    for want in (1, 7, 40, 10):
        granted, seen = await remote.take("agree", policy, want)
        expected, seen_here = await local.take("agree", policy, want)
        assert (granted, seen.current, seen.previous) == (expected, seen_here.current, seen_here.previous)
        assert seen.into == pytest.approx(seen_here.into, abs=0.01)
    await remote.close()


async def test_without_redis_each_gateway_limits_by_itself_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    limiter = Limiter(RedisCounters("redis://127.0.0.1:9/0"))
    with caplog.at_level(logging.WARNING):
        assert await allowed(limiter, TEN) == 10
    assert len(caplog.records) == 1
    await limiter.close()


async def test_a_redis_that_hangs_is_not_waited_for() -> None:
    with running_redis() as server:
        counters = RedisCounters(server.url)
        limiter = Limiter(counters)
        await limiter.verdict("before", TEN)
        server.process.send_signal(19)  # SIGSTOP: it accepts and stays silent.
        try:
            async with asyncio.timeout(60):
                assert await allowed(limiter, Policy("api", 1000, 60), "hanging", 500) == 500
        finally:
            server.process.send_signal(18)
        await limiter.close()


async def said_by(verdict: ASGIApp | Coroutine[Any, Any, ASGIApp | None] | None) -> ASGIApp | None:
    return await verdict if isinstance(verdict, Coroutine) else verdict


async def answer_of(limits: Limits, asked: Exchange, path: str = "/api/channels") -> list[Message]:
    refused = await said_by(limits.by_address(asked, {})) or await said_by(limits.by_user(asked, {}))
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    if refused is not None:
        await refused({"type": "http", "path": path}, receive, send)
    return sent


async def test_a_refusal_says_when_to_come_back() -> None:
    limits = Limits({"api": Policy("api", 1, 60)}, Limiter(LocalCounters()))
    assert await answer_of(limits, exchange()) == []
    start, body = await answer_of(limits, exchange())
    headers = dict(start["headers"])
    assert start["status"] == 429
    assert 1 <= int(headers[b"retry-after"]) <= 121
    assert headers[b"ratelimit-policy"] == b'"api";q=1;w=60'
    assert headers[b"ratelimit"].startswith(b'"api";r=0;t=')
    assert orjson.loads(body["body"])["type"] == "urn:prism:problem:too-many-requests"


async def test_programs_of_openai_get_its_shape_of_errors() -> None:
    limits = Limits({"model": Policy("model", 1, 60)}, Limiter(LocalCounters()))
    await answer_of(limits, exchange(limit_class="model"))
    _, body = await answer_of(limits, exchange(limit_class="model"), "/v1/audio/speech")
    assert orjson.loads(body["body"])["error"]["code"] == "too_many_requests"


async def test_an_answer_says_what_is_left_of_the_nearer_limit() -> None:
    limits = Limits({"api": TEN}, Limiter(LocalCounters()))
    anna = Account("a1", "Anna", "viewer")
    for number in range(3):
        await answer_of(limits, exchange(f"203.0.113.{number}", user=anna))
    asked = exchange("203.0.113.9", user=anna)
    await answer_of(limits, asked)
    headers = dict(asked.response_headers)
    assert headers[b"ratelimit"].startswith(b'"api";r=6;t=')
    assert len(asked.response_headers) == 2


async def test_one_account_is_limited_from_however_many_addresses() -> None:
    limits = Limits({"api": TEN}, Limiter(LocalCounters()))
    anna = Account("a1", "Anna", "viewer")
    answers = [await answer_of(limits, exchange(f"198.51.100.{number}", user=anna)) for number in range(12)]
    assert [bool(answer) for answer in answers] == [False] * 10 + [True] * 2


async def test_classes_do_not_starve_each_other_and_health_is_never_refused() -> None:
    limits = Limits({"api": Policy("api", 1, 60), "stream": Policy("stream", 5, 60)}, Limiter(LocalCounters()))
    await answer_of(limits, exchange())
    assert await answer_of(limits, exchange())
    assert not await answer_of(limits, exchange(limit_class="stream"))
    assert not any([await answer_of(limits, exchange(prefix="/healthz")) for _ in range(50)])


async def test_three_devices_that_zap_every_second_for_minutes_are_never_refused() -> None:
    clock = VirtualClock(0.0)
    limits = Limits(policies(""), Limiter(LocalCounters(clock), clock))
    for _ in range(300):
        clock.advance(1.0)
        for _device in range(3):
            for limit_class, requests in (("stream", 12), ("api", 4)):
                for _ in range(requests):
                    assert not await answer_of(limits, exchange(limit_class=limit_class))


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("testclient", "testclient"),
    ],
)
def test_an_ipv6_subscriber_counts_as_one(client: str, network: str) -> None:
    assert network_of(client) == network
