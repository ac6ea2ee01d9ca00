"""The browser's socket, `/ws`: who may open it, and how its frames become events of a session."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from prism_core.account import Caller, is_session_of, new_session
from prism_core.errors import BadInput, Unavailable
from prism_core.events import BotReady, ClientReady, ErrorNotice, Event
from prism_core.viewer import sealed_in
from prism_gateway.conversation.saying import preferred
from prism_gateway.edge.exchange import Account, Exchange
from prism_gateway.edge.identity import SESSION
from prism_gateway.edge.sockets import is_own_origin
from prism_gateway.metrics import SESSIONS
from prism_gateway.sessions.context import ViewersClock
from prism_gateway.sessions.envelope import PROTOCOL_VERSION, unwrap
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.session import Session
from prism_gateway.sessions.world import World

log = logging.getLogger(__name__)

Sealed = Callable[[Caller, str], Awaitable[str]]
"""Gives the sealed cookie of an account's viewer, from the browser's own."""

READY_SECONDS = 10.0
"""How long a socket may stay silent before it must have said `client-ready`."""
CLOSE_SECONDS = 1.0
POLICY_VIOLATION = 1008
TRY_AGAIN = 1013
REPLACED = 4001
"""Close code: the same session was opened elsewhere."""
SIGNED_OUT = 4401
"""Close code: whoever it was has signed out, or may not sign in any more."""
LONGEST_FRAME = 64 * 1024


class Sockets:
    """The sockets of this process, one for each session."""

    def __init__(self, world: World, origins: frozenset[str], sealed: Sealed | None = None) -> None:
        self._world = world
        self._origins = origins
        self._sealed = sealed
        self._open: dict[str, WebSocket] = {}

    @property
    def sessions(self) -> tuple[str, ...]:
        """Sessions that are connected here."""
        return tuple(self._open)

    def signed_in(self) -> list[str]:
        """The signed-in sessions that have sockets here."""
        return list({socket.scope[SESSION] for socket in self._open.values() if SESSION in socket.scope})

    async def cut_off(self, session: str) -> None:
        """Closes the sockets of a signed-in session that has ended."""
        theirs = [socket for socket in self._open.values() if socket.scope.get(SESSION) == session]
        for socket in theirs:
            await _close(socket, SIGNED_OUT, "signed out")

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
        except (WebSocketDisconnect, TimeoutError):
            return  # It left, or said nothing.
        if hello is None:
            await socket.close(POLICY_VIOLATION, "say client-ready first")
            return
        account = _account(socket)
        session = hello.session if hello.session and _may_resume(hello.session, account) else _new(account)
        try:
            sealed = await self._whose(socket, account)
        except Unavailable:
            await _close(socket, TRY_AGAIN, "accounts cannot be looked up")
            return
        clock = ViewersClock(hello.time_zone, hello.hour_cycle)
        await self._run(socket, session, sealed, clock, resumed=session == hello.session)

    async def _whose(self, socket: WebSocket, account: Account | None) -> str:
        """The sealed cookie of whoever the session is for: of an account's own profile, where somebody signed in."""
        cookie = sealed_in(socket.cookies)
        if account is None or self._sealed is None:
            return cookie
        return await self._sealed(Caller(account.id, account.role), cookie)

    async def _run(self, socket: WebSocket, session: str, sealed: str, clock: ViewersClock, *, resumed: bool) -> None:
        before = self._open.get(session)
        self._open[session] = socket
        outbox = Outbox(socket)
        sending = asyncio.create_task(_send(outbox), name="outbox")
        try:
            SESSIONS.set(len(self._open))
            if before is not None:
                await _close(before, REPLACED, "opened in another window")
            outbox.post(BotReady(version=PROTOCOL_VERSION, session=session, resumed=resumed))
            language = preferred(socket.headers.get("accept-language", ""))
            serving = Session(session, self._world, outbox, sealed, clock, language)
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
        try:
            async with asyncio.timeout(READY_SECONDS):
                event = unwrap(await socket.receive_text())
        except (BadInput, KeyError):  # `KeyError`: it began with a binary frame.
            return None
        return event if isinstance(event, ClientReady) else None

    def _allowed(self, socket: WebSocket) -> bool:
        """A page of this very address, of one that the operator lists, or no page at all (a program)."""
        exchange: Exchange | None = socket.scope.get("prism")
        scheme = exchange.scheme if exchange else "http"
        return is_own_origin(socket.headers.get("origin"), socket.headers.get("host", ""), scheme, self._origins)


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
            if len(data) > LONGEST_FRAME:
                outbox.post(ErrorNotice(error="frames of the microphone have at most 64 KiB"))
                continue
            yield data
            continue
        try:
            yield unwrap(message.get("text") or "")
        except BadInput as error:
            outbox.post(ErrorNotice(error=error.message))


def _account(socket: WebSocket) -> Account | None:
    exchange: Exchange | None = socket.scope.get("prism")
    return exchange.user if exchange else None


def _may_resume(session: str, account: Account | None) -> bool:
    """Whether the browser of `account` may have this session again: nobody takes over somebody else's."""
    return _is_id(session) and (account is None or is_session_of(session, account.id))


def _new(account: Account | None) -> str:
    return uuid.uuid4().hex if account is None else new_session(account.id)


def _is_id(session: str) -> bool:
    return len(session) == 32 and all(letter in "0123456789abcdef" for letter in session)
