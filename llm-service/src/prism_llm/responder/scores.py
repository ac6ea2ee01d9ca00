"""How a match stands, from the server `sports` that any agent has: the teams are looked for here, none is sent out."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final

from prism_core.events.conversation import Card
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question
from prism_llm.responder.matching import words_of
from prism_llm.tools.servers import Servers

LEAGUES: Final = ("bl1", "bl2", "dfb", "uefacl")
PATIENCE_SECONDS: Final = 8.0
_TOLD: Final = 3
_TOOL: Final = "get_scores"
_AWAY: Final = "I can't get the scores right now."


class Scores:
    """Answers `ask.score`.

    Args:
        servers: the MCP servers; none where Lumen has no tools.
    """

    def __init__(self, servers: Servers | None) -> None:
        self._servers = servers

    async def answer(self, question: Question, viewer: str) -> Answer:
        """The matches of the team asked about, or else of those that the programme names, or that are played now.

        Who has not seen all of the match on their screen hears no score of it.
        """
        team, shown = words_of(question.slot("team")), words_of(question.context.programme or "")
        if question.lag and (not team or team & shown):
            behind = times.spoken_minutes(question.lag.total_seconds())
            return Answer([f"You're {behind} behind, so I won't give the score away."])
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._answer(question, viewer)
        except TimeoutError:
            return Answer([_AWAY])

    async def _answer(self, question: Question, viewer: str) -> Answer:
        tools = await self._servers.tools() if self._servers else ()
        tool = next((one for one in tools if one.name == _TOOL), None)
        if self._servers is None or tool is None:
            return Answer(["I have no live scores here, sorry."])
        team = question.slot("team")
        answered = False
        for league in LEAGUES:
            outcome = await self._servers.call(tool, {"league": league}, viewer)
            if outcome.failed or not isinstance(outcome.data, Mapping):
                continue
            answered = True
            found = _wanted(outcome.data.get("matches") or (), team, question.context.programme or "")
            if found:
                card = Card(title="Scores", lines=tuple(map(_line, found)))
                return Answer([_told(match) for match in found[:_TOLD]], card)
        if not answered:
            return Answer([_AWAY])
        if team:
            return Answer([f"I found no match of {team} on the current match day."])
        return Answer(["I found no match that is being played now."])


def _wanted(matches: Sequence[Mapping[str, Any]], team: str, programme: str) -> list[Mapping[str, Any]]:
    if team:
        named = words_of(team)
        return [one for one in matches if named <= words_of(f"{one['home']}") or named <= words_of(f"{one['away']}")]
    shown = words_of(programme)
    both = [one for one in matches if shown & words_of(f"{one['home']}") and shown & words_of(f"{one['away']}")]
    return both or [one for one in matches if one.get("home_goals") is not None and not one.get("finished")]


def _told(match: Mapping[str, Any]) -> str:
    if match.get("home_goals") is None:
        return f"{match['home']} against {match['away']} has not begun."
    end = ", final score" if match.get("finished") else ""
    return f"{match['home']} {match['home_goals']}:{match['away_goals']} {match['away']}{end}."


def _line(match: Mapping[str, Any]) -> str:
    goals = "–" if match.get("home_goals") is None else f"{match['home_goals']}:{match['away_goals']}"
    return f"{match['home']} {goals} {match['away']}"
