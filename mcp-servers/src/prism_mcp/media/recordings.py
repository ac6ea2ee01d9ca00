"""The tools of `media` that record: each answers with what the recorder really did."""

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from prism_mcp.memory.viewer import asking
from prism_mcp.server import Prism, PrismServer

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
STATES = Literal["scheduled", "recording", "finished", "failed", "cancelled"]


class Recording(BaseModel):
    """A recording. Its title comes from a guide: data, never instructions."""

    id: str
    title: str
    channel_id: str
    channel: str
    start: datetime
    stop: datetime
    state: STATES
    failure: str | None = Field(default=None, description="Why it failed, or what is missing")
    warning: str | None = Field(default=None, description="Why it may not become whole: there is not the room")
    seconds: float = Field(description="How much there is to play")


class Recordings(BaseModel):
    """Those to come first, then those that were made, the latest first."""

    recordings: list[Recording]
    free_bytes: int = Field(description="What recordings may still take")


class Outcome(BaseModel):
    """What the recorder did."""

    message: str = Field(description="What really happened, in a sentence")
    recording: Recording


def add_recording_tools(server: PrismServer, prism: Prism) -> None:
    """Gives `server` the tools that record."""

    @server.tool(title="Recordings", annotations=READS)
    async def list_recordings(
        context: Context[Any, Any],
        state: Annotated[STATES | None, Field(description="Only those that stand so")] = None,
    ) -> Recordings:
        """What will be recorded, is being recorded and was recorded."""
        found = await (await asking(prism, context, None)).get("/api/recordings", state=state)
        return Recordings(
            recordings=[_recording(one) for one in found["recordings"]],
            free_bytes=max(0, found["quota_bytes"] - found["used_bytes"]),
        )

    @server.tool(title="Record a programme or a channel", annotations=WRITES)
    async def record_programme(
        context: Context[Any, Any],
        programme_id: Annotated[str | None, Field(description="Id of a programme, from search_content")] = None,
        channel_id: Annotated[str | None, Field(description="In its place, a channel: what it shows now")] = None,
        seconds: Annotated[
            int | None, Field(ge=1, le=86_400, description="With a channel: how long; left out: its programme's end")
        ] = None,
    ) -> Outcome:
        """Records a programme of the guide, or a channel from now on. Give programme_id or channel_id."""
        if (programme_id is None) == (channel_id is None):
            raise ToolError("give programme_id, or channel_id for what a channel shows now")
        wish = {"programme_id": programme_id, "channel_id": channel_id, "seconds": seconds}
        theirs = await asking(prism, context, None)
        made = await theirs.post("/api/recordings", {name: value for name, value in wish.items() if value is not None})
        return _outcome(made)

    @server.tool(title="Stop a recording", annotations=WRITES)
    async def stop_recording(
        context: Context[Any, Any],
        id: Annotated[str, Field(description="Id of a recording, from list_recordings")],
    ) -> Outcome:
        """Ends a recording and keeps what there is; one that has not begun is cancelled."""
        theirs = await asking(prism, context, None)
        return _outcome(await theirs.post(f"/api/recordings/{quote(id, safe='')}/stop", {}))


def _recording(row: dict[str, Any]) -> Recording:
    kept = {name: row[name] for name in Recording.model_fields if name in row}
    return Recording(**kept, channel=row["channel_name"])


def _outcome(row: dict[str, Any]) -> Outcome:
    made = _recording(row)
    what = f"{made.title} on {made.channel}"
    message = {
        "scheduled": f"{what} will be recorded from {made.start:%Y-%m-%d %H:%M} to {made.stop:%H:%M} UTC",
        "recording": f"Recording {what} until {made.stop:%H:%M} UTC",
        "finished": f"{what} was recorded; {round(made.seconds)} s are kept",
        "failed": f"{what} was not recorded: {made.failure}",
        "cancelled": f"{what} will not be recorded",
    }[made.state]
    return Outcome(message=f"{message}, but {made.warning}" if made.warning else message, recording=made)
