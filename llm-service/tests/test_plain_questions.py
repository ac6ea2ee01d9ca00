"""Plain questions without a language model, in the viewers' language, and what they tell of themselves."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from prism_core.commands import Command
from prism_core.requests import Exchange, Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.telling import language_of
from prism_llm.testing import create_replier
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
PULSE = {
    "channel_id": "one", "title": "Night Pulse", "people": ["Ana Lee"],
    "start": "2026-11-24T19:30:00Z", "stop": "2026-11-24T20:30:00Z",
}  # fmt: skip


class Home:
    """A viewer at channel One; what they tell is kept."""

    def __init__(self) -> None:
        self.memories: list[dict[str, Any]] = []
        self.history: list[Exchange] = []
        media = Media("http://media", httpx.MockTransport(self._media))
        selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
        self._replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)

    def _media(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            self.memories.insert(0, {"id": len(self.memories) + 10, **json.loads(request.content)})
            return httpx.Response(201, json=self.memories[0])
        if request.method == "DELETE":
            self.memories = [one for one in self.memories if not request.url.path.endswith(f"/{one['id']}")]
            return httpx.Response(204)
        answers: dict[str, Any] = {
            "/api/guide/now": {"channels": {"one": {"now": PULSE, "next": None}}},
            "/api/memories": {"memories": self.memories},
            "/api/reminders": {"reminders": []},
        }
        return httpx.Response(200, json=answers[request.url.path])

    async def say(self, text: str, *commands: Command) -> str:
        understood = UNDERSTANDER.understand(text)
        context = UtteranceContext(channel="One", language=understood.language)
        commands = commands or understood.commands
        state = {"channel_id": "one", "channel_name": "One", "playing": True}
        request = Reply.model_validate(
            {"text": text, "commands": commands, "context": context, "state": state, "history": self.history}
        )
        answer = " ".join([sentence.text async for sentence in self._replier.reply(request)])
        self.history.append(Exchange(viewer=text, lumen=answer))
        return answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what day is it today", "Today is Tuesday, 24 November."),
        ("welcher Tag ist heute", "Heute ist Dienstag, der 24. November."),
        ("qué día es hoy", "Hoy es martes, 24 de noviembre."),
        ("quel jour sommes-nous", "Nous sommes le mardi 24 novembre."),
        ("che giorno è oggi", "Oggi è martedì 24 novembre."),
        ("are you an AI", "I'm a program with a face."),
        ("bist du ein Roboter", "Ich bin ein Programm mit Gesicht."),
        ("eres un robot", "Soy un programa con cara."),
        ("est-ce que tu es un robot", "Je suis un programme avec un visage."),
        ("sei un robot", "Sono un programma con un volto."),
        ("was habe ich für Erinnerungen", "Du hast keine Erinnerungen."),
    ],
)
async def test_it_is_answered_in_the_language_of_the_question(text: str, answer: str) -> None:
    told = await Home().say(text)
    assert told.startswith(answer)
    assert "genuine" not in told or text == "are you an AI"


async def test_what_she_is_able_to_do_is_no_question_of_who_she_is() -> None:
    told = await Home().say("what are you able to do")
    assert "channel" in told
    assert "My name" not in told


@pytest.mark.parametrize("text", [
    "how long has this been on", "seit wann läuft das?", "wann hat das Spiel angefangen?",
    "wie lange läuft der Film schon",
    "¿cuándo comenzó?", "¿cuánto lleva puesto?", "à quelle heure le film a commencé ?", "depuis quand ça passe ?",
    "a che ora è cominciata?", "da quanto è iniziato?",
])  # fmt: skip
async def test_when_it_began_is_told_however_it_is_asked(text: str) -> None:
    assert "19:30" in await Home().say(text)


@pytest.mark.parametrize(
    "text", ["wie lange läuft der Film noch", "cuánto tiempo queda", "combien de temps reste-t-il"]
)
async def test_how_long_it_goes_on_is_no_question_of_its_beginning(text: str) -> None:
    assert "19:30" not in await Home().say(text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("what day is it today", "I didn't catch you"),
        ("welcher Tag ist heute", "wie bitte?"),
        ("welcher Tag ist heute", "ich habe dich nicht verstanden"),
        ("qué día es hoy", "no te he oído"),
        ("quel jour sommes-nous", "je ne t'ai pas entendu"),
        ("quel jour sommes-nous", "tu disais quoi ?"),
        ("che giorno è oggi", "non ti ho sentito"),
        ("che giorno è oggi", "non ho capito"),
        ("qué día es hoy", "¿Perdona?"),
        ("quel jour sommes-nous", "comment ?"),
        ("che giorno è oggi", "scusa?"),
        ("welcher Tag ist heute", "Entschuldigung?"),
    ],
)
async def test_who_did_not_hear_hears_it_again(asked: str, text: str) -> None:
    home = Home()
    first = await home.say(asked)
    assert await home.say(text) == first


@pytest.mark.parametrize("text", ["ich habe das Tor nicht gesehen", "non ho capito la trama", "comment ça marche"])
async def test_who_did_not_get_the_film_hears_nothing_again(text: str) -> None:
    home = Home()
    first = await home.say("what day is it today")
    assert await home.say(text) != first


@pytest.mark.parametrize(
    ("told", "corrected", "kept"),
    [
        ("my brother is called Oskar", "no, my brother is called Emil", "my brother is called Emil"),
        ("merk dir, dass mein Bruder Oskar heißt", "nein, mein Bruder heißt Emil", "mein Bruder heißt Emil"),
        ("mi hermano se llama Oskar", "no, mi hermano se llama Emilio", "mi hermano se llama Emilio"),
        ("mon frère s'appelle Oskar", "non, mon frère s'appelle Émile", "mon frère s'appelle Émile"),
        ("mio fratello si chiama Oskar", "no, mio fratello si chiama Emilio", "mio fratello si chiama Emilio"),
        ("my birthday is on the 3rd of May", "my birthday is on the 4th of May", "my birthday is on the 4th of May"),
    ],
)
async def test_a_correction_takes_the_place_of_what_was_wrong(told: str, corrected: str, kept: str) -> None:
    home = Home()
    await home.say(told)
    await home.say(corrected)
    assert [one["text"] for one in home.memories] == [kept]


async def test_two_brothers_are_two_and_a_correction_of_a_name_leaves_the_rest() -> None:
    home = Home()
    for told in ("my brother is called Oskar", "my brother is a vegetarian", "my brother is called Max"):
        await home.say(told)
    assert len(home.memories) == 3
    await home.say("no, my brother is called Tim")
    assert [one["text"] for one in home.memories] == ["my brother is called Tim", "my brother is a vegetarian"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("wer spielt hier mit", "bei Night Pulse wirken mit: Ana Lee."),
        ("quién actúa aquí", "este es el reparto de Night Pulse: Ana Lee."),
        ("chi recita qui", "questo è il cast di Night Pulse: Ana Lee."),
    ],
)
async def test_one_who_plays_is_told_of_in_a_whole_sentence(text: str, answer: str) -> None:
    assert (await Home().say(text, Command.of("ask.who"))).endswith(answer)


async def test_when_it_began_is_no_title() -> None:
    asked = Command.of("ask.when", title="iniziato")
    assert await Home().say("quando è iniziato", asked) == "Night Pulse è iniziato alle 19:30."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("combien de chaînes y a-t-il", "fr"),
        ("quels films y a-t-il", "fr"),
        ("cuántos canales hay", "es"),
        ("quanti canali ci sono", "it"),
        ("wie viele Sender gibt es", "de"),
    ],
)
def test_questions_tell_their_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("recuerda que prefiero los subtítulos", "prefiero los subtítulos"),
        ("ricorda che preferisco i sottotitoli", "preferisco i sottotitoli"),
        ("retiens que tante Zoé vient le lundi", "tante Zoé vient le lundi"),
    ],
)
async def test_what_is_to_be_remembered_may_have_any_verb(told: str, kept: str) -> None:
    home = Home()
    await home.say(told)
    assert [one["text"] for one in home.memories] == [kept]


async def test_several_memories_are_quoted_as_the_language_quotes() -> None:
    home = Home()
    for told in ("ich liebe Jazz", "ich bin Vegetarierin"):
        await home.say(told)
    assert await home.say("vergiss alles über mich") == "„ich bin Vegetarierin“ und „ich liebe Jazz“ vergessen?"
    await home.say("ja")
    assert home.memories == []


@pytest.mark.parametrize(
    "told",
    [
        "remember that I prefer subtitles",
        "remember we prefer French audio",
        "keep in mind that I hate subtitles",
        "note that I like the volume low",
    ],
)
async def test_what_is_to_be_remembered_of_a_viewer_is_not_done_to_the_player(told: str) -> None:
    home = Home()
    assert UNDERSTANDER.understand(told).commands == ()
    await home.say(told)
    assert len(home.memories) == 1
