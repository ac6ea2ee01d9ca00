"""Puts a new list in the place of an old one: ids, guide links, duplicates and full text, in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Delete, Select, Update, and_, bindparam, delete, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from prism_core.errors import Conflict
from prism_media.catalogue.folding import Candidate, Folded, fold
from prism_media.catalogue.keys import Known, inherited_ids
from prism_media.catalogue.leading import COLUMNS, is_failing
from prism_media.catalogue.rows import is_kept, split_groups
from prism_media.catalogue.versions import count_change
from prism_media.database.dialect import analyse, insert_rows
from prism_media.database.tables import channels, health, playlists
from prism_media.database.tables.catalogue import vanished
from prism_media.database.text import rebuild_text

Row = dict[str, Any]

LEAST_OLD = 50
"""Lists with fewer channels than this may shrink as they like."""
LEAST_SHARE = 0.1
"""A new list with less than this share of the old one is a fault at the provider's, until somebody says otherwise."""
LEAST_SHARE_CUT = 0.5
"""The same where the new list ends in the middle of an entry."""
KEPT_SECONDS = 14 * 86_400
"""How long the identity of a channel that is gone from its list is kept: providers lose some for days."""
_KNOWN = ("id", "norm", "url", "tvg_id", "groups")
_LINKS = ("guide_channel", "guide_match", "guide_score", "shift_seconds")


class ShrunkPlaylist(Conflict):
    """A list came back with so much less than it had that it is not believed."""

    kind = "playlist-shrunk"


def refuse_shrinking(old: int, new: int, *, cut_short: bool, what: str = "channels") -> None:
    """Check that a list of `old` channels may become one of `new`.

    Raises:
        ShrunkPlaylist: it may not.
    """
    least = old * (LEAST_SHARE_CUT if cut_short else LEAST_SHARE)
    if old >= LEAST_OLD and new < least:
        ending = ", and ends in the middle of an entry" if cut_short else ""
        raise ShrunkPlaylist(
            f"the playlist has {new} {what} where it had {old}{ending}; what was there is kept. "
            "Refresh it with force where that is right"
        )


async def replace_channels(connection: AsyncConnection, playlist_id: str, rows: list[Row], now: int) -> None:
    """Put `rows` in the place of a playlist's channels. Rows without an id get that of the channel they were.

    Raises:
        Conflict: one that is to be kept is not there.
    """
    mine = channels.c.playlist_id == playlist_id
    names = (*_KNOWN, *_LINKS, "row", "rank")
    found = await connection.execute(
        select(*(channels.c[name] for name in names)).where(mine).order_by(channels.c.rank)
    )
    old = found.all()
    links = {row.id: row[5:9] for row in old if row.guide_channel is not None}
    before = [Known(*row[:5]) for row in old]
    kept = {row["id"]: row["rank"] for row in rows if is_kept(row)}
    if not kept.keys() <= {row.id for row in old}:
        raise Conflict("the playlist was imported a second time meanwhile; try again")
    fresh = [row for row in rows if not is_kept(row)]
    gone = [Known(*row) for row in await connection.execute(_vanished(playlist_id))]
    await asyncio.to_thread(_identify, playlist_id, (before, gone), rows, links)
    await _keep_identities(connection, playlist_id, before, rows, now)
    moved = [{"of_row": row.row, "to": kept[row.id]} for row in old if kept.get(row.id, row.rank) != row.rank]
    dropped = [{"of_row": row.row} for row in old if row.id not in kept]
    if kept:
        await _each(connection, delete(channels).where(channels.c.row == bindparam("of_row")), dropped)
    else:
        await connection.execute(delete(channels).where(mine))
    moving = update(channels).where(channels.c.row == bindparam("of_row")).values(rank=bindparam("to"))
    await _each(connection, moving, moved)
    await insert_rows(connection, channels, fresh)
    if fresh or dropped or moved:
        await analyse(connection, channels)
        await refold(connection)
    if fresh or dropped:
        await rebuild_text(connection, "channels_text")


async def _each(connection: AsyncConnection, statement: Delete | Update, rows: list[Row]) -> None:
    if rows:
        await connection.execute(statement, rows)


def _vanished(playlist_id: str) -> Select[Any]:
    columns = (vanished.c[name] for name in ("channel_id", *_KNOWN[1:]))
    return select(*columns).where(vanished.c.playlist_id == playlist_id).order_by(vanished.c.vanished_at.desc())


async def _keep_identities(
    connection: AsyncConnection, playlist_id: str, before: Sequence[Known], rows: list[Row], now: int
) -> None:
    """Remember what channels were known by that are not in `rows`, and forget those that are back or long gone."""
    there = {row["id"] for row in rows}
    back = [channel_id for channel_id, *_ in await connection.execute(_vanished(playlist_id)) if channel_id in there]
    for channel_id in back:
        await connection.execute(delete(vanished).where(vanished.c.channel_id == channel_id))
    await connection.execute(delete(vanished).where(vanished.c.vanished_at < now - KEPT_SECONDS))
    lost = [
        {"channel_id": channel.id, "playlist_id": playlist_id, "vanished_at": now}
        | dict(zip(_KNOWN[1:], channel[1:], strict=True))
        for channel in before
        if channel.id not in there
    ]
    await insert_rows(connection, vanished, lost)


def _identify(
    playlist_id: str, known: tuple[Sequence[Known], Sequence[Known]], rows: list[Row], links: dict[str, Any]
) -> None:
    there = {channel.id: channel for channel in known[0]}
    new = [
        there[row["id"]] if is_kept(row) else Known(row["id"], row["norm"], row["url"], row["tvg_id"], row["groups"])
        for row in rows
    ]
    none = (None, None, None, 0)
    for row, its in zip(rows, inherited_ids(playlist_id, known[0], new, known[1]), strict=True):
        row["id"] = its
        if not is_kept(row):
            # Until channels are matched with the guide again, they keep the guide they had.
            row.update(zip(_LINKS, links.get(its, none), strict=True))


async def refold(connection: AsyncConnection) -> None:
    """Compute `hidden`, `fold` and `lead` of all channels."""
    await count_change(connection)
    await _hide(connection)
    several = select(channels.c.norm).group_by(channels.c.norm).having(func.count() > 1)
    alone = or_(channels.c.norm.not_in(several), channels.c.kind == "episode")
    stale = or_(channels.c.fold != "", channels.c.lead == channels.c.hidden)
    await connection.execute(update(channels).where(alone, stale).values(fold="", lead=not_(channels.c.hidden)))
    rows = (await connection.execute(_candidates(several))).all()
    changed = await asyncio.to_thread(_changed, rows)
    if changed:
        await connection.execute(
            update(channels)
            .where(channels.c.row == bindparam("of_row"))
            .values(fold=bindparam("to"), lead=bindparam("leads")),
            [{"of_row": row, "to": name, "leads": lead} for row, name, lead in changed],
        )


def _candidates(several: Select[Any]) -> Select[Any]:
    return (
        select(*COLUMNS, is_failing(), channels.c.fold, channels.c.lead)
        .select_from(channels.outerjoin(health, health.c.channel_id == channels.c.id))
        .where(channels.c.norm.in_(several), channels.c.kind != "episode")
        .order_by(channels.c.norm, channels.c.kind, channels.c.year)
    )


def _changed(rows: Sequence[Any]) -> list[Folded]:
    known = {row[0]: (row[-2], bool(row[-1])) for row in rows}
    return [found for found in fold(Candidate(*row[:-2]) for row in rows) if known[found.row] != found[1:]]


async def _hide(connection: AsyncConnection) -> None:
    """Hide the channels of playlists that are off, and those all of whose groups are."""
    settings = select(playlists.c.id, playlists.c.enabled, playlists.c.groups_off)
    for playlist_id, enabled, off in (await connection.execute(settings)).all():
        mine = channels.c.playlist_id == playlist_id
        hidden: Any = mine
        if enabled and not off:
            await connection.execute(update(channels).where(mine, channels.c.hidden).values(hidden=False))
            continue
        if enabled:
            texts = await connection.scalars(select(channels.c.groups).where(mine).distinct())
            hidden = channels.c.groups.in_([text for text in texts if set(split_groups(text) or [""]) <= set(off)])
        await connection.execute(update(channels).where(mine, hidden, ~channels.c.hidden).values(hidden=True))
        await connection.execute(
            update(channels).where(and_(mine, not_(hidden)), channels.c.hidden).values(hidden=False)
        )
