"""Lets another source lead a channel when the one that does fails for good, and the better one when it is back."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from prism_media.catalogue.folding import Candidate, leader
from prism_media.catalogue.versions import count_change
from prism_media.database.tables import channels, health

LASTING_FAILURES = 3
"""Failures in a row that make a source a worse one than those that work: one may be a moment's."""
COLUMNS = tuple(channels.c[name] for name in Candidate._fields if name != "failing")


def is_failing() -> ColumnElement[bool]:
    """Whether a source fails for good, of a query over `channels` and their `health`."""
    return func.coalesce(health.c.failures, 0) >= LASTING_FAILURES


async def choose_lead(connection: AsyncConnection, channel_id: str) -> None:
    """Let the best source of this one's fold lead it."""
    fold = await connection.scalar(select(channels.c.fold).where(channels.c.id == channel_id))
    if not fold:
        return
    joined = channels.outerjoin(health, health.c.channel_id == channels.c.id)
    query = select(*COLUMNS, is_failing(), channels.c.lead).select_from(joined).where(channels.c.fold == fold)
    rows = (await connection.execute(query)).all()
    best = leader([Candidate(*row[:-1]) for row in rows])
    changed = [row for row in rows if bool(row.lead) != (row.row == best.row and not best.hidden)]
    for row in changed:
        await connection.execute(update(channels).where(channels.c.row == row.row).values(lead=not row.lead))
    if changed:
        await count_change(connection)
