"""What media-service knows of a channel."""

from dataclasses import dataclass
from urllib.parse import quote

from prism_companion.hls.source import Source
from prism_core.errors import PrismError

DETAILS = ("title", "subtitle", "description")


@dataclass(frozen=True)
class About:
    """genres: the programme's categories, then the channel's group and kind. programme: what is on, if known.

    details: all that the guide says of it, title first.
    """

    genres: tuple[str, ...] = ()
    programme: str | None = None
    details: str = ""


class MediaService:
    """media-service over HTTP."""

    def __init__(self, source: Source, url: str) -> None:
        self._source, self._url = source, url.rstrip("/")

    def stream_url(self, channel_id: str) -> str:
        """Where the channel's programme is, as HLS."""
        return f"{self._url}/api/relay/{quote(channel_id, safe='')}/index.m3u8"

    async def about(self, channel_id: str) -> About:
        """The channel and its present programme.

        Raises:
            NotFound: there is no such channel. UpstreamFailed: media-service does not answer.
        """
        name = quote(channel_id, safe="")
        channel = _mapping(await self._source.json(f"{self._url}/api/channels/{name}"))
        now = await self._now(channel_id, name)
        categories = now.get("categories")
        words = [*(categories if isinstance(categories, list) else []), channel.get("group"), channel.get("kind")]
        title = now.get("title")
        return About(
            tuple(word for word in words if isinstance(word, str) and word),
            title if isinstance(title, str) else None,
            " ".join(text for key in DETAILS if isinstance(text := now.get(key), str)),
        )

    async def _now(self, channel_id: str, name: str) -> dict[str, object]:
        """The programme that is on; empty where the guide has none or cannot be asked."""
        try:
            guide = _mapping(await self._source.json(f"{self._url}/api/guide/now?channels={name}"))
        except PrismError:
            return {}
        return _mapping(_mapping(_mapping(guide.get("channels")).get(channel_id)).get("now"))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
