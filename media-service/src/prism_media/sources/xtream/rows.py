"""Streams, films, series and episodes of a provider, as rows of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prism_media.catalogue.adult import is_adult
from prism_media.catalogue.keys import short_id
from prism_media.catalogue.names import normalise
from prism_media.sources.report import Report
from prism_media.sources.rows import episode_row, media_row, series_row
from prism_media.sources.values import Record, clock_seconds, decimal, epoch, first, flag, record, records, whole, words
from prism_media.sources.values import year as year_of
from prism_media.sources.xtream.address import XtreamAddress

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Provider:
    """The source that rows are made for; `ranks` gives each row its place."""

    source_id: str
    address: XtreamAddress
    live_extension: str
    ranks: Iterator[int]


def categories_of(answer: Iterator[object]) -> dict[str, str]:
    """Category names by their number as text."""
    return {
        words(said.get("category_id")): first(said, "category_name") for said in answer if isinstance(said, Mapping)
    }


def live_rows(answer: Iterator[object], groups: Mapping[str, str], provider: Provider, report: Report) -> Iterator[Row]:
    """The rows of `get_live_streams`."""
    for number, said in _numbered(answer, "stream_id", "channel", report):
        group = _group(said, groups)
        yield media_row(
            id=short_id(provider.source_id, f"number:{number}", "1"),
            playlist_id=provider.source_id,
            rank=next(provider.ranks),
            name=first(said, "name", "title") or f"Channel {number}",
            number=_channel_number(said),
            group=group,
            logo=first(said, "stream_icon", "cover"),
            kind="radio" if words(said.get("stream_type")).lower().startswith("radio") else "tv",
            url=provider.address.stream("live", number, provider.live_extension),
            tvg_id=first(said, "epg_channel_id"),
            catchup=_catchup(said),
            adult=_adult(said, group),
            added_at=None,
        )


def movie_rows(
    answer: Iterator[object], groups: Mapping[str, str], provider: Provider, report: Report
) -> Iterator[Row]:
    """The rows of `get_vod_streams`."""
    for number, said in _numbered(answer, "stream_id", "film", report):
        name, group = first(said, "name", "title") or f"Film {number}", _group(said, groups)
        yield media_row(
            id=short_id(provider.source_id, f"movie:{number}"),
            playlist_id=provider.source_id,
            rank=next(provider.ranks),
            name=name,
            group=group,
            logo=first(said, "stream_icon", "cover", "cover_big", "movie_image"),
            kind="movie",
            url=provider.address.stream("movie", number, _extension(said)),
            adult=_adult(said, group),
            year=year_of(said.get("year"), said.get("releaseDate"), said.get("releasedate"), name),
            added_at=epoch(said.get("added")),
            details=_described(said),
        )


def series_rows(
    answer: Iterator[object], groups: Mapping[str, str], provider: Provider, report: Report
) -> Iterator[Row]:
    """The `series` rows of `get_series`; their episodes are asked for when one is opened."""
    for number, said in _numbered(answer, "series_id", "series", report):
        name, group = first(said, "name", "title") or f"Series {number}", _group(said, groups)
        yield series_row(
            id=short_id(provider.source_id, f"series:{number}"),
            playlist_id=provider.source_id,
            rank=next(provider.ranks),
            name=name,
            group=group,
            logo=first(said, "cover", "stream_icon", "cover_big"),
            provider_id=str(number),
            year=year_of(said.get("year"), said.get("releaseDate"), said.get("release_date"), name),
            adult=_adult(said, group),
            details={"kind": "series", **_described(said)},
        )


def episode_rows(answer: object, series: Row, provider: Provider) -> list[Row]:
    """The episodes in the answer of `get_series_info`, whose seasons are an object or a list."""
    rows: dict[str, Row] = {}
    for key, said in _episodes(record(answer).get("episodes")):
        number, about = whole(said.get("id")), record(said.get("info"))
        if number is None:
            continue
        season = whole(said.get("season")) if whole(said.get("season")) is not None else whole(key)
        episode = whole(said.get("episode_num"))
        row = episode_row(
            series,
            key=f"episode:{number}",
            rank=next(provider.ranks),
            name=first(said, "title", "name") or first(about, "title", "name"),
            url=provider.address.stream("series", number, _extension(said)),
            season=season,
            episode=episode,
            logo=first(about, "movie_image", "cover_big", "cover"),
            plot=first(about, "plot", "description"),
            seconds=clock_seconds(about.get("duration_secs")) or clock_seconds(about.get("duration")),
            added_at=epoch(said.get("added")) or epoch(about.get("releasedate")) or epoch(about.get("air_date")),
        )
        rows.setdefault(row["id"], row)
    return list(rows.values())


def _episodes(given: object) -> Iterator[tuple[str, Record]]:
    if isinstance(given, Mapping):
        for season, episodes in given.items():
            yield from ((str(season), said) for said in records(episodes))
    else:
        yield from (("", said) for said in records(given))


def _numbered(answer: Iterator[object], name: str, what: str, report: Report) -> Iterator[tuple[int, Record]]:
    seen: set[int] = set()
    for place, said in enumerate(answer, 1):
        number = whole(said.get(name)) if isinstance(said, Mapping) else None
        if number is None or number < 0 or not isinstance(said, Mapping):
            report.skip(place, f"a {what} without {name}")
        elif number in seen:
            report.skip(place, f"{what} {number} is listed twice")
        else:
            seen.add(number)
            yield number, said


def _group(said: Record, groups: Mapping[str, str]) -> str:
    numbers = said.get("category_ids")
    listed = numbers if isinstance(numbers, list) and numbers else [said.get("category_id")]
    names = [first(said, "category_name"), *(groups.get(words(number), "") for number in listed)]
    return ";".join(dict.fromkeys(name.replace(";", ",") for name in names if name))


def _extension(said: Record) -> str:
    extension = first(said, "container_extension").lower().lstrip(".")
    return extension if extension.isalnum() and extension.isascii() and len(extension) <= 5 else "mp4"


def _adult(said: Record, group: str) -> bool:
    """As the provider says; where it says no, names may still: many never set it."""
    return flag(said.get("is_adult")) or is_adult(normalise(first(said, "name", "title")), group, {})


def _channel_number(said: Record) -> int | None:
    number = whole(said.get("num"))
    return number if number and 0 < number < 10**9 else None


def _catchup(said: Record) -> dict[str, Any] | None:
    days = decimal(said.get("tv_archive_duration"))
    if not flag(said.get("tv_archive")) or days == 0:
        return None
    return {"kind": "xc", "days": days, "source": "", "correction": None}


def _described(said: Record) -> dict[str, Any]:
    about: dict[str, Any] = {name: first(said, name) for name in ("plot", "genre", "director", "cast")}
    about["rating"] = decimal(said.get("rating"))
    about["seconds"] = clock_seconds(said.get("duration_secs")) or clock_seconds(said.get("duration"))
    return {name: value for name, value in about.items() if value}
