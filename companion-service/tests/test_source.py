"""What is sent along to whoever is asked for playlists and segments."""

import aiohttp
from fastapi import FastAPI, Request

from prism_companion.hls.source import Source
from prism_core import trace
from prism_core.testing import running


async def test_the_trace_goes_to_the_fleet_and_to_nobody_else() -> None:
    app = FastAPI()

    @app.get("/fields")
    async def fields(request: Request) -> dict[str, str]:
        return dict(request.headers)

    async with running(app) as live, aiohttp.ClientSession() as session:
        step = trace.begun()
        with trace.inside(step):
            ours = await Source(session, live.url).json(f"{live.url}/fields")
            foreign = await Source(session, "http://media:8000").json(f"{live.url}/fields")
    assert isinstance(ours, dict)
    assert isinstance(foreign, dict)
    assert ours["traceparent"] == str(step)
    assert "traceparent" not in foreign
