"""Refuses who asks too much, by address before anything else is known of them, then by account or token."""

import ipaddress
import math
from collections.abc import Coroutine, Mapping
from functools import lru_cache
from typing import Any, Final

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from prism_core.problems import TYPE_PREFIX
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.limits.limiter import Limiter, Verdict
from prism_gateway.edge.limits.policy import Policy
from prism_gateway.edge.routes import LimitClass
from prism_gateway.metrics import RATE_LIMITED

Said = ASGIApp | Coroutine[Any, Any, ASGIApp | None] | None
FREE: Final = frozenset({"/healthz", "/readyz"})
"""Prefixes of routes that machines ask to know whether we live."""


class Limits:
    """Both guards, over one table of policies by class of routes."""

    def __init__(self, policies: Mapping[LimitClass, Policy], limiter: Limiter) -> None:
        self._policies = policies
        self._limiter = limiter

    def by_address(self, exchange: Exchange, scope: Scope) -> Said:
        """Refuses an address that has asked for too much."""
        return self._judge("address", network_of(exchange.client), exchange)

    def by_user(self, exchange: Exchange, scope: Scope) -> Said:
        """Refuses an account, or its tokens, that has asked for too much."""
        if (user := exchange.user) is None:
            return None
        return self._judge("account" if user.scopes is None else "token", user.id, exchange)

    async def close(self) -> None:
        """Disconnects."""
        await self._limiter.close()

    def _judge(self, by: str, who: str, exchange: Exchange) -> Said:
        policy = self._policies.get(exchange.route.limit_class)
        if policy is None or exchange.route.prefix in FREE:
            return None
        key = f"{policy.limit_class}:{by}:{who}"
        verdict = self._limiter.at_once(key, policy)
        if verdict is None:
            return self._ask(key, policy, by, exchange)
        return _said(verdict, policy, by, exchange)

    async def _ask(self, key: str, policy: Policy, by: str, exchange: Exchange) -> ASGIApp | None:
        return _said(await self._limiter.verdict(key, policy), policy, by, exchange)


def _said(verdict: Verdict, policy: Policy, by: str, exchange: Exchange) -> ASGIApp | None:
    if verdict.allowed:
        _announce(exchange, policy, verdict)
        return None
    RATE_LIMITED.labels(policy.limit_class, by).inc()
    exchange.flags.append(f"limited_by_{by}")
    return Refusal(policy, by, verdict)


class Refusal:
    """429 (RFC 6585 §4) with the little work that a flood leaves time for."""

    def __init__(self, policy: Policy, by: str, verdict: Verdict) -> None:
        self._policy = policy
        self._by = by
        self._wait = max(1, math.ceil(verdict.seconds))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or a socket that is not open yet."""
        kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
        body = self._body(scope["path"])
        headers = [
            (b"content-type", b"application/problem+json"),
            (b"content-length", b"%d" % len(body)),
            (b"retry-after", b"%d" % self._wait),
            (b"ratelimit-policy", self._policy.header),
            (b"ratelimit", b'"%s";r=0;t=%d' % (self._policy.limit_class.encode(), self._wait)),
        ]
        await send({"type": f"{kind}.start", "status": 429, "headers": headers})
        await send({"type": f"{kind}.body", "body": body})

    def _body(self, path: str) -> bytes:
        detail = f"this {self._by} asks for more than it may; ask again in {self._wait} s"
        if path.startswith("/v1/"):
            error = {"message": detail, "type": "invalid_request_error", "code": "too_many_requests", "param": None}
            return orjson.dumps({"error": error})
        title, kind = "Too many requests", f"{TYPE_PREFIX}too-many-requests"
        return orjson.dumps({"type": kind, "title": title, "status": 429, "detail": detail})


def _announce(exchange: Exchange, policy: Policy, verdict: Verdict) -> None:
    """Says what is left; of two limits the one that is nearer."""
    value = b'"%s";r=%d;t=%d' % (policy.limit_class.encode(), verdict.remaining, math.ceil(verdict.seconds))
    headers = exchange.response_headers
    for index, (name, announced) in enumerate(headers):
        if name == b"ratelimit":
            if int(announced.split(b";r=")[1].split(b";")[0]) > verdict.remaining:
                headers[index] = (name, value)
            return
    headers += ((b"ratelimit-policy", policy.header), (b"ratelimit", value))


@lru_cache(8192)
def network_of(client: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that an IPv6 subscriber has whole."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return client
