"""How one asks to be reminded of doing something ("remind me to mute it"), and not to forget it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from prism_llm.understanding.turns import NEVER

_WHEN = "{when}"


@dataclass(frozen=True, slots=True)
class Reminded:
    """One language's words, as expressions with a space after each word.

    Attributes:
        begins: how one asks to be reminded, up to what is to be done; `{when}` stands for a time.
        keeps: how one asks not to forget something, up to what is to be done.
        leads: what of the words behind that belongs to no title, as it is written ("d'").
        infinitives: how a verb stands behind such words, with what of it stands elsewhere in groups ("auf(zu)nehmen").
        these: words that point at what is on.
    """

    begins: re.Pattern[str] = NEVER
    keeps: re.Pattern[str] = NEVER
    leads: re.Pattern[str] = NEVER
    infinitives: re.Pattern[str] = NEVER
    these: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: Mapping[str, Any], when: str, spoken: Mapping[str, Any] | None = None) -> "Reminded":
        """From a table of lists, with the expression for a time; `spoken` is the same with its accents."""
        written = table if spoken is None else spoken
        return cls(
            begins=_anywhere(table.get("begins", ()), when),
            keeps=_anywhere(table.get("keeps", ()), when),
            leads=re.compile(rf"^(?:{written.get('leads', '(?!)')})", re.I),
            infinitives=re.compile(written.get("infinitives", "(?!)"), re.I),
            these=frozenset(str(table.get("these", "")).split()),
        )


def _anywhere(sources: Iterable[str], when: str) -> re.Pattern[str]:
    either = "|".join(sources)
    for number in range(either.count(_WHEN)):
        either = either.replace(_WHEN, f"(?P<when{number}>{when})", 1)
    return re.compile(rf"(?<!\S)(?:{either})") if either else NEVER
