"""Passes requests on to the services and their answers back: streamed both ways, byte for byte.

Pure ASGI. A client that leaves cancels the work behind it; an upstream that dies mid-answer never looks like a
clean end. aiohttp asks upstream, since it is several times cheaper than httpx here and keeps headers raw.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator

import aiohttp
from multidict import CIMultiDict
from starlette.types import Receive, Scope, Send
from yarl import URL

from prism_core.problems import problem
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.hygiene import FORGED, end_to_end
from prism_gateway.edge.routes import Route
from prism_gateway.metrics import UPSTREAM_SECONDS

log = logging.getLogger(__name__)

CONNECT_SECONDS = 2.0
RETRY_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.0, 1.0)
"""Seconds between attempts to reach a service that is starting again: what a restart takes, and a little more."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class Proxy:
    """Asks the upstreams of routes. Open it before use: it holds the pool of connections."""

    def __init__(self) -> None:
        self._client: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Makes the pool."""
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=10),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        )

    async def close(self) -> None:
        """Closes every connection."""
        if self._client is not None:
            await self._client.close()

    async def __call__(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request from an upstream of its route."""
        route = exchange.route
        serving = asyncio.create_task(self._serve(route, scope, receive, send), name=f"proxy {route.name}")
        try:
            await serving
        except asyncio.CancelledError:
            serving.cancel()
            raise

    async def _serve(self, route: Route, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        body = _Body(receive) if _has_body(scope) else None
        try:
            answer = await self._ask_while_wanted(route, scope, receive, body)
        except ClientLeft:
            return
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("upstream does not answer", extra={"upstream": route.name, "error": type(error).__name__})
            detail = f"the {route.name} service does not answer; it may be starting, so try again shortly"
            await problem(503, "unavailable", detail, path=scope["path"])(scope, receive, send)
            return
        try:
            UPSTREAM_SECONDS.labels(route.name, str(answer.status)).observe(time.perf_counter() - began)
            await self._relay(answer, scope, receive, send)
        finally:
            answer.close()

    async def _ask_while_wanted(
        self, route: Route, scope: Scope, receive: Receive, body: "_Body | None"
    ) -> aiohttp.ClientResponse:
        """Asks upstream until it answers or, where no body is being read, the client leaves."""
        if body is not None:
            return await self._ask(route, scope, body)
        asking = asyncio.create_task(self._ask(route, scope, None), name="ask upstream")
        leaving = asyncio.create_task(_left(receive), name="client left")
        try:
            await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise ClientLeft
            return await asking
        finally:
            for task in (asking, leaving):
                task.cancel()
            await asyncio.gather(asking, leaving, return_exceptions=True)

    async def _ask(self, route: Route, scope: Scope, body: "_Body | None") -> aiohttp.ClientResponse:
        """Asks upstream; what may safely be asked twice is, while the service is not there."""
        assert self._client is not None
        target = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        url = URL(f"{route.upstreams[0].rstrip('/')}{target}{'?' + query if query else ''}", encoded=True)
        pauses = RETRY_PAUSES if scope["method"] in SAFE and body is None else ()
        for pause in (*pauses, None):
            try:
                return await self._client.request(
                    scope["method"],
                    url,
                    headers=_upstream_headers(scope),
                    data=body.stream() if body is not None else None,
                    allow_redirects=False,
                )
            except (aiohttp.ClientConnectorError, aiohttp.ServerDisconnectedError, ConnectionResetError):
                if pause is None:
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def _relay(self, answer: aiohttp.ClientResponse, scope: Scope, receive: Receive, send: Send) -> None:
        headers = end_to_end([(name.lower(), value) for name, value in answer.raw_headers])
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        leaving = asyncio.create_task(_left(receive), name="client left")
        sending = asyncio.create_task(self._send_body(answer, send), name="answer body")
        try:
            await asyncio.wait((leaving, sending), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                await sending  # An upstream that died mid-body raises here, and the server cuts the connection.
        finally:
            for task in (leaving, sending):
                task.cancel()
            await asyncio.gather(leaving, sending, return_exceptions=True)

    async def _send_body(self, answer: aiohttp.ClientResponse, send: Send) -> None:
        async for chunk in answer.content.iter_any():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Body:
    """A request's body as it arrives."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive

    async def stream(self) -> AsyncIterator[bytes]:
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ConnectionResetError("the client left")
            if chunk := message.get("body", b""):
                yield chunk
            if not message.get("more_body", False):
                return


async def _left(receive: Receive) -> None:
    """Returns when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _has_body(scope: Scope) -> bool:
    for name, value in scope["headers"]:
        if name == b"transfer-encoding" or (name == b"content-length" and value != b"0"):
            return True
    return False


def _upstream_headers(scope: Scope) -> CIMultiDict[str]:
    """The client's headers with honest forwarding fields; `Host` is the upstream's own."""
    headers: CIMultiDict[str] = CIMultiDict()
    for name, value in end_to_end(list(scope["headers"])):
        if name not in FORGED and name != b"host":
            headers.add(name.decode("latin-1"), value.decode("latin-1"))
    exchange: Exchange = scope["prism"]
    headers["X-Forwarded-For"] = exchange.client
    headers["X-Forwarded-Host"] = exchange.host
    headers["X-Forwarded-Proto"] = exchange.scheme
    for name, value in exchange.upstream_headers:
        headers.add(name.decode("latin-1"), value.decode("latin-1"))
    return headers
