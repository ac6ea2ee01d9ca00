"""How the match on a channel stands, from the sports server: its tool `get_scores` over MCP's streamable HTTP."""

import json
import logging
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from prism_core import trace

log = logging.getLogger(__name__)

TIMEOUT = aiohttp.ClientTimeout(total=10)
FRESH_SECONDS = 20.0
"""How long a league's scores are as good as new: the server itself hears of a goal within a minute."""
REST_SECONDS = 300.0
"""How long a server that has no scores is left alone."""
SHORTEST_NAME = 4
"""Letters of a word that names a team; shorter ones (FC, SV, 04) are in many names."""
COMMON = frozenset({"verein", "sport", "sportverein", "fussball", "football", "club", "real", "united", "city"})


@dataclass(frozen=True)
class Score:
    """How a match stands."""

    home: str
    away: str
    home_goals: int
    away_goals: int

    @property
    def teams(self) -> tuple[str, str]:
        """Who plays."""
        return self.home, self.away

    def grew_from(self, before: "Score | None") -> bool:
        """Whether a goal was scored since `before`; one that was taken back is no goal, nor is the first reading."""
        if before is None or before.teams != self.teams:
            return False
        return self.home_goals + self.away_goals > before.home_goals + before.away_goals


class Scores:
    """The scores of some leagues, asked for once for all channels. `clock` gives seconds."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, leagues: tuple[str, ...], clock: Callable[[], float]
    ) -> None:
        self._session, self._url, self._leagues, self._clock = session, f"{url.rstrip('/')}/mcp/sports", leagues, clock
        self._known: dict[str, tuple[float, tuple[Score, ...]]] = {}

    async def of(self, programme: str) -> Score | None:
        """The match that `programme` (a title and what else the guide says) is of; None where there is none."""
        for league in self._leagues:
            for score in await self._matches(league):
                if is_match(programme, score):
                    return score
        return None

    async def _matches(self, league: str) -> tuple[Score, ...]:
        until, known = self._known.get(league, (0.0, ()))
        if self._clock() < until:
            return known
        try:
            found, rest = await self._ask(league), FRESH_SECONDS
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            found, rest = (), REST_SECONDS
            log.info("no scores", extra={"league": league, "reason": str(error) or type(error).__name__})
        self._known[league] = self._clock() + rest, found
        return found

    async def _ask(self, league: str) -> tuple[Score, ...]:
        call = {"name": "get_scores", "arguments": {"league": league}}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        # The server answers to loopback's Host alone, so that no web page can rebind a name to it.
        headers = {"accept": "application/json, text/event-stream", "host": "localhost", **trace.fields()}
        async with self._session.post(self._url, json=body, headers=headers, timeout=TIMEOUT) as response:
            response.raise_for_status()
            return scores_in(await response.text())


def scores_in(answer: str) -> tuple[Score, ...]:
    """The scores in an answer, one JSON document or an event stream with one.

    Raises:
        ValueError: it is no answer, or the tool says why it has none.
    """
    lines = [line.removeprefix("data:") for line in answer.splitlines() if line.startswith("data:")]
    result = _mapping(_mapping(json.loads(lines[-1] if lines else answer)).get("result"))
    if result.get("isError"):
        raise ValueError("the sports server has none")
    matches = _mapping(result.get("structuredContent")).get("matches")
    found = (_score(_mapping(match)) for match in (matches if isinstance(matches, list) else []))
    return tuple(score for score in found if score)


def is_match(programme: str, score: Score) -> bool:
    """Whether both teams are named in what the guide says of a programme."""
    words = _words(programme)
    return all(_words(team) & words for team in score.teams)


def _score(match: dict[str, object]) -> Score | None:
    match match:
        case {"home": str(home), "away": str(away), "home_goals": int(ours), "away_goals": int(theirs)}:
            return Score(home, away, ours, theirs)
    return None


def _words(text: str) -> frozenset[str]:
    """Words that may name a team, without accents and case."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(word for word in re.findall(r"[^\W\d_]+", letters) if len(word) >= SHORTEST_NAME) - COMMON


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
