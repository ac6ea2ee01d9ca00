"""Which groups of a source are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from prism_media.catalogue.rows import split_groups
from prism_media.sources.model import GroupSwitch


def switches(texts: Mapping[str, int], off: Iterable[str]) -> list[GroupSwitch]:
    """The groups in `texts` (joined groups and how many have them), and those off that are gone meanwhile."""
    hidden = set(off)
    counts: Counter[str] = Counter(dict.fromkeys(hidden, 0))
    for text, count in texts.items():
        for name in split_groups(text) or [""]:
            counts[name] += count
    return [
        GroupSwitch(name=name, count=counts[name], on=name not in hidden) for name in sorted(counts, key=str.casefold)
    ]
