"""`/api/guides`: where it is known from what is on; and which of it belongs to a channel."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from prism_core.errors import BadInput, Conflict, NotFound
from prism_media.catalogue.model import FromAddress, FromText
from prism_media.guide.importer import GuideImporter, diagnosis
from prism_media.guide.links import GuideLinks
from prism_media.guide.model import Candidate, Candidates, Guide, GuideChange, GuideChoice, GuideImported, Guides
from prism_media.guide.store import GuideStore
from prism_media.uploads import body_schema, json_body, uploaded_file
from prism_media.viewers.current import adult_only

DEMO_GUIDE = "demo"
_BODY = body_schema(FromAddress, FromText)
_NOT_NULL = ("name", "enabled", "priority", "shift_seconds")


def guides_router(store: GuideStore, importer: GuideImporter) -> APIRouter:
    """The routes of the guides themselves."""
    router = APIRouter(prefix="/api/guides", tags=["guide"])

    @router.post("", status_code=201, openapi_extra=_BODY, dependencies=[adult_only])
    async def import_guide(request: Request) -> GuideImported:
        """Import an XMLTV guide, plain, gzip, xz, bzip2 or zip: a form with `file`, or JSON with `url` or `text`.

        Channels are matched by id, then by name; those that fit none are listed.
        """
        async with uploaded_file(request) as upload:
            if upload is not None:
                return await importer.from_file(upload.file, upload.name)
        given = await json_body(request, FromAddress, FromText)
        if isinstance(given, FromAddress):
            return await importer.from_address(given.url, given.name)
        if not isinstance(given, FromText):
            raise BadInput("send url or text")
        return await importer.from_bytes([given.text.encode()], given.name or "Pasted guide")

    @router.get("")
    async def list_guides() -> Guides:
        """Every guide, in the order in which they are consulted."""
        return Guides(guides=[await _guide(store, row) for row in await store.all_guides()])

    @router.patch("/{guide_id}", dependencies=[adult_only])
    async def change(guide_id: str, change: GuideChange) -> Guide:
        """Rename a guide, switch it off, or change its priority, its shift or how it is fetched."""
        values = change.model_dump(include=change.model_fields_set)
        if missing := [name for name in _NOT_NULL if name in values and values[name] is None]:
            raise BadInput(f"{missing[0]} cannot be null; leave it out to keep it")
        row = await store.change(guide_id, values)
        if row is None:
            raise NotFound(f"no guide {guide_id!r}")
        return await _guide(store, row)

    @router.post("/{guide_id}/refresh", dependencies=[adult_only])
    async def refresh(guide_id: str) -> GuideImported:
        """Fetch a guide again; what it told stays until the new one is complete."""
        return await importer.refresh(guide_id)

    @router.delete("/{guide_id}", status_code=204, dependencies=[adult_only])
    async def remove(guide_id: str) -> Response:
        """Remove a guide and its programmes."""
        if guide_id == DEMO_GUIDE:
            raise Conflict("the demo guide is built in; PRISM_DEMO_CHANNELS=0 removes it")
        if not await store.remove(guide_id):
            raise NotFound(f"no guide {guide_id!r}")
        return Response(status_code=204)

    return router


def guide_choice_router(links: GuideLinks) -> APIRouter:
    """The routes by which a viewer says which guide channel tells a channel."""
    router = APIRouter(prefix="/api/channels/{channel_id}/guide", tags=["guide"])

    @router.put("", status_code=204, dependencies=[adult_only])
    async def choose(channel_id: str, choice: GuideChoice) -> Response:
        """Choose the guide's channel for a channel, or how far its times are shifted; imports keep to it."""
        if not await links.choose(channel_id, choice.model_dump(include=choice.model_fields_set)):
            raise NotFound(f"no channel {channel_id!r}")
        return Response(status_code=204)

    @router.delete("", status_code=204, dependencies=[adult_only])
    async def unchoose(channel_id: str) -> Response:
        """Let the guide be found by itself again."""
        if not await links.unchoose(channel_id):
            raise NotFound(f"no channel {channel_id!r}")
        return Response(status_code=204)

    @router.get("/candidates")
    async def candidates(
        channel_id: str,
        q: Annotated[str, Query(max_length=200, description="A name or id to look for instead.")] = "",
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> Candidates:
        """Guide channels that may be the channel's, best first."""
        found = await links.candidates(channel_id, q.strip(), limit)
        if found is None:
            raise NotFound(f"no channel {channel_id!r}")
        return Candidates(
            candidates=[
                Candidate(
                    xml_id=candidate.xml_id,
                    name=candidate.names[0] if candidate.names else candidate.xml_id,
                    guide_id=candidate.guide_id,
                    score=matched.score,
                    method=matched.method,
                )
                for candidate, matched in found
            ]
        )

    return router


async def _guide(store: GuideStore, row: dict[str, Any]) -> Guide:
    unmatched = []
    if not row["matched_count"] and row["current_import"] is not None:
        unmatched = await store.unmatched(row["current_import"], 3)
    same = ("id", "name", "truncated", "playlist_id", "enabled", "priority", "shift_seconds", "refresh_seconds")
    return Guide(
        **{name: row[name] for name in (*same, "timeout_seconds", "user_agent", "failure")},
        channels=row["channel_count"],
        programmes=row["programme_count"],
        matched=row["matched_count"],
        imported_at=datetime.fromtimestamp(row["imported_at"], UTC),
        refreshable=row["url"] is not None,
        checked_at=datetime.fromtimestamp(row["checked_at"], UTC) if row["checked_at"] is not None else None,
        diagnosis=diagnosis(row["matched_count"], row["channel_count"], unmatched) if row["enabled"] else None,
    )
