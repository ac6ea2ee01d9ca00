"""What a path asks of whoever opens it, where its route does not say it all."""

from __future__ import annotations

from prism_gateway.edge.routes import Auth, Route

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_AUTH = frozenset(f"/api/auth/{name}" for name in ("me", "setup", "sign-in", "refresh", "sign-out"))
_ADMIN = frozenset({"/metrics", "/status", "/api/status"})
_ACCOUNT = frozenset({"/openapi.json"})
_SEALED = frozenset({"playlist", "segment", "assets", "conversion", "video.m3u8", "captions.m3u8", "captions", "loop"})
"""What a channel's index leads to: sealed names that expire, or the demo's own pictures. Players have no cookie."""
NO_TOKEN = ""
"""The scope of what no personal token opens."""


def mcp_server(path: str) -> str:
    """The MCP server that a path leads to, empty for none."""
    return path.split("/")[2] if path.startswith("/mcp/") else ""


def auth_of(route: Route, path: str) -> Auth:
    """Who may open `path`, of those who are known."""
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


def scope_of(path: str, method: str) -> str:
    """The scope that a personal token needs (`NO_TOKEN`: it is not taken); `method` is empty for a WebSocket."""
    if server := mcp_server(path):
        return f"mcp:{server}"
    if not method or (path.startswith("/api/auth/") and path != "/api/auth/me"):
        return NO_TOKEN  # A token makes no token, and a socket outlives one.
    return "api:read" if method in SAFE else "api:write"
