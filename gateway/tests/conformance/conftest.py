"""The gateway's edge in front of a real upstream process."""

import asyncio
import contextlib
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import uvloop
from starlette.applications import Starlette

from prism_gateway.edge.client.upstream import MOST_IN_FLIGHT
from prism_gateway.edge.edge import Edge
from prism_gateway.edge.observing import Observing
from prism_gateway.edge.patience import Patience
from prism_gateway.edge.proxy import RETRY_PAUSES, Proxy
from prism_gateway.edge.routes import Route, Routes, Timeouts
from prism_gateway.edge.testing import Gateway, serving


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the gateway runs on."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="session")
def upstream_port() -> Iterator[int]:
    with _upstream() as port:
        yield port


@contextlib.contextmanager
def _upstream(port: int = 0) -> Iterator[int]:
    command = [sys.executable, str(Path(__file__).parent / "upstream.py"), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


@pytest.fixture
def another_upstream() -> Callable[[int], contextlib.AbstractContextManager[int]]:
    """Starts one more upstream process, on a port of one's choice."""
    return _upstream


@pytest.fixture
def mark() -> str:
    """A word for one request, by which upstream knows it."""
    return uuid.uuid4().hex


Make = Callable[..., Awaitable[Gateway]]


@pytest.fixture
async def make(upstream_port: int) -> AsyncIterator[Make]:
    """Makes a gateway, whose `fields` are those of its one route.

    It is as patient with upstreams as the slowest machine needs, where the fields do not say otherwise.
    """
    async with contextlib.AsyncExitStack() as stack:

        async def gateway(
            upstreams: tuple[str, ...] = (),
            patience: Patience | None = None,
            write: Callable[[bytes], None] | None = None,
            prefix: str = "",
            retry_pauses: Sequence[float] = RETRY_PAUSES,
            drain_seconds: float = 2.0,
            most_in_flight: int = MOST_IN_FLIGHT,
            **fields: Any,
        ) -> Gateway:
            proxy = Proxy(patience, retry_pauses, most_in_flight)
            upstreams = upstreams or (f"http://127.0.0.1:{upstream_port}",)
            route = Route(prefix, "up", upstreams, **{"timeouts": Timeouts(connect=60), **fields})
            noted = Observing(write)
            edge = Edge(Starlette(), Routes([], route), proxy, guards=(noted.begin,), observers=(noted.ended,))
            server = await stack.enter_async_context(serving(edge, patience, drain_seconds))
            stack.push_async_callback(proxy.close)
            return Gateway(server.servers[0].sockets[0].getsockname()[1], upstream_port, proxy, server)

        yield gateway


@pytest.fixture
async def gateway(make: Make) -> Gateway:
    return await make(body_limit_bytes=4_000_000)
