"""The MCP server `sports`: scores, and sport on TV."""

from starlette.types import ASGIApp

from prism_core.service import Service, serve
from prism_mcp.server import Prism, create_server, create_service
from prism_mcp.settings import Settings
from prism_mcp.sports.scores import Scores
from prism_mcp.sports.tools import add_tools


def create_app(settings: Settings) -> tuple[Service, ASGIApp]:
    """Wire the server."""
    prism = Prism(settings.media_url)
    scores = Scores(settings.sports_url)

    async def close() -> None:
        await prism.close()
        await scores.close()

    server = create_server(
        "sports", "Prism: sports", "Scores from OpenLigaDB, and which matches the viewer's own channels show."
    )
    add_tools(server, prism, scores)
    return create_service("sports", settings, server, close=close)


def main() -> None:
    """Runs the server until it is told to stop."""
    settings = Settings()
    service, app = create_app(settings)
    serve(service, settings, app)
