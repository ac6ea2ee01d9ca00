"""What rules and the guide make of the recordings: a pure function of both, of what is booked, and of the time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from prism_media.recordings.series import same_episode, title_key

_LATE_SECONDS = 5 * 60
"""A programme that a rule finds on air is recorded if no more of it than this is over."""


@dataclass(frozen=True, slots=True)
class Padding:
    """Seconds that a recording begins before and ends after its programme: broadcasters are rarely on time."""

    lead: int
    tail: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A wish to record a series."""

    id: str
    profile: str
    title: str
    channel_id: str | None = None
    new_only: bool = False
    keep: int | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A programme of the guide on one channel."""

    programme_id: str
    channel_id: str
    channel_name: str
    title: str
    start: int
    stop: int
    subtitle: str = ""
    description: str = ""
    season: int | None = None
    episode: int | None = None
    age: int | None = None
    icon: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Booked:
    """A recording that is planned, made, or was once."""

    id: str
    channel_id: str
    title: str
    start: int
    stop: int
    state: str
    rule_id: str | None = None
    programme_id: str | None = None
    subtitle: str = ""
    season: int | None = None
    episode: int | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A booked programme that the guide tells otherwise now."""

    id: str
    broadcast: Broadcast


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done."""

    new: tuple[tuple[Rule, Broadcast], ...] = ()
    moved: tuple[Moved, ...] = ()
    surplus: tuple[str, ...] = ()
    """Finished recordings beyond what their rule keeps."""


def plan(
    rules: Iterable[Rule], broadcasts: Iterable[Broadcast], booked: Sequence[Booked], now: int, padding: Padding
) -> Plan:
    """Compare what is wanted with what is booked, for each account alone: one's recordings are nothing to another.

    Args:
        rules: in the order in which they were made: the first that wants a programme has it.
        broadcasts: of the programmes and channels in question, those of preferred channels first.
        booked: every recording, those that were cancelled or deleted too, so that they do not come back.
        now: Unix seconds.
        padding: of recordings.
    """
    rules = list(rules)
    broadcasts = sorted(broadcasts, key=lambda one: one.start)
    made = Plan()
    for account in {*(rule.account for rule in rules), *(one.account for one in booked)}:
        theirs = [rule for rule in rules if rule.account == account]
        has = [one for one in booked if one.account == account]
        made = Plan(
            new=(*made.new, *_wanted(theirs, broadcasts, has, now, padding)),
            moved=(*made.moved, *_moved(broadcasts, has, padding)),
            surplus=(*made.surplus, *(one for rule in theirs for one in _surplus(rule, has))),
        )
    return made


def _wanted(
    rules: Iterable[Rule], broadcasts: Sequence[Broadcast], booked: Sequence[Booked], now: int, padding: Padding
) -> Iterable[tuple[Rule, Broadcast]]:
    taken: list[Broadcast] = []
    for rule in rules:
        key = title_key(rule.title)
        for one in broadcasts:
            if not _fits(rule, key, one, now):
                continue
            if any(same_episode(one, other) for other in taken):
                continue
            if any(_has(other, one, padding) for other in booked):
                continue
            taken.append(one)
            yield rule, one


def _fits(rule: Rule, key: str, one: Broadcast, now: int) -> bool:
    if rule.channel_id is not None and one.channel_id != rule.channel_id:
        return False
    if rule.new_only and not one.is_new:
        return False
    return one.stop > now and one.start > now - _LATE_SECONDS and title_key(one.title) == key


def _has(booked: Booked, one: Broadcast, padding: Padding) -> bool:
    """Whether a broadcast is booked; one that failed may be had from a repeat, not from the same broadcast."""
    if booked.programme_id == one.programme_id:
        return True
    return booked.state != "failed" and same_episode(booked, one, slack_seconds=padding.lead)


def _moved(broadcasts: Sequence[Broadcast], booked: Sequence[Booked], padding: Padding) -> Iterable[Moved]:
    taken = {one.programme_id for one in booked}
    for one in booked:
        if one.programme_id is None or one.state not in {"scheduled", "recording"}:
            continue
        found = _now_at(one, one.programme_id, broadcasts, taken)
        if found is None:
            continue
        # One that runs keeps its start; a start that was too late for its lead is no move either.
        later = found.stop + padding.tail != one.stop
        other = found.programme_id != one.programme_id and one.state == "scheduled"
        if later or other:
            yield Moved(one.id, found)


def _now_at(
    one: Booked, programme_id: str, broadcasts: Sequence[Broadcast], taken: Collection[str | None]
) -> Broadcast | None:
    """Where the guide has a booked programme: where it was, else the nearest of its title on its channel.

    Guides drop what has begun: then the next of that title is another one, and no move of what is being recorded.
    """
    for broadcast in broadcasts:
        if broadcast.programme_id == programme_id and title_key(broadcast.title) == title_key(one.title):
            return broadcast
    start = int(programme_id.rpartition("-")[2])
    furthest = MOVES_SECONDS if one.state == "scheduled" else _LATE_SECONDS
    same = [
        broadcast
        for broadcast in broadcasts
        if broadcast.channel_id == one.channel_id
        and broadcast.programme_id not in taken
        and title_key(broadcast.title) == title_key(one.title)
        and _may_be(one, broadcast)
        and abs(broadcast.start - start) <= furthest
    ]
    return min(same, key=lambda broadcast: abs(broadcast.start - start), default=None)


def _may_be(one: Booked, broadcast: Broadcast) -> bool:
    if one.episode is not None and broadcast.episode is not None:
        return (one.season, one.episode) == (broadcast.season, broadcast.episode)
    return not (one.subtitle and broadcast.subtitle) or title_key(one.subtitle) == title_key(broadcast.subtitle)


MOVES_SECONDS = 4 * 3600
"""How far a programme may move and still be taken for the one that was booked."""


def _surplus(rule: Rule, booked: Iterable[Booked]) -> list[str]:
    if rule.keep is None:
        return []
    made = [one for one in booked if one.rule_id == rule.id and one.state == "finished"]
    made.sort(key=lambda one: one.start, reverse=True)
    return [one.id for one in made[rule.keep :]]
