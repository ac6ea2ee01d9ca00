"""A server that asks for a pause gets it: `Retry-After` of answers that say that it is busy (RFC 9110, 10.2.3)."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf
from typing import Final

import httpx

from prism_core.errors import Unavailable

PATIENCE_SECONDS: Final = 5.0
"""What a request waits before it is made again; the viewer is told of a longer pause."""
LONGEST_SECONDS: Final = 3600.0
"""A pause that a server with a wrong clock asks for ends some time."""
TRIES: Final = 3
"""Of one request: a server that goes on asking for pauses is not well."""
_BUSY: Final = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


class Pauses(httpx.AsyncBaseTransport):
    """Waits for short pauses and makes the request again; sends nothing while a longer one lasts.

    Args:
        inner: what reaches the server; one of its own if none is given.
        patience_seconds: the longest that is waited for.
    """

    def __init__(
        self, inner: httpx.AsyncBaseTransport | None = None, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        self._inner = inner or httpx.AsyncHTTPTransport()
        self._patience_seconds = patience_seconds
        self._until = -inf

    @property
    def short(self) -> bool:
        """Whether a pause lasts that is waited for: the server is well then."""
        return 0 < self._left() <= self._patience_seconds

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The server's answer.

        Raises:
            Unavailable: it asks for a pause that nobody waits for.
        """
        for left in reversed(range(TRIES)):
            await self._rest(request.url.host)
            answer = await self._inner.handle_async_request(request)
            seconds = pause_of(answer.headers, datetime.now(UTC)) if answer.status_code in _BUSY else None
            if seconds is None:
                break
            self._until = asyncio.get_running_loop().time() + min(seconds, LONGEST_SECONDS)
            if not left:
                break
            await answer.aclose()
        return answer

    async def _rest(self, host: str) -> None:
        left = self._left()
        if left > self._patience_seconds:
            raise Unavailable(f"the model server {host} is busy and asks for a pause of {left:.0f} s")
        await asyncio.sleep(max(0.0, left))

    def _left(self) -> float:
        return self._until - asyncio.get_running_loop().time()

    async def aclose(self) -> None:
        """Close its connections."""
        await self._inner.aclose()


def pause_of(headers: httpx.Headers, now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for, as a number or up to a date; none where it asks for none."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
