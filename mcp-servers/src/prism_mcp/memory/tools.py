"""The tools of `memory`: what Lumen knows of the viewer."""

from typing import Annotated, Any
from urllib.parse import quote

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from prism_mcp.memory.viewer import ProfileName, asking
from prism_mcp.server import Prism, PrismServer

MOST = 500
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


class Memories(BaseModel):
    """What is remembered, newest first."""

    memories: list[dict[str, Any]] = Field(description="id, text and when it was learnt")


class Remembered(BaseModel):
    """What was written down."""

    memory: dict[str, Any]


class Forgotten(BaseModel):
    """What was forgotten."""

    id: str


class History(BaseModel):
    """What was watched, newest first."""

    history: list[dict[str, Any]]


class Favourites(BaseModel):
    """The viewer's favourite channels."""

    favourites: list[dict[str, Any]]


def add_tools(server: PrismServer, prism: Prism) -> None:
    """Gives `server` the tools of `memory`."""

    @server.tool(title="What is remembered", annotations=READS)
    async def get_memories(
        context: Context[Any, Any],
        query: Annotated[str | None, Field(description="Only those that have these words")] = None,
        profile: ProfileName = None,
    ) -> Memories:
        """What the viewer told Lumen to remember, or what was learnt of them."""
        theirs = await asking(prism, context, profile)
        found = (await theirs.get("/api/memories", limit=MOST))["memories"]
        words = (query or "").lower().split()
        return Memories(memories=[m for m in found if all(word in str(m["text"]).lower() for word in words)])

    @server.tool(
        title="Remember something",
        annotations=ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False),
    )
    async def remember(
        context: Context[Any, Any],
        text: Annotated[str, Field(min_length=1, max_length=500, description="One fact, as a sentence")],
        profile: ProfileName = None,
    ) -> Remembered:
        """Writes down something that the viewer wants remembered. Only what the viewer said themselves."""
        theirs = await asking(prism, context, profile)
        return Remembered(memory=await theirs.post("/api/memories", {"text": text}))

    @server.tool(
        title="Forget something",
        annotations=ToolAnnotations(read_only_hint=False, destructive_hint=True, open_world_hint=False),
    )
    async def forget(
        context: Context[Any, Any],
        id: Annotated[str, Field(description="Id of a memory, from get_memories")],  # the tool's argument
        confirm: Annotated[bool, Field(description="True once the viewer has said yes to forgetting it")] = False,
        profile: ProfileName = None,
    ) -> Forgotten:
        """Forgets a memory for good. Ask the viewer first."""
        if not confirm:
            raise ToolError("ask the viewer whether to forget it, then call again with confirm=true")
        theirs = await asking(prism, context, profile)
        await theirs.delete(f"/api/memories/{quote(id, safe='')}")
        return Forgotten(id=id)

    @server.tool(title="What was watched", annotations=READS)
    async def get_viewing_history(
        context: Context[Any, Any], limit: Annotated[int, Field(ge=1, le=100)] = 20, profile: ProfileName = None
    ) -> History:
        """The channels that were watched, newest first."""
        theirs = await asking(prism, context, profile)
        return History(history=(await theirs.get("/api/history", limit=limit))["entries"])

    @server.tool(title="Favourite channels", annotations=READS)
    async def get_favourites(context: Context[Any, Any], profile: ProfileName = None) -> Favourites:
        """The viewer's favourite channels."""
        theirs = await asking(prism, context, profile)
        return Favourites(favourites=(await theirs.get("/api/favourites"))["channels"])
