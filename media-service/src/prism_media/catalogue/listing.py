"""Which channels a list shows, in which order: leads only, and the best name first where somebody searches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.sql import ColumnElement, Select

from prism_media.catalogue.names import normalise
from prism_media.database.tables import channels, favourites
from prism_media.database.text import matching
from prism_media.digits import whole_number

ZAPPED = ("tv", "radio")
"""Kinds that lists and zapping show where no kind is asked for; films and episodes have lists of their own."""
_SHOWN = ("id", "rank", "name", "number", "groups", "logo", "kind", "year", "adult", "hidden")

Place = tuple[int, int]
"""How well a row fits what is searched for (0 is best), and its rank: where a page ends."""


@dataclass(frozen=True, slots=True)
class ChannelFilter:
    """Which channels a list shows; what is `None` does not matter."""

    query: str | None = None
    group: str | None = None
    kind: str | None = None
    favourite: bool | None = None
    profile: str = "default"
    playlist: str | None = None
    adult: bool = True
    """Whether channels for adults are among them."""


def page_query(wanted: ChannelFilter, after: Place | None, limit: int) -> Select[Any]:
    """Up to `limit` channels behind `after`, each with its `fit`."""
    fit, rank = _fit(wanted.query), channels.c.rank
    # Found first and told afterwards: the database would else count the alternatives of all that fit.
    found = select(channels.c.row, fit.label("fit")).select_from(_searched(wanted)).where(*conditions(wanted))
    if wanted.query:
        found = found.order_by(fit, rank)
        if after is not None:
            found = found.where(or_(fit > after[0], and_(fit == after[0], rank > after[1])))
    else:
        found = found.order_by(rank)
        if after is not None:
            found = found.where(rank > after[1])
    page = found.limit(limit).subquery("page")
    told = (*(channels.c[name] for name in _SHOWN), is_favourite(), alternatives(), page.c.fit)
    joined = with_favourites(wanted.profile).join(page, page.c.row == channels.c.row)
    return select(*told).select_from(joined).order_by(page.c.fit, rank)


def _searched(wanted: ChannelFilter) -> Any:
    return channels if wanted.favourite is None else with_favourites(wanted.profile)


def count_query(wanted: ChannelFilter) -> Select[Any]:
    """How many channels fit in all."""
    return select(func.count()).select_from(_searched(wanted)).where(*conditions(wanted))


def listed(profile: str) -> Select[Any]:
    """The columns that `rows.channel_of` needs."""
    shown = (channels.c[name] for name in _SHOWN)
    return select(*shown, is_favourite(), alternatives()).select_from(with_favourites(profile))


@cache
def is_favourite() -> ColumnElement[bool]:
    """Whether the row is a favourite, of a query over `with_favourites`."""
    return favourites.c.channel_id.is_not(None).label("favourite")


@cache
def alternatives() -> ColumnElement[int]:
    """How many other sources of the row's channel there are."""
    other = channels.alias("other")
    counted = select(func.count()).where(other.c.fold == channels.c.fold, ~other.c.hidden, other.c.id != channels.c.id)
    # A row with an empty fold is alone; asked about all of those, the database would count them each time.
    return case((channels.c.fold == "", 0), else_=counted.scalar_subquery()).label("alternatives")


def with_favourites(profile: str) -> Any:
    """`channels` with the viewer's favourites beside them."""
    mine = and_(favourites.c.channel_id == channels.c.id, favourites.c.profile == profile)
    return channels.outerjoin(favourites, mine)


def shown_to_all(*, adult: bool = True, kinds: tuple[str, ...] = ZAPPED) -> list[ColumnElement[bool]]:
    """The conditions of the plain list."""
    shown = [channels.c.lead, channels.c.kind.in_(kinds)]
    return shown if adult else [*shown, ~channels.c.adult]


def conditions(wanted: ChannelFilter) -> list[ColumnElement[bool]]:
    """What a row must be to be in the list."""
    found: list[ColumnElement[bool]] = []
    lead, kind = (_after_words(column) if wanted.query else column for column in (channels.c.lead, channels.c.kind))
    if wanted.favourite or wanted.playlist:
        # A favourite is shown as the row it is, and a playlist with all its rows, whichever lead their channels.
        found.append(~channels.c.hidden)
    else:
        found.append(lead)
    if wanted.kind or not wanted.favourite:
        found.append(kind.in_((wanted.kind,) if wanted.kind else ZAPPED))
    if not wanted.adult:
        found.append(~channels.c.adult)
    if wanted.playlist:
        found.append(channels.c.playlist_id == wanted.playlist)
    if wanted.group:
        found.append(channels.c.groups.contains(f";{wanted.group};", autoescape=True))
    if wanted.query:
        found.append(_matches(wanted.query))
    if wanted.favourite is not None:
        there = favourites.c.channel_id.is_not(None)
        found.append(there if wanted.favourite else ~there)
    return found


def _after_words(column: Any) -> Any:
    """A column so that no index is used for it: SQLite would go through all films to see which have the words."""
    return func.coalesce(column, column)


def _number(typed: str) -> int | None:
    number = whole_number(typed.strip())
    return number if number is not None and number < 10**9 else None


def _matches(typed: str) -> ColumnElement[bool]:
    """Found by the words as they were typed, by the name that they normalise to ("bbc1"), or by number."""
    ways: list[ColumnElement[bool]] = [matching(channels.c.row, "channels_text", typed)]
    norm = normalise(typed)
    if norm and norm != typed:
        ways.append(matching(channels.c.row, "channels_text", norm))
    if (number := _number(typed)) is not None:
        ways.append(channels.c.number == number)
    return or_(*ways)


def _fit(typed: str | None) -> ColumnElement[int]:
    """0 the number, 1 the very name, 2 a name that starts with it, 3 a word of the name that does, 4 the rest."""
    norm = normalise(typed) if typed else ""
    if not typed or not norm:
        return literal(0)
    name = channels.c.norm
    number = _number(typed)
    ranks: list[Any] = [] if number is None else [(channels.c.number == number, 0)]
    ranks += [
        (name == norm, 1),
        (name.startswith(norm, autoescape=True), 2),
        (name.contains(f" {norm}", autoescape=True), 3),
    ]
    return case(*ranks, else_=4)
