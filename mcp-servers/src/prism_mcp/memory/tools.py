"""The tools of `memory`: what Lumen knows of the viewer."""

from typing import Annotated, Any
from urllib.parse import quote

from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from prism_mcp.server import Prism, PrismServer

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
        query: Annotated[str | None, Field(description="Only those that have these words")] = None,
    ) -> Memories:
        """What the viewer told Lumen to remember, or what was learnt of them."""
        found = (await prism.get("/api/memories"))["memories"]
        words = (query or "").lower().split()
        return Memories(memories=[m for m in found if all(word in str(m["text"]).lower() for word in words)])

    @server.tool(
        title="Remember something",
        annotations=ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False),
    )
    async def remember(
        text: Annotated[str, Field(min_length=1, max_length=500, description="One fact, as a sentence")],
    ) -> Remembered:
        """Writes down something that the viewer wants remembered. Only what the viewer said themselves."""
        return Remembered(memory=await prism.post("/api/memories", {"text": text}))

    @server.tool(
        title="Forget something",
        annotations=ToolAnnotations(read_only_hint=False, destructive_hint=True, open_world_hint=False),
    )
    async def forget(
        id: Annotated[str, Field(description="Id of a memory, from get_memories")],  # the tool's argument
        confirm: Annotated[bool, Field(description="True once the viewer has said yes to forgetting it")] = False,
    ) -> Forgotten:
        """Forgets a memory for good. Ask the viewer first."""
        if not confirm:
            raise ToolError("ask the viewer whether to forget it, then call again with confirm=true")
        await prism.delete(f"/api/memories/{quote(id, safe='')}")
        return Forgotten(id=id)

    @server.tool(title="What was watched", annotations=READS)
    async def get_viewing_history(limit: Annotated[int, Field(ge=1, le=100)] = 20) -> History:
        """The channels that were watched, newest first."""
        return History(history=(await prism.get("/api/history", limit=limit))["history"][:limit])

    @server.tool(title="Favourite channels", annotations=READS)
    async def get_favourites() -> Favourites:
        """The viewer's favourite channels."""
        return Favourites(favourites=(await prism.get("/api/favourites"))["favourites"])
