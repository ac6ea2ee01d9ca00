"""The MCP servers: which tools they have, and calling one as the viewer who asks."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from math import inf
from typing import Any, Final

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult, TextContent
from mcp.types import Tool as ServedTool

from prism_core import trace
from prism_core.viewer import headers_of
from prism_llm.prompt import quoted
from prism_llm.tools import Outcome, Tool
from prism_llm.tools.cards import card_of, compact
from prism_llm.tools.guard import PLAYER

log = logging.getLogger(__name__)

REVISION: Final = "2026-07-28"
"""The stateless revision: a call is one request."""
PATIENCE_SECONDS: Final = 2.0
"""A turn waits no longer than this to hear which tools there are."""
CALL_SECONDS: Final = 12.0
"""A channel that does not start is given up by the browser after 8 s, and by its server after 10 s."""
KEPT_SECONDS: Final = 60.0
MOST_TEXT: Final = 2000
"""Characters of a result that a model is given."""
WITHHELD: Final = frozenset({"get_player_state"})
"""The viewer's own player is in every prompt; this one tells of everybody's."""


class Servers:
    """The tools of all servers that answer. May be shared by all requests of a process.

    A server that is slow to list its tools keeps those that it told of last, and goes on listing for later turns.

    Args:
        urls: where each server is, by its name.
        clock: seconds, monotonic.
        patience_seconds: longest that a turn waits to hear which tools there are.
        call_seconds: longest that a server may take to answer.
    """

    def __init__(
        self,
        urls: Mapping[str, str],
        clock: Callable[[], float],
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        call_seconds: float = CALL_SECONDS,
    ) -> None:
        self._urls = urls
        self._clock = clock
        self._patience_seconds = patience_seconds
        self._call_seconds = call_seconds
        self._known: dict[str, list[Tool]] = {}
        self._told_at: dict[str, float] = {}
        self._listings: dict[str, asyncio.Task[None]] = {}

    async def tools(self) -> tuple[Tool, ...]:
        """Every tool, in an order that stays the same; those of a server that is away are missing."""
        now = self._clock()
        old = [name for name in self._urls if now - self._told_at.get(name, -inf) >= KEPT_SECONDS]
        if old:
            await asyncio.wait([self._listing(name) for name in old], timeout=self._patience_seconds)
        return tuple(tool for name in self._urls for tool in self._known.get(name, ()))

    async def close(self) -> None:
        """End the listings that go on."""
        listings = list(self._listings.values())
        for listing in listings:
            listing.cancel()
        await asyncio.gather(*listings, return_exceptions=True)

    def _listing(self, server: str) -> asyncio.Task[None]:
        if server not in self._listings:
            listing = asyncio.create_task(self._list(server), name=f"tools of {server}")
            listing.add_done_callback(lambda _: self._listings.pop(server))
            self._listings[server] = listing
        return self._listings[server]

    async def _list(self, server: str) -> None:
        try:
            async with asyncio.timeout(self._call_seconds), self._client(server, "") as client:
                listed = await client.list_tools()
        except (TimeoutError, MCPError, httpx2.HTTPError, OSError, ExceptionGroup) as error:
            log.warning("tools are away", extra={"server": server, "reason": type(error).__name__})
            self._known.pop(server, None)
            self._told_at.pop(server, None)
            return
        self._known[server] = [_tool(server, tool) for tool in listed.tools if tool.name not in WITHHELD]
        self._told_at[server] = self._clock()

    async def call(self, tool: Tool, arguments: Mapping[str, Any], viewer: str) -> Outcome:
        """What came of calling `tool` for the viewer of a sealed cookie; leaving early cancels it there."""
        try:
            async with asyncio.timeout(self._call_seconds), self._client(tool.server, viewer) as client:
                result = await client.call_tool(tool.name, dict(arguments))
        except TimeoutError:
            return Outcome(f"{tool.title} took too long.", failed=True)
        except (MCPError, httpx2.HTTPError, OSError, ExceptionGroup) as error:
            log.warning("tool failed", extra={"tool": tool.name, "reason": type(error).__name__})
            return Outcome(f"{tool.title} is not available right now.", failed=True)
        return _outcome(tool, result)

    @asynccontextmanager
    async def _client(self, server: str, viewer: str) -> AsyncIterator[Client]:
        # The servers answer to loopback's Host alone, so that no web page can rebind a name to them.
        headers = {"host": "localhost", **trace.fields(), **headers_of(viewer)}
        async with httpx2.AsyncClient(headers=headers, timeout=self._call_seconds) as http:
            transport = streamable_http_client(f"{self._urls[server]}/mcp/{server}", http_client=http)
            async with Client(transport, mode=REVISION, cache=None) as client:
                yield client


def _tool(server: str, tool: ServedTool) -> Tool:
    hints = tool.annotations
    return Tool(
        server=server,
        name=tool.name,
        title=tool.title or tool.name,
        description=tool.description or "",
        parameters=tool.input_schema,
        # What says nothing of itself is taken for the worst, as the protocol asks.
        reads=bool(hints and hints.read_only_hint),
        open_world=hints is None or hints.open_world_hint is not False,
    )


def _outcome(tool: Tool, result: CallToolResult) -> Outcome:
    if result.is_error:
        said = " ".join(part.text for part in result.content if isinstance(part, TextContent))
        return Outcome(quoted(said[:MOST_TEXT]), failed=True)
    data = result.structured_content
    # What the player did is on the screen already.
    card = None if tool.name == PLAYER else card_of(tool.title, data)
    return Outcome(quoted(compact(data)[:MOST_TEXT]), card, data)
