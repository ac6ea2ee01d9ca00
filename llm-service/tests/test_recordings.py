"""Recording by command, against a media-service that keeps what it is told."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from prism_core.commands import Command
from prism_core.events.playback import PlaybackState
from prism_core.requests import Exchange, Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.testing import create_replier
from prism_llm.understanding import Understander, create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ONE = {"id": "one", "name": "BBC One", "number": 1}
TWO = {"id": "two", "name": "BBC Two", "number": 2}


def programme(title: str, channel: str, minutes: int) -> dict[str, Any]:
    start = NOW + timedelta(minutes=minutes)
    times = {"start": start.isoformat(), "stop": (start + timedelta(hours=1)).isoformat()}
    return {"id": f"{channel}-{title}-{minutes}", "channel_id": channel, "title": title, **times}


class Recorder:
    """Media-service's recordings, as its HTTP shows them."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.rules: list[dict[str, Any]] = []
        self.wishes: list[dict[str, Any]] = []
        self.refusal: tuple[int, str] | None = None
        self.warning: str | None = None
        self.guide = [
            programme("News", "one", -15),
            programme("Bake Off", "one", 45),
            programme("Bake Off", "two", 24 * 60),
            programme("Match of the Day", "two", -10),
        ]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        match request.method, request.url.path.removeprefix("/api/").split("/"):
            case "GET", ["recordings"]:
                return httpx.Response(200, json={"recordings": self.kept})
            case "GET", ["recordings", "rules"]:
                return httpx.Response(200, json={"rules": self.rules})
            case "POST", ["recordings", "rules"]:
                self.rules.append({"id": "r", **json.loads(request.content)})
                return httpx.Response(201, json=self.rules[-1])
            case "DELETE", ["recordings", "rules", _]:
                self.rules.clear()
                return httpx.Response(204)
            case "POST", ["recordings"]:
                return self.record(json.loads(request.content))
            case "POST", ["recordings", recording, "stop"]:
                one = next(item for item in self.kept if item["id"] == recording)
                one["state"], one["seconds"] = "finished", 720.0
                return httpx.Response(200, json=one)
            case "DELETE", ["recordings", recording]:
                self.kept = [item for item in self.kept if item["id"] != recording]
                return httpx.Response(204)
            case _, ["channels", "resolve"]:
                words = request.url.params["name"].casefold().split()
                found = [one for one in (ONE, TWO) if set(words) & set(str(one["name"]).casefold().split()[1:])]
                return httpx.Response(200, json={"matches": [{"channel": one, "score": 1.0} for one in found]})
            case _, ["channels", channel]:
                return httpx.Response(200, json=TWO if channel == "two" else ONE)
            case _, ["guide", "now"]:
                return httpx.Response(200, json={"channels": {"one": {"now": self.guide[0], "next": None}}})
            case _, ["search"]:
                words = request.url.params["q"].casefold()
                found = [item for item in self.guide if words in item["title"].casefold()]
                return httpx.Response(200, json={"programmes": found})
        return httpx.Response(200, json={"programmes": []})

    def record(self, wish: dict[str, Any]) -> httpx.Response:
        self.wishes.append(wish)
        if self.refusal:
            return httpx.Response(self.refusal[0], json={"detail": self.refusal[1]})
        channel = wish.get("channel_id")
        of = next((item for item in self.guide if item["id"] == wish.get("programme_id")), None)
        of = of or next((item for item in self.guide if item["channel_id"] == channel), self.guide[0])
        begun = datetime.fromisoformat(of["start"]) <= NOW
        stop = datetime.fromisoformat(of["stop"]) + timedelta(minutes=3)
        name = TWO["name"] if of["channel_id"] == "two" else ONE["name"]
        row = {**of, "id": str(len(self.kept)), "channel_name": name, "stop": stop.isoformat(), "warning": self.warning}
        self.kept.append({**row, "state": "recording" if begun else "scheduled", "seconds": 0.0})
        return httpx.Response(201, json=self.kept[-1])


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


class Talk:
    """A conversation as the gateway leads it, with BBC One on the screen."""

    def __init__(self, understander: Understander) -> None:
        self.media = Recorder()
        self.history: list[Exchange] = []
        self._understander = understander
        media = Media("http://media", httpx.MockTransport(self.media))
        selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
        self._replier = create_replier(selection, media, understander, lambda: NOW)

    async def say(self, text: str, language: str = "en") -> str:
        context = UtteranceContext(language=language)
        return await self.hear(text, *self._understander.understand(text, context).commands, language=language)

    async def hear(self, text: str, *commands: Command, language: str = "en") -> str:
        state = PlaybackState(channel_id="one", channel_name="BBC One")
        context = UtteranceContext(language=language)
        request = Reply(text=text, commands=commands, history=tuple(self.history), state=state, context=context)
        answer = " ".join([sentence.text async for sentence in self._replier.reply(request)])
        self.history.append(Exchange(viewer=text, lumen=answer))
        return answer


@pytest.fixture
def talk(understander: Understander) -> Talk:
    return Talk(understander)


@pytest.mark.parametrize(
    ("said", "wish", "answer"),
    [
        ("record this", {"channel_id": "one"}, "Recording News on BBC One until 20:48."),
        ("record Bake Off", {"programme_id": "one-Bake Off-45"}, "I'll record Bake Off on BBC One at 20:45."),
        ("record Bake Off tonight", {"programme_id": "one-Bake Off-45"}, "I'll record Bake Off on BBC One at 20:45."),
        (
            "record Bake Off tomorrow",
            {"programme_id": "two-Bake Off-1440"},
            "I'll record Bake Off on BBC Two tomorrow at 20:00.",
        ),
        (
            "record Match of the Day",
            {"programme_id": "two-Match of the Day--10"},
            "Recording Match of the Day on BBC Two until 20:53.",
        ),
    ],
)
async def test_what_is_wished_for_is_recorded_and_told(
    talk: Talk, said: str, wish: dict[str, Any], answer: str
) -> None:
    assert await talk.say(said) == answer
    assert talk.media.wishes == [wish]


async def test_what_the_guide_does_not_have_is_not_recorded(talk: Talk) -> None:
    assert await talk.say("record Columbo") == "I can't find Columbo in the guide, so nothing is recorded."
    assert talk.media.wishes == []


async def test_a_refusal_is_told_in_its_words(talk: Talk) -> None:
    talk.media.refusal = (507, "recordings have filled their quota of 50 GiB: delete some")
    assert await talk.say("record this") == "Recordings have filled their quota of 50 GiB: delete some."


async def test_stopping_tells_what_is_kept(talk: Talk) -> None:
    assert await talk.say("stop recording") == "Nothing is being recorded."
    assert await talk.say("is anything being recorded?") == "Nothing is being recorded."
    await talk.say("record this")
    assert await talk.say("stop recording") == "Stopped recording News on BBC One; I kept 12 minutes of it."


async def test_a_question_about_what_is_recorded_ends_nothing(talk: Talk) -> None:
    await talk.say("record this")
    off = Command.of("tv.record", on=False)
    assert await talk.hear("are you recording anything?", off) == "Recording News on BBC One until 20:48."
    assert await talk.hear("is this being recorded", off) == "Recording News on BBC One until 20:48."
    assert talk.media.kept[0]["state"] == "recording"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "are you recording this?"),
        ("de", "nimmst du das gerade auf?"),
        ("de", "läuft eine Aufnahme?"),
        ("es", "¿estás grabando esto?"),
        ("fr", "est-ce que tu enregistres ça ?"),
        ("fr", "qu'as-tu enregistré ?"),
        ("it", "stai registrando questo?"),
    ],
)
async def test_a_question_about_what_is_recorded_begins_nothing(talk: Talk, language: str, said: str) -> None:
    await talk.hear(said, Command.of("tv.record", on=True), language=language)
    assert talk.media.wishes == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "record this"), ("de", "nimmst du das auf"), ("es", "graba esto"), ("fr", "tu enregistres ça"),
     ("it", "registra questo")],
)  # fmt: skip
async def test_a_wish_for_what_is_on_begins_its_recording(talk: Talk, language: str, said: str) -> None:
    await talk.hear(said, Command.of("tv.record", on=True), language=language)
    assert talk.media.wishes == [{"channel_id": "one"}]


async def test_one_of_several_is_stopped_by_its_name(talk: Talk) -> None:
    for said in ("record Bake Off", "record Match of the Day"):
        await talk.say(said)
    off = Command.of("tv.record", on=False, title="Bake Off")
    assert await talk.hear("cancel the recording of Bake Off", off) == "I won't record Bake Off on BBC One."


async def test_a_series_is_recorded_until_it_is_not(talk: Talk) -> None:
    title = "every episode of Bake Off"
    begun = await talk.hear("record it all", Command.of("tv.record", on=True, title=title))
    assert begun == "I'll record every episode of Bake Off. The next one is at 20:45."
    ended = await talk.hear("undo", Command.of("tv.record", on=False, title=title))
    assert ended == "I won't record Bake Off any more."
    assert talk.media.rules == []


async def test_a_recording_is_deleted_only_after_a_yes(talk: Talk) -> None:
    await talk.say("record this")
    await talk.say("stop recording")
    asked = await talk.say("delete that recording")
    assert asked == "Delete News from 19:45?"
    assert len(talk.media.kept) == 1
    assert await talk.say("yes") == "I've deleted the recording of News."
    assert talk.media.kept == []


async def test_a_want_of_room_is_told_when_something_is_to_be_recorded(talk: Talk) -> None:
    talk.media.warning = "there is room for 90 MiB of it"
    assert await talk.say("record this") == (
        "Recording News on BBC One until 20:48, but there is room for 90 MiB of it."
    )


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("en", "record every episode of Bake Off", "I'll record every episode of Bake Off. The next one is at 20:45."),
        ("en", "record every episode of the Bake Off", "I'll record every episode of Bake Off."),
        ("en", "record the whole series Bake Off", "I'll record every episode of Bake Off."),
        ("en", "get every episode of Bake Off recorded", "I'll record every episode of Bake Off."),
        ("en", "record every new episode of Bake Off", "I'll record every new episode of Bake Off."),
        ("de", "nimm alle Folgen von Bake Off auf", "Ich nehme jede Folge von Bake Off auf. Die nächste kommt um"),
        ("de", "nimm jede neue Folge von Bake Off auf", "Ich nehme jede neue Folge von Bake Off auf."),
        ("de", "kannst du bitte alle Folgen der Serie Bake Off aufnehmen", "Ich nehme jede Folge von Bake Off auf."),
        ("de", "zeichne die ganze Serie Bake Off auf", "Ich nehme jede Folge von Bake Off auf."),
        ("es", "graba todos los episodios de Bake Off", "Grabaré todos los episodios de Bake Off."),
        ("es", "graba todos los capítulos nuevos de Bake Off", "Grabaré todos los episodios nuevos de Bake Off."),
        ("es", "graba la serie completa de Bake Off", "Grabaré todos los episodios de Bake Off."),
        ("fr", "enregistre tous les épisodes de Bake Off", "J'enregistrerai chaque épisode de Bake Off."),
        ("fr", "enregistre tous les nouveaux épisodes de Bake Off", "J'enregistrerai chaque nouvel épisode de Bake"),
        ("fr", "enregistre toute la série Bake Off", "J'enregistrerai chaque épisode de Bake Off."),
        ("it", "registra tutti gli episodi di Bake Off", "Registrerò ogni episodio di Bake Off."),
        ("it", "registra tutte le nuove puntate di Bake Off", "Registrerò ogni nuovo episodio di Bake Off."),
        ("it", "registra la serie completa di Bake Off", "Registrerò ogni episodio di Bake Off."),
        ("en", "record Bake Off every day", "I'll record every episode of Bake Off."),
        ("de", "nimm Bake Off jede Woche auf", "Ich nehme jede Folge von Bake Off auf."),
        ("es", "graba Bake Off todos los días", "Grabaré todos los episodios de Bake Off."),
        ("fr", "enregistre Bake Off toutes les semaines", "J'enregistrerai chaque épisode de Bake Off."),
        ("it", "registra Bake Off tutte le settimane", "Registrerò ogni episodio di Bake Off."),
        ("it", "registra ogni giovedì Bake Off", "Registrerò ogni episodio di Bake Off."),
    ],
)
async def test_every_episode_is_asked_for_in_the_viewers_words(
    talk: Talk, language: str, said: str, answer: str
) -> None:
    assert (await talk.say(said, language)).startswith(answer)
    assert [rule["title"] for rule in talk.media.rules] == ["Bake Off"]
    new = re.search(r"\b(?:new|neue|nuevos|nouvel|nuovo)\b", answer)
    assert talk.media.rules[0]["new_only"] is bool(new)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "record Bake Off"),
        ("en", "record two episodes of Bake Off"),
        ("en", "record the last episode of the series Bake Off"),
        ("en", "record the series about dogs"),
        ("de", "nimm zwei Folgen von Bake Off auf"),
        ("de", "nimm die letzte Folge der Serie Bake Off auf"),
        ("es", "graba la serie de las nueve"),
        ("es", "graba el último episodio de la serie Bake Off"),
        ("fr", "enregistre le dernier épisode de la série Bake Off"),
        ("it", "registra l'ultimo episodio della serie Bake Off"),
    ],
)
async def test_one_episode_is_no_series(talk: Talk, language: str, said: str) -> None:
    await talk.say(said, language)
    assert talk.media.rules == []


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("en", "don't record every episode of Bake Off", "I won't record Bake Off any more."),
        ("en", "don't record Bake Off any more", "I won't record Bake Off any more."),
        ("de", "nimm Bake Off nicht mehr auf", "Ich nehme Bake Off nicht mehr auf."),
        ("es", "no grabes todos los episodios de Bake Off", "Ya no grabaré Bake Off."),
        ("fr", "arrête d'enregistrer tous les épisodes de Bake Off", "Je n'enregistrerai plus Bake Off."),
        ("it", "non registrare più tutti gli episodi di Bake Off", "Non registrerò più Bake Off."),
    ],
)
async def test_a_series_is_ended_in_the_viewers_words(talk: Talk, language: str, said: str, answer: str) -> None:
    await talk.say("record every episode of Bake Off")
    assert await talk.say(said, language) == answer
    assert talk.media.rules == []


async def test_what_is_recorded_now_is_stopped_and_its_series_stays(talk: Talk) -> None:
    await talk.hear("record it all", Command.of("tv.record", on=True, title="every episode of News"))
    await talk.say("record this")
    off = Command.of("tv.record", on=False, title="News")
    assert (await talk.hear("stop recording News", off)).startswith("Stopped recording News on BBC One")
    assert len(talk.media.rules) == 1


async def test_every_episode_of_what_is_on_is_recorded_by_its_title(talk: Talk) -> None:
    assert (await talk.say("record every episode of this")).startswith("I'll record every episode of News.")
    assert (await talk.say("nimm alle Folgen dieser Serie auf", "de")) == "Jede Folge von News wird schon aufgenommen."
    off = Command.of("tv.record", on=False)
    assert await talk.hear("don't record it any more", off) == "I won't record News any more."
    assert await talk.hear("don't record it any more", off) == "Nothing is being recorded."


@pytest.mark.parametrize(
    ("language", "said", "title"),
    [
        ("en", "record the Bake Off", "Bake Off"),
        ("de", "nimm die Tagesschau auf", "Tagesschau"),
        ("es", "graba el Telediario", "Telediario 1"),
        ("fr", "enregistre l'Heure du monde", "Heure du monde"),
        ("it", "registra il Telegiornale", "Telegiornale"),
    ],
)
async def test_a_programme_is_found_without_its_article(talk: Talk, language: str, said: str, title: str) -> None:
    talk.media.guide.append(programme(title, "two", 300))
    await talk.say(said, language)
    assert [title in wish["programme_id"] for wish in talk.media.wishes] == [True]


async def test_a_word_that_is_an_article_elsewhere_belongs_to_the_title(talk: Talk) -> None:
    talk.media.guide.append(programme("Hard Sun", "two", 300))
    command = Command.of("tv.record", on=True, title="Die Hard")
    assert await talk.hear("record it", command) == "I can't find Die Hard in the guide, so nothing is recorded."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "stop recording"),
        ("en", "stop the recording"),
        ("de", "stopp die Aufnahme"),
        ("de", "beende die Aufnahme"),
        ("es", "para la grabación"),
        ("es", "deja de grabar"),
        ("fr", "arrête l'enregistrement"),
        ("fr", "arrête d'enregistrer"),
        ("it", "ferma la registrazione"),
        ("it", "smetti di registrare"),
    ],
)
async def test_without_a_title_what_is_being_recorded_is_stopped_whatever_was_named_before(
    talk: Talk, understander: Understander, code: str, said: str
) -> None:
    await talk.say("record this")
    await talk.say("record Columbo")
    last = Command.of("tv.record", on=True, title="Columbo")
    found = understander.understand(said, UtteranceContext(language=code, last_command=last))
    assert found.commands == (Command.of("tv.record", on=False),)
    await talk.hear(said, *found.commands, language=code)
    assert [item["state"] for item in talk.media.kept] == ["finished"]


async def test_of_several_that_are_being_recorded_it_is_asked_which_is_to_be_stopped(talk: Talk) -> None:
    await talk.say("record this")
    await talk.say("record Match of the Day")
    assert (await talk.say("stop recording")).endswith("Which one shall I stop?")
    assert [item["state"] for item in talk.media.kept] == ["recording", "recording"]


async def test_what_was_promised_last_may_be_meant_too(talk: Talk) -> None:
    await talk.say("record this")
    await talk.say("record Bake Off")
    assert (await talk.say("stop recording")).endswith("Which one shall I stop?")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("record Bake Off too", "Bake Off"),
        ("record Bake Off even if it runs over", "Bake Off"),
        ("also record Bake Off as well", "Bake Off"),
    ],
)
async def test_what_is_said_beside_a_title_is_no_part_of_it(talk: Talk, said: str, title: str) -> None:
    assert title in await talk.say(said)
    assert "can't find" not in await talk.say(said)
