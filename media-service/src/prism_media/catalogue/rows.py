"""Playlist entries to database rows, and rows to what the API gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from prism_media.catalogue.m3u.address import LOGO_LIMIT
from prism_media.catalogue.m3u.model import Entry
from prism_media.catalogue.model import CatchupInfo, Channel, ChannelDetails, GuideMatch, Tvg
from prism_media.catalogue.names import normalise

RANK_STEP = 1 << 24
"""Channels that a playlist may have: ranks of one playlist lie between its position times this and the next."""

_SECRET_HEADERS = frozenset({"authorization", "cookie", "x-api-key", "x-auth-token", "proxy-authorization"})
_AUDIO_ENDINGS = (".mp3", ".aac", ".ogg", ".opus", ".flac", ".m4a")
_TVG_FIELDS = ("id", "name", "logo", "shift", "language", "country")


def row_of(entry: Entry, *, channel_id: str, playlist_id: str, rank: int) -> dict[str, Any]:
    """The `channels` row of a playlist entry."""
    attributes = {name: value for name, value in entry.attributes.items() if len(value) <= LOGO_LIMIT}
    catchup = entry.catchup
    return {
        "id": channel_id,
        "playlist_id": playlist_id,
        "rank": rank,
        "name": entry.name,
        "norm": normalise(entry.name),
        "number": entry.number,
        "groups": joined_groups(entry.group),
        "logo": entry.logo,
        "kind": "radio" if entry.radio or _is_audio(entry.url) else "tv",
        "url": entry.url,
        "tvg_id": entry.tvg_id,
        "headers": dict(entry.headers),
        "catchup": catchup
        and {
            "kind": catchup.kind,
            "days": catchup.days,
            "source": catchup.source,
            "correction": catchup.correction,
        },
        "details": {
            "attributes": attributes,
            "options": dict(entry.options),
            "properties": dict(entry.properties),
        },
    }


def _is_audio(url: str) -> bool:
    return urlsplit(url).path.lower().endswith(_AUDIO_ENDINGS)


def joined_groups(written: str) -> str:
    """`News;Sports` as `;News;Sports;`, empty for no group: each is found between semicolons."""
    parts = [part.strip() for part in written.split(";") if part.strip()]
    return f";{';'.join(parts)};" if parts else ""


def split_groups(joined: str) -> list[str]:
    """The groups of a row."""
    return [part for part in joined.split(";") if part]


def channel_of(row: Mapping[str, Any]) -> Channel:
    """A channel as lists show it; the row needs `favourite` beside its own columns."""
    return Channel(**_listed(row))


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
    }


def details_of(row: Mapping[str, Any]) -> ChannelDetails:
    """Everything about a channel; the row needs `favourite` and `xml_id` beside its own columns."""
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
        guide=GuideMatch(xml_id=row["xml_id"], method=row["guide_match"]) if row["xml_id"] else None,
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}"
