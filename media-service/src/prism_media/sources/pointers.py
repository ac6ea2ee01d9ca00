"""Which sources point to which guides: one that several point to stays as long as one of them does."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_media.catalogue.keys import short_id
from prism_media.catalogue.m3u.entry import EntryMaker
from prism_media.database.tables import guides, playlists
from prism_media.sources.source import COLUMNS, source_of
from prism_media.sources.xtream.address import XtreamAddress


async def pass_on(connection: AsyncConnection, source_id: str, guide_ids: Collection[str]) -> list[str]:
    """Give guides of a source to others that point to them, too; returns those that nobody does."""
    names = (*COLUMNS, "attributes")
    others = select(*(playlists.c[name] for name in names)).where(playlists.c.id != source_id)
    left = set(guide_ids)
    if not left:
        return []
    for row in (await connection.execute(others.order_by(playlists.c.position))).mappings().all():
        for guide_id in [short_id("guide", url) for url in _pointed_to(dict(row))]:
            if guide_id in left:
                left.discard(guide_id)
                heir = {"playlist_id": row["id"], "timeout_seconds": row["timeout_seconds"]}
                mine = update(guides).where(guides.c.id == guide_id)
                await connection.execute(mine.values(user_agent=row["user_agent"], **heir))
    return [guide_id for guide_id in guide_ids if guide_id in left]


def _pointed_to(row: dict[str, object]) -> tuple[str, ...]:
    source = source_of(row)
    if source.kind == "xtream" and source.credentials:
        said = source.credentials
        return (XtreamAddress(source.url or "", said.get("username", ""), said.get("password", "")).guide,)
    attributes = row["attributes"]
    return EntryMaker(None, attributes if isinstance(attributes, dict) else {}).guide_urls()
