"""For tests: the whole service behind a client, and a real HTTP server whose answers are a table."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from aiohttp import web

from prism_media.app import create_app
from prism_media.settings import Settings

Answer = str | bytes | Callable[[web.Request], web.StreamResponse]


@asynccontextmanager
async def serving(files: dict[str, Answer], seen: list[web.Request] | None = None) -> AsyncIterator[str]:
    """Serve `files` by path at the address given; requests are added to `seen`. A test may change both."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if seen is not None:
            seen.append(request)
        content = files.get(request.path)
        if content is None:
            raise web.HTTPNotFound
        if callable(content):
            return content(request)
        if isinstance(content, str):
            return web.Response(text=content)
        return web.Response(body=content, content_type="video/mp2t")

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def running_service(folder: Path, **settings: object) -> AsyncIterator[httpx.AsyncClient]:
    """Run the whole service over a database of its own in `folder`, ready, behind a client."""
    values = {"data_dir": folder, "demo_prepare": False, "allowed_networks": "loopback", **settings}
    service = create_app(Settings.model_validate(values))
    async with service.app.router.lifespan_context(service.app):
        async with asyncio.timeout(60):
            # Readiness is a state to be asked for, as the supervisor does.
            while not (await service.status()).ready:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        transport = httpx.ASGITransport(app=service.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://media") as client:
            yield client


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Return once `holds` says so; what is done in the background has no other end to wait for."""
    async with asyncio.timeout(60):
        # What `holds` asks has no event of its own.
        while not await holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
