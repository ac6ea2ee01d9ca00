"""Passes requests on to the replicas of an upstream and their answers back: streamed both ways, byte for byte.

Pure ASGI over a client of its own. A client that leaves cancels the work behind it; an upstream that dies mid-answer
raises, so that the server cuts the connection and nothing looks like a clean end.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send

from prism_core.problems import problem
from prism_gateway.edge.client.connection import Connection
from prism_gateway.edge.client.errors import (
    Busy,
    ClientLeft,
    ClientStalled,
    ConnectFailed,
    UploadStalled,
    UploadTooLarge,
    UpstreamDied,
    UpstreamFailed,
    UpstreamTimeout,
)
from prism_gateway.edge.client.replica import Replica
from prism_gateway.edge.client.upstream import MOST_IN_FLIGHT, Upstream
from prism_gateway.edge.cycle import INTERIM
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.head import answer_headers, request_head, request_headers
from prism_gateway.edge.hygiene import too_large
from prism_gateway.edge.patience import Patience
from prism_gateway.edge.routes import Route
from prism_gateway.edge.tally import Times
from prism_gateway.edge.upload import Upload
from prism_gateway.edge.watch import Watch
from prism_gateway.metrics import UPSTREAM_SECONDS

log = logging.getLogger(__name__)

RETRY_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.0, 1.0)
"""Seconds between attempts to reach a service that is starting again: what a restart takes, and a little more."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_DEATHS = 2
"""Answers that one request may lose: what kills its server is not asked until that is ejected for everybody."""


@dataclass(slots=True)
class _Asked:
    """An upstream that is answering."""

    replica: Replica
    connection: Connection


class Proxy:
    """Asks the upstreams of routes. One for each process: it holds connections, and what is known of replicas."""

    def __init__(
        self,
        patience: Patience | None = None,
        retry_pauses: Sequence[float] = RETRY_PAUSES,
        most_in_flight: int = MOST_IN_FLIGHT,
    ) -> None:
        self._most_in_flight = most_in_flight
        self._patience = patience or Patience()
        self._retry_pauses = retry_pauses
        self._upstreams: dict[tuple[tuple[str, ...], str], Upstream] = {}

    def upstream(self, route: Route) -> Upstream:
        """The replicas behind `route`."""
        key = (route.upstreams, route.ca_file)
        found = self._upstreams.get(key)
        if found is None:
            found = Upstream(
                route.upstreams, ca_file=route.ca_file, health=route.health, most_in_flight=self._most_in_flight
            )
            self._upstreams[key] = found
        return found

    def known(self, route: Route) -> tuple[Replica, ...]:
        """The replicas behind `route`; none before they are asked for the first time."""
        found = self._upstreams.get((route.upstreams, route.ca_file))
        return found.replicas if found is not None else ()

    def replicas(self) -> Iterator[Replica]:
        """Every replica that has been asked so far."""
        for upstream in self._upstreams.values():
            yield from upstream.replicas

    async def close(self) -> None:
        """Closes every connection."""
        for upstream in self._upstreams.values():
            upstream.close()

    async def __call__(self, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request from an upstream of its route.

        Raises:
            Cut: upstream died or went silent, or its client did, after the answer began; the connection must be cut.
        """
        upstream = self.upstream(exchange.route)
        watch = Watch(receive, exchange.route.timeouts.total, UpstreamTimeout, upstream.nursery)
        try:
            await self._serve(upstream, exchange, scope, receive, send, watch)
        except asyncio.CancelledError:
            if watch.reason is None:
                raise
            _take_back_cancelling()
            await _end(watch.reason, exchange, scope, receive, send)
        except UpstreamFailed as error:
            await _end(error, exchange, scope, receive, send)
        finally:
            watch.close()

    async def _serve(
        self, upstream: Upstream, exchange: Exchange, scope: Scope, receive: Receive, send: Send, watch: Watch
    ) -> None:
        upload = None
        if exchange.body_bytes != 0:
            expects = any(name == b"expect" for name, _ in scope["headers"])
            upload = Upload(receive, exchange, watch, self._patience, expects=expects)
        asked = await self._ask(upstream, exchange, scope, upload, watch, send)
        connection = asked.connection
        try:
            exchange.upstream = asked.replica.name
            exchange.upstream_seconds = time.perf_counter() - exchange.began
            _times(exchange.route.name, connection.status).add(exchange.upstream_seconds)
            await _relay(connection, exchange, send, watch, self._patience.unread)
        finally:
            asked.replica.in_flight -= 1
            if upload is not None:
                upload.close()
            asked.replica.release(connection)

    async def _ask(
        self, upstream: Upstream, exchange: Exchange, scope: Scope, upload: Upload | None, watch: Watch, send: Send
    ) -> _Asked:
        """Asks until a replica answers.

        What may safely be asked twice is: at once where a connection was stale, within the budget where a replica died,
        and for a few seconds where nobody is there yet.
        """
        upstream.budget.earn()
        repeatable = upload is None and scope["method"] in SAFE
        pauses = iter(self._retry_pauses if repeatable else ())
        headers = request_headers(exchange, scope)
        tried: list[Replica] = []
        deaths = 0
        while True:
            try:
                replica = await upstream.choose(tried)
            except ConnectFailed:
                if (pause := next(pauses, None)) is None:
                    raise
                await asyncio.sleep(pause)
                tried.clear()
                continue
            tried.append(replica)
            replica.in_flight += 1
            try:
                connection = await replica.connection(exchange.route.timeouts.connect, repeatable=repeatable)
            except BaseException as error:
                replica.in_flight -= 1
                if isinstance(error, ConnectFailed):
                    continue  # Nothing was sent, so another may be asked whatever it is.
                raise
            try:
                await self._exchange_heads(exchange, scope, replica, connection, headers, upload, watch, send)
                return _Asked(replica, connection)
            except UpstreamDied:
                deaths += not connection.stale
                if not repeatable or deaths == MOST_DEATHS or not (connection.stale or upstream.budget.spend()):
                    raise
                exchange.flags.append("retried")
                if connection.stale:
                    tried.remove(replica)

    async def _exchange_heads(
        self,
        exchange: Exchange,
        scope: Scope,
        replica: Replica,
        connection: Connection,
        headers: list[tuple[bytes, bytes]],
        upload: Upload | None,
        watch: Watch,
        send: Send,
    ) -> None:
        framing = upload.framing if upload is not None else b""
        try:
            head = request_head(exchange, scope, replica.address, headers, framing=framing)
            connection.begin(head, is_head=scope["method"] == "HEAD", has_body=upload is not None)
            if upload is not None:
                await upload.start(connection, exchange.route.timeouts)
            else:
                watch.expect(exchange.route.timeouts.first_byte, UpstreamTimeout)
            whole = False
            while not whole:
                whole = await connection.head()
                if connection.interim:
                    await _tell(connection, scope, send)
            replica.succeeded()
        except BaseException as error:
            replica.in_flight -= 1
            if upload is not None:
                upload.close()
            connection.close()
            if connection.stale and isinstance(error, UpstreamDied):
                replica.close()
            elif isinstance(error, UpstreamFailed) or isinstance(watch.reason, UpstreamTimeout):
                replica.failed()
            raise


@lru_cache(1024)
def _times(name: str, status: int) -> Times:
    return UPSTREAM_SECONDS.of(name, str(status))


async def _tell(connection: Connection, scope: Scope, send: Send) -> None:
    """Passes interim answers on, where the server can."""
    told, connection.interim = connection.interim, []
    for status, headers in told if INTERIM in scope.get("extensions", ()) else ():
        await send({"type": INTERIM, "status": status, "headers": answer_headers(status, headers)})


async def _relay(connection: Connection, exchange: Exchange, send: Send, watch: Watch, unread_seconds: float) -> None:
    headers = answer_headers(connection.status, connection.headers)
    if not connection.upload_done:  # It answered without the whole body, the rest of which nobody will read.
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": connection.status, "headers": headers})
    idle_seconds = exchange.route.timeouts.idle
    while True:
        if connection.waits:
            watch.see_client()
            watch.expect(idle_seconds, UpstreamTimeout)
        piece = await connection.read()
        if connection.ended:
            break
        watch.expect(unread_seconds, ClientStalled)
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    watch.finish()
    await send({"type": "http.response.body", "body": piece, "more_body": False})


def _take_back_cancelling() -> None:
    if (task := asyncio.current_task()) is not None:
        task.uncancel()


async def _end(reason: Exception, exchange: Exchange, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers for an upstream that did not, if an answer is still possible."""
    if isinstance(reason, ClientLeft):
        exchange.flags.append("client_left")
        return
    if exchange.status:
        exchange.flags.append("cut")
        said = {"upstream": exchange.route.name, "reason": type(reason).__name__, "request_id": exchange.request_id}
        log.warning("answer cut off", extra=said)
        raise reason
    name = exchange.route.name
    if isinstance(reason, Busy):
        exchange.flags.append("busy")
    elif isinstance(reason, UpstreamFailed):
        log.warning("upstream does not answer", extra={"upstream": name, "error": type(reason).__name__})
    await _answer_to(reason, name, exchange.route, scope)(scope, receive, send)


def _answer_to(reason: Exception, name: str, route: Route, scope: Scope) -> ASGIApp:
    path = scope["path"]
    if isinstance(reason, ConnectFailed):
        detail = f"the {name} service does not answer; it may be starting, so try again shortly"
        return problem(503, "unavailable", detail, path=path)
    if isinstance(reason, Busy):
        return problem(503, "busy", f"the {name} service has all that it can do; try again shortly", path=path)
    if isinstance(reason, UpstreamTimeout):
        return problem(504, "upstream-timeout", f"the {name} service took too long; try again", path=path)
    if isinstance(reason, UploadTooLarge):
        response = too_large(route.body_limit_bytes, path)
    elif isinstance(reason, UploadStalled):
        response = problem(408, "too-slow", "the body of the request did not arrive in time; send it again", path=path)
    else:
        return problem(502, "bad-gateway", f"the {name} service gave no proper answer; try again", path=path)
    response.headers["connection"] = "close"
    return response
