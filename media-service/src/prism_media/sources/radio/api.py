"""`/api/radio`: the directory of radio stations, and those that were added to the channels."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from prism_core.errors import NotFound
from prism_core.model import Model
from prism_media.catalogue.keys import short_id
from prism_media.catalogue.model import Channel
from prism_media.catalogue.rows import RANK_STEP, channel_of
from prism_media.catalogue.store import CatalogueStore
from prism_media.database.claims import Claims
from prism_media.sources.radio.directory import Directory, Station
from prism_media.sources.rows import Row, media_row
from prism_media.sources.source import DAY_SECONDS, Source
from prism_media.sources.store import SourceStore
from prism_media.viewers.current import adult_only

RADIO = "radio"
"""Id of the built-in source that added stations belong to."""
_UUID = r"^[0-9a-fA-F-]{8,64}$"
Uuid = Annotated[str, Path(pattern=_UUID)]


class StationFound(Model):
    """A station of the directory."""

    uuid: str
    name: str
    country: str | None
    tags: list[str]
    codec: str | None
    bitrate: int | None
    """kbit/s"""
    logo: str | None
    added: str | None
    """Id of its channel, where it was added."""


class Stations(Model):
    """Stations that fit, the most listened to first."""

    stations: list[StationFound]
    source: Literal["radio-browser"] = "radio-browser"


class Stationed:
    """The stations that were added, as channels of the built-in source."""

    def __init__(self, store: SourceStore, directory: Directory, claims: Claims, now: Callable[[], float]) -> None:
        self._store = store
        self._directory = directory
        self._claims = claims
        self._now = now
        self._telling: set[asyncio.Task[None]] = set()
        self._adding = asyncio.Lock()

    async def add(self, uuid: str) -> str:
        """Add a station; returns the id of its channel."""
        station = await self._directory.station(uuid)
        async with self._adding:
            source = await self._source()
            rank = await self._store.next_rank(source)
            await self._store.put_channel(_row(station, source, rank, int(self._now())))
        return channel_id(uuid)

    def played(self, channel: str) -> None:
        """A source plays: where it is a station, the directory is told, once a day whoever listens how often."""
        task = asyncio.create_task(self._tell(channel), name="radio click")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def close(self) -> None:
        """Stop telling."""
        for task in list(self._telling):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _tell(self, channel: str) -> None:
        uuid = await self._store.station(RADIO, channel)
        if uuid and await self._claims.take_once(f"click {uuid}", DAY_SECONDS):
            await self._directory.click(uuid)

    async def remove(self, uuid: str) -> bool:
        """Remove a station; says whether it was there."""
        return await self._store.remove_channel(RADIO, channel_id(uuid))

    async def added(self) -> set[str]:
        """Ids of the channels."""
        return await self._store.channel_ids(RADIO)

    async def _source(self) -> Source:
        known = await self._store.source(RADIO)
        if known is None:
            known = Source(RADIO, "Radio", "radio", await self._store.next_position(), int(self._now()))
            await self._store.add(known)
        return known


def channel_id(uuid: str) -> str:
    """The channel of a station: always the same one."""
    return short_id(RADIO, uuid.lower())


def radio_router(directory: Directory, stationed: Stationed, catalogue: CatalogueStore) -> APIRouter:
    """The routes of radio."""
    router = APIRouter(prefix="/api/radio", tags=["radio"])

    @router.get("")
    async def search(
        q: Annotated[str, Query(max_length=200, description="Words of the name.")] = "",
        country: Annotated[str, Query(max_length=100, description="Name or two-letter code.")] = "",
        tag: Annotated[str, Query(max_length=100, description="Such as jazz.")] = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 50,
    ) -> Stations:
        """Stations of the directory. While it does not answer, what was asked before is still told."""
        found = await directory.search(name=q, country=country, tag=tag, limit=limit)
        added = await stationed.added()
        return Stations(stations=[_found(station, added) for station in found])

    @router.post("/{uuid}", dependencies=[adult_only])
    async def add(uuid: Uuid) -> Channel:
        """Add a station to the channels."""
        row = await catalogue.channel(await stationed.add(uuid))
        assert row is not None
        return channel_of(row)

    @router.delete("/{uuid}", status_code=204, dependencies=[adult_only])
    async def remove(uuid: Uuid) -> Response:
        """Take a station out of the channels."""
        if not await stationed.remove(uuid):
            raise NotFound(f"no station {uuid!r} was added")
        return Response(status_code=204)

    return router


def _found(station: Station, added: set[str]) -> StationFound:
    channel = channel_id(station.uuid)
    return StationFound(
        uuid=station.uuid,
        name=station.name,
        country=station.country or None,
        tags=list(station.tags),
        codec=station.codec or None,
        bitrate=station.bitrate,
        logo=station.logo or None,
        added=channel if channel in added else None,
    )


def _row(station: Station, source: Source, rank: int, now: int) -> Row:
    return media_row(
        id=channel_id(station.uuid),
        playlist_id=source.id,
        rank=max(rank, source.position * RANK_STEP),
        name=station.name,
        kind="radio",
        url=station.url,
        group=";".join(dict.fromkeys(filter(None, ("Radio", station.country.replace(";", ","))))),
        logo=station.logo,
        added_at=now,
        details={"uuid": station.uuid, "codec": station.codec, "bitrate": station.bitrate, "tags": list(station.tags)},
    )
