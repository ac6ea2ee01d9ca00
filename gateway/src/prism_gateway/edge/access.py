"""What a path asks of whoever opens it, where its route does not say it all."""

from __future__ import annotations

from typing import NamedTuple

from prism_gateway.edge.routes import Auth, Route

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_AUTH = frozenset(f"/api/auth/{name}" for name in ("me", "setup", "sign-in", "refresh", "sign-out"))
_ADMIN = frozenset({"/metrics", "/status", "/api/status"})
_ACCOUNT = frozenset({"/openapi.json"})
_SEALED = frozenset({"playlist", "segment", "assets", "conversion", "video.m3u8", "captions.m3u8", "captions", "loop"})
"""What a channel's index leads to: sealed names that expire, or the demo's own pictures. Players have no cookie."""
NO_TOKEN = ""
"""The scope of what no personal token opens."""


class Need(NamedTuple):
    """What is needed: `auth` of anybody, and `scope` of a personal token (`NO_TOKEN`: it is not taken)."""

    auth: Auth
    scope: str


def need_of(route: Route, path: str, method: str) -> Need:
    """What a request needs; `method` is empty for a WebSocket."""
    return Need(_auth_of(route, path), _scope_of(route, path, method))


def mcp_server(path: str) -> str:
    """The MCP server that a path leads to, empty for none."""
    return path.split("/")[2] if path.startswith("/mcp/") else ""


def _auth_of(route: Route, path: str) -> Auth:
    if path in _ADMIN:
        return "admin"
    if path in _ACCOUNT:
        return "account"
    if path.startswith("/api/auth/"):
        if path in _OPEN_AUTH or path.startswith("/api/auth/oidc/"):
            return "public"
        return "admin" if path.startswith("/api/auth/accounts") else "account"
    if path.startswith("/api/relay/") and _SEALED.intersection(path.split("/")[4:5]):
        return "public"
    return route.auth


def _scope_of(route: Route, path: str, method: str) -> str:
    if server := mcp_server(path):
        return f"mcp:{server}"
    if not method or (path.startswith("/api/auth/") and path != "/api/auth/me"):
        return NO_TOKEN  # A token makes no token, and a socket outlives one.
    return "api:read" if method in SAFE else "api:write"
