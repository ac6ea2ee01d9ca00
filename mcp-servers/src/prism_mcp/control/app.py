"""The MCP server `control`: an agent sees and runs the viewer's player."""

from starlette.types import ASGIApp

from prism_core.bus import Bus, RedisBus
from prism_core.service import Service, serve
from prism_mcp.control.tools import add_tools
from prism_mcp.server import Prism, create_server, create_service
from prism_mcp.settings import Settings


def create_app(settings: Settings, bus: Bus | None = None) -> tuple[Service, ASGIApp]:
    """Wire the server."""
    bus = bus or RedisBus(settings.redis_url)
    prism = Prism(settings.media_url)
    server = create_server(
        "control",
        "Prism: control",
        "See and run the TV player in the viewer's browser. Call get_player_state first; answers say what really "
        "happened, so do not assume that a command worked.",
    )
    add_tools(server, bus, prism)
    return create_service("control", settings, server, bus=bus, close=prism.close)


def main() -> None:
    """Runs the server until it is told to stop."""
    settings = Settings()
    service, app = create_app(settings)
    serve(service, settings, app)
