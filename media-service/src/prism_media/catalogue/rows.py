"""Playlist entries to database rows, and rows to what the API gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from prism_media.catalogue.adult import is_adult
from prism_media.catalogue.health import Source
from prism_media.catalogue.kinds import episode_of, kind_of, year_of
from prism_media.catalogue.m3u.address import LOGO_LIMIT
from prism_media.catalogue.m3u.model import Entry
from prism_media.catalogue.model import Alternative, CatchupInfo, Channel, ChannelDetails, GuideMatch, Health, Tvg
from prism_media.catalogue.names import normalise

RANK_STEP = 1 << 24
"""Channels that a playlist may have: ranks of one playlist lie between its position times this and the next."""

ADULT_AGE = 18
"""The age that an adult channel is for."""
_NONE: dict[str, str] = {}
"""Shared by all rows that say nothing; nobody changes it."""
_SECRET_HEADERS = frozenset({"authorization", "cookie", "x-api-key", "x-auth-token", "proxy-authorization"})
_TVG_FIELDS = ("id", "name", "logo", "shift", "language", "country")


def kept_row(channel_id: str, rank: int) -> dict[str, Any]:
    """The row of a channel whose lines are what they were: only its place may be another."""
    return {"id": channel_id, "rank": rank}


def is_kept(row: Mapping[str, Any]) -> bool:
    """Whether a row is that of a channel that stays as it is."""
    return "name" not in row


def row_of(entry: Entry, *, channel_id: str, playlist_id: str, rank: int) -> dict[str, Any]:
    """The `channels` row of a playlist entry; an empty `channel_id` is given by `CatalogueStore.replace`."""
    attributes: Mapping[str, str] = entry.attributes
    if attributes and max(map(len, attributes.values())) > LOGO_LIMIT:
        attributes = {name: value for name, value in attributes.items() if len(value) <= LOGO_LIMIT}
    norm, groups, catchup = normalise(entry.name), joined_groups(entry.group), entry.catchup
    kind = kind_of(entry.url, radio=entry.radio)
    episode = episode_of(entry.name) if kind == "episode" else None
    return {
        "id": channel_id,
        "playlist_id": playlist_id,
        "rank": rank,
        "name": entry.name,
        "norm": norm,
        "number": entry.number,
        "groups": groups,
        "logo": entry.logo,
        "kind": kind,
        "url": entry.url,
        "tvg_id": attributes.get("tvg-id", ""),
        "headers": dict(entry.headers) if entry.headers else _NONE,
        "catchup": catchup._asdict() if catchup else None,
        "details": {
            "attributes": attributes or _NONE,
            "options": dict(entry.options) if entry.options else _NONE,
            "properties": dict(entry.properties) if entry.properties else _NONE,
        },
        "adult": is_adult(norm, groups, attributes),
        "series_id": None,
        "season": episode.season if episode else None,
        "episode": episode.number if episode else None,
        "year": year_of(entry.name) if kind == "movie" else None,
    }


@lru_cache(maxsize=4096)
def joined_groups(written: str) -> str:
    """`News;Sports` as `;News;Sports;`, empty for no group: each is found between semicolons."""
    parts = [part.strip() for part in written.split(";") if part.strip()]
    return f";{';'.join(parts)};" if parts else ""


def split_groups(joined: str) -> list[str]:
    """The groups of a row."""
    return [part for part in joined.split(";") if part]


def channel_of(row: Mapping[str, Any]) -> Channel:
    """A channel as lists show it; the row needs `favourite` and `alternatives` beside its own columns."""
    return Channel(**_listed(row), alternatives=row["alternatives"] or 0)


def _listed(row: Mapping[str, Any]) -> dict[str, Any]:
    groups = split_groups(row["groups"])
    return {
        "id": row["id"],
        "name": row["name"],
        "number": row["number"],
        "group": groups[0] if groups else None,
        "logo": row["logo"] or None,
        "kind": row["kind"],
        "favourite": bool(row["favourite"]),
        "year": row["year"],
        "age": ADULT_AGE if row["adult"] else None,
    }


def details_of(row: Mapping[str, Any], alternatives: Sequence[Source] = ()) -> ChannelDetails:
    """Everything about a channel; the row needs also `xml_id` and the columns of `health`."""
    said = row["details"]
    attributes: dict[str, str] = said["attributes"]
    catchup = row["catchup"]
    return ChannelDetails(
        **_listed(row),
        playlist_id=row["playlist_id"],
        groups=split_groups(row["groups"]),
        tvg=Tvg(**{field: attributes.get(f"tvg-{field}", "") for field in _TVG_FIELDS}),
        headers={
            name: "(hidden)" if name.lower() in _SECRET_HEADERS else value for name, value in row["headers"].items()
        },
        catchup=CatchupInfo(**catchup) if catchup else None,
        attributes=attributes,
        options=said["options"],
        properties=said["properties"],
        source=_origin(row["url"]),
        guide=_guide_of(row),
        alternatives=[_alternative(source) for source in alternatives if source.id != row["id"]],
        health=Health(
            failures=row["failures"] or 0,
            failure=row["failure"],
            failed_at=_moment(row["failed_at"]),
            worked_at=_moment(row["worked_at"]),
        ),
        season=row["season"],
        episode=row["episode"],
        series_id=row["series_id"],
    )


def _guide_of(row: Mapping[str, Any]) -> GuideMatch | None:
    if not row["xml_id"]:
        return None
    return GuideMatch(
        xml_id=row["xml_id"],
        method=row["guide_match"],
        score=row["guide_score"],
        shift_seconds=row["shift_seconds"],
    )


def _alternative(source: Source) -> Alternative:
    return Alternative(
        id=source.id,
        name=source.name,
        playlist_id=source.playlist_id,
        group=next(iter(split_groups(source.groups)), None),
        healthy=not source.failures,
        failure=source.failure,
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}"
