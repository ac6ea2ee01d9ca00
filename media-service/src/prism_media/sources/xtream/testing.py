"""An Xtream Codes provider as sloppy as real ones: numbers as text, nulls, empty lists for objects, gaps."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

USERNAME, PASSWORD = "jane", "pa/ss word"

GUIDE = """<tv><channel id="bbc1.uk"><display-name>BBC One</display-name></channel>
<programme start="20260101000000 +0000" stop="20360101000000 +0000" channel="bbc1.uk">
<title>News</title></programme></tv>"""

ANSWERS: dict[str, Any] = {
    "": {
        "user_info": {
            "auth": "1",
            "status": "Active",
            "exp_date": "4102444800",
            "active_cons": "1",
            "max_connections": 2,
            "allowed_output_formats": ["ts", "m3u8"],
        },
        "server_info": [],
    },
    "get_live_categories": [{"category_id": 1, "category_name": "News"}, {"category_id": "2", "category_name": "XXX"}],
    "get_live_streams": [
        {
            "num": "1",
            "name": "BBC One HD",
            "stream_type": "live",
            "stream_id": "101",
            "stream_icon": "http://logos.example/1.png",
            "epg_channel_id": "bbc1.uk",
            "category_id": "1",
            "tv_archive": 1,
            "tv_archive_duration": "7",
        },
        {"num": 2, "name": "Grown Ups", "stream_id": 102, "category_id": 2, "is_adult": "1", "epg_channel_id": None},
        {"name": "Jazz FM", "stream_id": 103.0, "stream_type": "radio_streams", "category_ids": [1, 2], "num": None},
        {"name": "No number", "stream_id": None},
        "not even an object",
        {"name": "BBC One again", "stream_id": 101},
    ],
    "get_vod_categories": [],
    "get_vod_streams": {
        "1": {
            "stream_id": 900,
            "name": "Metropolis (1927)",
            "rating": "8,3",
            "container_extension": "mkv",
            "added": "1700000000",
            "plot": "A city.",
            "stream_icon": 5,
        },
        "2": {"stream_id": 101, "name": None, "container_extension": None, "added": ""},
    },
    "get_series_categories": None,
    "get_series": [
        {"series_id": "7", "name": "The Office", "cover": "", "plot": "Paper.", "releaseDate": "2005-03-24"},
        {"name": "no id"},
    ],
    "get_series_info": {
        "info": [],
        "episodes": {
            "1": [
                {
                    "id": "5001",
                    "episode_num": "1",
                    "title": "Pilot",
                    "container_extension": "mkv",
                    "info": {"duration_secs": "1320", "plot": "It begins.", "movie_image": None},
                    "season": 1,
                },
                {"id": 5002, "episode_num": 2, "title": "", "info": [], "season": None},
                {"id": None},
            ]
        },
    },
}


@dataclass
class Provider:
    """What the provider answers; a test may change it."""

    url: str
    answers: dict[str, Any]
    asked: list[str] = field(default_factory=list)
    guide: str = GUIDE


@asynccontextmanager
async def providing() -> AsyncIterator[Provider]:
    """Run the provider on a port of its own."""
    provider = Provider("", dict(ANSWERS))

    async def api(request: web.Request) -> web.Response:
        action = request.query.get("action", "")
        provider.asked.append(action)
        if (request.query.get("username"), request.query.get("password")) != (USERNAME, PASSWORD):
            return web.json_response({"user_info": {"auth": 0}})
        answer = provider.answers.get(action)
        if isinstance(answer, int):
            return web.Response(status=answer)
        if isinstance(answer, str):
            return web.Response(text=answer)
        return web.Response(text=json.dumps(answer), content_type="text/html")

    async def guide(request: web.Request) -> web.Response:
        return web.Response(text=provider.guide)

    application = web.Application()
    application.router.add_get("/player_api.php", api)
    application.router.add_get("/xmltv.php", guide)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    provider.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield provider
    finally:
        await runner.cleanup()


def login(provider: Provider) -> dict[str, Any]:
    """The body that adds the provider as a source."""
    return {"xtream": {"server": provider.url, "username": USERNAME, "password": PASSWORD}}
