"""The browser's socket, `/ws`: who may open it, and how its frames become events of a session."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from prism_core.errors import BadInput
from prism_core.events import BotReady, ClientReady, ErrorNotice, Event
from prism_core.viewer import sealed_in
from prism_gateway.metrics import SESSIONS
from prism_gateway.sessions.envelope import PROTOCOL_VERSION, unwrap
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.session import Session
from prism_gateway.sessions.world import World

log = logging.getLogger(__name__)

READY_SECONDS = 10.0
"""How long a socket may stay silent before it must have said `client-ready`."""
CLOSE_SECONDS = 1.0
POLICY_VIOLATION = 1008
TRY_AGAIN = 1013
REPLACED = 4001
"""Close code: the same session was opened elsewhere."""
LONGEST_FRAME = 64 * 1024


class Sockets:
    """The sockets of this process, one for each session."""

    def __init__(self, world: World, origins: frozenset[str]) -> None:
        self._world = world
        self._origins = origins
        self._open: dict[str, WebSocket] = {}

    @property
    def sessions(self) -> tuple[str, ...]:
        """Sessions that are connected here."""
        return tuple(self._open)

    def router(self) -> APIRouter:
        """The route of the socket."""
        router = APIRouter()
        router.add_api_websocket_route("/ws", self._serve)
        return router

    async def _serve(self, socket: WebSocket) -> None:
        if not self._allowed(socket):
            # Closed before it is accepted: the browser sees 403, and no page of another site gets a session.
            await socket.close(POLICY_VIOLATION, "this page may not connect to this Prism")
            return
        await socket.accept()
        try:
            hello = await self._hello(socket)
        except (WebSocketDisconnect, TimeoutError, KeyError):
            return  # It left, said nothing, or began with a binary frame.
        if hello is None:
            await socket.close(POLICY_VIOLATION, "say client-ready first")
            return
        session = hello.session if hello.session and _is_id(hello.session) else uuid.uuid4().hex
        await self._run(socket, session, resumed=session == hello.session)

    async def _run(self, socket: WebSocket, session: str, *, resumed: bool) -> None:
        before = self._open.get(session)
        self._open[session] = socket
        outbox = Outbox(socket)
        sending = asyncio.create_task(_send(outbox), name="outbox")
        try:
            SESSIONS.set(len(self._open))
            if before is not None:
                await _close(before, REPLACED, "opened in another window")
            outbox.post(BotReady(version=PROTOCOL_VERSION, session=session, resumed=resumed))
            serving = Session(session, self._world, outbox, sealed_in(socket.cookies))
            await self._until_over(serving.run(_events(socket, outbox)), outbox)
            if outbox.overflowed.is_set():
                log.warning("slow browser cut off", extra={"session": session})
                await _close(socket, TRY_AGAIN, "the browser does not read")
        finally:
            sending.cancel()
            if self._open.get(session) is socket:
                del self._open[session]
            SESSIONS.set(len(self._open))

    async def _until_over(self, serving: Coroutine[Any, Any, None], outbox: Outbox) -> None:
        """Serves until the browser leaves, or until it no longer reads."""
        session = asyncio.create_task(serving, name="session")
        overflow = asyncio.create_task(outbox.overflowed.wait(), name="overflow")
        try:
            await asyncio.wait((session, overflow), return_when=asyncio.FIRST_COMPLETED)
        finally:
            overflow.cancel()
            if not session.done():
                session.cancel()
            await asyncio.gather(session, return_exceptions=True)
        if not session.cancelled() and (error := session.exception()) is not None:
            raise error

    async def _hello(self, socket: WebSocket) -> ClientReady | None:
        async with asyncio.timeout(READY_SECONDS):
            message = await socket.receive_text()
        try:
            event = unwrap(message)
        except BadInput:
            return None
        return event if isinstance(event, ClientReady) else None

    def _allowed(self, socket: WebSocket) -> bool:
        """A page of this very address, of one that the operator lists, or no page at all (a program)."""
        origin = socket.headers.get("origin")
        if origin is None or origin in self._origins:
            return True
        return urlsplit(origin).netloc == socket.headers.get("host")


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    """Closes a socket that may be dead already, or whose other end does not read."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await socket.close(code, reason)


async def _send(outbox: Outbox) -> None:
    """Empties the outbox until the socket is gone, which its reader notices."""
    try:
        await outbox.run()
    except (WebSocketDisconnect, RuntimeError, OSError):
        return


async def _events(socket: WebSocket, outbox: Outbox) -> AsyncIterator[Event | bytes]:
    """What the browser sends; what cannot be read is answered with an error, and the session goes on."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if (data := message.get("bytes")) is not None:
            if len(data) > LONGEST_FRAME or len(data) % 2:
                outbox.post(ErrorNotice(error="microphone frames are mono 16-bit PCM at 16 kHz, at most 64 KiB each"))
                continue
            yield data
            continue
        try:
            yield unwrap(message.get("text") or "")
        except BadInput as error:
            outbox.post(ErrorNotice(error=error.message))


def _is_id(session: str) -> bool:
    return len(session) == 32 and all(letter in "0123456789abcdef" for letter in session)
