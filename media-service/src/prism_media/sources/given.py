"""What was sent to add a source, as the source it becomes."""

from __future__ import annotations

from prism_media.catalogue.keys import short_id
from prism_media.sources.model import FromFolder, FromPodcast, FromText, FromUrl, FromXtream, NewSource, SourceSettings
from prism_media.sources.playlist import name_of
from prism_media.sources.source import DAY_SECONDS, Source
from prism_media.sources.xtream.address import parse_server
from prism_media.upstream.client import host_of


def source_from(given: NewSource, position: int, now: int) -> Source:
    """The source that was asked for; the same address again has the same id.

    Raises:
        BadInput: an account's address cannot be read.
    """
    assert not isinstance(given, FromText), "text is imported without being read again"
    name = given.name or ""
    if isinstance(given, FromUrl):
        made = Source(short_id("playlist", given.url), name or name_of(given.url), "m3u", position, now, url=given.url)
    elif isinstance(given, FromXtream):
        server = parse_server(given.xtream.server, given.xtream.username, given.xtream.password)
        made = Source(
            short_id("xtream", server.base, server.username),
            name or host_of(server.base),
            "xtream",
            position,
            now,
            url=server.base,
            credentials={"username": server.username, "password": server.password},
        )
    elif isinstance(given, FromFolder):
        made = Source(short_id("folder", given.folder), name, "folder", position, now, url=given.folder)
    else:
        feed = feed_address(given)
        made = Source(short_id("podcast", feed), name, "podcast", position, now, url=feed)
    return with_settings(made, given)


def with_settings(source: Source, given: SourceSettings) -> Source:
    """`source` with the settings that were sent; it is read again each day where nothing was said of that."""
    by_hand = "refresh_seconds" in given.model_fields_set and given.refresh_seconds is None
    return Source(
        source.id,
        given.name or source.name,
        source.kind,
        source.position,
        source.imported_at,
        url=source.url,
        credentials=source.credentials,
        refresh_seconds=None if by_hand or source.url is None else given.refresh_seconds or DAY_SECONDS,
        timeout_seconds=given.timeout_seconds,
        user_agent=given.user_agent or None,
        groups_off=tuple(dict.fromkeys(given.groups_off or ())),
    )


def feed_address(given: FromPodcast) -> str:
    """A feed's address; `feed:`, `pcast:` and `itpc:` are how podcast players are told of one."""
    scheme, _, rest = given.podcast.url.partition("://")
    return given.podcast.url if scheme in {"http", "https"} else f"https://{rest}"
