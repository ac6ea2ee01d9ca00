"""Results of tools as cards for the chat, and as few characters for a model."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from prism_core.events.conversation import Card

LINES: Final = 6
MOST_LINES: Final = 12
"""Of what several tools found together."""
LONGEST_LINE: Final = 120
_NAMES: Final = ("title", "name", "channel_name", "channel", "text", "programme", "message")
_DETAILS: Final = ("channel_name", "channel", "start", "score", "year", "url")


def card_of(title: str, data: Any) -> Card | None:
    """What a tool found, a line for each thing; none where it found nothing that has a name."""
    lines = tuple(line for line in map(_line, _things(data)) if line)[:LINES]
    return Card(title=title, lines=lines) if lines else None


def merged(cards: Sequence[Card]) -> Card | None:
    """Several cards as one, each line once; none where there are none."""
    lines = tuple(dict.fromkeys(line for card in cards for line in card.lines))
    return Card(title=cards[0].title, lines=lines[:MOST_LINES]) if cards else None


def compact(data: Any) -> str:
    """JSON without what is empty."""
    return json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"))


def name_of(data: Any, wanted: str, key: str = "id") -> str:
    """What the thing with this id is called in a result; empty where it is not in it.

    Ids of programmes and of channels are told apart by `key`, the argument's name: one may look like the other.
    """
    for thing in _mappings(data):
        fits = {"programme_id": "start" in thing, "channel_id": "start" not in thing}.get(key, True)
        if fits and str(thing.get("id", "")) == wanted and (name := _name(thing)):
            return name
    return ""


def plain(text: object) -> str:
    """Text of the world on one line, without marks that could change how the rest of it reads."""
    shown = "".join(char if char.isprintable() else " " for char in str(text))
    return " ".join(shown.split())[:LONGEST_LINE]


def _things(data: Any) -> list[Mapping[str, Any]]:
    """The things that a result lists, or the result itself where it lists none."""
    if not isinstance(data, Mapping):
        return []
    lists = [value for value in data.values() if isinstance(value, list)]
    return [item for value in lists for item in value if isinstance(item, Mapping)] if lists else [data]


def _line(thing: Mapping[str, Any]) -> str:
    if "home" in thing and "away" in thing:
        return plain(f"{thing['home']} {_goals(thing)} {thing['away']}")
    name = _name(thing)
    now = thing.get("now")
    if isinstance(now, Mapping) and (on := _name(now)):
        return plain(f"{name}: {on}")
    details = [_detail(key, thing[key]) for key in _DETAILS if thing.get(key) and thing[key] != name]
    return plain(f"{name} ({', '.join(details)})" if details else name) if name else ""


def _goals(match: Mapping[str, Any]) -> str:
    home, away = match.get("home_goals"), match.get("away_goals")
    return "–" if home is None or away is None else f"{home}:{away}"


def _detail(key: str, value: object) -> str:
    if key != "start":
        return plain(value)
    try:
        return f"{datetime.fromisoformat(str(value)):%a %H:%M} UTC"
    except ValueError:
        return plain(value)


def _name(thing: Mapping[str, Any]) -> str:
    return next((plain(thing[key]) for key in _NAMES if thing.get(key) and isinstance(thing[key], str)), "")


def _mappings(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from _mappings(item)


def _filled(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _filled(value) for key, value in data.items() if value not in (None, "", [], {})}
    return [_filled(item) for item in data] if isinstance(data, list) else data
