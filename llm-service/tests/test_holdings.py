"""What there is, asked for in words that open its page: told from data, by count and by a few names."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from prism_core.commands import Command
from prism_core.requests import Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.responder.answer import some_of
from prism_llm.telling import LANGUAGES, told_in
from prism_llm.testing import create_replier
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
CHANNELS = [{"id": f"c{n}", "name": name} for n, name in enumerate(("Ard", "Orf", "Rai", "Tve", "Tf", "Bbc", "Sky"))]


def recording(title: str, hour: int) -> dict[str, Any]:
    start, stop = (NOW.replace(day=23, hour=at).isoformat() for at in (hour, hour + 1))
    return {"id": title, "title": title, "channel_id": "c1", "channel_name": "Ard", "start": start, "stop": stop}


def world(request: httpx.Request) -> httpx.Response:
    """Seven channels, one radio station, no film, two recordings and six favourites."""
    kind = request.url.params.get("kind", "tv")
    found = {"tv": CHANNELS, "radio": [{"id": "r", "name": "Jazz FM"}], "movie": []}[kind]
    answers: dict[str, Any] = {
        "/api/channels": {"channels": found[: int(request.url.params.get("limit", "20"))], "total": len(found)},
        "/api/playlists": {"playlists": [{"id": "1", "name": "Home", "channels": 2}]},
        "/api/favourites": {"channels": CHANNELS[:6]},
        "/api/recordings": {"recordings": [{**recording(name, 20), "state": "done"} for name in ("Bake Off", "Dune")]},
    }
    return httpx.Response(200, json=answers[request.url.path])


async def say(text: str, page: str, language: str = "en") -> str:
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
    media = Media("http://media", httpx.MockTransport(world))
    replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)
    opened = Command.of("ui.open", page=page)
    request = Reply(text=text, commands=(opened,), context=UtteranceContext(language=language))
    return " ".join([sentence.text async for sentence in replier.reply(request)])


@pytest.mark.parametrize(
    ("text", "page", "answer"),
    [
        ("what channels do I have", "live", "There are 7 channels, such as Ard, Orf, Rai, Tve and Tf."),
        ("which radio stations do I have", "radio", "There is one radio station: Jazz FM."),
        ("are there any films", "movies", "There are no films yet: add a playlist first."),
        ("what recordings do I have", "recordings", "You have 2 recordings: Bake Off from yesterday at 20:00"),
        ("so what have I recorded", "recordings", "You have 2 recordings: "),
        ("what are my favourites", "favourites", "Your favourite channels are Ard, Orf, Rai, Tve, Tf and 1 more."),
    ],
)
async def test_who_asks_what_there_is_hears_how_much_and_a_few_names(text: str, page: str, answer: str) -> None:
    assert (await say(text, page)).startswith(answer)


@pytest.mark.parametrize(
    ("text", "page", "language", "answer"),
    [
        ("welche Radiosender habe ich", "radio", "de", "Es gibt einen Radiosender: Jazz FM."),
        ("qué canales tengo", "live", "es", "Hay 7 canales, por ejemplo Ard, Orf, Rai, Tve y Tf."),
        ("quels films ai-je", "movies", "fr", "Il n'y a pas encore de films : ajoute d'abord une liste."),
        ("quali preferiti ho", "favourites", "it", "I tuoi canali preferiti sono Ard, Orf, Rai, Tve, Tf e 1 in più."),
    ],
)
async def test_it_is_told_in_the_viewers_language(text: str, page: str, language: str, answer: str) -> None:
    assert await say(text, page, language) == answer


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("open my favourites", "favourites"),
        ("show me my recordings", "recordings"),
        ("what about opening the radio", "radio"),
        ("can I see my channels", "live"),
        ("where do I change the settings", "settings"),
    ],
)
async def test_who_wants_to_see_a_page_hears_no_list(text: str, page: str) -> None:
    assert await say(text, page) == ""


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_rest_of_a_long_list_is_counted(language: str) -> None:
    with told_in(language):
        assert "4" in some_of([*"abcdef"], 2)
        assert some_of([*"ab"], 2)[-1] == "b"


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("what playlists are there", "en", "There is one playlist: Home."),
        ("do I have any playlists?", "en", "There is one playlist: Home."),
        ("welche Radiosender gibt es?", "de", "Es gibt einen Radiosender: Jazz FM."),
        ("welche Playlists gibt es?", "de", "Es gibt eine Playlist: Home."),
        ("¿qué listas hay?", "es", "Hay una lista: Home."),
        ("quelles playlists y a-t-il ?", "fr", "Il y a une playlist : Home."),
        ("quali playlist ci sono?", "it", "C'è una playlist: Home."),
        ("habe ich Playlists?", "de", "Es gibt eine Playlist: Home."),
        ("was für Playlists gibt es?", "de", "Es gibt eine Playlist: Home."),
        ("¿tengo listas de reproducción?", "es", "Hay una lista: Home."),
        ("quelles sont mes playlists ?", "fr", "Il y a une playlist : Home."),
        ("est-ce que j'ai des playlists ?", "fr", "Il y a une playlist : Home."),
        ("ho delle playlist?", "it", "C'è una playlist: Home."),
        ("quali sono le mie playlist?", "it", "C'è una playlist: Home."),
        ("gibt es Radiosender?", "de", "Es gibt einen Radiosender: Jazz FM."),
        ("¿qué emisoras tengo?", "es", "Hay una emisora: Jazz FM."),
        ("quelles stations de radio est-ce que j'ai ?", "fr", "Il y a une station de radio : Jazz FM."),
        ("quali stazioni radio abbiamo?", "it", "C'è una stazione radio: Jazz FM."),
        ("nenn mir meine Sender", "de", "Es gibt 7 Sender, etwa Ard, Orf, Rai, Tve und Tf."),
        ("il y a combien de chaînes ?", "fr", "Il y a 7 chaînes, par exemple Ard, Orf, Rai, Tve et Tf."),
        ("what are you recording", "en", "Nothing is being recorded."),
        ("wird das gerade aufgenommen?", "de", "Es wird nichts aufgenommen."),
        ("nimmst du gerade etwas auf?", "de", "Es wird nichts aufgenommen."),
        ("¿estás grabando algo?", "es", "No se está grabando nada."),
        ("est-ce que tu enregistres quelque chose ?", "fr", "Rien n'est en cours d'enregistrement."),
        ("stai registrando qualcosa?", "it", "Non si sta registrando nulla."),
        ("was nimmst du gerade auf?", "de", "Es wird nichts aufgenommen."),
        ("¿qué estás grabando?", "es", "No se está grabando nada."),
        ("tu enregistres quoi ?", "fr", "Rien n'est en cours d'enregistrement."),
        ("cosa stai registrando?", "it", "Non si sta registrando nulla."),
    ],
)
async def test_playlists_and_what_is_recorded_now_are_told_to_plain_words(
    text: str, language: str, answer: str
) -> None:
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
    media = Media("http://media", httpx.MockTransport(world))
    replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)
    request = Reply(text=text, context=UtteranceContext(language=language))
    assert [sentence.text async for sentence in replier.reply(request)] == [answer]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("list my favourite channels", "en"),
        ("welche Lieblingssender habe ich?", "de"),
        ("¿cuáles son mis canales favoritos?", "es"),
        ("quelles chaînes préférées ai-je ?", "fr"),
        ("quali sono i miei canali preferiti?", "it"),
    ],
)
async def test_favourites_are_not_all_the_channels(text: str, language: str) -> None:
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
    media = Media("http://media", httpx.MockTransport(world))
    replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)
    request = Reply(text=text, context=UtteranceContext(language=language))
    told = " ".join([sentence.text async for sentence in replier.reply(request)])
    assert "7" not in told
    assert "Ard, Orf, Rai, Tve, Tf" in told
