"""The tools of `search`: the web."""

from typing import Annotated

from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from prism_mcp.search.web import Page, WebSearch
from prism_mcp.server import PrismServer


class Pages(BaseModel):
    """What was found, best first."""

    pages: list[Page]


def add_tools(server: PrismServer, web: WebSearch) -> None:
    """Gives `server` the tools of `search`."""

    @server.tool(title="Search the web", annotations=ToolAnnotations(read_only_hint=True, open_world_hint=True))
    async def search_web(
        query: Annotated[str, Field(min_length=1, max_length=300, description="What to look for")],
        limit: Annotated[int, Field(ge=1, le=10)] = 5,
    ) -> Pages:
        """Pages of the web with address and snippet.

        Put nothing of the viewer's into the query that they did not say.
        """
        return Pages(pages=await web.pages(query, limit))
