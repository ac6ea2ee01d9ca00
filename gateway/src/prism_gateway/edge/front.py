"""The server's end of a client's connection: uvicorn's, and strict where uvicorn is patient.

A head has a deadline and a size from its first byte, so that nobody holds a place by sending slowly (slowloris); what
two servers could read differently is refused before any of it is served; and a refusal closes the connection in a way
that lets its client read why, though the rest of a body is still on its way (RFC 9112 §9.6).
"""

import asyncio
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from prism_core.problems import TYPE_PREFIX
from prism_gateway.edge.cycle import Cycle
from prism_gateway.edge.hygiene import HEADER_BYTES, LONGEST_TARGET, MOST_HEADERS

HEAD_SECONDS = 10.0
"""From the first byte of a head to its last, and from a new connection to its first request."""
BODY_SECONDS = 60.0
"""How long a client may pause within a body that somebody wants to read."""
LOOK_SECONDS = 5.0
LINGER_SECONDS = 2.0
HEAD_BYTES = LONGEST_TARGET + HEADER_BYTES


class Refused(Exception):
    """The request is not to be served."""


class Front(HttpToolsProtocol):
    """One connection of a client; the HTTP protocol class of the gateway's server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._refusal = (400, "this is not HTTP/1.1 as RFC 9112 has it")
        self._in_head = True
        self._head_bytes = 0
        self._heard_at = 0.0
        self._lingering = False
        self._looking: asyncio.TimerHandle | None = None

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        self._heard_at = self.loop.time()
        self._looking = self.loop.call_later(LOOK_SECONDS, self._look)

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
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES:
            self._refusal = 431, f"the head of the request is longer than {HEAD_BYTES} bytes"
            self.send_400_response("")

    def eof_received(self) -> None:
        """The client sends no more."""
        if self._lingering:
            self.transport.close()

    # httptools

    def on_url(self, url: bytes) -> None:
        """The target, or a part of it."""
        super().on_url(url)
        if len(self.url) > LONGEST_TARGET:
            self._refuse(414, f"the address is longer than {LONGEST_TARGET} bytes")
        if not self.url.startswith(b"/") or b"#" in url:
            self._refuse(400, "the target of a request is a path, beginning with a slash")

    def on_header(self, name: bytes, value: bytes) -> None:
        """One field."""
        super().on_header(name, value)
        if len(self.headers) > MOST_HEADERS:
            self._refuse(431, f"more than {MOST_HEADERS} headers")

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        self._head_bytes = 0
        version = self.parser.get_http_version()
        if version == "1.1":
            if not any(name == b"host" for name, _ in self.headers):
                self._refuse(400, "a request says in Host whom it is for")
        elif version != "1.0":
            self._refuse(505, "HTTP/1.1 is spoken here")
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is before:
            return  # It goes on as a WebSocket.
        self.cycle.__class__ = Cycle  # uvicorn makes it by a name of its own; its task has not begun yet.
        if self._has_body():
            self.cycle.transport = _Lingering(self)  # type: ignore[assignment]

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._in_head = True
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """The connection goes on as a WebSocket, under its own rules."""
        self._stop_looking()
        super().handle_websocket_upgrade()

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

    def _has_body(self) -> bool:
        return any(
            name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
            for name, value in self.headers
        )

    def _refuse(self, status: int, reason: str) -> None:
        self._refusal = status, reason
        raise Refused

    def _look(self) -> None:
        """Ends a connection whose client takes too long to say what it wants."""
        silent = self.loop.time() - self._heard_at
        never_asked = self.cycle is None
        if self._in_head and (self._head_bytes or never_asked):
            overdue = silent > HEAD_SECONDS
        else:
            wants_more = self.cycle is not None and self.cycle.more_body and not self.cycle.response_complete
            overdue = wants_more and not self.flow.read_paused and silent > BODY_SECONDS
        if overdue and not self._lingering:
            self._refusal = 408, "the request did not arrive in time"
            self.send_400_response("")
        else:
            self._looking = self.loop.call_later(LOOK_SECONDS, self._look)

    def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()


class _Lingering:
    """The transport of a request with a body: closing it while the body is still coming leaves time to read why."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._cycle = front.cycle
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
    return b"%b%bcontent-length: %d\r\n\r\n%b" % (STATUS_LINE[status], head, len(body), body)
