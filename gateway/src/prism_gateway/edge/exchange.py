"""One request on its way through the edge: what is known of it, for every part that it passes."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.types import ASGIApp, Scope

from prism_gateway.edge.hygiene import Headers
from prism_gateway.edge.routes import Route


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks, once that is known."""

    id: str
    name: str
    role: Literal["admin", "viewer", "child"]
    scopes: frozenset[str] | None = None
    """What a token allows; none for somebody who signed in, who may do whatever the role may."""


@dataclass(slots=True)
class Exchange:
    """One request or socket. The edge makes it; it is `scope["prism"]` for whatever comes after.

    Attributes:
        request_id: 16 hexadecimal digits, sent back as `X-Request-Id`.
        route: where it goes, and under which rules.
        client: honest address of whoever asks, behind trusted proxies too.
        scheme: `http` or `https`, as the client sees it.
        host: the `Host` field.
        began: `time.perf_counter()` when it arrived.
        user: who asks; none while unknown, and where nobody has to sign in.
        traceparent: the trace that it belongs to (W3C Trace Context), empty if none.
        upstream: address of the replica that answered, empty for the gateway itself.
        upstream_seconds: from the request to the head of upstream's answer; none if upstream was not asked.
        status: of the answer, 0 until it begins.
        body_bytes: how long the request's body is to be; none if that is not known.
        bytes_in: of the request's body so far.
        bytes_out: of the answer's body so far.
        flags: words for the log on what happened on the way, such as `retried` or `client_left`.
        upstream_headers: fields to add to the request that upstream gets (identity, trace); the names are to be in
            `hygiene.FORGED`, so that nobody outside can send them.
        response_headers: fields to add to the answer, whoever gives it.
    """

    request_id: str
    route: Route
    client: str
    scheme: str
    host: str
    began: float
    user: Account | None = None
    traceparent: str = ""
    upstream: str = ""
    upstream_seconds: float | None = None
    status: int = 0
    body_bytes: int | None = 0
    bytes_in: int = 0
    bytes_out: int = 0
    flags: list[str] = field(default_factory=list)
    upstream_headers: Headers = field(default_factory=list)
    response_headers: Headers = field(default_factory=list)


Verdict = ASGIApp | None
"""What a guard says: the answer that refuses the request (`problem(...)`), or none where it may go on."""
Guard = Callable[[Exchange, Scope], Verdict | Coroutine[Any, Any, Verdict]]
"""Looks at a request before it goes on, and fills the exchange. What needs nobody's help is said at once, without the
cost of awaiting it."""
Decorator = Callable[[Exchange, Scope, Headers], None]
"""Adds to or takes from the head of an answer, in place, before it is sent."""
Observer = Callable[[Exchange, Scope], None]
"""Told of every exchange when it is over: the log and the metrics. Must not raise, nor wait."""
