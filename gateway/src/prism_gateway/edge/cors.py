"""Use by pages of other origins: exactly those that the operator lists.

The protocol is https://fetch.spec.whatwg.org/#http-cors-protocol.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from prism_core.problems import problem
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.hygiene import Headers

_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
_HEADERS = (
    "Accept, Authorization, Content-Type, If-None-Match, Last-Event-ID, MCP-Protocol-Version, Mcp-Method, Mcp-Name, \
Mcp-Session-Id, Range, Traceparent, X-CSRF-Token"
)
_EXPOSED = b"content-range, etag, location, mcp-session-id, ratelimit, ratelimit-policy, retry-after, x-request-id"
CACHED_SECONDS = 7200
"""How long a browser need not ask again; Chromium keeps no answer longer."""


class Cors:
    """Preflights and the heads of answers. `null` and look-alikes are never in the list, so they never pass."""

    def __init__(self, origins: frozenset[str]) -> None:
        self._origins = frozenset(origin.encode() for origin in origins) - {b"null"}

    def preflight(self, exchange: Exchange, scope: Scope) -> ASGIApp | None:
        """Answers what a browser asks before it dares (a guard)."""
        if scope.get("method") != "OPTIONS" or not _field(scope, b"access-control-request-method"):
            return None
        if _field(scope, b"origin") not in self._origins:
            reason = "pages of this origin may not use this Prism; list it in PRISM_ALLOWED_ORIGINS"
            return problem(403, "not-allowed", reason, path=scope["path"])
        headers = {
            "access-control-allow-methods": _METHODS,
            "access-control-allow-headers": _HEADERS,
            "access-control-max-age": str(CACHED_SECONDS),
            "cache-control": f"max-age={CACHED_SECONDS}",
        }
        return Response(status_code=204, headers=headers)

    def decorate(self, exchange: Exchange, scope: Scope, headers: Headers) -> None:
        """Lets the page of a listed origin read the answer; what an upstream says about that does not come so far."""
        if not self._origins:
            return
        headers.append((b"vary", b"origin"))
        origin = _field(scope, b"origin")
        if origin in self._origins:
            headers += (
                (b"access-control-allow-origin", origin),
                (b"access-control-allow-credentials", b"true"),
                (b"access-control-expose-headers", _EXPOSED),
            )


def _field(scope: Scope, wanted: bytes) -> bytes:
    return next((value for name, value in scope["headers"] if name == wanted), b"")
