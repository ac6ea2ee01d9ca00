"""Which of the guides' channels tells the programmes of which of ours, and how sure that is.

By what a viewer chose, then by id, then by name. Names count where they say one thing only: of two guide channels with
the same name, the country decides, and where it does not, none is taken. A guess that is right four times in five shows
a wrong programme on every fifth channel, which viewers find worse than none; it is offered, not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from prism_media.catalogue.names import normalise, similarity

Method = Literal["override", "id", "name", "similar"]

ACCEPTED = 0.8
"""Least score that is taken without being asked. See bench/media_guide.py for what each method is right about."""
SCORES = {"id": 1.0, "bare id": 0.98, "name": 0.95, "name in country": 0.9, "loose name": 0.82, "ambiguous": 0.6}

_PREFIX = re.compile(r"^\s*([A-Z]{2,3})\s*[:|\-]")
_COUNTRY = re.compile(r"\.([a-z]{2})(?:@|$)", re.IGNORECASE)
_FILLING = frozenset({"tv", "channel", "the", "television", "kanal", "canal", "network"})
_SAME_COUNTRY = {"gb": "uk", "usa": "us", "eng": "uk", "el": "gr"}


@dataclass(frozen=True, slots=True)
class GuideCandidate:
    """A channel of a guide; candidates of guides that should win come first."""

    id: int
    xml_id: str
    names: tuple[str, ...]
    guide_id: str = ""


@dataclass(frozen=True, slots=True)
class OurChannel:
    """A channel of the catalogue. `country` is what `tvg-country` says, `group` its first group."""

    id: str
    tvg_id: str
    tvg_name: str
    norm: str
    name: str = ""
    country: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """What a viewer chose for a channel: a guide's channel, "" for none, `None` for what is found."""

    xml_id: str | None
    guide_id: str | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """Which guide channel was found for one of ours, by what, and how sure that is (0 to 1)."""

    channel_id: str
    guide_channel: int
    method: Method
    score: float = 1.0


@dataclass(slots=True)
class _Index:
    """Guide channels by what they are known by."""

    by_id: dict[str, GuideCandidate] = field(default_factory=dict)
    by_bare_id: dict[str, GuideCandidate] = field(default_factory=dict)
    by_name: dict[str, list[GuideCandidate]] = field(default_factory=dict)
    by_loose_name: dict[str, list[GuideCandidate]] = field(default_factory=dict)
    of_guide: dict[tuple[str, str], GuideCandidate] = field(default_factory=dict)

    def add(self, candidate: GuideCandidate) -> None:
        self.by_id.setdefault(candidate.xml_id.casefold(), candidate)
        self.by_bare_id.setdefault(_without_feed(candidate.xml_id), candidate)
        self.of_guide.setdefault((candidate.guide_id, candidate.xml_id), candidate)
        norms = {normalise(name) for name in (*candidate.names, candidate.xml_id)} - {""}
        for norm in norms:
            self.by_name.setdefault(norm, []).append(candidate)
        for loose in {loosened(norm) for norm in norms}:
            self.by_loose_name.setdefault(loose, []).append(candidate)


def match(
    ours: Iterable[OurChannel], guide: Iterable[GuideCandidate], overrides: Mapping[str, Override] | None = None
) -> list[Matched]:
    """Match each of our channels to at most one of the guide's."""
    index = _Index()
    for candidate in guide:
        index.add(candidate)
    found: list[Matched] = []
    for channel in ours:
        chosen = (overrides or {}).get(channel.id)
        if chosen is not None and chosen.xml_id is not None:
            if by_hand := _chosen(chosen, index):
                found.append(Matched(channel.id, by_hand.id, "override"))
        elif (matched := _match_one(channel, index)) and matched.score >= ACCEPTED:
            found.append(matched)
    return found


def _chosen(override: Override, index: _Index) -> GuideCandidate | None:
    if not override.xml_id:
        return None
    if override.guide_id:
        return index.of_guide.get((override.guide_id, override.xml_id))
    return index.by_id.get(override.xml_id.casefold())


def _match_one(channel: OurChannel, index: _Index) -> Matched | None:
    if channel.tvg_id:
        if exact := index.by_id.get(channel.tvg_id.casefold()):
            return Matched(channel.id, exact.id, "id", SCORES["id"])
        if bare := index.by_bare_id.get(_without_feed(channel.tvg_id)):
            return Matched(channel.id, bare.id, "id", SCORES["bare id"])
    norms = [norm for norm in (channel.norm, normalise(channel.tvg_name) if channel.tvg_name else "") if norm]
    for norm in norms:
        if named := index.by_name.get(norm):
            candidate, score = _best(named, channel, SCORES["name"])
            return Matched(channel.id, candidate.id, "name", score)
    for norm in norms:
        if near := index.by_loose_name.get(loosened(norm)):
            candidate, score = _best(near, channel, SCORES["loose name"])
            return Matched(channel.id, candidate.id, "similar", score)
    return None


def _best(named: list[GuideCandidate], channel: OurChannel, unique_score: float) -> tuple[GuideCandidate, float]:
    """The candidate that is meant by a name that several may have, and how sure that is."""
    if len({_without_feed(candidate.xml_id) for candidate in named}) == 1:
        only = named[0]
        theirs, wanted = country_of(only.xml_id), countries_of(channel)
        contradicted = theirs and wanted and theirs not in wanted
        return only, SCORES["ambiguous"] if contradicted else unique_score
    wanted = countries_of(channel)
    local = [candidate for candidate in named if country_of(candidate.xml_id) in wanted]
    if local and len({_without_feed(candidate.xml_id) for candidate in local}) == 1:
        return local[0], min(unique_score, SCORES["name in country"])
    return (local or named)[0], SCORES["ambiguous"]


def candidates(
    channel: OurChannel, guide: Iterable[GuideCandidate], limit: int
) -> list[tuple[GuideCandidate, Matched]]:
    """Guide channels that may be meant, best first, whatever their score."""
    wanted = channel.tvg_id.casefold()
    words = set(loosened(channel.norm).split())
    scored: list[tuple[float, GuideCandidate, Method]] = []
    for candidate in guide:
        if wanted and _without_feed(candidate.xml_id) == _without_feed(wanted):
            scored.append((SCORES["id"], candidate, "id"))
            continue
        norms = [normalise(name) for name in (*candidate.names, candidate.xml_id)]
        near = [norm for norm in norms if words & set(norm.split()) or norm[:3] == channel.norm[:3]]
        best = max((similarity(channel.norm, norm) for norm in near), default=0.0)
        if best == 1.0:
            scored.append((_best([candidate], channel, SCORES["name"])[1], candidate, "name"))
        elif best > 0:
            scored.append((round(best * ACCEPTED, 3), candidate, "similar"))
    scored.sort(key=lambda one: -one[0])
    return [(one, Matched(channel.id, one.id, method, score)) for score, one, method in scored[:limit]]


def loosened(norm: str) -> str:
    """A normalised name without the words that some write and others leave out, and without spaces."""
    words = norm.split()
    return "".join(word for word in words if word not in _FILLING) or "".join(words)


def country_of(xml_id: str) -> str:
    """The country that an id such as `BBCOne.uk@SD` ends with, "" for none."""
    found = _COUNTRY.search(xml_id)
    return _country(found[1]) if found else ""


def countries_of(channel: OurChannel) -> set[str]:
    """Countries that a channel says it belongs to: its id, `tvg-country`, or a prefix of its name or group."""
    prefixes = (_PREFIX.match(text) for text in (channel.name, channel.group))
    said = [
        country_of(channel.tvg_id),
        *re.split(r"[;,\s]+", channel.country),
        *(found[1] for found in prefixes if found),
    ]
    return {_country(code) for code in said if code}


def _country(code: str) -> str:
    code = code.casefold()
    return _SAME_COUNTRY.get(code, code)


def _without_feed(identifier: str) -> str:
    """`BBCOne.uk@SD` and `BBCOne.uk` are one channel in two feeds."""
    return identifier.partition("@")[0].casefold()
