"""Makes one channel of its duplicates: they share a `fold`, and one of them, the `lead`, stands for all in lists.

Two rows are the same channel where they have the same name (as it is matched) and kind, and either the same id in the
guide, or nothing that tells them apart: no id in one of them, and neither country nor group that differs. Ids that
differ may still be one channel of two playlists, if both say the same country. Otherwise rows stay apart: to show a
channel twice is a blemish, to lose one behind another is a fault. "BBC One London", "ITV +1" and films of another year
have other names already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from prism_media.catalogue.keys import short_id

_UNKNOWN_GROUPS = frozenset({"", "undefined", "other", "others", "general", "uncategorized", "unknown", "all", "tv"})
_GENERIC = frozenset(
    "news sport sports movie movies music kids channel tv live radio test cinema film films hits event local".split()
)
_PREFIX = re.compile(r"^\W*([A-Za-z]{2})\s*[:|]")
_NAME_PREFIX = re.compile(r"^\s*([A-Z]{2})\s*[:|]\s*\S")
_ID_COUNTRY = re.compile(r"\.([a-z]{2})$")
_QUALITY = (
    (re.compile(r"\b(?:8k|4320p)\b", re.IGNORECASE), 5), (re.compile(r"\b(?:4k|uhd|2160p)\b", re.IGNORECASE), 4),
    (re.compile(r"\b(?:fhd|1080[pi])\b", re.IGNORECASE), 3), (re.compile(r"\b(?:hd|720p)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:sd|576[pi]|480[pi]|360p|240p)\b", re.IGNORECASE), 0),
)  # fmt: skip


MOST_ALIKE = 200
"""Channels of one name; where there are more, the name tells nothing, and guide ids alone say which is which."""


class Candidate(NamedTuple):
    """What of a row decides which channel it is and how good a source of it."""

    row: int
    id: str
    playlist_id: str
    rank: int
    name: str
    norm: str
    groups: str
    kind: str
    tvg_id: str
    year: int | None
    hidden: bool
    failing: bool


class Folded(NamedTuple):
    """The fold of a row, empty for one that is alone, and whether it leads."""

    row: int
    fold: str
    lead: bool


class _Facts(NamedTuple):
    """What a row says of which channel it is."""

    guide_id: str
    country: str
    group: str
    playlist_id: str
    vague: bool
    """Neither id nor country nor group, and a name that any playlist may have, such as "Sport 1"."""


@dataclass(slots=True)
class _Channel:
    members: list[Candidate] = field(default_factory=list)
    guide_ids: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    playlists: set[str] = field(default_factory=set)

    def add(self, row: Candidate, facts: _Facts) -> None:
        self.members.append(row)
        self.playlists.add(facts.playlist_id)
        for known, value in (
            (self.guide_ids, facts.guide_id), (self.countries, facts.country), (self.groups, facts.group),
        ):  # fmt: skip
            if value:
                known.add(value)

    def fits(self, its: _Facts) -> bool:
        """Whether a row that is neither vague nor of a guide id of this channel's may be it."""
        if its.country and self.countries and its.country not in self.countries:
            return False
        same_country = bool(its.country) and its.country in self.countries
        if its.guide_id and self.guide_ids:
            return same_country and its.playlist_id not in self.playlists
        return same_country or not its.group or not self.groups or its.group in self.groups


def fold(rows: Iterable[Candidate]) -> list[Folded]:
    """The folds of `rows`, which must be all that have their names, in the order of their names."""
    folded: list[Folded] = []
    for _, same in groupby(rows, key=lambda row: (row.norm, row.kind, row.year)):
        for channel in _channels(list(same)):
            folded += _folded(channel)
    return folded


def _channels(rows: list[Candidate]) -> list[list[Candidate]]:
    """Rows of one name as channels: those that say most first, so that the others find where they belong."""
    if len(rows) == 1 or not rows[0].norm:
        return [[row] for row in rows]
    ids = {guide_id(row.tvg_id) for row in rows}
    if len(ids) == 1 and "" not in ids:
        return [rows]
    found: list[_Channel] = []
    by_id: dict[str, _Channel] = {}
    said = [(_facts(row), row) for row in rows]
    said.sort(key=lambda pair: (not pair[0].guide_id, not pair[0].country, pair[1].rank))
    for facts, row in said:
        chosen = by_id.get(facts.guide_id) or _only_fitting(found, facts) or _Channel()
        if not chosen.members:
            found.append(chosen)
        if facts.guide_id:
            by_id[facts.guide_id] = chosen
        chosen.add(row, facts)
    return [channel.members for channel in found]


def _only_fitting(found: list[_Channel], facts: _Facts) -> _Channel | None:
    """The one channel that a row may be. Where it may be either of two, it is neither."""
    if facts.vague or len(found) > MOST_ALIKE:
        return None
    fitting = [channel for channel in found if channel.fits(facts)]
    return fitting[0] if len(fitting) == 1 else None


def _facts(row: Candidate) -> _Facts:
    its_id, its_country, its_group = guide_id(row.tvg_id), country(row), _group(row.groups)
    said = its_id or its_country or its_group
    vague = not said and all(word in _GENERIC or word.isdigit() for word in row.norm.split())
    return _Facts(its_id, its_country, its_group, row.playlist_id, vague)


def _folded(members: Sequence[Candidate]) -> list[Folded]:
    if len(members) == 1:
        return [Folded(members[0].row, "", not members[0].hidden)]
    best = leader(members)
    name = short_id("fold", min(member.id for member in members))
    return [Folded(member.row, name, member is best and not member.hidden) for member in members]


def leader(members: Sequence[Candidate]) -> Candidate:
    """The best source of a channel: shown, not failing, of the best quality, the first of those."""
    return min(members, key=_order)


def _order(row: Candidate) -> tuple[bool, bool, int, int]:
    return row.hidden, row.failing, -quality(row.name), row.rank


def quality(name: str) -> int:
    """What a name promises, from 0 (less than HD) to 5 (8K); 1 where it says nothing."""
    return next((value for pattern, value in _QUALITY if pattern.search(name)), 1)


def guide_id(tvg_id: str) -> str:
    """The guide's id without the feed, `BBCOne.uk@London`."""
    return tvg_id.partition("@")[0].casefold()


def country(row: Candidate) -> str:
    """The two letters that a row's guide id, name or group starts or ends with, where they are a country's."""
    if found := _ID_COUNTRY.search(guide_id(row.tvg_id)):
        return _same(found[1])
    if found := _NAME_PREFIX.match(row.name):
        return _same(found[1].lower())
    found = _PREFIX.match(row.groups.strip(";"))
    return _same(found[1].lower()) if found else ""


def _same(code: str) -> str:
    return "uk" if code == "gb" else code


def _group(groups: str) -> str:
    first = groups.strip(";").partition(";")[0].strip().casefold()
    return "" if first in _UNKNOWN_GROUPS else first
