"""What is to be left out: of a deletion, of what is put on, and of what is recorded."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from prism_core.commands import Command
from prism_core.requests import Choice, Exchange, Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.testing import create_replier
from prism_llm.understanding import Understander, create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ONE, TWO, THREE = (
    {"id": name, "name": f"BBC {name.title()}", "number": at} for at, name in enumerate(("one", "two", "three"), 1)
)


def recording(title: str, hours: int, channel: dict[str, Any] = ONE) -> dict[str, Any]:
    start = NOW - timedelta(hours=hours)
    times = {"start": start.isoformat(), "stop": (start + timedelta(hours=1)).isoformat()}
    of = {"channel_id": channel["id"], "channel_name": channel["name"]}
    return {"id": f"{title}-{hours}", "title": title, "state": "finished", **of, **times}


def reminder(number: int, title: str, hours: int) -> dict[str, Any]:
    return {"id": number, "title": title, "when": (NOW + timedelta(hours=hours)).isoformat()}


def shown(channel: dict[str, Any], title: str, *categories: str) -> dict[str, Any]:
    times = {"start": (NOW - timedelta(minutes=5)).isoformat(), "stop": (NOW + timedelta(hours=1)).isoformat()}
    return {"channel_id": channel["id"], "title": title, "categories": categories, **times}


class Home:
    """Media-service, as its HTTP shows it."""

    def __init__(self) -> None:
        self.lists: dict[str, list[dict[str, Any]]] = {
            "recordings": [recording("Tatort", 2), recording("Dune", 23, TWO), recording("Bake Off", 70)],
            "reminders": [reminder(1, "Anna", 1), reminder(2, "dentist", 15), reminder(3, "Bake Off", 30)],
            "playlists": [{"id": "s", "name": "Summer", "channels": 2}, {"id": "w", "name": "Winter", "channels": 9}],
            "memories": [{"id": 1, "text": "I like jazz"}],
        }
        self.on = [
            shown(ONE, "The Ten O'Clock News", "News"),
            shown(TWO, "Match of the Day", "Football"),
            shown(THREE, "Yes Minister", "Comedy"),
        ]
        self.wishes: list[Any] = []

    def titles(self, kind: str) -> list[str]:
        return [str(one.get("title", one.get("name"))) for one in self.lists[kind]]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        parts = request.url.path.removeprefix("/api/").split("/")
        if request.method == "POST":
            self.wishes.append(json.loads(request.content))
            return httpx.Response(201, json=recording("Anything", 0))
        if request.method == "DELETE":
            self.lists[parts[0]] = [one for one in self.lists[parts[0]] if str(one["id"]) != parts[1]]
            return httpx.Response(204)
        if parts[0] in self.lists:
            return httpx.Response(200, json={parts[0]: self.lists[parts[0]]})
        if parts[0] == "channels":
            channels = [ONE, TWO, THREE]
            if len(parts) > 1:
                return httpx.Response(200, json=next(one for one in channels if one["id"] == parts[1]))
            return httpx.Response(200, json={"channels": channels, "total": len(channels)})
        if parts[:2] == ["guide", "now"]:
            return httpx.Response(200, json={"channels": {one["channel_id"]: {"now": one} for one in self.on}})
        return httpx.Response(200, json={"programmes": self.on, "channels": [], "matches": []})


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


class Talk:
    """A conversation as the gateway leads it."""

    def __init__(self, understander: Understander) -> None:
        self.home = Home()
        self.history: list[Exchange] = []
        self.choices: tuple[Choice, ...] = ()
        self.language = "en"
        self._understander = understander
        media = Media("http://media", httpx.MockTransport(self.home))
        self._replier = create_replier(
            Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, ""), media, understander, lambda: NOW
        )

    async def say(self, text: str) -> str:
        asked = self.history[-1].lumen.rsplit(". ", 1)[-1] if self.history else ""
        pending = asked if asked.endswith("?") else None
        context = UtteranceContext(pending=pending, choices=self.choices or None, language=self.language)
        found = self._understander.understand(text, context)
        history = tuple(self.history)
        told = context.model_copy(update={"language": found.language})
        request = Reply(text=text, commands=found.commands, history=history, context=told)
        sentences = [sentence async for sentence in self._replier.reply(request)]
        self.choices = next((sentence.choices for sentence in sentences if sentence.choices), ())
        answer = " ".join(sentence.text for sentence in sentences)
        self.history.append(Exchange(viewer=text, lumen=answer))
        return answer


@pytest.fixture
def talk(understander: Understander) -> Talk:
    return Talk(understander)


@pytest.mark.parametrize(
    ("code", "said", "asked", "left"),
    [
        (
            "en",
            "delete all recordings but not Dune",
            "Dune stays. Delete Tatort from 18:00 and Bake Off from",
            ["Dune"],
        ),
        ("en", "delete all my recordings but keep Dune and Tatort", "stay. Delete Bake Off from", ["Tatort", "Dune"]),
        ("en", "delete every recording but the one from yesterday", "Dune stays. Delete Tatort", ["Dune"]),
        ("en", "can you delete all recordings except the last one please", "Tatort stays. Delete Dune", ["Tatort"]),
        ("en", "wipe everything except Bake Off", "Bake Off stays. Delete Tatort", ["Bake Off"]),
        ("en", "keep Dune and delete all the other recordings", "Dune stays. Delete Tatort", ["Dune"]),
        (
            "en",
            "delete all recordings other than the last two",
            "Tatort and Dune stay. Delete Bake",
            ["Tatort", "Dune"],
        ),
        ("de", "lösch alle Aufnahmen außer Tatort", "Tatort bleibt. Dune von gestern um 21:00 und Bake", ["Tatort"]),
        ("de", "alle Aufnahmen löschen, nur Dune nicht", "Dune bleibt. Tatort von", ["Dune"]),
        ("de", "lösch alle Aufnahmen außer der von gestern", "Dune bleibt.", ["Dune"]),
        ("de", "lösch alle Aufnahmen bis auf die letzten zwei bitte", "bleiben. Bake Off", ["Tatort", "Dune"]),
        ("es", "borra todas las grabaciones menos la de ayer", "Dune se queda.", ["Dune"]),
        ("es", "borra todas las grabaciones menos Dune y Tatort", "se quedan.", ["Tatort", "Dune"]),
        ("fr", "supprime tous les enregistrements sauf celui d'hier", "Dune reste.", ["Dune"]),
        ("fr", "efface tout sauf Dune", "Dune reste.", ["Dune"]),
        ("it", "cancella tutte le registrazioni tranne quella di ieri", "Dune resta.", ["Dune"]),
        ("it", "cancella tutte le registrazioni ma non Dune", "Dune resta.", ["Dune"]),
    ],
)
@pytest.mark.parametrize("yes", [True, False])
async def test_what_is_excepted_stays_and_a_yes_deletes_what_was_told(
    talk: Talk, code: str, said: str, asked: str, left: list[str], yes: bool
) -> None:
    talk.language = code
    assert asked in await talk.say(said)
    assert talk.home.titles("recordings") == ["Tatort", "Dune", "Bake Off"]
    answers = {"en": "yes no", "de": "ja nein", "es": "sí no", "fr": "oui non", "it": "sì no"}[code].split()
    await talk.say(answers[0] if yes else answers[1])
    assert talk.home.titles("recordings") == (left if yes else ["Tatort", "Dune", "Bake Off"])
    assert talk.home.titles("reminders") == ["Anna", "dentist", "Bake Off"]


@pytest.mark.parametrize(
    ("code", "said", "asked", "left"),
    [
        ("en", "cancel all reminders apart from Anna", "Anna stays. Delete the reminders dentist", ["Anna"]),
        ("en", "delete all reminders except the one for Bake Off", "Bake Off stays.", ["Bake Off"]),
        ("de", "lösch alle Erinnerungen außer der an Anna", "Anna bleibt.", ["Anna"]),
        ("es", "borra todos los recordatorios excepto el de Anna", "Anna se queda.", ["Anna"]),
        ("fr", "annule tous les rappels sauf celui de Anna", "Anna reste.", ["Anna"]),
        ("it", "annulla tutti i promemoria tranne quello per Anna", "Anna resta.", ["Anna"]),
    ],
)
async def test_of_reminders_what_is_excepted_stays_too(
    talk: Talk, code: str, said: str, asked: str, left: list[str]
) -> None:
    talk.language = code
    assert asked in await talk.say(said)
    await talk.say({"en": "yes", "de": "ja", "es": "sí", "fr": "oui", "it": "sì"}[code])
    assert talk.home.titles("reminders") == left
    assert talk.home.titles("recordings") == ["Tatort", "Dune", "Bake Off"]


@pytest.mark.parametrize(
    "said",
    [
        "delete all recordings except the good ones",
        "delete all recordings except Dune and the one with the shark",
        "delete the recordings but leave the nice one",
        "delete the last recording but keep the one from yesterday",
        "get rid of all recordings apart from Friends",
    ],
)
async def test_where_it_cannot_be_told_what_is_to_stay_it_is_asked_which_one_is_to_go(talk: Talk, said: str) -> None:
    assert (await talk.say(said)).endswith("I can delete one, or all. Which one shall I delete?")
    assert [choice.label for choice in talk.choices] == ["Tatort", "Dune", "Bake Off"]
    assert await talk.say("the second one") == "Delete Dune from yesterday at 21:00?"
    await talk.say("yes")
    assert talk.home.titles("recordings") == ["Tatort", "Bake Off"]


async def test_all_may_be_meant_after_all(talk: Talk) -> None:
    await talk.say("delete all recordings except the good ones")
    assert await talk.say("all of them") == "Delete all 3 recordings?"
    await talk.say("yes")
    assert talk.home.titles("recordings") == []


async def test_a_yes_deletes_nothing_that_came_after_the_question(talk: Talk) -> None:
    assert "Delete Tatort" in await talk.say("delete all recordings but Dune")
    talk.home.lists["recordings"].append(recording("News", 1))
    assert "News" in await talk.say("yes")
    assert len(talk.home.titles("recordings")) == 4


@pytest.mark.parametrize(
    ("code", "said", "other"),
    [
        ("en", "anything but the news", "Match"),
        ("en", "put something on, but not the news", "Match"),
        ("en", "put on anything except football", "News"),
        ("en", "I'd like to watch anything other than Match of the Day", "News"),
        ("en", "play whatever, just not football please", "News"),
        ("de", "alles außer Fußball", "News"),
        ("de", "mach irgendwas an, nur keine Nachrichten", "Match"),
        ("de", "Hauptsache keine Nachrichten", "Match"),
        ("es", "cualquier cosa menos las noticias", "Match"),
        ("es", "pon lo que sea menos fútbol", "News"),
        ("fr", "tout sauf les infos", "Match"),
        ("fr", "mets n'importe quoi sauf du foot", "News"),
        ("it", "qualsiasi cosa tranne il calcio", "News"),
        ("it", "metti qualcosa, basta che non siano le notizie", "Match"),
    ],
)
async def test_anything_but_one_thing_suggests_something_else(talk: Talk, code: str, said: str, other: str) -> None:
    talk.language = code
    answer = await talk.say(said)
    excepted = {"Match": "News", "News": "Match"}[other]
    assert other in answer
    assert "Yes Minister" in answer
    assert excepted not in answer
    assert excepted not in " ".join(choice.label for choice in talk.choices)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "record everything but the news"),
        ("en", "record everything except Dune"),
        ("de", "nimm alles auf außer den Nachrichten"),
        ("es", "graba todo menos las noticias"),
        ("fr", "enregistre tout sauf les infos"),
        ("it", "registra tutto tranne il telegiornale"),
    ],
)
async def test_nothing_is_recorded_where_all_but_something_is_to_be(talk: Talk, code: str, said: str) -> None:
    talk.language = code
    answer = await talk.say(said)
    honest = "I record what you name, but not everything else, so nothing is recorded."
    assert code != "en" or answer == honest
    assert (answer, talk.home.wishes) != (honest, []) or code == "en"
    assert talk.home.wishes == []


@pytest.mark.parametrize(
    ("code", "said", "expected"),
    [
        ("en", "delete that recording", ["delete"]),
        ("en", "I like anything but football", []),
        ("en", "he eats anything but broccoli", []),
        ("en", "did you delete all recordings except Dune", []),
        ("en", "put on Everything Everywhere All at Once", ["tv.watch"]),
        ("en", "play All But One", ["tv.watch"]),
        ("en", "put something on", ["tv.surprise"]),
        ("de", "mach irgendwas an", ["tv.surprise"]),
        ("de", "Alles außer gewöhnlich hat mir gefallen", []),
        ("es", "pon cualquier cosa", ["tv.surprise"]),
        ("es", "baja el volumen un poco menos", ["tv.volume"]),
        ("fr", "mets n'importe quoi", ["tv.surprise"]),
        ("it", "metti qualsiasi cosa", ["tv.surprise"]),
    ],
)
def test_what_excepts_nothing_is_as_it_was(
    understander: Understander, code: str, said: str, expected: list[str]
) -> None:
    found = understander.understand(said, UtteranceContext(language=code))
    assert [command.name for command in found.commands] == expected
    assert Command.of("ask.recommend") not in found.commands


@pytest.mark.parametrize(
    ("code", "asks", "yes"),
    [
        ("en", "delete the last recording", "yes"),
        ("en", "delete all recordings but Dune", "yes please"),
        ("en", "delete the Summer playlist", "yes"),
        ("de", "lösch die Erinnerung an Anna", "ja"),
        ("de", "lösch die Aufnahme von Tatort", "ja bitte"),
        ("es", "borra la grabación de Tatort", "sí"),
        ("fr", "supprime l'enregistrement de Tatort", "oui"),
        ("it", "cancella la registrazione di Tatort", "sì"),
        ("en", "forget that I like jazz", "yes"),
        ("de", "vergiss, dass ich jazz mag", "ja"),
    ],
)
async def test_a_yes_after_what_is_finished_is_only_talk(talk: Talk, code: str, asks: str, yes: str) -> None:
    talk.language = code
    talk.home.lists["memories"].append({"id": 2, "text": "I like westerns"})
    await talk.say(asks)
    await talk.say(yes)
    left = {kind: list(things) for kind, things in talk.home.lists.items()}
    again = await talk.say(yes)
    assert not any(word in again for word in ("elete", "lösch", "orro", "upprim", "ancell", "orget", "ergess"))
    await talk.say(yes)
    assert talk.home.lists == left


@pytest.mark.parametrize(
    ("code", "cancel", "pick", "left"),
    [
        ("en", "cancel the Bake Off reminder", "the second one", 3),
        ("en", "cancel the Bake Off reminder", "the one tomorrow", 3),
        ("en", "cancel the Bake Off reminder", "the first one", 4),
        ("de", "lösch die Erinnerung an Bake Off", "die zweite", 3),
        ("es", "cancela el recordatorio de Bake Off", "el primero", 4),
        ("fr", "annule le rappel de Bake Off", "le deuxième", 3),
        ("it", "annulla il promemoria di Bake Off", "il primo", 4),
    ],
)
async def test_of_two_reminders_of_one_title_exactly_the_one_that_is_picked_goes(
    talk: Talk, code: str, cancel: str, pick: str, left: int
) -> None:
    talk.language = code
    talk.home.lists["reminders"] = [reminder(3, "Bake Off", 2), reminder(4, "Bake Off", 26), reminder(5, "Anna", 3)]
    await talk.say(cancel)
    assert len({choice.label for choice in talk.choices}) == 2
    asked = await talk.say(pick)
    if asked.endswith("?"):
        await talk.say({"en": "yes", "de": "ja", "es": "sí", "fr": "oui", "it": "sì"}[code])
    assert [one["id"] for one in talk.home.lists["reminders"]] == [left, 5]


@pytest.mark.parametrize(
    ("text", "genre"),
    [("put on something that's funny", "funny"), ("play something that is calm", "calm")],
)
def test_what_something_is_to_be_is_not_left_out(text: str, genre: str) -> None:
    found = create_understander().understand(text, UtteranceContext(language="en"))
    assert found.commands == (Command.of("tv.watch", genre=genre),)
