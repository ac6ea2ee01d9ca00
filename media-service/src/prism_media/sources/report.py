"""What was left out of a source, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

SHOWN = 1000


@dataclass(slots=True)
class Report:
    """Filled while a source is read; the first thousand entries that were left out."""

    skipped: list[dict[str, int | str]] = field(default_factory=list)

    def skip(self, line: int, reason: str) -> None:
        """Note that the entry at `line` (from 1) gave nothing."""
        if len(self.skipped) < SHOWN:
            self.skipped.append({"line": line, "reason": reason})
