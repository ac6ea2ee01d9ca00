"""The placeholders of catch-up addresses, as Kodi's IPTV Simple fills them in.

`{utc}` `${start}` `{utcend}` `${end}` `{lutc}` `${now}` `${timestamp}` are Unix seconds, `{utc:YmdHMS}` the same as
letters; `{Y}{m}{d}{H}{M}{S}` are the start's; `{duration}` `{offset}` are seconds, `{duration:60}` in minutes;
`{catchup-id}` is what the guide says of the programme. Every one may have a `$` before it.
(https://github.com/kodi-pvr/pvr.iptvsimple#catchup-settings)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from prism_media.digits import whole_number

_PLACEHOLDER = re.compile(r"\$?\{(?P<name>[A-Za-z-]+)(?::(?P<how>[^{}]+))?\}")
_LETTERS = frozenset("YmdHMS")


@dataclass(frozen=True, slots=True)
class Span:
    """What is asked for; `zone` is where the provider's clocks are, which the letters are written in."""

    start: datetime
    stop: datetime
    now: datetime
    zone: tzinfo
    programme: str = ""
    """The guide's `catchup-id`."""

    @property
    def seconds(self) -> int:
        """Its length."""
        return int((self.stop - self.start).total_seconds())


def filled(template: str, span: Span) -> str:
    """The template with every known placeholder filled in; others stay as they are."""
    return _PLACEHOLDER.sub(lambda found: _value(found, span), template)


def _value(found: re.Match[str], span: Span) -> str:
    name, how = found["name"], found["how"]
    if name in _LETTERS and how is None:
        return _letters(name, span.start, span.zone)
    if name == "catchup-id":
        return span.programme
    moments = {"utc": span.start, "start": span.start, "utcend": span.stop, "end": span.stop}
    moments |= dict.fromkeys(("lutc", "now", "timestamp"), span.now)
    if (at := moments.get(name)) is not None:
        return str(int(at.timestamp())) if how is None else _letters(how, at, span.zone)
    lengths = {"duration": span.seconds, "offset": int((span.now - span.start).total_seconds())}
    if (seconds := lengths.get(name)) is None:
        return found[0]
    unit = whole_number(how or "") or 1
    return str(seconds // unit)


def _letters(pattern: str, at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return "".join(local.strftime(f"%{letter}") if letter in _LETTERS else letter for letter in pattern)
