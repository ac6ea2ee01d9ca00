"""An HTTP client for channels, playlists and guides on other people's servers."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import quote, urljoin, urlsplit

import aiohttp
from multidict import CIMultiDictProxy
from yarl import URL

from prism_core.errors import UpstreamFailed
from prism_media.upstream.errors import (
    AddressNotAllowed,
    AddressUnusable,
    UpstreamBusy,
    UpstreamIncomplete,
    UpstreamMissing,
    UpstreamNotTrusted,
    UpstreamRange,
    UpstreamRedirects,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnknownHost,
    UpstreamUnreachable,
)
from prism_media.upstream.guard import AddressPolicy, AddressRefused, GuardedResolver, GuardedSockets
from prism_media.upstream.shoutcast import LenientResponses

USER_AGENT = "Prism/0.1"
NOT_MODIFIED = 304
_REDIRECTS = 5
_REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
_BUFFER_BYTES = 1 << 18
"""What may wait to be read; segments come in pieces of up to twice that."""
_ADDRESS = re.compile(r"(https?://[^/?#]+)([^#]*)", re.IGNORECASE)
_NOT_SENT = re.compile(r"[^!-~]+")
_BOUND_TO_ORIGIN = frozenset({"authorization", "cookie"})


class UpstreamResponse:
    """An answer whose body can be read once. `url` is where redirects ended; it may hold credentials."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response
        self.status = response.status
        self.url = str(response.url)

    @property
    def headers(self) -> CIMultiDictProxy[str]:
        """The answer's headers."""
        return self._response.headers

    @property
    def content_type(self) -> str:
        """Media type in lower case without parameters, empty where none was sent."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the Content-Type names."""
        return self._response.charset

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives.

        Raises:
            UpstreamTimeout: it stopped arriving.
            UpstreamUnreachable: the connection broke.
        """
        with _Translated(self.url):
            async for chunk in self._response.content.iter_any():
                yield chunk


class Upstream:
    """Fetches from public addresses; redirects are followed by hand, since each hop has its own rules."""

    def __init__(self, policy: AddressPolicy, *, connect_seconds: float = 8.0, stall_seconds: float = 12.0) -> None:
        self._policy = policy
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect_seconds, sock_read=stall_seconds)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @asynccontextmanager
    async def open(
        self, url: str, headers: Mapping[str, str] | None = None, *, stall_seconds: float | None = None
    ) -> AsyncIterator[UpstreamResponse]:
        """Ask for `url` and give the answer, whose status is 2xx, or 304 where the headers have a condition.

        `stall_seconds` is how long nothing may arrive, where that is not the client's own.

        Raises:
            AddressNotAllowed: it, or a redirect, leads into a network that is not allowed.
            UpstreamRefused, UpstreamMissing, UpstreamFailed: the server answered with an error.
            UpstreamTimeout, UpstreamUnreachable: it did not answer.
        """
        sent = {"User-Agent": USER_AGENT, **(headers or {})}
        with _Translated(url):
            for _ in range(_REDIRECTS + 1):
                response = await self._get(url, sent, stall_seconds)
                target = response.headers.get("Location")
                if response.status not in _REDIRECT_STATUSES or not target:
                    break
                response.release()
                url, sent = _follow(url, target, sent)
            else:
                raise UpstreamRedirects(f"{host_of(url)} redirects more than {_REDIRECTS} times")
        try:
            _check_status(response)
            yield UpstreamResponse(response)
        finally:
            # An unfinished body would hold the connection: close it rather than read what nobody wants.
            response.close()

    async def _get(self, url: str, headers: Mapping[str, str], stall_seconds: float | None) -> aiohttp.ClientResponse:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=GuardedResolver(self._policy),
                socket_factory=GuardedSockets(self._policy),
                limit=256,
                ttl_dns_cache=60,
            )
            # The client has no other place for how an answer is read.
            connector._factory = partial(LenientResponses, loop=asyncio.get_running_loop())  # type: ignore[assignment]
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self._timeout,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=True,
                trust_env=False,
                read_bufsize=_BUFFER_BYTES,
            )
        asked = _asked(url)
        if stall_seconds is None:
            return await self._session.get(asked, headers=headers, allow_redirects=False)
        patient = aiohttp.ClientTimeout(total=None, sock_connect=self._timeout.sock_connect, sock_read=stall_seconds)
        return await self._session.get(asked, headers=headers, allow_redirects=False, timeout=patient)


def _asked(url: str) -> URL:
    """`url` as it is sent: tokens in it are signed byte for byte, so only what no address may hold is quoted."""
    parts = _ADDRESS.match(url)
    if parts is None:
        kind = url.partition(":")[0][:20]
        if kind.lower() in ("http", "https"):
            raise AddressUnusable("the address names no host; write such as http://tv.example/list.m3u")
        raise AddressUnusable(f"an address of the kind {kind!r} is not fetched; http and https are")
    place = parts[1] if parts[1].isascii() else str(URL(parts[1]))
    return URL(place + _NOT_SENT.sub(lambda found: quote(found[0]), parts[2]), encoded=True)


def _follow(url: str, target: str, headers: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Where a redirect leads and what may be sent there: credentials stay with the origin they were for."""
    joined = urljoin(url, target)
    before, after = urlsplit(url), urlsplit(joined)
    if after.scheme not in {"http", "https"}:
        raise UpstreamFailed(f"{before.hostname} redirects to an address of the kind {after.scheme!r}")
    return joined, headers_for(url, joined, headers)


def headers_for(meant: str, url: str, headers: Mapping[str, str]) -> dict[str, str]:
    """What of `headers`, which are meant for the origin of `meant`, may go to `url`: elsewhere, no credentials."""
    before, after = urlsplit(meant), urlsplit(url)
    same = (before.scheme, before.netloc) == (after.scheme, after.netloc)
    return {name: value for name, value in headers.items() if same or name.lower() not in _BOUND_TO_ORIGIN}


def _check_status(response: aiohttp.ClientResponse) -> None:
    host, status = response.url.host, response.status
    if status in {401, 403, 451}:
        raise UpstreamRefused(
            f"{host} refuses the stream ({status}): the subscription, a token or the region",
            upstream_status=status,
        )
    if status in {404, 410}:
        raise UpstreamMissing(f"{host} has no such stream ({status})", upstream_status=status)
    if status == 416:
        raise UpstreamRange(f"{host} has no such part of it (416)", upstream_status=status)
    if status in {429, 503, 509}:
        raise UpstreamBusy(
            f"{host} has no room ({status}): too many connections, or too many viewers", upstream_status=status
        )
    if status >= 300 and status != NOT_MODIFIED:
        raise UpstreamFailed(f"{host} answered with an error ({status})", upstream_status=status)


class _Translated:
    """Turns the client's exceptions into ours; messages name the host only, since paths hold credentials."""

    def __init__(self, url: str) -> None:
        self._host = host_of(url)

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            return
        if refusal := _refusal_in(error):
            raise AddressNotAllowed(f"{self._host}: {refusal}") from error
        if isinstance(error, TimeoutError):
            raise UpstreamTimeout(f"{self._host} did not answer in time") from error
        if isinstance(error, aiohttp.ClientConnectorDNSError):
            raise UpstreamUnknownHost(f"{self._host} is not a known host") from error
        if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
            raise UpstreamNotTrusted(f"{self._host} has no valid certificate") from error
        if isinstance(error, aiohttp.ClientConnectorError):
            raise UpstreamUnreachable(f"{self._host} does not accept connections") from error
        if isinstance(error, aiohttp.ClientPayloadError):
            raise UpstreamIncomplete(f"{self._host} broke off before the end") from error
        if isinstance(error, aiohttp.InvalidURL | ValueError):
            raise UpstreamFailed(f"{self._host}: the address is not valid") from error
        if isinstance(error, aiohttp.ClientError | OSError):
            raise UpstreamUnreachable(f"the connection to {self._host} broke") from error


def host_of(url: str) -> str:
    """The host of an address, which may be shown where the rest may not."""
    try:
        return urlsplit(url).hostname or "the address"
    except ValueError:
        return "the address"


def _refusal_in(error: BaseException | None) -> AddressRefused | None:
    """The guard's refusal among an error's causes, through the groups that parallel connecting makes."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        current = waiting.pop()
        if current is None or current in seen:
            continue
        if isinstance(current, AddressRefused):
            return current
        seen.append(current)
        waiting += [current.__cause__, current.__context__, getattr(current, "os_error", None)]
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
    return None
