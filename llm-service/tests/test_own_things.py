"""Reminders, memories, favourites and deleting, against a media-service that keeps what it is given."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from prism_core.commands import Command
from prism_core.events.playback import PlaybackState
from prism_core.requests import Choice, Exchange, Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.responder.memories import addressed
from prism_llm.testing import create_replier
from prism_llm.understanding import Understander, create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
BEAT = {"id": "demo-beat", "name": "Prism Beat", "number": 1}


def programme(title: str, minutes: int) -> dict[str, Any]:
    start = NOW + timedelta(minutes=minutes)
    stop = start + timedelta(minutes=30)
    return {"channel_id": "demo-beat", "title": title, "start": start.isoformat(), "stop": stop.isoformat()}


class Kept:
    """Media-service's lists, as its HTTP shows them."""

    def __init__(self) -> None:
        kinds = ("reminders", "memories", "playlists", "recordings")
        self.lists: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
        self.favourites: list[dict[str, Any]] = []
        self.cookies: set[str | None] = set()
        self.refusal = 0
        self.matches: list[dict[str, Any]] = []
        self.guide = [programme("Night Pulse", -10), programme("Bake Off", 90), programme("Bake Off", 24 * 60)]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.cookies.add(request.headers.get("cookie"))
        if self.refusal:
            return httpx.Response(self.refusal, json={"detail": "no"})
        parts = request.url.path.removeprefix("/api/").split("/")
        if request.method == "POST":
            row = {"id": len(self.lists[parts[0]]) + 1, **json.loads(request.content)}
            self.lists[parts[0]].append(row)
            return httpx.Response(201, json=row)
        if request.method == "DELETE":
            self.lists[parts[0]] = [row for row in self.lists[parts[0]] if str(row["id"]) != parts[1]]
            return httpx.Response(204)
        if parts[0] in self.lists:
            return httpx.Response(200, json={parts[0]: self.lists[parts[0]]})
        if parts[-1] == "resolve":
            return httpx.Response(200, json={"matches": self.matches})
        words = request.url.params.get("q", "").casefold()
        answers: dict[str, Any] = {
            "favourites": {"channels": self.favourites},
            "channels": BEAT,
            "search": {"programmes": [item for item in self.guide if words in item["title"].casefold()]},
            "guide": {"channels": {"demo-beat": {"now": self.guide[0], "next": self.guide[1]}}},
            "history": {"entries": [{"programme": "Night Pulse", "started_at": "2026-11-23T19:30:00Z"}]},
        }
        return httpx.Response(200, json=answers[parts[0]])


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


class Talk:
    """A conversation as the gateway leads it: understood, answered, and remembered."""

    def __init__(self, understander: Understander) -> None:
        self.kept = Kept()
        self.history: list[Exchange] = []
        self.choices: list[Choice] = []
        self._understander = understander
        media = Media("http://media", httpx.MockTransport(self.kept))
        selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
        self._replier = create_replier(selection, media, understander, lambda: NOW)

    viewer = ""

    async def say(self, text: str, heard: float = 1.0) -> str:
        asked = self.history[-1].lumen.rsplit(". ", 1)[-1] if self.history else ""
        context = UtteranceContext(pending=asked if asked.endswith("?") else None)
        commands = self._understander.understand(text, context).commands
        state = PlaybackState(channel_id="demo-beat", channel_name="Prism Beat")
        request = Reply(text=text, commands=commands, history=tuple(self.history), state=state, viewer=self.viewer)
        sentences = [sentence async for sentence in self._replier.reply(request)]
        answer = " ".join(sentence.text for sentence in sentences)
        self.choices = [choice for sentence in sentences for choice in sentence.choices]
        self.history.append(Exchange(viewer=text, lumen=answer[: round(len(answer) * heard)]))
        return answer

    async def pick(self, place: int) -> str:
        """Picks of what was told, by its place from 0, as the gateway does."""
        said, chosen = f"number {place + 1}", self.choices[place].command
        request = Reply(text=said, commands=(chosen,), history=tuple(self.history), viewer=self.viewer)
        answer = " ".join([sentence.text async for sentence in self._replier.reply(request)])
        self.history.append(Exchange(viewer=said, lumen=answer))
        return answer


@pytest.fixture
def talk(understander: Understander) -> Talk:
    return Talk(understander)


async def test_a_reminder_is_found_in_the_guide_kept_and_said_back(talk: Talk) -> None:
    assert await talk.say("remind me when Bake Off starts") == (
        "I've set a reminder for Bake Off at 21:30 on Prism Beat."
    )
    (kept,) = talk.kept.lists["reminders"]
    assert (kept["title"], kept["channel_id"], kept["lead_seconds"]) == ("Bake Off", "demo-beat", 0)
    assert datetime.fromisoformat(kept["when"]) == NOW + timedelta(minutes=90)
    assert "set already" in await talk.say("remind me when Bake Off starts")
    assert len(talk.kept.lists["reminders"]) == 1


@pytest.mark.parametrize(
    ("said", "answer", "when", "lead"),
    [
        ("remind me to call my mum at nine", "a reminder to call your mum at 21:00", (24, 21, 0), 0),
        ("remind me ten minutes before Bake Off", "10 minutes before it starts at 21:30", (24, 21, 30), 600),
        ("remind me to watch Bake Off tomorrow", "tomorrow at 20:00 on Prism Beat", (25, 20, 0), 0),
        ("remind me at nine", "I've set a reminder at 21:00.", (24, 21, 0), 0),
        ("rappelle-moi à neuf heures d'appeler maman", "rappellerai : appeler maman à 21:00.", (24, 21, 0), 0),
        ("remind me about the pizza in ten minutes", "a reminder for pizza at 20:10.", (24, 20, 10), 0),
        ("remind me when it starts", "a reminder for Bake Off at 21:30", (24, 21, 30), 0),
        ("after the film remind me to ring Sue", "a reminder to ring Sue at 20:20", (24, 20, 20), 0),
        ("remind me to ring Sue when this finishes", "a reminder to ring Sue at 20:20", (24, 20, 20), 0),
    ],
)
async def test_reminders_take_titles_times_and_leads(
    talk: Talk, said: str, answer: str, when: tuple[int, int, int], lead: int
) -> None:
    assert answer in await talk.say(said)
    (kept,) = talk.kept.lists["reminders"]
    moment = datetime.fromisoformat(kept["when"])
    assert (moment.day, moment.hour, moment.minute) == when
    assert kept["lead_seconds"] == lead


@pytest.mark.parametrize(
    ("said", "told", "title", "when"),
    [
        ("remind me every day at eight to take my pills", "I can't repeat reminders yet", "take my pills", (25, 20, 0)),
        ("remind me to take my pills every evening at nine", "It comes only once", "take my pills", (24, 21, 0)),
        ("remind me every Monday at eight to put the bins out", "It comes only once", "put the bins out", (30, 8, 0)),
        ("remind me every ten minutes to stretch", "It comes only once", "stretch", (24, 20, 10)),
        ("erinnere mich jeden Tag um neun an meine Tabletten", "kommt nur einmal", "Tabletten", (24, 21, 0)),
        ("erinnere mich jeden Montag um acht an den Müll", "kommt nur einmal", "Müll", (30, 8, 0)),
        ("erinnere mich jeden Abend um neun an die Tabletten", "kommt nur einmal", "Tabletten", (24, 21, 0)),
        ("recuérdame todos los días a las nueve tomar las pastillas", "una vez", "tomar las pastillas", (24, 21, 0)),
        ("recuérdame cada lunes a las ocho sacar la basura", "solo una vez", "sacar la basura", (30, 8, 0)),
        ("rappelle-moi tous les soirs à 21 heures de sortir Rex", "une seule fois", "sortir Rex", (24, 21, 0)),
        ("rappelle-moi chaque lundi à huit heures d'appeler Luc", "une seule fois", "appeler Luc", (30, 8, 0)),
        ("ricordami ogni giorno alle nove di prendere le pillole", "volta sola", "prendere le pillole", (24, 21, 0)),
        ("ricordami ogni lunedì alle otto di chiamare Ugo", "una volta sola", "chiamare Ugo", (30, 8, 0)),
    ],
)
async def test_a_reminder_that_is_to_come_again_and_again_is_set_once_and_said_to_be(
    talk: Talk, said: str, told: str, title: str, when: tuple[int, int, int]
) -> None:
    assert told in await talk.say(said)
    (kept,) = talk.kept.lists["reminders"]
    moment = datetime.fromisoformat(kept["when"])
    assert (kept["title"], (moment.day, moment.hour, moment.minute)) == (title, when)


@pytest.mark.parametrize(
    ("language", "said", "yes", "answer"),
    [
        ("en", "turn it down in ten minutes", "yes please", "I've set a reminder to turn it down at 20:10."),
        ("en", "switch to BBC One at nine", "yes", "I've set a reminder to switch to BBC One at 21:00."),
        ("de", "mach in zehn Minuten leiser", "ja", "Ich erinnere dich: „mach leiser“ um 20:10."),
        ("es", "baja el volumen en diez minutos", "sí", "“baja el volumen” a las 20:10."),
        ("fr", "coupe le son dans dix minutes", "oui", "« coupe le son » à 20:10."),
        ("it", "togli l'audio tra dieci minuti", "sì", "“togli l'audio” alle 20:10."),
    ],
)
async def test_a_yes_to_the_reminder_that_is_offered_for_later_sets_it(
    talk: Talk, understander: Understander, language: str, said: str, yes: str, answer: str
) -> None:
    question = understander.understand(said, UtteranceContext(language=language)).question
    assert question is not None
    context = UtteranceContext(language=language, now=NOW)
    request = Reply(text=yes, commands=(question.choices[0].command,), context=context)
    assert answer in " ".join([sentence.text async for sentence in talk._replier.reply(request)])
    assert len(talk.kept.lists["reminders"]) == 1


@pytest.mark.parametrize(("said", "answer"), [
    ("remind me when Zorro starts", "can't find Zorro in the guide"),
    ("remind me when Night Pulse starts", "Night Pulse is on right now, on Prism Beat"),
    ("remind me two hours before Bake Off", "has passed already"),
    ("remind me to watch Zorro tomorrow evening", "can't find Zorro in the guide for tomorrow evening"),
])  # fmt: skip
async def test_a_reminder_that_cannot_be_set_is_not_claimed(talk: Talk, said: str, answer: str) -> None:
    assert answer in await talk.say(said)
    assert talk.kept.lists["reminders"] == []


async def test_reminders_are_listed_and_cancelled(talk: Talk) -> None:
    assert await talk.say("what are my reminders") == "You have no reminders set."
    await talk.say("remind me when Bake Off starts")
    await talk.say("remind me at ten tonight")
    assert await talk.say("list my reminders") == ("You have 2 reminders: Bake Off at 21:30 and Reminder at 22:00.")
    assert (await talk.say("cancel my reminder")).endswith("Which one shall I cancel?")
    assert [choice.command.slots for choice in talk.choices] == [{"title": "Bake Off"}, {"title": "Reminder"}]
    assert await talk.say("cancel the Bake Off reminder") == "I've cancelled the reminder: Bake Off at 21:30."
    assert [row["title"] for row in talk.kept.lists["reminders"]] == ["Reminder"]


async def test_it_is_the_reminder_that_was_set_last(talk: Talk) -> None:
    await talk.say("remind me at ten tonight to feed the cat")
    await talk.say("remind me when Bake Off starts")
    request = Reply(
        text="undo", commands=(Command.of("reminder.cancel", title="it"),), context=UtteranceContext(now=NOW)
    )
    said = [sentence.text async for sentence in talk._replier.reply(request)]
    assert said == ["I've cancelled the reminder: Bake Off at 21:30."]


async def test_one_of_several_playlists_is_picked_and_goes_after_a_yes(talk: Talk) -> None:
    talk.kept.lists["playlists"] = [
        {"id": name, "name": name, "channels": 3} for name in ("Home", "Winter", "Winter Sports")
    ]
    assert (await talk.say("delete the playlist")).endswith("Which one shall I delete?")
    assert await talk.pick(1) == "Delete the playlist Winter with its 3 channels?"
    assert await talk.say("yes please") == "I've deleted the playlist Winter."
    assert [row["name"] for row in talk.kept.lists["playlists"]] == ["Home", "Winter Sports"]


async def test_all_reminders_go_only_after_a_yes(talk: Talk) -> None:
    await talk.say("remind me when Bake Off starts")
    await talk.say("remind me at ten tonight")
    assert await talk.say("cancel all my reminders") == (
        "Delete the reminders Bake Off at 21:30 and Reminder at 22:00?"
    )
    assert len(talk.kept.lists["reminders"]) == 2
    assert await talk.say("yes") == "I've deleted the reminders."
    assert talk.kept.lists["reminders"] == []


async def test_what_is_to_be_remembered_is_kept_and_told(talk: Talk) -> None:
    assert (await talk.say("what do you know about me")).startswith("Nothing yet.")
    assert await talk.say("Remember that I like jazz") == "I'll remember that you like jazz."
    assert await talk.say("please remember my dog is called Rex.") == "I'll remember that your dog is called Rex."
    assert [(row["kind"], row["text"]) for row in talk.kept.lists["memories"]] == [
        ("preference", "I like jazz"),
        ("fact", "my dog is called Rex"),
    ]
    assert await talk.say("what do you know about me?") == (
        "You told me that you like jazz and that your dog is called Rex."
    )


@pytest.mark.parametrize(
    ("said", "kept", "kind"),
    [
        ("remember that I like jazz, please", "I like jazz", "preference"),
        ("remember Come Dine With Me is my favourite show", "Come Dine With Me is my favourite show", "fact"),
        ("merk dir bitte, dass ich Jazz mag", "ich mag Jazz", "preference"),
        ("vergiss nicht, dass ich Vegetarier bin", "ich bin Vegetarier", "fact"),
        ("recuerda, por favor, que me gusta el flamenco", "me gusta el flamenco", "preference"),
        ("apunta: me llamo Ana", "me llamo Ana", "fact"),
        ("no te olvides de que me duele la espalda", "me duele la espalda", "fact"),
        ("retiens qu’il fait froid chez moi", "il fait froid chez moi", "fact"),
        ("oublie pas que j'aime le jazz", "j'aime le jazz", "preference"),
        ("ricordati, per favore, che mi piace il jazz", "mi piace il jazz", "preference"),
    ],
)
async def test_what_is_to_be_remembered_is_kept_without_the_wish_around_it(
    talk: Talk, said: str, kept: str, kind: str
) -> None:
    await talk.say(said)
    assert [(row["text"], row["kind"]) for row in talk.kept.lists["memories"]] == [(kept, kind)]


@pytest.mark.parametrize("said", [
    "remember that film with the dog?", "remember when we met", "do you remember Dallas", "notebook is empty",
    "remember me to my sister who is ill", "merk dir, wie alt ich bin", "vergiss nicht, wann das Spiel ist",
    "recuerda qué me gusta", "merk dir, was ich mag", "retiens ce que j'aime", "ricorda che cosa mi piace",
    "recuerda cuándo es mi cumpleaños", "retiens quelque chose", "retiens comment je suis", "ricorda chi sono",
    "ricorda dove ho le chiavi",
])  # fmt: skip
async def test_reminiscing_is_not_kept(talk: Talk, said: str) -> None:
    await talk.say(said)
    assert talk.kept.lists["memories"] == []


async def test_forgetting_asks_first_and_waits_for_yes(talk: Talk) -> None:
    await talk.say("remember that I like jazz")
    assert await talk.say("forget that I like jazz") == "Forget that you like jazz?"
    assert len(talk.kept.lists["memories"]) == 1
    assert await talk.say("yes") == "I've forgotten it."
    assert talk.kept.lists["memories"] == []


async def test_a_yes_that_comes_late_or_to_a_question_not_heard_deletes_nothing(talk: Talk) -> None:
    talk.kept.lists["playlists"] = [{"id": "p", "name": "Family", "channels": 12}]
    question = "Delete the playlist Family with its 12 channels?"
    await talk.say("delete that playlist")
    await talk.say("hello")
    await talk.say("yes")
    assert await talk.say("delete the family playlist", heard=0.5) == question
    assert await talk.say("yes") == question
    assert len(talk.kept.lists["playlists"]) == 1
    assert await talk.say("yes, do it") == "I've deleted the playlist Family."
    assert talk.kept.lists["playlists"] == []


async def test_a_yes_to_a_question_that_was_said_again_counts(talk: Talk) -> None:
    await talk.say("remember that I like jazz")
    assert await talk.say("forget that I like jazz") == "Forget that you like jazz?"
    assert await talk.say("what did you say?") == "Forget that you like jazz?"
    assert await talk.say("yes") == "I've forgotten it."
    assert talk.kept.lists["memories"] == []


async def test_what_cannot_be_done_is_said(talk: Talk) -> None:
    assert await talk.say("delete that recording") == "There are no recordings."
    assert "nothing to forget" in await talk.say("forget everything you know about me")


async def test_a_question_that_is_stale_is_asked_anew(talk: Talk) -> None:
    talk.kept.lists["playlists"] = [{"id": "p", "name": "Family", "channels": 12}]
    await talk.say("delete that playlist")
    talk.kept.lists["playlists"] = [{"id": "q", "name": "Work", "channels": 3}]
    assert await talk.say("yes") == "Delete the playlist Work with its 3 channels?"
    assert len(talk.kept.lists["playlists"]) == 1


async def test_lumen_repeats_herself_and_tells_the_time(talk: Talk) -> None:
    assert await talk.say("what time is it") == "It's 20:00."
    assert await talk.say("Say that again, please") == "It's 20:00."
    assert await talk.say("what day is it?") == "Today is Tuesday, 24 November."
    assert "It's" not in await talk.say("what time is it in Tokyo")


async def test_favourites_and_what_was_watched_are_told(talk: Talk) -> None:
    assert "no favourite channels yet" in await talk.say("what are my favourites")
    talk.kept.favourites = [BEAT, {"id": "b", "name": "BBC One"}]
    assert await talk.say("What are my favourite channels?") == ("Your favourite channels are Prism Beat and BBC One.")
    assert await talk.say("what did I watch yesterday") == "Last you watched Night Pulse yesterday at 19:30."


@pytest.mark.parametrize("said", [
    "welche Favoriten habe ich?", "¿qué favoritos tengo?", "quelles sont mes chaînes favorites ?",
    "quels favoris ai-je ?", "che canali preferiti ho?",
])  # fmt: skip
async def test_favourites_are_told_in_each_language(talk: Talk, said: str) -> None:
    talk.kept.favourites = [BEAT]
    assert "Prism Beat" in await talk.say(said)


@pytest.mark.parametrize("said", [
    "was habe ich gestern Abend so geguckt?", "¿qué estaba viendo?", "j'ai regardé quoi hier ?",
    "cosa stavo guardando?", "che cosa ho appena visto?", "was ist mein Verlauf?", "¿cuál es mi historial?",
    "quel est mon historique ?", "qual è la mia cronologia?",
])  # fmt: skip
async def test_what_was_watched_is_told_in_each_language(talk: Talk, said: str) -> None:
    assert "Night Pulse" in await talk.say(said)


@pytest.mark.parametrize("said", [
    "what’s my name?", "do you remember my name?", "do you know who I am?", "weißt du noch, wie ich heiße?",
    "wie ist mein Name?", "¿sabes cómo me llamo?", "¿cuál es mi nombre?", "tu sais comment je m'appelle ?",
    "quel est mon prénom ?", "ti ricordi come mi chiamo?", "qual è il mio nome?",
])  # fmt: skip
async def test_a_name_is_told_to_its_owner_in_each_language(talk: Talk, said: str) -> None:
    await talk.say("remember that my name is Zora")
    talk.history.clear()
    assert "Zora" in await talk.say(said)


@pytest.mark.parametrize("said", ["who am I watching?", "sai chi sono gli attori?"])
async def test_who_is_on_is_no_question_for_a_name(talk: Talk, said: str) -> None:
    await talk.say("remember that my name is Zora")
    talk.history.clear()
    assert "Zora" not in await talk.say(said)


async def test_times_are_the_viewers_own(talk: Talk) -> None:
    zoned = UtteranceContext(now=datetime.fromisoformat("2026-11-24T21:00:00+01:00"))
    request = Reply(text="?", commands=(Command.of("reminder.set", title="Bake Off"),), context=zoned)
    said = [sentence.text async for sentence in talk._replier.reply(request)]
    assert said == ["I've set a reminder for Bake Off at 22:30 on Prism Beat."]


@pytest.mark.parametrize(("zone", "hour_cycle", "told"), [
    ("America/New_York", "h12", "at 4:30 PM"),
    ("Europe/London", "h23", "at 21:30"),
    ("Asia/Kolkata", "h12", "at 3 AM"),
    ("Mars/Olympus", None, "at 21:30"),
])  # fmt: skip
async def test_times_are_told_by_the_viewers_clock(talk: Talk, zone: str, hour_cycle: Any, told: str) -> None:
    context = UtteranceContext(
        now=datetime.fromisoformat("2026-11-24T20:00:00+00:00"), time_zone=zone, hour_cycle=hour_cycle
    )
    request = Reply(text="?", commands=(Command.of("reminder.set", title="Bake Off"),), context=context)
    said = [sentence.text async for sentence in talk._replier.reply(request)]
    assert told in said[0]


@pytest.mark.parametrize("text", [
    "what have you got on me",
    "tell me what you know about me",
    "can you tell me what you've saved about me",
    "what do you remember",
    "was hast du dir über mich gemerkt",
    "sag mir, was du über mich weißt",
    "zeig mir, was du dir gemerkt hast",
    "qué recuerdas de mí",
    "dime lo que sabes de mí",
    "¿qué tienes apuntado sobre mí?",
    "dis-moi ce que tu sais sur moi",
    "qu’est-ce que tu as retenu de moi ?",
    "que sais-tu à mon sujet ?",
    "che cosa ti ricordi di me",
    "dimmi quello che sai su di me",
    "che sai di me?",
])  # fmt: skip
async def test_what_is_kept_is_told_however_it_is_asked_for(talk: Talk, text: str) -> None:
    await talk.say("remember that my name is Zora")
    assert "Zora" in await talk.say(text)


@pytest.mark.parametrize("text", [
    "what do you know about football",
    "what have you got on tonight",
    "what do you think of me",
    "what does he know about me",
    "was weißt du über Goethe",
    "qué sabes de Picasso",
    "dis-moi ce que tu sais sur Napoléon",
    "cosa sai di Roma",
])  # fmt: skip
async def test_what_is_kept_is_told_to_no_other_question(talk: Talk, text: str) -> None:
    await talk.say("remember that my name is Zora")
    talk.history.clear()
    assert "Zora" not in await talk.say(text)


@pytest.mark.parametrize(("text", "told"), [
    ("erinnere mich an Bake Off", "um 21:30"),
    ("recuérdame Bake Off", "a las 21:30"),
    ("rappelle-moi Bake Off", "à 21:30"),
    ("ricordami Bake Off", "alle 21:30"),
    ("remind me of Bake Off", "at 9:30 PM"),
])  # fmt: skip
async def test_the_language_of_an_answer_tells_the_time_its_way(talk: Talk, text: str, told: str) -> None:
    """The browser is set to American English, whoever sits before it."""
    context = UtteranceContext(now=NOW, hour_cycle="h12")
    request = Reply(text=text, commands=(Command.of("reminder.set", title="Bake Off"),), context=context)
    said = [sentence.text async for sentence in talk._replier.reply(request)]
    assert told in said[0]


def test_words_are_turned_to_the_viewer() -> None:
    assert addressed("I'm vegan and my wife loves me") == "you're vegan and your wife loves you"
    assert addressed("call me Captain") == "your name is Captain"
    assert addressed("the viewer likes jazz") == addressed("likes jazz") == "you like jazz"


async def test_what_is_kept_is_the_viewers_own(talk: Talk) -> None:
    talk.viewer = "annas-cookie"
    for said in ("remember that I like jazz", "what do you remember about me", "delete that reminder", "what's on now"):
        await talk.say(said)
    assert talk.kept.cookies == {"prism_profile=annas-cookie"}


@pytest.mark.parametrize(("status", "answer"), [
    (401, "Please choose your profile on the screen first."),
    (403, "This profile isn't allowed to do that. Switch to a grown-up's first."),
])  # fmt: skip
async def test_what_a_profile_may_not_is_said(talk: Talk, status: int, answer: str) -> None:
    talk.kept.refusal = status
    assert answer in await talk.say("remember that I like jazz")


@pytest.mark.parametrize(
    ("told", "asked", "answer"),
    [
        ("my favourite film is Heat", "what is my favourite film?", "You told me that your favourite film is Heat."),
        ("remember that my sister Hanna is allergic to nuts", "who is Hanna?",
         "You told me that your sister Hanna is allergic to nuts."),
        ("I'm really into jazz", "what do I like?", "You told me that you're really into jazz."),
        ("my favourite team is Rapid", "what's my favourite team?", "You told me that your favourite team is Rapid."),
        ("ich bin allergisch gegen Nüsse", "wogegen bin ich allergisch?", "allergisch gegen Nüsse"),
        ("soy alérgica a las nueces", "¿a qué soy alérgica?", "Me has contado: “soy alérgica a las nueces”."),
        ("je suis allergique aux noix", "à quoi suis-je allergique ?", "allergique aux noix"),
        ("sono allergica alle noci", "a cosa sono allergica?", "allergica alle noci"),
        ("mein Hund heißt Bello", "wie heißt mein Hund?", "Du hast mir gesagt: „mein Hund heißt Bello“."),
        ("mi perro se llama Toby", "¿cómo se llama mi perro?", "Toby"),
        ("mon chien s'appelle Rex", "comment s'appelle mon chien ?", "Rex"),
        ("il mio cane si chiama Fido", "come si chiama il mio cane?", "Fido"),
        ("my daughter's name is Nora", "what is my daughter called?", "your daughter's name is Nora"),
        ("remember that grandma comes on Sundays", "what did I say about grandma?", "grandma comes on Sundays"),
        ("remember that grandma comes on Sundays", "what did I tell you about grandma", "grandma comes on Sundays"),
        ("merk dir, dass die Oma sonntags kommt", "was habe ich über Oma gesagt?", "„die Oma kommt sonntags“"),
        ("recuerda que la abuela viene los domingos", "¿qué te dije de la abuela?", "la abuela viene los domingos"),
        ("I love jazz", "do you remember what I like?", "that you love jazz"),
        ("ich mag Krimis", "weißt du noch, was ich mag?", "ich mag Krimis"),
        ("me gusta el jazz", "¿sabes lo que me gusta?", "me gusta el jazz"),
        ("j'aime le jazz", "tu sais ce que j'aime ?", "j'aime le jazz"),
        ("mi piace il jazz", "ti ricordi cosa mi piace?", "mi piace il jazz"),
        ("me gusta el flamenco", "what do you know about me", "You told me “me gusta el flamenco”."),
        ("Mi piacciono i gialli", "what do you know about me", "You told me “Mi piacciono i gialli”."),
    ],
)  # fmt: skip
async def test_what_was_told_answers_a_question_about_it_without_a_model(
    talk: Talk, told: str, asked: str, answer: str
) -> None:
    await talk.say(told)
    assert len(talk.kept.lists["memories"]) == 1
    assert answer in await talk.say(asked)
    assert "language model" in await talk.say("what is the capital of Peru?")
    assert "language model" in await talk.say("who is that?") or "recognise faces" in talk.history[-1].lumen


@pytest.mark.parametrize(
    ("told", "wish", "asked"),
    [
        ("I'm allergic to nuts", "forget that I'm allergic to nuts", "Forget that you're allergic to nuts?"),
        ("my name is Anna", "forget my name", "Forget that your name is Anna?"),
        ("ich heiße Anna", "vergiss meinen Namen", "„ich heiße Anna“ vergessen?"),
        ("merk dir, dass ich Krimis mag", "vergiss, dass ich Krimis mag", "„ich mag Krimis“ vergessen?"),
        ("me llamo Lucía", "olvida mi nombre", "¿Olvido “me llamo Lucía”?"),
        ("je m'appelle Zoé", "oublie mon nom", "J'oublie « je m'appelle Zoé » ?"),
        ("mi chiamo Giulia", "dimentica il mio nome", "Dimentico “mi chiamo Giulia”?"),
        ("ich heiße Anna", "vergiss, wie ich heiße", "„ich heiße Anna“ vergessen?"),
        ("me llamo Lucía", "olvida quién soy", "¿Olvido “me llamo Lucía”?"),
        ("je m'appelle Zoé", "oublie qui je suis", "J'oublie « je m'appelle Zoé » ?"),
        ("mi chiamo Giulia", "dimentica chi sono", "Dimentico “mi chiamo Giulia”?"),
    ],
)
async def test_what_was_told_is_forgotten_in_the_viewers_words(talk: Talk, told: str, wish: str, asked: str) -> None:
    await talk.say("I like jazz")
    await talk.say(told)
    assert await talk.say(wish) == asked
    await talk.say("yes")
    assert [item["text"] for item in talk.kept.lists["memories"]] == ["I like jazz"]


async def test_reminders_are_deleted_in_other_languages(talk: Talk) -> None:
    for wish in ("lösche alle Erinnerungen", "borra los recordatorios", "supprime tous les rappels"):
        await talk.say("remind me when Bake Off starts")
        assert "21:30" in await talk.say(wish)
        await talk.say("yes")
        assert talk.kept.lists["reminders"] == []


async def test_a_programme_is_told_of_by_its_title_and_a_channel_by_its_number(talk: Talk) -> None:
    assert await talk.say("tell me about Bake Off") == "Bake Off is on at 21:30, on Prism Beat."
    assert await talk.say("tell me about Night Pulse") == "Night Pulse is on right now, on Prism Beat."
    assert "language model" in await talk.say("tell me about Zorro")
    talk.kept.matches = [{"channel": BEAT, "score": 1.0}]
    assert await talk.say("what is channel 14?") == "Channel 14 is Prism Beat."
    assert await talk.say("what number is Prism Beat?") == "Prism Beat is number 1."
    assert await talk.say("welche Nummer hat Prism Beat?") == "Prism Beat hat die Nummer 1."
    assert await talk.say("welcher Sender ist Nummer 14?") == "Kanal 14 ist Prism Beat."
    for asked in ("auf welchem Programmplatz finde ich Prism Beat?", "en qué número se ve Prism Beat",
                  "sur quel numéro se trouve Prism Beat", "su che numero si trova Prism Beat"):  # fmt: skip
        assert re.search(r"Prism Beat .* 1\b", await talk.say(asked))
    assert await talk.say("quel est le canal 14 ?") == "La chaîne 14 est Prism Beat."
    talk.kept.matches = []
    assert await talk.say("what is channel 15?") == "There is no channel 15."


async def test_own_things_are_asked_for_as_they_are_written_in_spanish_and_german(talk: Talk) -> None:
    await talk.say("recuerda que me gusta el flamenco")
    assert [item["text"] for item in talk.kept.lists["memories"]] == ["me gusta el flamenco"]
    assert "flamenco" in await talk.say("¿qué sabes de mí?")
    assert "Night Pulse" in await talk.say("was haben wir gestern geschaut?")
    assert "Sprachmodell" in await talk.say("welches Sprachmodell hast du?")
