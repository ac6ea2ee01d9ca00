"""One port for HTTPS and HTTP: the first byte of a connection says which of the two it speaks.

A TLS handshake begins with the byte 22 (RFC 8446 §5.1), which no HTTP request does. So a viewer who types the address
without `https://` is answered and sent on, and the page that explains the certificate is there before it is trusted.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
import sys
from collections.abc import Callable

import uvicorn

log = logging.getLogger(__name__)

HANDSHAKE = b"\x16"
FIRST_BYTE_SECONDS = 10.0
HANDSHAKE_SECONDS = 10.0
MOST_SILENT = 512
"""Connections that have not said anything yet; one more, and the oldest of them is closed."""
STARTUP_FAILURE = 3
"""Exit code of a server that could not start, as uvicorn's."""


class Door:
    """Accepts connections and hands each to `protocol`, through TLS where it begins with a handshake.

    Args:
        protocol: makes the protocol that serves one connection; it sees from its transport which of both it is.
        context: the context for the next connection.
    """

    def __init__(self, protocol: Callable[[], asyncio.Protocol], context: Callable[[], ssl.SSLContext]) -> None:
        self._protocol = protocol
        self._context = context
        self._listeners: list[socket.socket] = []
        self._accepting: list[asyncio.Task[None]] = []
        self._silent: dict[asyncio.Task[None], None] = {}

    async def open(self, listeners: list[socket.socket]) -> None:
        """Begins to accept on `listeners`, which it owns from now on."""
        self._listeners = listeners
        for listener in listeners:
            listener.setblocking(False)
            self._accepting.append(asyncio.create_task(self._accept(listener), name="door"))

    def close(self) -> None:
        """Accepts no more; connections that are being served go on."""
        for task in (*self._accepting, *self._silent):
            task.cancel()
        for listener in self._listeners:
            listener.close()

    async def wait_closed(self) -> None:
        """Returns when nothing is on its way in any more."""
        await asyncio.gather(*self._accepting, *self._silent, return_exceptions=True)

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(listener)
            except OSError as error:  # Out of file descriptors, or the client left in the queue.
                log.warning("connection not accepted", extra={"reason": str(error)})
                await asyncio.sleep(0.1)
                continue
            if len(self._silent) >= MOST_SILENT:
                next(iter(self._silent)).cancel()
            task = asyncio.create_task(self._admit(connection), name="admit")
            self._silent[task] = None
            task.add_done_callback(self._silent.pop)

    async def _admit(self, connection: socket.socket) -> None:
        try:
            connection.setblocking(False)
            async with asyncio.timeout(FIRST_BYTE_SECONDS):
                first = await _peek(connection)
            if first == HANDSHAKE:
                await self._hand_over(connection, self._context())
            elif first:
                await self._hand_over(connection, None)
            else:
                connection.close()
        except (OSError, TimeoutError) as error:  # `ssl.SSLError` is an `OSError`: the client does not trust us yet.
            log.debug("connection ended before its first request", extra={"reason": str(error)})
            connection.close()
        except asyncio.CancelledError:
            connection.close()
            raise

    async def _hand_over(self, connection: socket.socket, context: ssl.SSLContext | None) -> None:
        await asyncio.get_running_loop().connect_accepted_socket(
            self._protocol,
            connection,
            ssl=context,
            ssl_handshake_timeout=HANDSHAKE_SECONDS if context else None,
        )


async def _peek(connection: socket.socket) -> bytes:
    """The first byte that arrives, left where it is; empty if the client left."""
    loop = asyncio.get_running_loop()
    readable = asyncio.Event()
    loop.add_reader(connection, readable.set)
    try:
        await readable.wait()
    finally:
        loop.remove_reader(connection)
    return connection.recv(1, socket.MSG_PEEK)


class TlsServer(uvicorn.Server):
    """A server that opens a `Door` in place of its own listener."""

    def __init__(self, config: uvicorn.Config, context: Callable[[], ssl.SSLContext]) -> None:
        super().__init__(config)
        self._context = context

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts the application, then listens on `sockets` or where the configuration says."""
        await self.lifespan.startup()
        if self.lifespan.should_exit:
            sys.exit(STARTUP_FAILURE)
        door = Door(self._serving, self._context)
        try:
            await door.open(sockets or listen(self.config.host, self.config.port, self.config.backlog))
        except OSError as error:
            log.error("cannot listen", extra={"host": self.config.host, "port": self.config.port, "reason": str(error)})
            await self.lifespan.shutdown()
            sys.exit(STARTUP_FAILURE)
        self.servers = [door]  # type: ignore[list-item]  # It is closed and waited for like one.
        self.started = True

    def _serving(self) -> asyncio.Protocol:
        return self.config.http_protocol_class(  # type: ignore[call-arg]  # Uvicorn's own protocols all take these.
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )


def listen(host: str, port: int, backlog: int) -> list[socket.socket]:
    """Listening sockets for every address that `host` stands for.

    Raises:
        OSError: one of them cannot be had.
    """
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    with contextlib.ExitStack() as opened:
        sockets = [
            opened.enter_context(socket.create_server(address[:2], family=family, backlog=backlog))
            for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found)
        ]
        opened.pop_all()
    return sockets
