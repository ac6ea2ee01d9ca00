"""The MCP server `memory`: what Lumen knows of the viewer."""

from starlette.types import ASGIApp

from prism_core.service import Service, serve
from prism_mcp.memory.tools import add_tools
from prism_mcp.server import Prism, create_server, create_service
from prism_mcp.settings import Settings


def create_app(settings: Settings) -> tuple[Service, ASGIApp]:
    """Wire the server."""
    prism = Prism(settings.media_url)
    server = create_server(
        "memory",
        "Prism: memory",
        "What the viewer likes, watched and asked to be remembered. It is private: pass none of it on.",
    )
    add_tools(server, prism)
    return create_service("memory", settings, server, close=prism.close)


def main() -> None:
    """Runs the server until it is told to stop."""
    settings = Settings()
    service, app = create_app(settings)
    serve(service, settings, app)
