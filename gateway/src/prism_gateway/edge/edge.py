"""The first and last thing a request meets: a chain of small parts over one shared `Exchange`.

Hygiene → client address → route → guards, in order (preflight, limits by address, identity, limits by user) → body
limit → proxy or the gateway's own application. Decorators touch every answer's head; observers hear how it ended.
"""

import random
import time
from collections.abc import Coroutine, Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prism_core.problems import problem
from prism_gateway.edge.address import Addresses
from prism_gateway.edge.client.errors import Cut
from prism_gateway.edge.exchange import Decorator, Exchange, Guard, Observer
from prism_gateway.edge.hygiene import Head, is_ours, read, too_large
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Routes
from prism_gateway.edge.sockets import SocketProxy


class Edge:
    """Sends each request to the service it is meant for, or to the gateway's own application.

    Args:
        app: the gateway's own application.
        routes: what goes where.
        proxy: asks the upstreams of a route.
        hosts: names of this Prism beside its addresses and local names.
        origins: of pages beside our own that may open WebSockets.
        addresses: finds the honest client.
        guards: asked in order before anything else happens; the first that refuses ends the request.
        decorators: touch the head of every answer.
        observers: told of every exchange when it is over.
    """

    def __init__(
        self,
        app: ASGIApp,
        routes: Routes,
        proxy: Proxy,
        *,
        hosts: frozenset[str] = frozenset(),
        origins: frozenset[str] = frozenset(),
        addresses: Addresses | None = None,
        guards: Sequence[Guard] = (),
        decorators: Sequence[Decorator] = (),
        observers: Sequence[Observer] = (),
    ) -> None:
        self._app = app
        self._routes = routes
        self._proxy = proxy
        self._sockets = SocketProxy(origins)
        self._hosts = hosts
        self._addresses = addresses or Addresses()
        self._guards = tuple(guards)
        self._decorators = tuple(decorators)
        self._observers = tuple(observers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, socket or lifespan."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        head = read(scope.get("raw_path") or scope["path"].encode(), scope["headers"])
        exchange = scope["prism"] = self._exchange(scope, head)
        try:
            await self._dispatch(exchange, head, scope, receive, self._observed(exchange, scope, send))
        except Cut:
            return  # Without the end of its answer, so that the server cuts the connection.
        finally:
            for observe in self._observers:
                observe(exchange, scope)

    def _exchange(self, scope: Scope, head: Head) -> Exchange:
        client, scheme = self._addresses.client(scope)
        return Exchange(
            request_id=f"{random.getrandbits(64):016x}",  # It tells requests apart, and keeps nothing secret.
            route=self._routes.match(scope["path"]),
            client=client,
            scheme=scheme,
            host=head.host,
            began=time.perf_counter(),
            body_bytes=head.body_bytes,
        )

    def _observed(self, exchange: Exchange, scope: Scope, send: Send) -> Send:
        async def observed(message: Message) -> None:
            kind = message["type"]
            if kind == "http.response.body":
                exchange.bytes_out += len(message.get("body", b""))
            elif kind in ("http.response.start", "websocket.http.response.start"):
                exchange.status = message["status"]
                headers = [*message.get("headers", ()), *exchange.response_headers]
                headers.append((b"x-request-id", exchange.request_id.encode()))
                for decorate in self._decorators:
                    decorate(exchange, scope, headers)
                message["headers"] = headers
            elif kind == "websocket.accept":
                exchange.status = 101
            await send(message)

        return observed

    async def _dispatch(self, exchange: Exchange, head: Head, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._refusal(head, scope)
        for guard in self._guards if answer is None else ():
            if (said := guard(exchange, scope)) is None:
                continue
            answer = await said if isinstance(said, Coroutine) else said
            if answer is not None:
                break
        limit_bytes = exchange.route.body_limit_bytes
        if answer is None and exchange.body_bytes is not None and exchange.body_bytes > limit_bytes:
            answer = too_large(limit_bytes, scope["path"])
        if answer is not None:
            await _refuse(answer, scope, receive, send)
        elif not exchange.route.upstreams:
            await self._app(scope, receive if head.body_bytes is not None else _limited(receive, exchange), send)
        elif scope["type"] == "http":
            await self._proxy(exchange, scope, receive, send)
        else:
            await self._sockets(exchange, self._proxy.upstream(exchange.route), scope, receive, send)

    def _refusal(self, head: Head, scope: Scope) -> ASGIApp | None:
        refused = head.refusal
        if refused is None and not is_ours(head.host, self._hosts):
            refused = 421, "this Prism is not known by that name; list its origin in PRISM_ALLOWED_ORIGINS"
        if refused is None:
            return None
        status, reason = refused
        response = problem(status, "refused", reason, path=scope["path"])
        response.headers["connection"] = "close"
        return response


def _limited(receive: Receive, exchange: Exchange) -> Receive:
    """A body of unknown length for the gateway's own application: past the limit, its client has left."""

    async def limited() -> Message:
        message = await receive()
        exchange.bytes_in += len(message.get("body", b""))
        if exchange.bytes_in > exchange.route.body_limit_bytes:
            return {"type": "http.disconnect"}
        return message

    return limited


async def _refuse(answer: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()  # `websocket.connect`: only then may a socket be answered.
    await answer(scope, receive, send)
