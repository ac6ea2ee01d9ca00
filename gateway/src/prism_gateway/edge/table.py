"""The routes of this Prism: the fleet's services, the gateway's own pages, and what the operator adds."""

from collections.abc import Mapping

from prism_core import fleet
from prism_core.errors import BadInput
from prism_gateway.edge.routes import MIB, Auth, LimitClass, Route, Routes, Timeouts, operator_routes

_STREAM = Timeouts(first_byte=90.0, idle=None)
_MODEL = Timeouts(first_byte=300.0, idle=300.0)
_AGENT = Timeouts(first_byte=300.0, idle=None)
"""A listening MCP client may hear nothing for long."""

_PUBLIC = frozenset(
    {"/api/output", "/get.php", "/player_api.php", "/xmltv.php", "/live", "/movie", "/series", "/timeshift"}
)
"""They ask for tokens of their own."""
_STREAMED = frozenset({"/api/relay", "/api/recordings", "/live", "/movie", "/series", "/timeshift", "/api/output"})
_UPLOADS = {"/api/playlists": 512 * MIB, "/api/guides": 512 * MIB, "/api/import": 64 * MIB}
_AUDIO_LIMIT_BYTES = 64 * MIB
HEALTH = "/healthz"
"""Every service of the fleet has it."""


def all_routes(services: Mapping[str, str], operators: str = "") -> Routes:
    """Every route.

    Args:
        services: addresses by name, several of one service separated by commas.
        operators: `PRISM_ROUTES`.

    Raises:
        BadInput: `operators` cannot be read, or takes what is ours.
    """
    fleets = [
        _route(spec.name, prefix, tuple(address.strip().rstrip("/") for address in services[spec.name].split(",")))
        for spec in fleet.FLEET
        for prefix in spec.prefixes
    ]
    own = [
        Route("/api", "gateway"),
        Route("/ws", "gateway"),
        Route("/healthz", "gateway", auth="public"),
        Route("/readyz", "gateway", auth="public"),
    ]
    ours = {route.prefix: route for route in (*own, *fleets)}
    added = operator_routes(operators)
    if taken := next((route.prefix for route in added if route.prefix in ours), None):
        raise BadInput(f"PRISM_ROUTES: {taken!r} is a path of Prism's own; choose another prefix")
    return Routes(
        [*added, *ours.values()],
        otherwise=Route("", "frontend", (), "public", "page"),
        shaped=(fleet.SHORT_STREAM, ours["/live"]),
    )


def _route(name: str, prefix: str, upstreams: tuple[str, ...]) -> Route:
    auth: Auth = "public" if prefix in _PUBLIC else "account"
    limit_class: LimitClass = "api"
    timeouts, body_limit_bytes = Timeouts(), _UPLOADS.get(prefix, 16 * MIB)
    if prefix in _STREAMED:
        limit_class, timeouts = "stream", _STREAM
    elif prefix == "/api/auth":
        limit_class, body_limit_bytes = "auth", MIB
    elif prefix.startswith("/mcp/"):
        limit_class, timeouts = "agent", _AGENT
    elif prefix.startswith("/v1/") or name in ("llm", "companion"):
        limit_class, timeouts, body_limit_bytes = "model", _MODEL, _AUDIO_LIMIT_BYTES
    return Route(prefix, name, upstreams, auth, limit_class, timeouts, body_limit_bytes, health=HEALTH)
