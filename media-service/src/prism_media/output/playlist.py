"""The channels as an M3U playlist, made as it is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from prism_media.catalogue.m3u.model import Catchup, Entry
from prism_media.catalogue.m3u.writer import entry_lines, playlist_lines
from prism_media.output.shelf import Shelf, first_group
from prism_media.viewers.current import Viewer

Row = dict[str, Any]


async def m3u(shelf: Shelf, viewer: Viewer, address: str) -> AsyncIterator[bytes]:
    """Yield the playlist of all television and radio that a viewer may see; `address` is the output's own."""
    guide = f"{address}/guide.xml"
    yield "".join(playlist_lines([], {"url-tvg": guide, "x-tvg-url": guide})).encode()
    async for rows in shelf.rows("live", viewer):
        yield "".join(entry_lines(_entry(row, address)) for row in rows).encode()


def _entry(row: Row, address: str) -> Entry:
    return Entry(
        line=0,
        name=row["name"],
        url=f"{address}/channel/{row['id']}.m3u8",
        attributes={"tvg-id": row["id"], "tvg-name": row["name"]},
        group=first_group(row["groups"]),
        logo=row["logo"] if row["logo"].startswith("http") else "",
        number=row["number"],
        radio=row["kind"] == "radio",
        catchup=_catchup(row, address),
    )


def _catchup(row: Row, address: str) -> Catchup | None:
    """The archive through our own address; the placeholders are those of Kodi's IPTV Simple client."""
    if not row["catchup"]:
        return None
    source = f"{address}/channel/{row['id']}.m3u8?utc={{utc}}&utcend={{utcend}}"
    return Catchup("default", row["catchup"]["days"], source)
