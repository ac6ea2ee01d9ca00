"""How a log line looks: JSON lines of services become readable, anything else passes as it is."""

import json
from collections.abc import Mapping
from datetime import datetime

_COLOURS = (
    "36",
    "33",
    "32",
    "35",
    "34",
    "96",
    "93",
    "92",
    "95",
    "94",
    "91",
)  # ANSI foregrounds, easy to tell apart
_LEVEL_COLOURS = {"WARNING": "33", "ERROR": "31", "CRITICAL": "31"}
_OWN = frozenset({"time", "timestamp", "level", "message", "service", "logger", "exception", "traceback", "stack"})


class Renderer:
    """Turns a line of a service into what the terminal shows.

    Args:
        names: every service, so that prefixes have one width and each service keeps its colour.
        colour: whether the terminal shows colours.
        raw: pass JSON lines through as they are.
    """

    def __init__(self, names: tuple[str, ...], colour: bool, raw: bool = False) -> None:
        self._width = max((len(name) for name in names), default=0)
        self._colours = {name: _COLOURS[place % len(_COLOURS)] for place, name in enumerate(names)}
        self._colour = colour
        self._raw = raw

    def render(self, name: str, line: bytes, now: datetime) -> str:
        """The text to show for `line`, written by service `name`; `now` stamps lines that carry no time."""
        text = line.decode(errors="replace")
        fields = _parse(text)
        if self._raw:
            return text if fields else json.dumps({"time": now.isoformat(), "service": name, "message": text})
        if fields is None:
            return f"{_clock(now)} {self._prefix(name)} {text}"
        return self._readable(name, fields, now)

    def _readable(self, name: str, fields: Mapping[str, object], now: datetime) -> str:
        level = str(fields.get("level", "INFO")).upper()
        time = _clock_of(fields.get("time", fields.get("timestamp")), now)
        rest = " ".join(
            f"{self._paint('2', key + '=')}{_value(value)}" for key, value in fields.items() if key not in _OWN
        )
        shown_level = self._paint(_LEVEL_COLOURS.get(level, "2"), f"{level:<7}")
        line = f"{time} {self._prefix(name)} {shown_level} {fields.get('message', '')}"
        parts = [f"{line}  {rest}" if rest else line]
        for key in ("exception", "traceback", "stack"):
            if fields.get(key):
                indent = f"{' ' * 13}{' ' * self._width}   "
                parts += [indent + row for row in str(fields[key]).rstrip().splitlines()]
        return "\n".join(parts)

    def _prefix(self, name: str) -> str:
        return self._paint(self._colours.get(name, "37"), f"{name:<{self._width}}") + self._paint("2", " |")

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def _parse(text: str) -> dict[str, object] | None:
    if not text.startswith("{"):
        return None
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) and "message" in fields else None


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03d}"


def _clock_of(stamp: object, now: datetime) -> str:
    """Time of day in the terminal's own zone."""
    try:
        moment = (
            datetime.fromtimestamp(stamp, tz=now.tzinfo)
            if isinstance(stamp, int | float)
            else datetime.fromisoformat(str(stamp)).astimezone(now.tzinfo)
        )
    except (ValueError, OverflowError, OSError):
        return _clock(now)
    return _clock(moment)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, str):
        return value if value and " " not in value else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False, default=str)
