"""Puts the parts of recordings together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncEngine

from prism_core.background import end
from prism_media.catalogue.store import CatalogueStore
from prism_media.guide.queries import GuideQueries
from prism_media.recordings.api import Desk, recordings_router
from prism_media.recordings.booking import Booking
from prism_media.recordings.clock import Lanes, RecordingClock
from prism_media.recordings.forecast import Forecast
from prism_media.recordings.planner import Padding
from prism_media.recordings.planning import Planning
from prism_media.recordings.programmes import CatalogueGuide
from prism_media.recordings.recorder import Job, Recorder
from prism_media.recordings.shelf import Shelf
from prism_media.recordings.storage import GIB, Storage
from prism_media.recordings.store import RecordingStore
from prism_media.recordings.tuner import RelayTuner
from prism_media.relay.conversion import Converter
from prism_media.settings import Settings


class RecordingService:
    """What the application starts, asks and closes."""

    def __init__(self, router: APIRouter, clock: RecordingClock, tuner: RelayTuner) -> None:
        self.router = router
        self._clock = clock
        self._tuner = tuner
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look after recordings; starting again changes nothing."""
        if self._task is None:
            self._task = asyncio.create_task(self._clock.run(), name="recordings")

    async def close(self) -> None:
        """Stop; what is being recorded is gone on with at the next start."""
        if self._task is not None:
            await end(self._task)
        await self._tuner.close()


def set_up_recordings(
    settings: Settings,
    ffmpeg: str,
    engine: AsyncEngine,
    catalogue: CatalogueStore,
    queries: GuideQueries,
    playing: Callable[[], list[APIRouter]],
    converter: Converter,
    now: Callable[[], float],
) -> RecordingService:
    """Wire recordings; `playing` gives the routes that play channels, by which they are recorded too."""
    store, guide = RecordingStore(engine), CatalogueGuide(catalogue, queries)
    storage = Storage(
        settings.data_dir / "recordings",
        round(settings.recordings_gib * GIB),
        round(settings.recordings_free_gib * GIB),
    )
    padding = Padding(settings.recording_lead_seconds, settings.recording_tail_seconds)
    booking = Booking(store, guide, storage, padding, settings.recording_open_seconds, now)
    planning = Planning(store, guide, booking, storage, padding, now)
    tuner = RelayTuner(playing)

    async def make(row: Mapping[str, Any]) -> Recorder:
        others = await store.alternatives(row["channel_id"])
        job = Job(row["channel_id"], row["start"], others, settings.recording_height, gaps=row["gaps"])
        return Recorder(job, row["stop"], Shelf(storage.folder / row["id"]), tuner, storage, now)

    lanes = Lanes(settings.recordings_at_once, store.connection_limit)
    clock = RecordingClock(store, storage, lanes, make, planning.run, now)
    desk = Desk(store, booking, clock, storage, Forecast(store, clock, storage, now), guide, ffmpeg, converter, now)
    return RecordingService(recordings_router(desk), clock, tuner)
