"""Channels and playlists as the API gives them."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from prism_core.model import Model

Kind = Literal["tv", "radio", "movie", "episode"]


class ChannelFields(Model):
    """What lists and details of a channel have in common."""

    id: str = Field(description="Stable across refreshes of its playlist.")
    name: str
    number: int | None = Field(description="The number its playlist gave it.")
    group: str | None = Field(description="Its first group.")
    logo: str | None
    kind: Kind
    favourite: bool
    year: int | None = Field(default=None, description="A film's.")
    age: int | None = Field(default=None, description="18 for a channel for adults.")


class Channel(ChannelFields):
    """A channel in a list."""

    alternatives: int = Field(default=0, description="Other sources of the same channel.")


class ChannelPage(Model):
    """One page of channels, in the order of the playlists."""

    channels: list[Channel]
    next_cursor: str | None = Field(description="Pass it as `cursor` for the next page; null on the last.")
    total: int = Field(description="Channels that fit, over all pages.")


class Tvg(Model):
    """What the playlist said for the guide."""

    id: str
    name: str
    logo: str
    shift: str
    language: str
    country: str


class CatchupInfo(Model):
    """How past programmes can be asked for."""

    kind: str
    days: float | None
    source: str
    correction: float | None


class GuideMatch(Model):
    """The guide's channel that tells the programmes, and how it was found."""

    xml_id: str
    method: str
    score: float | None = Field(default=None, description="How sure the match is, 0 to 1.")
    shift_seconds: int = Field(default=0, description="Added to the guide's times.")


class Alternative(Model):
    """Another source of a channel."""

    id: str = Field(description="Pass it as `source` to the relay to play this one.")
    name: str
    playlist_id: str
    group: str | None
    healthy: bool
    failure: str | None = Field(description="The type of problem that its last attempt ended with.")


class Health(Model):
    """How the last attempts to play a channel's own source went."""

    failures: int = Field(description="In a row.")
    failure: str | None = Field(description="The type of problem that the last attempt ended with.")
    failed_at: AwareDatetime | None
    worked_at: AwareDatetime | None


class ChannelDetails(ChannelFields):
    """Everything that the playlist said about a channel. The upstream address is not part of it."""

    playlist_id: str
    groups: list[str]
    tvg: Tvg
    headers: dict[str, str] = Field(description="Headers sent upstream; values of credentials are hidden.")
    catchup: CatchupInfo | None
    attributes: dict[str, str]
    options: dict[str, str]
    properties: dict[str, str]
    source: str = Field(description="Scheme and host of the upstream address.")
    guide: GuideMatch | None
    alternatives: list[Alternative] = Field(description="Other sources of the same channel, best first.")
    health: Health
    season: int | None
    episode: int | None
    series_id: str | None


class Group(Model):
    """A group and how many channels are in it."""

    name: str
    count: int


class Groups(Model):
    """All groups, largest first."""

    groups: list[Group]


class Match(Model):
    """A channel that may be the one that was named."""

    channel: Channel
    score: float = Field(ge=0, le=1, description="1 is the very name or number; below 0.6 is a guess.")


class Matches(Model):
    """Channels that may be meant, best first."""

    matches: list[Match]


class SkippedLine(Model):
    """A line that gave no channel."""

    line: int
    reason: str


class Imported(Model):
    """What an import brought."""

    id: str
    channels_imported: int
    skipped: list[SkippedLine] = Field(description="The first 1,000 lines that gave no channel.")
    guide_urls: list[str] = Field(description="Guides that the playlist points to; import them with /api/guides.")


class Playlist(Model):
    """A playlist that was imported."""

    id: str
    name: str
    kind: Literal["m3u", "demo"]
    channels: int
    skipped: int
    imported_at: AwareDatetime
    refreshable: bool = Field(description="It has an address to be fetched from again.")


class Playlists(Model):
    """Every playlist, in the order of their channels."""

    playlists: list[Playlist]


class FromAddress(Model):
    """A playlist or guide to fetch."""

    url: str = Field(pattern=r"^https?://", max_length=8192)
    name: str | None = Field(default=None, max_length=200)


class FromText(Model):
    """A playlist given as text."""

    text: str
    name: str | None = Field(default=None, max_length=200)
