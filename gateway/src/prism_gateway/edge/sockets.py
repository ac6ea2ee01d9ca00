"""Passes WebSockets on to an upstream: messages both ways with back-pressure, subprotocols, and close codes.

Pings are a matter of each connection (the server and the client here answer and send their own); compression too.
"""

import asyncio
import logging
import time

from starlette.types import Receive, Scope, Send
from websockets.http11 import Response

from prism_core.problems import problem
from prism_gateway.edge.client.errors import Busy, ConnectFailed, UpstreamFailed, UpstreamTimeout
from prism_gateway.edge.client.replica import Replica
from prism_gateway.edge.client.socket import UpstreamSocket
from prism_gateway.edge.client.upstream import Upstream
from prism_gateway.edge.crossing import is_same
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.head import answer_headers, request_headers, target

log = logging.getLogger(__name__)

NO_STATUS, ABNORMAL, GOING_AWAY, BAD_GATEWAY = 1005, 1006, 1001, 1014
_HANDSHAKE = frozenset(
    f"sec-websocket-{field}".encode() for field in ("key", "version", "extensions", "protocol", "accept")
)
SENDABLE = frozenset({1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014})
"""Codes that a close may carry, beside 3000 to 4999 (RFC 6455 §7.4, and the IANA registry)."""


class SocketProxy:
    """Serves the WebSockets of routes that have upstreams."""

    def __init__(self, origins: frozenset[str] = frozenset()) -> None:
        self._origins = origins

    async def __call__(
        self, exchange: Exchange, upstream: Upstream, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Serves one socket until either side closes it."""
        await receive()
        origin = _origin(scope)
        if exchange.route.origins and not is_own_origin(origin, exchange.host, exchange.scheme, self._origins):
            refusal = problem(403, "refused", "pages of another site may not connect here", path=scope["path"])
            await refusal(scope, receive, send)
            return
        try:
            replica, socket, response = await self._open(exchange, upstream, scope)
        except UpstreamFailed as error:
            log.warning("upstream takes no socket", extra={"upstream": exchange.route.name, "error": str(error)})
            detail = f"the {exchange.route.name} service does not answer; try again shortly"
            status = (
                503 if isinstance(error, (Busy, ConnectFailed)) else 504 if isinstance(error, UpstreamTimeout) else 502
            )
            await problem(status, "unavailable", detail, path=scope["path"])(scope, receive, send)
            return
        replica.in_flight += 1
        try:
            await _serve(socket, response, receive, send)
        finally:
            replica.in_flight -= 1
            socket.close(GOING_AWAY)

    async def _open(
        self, exchange: Exchange, upstream: Upstream, scope: Scope
    ) -> tuple[Replica, UpstreamSocket, Response]:
        tried: list[Replica] = []
        while True:
            replica = await upstream.choose(tried)
            tried.append(replica)
            try:
                socket = await self._connect(exchange, replica, scope)
            except ConnectFailed:
                continue
            headers = request_headers(exchange, scope, besides=_HANDSHAKE)
            try:
                async with asyncio.timeout(exchange.route.timeouts.first_byte):
                    response = await socket.open([(n.decode("latin-1"), v.decode("latin-1")) for n, v in headers])
            except TimeoutError as error:
                replica.failed()
                socket.close(GOING_AWAY)
                raise UpstreamTimeout(f"{replica.name} does not answer the handshake") from error
            except UpstreamFailed:
                replica.failed()
                socket.close(GOING_AWAY)
                raise
            replica.succeeded()
            exchange.upstream = replica.name
            exchange.upstream_seconds = time.perf_counter() - exchange.began
            return replica, socket, response

    async def _connect(self, exchange: Exchange, replica: Replica, scope: Scope) -> UpstreamSocket:
        address = replica.address
        asked = target(exchange, scope, address).decode("latin-1")
        return await replica.dial(
            lambda: UpstreamSocket(address, asked, scope["subprotocols"]), exchange.route.timeouts.connect
        )


async def _serve(socket: UpstreamSocket, response: Response, receive: Receive, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in response.headers.raw_items()]
    headers = [pair for pair in answer_headers(response.status_code, headers) if pair[0] not in _HANDSHAKE]
    if response.status_code != 101:
        await send({"type": "websocket.http.response.start", "status": response.status_code, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": response.body or b"", "more_body": False})
        return
    await send({"type": "websocket.accept", "subprotocol": socket.subprotocol, "headers": headers})
    up = asyncio.create_task(_up(socket, receive), name="socket to upstream")
    down = asyncio.create_task(_down(socket, send), name="socket to client")
    try:
        await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (up, down):
            task.cancel()
        await asyncio.gather(up, down, return_exceptions=True)


async def _up(socket: UpstreamSocket, receive: Receive) -> None:
    """Passes on what the client sends, until it leaves."""
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            socket.close(_sendable(message.get("code", NO_STATUS), GOING_AWAY), message.get("reason") or "")
            return
        data = message.get("bytes")
        try:
            await socket.send(data if data is not None else message["text"])
        except UpstreamFailed:
            await asyncio.Event().wait()  # The other direction tells the client how upstream ended.


async def _down(socket: UpstreamSocket, send: Send) -> None:
    """Passes on what upstream sends, until it closes; one that just ends is never taken for a proper goodbye."""
    while (message := await socket.receive()) is not None:
        await send({"type": "websocket.send", "text" if isinstance(message, str) else "bytes": message})
    code, reason = socket.closing
    code = 1000 if code == NO_STATUS else _sendable(code, BAD_GATEWAY)
    await send({"type": "websocket.close", "code": code, "reason": reason})


def _sendable(code: int, otherwise: int) -> int:
    return code if code in SENDABLE or 3000 <= code < 5000 or code == NO_STATUS else otherwise


def is_own_origin(origin: str | None, host: str, scheme: str, allowed: frozenset[str]) -> bool:
    """Whether a page of `origin` may use us: one of this address, one that the operator lists, or no page at all."""
    return origin is None or origin in allowed or is_same(origin, host, scheme)


def _origin(scope: Scope) -> str | None:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"), None)
