"""How a match stands: told from the sports server's answer, whose teams are looked for here."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.responder.answer import Question
from prism_llm.responder.scores import Scores
from prism_llm.tools import Outcome, Tool
from prism_llm.tools.servers import Servers

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
CUP = [
    {"home": "Borussia Dortmund", "away": "FC Bayern München", "home_goals": 2, "away_goals": 1, "finished": False},
    {"home": "Werder Bremen", "away": "VfB Stuttgart", "home_goals": 0, "away_goals": 0, "finished": True},
    {"home": "Union Berlin", "away": "Mainz 05", "home_goals": None, "away_goals": None, "finished": False},
]


class Sports(Servers):
    """One tool; only the second league has matches, or none answers."""

    def __init__(self, *, away: bool = False) -> None:
        super().__init__({}, lambda: 0.0)
        self.away = away
        self.asked: list[Mapping[str, Any]] = []

    async def tools(self) -> tuple[Tool, ...]:
        return (Tool("sports", "get_scores", "Scores", "", {"properties": {}}, True, True),)

    async def call(self, tool: Tool, arguments: Mapping[str, Any], viewer: str) -> Outcome:
        self.asked.append(arguments)
        if self.away:
            return Outcome("away", failed=True)
        return Outcome("", data={"matches": CUP if arguments["league"] == "bl2" else []})


async def told(servers: Servers | None, programme: str = "", **slots: str) -> str:
    question = Question(Command.of("ask.score", **slots), UtteranceContext(programme=programme), NOW)
    return " ".join((await Scores(servers).answer(question, "")).sentences)


@pytest.mark.parametrize(
    ("team", "answer"),
    [
        ("dortmund", "Borussia Dortmund 2:1 FC Bayern München."),
        ("Bremen", "Werder Bremen 0:0 VfB Stuttgart, final score."),
        ("Mainz", "Union Berlin against Mainz 05 has not begun."),
        ("Hamburg", "I found no match of Hamburg on the current match day."),
    ],
)
async def test_a_teams_match_is_told_as_it_stands(team: str, answer: str) -> None:
    assert await told(Sports(), team=team) == answer


async def test_without_a_team_it_is_the_match_on_the_screen_or_what_is_played_now() -> None:
    assert await told(Sports(), "Football: Stuttgart at Bremen") == "Werder Bremen 0:0 VfB Stuttgart, final score."
    assert await told(Sports(), "The News") == "Borussia Dortmund 2:1 FC Bayern München."


async def test_no_word_of_the_viewers_leaves_with_the_question() -> None:
    sports = Sports()
    await told(sports, team="dortmund")
    assert {key for arguments in sports.asked for key in arguments} == {"league"}


async def test_where_nobody_knows_the_scores_that_is_said() -> None:
    assert await told(None) == "I have no live scores here, sorry."
    assert await told(Sports(away=True)) == "I can't get the scores right now."
