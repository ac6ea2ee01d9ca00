"""Scores from OpenLigaDB (https://github.com/OpenLigaDB/OpenLigaDB-Samples; free, no key)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

FINAL = 2
"""`resultTypeID` of a result at the end of a match."""
LONGEST = timedelta(hours=4)
"""From kick-off to the end, penalties included; what has neither goals nor an end after that was not played."""


class Match(BaseModel):
    """A match and how it stands."""

    home: str
    away: str
    home_goals: int | None = None
    away_goals: int | None = None
    start: datetime = Field(description="UTC")
    finished: bool
    league: str


class Scores:
    """Asks OpenLigaDB. Every failure becomes a `ToolError` that names the remedy."""

    def __init__(
        self,
        base_url: str,
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._now = now
        self._client = httpx.AsyncClient(base_url=base_url, timeout=8.0, transport=transport)

    async def matches(self, league: str) -> list[Match]:
        """Matches of the league's current match day."""
        try:
            answer = await self._client.get(f"/getmatchdata/{league}")
            answer.raise_for_status()
            return [_begun(_match(found), self._now()) for found in answer.json()]
        except httpx.HTTPStatusError as error:
            raise ToolError(
                f"OpenLigaDB knows no league {league!r} (it answered {error.response.status_code}); "
                "leagues are bl1, bl2, dfb, uefacl and the like"
            ) from error
        except (httpx.HTTPError, ValueError) as error:
            raise ToolError("the score service cannot be reached from this Prism; it needs the internet") from error

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()


def _match(found: dict[str, Any]) -> Match:
    goals = found.get("goals") or []
    results = found.get("matchResults") or []
    final = next((result for result in results if result.get("resultTypeID") == FINAL), None)
    home, away = (
        (final["pointsTeam1"], final["pointsTeam2"])
        if final
        else (goals[-1]["scoreTeam1"], goals[-1]["scoreTeam2"])
        if goals
        else (None, None)
    )
    return Match(
        home=found["team1"]["teamName"],
        away=found["team2"]["teamName"],
        home_goals=home,
        away_goals=away,
        start=found["matchDateTimeUTC"],
        finished=bool(found.get("matchIsFinished")),
        league=found.get("leagueName", ""),
    )


def _begun(match: Match, now: datetime) -> Match:
    """`match`, at 0:0 while it is played and nobody has scored: OpenLigaDB tells no result before the first goal."""
    if match.home_goals is None and not match.finished and match.start <= now < match.start + LONGEST:
        return match.model_copy(update={"home_goals": 0, "away_goals": 0})
    return match
