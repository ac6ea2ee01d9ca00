"""A request's body on its way to an upstream, piece by piece, never faster than upstream takes it."""

import asyncio
import contextlib

from starlette.types import Receive

from prism_gateway.edge.client.connection import Connection
from prism_gateway.edge.client.errors import ClientLeft, UploadStalled, UploadTooLarge, UpstreamTimeout
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.patience import Patience
from prism_gateway.edge.routes import Timeouts
from prism_gateway.edge.watch import Watch

CONTINUE_SECONDS = 1.0
"""How long upstream may think about `Expect: 100-continue` before the body is sent anyway (RFC 9110 §10.1.1)."""


class Upload:
    """Sends the body of one request, and notices when its client leaves."""

    def __init__(
        self, receive: Receive, exchange: Exchange, watch: Watch, patience: Patience, *, expects: bool
    ) -> None:
        self._receive = receive
        self._exchange = exchange
        self._watch = watch
        self._patience = patience
        self._expects = expects
        self._chunked = exchange.body_bytes is None
        self._task: asyncio.Task[None] | None = None
        watch.leave_receiving()  # Asking for the body would tell the client to send it.

    @property
    def framing(self) -> bytes:
        """Lines for the request's head that say how the body comes; a `Content-Length` passes as it is."""
        framing = b"transfer-encoding: chunked\r\n" if self._chunked else b""
        return framing + b"expect: 100-continue\r\n" if self._expects else framing

    async def start(self, connection: Connection, timeouts: Timeouts) -> None:
        """Sends the body from now on, unless upstream answers without wanting it."""
        if self._expects:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CONTINUE_SECONDS):
                    await connection.go_ahead()
            if connection.has_head:
                return
        self._task = asyncio.create_task(self._run(connection, timeouts), name="upload")

    def close(self) -> None:
        """Sends no more of it."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self, connection: Connection, timeouts: Timeouts) -> None:
        loop = asyncio.get_running_loop()
        slow_at = loop.time() + self._patience.rate_after
        more = True
        while more:
            self._watch.expect(timeouts.idle, UploadStalled)
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self._watch.interrupt(ClientLeft())
                return
            data, more = message.get("body", b""), message.get("more_body", False)
            self._exchange.bytes_in += len(data)
            if self._exchange.bytes_in > self._exchange.route.body_limit_bytes:
                self._watch.interrupt(UploadTooLarge())
                return
            if loop.time() > slow_at + self._exchange.bytes_in / self._patience.slowest_rate:
                self._watch.interrupt(UploadStalled())
                return
            asked_at = loop.time()
            self._watch.expect(timeouts.idle, UpstreamTimeout)
            await self._send(connection, data, last=not more)
            slow_at += loop.time() - asked_at  # The client is not to blame for an upstream that takes its time.
        connection.upload_done = True
        if not connection.has_head:
            self._watch.expect(timeouts.first_byte, UpstreamTimeout)
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._watch.interrupt(ClientLeft())

    async def _send(self, connection: Connection, data: bytes, *, last: bool) -> None:
        if self._chunked:
            piece = b"%x\r\n%b\r\n" % (len(data), data) if data else b""
            connection.write(piece + b"0\r\n\r\n" if last else piece)
        elif data:
            connection.write(data)
        await connection.drain()
