"""`/api/recordings`: recordings and the rules that make them."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import FileResponse, StreamingResponse

from prism_core.errors import NotFound
from prism_media.recordings import files
from prism_media.recordings.booking import Booking
from prism_media.recordings.clock import RecordingClock
from prism_media.recordings.forecast import Forecast
from prism_media.recordings.model import NewRecording, NewRule, Recording, RecordingRule, Recordings, Rules, State
from prism_media.recordings.programmes import Guide
from prism_media.recordings.reel import Reel
from prism_media.recordings.shelf import Shelf
from prism_media.recordings.storage import Storage
from prism_media.recordings.store import PENDING, RecordingStore, recording_of, rule_of
from prism_media.relay.api import codecs_in
from prism_media.relay.conversion import Converter, Source, Wanted
from prism_media.viewers.current import AgeRestricted, CurrentViewer, NotForProfile, OwnViewer, Viewer

Row = dict[str, Any]

HLS = "application/vnd.apple.mpegurl"
_FRESH = {"Cache-Control": "no-cache"}
_LASTING = {
    "Cache-Control": "private, max-age=3600",
    # Segments are other people's bytes: no browser shall run them as a page of ours.
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
_TYPES = {".ts": "video/mp2t", ".m4s": "video/mp4", ".mp4": "video/mp4", ".aac": "audio/aac", ".vtt": "text/vtt"}
_LOOKS, _LOOK_SECONDS = 20, 0.05
"""How often and how far apart a recording that begins at once is looked at before its wish is answered."""
_Name = Annotated[str, Path(pattern=r"^[a-z]+(-\d+)*$")]
_File = Annotated[str, Path(pattern=r"^[a-z]+(-[a-z0-9]+)*\.(ts|m4s|mp4|aac|vtt)$")]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the routes work with."""

    store: RecordingStore
    booking: Booking
    clock: RecordingClock
    storage: Storage
    forecast: Forecast
    guide: Guide
    ffmpeg: str
    converter: Converter
    now: Callable[[], float]

    def shelf(self, recording_id: str) -> Shelf:
        """A recording's folder."""
        return Shelf(self.storage.folder / recording_id)

    def reel(self, recording_id: str) -> Reel:
        """A recording as what converts it reads it."""

        async def growing() -> bool:
            row = await self.store.get(recording_id)
            return row is not None and row["state"] == "recording"

        return Reel(self.shelf(recording_id), growing)

    async def told(self, row: Row) -> Recording:
        """A recording as it is answered with."""
        return recording_of(row, (await self.forecast.warnings()).get(row["id"]))

    async def settled(self, row: Row) -> Row:
        """A new recording as it stands once it has begun, if it should have by now; it is not waited for long.

        And, so that a want of room can be told, once it is known what a second of it takes.
        """
        for _ in range(_LOOKS if row["start"] <= self.now() else 0):
            await asyncio.sleep(_LOOK_SECONDS)
            row = await self.store.get(row["id"]) or row
            begun = row["state"] == "recording" and await self.forecast.knows(row)
            if begun or row["state"] not in PENDING:
                return row
        return row

    async def seen(self, recording_id: str, viewer: Viewer) -> Row:
        """A recording that the viewer may see.

        Raises:
            NotFound: there is none, or it is another account's.
            AgeRestricted: it is for older ones.
        """
        row = await self.store.get(recording_id, viewer.account)
        if row is None:
            raise NotFound(f"no recording {recording_id!r}")
        if not viewer.may_see(row["age"]):
            raise AgeRestricted(f"this recording is for viewers from {row['age']}")
        return row

    async def owned(self, recording_id: str, viewer: Viewer) -> Row:
        """A recording that the viewer may stop and delete: their own, or their account's for who keeps its profiles."""
        row = await self.seen(recording_id, viewer)
        _refuse_others(row, viewer)
        return row


def recordings_router(desk: Desk) -> APIRouter:
    """The routes of recordings."""
    router = APIRouter(tags=["recordings"])
    for part in (_rules, _lists, _playback):  # in this order: "rules" is no recording's id
        router.include_router(part(desk))
    return router


def _lists(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/api/recordings")

    @router.get("")
    async def list_recordings(viewer: CurrentViewer, state: State | None = None) -> Recordings:
        """Recordings of the account, without those for older viewers; all but cancelled ones, or those in `state`.

        Where nobody signs in they are the household's. The room is everybody's, and so is what of it is used.
        """
        rows, warnings = await desk.store.listed(state, viewer.account), await desk.forecast.warnings()
        return Recordings(
            recordings=[recording_of(row, warnings.get(row["id"])) for row in rows if viewer.may_see(row["age"])],
            used_bytes=await desk.store.used_bytes(),
            quota_bytes=desk.storage.quota_bytes,
        )

    @router.post("", status_code=201)
    async def record(wish: NewRecording, viewer: OwnViewer) -> Recording:
        """Record a channel now, at a time, or a programme of the guide, whose times are followed when it moves.

        A `storage-full` problem (507) where there is no room, `conflict` (409) where it is recorded already. Its
        `warning` says where there is room, but not for all of it.
        """
        row = await desk.booking.book(wish, viewer)
        desk.clock.wake()
        return await desk.told(await desk.settled(row))

    @router.get("/{recording_id}")
    async def get_recording(recording_id: str, viewer: CurrentViewer) -> Recording:
        """One recording."""
        return await desk.told(await desk.seen(recording_id, viewer))

    @router.post("/{recording_id}/stop")
    async def stop(recording_id: str, viewer: OwnViewer) -> Recording:
        """End a recording now and keep what there is; one that has not begun is cancelled."""
        row = await desk.owned(recording_id, viewer)
        now = int(desk.now())
        if not await desk.store.change(recording_id, ("scheduled",), state="cancelled"):
            await desk.store.change(recording_id, ("recording",), stop=min(now, row["stop"]))
        await desk.clock.end(recording_id)
        desk.clock.wake()
        return await desk.told(await desk.seen(recording_id, viewer))

    @router.delete("/{recording_id}", status_code=204)
    async def delete(recording_id: str, viewer: OwnViewer) -> Response:
        """Delete a recording and its files; one that runs is ended first."""
        await desk.owned(recording_id, viewer)
        await desk.store.remove(recording_id)
        await desk.clock.end(recording_id)
        await asyncio.to_thread(desk.shelf(recording_id).remove)
        desk.clock.wake()
        return Response(status_code=204)

    return router


def _rules(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/api/recordings/rules")

    @router.get("")
    async def list_rules(viewer: CurrentViewer) -> Rules:
        """The account's rules, in the order in which they were made."""
        return Rules(rules=[rule_of(row) for row in await desk.store.rule_rows(viewer.account)])

    @router.post("", status_code=201)
    async def add_rule(rule: NewRule, viewer: OwnViewer) -> RecordingRule:
        """Record a series whenever it is on: each episode once, whatever it is repeated on."""
        if rule.channel_id is not None and not viewer.may_watch(await desk.guide.channel(rule.channel_id)):
            raise AgeRestricted("this channel is for adults; switch to the profile of one to record it")
        row = {"id": uuid.uuid4().hex, "profile": viewer.profile, "created_at": int(desk.now()), **rule.model_dump()}
        await desk.store.add_rule(row)
        desk.clock.wake()
        return rule_of(row)

    @router.delete("/{rule_id}", status_code=204)
    async def remove_rule(rule_id: str, viewer: OwnViewer) -> Response:
        """Remove a rule and what it had planned; what it recorded stays."""
        rows = {row["id"]: row for row in await desk.store.rule_rows(viewer.account)}
        if rule_id not in rows:
            raise NotFound(f"no rule {rule_id!r}")
        _refuse_others(rows[rule_id], viewer)
        await desk.store.remove_rule(rule_id)
        return Response(status_code=204)

    return router


def _playback(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/api/recordings")

    @router.get("/{recording_id}/index.m3u8", response_class=Response)
    async def index(
        recording_id: str, viewer: CurrentViewer, convert: Literal["auto", "never"] = "never", can: str = ""
    ) -> Response:
        """The recording as HLS; it plays from its beginning while it is still being recorded.

        `convert=auto` transcodes what browsers do not play and `can` (such as `hevc,ac3`) does not name.
        """
        row = await desk.seen(recording_id, viewer)
        if convert == "auto":
            source = Source(f"recording:{recording_id}", reel=desk.reel(recording_id))
            made = await desk.converter.playlist(recording_id, source, Wanted(codecs_in(can), convert=True))
            if made is not None:
                return Response(made, media_type=HLS, headers=_FRESH)
        ended = row["state"] != "recording"
        text = await asyncio.to_thread(lambda: desk.shelf(recording_id).index(ended=ended))
        if text is None:
            raise NotFound(row["failure"] or "nothing of this recording is there yet")
        return Response(text, media_type=HLS, headers=_FRESH)

    @router.get("/{recording_id}/file", response_class=Response)
    async def download(
        recording_id: str, viewer: CurrentViewer, wanted: Annotated[str | None, Header(alias="Range")] = None
    ) -> Response:
        """The recording as one file: MPEG-TS or MP4, codecs as they were sent."""
        row = await desk.seen(recording_id, viewer)
        shelf = desk.shelf(recording_id)
        if not await asyncio.to_thread(shelf.files):
            raise NotFound(row["failure"] or "nothing of this recording is there yet")
        pieces = await asyncio.to_thread(files.pieces_of, shelf)
        return _whole(row, pieces, wanted) if pieces else _remuxed(row, files.remuxed(shelf, desk.ffmpeg))

    @router.get("/{recording_id}/{track}.m3u8", response_class=Response)
    async def track_playlist(recording_id: str, track: _Name, viewer: CurrentViewer) -> Response:
        """A rendition's playlist."""
        row = await desk.seen(recording_id, viewer)
        ended = row["state"] != "recording"
        text = await asyncio.to_thread(lambda: desk.shelf(recording_id).playlist(track, ended=ended))
        if text is None:
            raise NotFound("the recording has no such track")
        return Response(text, media_type=HLS, headers=_FRESH)

    @router.get("/{recording_id}/{file}", response_class=FileResponse)
    async def segment(recording_id: str, file: _File, viewer: CurrentViewer) -> FileResponse:
        """A segment or an initialisation section."""
        await desk.seen(recording_id, viewer)
        path = desk.shelf(recording_id).folder / file
        if not await asyncio.to_thread(path.is_file):
            raise NotFound("the recording has no such segment")
        return FileResponse(path, media_type=_TYPES[path.suffix], headers=_LASTING)

    return router


def _refuse_others(row: Row, viewer: Viewer) -> None:
    if not viewer.keeps_profiles and row["profile"] != viewer.profile:
        raise NotForProfile("this belongs to another profile")


def _whole(row: Row, pieces: files.Pieces, wanted: str | None) -> Response:
    part = files.range_of(wanted, pieces.size)
    start, stop = part or (0, pieces.size)
    headers = {**_named(row, pieces.ending), "Accept-Ranges": "bytes", "Content-Length": str(stop - start)}
    if part:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{pieces.size}"
    media_type = _TYPES[pieces.ending]
    return StreamingResponse(pieces.read(start, stop), 206 if part else 200, headers=headers, media_type=media_type)


def _remuxed(row: Row, made: files.Remuxed) -> Response:
    return StreamingResponse(made.read(), headers=_named(row, made.ending), media_type=_TYPES[made.ending])


def _named(row: Row, ending: str) -> dict[str, str]:
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", row["title"]).strip() or "recording"
    return {**_LASTING, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name + ending)}"}
