"""Playlists and their channels, films and series, and what services that share them agree by."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Table, Text, false, true

from prism_media.database.tables.base import Whole, metadata

playlists = Table(
    "playlists",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "m3u", "xtream", "folder", "radio", "podcast" or "demo"
    Column("url", Text, nullable=True),  # may hold credentials: never shown, never logged
    Column("attributes", JSON, nullable=False),
    Column("skipped", JSON, nullable=False),
    Column("channel_count", Whole, nullable=False),
    Column("imported_at", Whole, nullable=False),
    Column("position", Whole, nullable=False),  # order among playlists; the demo channels come first
    Column("enabled", Boolean, nullable=False, server_default=true()),
    Column("refresh_seconds", Whole, nullable=True),  # null: by hand only
    Column("timeout_seconds", Float, nullable=True),  # null: the client's own
    Column("user_agent", Text, nullable=True),
    Column("groups_off", JSON, nullable=False, server_default="[]"),  # names of groups that are not shown
    Column("credentials", JSON, nullable=True),  # Xtream: {"username", "password"}; never shown, never logged
    Column("account", JSON, nullable=True),  # Xtream: what the provider says of the subscription
    Column("checked_at", Whole, nullable=True),  # the last attempt, whatever came of it
    Column("failure", Text, nullable=True),  # why the last attempt failed, as a sentence
    Column("etag", Text, nullable=True),
    Column("last_modified", Text, nullable=True),
)

channels = Table(
    "channels",
    metadata,
    Column("row", Whole, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("playlist_id", Text, ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
    Column("rank", Whole, nullable=False),  # order over all playlists: playlist position * 2**24 + place in it
    Column("name", Text, nullable=False),
    Column("norm", Text, nullable=False),  # the name as it is matched
    Column("number", Whole, nullable=True),
    Column("groups", Text, nullable=False),  # ";News;Sports;", so that one is found as ";News;"
    Column("logo", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "tv", "radio", "movie" or "episode"
    Column("url", Text, nullable=False),
    Column("tvg_id", Text, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("catchup", JSON, nullable=True),
    Column("details", JSON, nullable=False),  # attributes, options and properties as written
    Column("guide_channel", Whole, nullable=True),  # the guide_channels row that tells its programmes
    Column("guide_match", Text, nullable=True),  # how it was matched: "id", "name" or "built-in"
    Column("guide_score", Float, nullable=True),  # how sure the match is, 0 to 1
    Column("shift_seconds", Whole, nullable=False, server_default="0"),  # added to the guide's times
    Column("fold", Text, nullable=False, server_default=""),  # what duplicates of one channel have in common
    Column("hidden", Boolean, nullable=False, server_default=false()),  # its source or group is off
    Column("lead", Boolean, nullable=False, server_default=true()),  # stands for its fold in lists; never hidden
    Column("adult", Boolean, nullable=False, server_default=false()),
    Column("series_id", Text, nullable=True),  # an episode's series
    Column("season", Whole, nullable=True),
    Column("episode", Whole, nullable=True),
    Column("year", Whole, nullable=True),
    Column("added_at", Whole, nullable=True),  # a film or episode: when it was added or published
    Column("told", Whole, nullable=True),  # fingerprint of the lines it was read from; null: they are read each time
    Index("ix_channels_rank", "rank"),
    Index("ix_channels_listed", "lead", "kind", "rank"),
    Index("ix_channels_fold", "fold"),
    Index("ix_channels_series", "series_id", "season", "episode"),
    Index("ix_channels_number", "number"),
    Index("ix_channels_norm", "norm"),
    Index("ix_channels_playlist", "playlist_id"),
    Index("ix_channels_guide", "guide_channel"),
)

series = Table(
    "series",
    metadata,
    Column("id", Text, primary_key=True),
    Column("playlist_id", Text, ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
    Column("rank", Whole, nullable=False),
    Column("name", Text, nullable=False),
    Column("norm", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("logo", Text, nullable=False),
    Column("provider_id", Text, nullable=False),  # the provider's number, the folder's path or the feed's address
    Column("year", Whole, nullable=True),
    Column("adult", Boolean, nullable=False, server_default=false()),
    Column("details", JSON, nullable=False),
    Column("listed_at", Whole, nullable=True),  # when its episodes were asked for; null: not yet
    Index("ix_series_rank", "rank"),
    Index("ix_series_playlist", "playlist_id"),
)

health = Table(
    "health",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("failures", Whole, nullable=False),  # in a row
    Column("failed_at", Whole, nullable=True),
    Column("failure", Text, nullable=True),  # the problem's type, such as "upstream-timeout"
    Column("worked_at", Whole, nullable=True),
)

vanished = Table(
    "vanished",
    metadata,
    Column("channel_id", Text, primary_key=True),  # of a channel that its playlist has no longer
    Column("playlist_id", Text, ForeignKey("playlists.id", ondelete="CASCADE"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("norm", "url", "tvg_id", "groups")),  # by which it is known again
    Column("vanished_at", Whole, nullable=False),
    Index("ix_vanished_playlist", "playlist_id"),
)

versions = Table(
    "versions",
    metadata,
    Column("name", Text, primary_key=True),  # of what is kept in memory: "catalogue"
    Column("value", Whole, nullable=False),  # counted up where it changes
)

claims = Table(
    "claims",
    metadata,
    Column("name", Text, primary_key=True),  # of what only one of several services is to do
    Column("holder", Text, nullable=False),
    Column("until", Whole, nullable=False),  # from then on another may
)
