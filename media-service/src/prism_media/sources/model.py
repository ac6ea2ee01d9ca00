"""Sources as the API takes and gives them."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from prism_core.model import Model
from prism_media.sources.source import DAY_SECONDS, SHORTEST_REFRESH_SECONDS

SourceKind = Literal["m3u", "xtream", "folder", "radio", "podcast", "demo"]


class SourceSettings(Model):
    """How a source is kept up to date; what is left out stays as it is, or is the kind's default."""

    name: str | None = Field(default=None, min_length=1, max_length=200)
    refresh_seconds: int | None = Field(default=None, ge=SHORTEST_REFRESH_SECONDS, le=366 * DAY_SECONDS)
    """How often it is read again; null: by hand only. A day where a new source does not say."""
    timeout_seconds: float | None = Field(default=None, ge=1, le=3600)
    """How long nothing may arrive before it counts as dead."""
    user_agent: str | None = Field(default=None, max_length=500, pattern=r"^[\x20-\x7e]*$")
    groups_off: list[str] | None = Field(default=None, max_length=50_000)
    """Names of groups that are not shown."""


class SourceChanges(SourceSettings):
    """What to change of a source."""

    enabled: bool | None = None
    position: int | None = Field(default=None, ge=0, le=1_000_000)
    """Its place among the sources, counted from 0."""


class FromUrl(SourceSettings):
    """A playlist to fetch."""

    url: str = Field(pattern=r"^https?://", max_length=8192)


class FromText(SourceSettings):
    """A playlist given as text."""

    text: str


class XtreamLogin(Model):
    """An account at a provider; `server` may be the address of its playlist, which has the other two in it."""

    server: str = Field(min_length=1, max_length=2000)
    username: str = Field(default="", max_length=500, repr=False)
    password: str = Field(default="", max_length=500, repr=False)


class FromXtream(SourceSettings):
    """An account at a provider that speaks the Xtream Codes API."""

    xtream: XtreamLogin


class FromFolder(SourceSettings):
    """A folder on Prism's own machine, below one that `PRISM_MEDIA_FOLDERS` names."""

    folder: str = Field(min_length=1, max_length=4096)


class PodcastFeed(Model):
    """A podcast's feed."""

    url: str = Field(pattern=r"^(https?|feed|pcast|itpc)://", max_length=8192)


class FromPodcast(SourceSettings):
    """A podcast."""

    podcast: PodcastFeed


NewSource = FromUrl | FromText | FromXtream | FromFolder | FromPodcast


class SkippedEntry(Model):
    """An entry that gave nothing; `line` counts from 1, 0 where it is not about one."""

    line: int
    reason: str


class Skipped(Model):
    """The first 1,000 entries of a source that gave nothing."""

    skipped: list[SkippedEntry]


class SourceImported(Model):
    """What an import brought."""

    id: str
    channels_imported: int
    """Television and radio."""
    movies_imported: int
    series_imported: int
    skipped: list[SkippedEntry]
    """The first 1,000 entries that gave nothing."""
    guide_urls: list[str]
    """Guides that a playlist points to; they are imported in the background. None for an account, whose guide's
    address holds the password."""


class AccountInfo(Model):
    """What a provider says of the subscription."""

    status: str | None
    expires_at: AwareDatetime | None
    active_connections: int | None
    max_connections: int | None


class SourceInfo(Model):
    """A source and how it stands."""

    id: str
    name: str
    kind: SourceKind
    channels: int
    movies: int
    series: int
    skipped: int
    imported_at: AwareDatetime
    refreshable: bool
    """There is something to read it from again."""
    enabled: bool
    refresh_seconds: int | None
    timeout_seconds: float | None
    user_agent: str | None
    groups_off: list[str]
    checked_at: AwareDatetime | None
    """The last attempt, whatever came of it."""
    next_refresh_at: AwareDatetime | None
    failure: str | None
    """Why the last attempt failed."""
    account: AccountInfo | None


class SourceList(Model):
    """Every source, in the order of their channels."""

    playlists: list[SourceInfo]


class GroupSwitch(Model):
    """A group of a source; `on` says whether it is shown."""

    name: str
    count: int
    on: bool


class GroupSwitches(Model):
    """The groups of a source, in alphabetical order."""

    groups: list[GroupSwitch]
