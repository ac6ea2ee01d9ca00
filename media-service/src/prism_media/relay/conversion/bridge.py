"""Lets ffmpeg seek in a file on somebody else's server: it asks us on the loopback, and the guarded client fetches."""

from __future__ import annotations

import secrets

from aiohttp import web

from prism_core.errors import PrismError
from prism_media.relay.conversion import Source
from prism_media.upstream.client import Upstream
from prism_media.upstream.errors import UpstreamRange

_PASSED = ("Content-Range", "Content-Length", "Accept-Ranges")


class Bridge:
    """A server on 127.0.0.1 whose paths nobody can guess; started when it is first needed."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._sources: dict[str, Source] = {}
        self._runner: web.AppRunner | None = None

    async def address(self, source: Source) -> str:
        """An address for ffmpeg, which holds until `forget`."""
        if self._runner is None:
            application = web.Application()
            application.router.add_get("/{name}", self._answer)
            self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
            await self._runner.setup()
            await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        name = secrets.token_urlsafe(24)
        self._sources[name] = source
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/{name}"

    def forget(self, address: str) -> None:
        """Give an address no answer any more."""
        self._sources.pop(address.rpartition("/")[2], None)

    async def close(self) -> None:
        """Stop answering."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        source = self._sources.get(request.match_info["name"])
        if source is None:
            raise web.HTTPNotFound
        asked = {"Range": request.headers["Range"]} if "Range" in request.headers else {}
        try:
            async with self._upstream.open(source.url, {**source.headers, **asked}) as response:
                passed = {name: response.headers[name] for name in _PASSED if name in response.headers}
                answer = web.StreamResponse(status=response.status, headers=passed)
                await answer.prepare(request)
                async for chunk in response.chunks():
                    await answer.write(chunk)
                return answer
        except UpstreamRange:
            raise web.HTTPRequestRangeNotSatisfiable from None
        except PrismError as error:
            raise web.HTTPBadGateway(text=error.message) from None
        except ConnectionError:
            return web.Response()  # ffmpeg has seeked elsewhere and closed the connection
