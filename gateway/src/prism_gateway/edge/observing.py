"""What is noted of every request: a line in the log, the metrics, and its place in a trace."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import orjson
from starlette.types import ASGIApp, Scope

from prism_core import spans, trace
from prism_core.service import ROUTE_FIELD
from prism_core.spans import Span
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.hygiene import Headers
from prism_gateway.edge.tally import Times
from prism_gateway.metrics import EDGE_SECONDS, NOT_ALLOWED, TRAFFIC

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines; logged only when they fail, and never exported."""
_KEYED = ("/api/relay/", "/api/output/", "/live/", "/movie/", "/series/", "/timeshift/", "/api/auth/")
"""Addresses whose tail is a signed link or has a token in it: whoever has it may watch, or come in."""
_TEMPLATE_KEY = "prism.template"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LONGEST_PATH = 200

Write = Callable[[bytes], None]


class Observing:
    """Begins and ends what is noted of a request.

    Args:
        write: takes lines for the log; none where requests are not logged.
        ratio: share of the requests whose traces are exported.
    """

    def __init__(self, write: Write | None, ratio: float = 0.0) -> None:
        self._write = write
        self._ratio = ratio

    def begin(self, exchange: Exchange, scope: Scope) -> ASGIApp | None:
        """Puts the request into its trace (a guard, the first one)."""
        came = None
        for name, value in scope["headers"]:
            if name == b"traceparent":
                came = value
                break
        asked = trace.parse(came.decode("latin-1")) if came else None
        step = trace.begun(0.0 if scope["path"] in QUIET else self._ratio)
        if asked:  # Whoever asks names the trace, but does not decide what we export.
            step = replace(step, trace_id=asked.trace_id)
        asking = step.child()
        scope["prism.trace"] = (step, asking, asked.span_id if asked else "")
        exchange.traceparent = str(step)
        exchange.upstream_headers.append((b"traceparent", str(asking).encode()))
        trace.enter(step)
        TRAFFIC.of(exchange.route.name).in_flight += 1
        return None

    def decorate(self, exchange: Exchange, scope: Scope, headers: Headers) -> None:
        """Keeps the name of the route to ourselves (a decorator)."""
        for index, (name, value) in enumerate(headers):
            if name == ROUTE_FIELD:
                scope[_TEMPLATE_KEY] = value.decode("latin-1")
                del headers[index]
                return

    def ended(self, exchange: Exchange, scope: Scope) -> None:
        """Notes how it went (an observer)."""
        seconds = time.perf_counter() - exchange.began
        template = _template(exchange, scope)
        method = scope.get("method", "WEBSOCKET")
        if exchange.traceparent:
            TRAFFIC.of(exchange.route.name).in_flight -= 1
            _export(exchange, scope, f"{method} {template}", seconds)
        _measure(exchange, template, method, seconds)
        if self._write is not None and (scope["path"] not in QUIET or exchange.status >= 500):
            self._write(_line(exchange, scope, template, method, seconds))


def _template(exchange: Exchange, scope: Scope) -> str:
    """Name of the route: the service's own, else what the edge knows. Never what a stranger can invent."""
    found = str(scope.get(_TEMPLATE_KEY) or "unmatched")
    prefix = exchange.route.prefix
    if found != "unmatched":  # A router inside another one knows the end of its paths only.
        return found if found.startswith(prefix) else f"{prefix}/…{found}"
    own = getattr(scope.get("route"), "path", "")
    return str(own or (f"{prefix}/…" if prefix else "page"))


@lru_cache(4096)
def _times(upstream: str, template: str, method: str, status: str) -> Times:
    return EDGE_SECONDS.of(upstream, template, method if method in _METHODS else "other", status)


def _status_class(exchange: Exchange) -> str:
    """What became of a request: an answer that was cut off is none of the class that its head promised."""
    if "cut" in exchange.flags:
        return "cut"
    return f"{exchange.status // 100}xx" if exchange.status else "none"


def _measure(exchange: Exchange, template: str, method: str, seconds: float) -> None:
    if method != "WEBSOCKET":  # How long somebody watches says nothing about us.
        _times(exchange.route.name, template, method, _status_class(exchange)).add(seconds)
    if exchange.status in (401, 403):
        NOT_ALLOWED.labels(exchange.route.name, str(exchange.status)).inc()
    traffic = TRAFFIC.of(exchange.route.name)
    traffic.bytes_in += exchange.bytes_in
    traffic.bytes_out += exchange.bytes_out


def _line(exchange: Exchange, scope: Scope, template: str, method: str, seconds: float) -> bytes:
    """One line of JSON, in which nothing that a stranger sends can begin another."""
    line: dict[str, object] = {
        "time": int(time.time() * 1e3) / 1e3,  # `round` takes several times as long.
        "level": "info",
        "service": "gateway",
        "logger": "prism.access",
        "message": "request",
        "request_id": exchange.request_id,
        "trace_id": exchange.traceparent[3:35],
        "user": exchange.user.id if exchange.user else "",
        "client": exchange.client,
        "method": method[:20],
        "route": template,
        "status": exchange.status,
        "bytes_in": exchange.bytes_in,
        "bytes_out": exchange.bytes_out,
        "seconds": int(seconds * 1e4) / 1e4,
        "upstream": exchange.route.name,
    }
    path = scope["path"]
    if not path.startswith(_KEYED) and exchange.route.limit_class != "stream":
        line["path"] = path[:LONGEST_PATH]
    if exchange.upstream_seconds is not None:
        line["replica"] = exchange.upstream
        line["upstream_seconds"] = int(exchange.upstream_seconds * 1e4) / 1e4
    if exchange.flags:
        line["flags"] = exchange.flags
    return orjson.dumps(line, default=str, option=orjson.OPT_APPEND_NEWLINE)


def _export(exchange: Exchange, scope: Scope, name: str, seconds: float) -> None:
    step, asking, parent = scope["prism.trace"]
    if not step.sampled:
        return
    ended = time.time_ns()
    began = ended - int(seconds * 1e9)
    whole = Span(name, "server", step, parent, began, failed=exchange.status >= 500)
    whole.attributes = {
        "http.request.method": scope.get("method", "WEBSOCKET"),
        "http.response.status_code": exchange.status,
        "prism.request_id": exchange.request_id,
        "prism.upstream": exchange.route.name,
    }
    whole.end()
    if exchange.upstream_seconds is not None:
        spans.Span(f"ask {exchange.route.name}", "client", asking, step.span_id, began).end()
