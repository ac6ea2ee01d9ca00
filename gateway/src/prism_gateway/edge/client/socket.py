"""One WebSocket to an upstream (RFC 6455): whole messages both ways, no faster than either side takes them."""

import asyncio
from collections import deque
from typing import cast

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import State
from websockets.typing import Subprotocol
from websockets.uri import WebSocketURI

from prism_gateway.edge.client.errors import BadAnswer, UpstreamDied
from prism_gateway.edge.client.replica import Address

LONGEST_MESSAGE = 16 << 20
HIGH_WATER_BYTES = 256 * 1024
PING_SECONDS = 20.0
"""A peer that leaves a ping unanswered this long is gone; the server asks its clients as often."""

Message = str | bytes


class UpstreamSocket(asyncio.Protocol):
    """A socket to an upstream; made by a connection, opened by `open`."""

    def __init__(self, address: Address, target: str, subprotocols: list[str]) -> None:
        uri = WebSocketURI(address.tls is not None, address.host, address.port, target, "")
        offered = [Subprotocol(name) for name in subprotocols] or None
        self._ws = ClientProtocol(uri, subprotocols=offered, max_size=LONGEST_MESSAGE)
        self._address = address
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._messages: deque[Message] = deque()
        self._buffered = 0
        self._read_paused = self._write_paused = self._lost = False
        self._fragments: list[bytes] = []
        self._is_text = False
        self._waiter: asyncio.Future[None] | None = None
        self._draining: asyncio.Future[None] | None = None
        self._pinging: asyncio.TimerHandle | None = None
        self._unanswered = False
        self.response: Response | None = None

    async def open(self, headers: list[tuple[str, str]]) -> Response:
        """Shakes hands with `headers` besides those of the handshake; gives upstream's answer, which may refuse.

        Raises:
            UpstreamFailed: it did not answer properly.
        """
        request = self._ws.connect()
        request.headers["Host"] = self._address.authority.decode()
        for name, value in headers:
            request.headers[name] = value
        self._ws.send_request(request)
        self._flush()
        while self.response is None and not self._lost and self._ws.handshake_exc is None:
            await self._wait()
        if self.response is None:
            raise UpstreamDied("it ended during the handshake")
        if self._ws.handshake_exc is not None and not isinstance(self._ws.handshake_exc, InvalidStatus):
            raise BadAnswer("its handshake is wrong")
        if self._ws.handshake_exc is None:
            self._pinging = self._loop.call_later(PING_SECONDS, self._ping)
        return self.response

    @property
    def subprotocol(self) -> str | None:
        """What both sides agreed to speak."""
        return self._ws.subprotocol

    async def receive(self) -> Message | None:
        """The next message; none when there will be no more, and `closing` says why."""
        while not self._messages:
            if self._lost or self._ws.state is not State.OPEN:
                return None
            await self._wait()
        message = self._messages.popleft()
        self._buffered -= len(message)
        if self._read_paused and self._buffered <= HIGH_WATER_BYTES // 2 and self._transport is not None:
            self._read_paused = False
            self._transport.resume_reading()
        return message

    async def send(self, message: Message) -> None:
        """Sends a message, once upstream has taken those before it.

        Raises:
            UpstreamFailed: it is closed.
        """
        if self._lost or self._ws.state is not State.OPEN:
            raise UpstreamDied("it has closed")
        if isinstance(message, str):
            self._ws.send_text(message.encode())
        else:
            self._ws.send_binary(message)
        self._flush()
        if self._write_paused:
            self._draining = self._loop.create_future()
            await self._draining

    @property
    def closing(self) -> tuple[int, str]:
        """Upstream's close code and reason; 1005 is none given, 1006 no close at all."""
        close = self._ws.close_rcvd
        return (close.code, close.reason) if close is not None else (1006, "")

    def close(self, code: int, reason: str = "") -> None:
        """Says goodbye with `code` (none for 1005) and ends the connection."""
        if self._pinging is not None:
            self._pinging.cancel()
        if not self._lost and self._ws.state is State.OPEN:
            self._ws.send_close(*(() if code == 1005 else (code, reason)))
            self._flush()
        if self._transport is not None:
            self._transport.close()

    async def _wait(self) -> None:
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _flush(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            for data in self._ws.data_to_send():
                if data:
                    self._transport.write(data)
                else:
                    self._transport.close()

    def _ping(self) -> None:
        if self._unanswered:
            self._ws.fail(1011, "keepalive ping timeout")
            self._flush()
            if self._transport is not None:
                self._transport.abort()
            return
        if self._ws.state is State.OPEN:
            self._unanswered = True
            self._ws.send_ping(b"prism")
            self._flush()
            self._pinging = self._loop.call_later(PING_SECONDS, self._ping)

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        # Cast, not checked: uvloop's transports are none of asyncio's classes.
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended."""
        self._lost = True
        if self._pinging is not None:
            self._pinging.cancel()
        self.resume_writing()
        self._wake()

    def pause_writing(self) -> None:
        """Upstream does not take messages as fast as they come."""
        self._write_paused = True

    def resume_writing(self) -> None:
        """Upstream has caught up."""
        self._write_paused = False
        if self._draining is not None and not self._draining.done():
            self._draining.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Bytes of frames, or of the handshake."""
        self._unanswered = False
        self._ws.receive_data(data)
        for event in self._ws.events_received():
            if isinstance(event, Response):
                self.response = event
            elif isinstance(event, Frame):
                self._take(event)
        self._flush()
        self._wake()

    def _take(self, frame: Frame) -> None:
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            return  # Pings were answered by the protocol, and a close is its state.
        if frame.opcode is not Opcode.CONT:
            self._is_text = frame.opcode is Opcode.TEXT
        self._fragments.append(bytes(frame.data))
        if not frame.fin:
            return
        whole = self._fragments[0] if len(self._fragments) == 1 else b"".join(self._fragments)
        self._fragments = []
        try:
            self._messages.append(whole.decode() if self._is_text else whole)
        except UnicodeDecodeError:
            self._ws.fail(1007, "not UTF-8")
            return
        self._buffered += len(whole)
        if self._buffered > HIGH_WATER_BYTES and not self._read_paused and self._transport is not None:
            self._read_paused = True
            self._transport.pause_reading()
