"""Programmes of a kind: what films there are tonight, when the next news is, on any channel, in five languages."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from prism_core.commands import Command
from prism_core.requests import Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.responder.kinds import asked_for, bare
from prism_llm.testing import create_replier
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
GUIDE = [
    {"channel_id": channel, "title": title, "categories": [kind], "start": f"{day}T{at}:00Z", "stop": f"{day}T{to}:00Z"}
    for channel, title, kind, day, at, to in (
        ("one", "Tagesschau", "News", "2026-11-24", "20:00", "20:15"),
        ("one", "Dune", "Movie", "2026-11-24", "20:15", "22:30"),
        ("two", "Paddington", "Film", "2026-11-24", "21:00", "22:40"),
        ("two", "Paddington", "Film", "2026-11-24", "22:50", "23:40"),
        ("two", "Not for this profile", "", "2026-11-24", "19:30", "21:00"),
        ("one", "Tatort", "Krimi", "2026-11-24", "19:00", "20:00"),
    )
]


def world(request: httpx.Request) -> httpx.Response:
    if request.url.path.startswith("/api/channels/"):
        name = request.url.path.rpartition("/")[2]
        return httpx.Response(200, json={"id": name, "name": name.capitalize()})
    since, until = request.url.params.get("from", "")[:16], request.url.params.get("to", "")[:16]
    words = request.url.params.get("q", "").casefold()
    answers: dict[str, Any] = {
        "/api/guide": {"programmes": [one for one in GUIDE if one["stop"][:16] > since and one["start"][:16] < until]},
        "/api/search": {"programmes": [one for one in GUIDE if words in one["title"].casefold()]},
        "/api/memories": {"memories": []},
    }
    return httpx.Response(200, json=answers[request.url.path])


async def say(text: str, *commands: Command, language: str = "en") -> str:
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
    media = Media("http://media", httpx.MockTransport(world))
    replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)
    request = Reply(text=text, commands=commands, context=UtteranceContext(language=language))
    return " ".join([sentence.text async for sentence in replier.reply(request)])


async def test_a_question_for_films_is_answered_with_films() -> None:
    tonight = Command.of("ask.at", when="tonight")
    assert (
        await say("what films are on tonight", tonight)
        == "There's Dune on One at 20:15 and Paddington on Two at 21:00."
    )
    assert await say("what quiz shows are on tonight", tonight) == "The guide has nothing of that kind for that time."


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("any films on tonight", "en", "There's Dune on One at 20:15 and Paddington on Two at 21:00."),
        ("when's the next news", "en", "There's Tagesschau on One at 20:00."),
        ("wann kommen die Nachrichten", "de", "Es läuft Tagesschau (One) um 20:00."),
        ("hay alguna película esta noche", "es", "Hay Dune (One) a las 20:15 y Paddington (Two) a las 21:00."),
        ("y a-t-il un film ce soir", "fr", "Il y a Dune (One) à 20:15 et Paddington (Two) à 21:00."),
        ("c'è un film stasera", "it", "C'è Dune (One) alle 20:15 e Paddington (Two) alle 21:00."),
        ("kommt heute noch ein Krimi im Fernsehen", "de", "Es läuft Tatort (One) um 19:00."),
        ("¿hay algún telediario esta noche?", "es", "Hay Tagesschau (One) a las 20:00."),
        ("quand passe le prochain film", "fr", "Il y a Dune (One) à 20:15 et Paddington (Two) à 21:00."),
        ("quando c'è il prossimo telegiornale", "it", "C'è Tagesschau (One) alle 20:00."),
    ],
)
async def test_plain_words_are_answered_in_the_viewers_language(text: str, language: str, answer: str) -> None:
    assert await say(text, language=language) == answer


async def test_an_article_is_no_part_of_a_title_and_a_kind_is_none() -> None:
    tatort = Command.of("ask.when", title="der Tatort")
    assert await say("wann kommt der Tatort", tatort, language="de") == "Tatort läuft um 19:00, auf One."
    crime = Command.of("ask.when", title="ein Krimi")
    assert await say("wann läuft heute ein Krimi", crime, language="de") == "Es läuft Tatort (One) um 19:00."


@pytest.mark.parametrize(
    "text",
    ["is there a film about bees", "any news from your mother", "do you like films", "there is a film I love",
             "gibt es einen Film über Bienen", "hay un concierto de mi primo", "il y a un film que j'adore",
             "c'è un quiz che mi piace"],
)  # fmt: skip
def test_talk_of_films_asks_for_none(text: str) -> None:
    assert asked_for(text, NOW) is None


@pytest.mark.parametrize(
    ("title", "left"), [("the Bake Off", "Bake Off"), ("l'Avare", "Avare"), ("Das Erste", "Erste"), ("Theo", "Theo"),
     ("un'avventura", "avventura"), ("Meinungen am Abend", "Meinungen am Abend"), ("L’Avare", "Avare")],
)  # fmt: skip
def test_a_title_loses_its_article_alone(title: str, left: str) -> None:
    assert bare(title) == left
