"""A service really running on loopback inside a test."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp


@dataclass(frozen=True)
class LiveService:
    """Where it answers."""

    url: str
    port: int
    server: uvicorn.Server


@asynccontextmanager
async def running(app: ASGIApp) -> AsyncIterator[LiveService]:
    """Serves `app` with the server that production uses, on a free port, in the test's own loop."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="on",
            ws="websockets-sansio",
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        task = asyncio.create_task(server.serve(sockets=[listener]), name="live service")
        try:
            while not server.started and not task.done():  # noqa: ASYNC110  # uvicorn has no event for it
                await asyncio.sleep(0.01)
            if task.done():
                await task
            yield LiveService(f"http://127.0.0.1:{port}", port, server)
        finally:
            server.should_exit = True
            await task
