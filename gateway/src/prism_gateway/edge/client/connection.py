"""One keep-alive connection to an upstream: a request's bytes out, its answer's head and body in (RFC 9112).

Bodies pass as they come, compressed bytes untouched, and an answer is complete only when its framing says so. Interim
answers are kept for the client (RFC 9110 §15.2), but for `100 Continue`, which is about the body that we send. Trailers
are read and dropped, which RFC 9110 §6.5.1 lets a proxy do: no browser shows them to a page.
"""

import asyncio
from collections import deque
from typing import cast

import httptools

from prism_gateway.edge.client.errors import BadAnswer, UpstreamDied, UpstreamFailed

Headers = list[tuple[bytes, bytes]]

HIGH_WATER_BYTES = 512 * 1024
"""An answer's body that waits for a slow client; reading stops above it."""
RAW_BYTES = 64 * 1024
"""Bodies of known length with more than this to come are counted instead of parsed: no copy of a segment's bytes."""
LONGEST_HEAD = 128 * 1024
_BODILESS = frozenset({204, 304})


class Connection(asyncio.Protocol):
    """A connection; one exchange at a time. `begin`, then `head`, then `read` until it gives nothing."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._waiter: asyncio.Future[None] | None = None
        self._draining: asyncio.Future[None] | None = None
        self._write_paused = self._read_paused = False
        self.closed = False
        self.used = False
        """Whether it has carried an exchange before: then the other side may have just closed it."""
        self.idle_since = 0.0
        self._reset(is_head=False)
        self._busy = False

    def _reset(self, *, is_head: bool) -> None:
        self._is_head = is_head
        self._error: UpstreamFailed | None = None
        self._pieces: deque[bytes] = deque()
        self._buffered = self._received = self._raw_left = self._head_bytes = 0
        self._length: int | None = None
        self._framed = self._keep_alive = self._spoiled = False
        self.status = 0
        self.headers: Headers = []
        self.interim: list[tuple[int, Headers]] = []
        """Interim answers that nobody has taken yet."""
        self.has_head = self.complete = self.continued = False
        self.upload_done = True
        self._busy = True

    # What an exchange does with it.

    def begin(self, head: bytes, *, is_head: bool, has_body: bool) -> None:
        """Sends a request's head; `is_head` says that the method is HEAD, whose answer has no body."""
        assert self._transport is not None
        self._reset(is_head=is_head)
        self.upload_done = not has_body
        self._transport.write(head)

    def write(self, data: bytes) -> None:
        """Sends a piece of the request's body, already framed."""
        if self._transport is not None and not self.closed:
            self._transport.write(data)

    async def drain(self) -> None:
        """Waits until upstream has taken what was written."""
        if self._write_paused and not self.closed:
            self._draining = self._loop.create_future()
            await self._draining

    async def head(self) -> bool:
        """Waits for `status` and `headers`; false if only an interim answer has come by now.

        Raises:
            UpstreamFailed: there will be none.
        """
        while not self.has_head:
            if self.interim:
                return False
            await self._wait()
        return True

    async def go_ahead(self) -> None:
        """Waits until upstream wants the body (100 Continue) or has answered without it."""
        while not (self.continued or self.has_head):
            await self._wait()

    async def read(self) -> bytes:
        """The next piece of the body; nothing when it is complete.

        Raises:
            UpstreamFailed: it ended before it was complete.
        """
        while not self._pieces:
            if self.complete:
                return b""
            await self._wait()
        pieces = self._pieces
        if len(pieces) > 1 and self._buffered <= RAW_BYTES:
            piece = b"".join(pieces)
            pieces.clear()
        else:
            piece = pieces.popleft()
        self._buffered -= len(piece)
        if self._read_paused and self._buffered <= HIGH_WATER_BYTES // 2 and self._transport is not None:
            self._read_paused = False
            self._transport.resume_reading()
        return piece

    @property
    def ended(self) -> bool:
        """Whether the body is complete and all of it has been read."""
        return self.complete and not self._pieces

    @property
    def waits(self) -> bool:
        """Whether `read` would have to wait."""
        return not (self._pieces or self.complete)

    @property
    def stale(self) -> bool:
        """Whether it died as one that upstream had closed before it was used again: nothing of an answer came."""
        return self.used and not self._head_bytes

    @property
    def reusable(self) -> bool:
        """Whether the next request may be sent on it."""
        return self.complete and self._keep_alive and self.upload_done and not (self._spoiled or self.closed)

    def rest(self) -> None:
        """Waits for its next exchange, in the pool."""
        self._busy = False
        self.used = True
        self.idle_since = self._loop.time()
        if self._read_paused and self._transport is not None:
            self._read_paused = False
            self._transport.resume_reading()

    def close(self) -> None:
        """Ends it at once: whatever upstream still does for it is not wanted."""
        self.closed = True
        if self._transport is not None:
            self._transport.abort()

    async def _wait(self) -> None:
        if self._error is not None:
            raise self._error
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _fail(self, error: UpstreamFailed) -> None:
        if self._error is None and not self.complete:
            self._error = error
            self._wake()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        # Cast, not checked: uvloop's transports are none of asyncio's classes.
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended; an answer without a length of its own ends with it."""
        self.closed = True
        self.resume_writing()
        if self.has_head and not self._framed and exc is None and self._error is None:
            self._finish()
        elif self._busy:
            self._fail(UpstreamDied("the connection ended early"))

    def pause_writing(self) -> None:
        """Upstream does not take the body as fast as the client sends it."""
        self._write_paused = True

    def resume_writing(self) -> None:
        """Upstream has caught up."""
        self._write_paused = False
        if self._draining is not None and not self._draining.done():
            self._draining.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Bytes of the answer."""
        if not self._busy or self.complete:
            self._spoiled = True
            self.close()  # Nothing was asked, so whatever this is must never become the answer to the next request.
        elif self._raw_left:
            self._take_raw(data)
        else:
            self._parse(data)

    def _take_raw(self, data: bytes) -> None:
        if len(data) > self._raw_left:
            self._spoiled = True
            data = data[: self._raw_left]
        self._raw_left -= len(data)
        self._push(data)
        if not self._raw_left:
            self._finish()

    def _parse(self, data: bytes) -> None:
        if not self.has_head:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._refuse(BadAnswer("it changed protocols unasked"))
        except httptools.HttpParserError as error:
            self._refuse(BadAnswer(f"its answer cannot be read: {type(error).__name__}"))
        if not self.has_head and self._head_bytes > LONGEST_HEAD:
            self._refuse(BadAnswer(f"the head of its answer is longer than {LONGEST_HEAD} bytes"))
        if self._length is not None and not self.complete and self._length - self._received > RAW_BYTES:
            self._raw_left = self._length - self._received
            self._parser = httptools.HttpResponseParser(self)

    def _refuse(self, error: BadAnswer) -> None:
        self._spoiled = True
        if not self.complete:
            self._fail(error)
            self.close()

    def _push(self, data: bytes) -> None:
        self._pieces.append(data)
        self._buffered += len(data)
        if self._buffered > HIGH_WATER_BYTES and not self._read_paused and self._transport is not None:
            self._read_paused = True
            self._transport.pause_reading()
        self._wake()

    def _finish(self) -> None:
        self.complete = True
        self._wake()

    # httptools

    def on_message_begin(self) -> None:
        """Another answer begins: the first, or the one after an interim answer."""
        if self.complete:
            self._spoiled = True
            return
        self.headers = []

    def on_header(self, name: bytes, value: bytes) -> None:
        """One field, in the order in which they were sent."""
        if self.complete:
            return
        name = name.lower()
        if name == b"content-length":
            self._length = int(value)
            self._framed = True
        elif name == b"transfer-encoding" and (value := value.lower()) != b"identity":
            if value != b"chunked":
                raise BadAnswer("its body has a transfer coding other than chunked")
            self._framed = True
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head is complete; after an interim one another follows."""
        status = self._parser.get_status_code()
        if self.complete:
            return
        if status < 200:
            self.continued = self.continued or status == 100
            if status > 101:
                self.interim.append((status, self.headers))
            self._length, self._framed = None, False
            self._wake()
            return
        if status > 599 or self._parser.get_http_version() not in ("1.0", "1.1"):
            raise BadAnswer("its status or version is unknown")
        self.status = status
        self._keep_alive = self._parser.should_keep_alive()
        self.has_head = True
        if self._is_head or status in _BODILESS:  # The parser does not know, and would wait for a body.
            self._length, self._framed = None, True
            self._parser = httptools.HttpResponseParser(self)
            self._finish()
        self._wake()

    def on_body(self, data: bytes) -> None:
        """A piece of the body, without its framing."""
        if self.complete:
            self._spoiled = True
            return
        self._received += len(data)
        self._push(data)

    def on_message_complete(self) -> None:
        """The answer is whole, or was an interim one."""
        if self.has_head and not self.complete:
            self._finish()
