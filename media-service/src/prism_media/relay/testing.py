"""For tests: the relay alone behind a client, over sources that a test names and a real HTTP server."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import uvicorn
from fastapi import FastAPI

from prism_core import problems
from prism_media.catalogue.health import Source, order
from prism_media.relay.api import relay_router
from prism_media.relay.conversion import Converter
from prism_media.relay.relay import Relay
from prism_media.relay.shortcut import take_shortcut
from prism_media.relay.tokens import Tokens
from prism_media.upstream.client import Upstream
from prism_media.upstream.guard import AddressPolicy
from prism_media.viewers.current import Viewer

KEY = b"a key of tests"


@dataclass
class Sources:
    """The catalogue in memory: sources by channel, and what became of them in order."""

    channels: dict[str, list[Source]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _failures: dict[str, str] = field(default_factory=dict)

    def add(self, channel: str, url: str, headers: Mapping[str, str] | None = None, *, adult: bool = False) -> str:
        """One more source of a channel; its id."""
        sources = self.channels.setdefault(channel, [])
        source_id = f"{channel}-{len(sources)}" if sources else channel
        sources.append(Source(source_id, "p", channel, url, headers or {}, adult=adult))
        return source_id

    async def sources(self, channel_id: str) -> list[Source]:
        """As `HealthStore.sources`, with those that failed last."""
        found = order(self.channels.get(channel_id, []), 0)
        return sorted(found, key=lambda source: source.id in self._failures)

    async def worked(self, channel_id: str) -> None:
        """As `HealthStore.worked`."""
        self._failures.pop(channel_id, None)
        self.notes.append((channel_id, "worked"))

    async def failed(self, channel_id: str, kind: str) -> None:
        """As `HealthStore.failed`."""
        self._failures[channel_id] = kind
        self.notes.append((channel_id, kind))


@dataclass
class Anybody:
    """Whoever asks is one viewer, of an age."""

    age_limit: int | None

    async def viewer(self, cookie: str | None) -> Viewer:
        """As `Identity.viewer`."""
        return Viewer("default", self.age_limit)


@dataclass
class Stage:
    """A relay that listens on a real port: bodies arrive in pieces, and a cut connection is one."""

    client: httpx.AsyncClient
    sources: Sources
    relay: Relay

    async def lines(self, address: str) -> list[str]:
        """The lines of a playlist that must be there."""
        answer = await self.client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text.splitlines()

    async def addresses(self, address: str) -> list[str]:
        """What a playlist leads to."""
        return [line for line in await self.lines(address) if line[:1] != "#"]

    async def first_segment(self, channel: str) -> str:
        """Where the first segment of a channel is; of a channel with variants, where the first variant is."""
        return (await self.addresses(f"/api/relay/{channel}/index.m3u8"))[0]


@asynccontextmanager
async def relaying(
    now: Callable[[], float] = time.time,
    *,
    allowed: str = "loopback",
    converter: Converter | None = None,
    stall_seconds: float = 12.0,
    age_limit: int | None = None,
    elapsed: Callable[[], float] | None = None,
) -> AsyncIterator[Stage]:
    """Run the relay alone on a port of this machine."""
    sources = Sources()
    upstream = Upstream(AddressPolicy.from_text(allowed), stall_seconds=stall_seconds)
    relay = Relay(sources, upstream, Tokens(KEY, now), now, converter, elapsed=elapsed)
    app = FastAPI()
    app.include_router(relay_router(relay))
    app.state.identity = Anybody(age_limit)
    problems.install(app)
    take_shortcut(app, relay)
    async with listening(app) as address, httpx.AsyncClient(base_url=address, timeout=30) as client:
        try:
            yield Stage(client, sources, relay)
        finally:
            await relay.close()
            await upstream.close()


@asynccontextmanager
async def listening(app: FastAPI) -> AsyncIterator[str]:
    """Serve `app` on a free port; gives its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", ws="none", backlog=1024, timeout_keep_alive=300
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([listener]), name="test server")
        while not server.started:  # noqa: ASYNC110  Being up is a state to be asked for.
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
