"""Puts the parts of outputs together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_media.output.access import Access
from prism_media.output.api import output_router, outputs_router
from prism_media.output.shelf import Shelf
from prism_media.output.streams import Streams
from prism_media.output.xtream_api import PlayerApi, xtream_router
from prism_media.viewers.identity import CookieIdentity


def output_routers(
    engine: AsyncEngine,
    identity: CookieIdentity,
    streams: Streams,
    ensure_episodes: Callable[[str], Awaitable[None]],
    now: Callable[[], float],
) -> list[APIRouter]:
    """The routes for other players."""
    access, shelf = Access(engine, identity, now), Shelf(engine)
    return [
        outputs_router(access),
        output_router(access, shelf, streams, now),
        xtream_router(access, shelf, PlayerApi(shelf, ensure_episodes, now), streams, now),
    ]
