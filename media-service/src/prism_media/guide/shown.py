"""Programmes as the API gives them: on a channel of ours, at its times, as far as the viewer may know of them.

Lists of thousands are written as JSON from here at once; going through models takes five times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

from prism_media.guide.model import Programme

WITHHELD_TITLE = "Not for this profile"
DEFAULT_CATCHUP_DAYS = 7.0
"""For channels that have catch-up and do not say for how long; what most providers keep."""
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Asked:
    """When it is, and who asks."""

    now: int
    age_limit: int | None = None

    def withholds(self, age: int | None) -> bool:
        """Whether what is for this age is not for who asks."""
        return age is not None and self.age_limit is not None and age > self.age_limit


def catchup_seconds(catchup: Mapping[str, Any] | None) -> float:
    """How long ago a programme may have begun that can still be watched; 0 without catch-up."""
    if not catchup:
        return 0.0
    days = catchup.get("days")
    return (DEFAULT_CATCHUP_DAYS if days is None else float(days)) * _DAY_SECONDS


def programme_json(row: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """A programme from a row of `GuideQueries`, to be written by `as_json`."""
    start, age = row["start"], row["age"]
    shown = {
        "id": f"{row['channel_id']}-{start}",
        "channel_id": row["channel_id"],
        "title": row["title"],
        "subtitle": row["subtitle"] or None,
        "description": row["description"] or None,
        "start": iso(start),
        "stop": iso(row["stop"]),
        "categories": row["categories"],
        "people": row["people"],
        "season": row["season"],
        "episode": row["episode"],
        "age": age,
        "icon": row["icon"] or None,
        "is_new": bool(row["is_new"]),
        "catchup": asked.now - row["catchup_seconds"] <= start <= asked.now,
    }
    return _withheld(shown) if asked.withholds(age) else shown


def _withheld(shown: dict[str, Any]) -> dict[str, Any]:
    return shown | {
        "title": WITHHELD_TITLE, "subtitle": None, "description": None, "categories": [], "people": [],
        "season": None, "episode": None, "icon": None, "catchup": False,
    }  # fmt: skip


def records_json(shown: Iterable[tuple[int, int, int, Sequence[Any], Any]], asked: Asked, more: str | None) -> bytes:
    """A `ProgrammePage` of `reading.Shown`; lists stay the JSON that they are."""
    told: list[dict[str, Any]] = []
    now, limited = asked.now, asked.age_limit is not None
    for start, _, _, record, place in shown:
        (_, _, _, stop, title, subtitle, description, categories, people,
         season, episode, age, icon, is_new, _) = record  # fmt: skip
        channel = place.id
        one = {
            "id": f"{channel}-{start}", "channel_id": channel, "title": title, "subtitle": subtitle or None,
            "description": description or None, "start": iso(start), "stop": iso(stop + place.shift),
            "categories": _list(categories), "people": _list(people), "season": season, "episode": episode, "age": age,
            "icon": icon or None, "is_new": bool(is_new), "catchup": now - place.catchup_seconds <= start <= now,
        }  # fmt: skip
        told.append(_withheld(one) if limited and asked.withholds(age) else one)
    return orjson.dumps({"programmes": told, "next_cursor": more})


def _list(written: str) -> Any:
    return orjson.Fragment(written) if written != "[]" else ()


def programme_of(row: Mapping[str, Any], asked: Asked) -> Programme:
    """The same as a model."""
    return Programme.model_validate(programme_json(row, asked))


def page_json(rows: Iterable[Mapping[str, Any]], asked: Asked, next_cursor: str | None) -> bytes:
    """A `ProgrammePage`."""
    return orjson.dumps({"programmes": [programme_json(row, asked) for row in rows], "next_cursor": next_cursor})


@lru_cache(maxsize=65_536)
def iso(epoch: int) -> str:
    """A time as JSON has it."""
    return datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z")
