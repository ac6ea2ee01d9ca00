"""Rows of `channels` and `series` for what is no playlist entry."""

from __future__ import annotations

from typing import Any

from prism_media.catalogue.keys import short_id
from prism_media.catalogue.m3u.address import usable_logo
from prism_media.catalogue.names import normalise
from prism_media.catalogue.rows import joined_groups

Row = dict[str, Any]


def media_row(
    *,
    id: str,
    playlist_id: str,
    rank: int,
    name: str,
    kind: str,
    url: str,
    group: str = "",
    logo: str = "",
    number: int | None = None,
    tvg_id: str = "",
    catchup: dict[str, Any] | None = None,
    adult: bool = False,
    year: int | None = None,
    added_at: int | None = None,
    details: dict[str, Any] | None = None,
    series_id: str | None = None,
    season: int | None = None,
    episode: int | None = None,
) -> Row:
    """A `channels` row; every row has the same columns, so that they can be inserted together."""
    return {
        "id": id,
        "playlist_id": playlist_id,
        "rank": rank,
        "name": name,
        "norm": normalise(name),
        "number": number,
        "groups": joined_groups(group),
        "logo": usable_logo(logo),
        "kind": kind,
        "url": url,
        "tvg_id": tvg_id,
        "headers": {},
        "catchup": catchup,
        "details": {"attributes": {}, "options": {}, "properties": {}, **(details or {})},
        "adult": adult,
        "series_id": series_id,
        "season": season,
        "episode": episode,
        "year": year,
        "added_at": added_at,
    }


def series_row(
    *,
    id: str,
    playlist_id: str,
    rank: int,
    name: str,
    provider_id: str,
    group: str = "",
    logo: str = "",
    year: int | None = None,
    adult: bool = False,
    details: dict[str, Any] | None = None,
    listed_at: int | None = None,
) -> Row:
    """A `series` row; `details["kind"]` is `series` or `podcast`."""
    return {
        "id": id,
        "playlist_id": playlist_id,
        "rank": rank,
        "name": name,
        "norm": normalise(name),
        "groups": joined_groups(group),
        "logo": usable_logo(logo),
        "provider_id": provider_id,
        "year": year,
        "adult": adult,
        "details": {"kind": "series", **(details or {})},
        "listed_at": listed_at,
    }


def episode_row(
    series: Row,
    *,
    key: str,
    rank: int,
    name: str,
    url: str,
    season: int | None,
    episode: int | None,
    logo: str = "",
    plot: str = "",
    seconds: int | None = None,
    added_at: int | None = None,
    extra: dict[str, Any] | None = None,
) -> Row:
    """The `channels` row of an episode; `key` is what it is known by within its source."""
    about = {"plot": plot, "seconds": seconds, **(extra or {})}
    return media_row(
        id=short_id(series["playlist_id"], key),
        playlist_id=series["playlist_id"],
        rank=rank,
        name=name or _numbered_name(series["name"], season, episode),
        kind="episode",
        url=url,
        group=series["groups"].strip(";"),
        logo=logo or series["logo"],
        adult=bool(series["adult"]),
        year=series["year"],
        added_at=added_at,
        details={name: value for name, value in about.items() if value},
        series_id=series["id"],
        season=season if season is not None else 1,
        episode=episode,
    )


def _numbered_name(series: str, season: int | None, episode: int | None) -> str:
    place = "".join(f"{letter}{number:02d}" for letter, number in (("S", season), ("E", episode)) if number is not None)
    return f"{series} {place}".strip()
