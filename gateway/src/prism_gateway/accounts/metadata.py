"""MCP servers as OAuth 2.1 protected resources (RFC 9728): which scopes they know, and how tokens are sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from prism_core import fleet
from prism_core.errors import NotFound
from prism_core.model import Model
from prism_gateway.edge.exchange import Exchange

_SERVERS = frozenset(spec.name.removeprefix("mcp-") for spec in fleet.MCP_SERVERS)


class ProtectedResource(Model):
    """One MCP server. Tokens are personal ones, made on the page of the account; there is no server that gives them."""

    resource: str
    resource_name: str
    scopes_supported: list[str]
    bearer_methods_supported: list[str] = ["header"]  # noqa: RUF012 - a field of a frozen model


def metadata_router() -> APIRouter:
    """The route of the documents."""
    router = APIRouter(tags=["accounts"])

    @router.get("/.well-known/oauth-protected-resource/mcp/{server}")
    async def protected_resource(server: Annotated[str, Path(max_length=40)], request: Request) -> ProtectedResource:
        """What an MCP client needs to know to be let in to a server."""
        if server not in _SERVERS:
            raise NotFound(f"no MCP server {server!r}; servers: {', '.join(sorted(_SERVERS))}")
        exchange: Exchange = request.scope["prism"]
        return ProtectedResource(
            resource=f"{exchange.scheme}://{exchange.host}/mcp/{server}",
            resource_name=f"Prism: {server}",
            scopes_supported=[f"mcp:{server}"],
        )

    return router
