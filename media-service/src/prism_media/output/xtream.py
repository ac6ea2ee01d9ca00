"""Answers of the Xtream Codes API, in the spelling that players expect: numbers often as text, titles in base64."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from prism_media.output.access import Caller
from prism_media.output.address import port_of
from prism_media.output.shelf import Numbers, first_group, group_number

Row = dict[str, Any]
UNGROUPED = "Other"
_FORMATS = ["m3u8", "ts"]
_CONNECTIONS = "100"
"""What is told as the most connections: Prism itself sets no limit."""


def account(caller: Caller, base: str, now: int) -> Row:
    """Who asks, and where the server is."""
    parts, port = urlsplit(base), str(port_of(base))
    secure = parts.scheme == "https"
    return {
        "user_info": {
            "username": caller.output,
            "password": caller.token,
            "message": "",
            "auth": 1,
            "status": "Active",
            "exp_date": None,
            "is_trial": "0",
            "active_cons": "0",
            "created_at": "0",
            "max_connections": _CONNECTIONS,
            "allowed_output_formats": _FORMATS,
        },
        "server_info": {
            "url": parts.hostname or "",
            "port": "80" if secure else port,
            "https_port": port if secure else "443",
            "server_protocol": parts.scheme,
            "rtmp_port": "0",
            "timezone": "UTC",
            "timestamp_now": now,
            "time_now": _clock(now),
        },
    }


def categories(groups: Iterable[str]) -> list[Row]:
    """Groups as categories."""
    return [
        {"category_id": str(group_number(name)), "category_name": name or UNGROUPED, "parent_id": 0} for name in groups
    ]


def live(row: Row, number: int, place: int) -> Row:
    """A channel."""
    catchup = row["catchup"]
    days = (catchup or {}).get("days")
    return {
        "num": row["number"] or place,
        "name": row["name"],
        "stream_type": "radio_streams" if row["kind"] == "radio" else "live",
        "stream_id": number,
        "stream_icon": _picture(row),
        "epg_channel_id": row["id"],
        "added": "0",
        "custom_sid": "",
        "tv_archive": 1 if catchup else 0,
        "tv_archive_duration": max(1, int(days)) if catchup and days else (7 if catchup else 0),
        "direct_source": "",
        "is_adult": "1" if row["adult"] else "0",
        **_category(row),
    }


def film(row: Row, number: int, place: int) -> Row:
    """A film in a list."""
    rating = row["details"].get("rating") or 0
    return {
        "num": place,
        "name": row["name"],
        "stream_type": "movie",
        "stream_id": number,
        "stream_icon": _picture(row),
        "rating": str(rating),
        "rating_5based": round(rating / 2, 1),
        "added": str(row["added_at"] or 0),
        "year": str(row["year"] or ""),
        "container_extension": extension_of(row),
        "custom_sid": "",
        "direct_source": "",
        "is_adult": "1" if row["adult"] else "0",
        **_category(row),
    }


def film_info(row: Row, number: int) -> Row:
    """Everything about a film."""
    said, seconds = row["details"], row["details"].get("seconds") or 0
    return {
        "info": {
            "name": row["name"],
            "movie_image": _picture(row),
            "releasedate": str(row["year"] or ""),
            "duration_secs": seconds,
            "duration": _duration(seconds),
            **{name: said.get(name, "") for name in ("plot", "genre", "director", "cast", "rating")},
        },
        "movie_data": {
            "stream_id": number,
            "name": row["name"],
            "added": str(row["added_at"] or 0),
            "container_extension": extension_of(row),
            **_category(row),
        },
    }


def show(row: Row, number: int, place: int) -> Row:
    """A series in a list."""
    said = row["details"]
    return {
        "num": place,
        "name": row["name"],
        "series_id": number,
        "cover": _picture(row),
        "releaseDate": str(row["year"] or ""),
        "rating": str(said.get("rating") or ""),
        "last_modified": str(row["listed_at"] or 0),
        **{name: said.get(name, "") for name in ("plot", "genre", "director", "cast")},
        **_category(row),
    }


def show_info(row: Row, number: int, episodes: list[Row], numbers: Numbers) -> Row:
    """A series with its episodes by season."""
    seasons: dict[str, list[Row]] = {}
    for place, episode in enumerate(episodes, 1):
        seasons.setdefault(str(episode["season"] or 0), []).append(_episode(episode, numbers, place))
    return {
        "seasons": [
            {"season_number": int(season), "name": f"Season {season}", "episode_count": len(listed)}
            for season, listed in seasons.items()
        ],
        "info": show(row, number, 1),
        "episodes": seasons,
    }


def _episode(row: Row, numbers: Numbers, place: int) -> Row:
    said, seconds = row["details"], row["details"].get("seconds") or 0
    return {
        "id": str(numbers.of(row["id"])),
        "episode_num": row["episode"] or place,
        "title": row["name"],
        "container_extension": extension_of(row),
        "season": row["season"] or 0,
        "added": str(row["added_at"] or 0),
        "custom_sid": "",
        "direct_source": "",
        "info": {
            "plot": said.get("plot", ""),
            "duration_secs": seconds,
            "duration": _duration(seconds),
            "movie_image": _picture(row),
        },
    }


def listings(channel: Row, programmes: list[Row], now: int) -> list[Row]:
    """Programmes of a channel."""
    shift, archive = channel["shift_seconds"], 1 if channel["catchup"] else 0
    return [
        {
            "id": str(row["id"]),
            "epg_id": "1",
            "title": _base64(row["title"]),
            "lang": "",
            "start": _clock(row["start"] + shift),
            "end": _clock(row["stop"] + shift),
            "description": _base64(row["description"]),
            "channel_id": channel["id"],
            "start_timestamp": str(row["start"] + shift),
            "stop_timestamp": str(row["stop"] + shift),
            "now_playing": 1 if row["start"] + shift <= now < row["stop"] + shift else 0,
            "has_archive": archive if row["stop"] + shift <= now else 0,
        }
        for row in programmes
    ]


def extension_of(row: Row) -> str:
    """The ending of a film's file; `mp4` where its address has none."""
    ending = urlsplit(row["url"]).path.rpartition(".")[2].lower()
    return ending if ending.isalnum() and ending.isascii() and len(ending) <= 5 else "mp4"


def _category(row: Row) -> Row:
    number = group_number(first_group(row["groups"]))
    return {"category_id": str(number), "category_ids": [number]}


def _picture(row: Row) -> str:
    return row["logo"] if row["logo"].startswith("http") else ""


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-8", "replace")).decode()


def _clock(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}"


def _duration(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
