"""`/api/guide` and `/api/guides`: what is on, and where that is known from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from prism_core.errors import BadInput, Conflict, NotFound
from prism_media.catalogue.model import FromAddress, FromText
from prism_media.cursors import cursor_of, place_of
from prism_media.guide.importer import GuideImporter
from prism_media.guide.model import Guide, GuideImported, Guides, NowNext, NowNextByChannel, ProgrammePage
from prism_media.guide.queries import GuideQueries, Window
from prism_media.guide.rows import programme_of
from prism_media.guide.store import GuideStore
from prism_media.uploads import body_schema, json_body, uploaded_file
from prism_media.upstream.download import read_chunks

MAXIMUM_WINDOW = timedelta(days=14)
DEFAULT_WINDOW = timedelta(hours=6)
MAXIMUM_CHANNELS = 500
DEMO_GUIDE = "demo"
_BODY = body_schema(FromAddress, FromText)

ChannelIds = Annotated[str | None, Query(max_length=20_000, description="Channel ids, separated by commas.")]


def guide_router(queries: GuideQueries, now: Callable[[], float]) -> APIRouter:
    """The routes that answer what is on."""
    router = APIRouter(prefix="/api/guide", tags=["guide"])

    @router.get("/now")
    async def now_and_next(channels: ChannelIds = None) -> NowNextByChannel:
        """What is on now and next, for the channels named, else for the first 500 that have a guide."""
        found = await queries.now_and_next(_ids(channels), int(now()), MAXIMUM_CHANNELS)
        return NowNextByChannel(
            channels={
                channel: NowNext(
                    now=programme_of(on) if on else None, next=programme_of(following) if following else None
                )
                for channel, (on, following) in found.items()
            }
        )

    @router.get("")
    async def window(
        start: Annotated[AwareDatetime | None, Query(alias="from", description="Default: now.")] = None,
        stop: Annotated[AwareDatetime | None, Query(alias="to", description="Default: 6 h later.")] = None,
        channels: ChannelIds = None,
        cursor: Annotated[str | None, Query(max_length=200)] = None,
        limit: Annotated[int, Query(ge=1, le=2000)] = 500,
    ) -> ProgrammePage:
        """Programmes that touch a span of time, by start; at most 14 days."""
        since = start or datetime.fromtimestamp(now(), UTC)
        until = stop or since + DEFAULT_WINDOW
        if not since < until <= since + MAXIMUM_WINDOW:
            raise BadInput("to must be after from, by 14 days at most")
        after = place_of(cursor, 3) if cursor else None
        wanted = Window(int(since.timestamp()), int(until.timestamp()), _ids(channels))
        rows = await queries.window(wanted, after, limit)
        last = rows[-1] if len(rows) == limit else None
        return ProgrammePage(
            programmes=[programme_of(row) for row in rows],
            next_cursor=cursor_of(last["start"], last["id"], last["channel_row"]) if last else None,
        )

    return router


def _ids(written: str | None) -> tuple[str, ...]:
    ids = tuple(part.strip() for part in (written or "").split(",") if part.strip())
    if len(ids) > MAXIMUM_CHANNELS:
        raise BadInput(f"{len(ids)} channels are more than the {MAXIMUM_CHANNELS} that one request may name")
    return ids


def guides_router(store: GuideStore, importer: GuideImporter) -> APIRouter:
    """The routes of the guides themselves."""
    router = APIRouter(prefix="/api/guides", tags=["guide"])

    @router.post("", status_code=201, openapi_extra=_BODY)
    async def import_guide(request: Request) -> GuideImported:
        """Import an XMLTV guide, plain or gzip: a form with `file`, or JSON with `url` or `text`.

        Channels are matched by id, then by exact name; those that fit none are listed.
        """
        async with uploaded_file(request) as upload:
            if upload is not None:
                return await importer.from_bytes(read_chunks(upload.file), upload.name)
        given = await json_body(request, FromAddress, FromText)
        if isinstance(given, FromAddress):
            return await importer.from_address(given.url, given.name)
        if not isinstance(given, FromText):
            raise BadInput("send url or text")
        return await importer.from_bytes([given.text.encode()], given.name or "Pasted guide")

    @router.get("")
    async def list_guides() -> Guides:
        """Every guide, in the order in which they are consulted."""
        return Guides(
            guides=[
                Guide(
                    id=row["id"],
                    name=row["name"],
                    channels=row["channel_count"],
                    programmes=row["programme_count"],
                    matched=row["matched_count"],
                    imported_at=datetime.fromtimestamp(row["imported_at"], UTC),
                    truncated=row["truncated"],
                    refreshable=row["url"] is not None,
                )
                for row in await store.all_guides()
            ]
        )

    @router.post("/{guide_id}/refresh")
    async def refresh(guide_id: str) -> GuideImported:
        """Fetch a guide again; what it told stays until the new one is complete."""
        return await importer.refresh(guide_id)

    @router.delete("/{guide_id}", status_code=204)
    async def remove(guide_id: str) -> Response:
        """Remove a guide and its programmes."""
        if guide_id == DEMO_GUIDE:
            raise Conflict("the demo guide is built in; PRISM_DEMO_CHANNELS=0 removes it")
        if not await store.remove(guide_id):
            raise NotFound(f"no guide {guide_id!r}")
        return Response(status_code=204)

    return router
