"""Compresses whole JSON and HTML answers of the gateway's own application; streams pass untouched."""

import asyncio
import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prism_gateway.edge.encoding import accepted, is_compressible

LEAST_BYTES = 1024
"""Below it an answer fits into the first packets anyway."""
LEVEL = 5
IN_THREAD_BYTES = 64 * 1024
"""About 2 ms of work, from which on others should not wait for it."""


class Compressing:
    """Wraps the gateway's own application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or "gzip" not in accepted(Headers(scope=scope).get("accept-encoding", "")):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def compressed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_wanted(
                message["status"], Headers(raw=message["headers"])
            ):
                held.append(message)
                return
            if held:
                start = held.pop()
                if not message.get("more_body", False):
                    message = await _compress(start, message)
                await send(start)
            await send(message)

        await self._app(scope, receive, compressed)


def _is_wanted(status: int, headers: Headers) -> bool:
    # A part is one of the plain bytes, which its Content-Range counts.
    return status != 206 and "content-encoding" not in headers and is_compressible(headers.get("content-type", ""))


async def _compress(start: Message, message: Message) -> Message:
    body = message.get("body", b"")
    headers = MutableHeaders(raw=start["headers"])
    if "accept-encoding" not in headers.get("vary", ""):
        headers.add_vary_header("accept-encoding")
    if len(body) < LEAST_BYTES:
        return message
    in_thread = len(body) >= IN_THREAD_BYTES
    small = await asyncio.to_thread(gzip.compress, body, LEVEL) if in_thread else gzip.compress(body, LEVEL)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(small))
    if etag := headers.get("etag"):  # Other bytes under the same name would no longer be what a strong tag promises.
        headers["etag"] = etag if etag.startswith("W/") else f"W/{etag}"
    start["headers"] = headers.raw
    return {**message, "body": small}
