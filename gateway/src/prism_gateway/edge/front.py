"""The server's end of a client's connection: uvicorn's, and strict where uvicorn is patient.

A head has a deadline and a size from its first byte, so that nobody holds a place by sending slowly (slowloris); what
two servers could read differently is refused before any of it is served; and a refusal closes the connection in a way
that lets its client read why, though the rest of a body is still on its way (RFC 9112 §9.6).
"""

import asyncio
from typing import Any
from urllib.parse import unquote

import httptools
import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from prism_core.problems import TYPE_PREFIX
from prism_gateway.edge.cycle import INTERIM, Cycle
from prism_gateway.edge.hygiene import HEADER_BYTES, LONGEST_TARGET, MOST_HEADERS
from prism_gateway.edge.patience import Patience

LINGER_SECONDS = 2.0
EXTENSIONS: dict[str, dict[object, object]] = {INTERIM: {}}
HEAD_BYTES = LONGEST_TARGET + HEADER_BYTES
TUNNELS = frozenset({"CONNECT", "TRACE"})
"""Methods that are for a proxy of another kind: a tunnel, and an echo that shows a page what it may not read."""


class Refused(Exception):
    """The request is not to be served."""


class Front(HttpToolsProtocol):
    """One connection of a client; the HTTP protocol class of the gateway's server."""

    def __init__(self, *args: Any, patience: Patience = Patience(), **kwargs: Any) -> None:  # noqa: B008 - frozen
        super().__init__(*args, **kwargs)
        self._patience = patience
        self._refusal = (400, "this is not HTTP/1.1 as RFC 9112 has it")
        self._in_head = True
        self._head_bytes = self._beside_body_bytes = 0
        self._has_host = self._has_body = False
        self._heard_at = 0.0
        self._lingering = False
        self._looking: asyncio.TimerHandle | None = None

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._heard_at = self.loop.time()
        self._looking = self.loop.call_later(self._patience.look, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._stop_looking()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes of requests."""
        if self._lingering:
            return
        if self._in_head:
            if not self._head_bytes:
                self._heard_at = self.loop.time()
            self._head_bytes += len(data)
        else:
            self._heard_at = self.loop.time()
            self._beside_body_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES:
            self._refusal = 431, f"the head of the request is longer than {HEAD_BYTES} bytes"
            self.send_400_response("")
        elif not self._in_head and self._beside_body_bytes > HEAD_BYTES:
            self._refusal = 431, f"more than {HEAD_BYTES} bytes stand between two pieces of the body, or after the last"
            self.send_400_response("")

    def eof_received(self) -> None:
        """The client sends no more."""
        if self._lingering:
            self.transport.close()

    # httptools

    def on_message_begin(self) -> None:
        """A request begins."""
        self._has_host = self._has_body = False
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """The target, or a part of it."""
        self.url += url
        if len(self.url) > LONGEST_TARGET:
            self._refuse(414, f"the address is longer than {LONGEST_TARGET} bytes")
        if not self.url.startswith(b"/") or b"#" in url:
            self._refuse(400, "the target of a request is a path, beginning with a slash")

    def on_header(self, name: bytes, value: bytes) -> None:
        """One field; those after a body (trailers) are dropped: in a head they would never have been looked at."""
        if not self._in_head:
            return
        name = name.lower()
        if name == b"host":
            self._has_host = True
        elif name == b"transfer-encoding" or (name == b"content-length" and value != b"0"):
            self._has_body = True
        elif name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        self.headers.append((name, value))
        if len(self.headers) > MOST_HEADERS:
            self._refuse(431, f"more than {MOST_HEADERS} headers")

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        self._head_bytes = 0
        version = self.parser.get_http_version()
        if version == "1.1":
            if not self._has_host:
                self._refuse(400, "a request says in Host whom it is for")
        elif version != "1.0":
            self._refuse(505, "HTTP/1.1 is spoken here")
        scope = self.scope
        scope["http_version"] = version
        scope["method"] = self.parser.get_method().decode("ascii")
        if scope["method"] in TUNNELS:
            self._refuse(405, f"{scope['method']} is not done here")
        if self.parser.should_upgrade() and self._should_upgrade():
            return  # It goes on as a WebSocket.
        asked = httptools.parse_url(self.url)
        path = asked.path.decode("ascii")
        scope["path"] = unquote(path) if "%" in path else path
        scope["raw_path"] = asked.path
        scope["query_string"] = asked.query or b""
        scope["extensions"] = EXTENSIONS
        self._begin(keep_alive=version == "1.1" and self.parser.should_keep_alive())

    def _begin(self, *, keep_alive: bool) -> None:
        """Serves the request, or lets it wait for those that were sent before it."""
        before = self.cycle
        self.cycle = cycle = Cycle(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=keep_alive,
            on_response=self.on_response_complete,
        )
        cycle.loop = self.loop
        if self._has_body:
            cycle.transport = _Lingering(self, cycle)  # type: ignore[assignment]
        if before is None or before.response_complete:
            self._start_asgi_task(cycle, self.app)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((cycle, self.app))

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._beside_body_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._in_head = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is whole: the next request's turn. How long none comes is seen by `_look`, without a timer."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        self._heard_at = self.loop.time()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())

    def handle_websocket_upgrade(self) -> None:
        """The connection goes on as a WebSocket, under its own rules."""
        self._stop_looking()
        super().handle_websocket_upgrade()
        if not getattr(self.transport.get_protocol(), "handshake_initiated", True):
            # It could not be read, of which nobody would tell the client, nor let it go.
            said = "the handshake of a WebSocket has no body, and no line of more than 8192 bytes"
            self.transport.write(_refusal_bytes(400, said))
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Refuses what cannot be read, with the reason that was found, and closes."""
        if self.cycle is not None and not self.cycle.response_complete:
            begun = self.cycle.response_started
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            if begun:
                self.transport.close()
                return
        self.transport.write(_refusal_bytes(*self._refusal))
        self.linger()

    def linger(self) -> None:
        """Closes once the client has had time to read, and to stop sending."""
        if self._lingering or self.transport.is_closing():
            return
        self._lingering = True
        self.flow.resume_reading()
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _refuse(self, status: int, reason: str) -> None:
        self._refusal = status, reason
        raise Refused

    def _look(self) -> None:
        """Ends a connection whose client takes too long to say what it wants."""
        silent = self.loop.time() - self._heard_at
        patience, cycle = self._patience, self.cycle
        if self._in_head and (self._head_bytes or cycle is None):
            overdue = silent > patience.head
        elif cycle is not None and cycle.response_complete and not self.pipeline:
            if silent > patience.keep_alive:
                self.transport.close()  # Between two requests nobody waits to be told why.
                return
            overdue = False
        else:
            wants_more = cycle is not None and cycle.more_body and not self.flow.read_paused
            overdue = wants_more and silent > patience.body
        if overdue and not self._lingering:
            self._refusal = 408, "the request did not arrive in time"
            self.send_400_response("")
        else:
            self._looking = self.loop.call_later(patience.look, self._look)

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()


class _Lingering:
    """The transport of a request with a body: closing it while the body is still coming leaves time to read why."""

    def __init__(self, front: Front, cycle: Cycle) -> None:
        self._front = front
        self._cycle = cycle
        self.write = front.transport.write
        self.writelines = front.transport.writelines
        self.is_closing = front.transport.is_closing

    def close(self) -> None:
        if self._cycle.more_body and self._cycle.response_complete:
            self._front.linger()
        else:
            self._front.transport.close()


def _refusal_bytes(status: int, reason: str) -> bytes:
    body = orjson.dumps({"type": f"{TYPE_PREFIX}refused", "title": "Refused", "status": status, "detail": reason})
    head = b"content-type: application/problem+json\r\nconnection: close\r\n"
    if status == 405:
        head += b"allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"
    return b"%b%bcontent-length: %d\r\n\r\n%b" % (STATUS_LINE[status], head, len(body), body)
