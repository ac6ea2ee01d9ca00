"""What the five MCP servers share: one path over streamable HTTP, health beside it, and errors that help an agent.

The SDK serves the stateless revision 2026-07-28 and the ones with a handshake before it from one application.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from copy import copy
from typing import Any
from urllib.parse import quote

import httpx
from mcp.server import MCPServer
from mcp.server.caching import CacheHint
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, InputRequiredResult
from starlette.types import ASGIApp, Receive, Scope, Send

from prism_core import trace
from prism_core.account import Caller
from prism_core.bus import Bus
from prism_core.errors import PrismError
from prism_core.service import VERSION, Service
from prism_core.viewer import headers_of, no_cookies, sealed_in
from prism_mcp.settings import Settings

LARGEST_REQUEST = 1 << 20
LIST_TTL_MS = 60_000
"""How long a client may keep a list of tools; they change with a release only."""


class PrismServer(MCPServer[Any]):
    """An MCP server whose tools refuse what they do not know and whose errors say what to do next."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Calls a tool; an argument that it does not have is an error, not silently dropped."""
        for tool in await self.list_tools():
            known = tool.input_schema.get("properties", {})
            unknown = sorted(set(arguments) - set(known))
            if tool.name == name and unknown:
                raise ToolError(f"{name} has no argument {unknown[0]!r}; it takes {', '.join(known) or 'none'}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, PrismError):
                raise ToolError(error.__cause__.message) from error
            raise


def create_server(name: str, title: str, instructions: str) -> PrismServer:
    """An empty server called `name`; add tools with `@server.tool(...)`."""
    hint = CacheHint(ttl_ms=LIST_TTL_MS, scope="public")
    return PrismServer(
        f"prism-{name}",
        title=title,
        instructions=instructions,
        version=VERSION,
        log_level="WARNING",
        cache_hints={"tools/list": hint},
    )


def create_service(
    name: str,
    settings: Settings,
    server: PrismServer,
    *,
    bus: Bus | None = None,
    close: Callable[[], Any] | None = None,
) -> tuple[Service, ASGIApp]:
    """The service around `server`, and the application that answers at `/mcp/{name}`."""
    path = f"/mcp/{name}"
    mcp = server.streamable_http_app(
        streamable_http_path=path,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=TransportSecuritySettings(
            allowed_hosts=settings.hosts(), allowed_origins=settings.origins()
        ),
    )

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield
            if close is not None:
                await close()

    service = Service(name=f"mcp-{name}", bus=bus, lifespan=lifespan, drain_seconds=settings.drain_seconds)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        mine = scope["type"] == "http" and scope["path"] == path
        await (mcp if mine else service.app)(scope, receive, send)

    return service, app


class Prism:
    """Prism's own HTTP, for tools. Every failure becomes a `ToolError` that names the remedy."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            base_url=base_url,
            timeout=5.0,
            transport=transport,
            cookies=no_cookies(),
            event_hooks={"request": [trace.stamp]},
        )
        self._headers: dict[str, str] = {}
        self._caller: Caller | None = None

    def seen_by(self, sealed: str, caller: Caller | None = None) -> "Prism":
        """The same for the viewer of a sealed cookie (see `prism_core.viewer`), and for an account's."""
        theirs = copy(self)
        theirs._caller = caller
        theirs._headers = {**headers_of(sealed), **(caller.headers if caller else {})}
        return theirs

    async def entered(self, profile_id: str) -> "Prism":
        """The same for a profile that has no PIN."""
        answer = await self._answer("POST", f"/api/profiles/{quote(profile_id, safe='')}/enter", json={})
        return self.seen_by(sealed_in(answer.cookies), self._caller)

    async def get(self, path: str, **query: str | int | None) -> Any:
        """JSON at `path`."""
        return await self._send("GET", path, params={k: v for k, v in query.items() if v is not None})

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """JSON answer to `body`."""
        return await self._send("POST", path, json=body)

    async def delete(self, path: str) -> Any:
        """Deletes what is at `path`."""
        return await self._send("DELETE", path)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def _send(self, method: str, path: str, **options: Any) -> Any:
        answer = await self._answer(method, path, **options)
        return answer.json() if answer.content else None

    async def _answer(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            answer = await self._client.request(method, path, headers=self._headers, **options)
        except httpx.HTTPError as error:
            raise ToolError("Prism's media service does not answer; try again in a few seconds") from error
        if answer.is_error:
            raise ToolError(_detail(answer))
        return answer


def _detail(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return f"Prism answered {answer.status_code}"
    return str(body.get("detail") or f"Prism answered {answer.status_code}")
