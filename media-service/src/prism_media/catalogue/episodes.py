"""Series out of the episodes that a playlist lists one by one: `The Bridge S01 E02` belongs to "The Bridge"."""

from __future__ import annotations

from typing import Any

from prism_media.catalogue.keys import short_id
from prism_media.catalogue.kinds import episode_of
from prism_media.catalogue.names import normalise

Row = dict[str, Any]


class SeriesOf:
    """Collects the series of one playlist; their episodes are all there from the start."""

    def __init__(self, playlist_id: str, first_rank: int, now: int) -> None:
        self._playlist_id = playlist_id
        self._first_rank = first_rank
        self._now = now
        self._found: dict[str, Row] = {}

    def take(self, row: Row) -> None:
        """Put an episode's row to its series; one whose name tells none is a series of its own."""
        told = episode_of(row["name"])
        name = told.series if told else row["name"]
        norm = normalise(name)
        series_id = short_id(self._playlist_id, "series", norm)
        row["series_id"] = series_id
        if series_id not in self._found:
            self._found[series_id] = {
                "id": series_id,
                "playlist_id": self._playlist_id,
                "rank": self._first_rank + len(self._found),
                "name": name,
                "norm": norm,
                "groups": row["groups"],
                "logo": row["logo"],
                "provider_id": norm,
                "year": None,
                "adult": row["adult"],
                "details": {"kind": "series"},
                "listed_at": self._now,
            }

    def rows(self) -> list[Row]:
        """The `series` rows."""
        return list(self._found.values())
