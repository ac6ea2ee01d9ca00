"""The tools of one turn: each call is judged, then run or asked about, all of a round at the same time."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from prism_core.errors import PrismError
from prism_core.requests import Reply
from prism_llm.engines import ToolCall, ToolSchema
from prism_llm.prompt import quoted
from prism_llm.responder.secrets import secret
from prism_llm.telling import language_for, said_in
from prism_llm.tools import OURS, Outcome, Tool
from prism_llm.tools.asking import question_of
from prism_llm.tools.guard import NAMED_BY, Judge, askable, nameless, verdict
from prism_llm.tools.servers import Servers
from prism_llm.tools.wishes import Wish, Wishes

MOST_CALLS: Final = 4
"""Calls of one round; a model that asks for more is going round in circles."""
SPOILERS: Final = frozenset({"get_scores"})
_ANOTHERS: Final = re.compile(r"^[^:\n]{1,60}: ")


class Toolbox:
    """Tools for whoever talks to a viewer. May be shared by all requests of a process.

    Args:
        servers: what there is.
        wishes: what waits for a yes.
        judge: says which calls may run at once; measurements of attacks bring one that lets everything pass.
    """

    def __init__(self, servers: Servers, wishes: Wishes, judge: Judge = verdict) -> None:
        self._servers = servers
        self._wishes = wishes
        self._judge = judge

    async def opened(self, request: Reply, *, child: bool, tainted: bool, behind: bool = False) -> "TurnTools":
        """The tools for the turn of `request`.

        A child has none that ask the world outside, and who is behind what is live none that tells how it goes on.
        """
        found = await self._servers.tools() if request.session else ()
        tools = [tool for tool in found if not (child and tool.open_world) and not (behind and tool.name in SPOILERS)]
        return TurnTools(tools, self._servers, self._wishes, self._judge, request, tainted)

    async def confirmed(self, request: Reply) -> Outcome | None:
        """Does what Lumen's last question asked, if it asked for a call; `request` is the viewer's yes."""
        wish = await self._wishes.take(request.session) if request.session else None
        heard = request.history[-1].lumen if request.history else ""
        if wish is None or wish.viewer != request.viewer or not heard.endswith(wish.question):
            return None
        for tool in await self._servers.tools():
            if tool.name == wish.tool:
                ours = {**wish.arguments, **({"confirm": True} if tool.takes("confirm") else {})}
                return await self._servers.call(tool, ours, request.viewer)
        return Outcome("That is not available right now.", failed=True)


class TurnTools:
    """What a model may use in one turn. One instance a turn.

    Attributes:
        question: what the viewer must be asked before more is done; empty where nothing waits.
    """

    def __init__(
        self, tools: Sequence[Tool], servers: Servers, wishes: Wishes, judge: Judge, request: Reply, tainted: bool
    ) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._servers = servers
        self._wishes = wishes
        self._judge = judge
        self._request = request
        self._tainted = tainted
        self._found: list[object] = []
        self.question = ""

    @property
    def schemas(self) -> tuple[ToolSchema, ...]:
        """What the model is told, in an order that stays the same."""
        return tuple(tool.schema() for tool in self._tools.values())

    async def use(self, calls: Sequence[ToolCall]) -> list[tuple[ToolCall, Outcome]]:
        """The calls of one round with what came of each; leaving early cancels them."""
        allowed = calls[:MOST_CALLS]
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(self._one(call), name=f"tool {call.name}") for call in allowed]
        outcomes = [task.result() for task in running]
        self._found += [outcome.data for outcome in outcomes]
        self._tainted = self._tainted or bool(outcomes)
        return list(zip(allowed, outcomes, strict=True))

    async def _one(self, call: ToolCall) -> Outcome:
        tool = self._tools.get(call.name)
        if tool is None:
            return Outcome(f"There is no tool {call.name!r}; tools: {', '.join(self._tools)}.", failed=True)
        if call.odd:
            return Outcome(f"The arguments must be one JSON object, not {quoted(call.odd)}.", failed=True)
        arguments = {key: value for key, value in call.arguments.items() if key not in OURS}
        if tool.name == "remember" and secret(str(arguments.get("text", ""))):
            return Outcome("That looks like a secret; it is not kept.", failed=True)
        shown = (self._request.context.channel or "", self._request.context.programme or "")
        if self._judge(tool, arguments, tainted=self._tainted, said=_said(self._request), shown=shown) == "ask":
            return await self._ask(tool, arguments)
        return await self._servers.call(tool, self._ours(tool, arguments), self._request.viewer)

    async def _ask(self, tool: Tool, arguments: Mapping[str, Any]) -> Outcome:
        if not askable(arguments):
            return Outcome("That is too long to be asked about: say it in fewer words.", failed=True)
        found = await self._named(tool)
        if namer := nameless(tool, arguments, found):
            return Outcome(f"There is nothing with that id; ask {namer} for ids.", failed=True)
        if not self.question:
            language = language_for(self._request)
            self.question = said_in(language, question_of(tool, arguments, found))
            wish = Wish(
                tool=tool.name,
                arguments=self._ours(tool, arguments),
                question=self.question,
                viewer=self._request.viewer,
            )
            try:
                await self._wishes.keep(self._request.session, wish)
            except PrismError as error:
                self.question = ""
                return Outcome(error.message, failed=True)
        return Outcome("The viewer is asked first.", failed=True)

    async def _named(self, tool: Tool) -> Sequence[object]:
        """Results that say what the ids of a call mean."""
        namer = self._tools.get(NAMED_BY.get(tool.name, ""))
        if namer is None:
            return () if tool.name in NAMED_BY else self._found
        return [(await self._servers.call(namer, {}, self._request.viewer)).data]

    def _ours(self, tool: Tool, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments with the viewer's own player, which no model chooses."""
        return {**arguments, **({"player": self._request.session} if tool.takes("player") else {})}


def _said(request: Reply) -> str:
    """What the viewer said in this conversation; what begins with a name is another's, who watches along."""
    before = (one.viewer for one in request.history if not _ANOTHERS.match(one.viewer))
    return " ".join((request.text, *before))
