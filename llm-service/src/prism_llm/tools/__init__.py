"""What Lumen can do besides talking: the same tools that any agent has, over MCP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prism_core.events.conversation import Card
from prism_llm.engines import ToolSchema
from prism_llm.tools.brief import brief, brief_schema

OURS = frozenset({"player", "profile", "confirm"})
"""Arguments that a model neither sees nor sets: whose browser, whose data, and the viewer's yes."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of one server.

    Attributes:
        server: the server's name, such as `media`.
        title: what people call it.
        reads: it changes nothing.
        open_world: it asks somebody outside this Prism.
    """

    server: str
    name: str
    title: str
    description: str
    parameters: Mapping[str, Any]
    reads: bool
    open_world: bool

    def schema(self) -> ToolSchema:
        """The tool as a model is told of it."""
        return ToolSchema(self.name, brief(self.description), brief_schema(self.parameters, OURS))

    def takes(self, argument: str) -> bool:
        """Whether it has an argument of this name."""
        return argument in self.parameters.get("properties", {})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call.

    Attributes:
        text: for the model; words from the world, marked as data.
        card: for the chat.
        data: what the server gave, to find the names of ids in.
        failed: it did not work, and `text` says why.
    """

    text: str
    card: Card | None = None
    data: Any = None
    failed: bool = False
