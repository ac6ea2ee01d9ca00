"""A moment that a request names: with its zone, and in years in which sums of times stay times.

What is kept of a moment is shown to others with something added or taken off; at the ends of the calendar that is no
moment any more, and one such row would keep a whole list from being shown.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


def _within(moment: datetime) -> datetime:
    if not EARLIEST <= moment <= LATEST:
        raise ValueError(f"a time has to lie between the years {EARLIEST.year} and {LATEST.year}")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_within)]
"""A time with a zone, from 1970 to 2200."""
