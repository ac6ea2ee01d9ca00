"""Answers from data in the viewer's language, and what is learnt, corrected, forgotten and never kept in each."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

import httpx
import pytest

from prism_core.requests import Exchange, Reply, UtteranceContext
from prism_core.sentences import cut_sentences
from prism_core.testing.clock import virtual_time
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.responder import clock
from prism_llm.responder.asked_times import window
from prism_llm.responder.forgetting import forgets_the_talk, forgetting
from prism_llm.responder.learning import every_learnt, learnt
from prism_llm.responder.secrets import secret
from prism_llm.responder.talk import _PATTERNS, _SYMPATHY, OFFERS
from prism_llm.telling import LANGUAGES, asked_times, language_for, language_of, said_in, talk_in, told_in
from prism_llm.testing import create_replier
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
PLACES = re.compile(r"\{\w+\}")


class Evening:
    """A viewer at a programme, with memories; `say` answers and remembers what was said."""

    def __init__(self) -> None:
        self.memories: list[dict[str, Any]] = []
        self.next_id = 1
        selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None)
        media = Media("http://media", httpx.MockTransport(self._media))
        self.replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)
        self.history: list[Exchange] = []

    @property
    def known(self) -> list[str]:
        return [one["text"] for one in self.memories]

    async def say(self, text: str) -> str:
        asked = self.history[-1].lumen.rsplit(". ", 1)[-1] if self.history else ""
        pending = UtteranceContext(pending=asked if asked.endswith("?") else None)
        commands = UNDERSTANDER.understand(text, pending).commands
        context = UtteranceContext(channel="Beat", now=NOW, time_zone="UTC")
        request = Reply(text=text, commands=commands, context=context, history=tuple(self.history))
        answer = " ".join([sentence.text async for sentence in self.replier.reply(request)])
        self.history.append(Exchange(viewer=text, lumen=answer))
        return answer

    def _media(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if request.method == "POST":
            kept = {"id": self.next_id, "text": httpx.Response(200, content=request.content).json()["text"]}
            self.next_id += 1
            self.memories.insert(0, kept)
            return httpx.Response(201, json=kept)
        if request.method == "DELETE":
            self.memories = [one for one in self.memories if not path.endswith(f"/{one['id']}")]
            return httpx.Response(204)
        pulse = {"channel_id": "beat", "title": "Night Pulse", "start": "2026-11-24T19:00:00Z"}
        both = {
            "now": {**pulse, "stop": "2026-11-24T20:25:00Z"},
            "next": {**pulse, "title": "Dawn", "start": "2026-11-25T00:10:00Z", "stop": "2026-11-25T01:00:00Z"},
        }
        beat = {"id": "beat", "name": "Beat"}
        answers: dict[str, Any] = {
            "/api/channels/resolve": {"matches": [{"channel": beat, "score": 1}]},
            "/api/channels": {"channels": [beat], "total": 1},
            "/api/guide/now": {"channels": {"beat": both}},
            "/api/memories": {"memories": self.memories},
            "/api/search": {"programmes": []},
        }
        return httpx.Response(200, json=answers[path])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("what's on now", "Night Pulse is on Beat, with 25 minutes to go. After that comes Dawn, tomorrow at 0:10."),
        ("was läuft gerade", "Night Pulse läuft auf Beat, noch 25 Minuten. Danach kommt Dawn, morgen um 0:10."),
        ("qué ponen ahora", "Night Pulse está en Beat, quedan 25 minutos. Después viene Dawn, mañana a las 0:10."),
        ("qu'est-ce qui passe maintenant", "Night Pulse passe sur Beat, encore 25 minutes."),
        ("cosa c'è adesso", "Night Pulse è su Beat, ancora 25 minuti. Dopo c'è Dawn, domani alle 0:10."),
        ("welche sender gibt es", "Es gibt einen Sender: Beat."),
        ("erkläre mir die Quantenmechanik", "Sprachmodell"),
        ("quién eres", "Lumen"),
        ("qui es-tu", "Je "),
        ("me llamo Lucía", "Lo recordaré: “me llamo Lucía”."),
    ],
)
def test_an_answer_is_in_the_language_of_the_question(said: str, answer: str) -> None:
    async def ask() -> None:
        assert answer in await Evening().say(said)

    virtual_time(ask)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_places_of_its_sentence(code: str) -> None:
    file = tomllib.loads(resources.files("prism_llm.telling").joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    for english, other in file["sentences"].items():
        assert set(PLACES.findall(other)) <= set(PLACES.findall(english)), english
    assert said_in(code, "No sentence of ours.") == "No sentence of ours."


@pytest.mark.parametrize(
    ("code", "said", "start"),
    [
        ("de", "halb neun", "20:30"), ("de", "in einer halben Stunde", "20:30"), ("de", "21 Uhr", "21:00"),
        ("es", "a las nueve y media", "21:30"), ("es", "en diez minutos", "20:10"), ("fr", "21h30", "21:30"),
        ("fr", "dans dix minutes", "20:10"), ("it", "alle nove e mezza", "21:30"), ("it", "tra dieci minuti", "20:10"),
        ("de", "in anderthalb Stunden", "21:30"), ("de", "in einer Dreiviertelstunde", "20:45"),
        ("de", "fünf vor halb neun", "20:25"), ("de", "zwanzig Uhr fünfzehn", "20:15"),
        ("de", "viertel neun", "20:15"),        ("de", "übermorgen um acht", "08:00"), ("de", "Samstagabend", "18:00"),
        ("de", "am 3. Dezember um neun", "09:00"),
        ("es", "a las nueve menos cuarto", "20:45"), ("es", "dentro de una hora y media", "21:30"),
        ("es", "pasado mañana a las ocho", "08:00"), ("es", "a medianoche", "00:00"),
        ("es", "a la una y media", "01:30"),
        ("es", "el sábado por la noche", "18:00"), ("fr", "à neuf heures moins le quart", "20:45"),
        ("fr", "dans deux heures", "22:00"), ("fr", "dans un quart d'heure", "20:15"),
        ("fr", "après-demain à 8 h", "08:00"),
        ("fr", "à midi et demi", "12:30"), ("fr", "samedi soir", "18:00"), ("it", "alle nove meno dieci", "20:50"),
        ("it", "tra un'ora e mezza", "21:30"), ("it", "dopodomani alle otto", "08:00"), ("it", "a mezzanotte", "00:00"),
        ("it", "sabato sera", "18:00"), ("it", "tra tre quarti d'ora", "20:45"),
    ],
)  # fmt: skip
def test_a_time_is_understood_as_it_is_said_in_each_language(code: str, said: str, start: str) -> None:
    with told_in(code):
        span = window(said, NOW)
        assert span, list(asked_times(said))
        assert f"{span[0]:%H:%M}" == start
        assert window({"de": "heute Abend", "es": "esta noche", "fr": "ce soir", "it": "stasera"}[code], NOW) == (
            NOW - timedelta(hours=1), NOW + timedelta(hours=4),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("tell me a story about a fox", "en"),
        ("que me conseilles-tu ?", "fr"),
        ("¿qué me aconsejas?", "es"),
        ("explain a black hole", "en"),
        ("a horse, a horse, my kingdom for a horse", "en"),
        ("cuéntame un cuento sobre un zorro", "es"),
        ("wer hat die Mona Lisa gemalt", "de"),
        ("pausa", "es"),
        ("Gute Nacht", "de"),
        ("buenas noches", "es"),
        ("bonne nuit, Lumen", "fr"),
        ("buonanotte", "it"),
    ],
)
def test_talk_has_the_language_of_its_own_words_beside_a_grammars_few(said: str, language: str) -> None:
    assert talk_in(UNDERSTANDER.understand(said), said).language == language


def test_who_asked_for_a_language_is_answered_in_it_whatever_they_speak() -> None:
    for said in ("what did you say", "was hast du gesagt"):
        assert language_for(Reply(text=said, context=UtteranceContext(language="de", answer_in="fr"))) == "fr"


def test_the_language_of_a_grammar_that_found_a_question_is_that_of_its_answer() -> None:
    def asked(said: str, language: str) -> Reply:
        commands = UNDERSTANDER.understand(said).commands
        return Reply(text=said, commands=commands, context=UtteranceContext(language=language))

    assert language_for(asked("worum geht es?", "de")) == "de"
    assert language_for(asked("conseille-moi quelque chose", "fr")) == "fr"
    assert language_for(asked("what's on now", "en")) == "en"
    assert language_for(Reply(text="explain a black hole", context=UtteranceContext(language="de"))) == "en"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("I've set a reminder for The Long Road um 20:00 on BBC One.",
         "Ich erinnere dich an The Long Road um 20:00 auf BBC One."),
        ("I've set a reminder for Bake Off, 5 Minuten before it starts um 20:00 on BBC One.",
         "Ich erinnere dich 5 Minuten vorher an Bake Off, um 20:00 auf BBC One."),
        ("I can't find Zorro in the guide, so I haven't set a reminder. "
         "Say it with a time, like: remind me at nine about Zorro.",
         "Ich finde Zorro nicht im Programm, also habe ich keine Erinnerung gesetzt. "
         "Sag es mit einer Uhrzeit, etwa: erinnere mich um neun an Zorro."),
    ],
)  # fmt: skip
def test_the_sentence_with_most_words_of_its_own_is_the_one_that_is_translated(english: str, german: str) -> None:
    assert said_in("de", english) == german


@pytest.mark.parametrize("code", LANGUAGES)
def test_sympathy_and_the_titles_of_cards_are_told_in_each_language(code: str) -> None:
    feelings = [sentence for sentences in _SYMPATHY.values() for sentence in sentences]
    for english in (*feelings, *OFFERS, "On the guide", "Reminders", "What I remember", "Channels", "Recordings"):
        assert said_in(code, english) != english


def test_small_words_tell_the_language_and_else_what_was_said_before() -> None:
    assert language_of("tell me a joke") == language_of("no") == language_of("pause") == "en"
    assert language_of("was kommt danach") == "de"
    assert language_of("ja", [Exchange(viewer="wer ist das", lumen="x")]) == "de"
    assert language_of("pausa", default="it-IT") == "it"


@pytest.mark.parametrize(
    ("likes", "known", "forget", "yes", "no_more"),
    [
        ("I love jazz", "what do you know about me", "forget that I love jazz", "yes", "I don't like jazz any more"),
        ("ich liebe Jazz", "was weißt du über mich", "vergiss, dass ich Jazz liebe", "ja", "ich mag keinen Jazz mehr"),
        ("me encanta el jazz", "qué sabes de mí", "olvida que me encanta el jazz", "sí", "ya no me gusta el jazz"),
        ("j'adore le jazz", "que sais-tu de moi", "oublie que j'adore le jazz", "oui", "je n'aime plus le jazz"),
        ("mi piace il jazz", "cosa sai di me", "dimentica che mi piace il jazz", "sì", "non mi piace più il jazz"),
    ],
)
def test_a_like_is_kept_shown_corrected_and_forgotten_in_each_language(
    likes: str, known: str, forget: str, yes: str, no_more: str
) -> None:
    async def tell() -> None:
        evening = Evening()
        await evening.say(likes)
        assert evening.known == [likes]
        assert "azz" in await evening.say(known)
        assert (await evening.say(forget)).endswith("?")
        assert evening.known == [likes]
        await evening.say(yes)
        assert evening.known == []
        await evening.say(likes)
        await evening.say(no_more)
        assert evening.known == [no_more]

    virtual_time(tell)


def test_a_name_takes_the_place_of_the_one_before_and_is_known() -> None:
    async def tell() -> None:
        evening = Evening()
        await evening.say("my name is Tom")
        assert "changed" in await evening.say("no, my name is Tim")
        assert await evening.say("what's my name") == "You told me that your name is Tim."
        await evening.say("ich heiße Jan")
        assert evening.known == ["ich heiße Jan"]

    virtual_time(tell)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I like jazz", "actually I hate jazz"), ("I hate jazz", "I like jazz again"),
        ("ich mag jazz", "ich hasse jazz"), ("me gusta el jazz", "odio el jazz"),
        ("j'adore le jazz", "je déteste le jazz"), ("mi piace il jazz", "odio il jazz"),
    ],
)  # fmt: skip
def test_an_opinion_takes_the_place_of_its_opposite(before: str, after: str) -> None:
    async def tell() -> None:
        evening = Evening()
        await evening.say("I like jazz bars")
        await evening.say(before)
        await evening.say(after)
        assert sorted(evening.known) == sorted(["I like jazz bars", after.removeprefix("actually ")])

    virtual_time(tell)


def test_a_correction_to_what_is_known_already_ends_what_was_wrong() -> None:
    async def tell() -> None:
        evening = Evening()
        for said in ("my dog is called Rex", "my dog is called Pixel", "no, my dog is called Rex"):
            await evening.say(said)
        assert evening.known == ["my dog is called Rex"]

    virtual_time(tell)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("my name is Zora and I have a dog called Pixel", ["my name is Zora", "I have a dog called Pixel"]),
        ("I love westerns, and my wife loves quiz shows", ["I love westerns", "my wife loves quiz shows"]),
        ("my sister Lena is allergic to peanuts", ["my sister Lena is allergic to peanuts"]),
        ("ich heiße Ada und ich habe zwei Kinder", ["ich heiße Ada", "ich habe zwei Kinder"]),
        ("me llamo Eva y tengo dos perros", ["me llamo Eva", "tengo dos perros"]),
        ("je m'appelle Luc et j'ai deux chats", ["je m'appelle Luc", "j'ai deux chats"]),
        ("mi chiamo Ugo e ho due gatti", ["mi chiamo Ugo", "ho due gatti"]),
        ("I like jazz and blues", ["I like jazz and blues"]),
        ("I like jazz and also I have a dog", ["I like jazz", "I have a dog"]),
        ("me gusta el jazz y, por cierto, tengo un perro", ["me gusta el jazz", "tengo un perro"]),
    ],
)
def test_each_thing_that_a_sentence_tells_is_kept(said: str, kept: list[str]) -> None:
    assert [one.text for one in every_learnt(said)] == kept


@pytest.mark.parametrize(
    "said",
    ["my son is asleep", "my dog is barking", "my wife is here now", "I have a headache", "we have no time",
     "mein Sohn ist krank", "ich habe keine Lust", "tengo hambre", "mon fils est malade", "j'ai faim", "ho fame"],
)  # fmt: skip
def test_how_somebody_is_for_a_while_is_not_learnt(said: str) -> None:
    assert not every_learnt(said)


@pytest.mark.parametrize(
    "said",
    [
        "my password is hunter2", "my pin is 4821", "meine PIN ist 4821", "mi contraseña es perro",
        "mon mot de passe est chat", "la mia password è gatto", "my card is 4111 1111 1111 1111",
        "my account is DE89 3704 0044 0532 0130 00", "my key is sk-abc12345678", "my password's hunter2",
        "mein Kennwort heißt Hund", "meine Ausweisnummer ist L01X", "mi clave de acceso es perro",
        "mi número de pasaporte es A12", "mon code d'accès est chat", "mon numéro de compte est A12",
        "il mio codice di accesso è gatto", "il mio numero di conto è A12",
    ],
)  # fmt: skip
def test_a_secret_is_never_kept(said: str) -> None:
    async def tell() -> None:
        evening = Evening()
        assert re.search("se[cg]ret", await evening.say(f"remember that {said}"))
        assert evening.known == []

    assert secret(said)
    virtual_time(tell)


@pytest.mark.parametrize("said", [
    "I always forget my password", "I like pin ball", "I live at 12 Elm Road", "ich suche meinen Zugangscode",
    "la clave es la paciencia", "la clé est sous le tapis", "il mio numero preferito è sette",
])  # fmt: skip
def test_what_only_speaks_of_secrets_is_none(said: str) -> None:
    assert not secret(said)


def test_what_is_too_long_is_said_to_be_and_breaks_nothing() -> None:
    async def tell() -> None:
        evening = Evening()
        assert (await evening.say(f"remember that I like {'jazz ' * 500}")).startswith("That's too long for me")
        assert await evening.say("vergiss " * 500)
        assert await evening.say("remind me " * 300 + "at half past nine")
        assert "a year ahead at most" in await evening.say("remind me in 99999999999 minutes to rest")
        assert await evening.say("😀" * 900)
        assert evening.known == []

    virtual_time(tell)


@pytest.mark.parametrize("said", ["I love this", "ich liebe das", "j'adore ça", "do I love jazz?", "mi piace questo"])
def test_what_is_pointed_at_is_not_learnt(said: str) -> None:
    assert learnt(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "forget what we talked about", "please forget this conversation", "vergiss, worüber wir gesprochen haben",
        "olvida lo que hemos hablado", "oublie ce dont on a parlé", "dimentica quello che abbiamo detto",
    ],
)  # fmt: skip
def test_forgetting_the_talk_is_no_deletion_of_memories(said: str) -> None:
    assert forgets_the_talk(said)
    assert forgetting(said) == ()


def test_never_mind_deletes_nothing() -> None:
    assert forgetting("vergiss es") == forgetting("oublie ça") == forgetting("what a film") == ()


@pytest.mark.parametrize(
    "said",
    [
        "forget about it please", "vergiss das bitte", "vergiss nicht, dass ich Jazz mag", "olvidar es fácil",
        "oublie pas que j'aime le jazz", "dimentica che.",
    ],
)  # fmt: skip
def test_what_only_looks_like_forgetting_deletes_nothing(said: str) -> None:
    assert forgetting(said) == ()


@pytest.mark.parametrize(
    "said",
    [
        "please forget about everything", "forget what I told you about me", "vergiss alles über mich",
        "vergiss, was du über mich weißt", "olvida todo lo que te he dicho", "olvida lo que sabes de mí",
        "oublie tout sur moi", "vergiss, was ich dir von mir erzählt habe", "oublie ce que je t'ai dit sur moi",
        "oublie ce que tu sais de moi", "dimentica tutto, per favore", "dimentica quello che sai di me",
    ],
)  # fmt: skip
def test_everything_may_be_forgotten_in_each_language(said: str) -> None:
    assert [command.slots for command in forgetting(said)] == [{"kind": "memory"}]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("forget that I like jazz, please", "I like jazz"), ("vergiss bitte, dass ich Jazz mag", "ich Jazz mag"),
        ("vergiss, dass ich Jazz mag, bitte", "ich Jazz mag"), ("olvida que me gusta el jazz", "me gusta el jazz"),
        ("vergiss, was ich dir über Jazz erzählt habe", "Jazz"), ("olvida lo que te he contado de mi hija", "mi hija"),
        ("oublie ce que je t'ai dit sur le jazz", "le jazz"), ("dimentica quello che ti ho detto su Eva", "Eva"),
        ("oublie qu’il est tard", "il est tard"), ("dimentica che mi piace il jazz", "mi piace il jazz"),
    ],
)  # fmt: skip
def test_one_thing_is_forgotten_without_the_words_around_it(said: str, title: str) -> None:
    assert [command.slots for command in forgetting(said)] == [{"kind": "memory", "title": title}]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("what did we talk about?", "You said last: “hello”."),
        ("worüber haben wir gerade geredet?", "Zuletzt hast du gesagt: “hello”."),
        ("¿de qué hemos hablado?", "Lo último que has dicho: “hello”."),
        ("de quoi avons-nous parlé ?", "Tu as dit en dernier : “hello”."),
        ("di cosa abbiamo parlato?", "L'ultima cosa che hai detto: “hello”."),
    ],
)
async def test_what_was_said_last_is_told(asked: str, answer: str) -> None:
    evening = Evening()
    await evening.say("hello")
    assert await evening.say(asked) == answer


@pytest.mark.parametrize(
    ("told", "wish"),
    [
        ("merk dir, dass mein Sohn Tim heißt", "vergiss meinen Sohn"),
        ("recuerda que nuestra hija se llama Eva", "olvida a nuestra hija"),
        ("retiens que notre fille s'appelle Eva", "oublie notre fille"),
        ("ricorda che la nostra gatta si chiama Eva", "dimentica la nostra gatta"),
    ],
)
async def test_what_is_the_viewers_is_forgotten_by_whatever_form_of_my(told: str, wish: str) -> None:
    evening = Evening()
    await evening.say(told)
    assert len(evening.known) == 1
    assert (await evening.say(wish)).endswith("?")


@pytest.mark.parametrize(
    ("tongue", "said"), [("de", "nine"), ("en", "um neun"), ("fr", "a las nueve"), ("it", "at nine")]
)
def test_a_time_is_understood_by_whoever_answers_in_another_language(tongue: str, said: str) -> None:
    with told_in(tongue):
        span = window(said, NOW)
    assert span
    assert span[0].hour in (9, 21)


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_is_said_in_small_talk_is_said_in_each_language(code: str) -> None:
    said = [sentence for _, replies in _PATTERNS for reply in replies for sentence in cut_sentences(reply)]
    assert len(said) > 30
    assert [sentence for sentence in said if said_in(code, sentence) == sentence] == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what's the time", "20:00"),
        ("what’s today's date?", "24"),
        ("wie spät haben wir es?", "20:00"),
        ("¿qué hora es?", "20:00"),
        ("t'as l'heure ?", "20:00"),
        ("che giorno è oggi?", "24"),
        ("what time is it in Tokyo", ""),
        ("wie spät ist es in Tokio?", ""),
        ("quelle heure est-il à Tokyo ?", ""),
        ("the time of my life", ""),
    ],
)
def test_the_time_and_the_date_are_told_to_whoever_asks_for_those_here(asked: str, told: str) -> None:
    said = clock.told(asked, NOW)
    assert told in said
    assert bool(said) == bool(told)


def test_a_word_that_many_languages_have_does_not_change_that_of_the_talk() -> None:
    found = UNDERSTANDER.understand(said := f"volume {'9' * 300}", UtteranceContext(language="en"))
    assert talk_in(found, said, "en").language == "en"
    assert talk_in(found, said, "it").language == "it"


def test_words_of_before_that_seem_another_languages_do_not_change_that_of_the_talk() -> None:
    before = [Exchange(viewer="Sei still", lumen=""), Exchange(viewer="mach weiter", lumen="Ich höre zu.")]
    assert language_for(Reply(text="ok", history=before, context=UtteranceContext(language="de"))) == "de"


@pytest.mark.parametrize(
    ("said", "limit", "remedy"),
    [
        ("remind me in 1000000000 minutes to rest", "a year ahead at most", "like: remind me in an hour."),
        (f"remind me in {'9' * 300} minutes to rest", "a year ahead at most", "like: remind me in an hour."),
        ("remind me in 500 days at nine to rest", "a year ahead at most", "like: remind me in an hour."),
        ("erinnere mich in 1000000000 Minuten an die Pizza", "höchstens ein Jahr", "erinnere mich in einer Stunde."),
        (f"recuérdame en {'9' * 300} minutos la pizza", "un año como mucho", "recuérdame en una hora."),
        ("rappelle-moi dans un milliard de minutes la pizza", "un an à l'avance au plus", "dans une heure."),
        ("ricordami tra due anni la pizza", "al massimo per un anno", "ricordami tra un'ora."),
        ("remind me in 0 minutes to rest", "has passed already", ""),
        ("remind me in six weeks to rest", "for that time.", "Tell me at what time, and I'll set a reminder."),
        ("erinnere mich morgen an den Zahnarzt", "für morgen nicht im Programm.", "Sag mir die Uhrzeit"),
        ("recuérdame mañana", "no es una hora exacta", "Dime a qué hora"),
    ],
)
async def test_where_no_reminder_can_be_set_the_limit_and_the_remedy_are_told(
    said: str, limit: str, remedy: str
) -> None:
    answer = await Evening().say(said)
    assert limit in answer
    assert remedy in answer
    assert "99999" not in answer
