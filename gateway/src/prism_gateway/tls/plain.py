"""What is answered on plain HTTP where HTTPS is served: the way to HTTPS, and the few things that must do without."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Scope

from prism_core.fleet import SHORT_STREAM
from prism_core.problems import problem
from prism_gateway.edge.exchange import Exchange

OPEN = ("/trust", "/healthz", "/readyz", "/metrics")
"""How to trust the certificate is read before it is trusted; supervisors ask for health from beside the process."""
PLAYERS = (
    *("/api/output", "/api/relay", "/get.php", "/player_api.php", "/xmltv.php"),
    *("/live", "/movie", "/series", "/timeshift"),
)
"""For set-top boxes and players that cannot be taught an authority. Their tokens let them watch and nothing else."""


def https_only(exchange: Exchange, scope: Scope) -> ASGIApp | None:
    """A guard of the edge that sends plain HTTP to the same address on HTTPS, except for what is served on both."""
    if exchange.scheme == "https" or is_open(scope["path"]):
        return None
    if scope["type"] == "websocket" or not exchange.host:
        return problem(403, "refused", "this address speaks HTTPS; open it with https://", path=scope["path"])
    target = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").split("?", 1)[0]
    query = scope["query_string"].decode("latin-1")
    # 308: the method and the body stay what they were. Not kept by caches, for HTTPS may be switched off again.
    return RedirectResponse(
        f"https://{exchange.host}{target}{'?' + query if query else ''}", 308, headers={"cache-control": "no-store"}
    )


def is_open(path: str) -> bool:
    """Whether `path` is answered on plain HTTP."""
    if SHORT_STREAM.fullmatch(path):
        return True
    return any(path == one or path.startswith((f"{one}/", f"{one}.")) for one in (*OPEN, *PLAYERS))
