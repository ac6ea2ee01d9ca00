"""The first and last thing a request meets: its number, its hygiene, its way, and one line in the log."""

import logging
import time
import uuid

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prism_core.problems import problem
from prism_gateway.edge.hygiene import is_ours, refusal
from prism_gateway.edge.proxy import Proxy

access = logging.getLogger("prism.access")

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines; logged only when they fail."""
_KEYED = ("/api/relay/", "/api/output/", "/live/", "/movie/", "/series/", "/timeshift/")
"""Addresses whose tail is a signed link or has a token in it: whoever has it may watch."""


class Edge:
    """Sends each request to the service it is meant for, or to the gateway's own application."""

    def __init__(self, app: ASGIApp, proxy: Proxy, hosts: frozenset[str] = frozenset()) -> None:
        self._app = app
        self._proxy = proxy
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, socket or lifespan."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self._serve_socket(scope, receive, send)
            return
        began = time.perf_counter()
        request_id = uuid.uuid4().hex[:16]
        seen = {"status": 0, "bytes": 0}

        async def observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        upstream = "gateway"
        try:
            upstream = await self._dispatch(scope, receive, observed)
        finally:
            self._log(scope, request_id, upstream, seen, time.perf_counter() - began)

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_ours(_host(scope), self._hosts):
            await self._app(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": "not a name of this Prism"})

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> str:
        raw_path = scope.get("raw_path") or scope["path"].encode()
        refused = refusal(raw_path, list(scope["headers"]))
        if refused is None and not is_ours(_host(scope), self._hosts):
            refused = 421, "this Prism is not known by that name; list its origin in PRISM_ALLOWED_ORIGINS"
        if refused is not None:
            status, reason = refused
            response = problem(status, "refused", reason, path=scope["path"])
            response.headers["connection"] = "close"
            await response(scope, receive, send)
            return "gateway"
        route = self._proxy.match(scope["path"])
        if route is None:
            await self._app(scope, receive, send)
            return "gateway"
        await self._proxy(route, scope, receive, send)
        return route.name

    def _log(self, scope: Scope, request_id: str, upstream: str, seen: dict[str, int], seconds: float) -> None:
        path = scope["path"]
        if path in QUIET and seen["status"] < 500:
            return
        access.info(
            "request",
            extra={
                "request_id": request_id,
                "method": scope["method"],
                "path": next((f"{prefix}…" for prefix in _KEYED if path.startswith(prefix)), path),
                "status": seen["status"],
                "bytes": seen["bytes"],
                "seconds": round(seconds, 4),
                "upstream": upstream,
            },
        )


def _host(scope: Scope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
