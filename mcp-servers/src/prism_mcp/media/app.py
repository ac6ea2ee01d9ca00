"""The MCP server `media`: what is on, when, what there is, and recording it."""

from starlette.types import ASGIApp

from prism_core.service import Service, serve
from prism_mcp.media.films import Films
from prism_mcp.media.recordings import add_recording_tools
from prism_mcp.media.tools import add_tools
from prism_mcp.server import Prism, create_server, create_service
from prism_mcp.settings import Settings


def create_app(settings: Settings) -> tuple[Service, ASGIApp]:
    """Wire the server."""
    prism = Prism(settings.media_url)
    films = Films(settings.tmdb_api_key.get_secret_value())

    async def close() -> None:
        await prism.close()
        await films.close()

    server = create_server(
        "media",
        "Prism: media",
        "Find out what the viewer's channels show, and record it. Ids are what the control server takes.",
    )
    add_tools(server, prism, films)
    add_recording_tools(server, prism)
    return create_service("media", settings, server, close=close)


def main() -> None:
    """Runs the server until it is told to stop."""
    settings = Settings()
    service, app = create_app(settings)
    serve(service, settings, app)
