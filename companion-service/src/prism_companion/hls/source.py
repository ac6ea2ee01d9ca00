"""Fetches playlists and segments over HTTP, with foreign failures translated."""

import aiohttp

from prism_companion.hls.playlist import Master, Media, Resource, parse
from prism_core import trace
from prism_core.errors import NotFound, TooLarge, UpstreamFailed

TIMEOUT = aiohttp.ClientTimeout(total=10, sock_connect=3)
LARGEST_PLAYLIST = 2 << 20
LARGEST_SEGMENT = 64 << 20
"""Bytes; ten seconds of 50 Mbit/s."""


class Source:
    """HTTP GETs over one shared session; the trace goes along to addresses below `fleet`, and to no others."""

    def __init__(self, session: aiohttp.ClientSession, fleet: str = "") -> None:
        self._session = session
        self._fleet = f"{fleet.rstrip('/')}/" if fleet else ""

    async def playlist(self, url: str) -> Master | Media:
        """The playlist at `url`; redirects move the base of its addresses.

        Raises:
            NotFound: there is none. UpstreamFailed: the server failed. BadInput: it is no playlist.
        """
        data, final = await self._get(url, {}, LARGEST_PLAYLIST)
        return parse(data.decode("utf-8", "replace"), final)

    async def fetch(self, resource: Resource) -> bytes:
        """What `resource` names.

        Raises:
            NotFound: it is gone. UpstreamFailed: the server failed. TooLarge: over `LARGEST_SEGMENT`.
        """
        part = resource.part
        headers = {"Range": f"bytes={part.start}-{part.start + part.length - 1}"} if part else {}
        data, _ = await self._get(resource.url, headers, LARGEST_SEGMENT)
        if part and len(data) > part.length:  # A server that ignores ranges sends the whole file.
            return data[part.start : part.start + part.length]
        return data

    async def json(self, url: str) -> object:
        """The JSON document at `url`."""
        try:
            async with self._session.get(url, headers=self._traced(url), timeout=TIMEOUT) as response:
                _check(response)
                return await response.json(content_type=None)
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            raise UpstreamFailed(f"no answer from {_place(url)}: {type(error).__name__}") from error

    async def _get(self, url: str, headers: dict[str, str], largest: int) -> tuple[bytes, str]:
        try:
            async with self._session.get(url, headers={**headers, **self._traced(url)}, timeout=TIMEOUT) as response:
                _check(response)
                pieces, size = [], 0
                async for piece in response.content.iter_chunked(1 << 16):
                    pieces.append(piece)
                    size += len(piece)
                    if size > largest:
                        raise TooLarge(f"{_place(url)} sends more than {largest} bytes")
                return b"".join(pieces), str(response.url)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise UpstreamFailed(f"no answer from {_place(url)}: {type(error).__name__}") from error

    def _traced(self, url: str) -> dict[str, str]:
        return trace.fields() if self._fleet and url.startswith(self._fleet) else {}


def _check(response: aiohttp.ClientResponse) -> None:
    if response.status in (404, 410):
        raise NotFound(f"nothing at {response.url.path}")
    if response.status >= 400:
        raise UpstreamFailed(f"{response.url.host} answered {response.status}")


def _place(url: str) -> str:
    """The part of an address that may be shown: a query can hold a token."""
    return url.partition("?")[0]
