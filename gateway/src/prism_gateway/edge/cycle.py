"""How an answer is written: its head together with what follows at once, in one system call.

uvicorn writes them apart and looks at every field with two patterns; here one look at the whole head finds what a field
may not have. A client of HTTP/1.0 gets no chunks, which it could not read: its answer ends with the connection.
"""

import asyncio
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

INTERIM = "http.response.interim"
"""A message, and the extension of a scope that says so, with `status` and `headers`: 103 Early Hints and the like."""
LAST_CHUNK = b"0\r\n\r\n"
_BODILESS = frozenset({204, 304})
JOINED_BYTES = 16 * 1024
"""Below it copying is cheaper than a vector of two."""


class Cycle(RequestResponseCycle):
    """One request and its answer, on a connection of the front."""

    loop: asyncio.AbstractEventLoop
    _head = b""
    _until_close = False

    async def run_asgi(self, app: ASGIApp) -> None:  # type: ignore[override]  # Starlette's types say the same.
        """Runs the application; who is served when the time to drain is over is cut off, which is no fault."""

        async def ended(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await app(scope, receive, send)
            except asyncio.CancelledError:
                self.disconnected = True
                self.transport.close()

        await super().run_asgi(ended)  # type: ignore[arg-type]  # As above.

    async def send(self, message: Message) -> None:  # type: ignore[override]
        """Takes a message of ASGI.

        Raises:
            RuntimeError: it is not its turn, or the body is not as long as the head says.
        """
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        kind = message["type"]
        if kind == "http.response.body" and self.response_started and not self.response_complete:
            self._take_body(message.get("body", b""), more=message.get("more_body", False))
        elif kind == "http.response.start" and not self.response_started:
            self._take_head(message["status"], message.get("headers", ()))
        elif kind == INTERIM and not self.response_started:
            self._take_interim(message["status"], message["headers"])
        else:
            raise RuntimeError(f"'{kind}' is not what comes next in an answer")

    def _take_interim(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """An answer before the answer (RFC 9110 §15.2), which HTTP/1.0 does not have."""
        if self.scope["http_version"] != "1.0":
            self.transport.write(_head_bytes([STATUS_LINE[status], *[b"%b: %b\r\n" % field for field in headers]]))

    def _take_head(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self.response_started = True
        self.waiting_for_100_continue = False
        fields = [*self.default_headers, *headers]
        says_close = False
        for name, value in fields:
            if name == b"content-length":
                self.chunked_encoding = False
                self.expected_content_length = int(value)
            elif name == b"connection" and b"close" in value.lower():
                self.keep_alive, says_close = False, True
        lines = [STATUS_LINE[status], *[b"%b: %b\r\n" % field for field in fields]]
        if not (self.keep_alive or says_close):
            lines.append(b"connection: close\r\n")
        if self.chunked_encoding is None and self.scope["method"] != "HEAD" and status not in _BODILESS:
            self._until_close = self.scope["http_version"] == "1.0"
            self.chunked_encoding = not self._until_close
            if self.chunked_encoding:
                lines.append(b"transfer-encoding: chunked\r\n")
        self._head = _head_bytes(lines)
        self.loop.call_soon(self._flush)

    def _flush(self) -> None:
        """What follows is a while in coming: the head goes ahead."""
        if self._head and not self.transport.is_closing():
            self.transport.write(self._head)
        self._head = b""

    def _take_body(self, body: bytes, *, more: bool) -> None:
        if self.scope["method"] == "HEAD":
            body, self.expected_content_length = b"", 0
        elif self.chunked_encoding:
            end = b"" if more else LAST_CHUNK
            body = b"%x\r\n%b\r\n%b" % (len(body), body, end) if body else end
        elif not self._until_close:
            self.expected_content_length -= len(body)
            if self.expected_content_length < 0:
                raise RuntimeError("the body is longer than the head says")
        self._write(body)
        if not more:
            self._end()

    def _write(self, body: bytes) -> None:
        head, self._head = self._head, b""
        if head and len(body) > JOINED_BYTES:
            self.transport.writelines((head, body))
        elif head or body:
            self.transport.write(head + body if head else body)

    def _end(self) -> None:
        if self.expected_content_length and not self._until_close:
            raise RuntimeError("the body is shorter than the head says")
        self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()


def _head_bytes(lines: list[bytes]) -> bytes:
    head = b"".join(lines)
    if head.count(b"\n") != len(lines) or head.count(b"\r") != len(lines) or b"\0" in head:
        raise RuntimeError("a field of an answer has a line end in it")
    return head + b"\r\n"
