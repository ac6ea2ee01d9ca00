"""How Lumen watches along with one viewer: what of a remark is for them, and how long she rests. Pure."""

import contextlib
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prism_core.events import REST_FACTORS, Chattiness, PlaybackState, Remark, RemarkLine, WatchAlong
from prism_core.model import Model
from prism_gateway.conversation.floor import Floor

LATE_SECONDS = 45.0
"""Who is further behind the live edge has wound back: players hold three segments, and few are longer than 12 s."""


class CompanyWish(Model):
    """What a viewer has said of it; what they have not said is as usual."""

    chattiness: Chattiness | None = None
    humour: bool | None = None
    spoilers: bool | None = None

    def over(self, usual: WatchAlong) -> WatchAlong:
        """How she watches along with this viewer."""
        wish = self.model_dump(exclude_none=True)
        # A goal is told by default, as a commentator tells it; not to somebody who asked that nothing be given away.
        return usual.model_copy(update={"scores": self.spoilers is not False, **wish})


def decided(
    remark: Remark, company: WatchAlong, floor: Floor, now: float, hour: float, state: PlaybackState
) -> Remark | str:
    """`remark` as it is made to a viewer who wants such company, or why it is not.

    hour: of the viewer's day. state: of their player; a goal is no news to cheer before they have seen it.
    """
    if state.paused or (state.behind_live_seconds or 0.0) > LATE_SECONDS:
        return "the viewer has yet to see it"
    if _is_between(hour, remark.quiet_hours):
        return "it is night"
    lines: tuple[RemarkLine, ...] = (remark, *remark.instead)
    line = next((line for line in lines if _wanted(line, company)), None)
    if line is None:
        return "the viewer wants no jokes, no spoilers, or no scores"
    if refusal := floor.refusal(now, rest_seconds(remark, company)):
        return refusal
    return remark.model_copy(update={**line.model_dump(include=set(RemarkLine.model_fields)), "instead": ()})


def rest_seconds(remark: Remark, company: WatchAlong) -> float:
    """Seconds for which she rests between two remarks to such a viewer; endless where they want none."""
    return REST_FACTORS[company.chattiness] * (remark.rest_seconds or 1e-9)


def hour_of(at: datetime, time_zone: str | None, utc_offset_hours: float) -> float:
    """The hour of a viewer's day, 0 to 24, by their time zone or, where it is not known, by their offset from UTC."""
    zone: tzinfo = timezone(timedelta(hours=utc_offset_hours))
    if time_zone:
        # It is what a browser says: perhaps no name of a zone, or of one that is not known here.
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
            zone = ZoneInfo(time_zone)
    local = at.astimezone(zone)
    return local.hour + local.minute / 60


def _is_between(hour: float, hours: tuple[int, int]) -> bool:
    """Whether `hour` lies in a stretch of the day that may span midnight."""
    begin, end = hours
    if begin == end:
        return False
    return begin <= hour < end if begin < end else hour >= begin or hour < end


def _wanted(line: RemarkLine, company: WatchAlong) -> bool:
    told = company.scores or not line.score
    return told and (company.humour or not line.joke) and (company.spoilers or not line.spoiler)
