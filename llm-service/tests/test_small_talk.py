"""What is said to Lumen herself is answered alike in each language, and what only sounds like it is not."""

import random

import pytest

from prism_core.commands import Command
from prism_core.requests import Exchange, UtteranceContext
from prism_llm.responder.talk import JOKES, another_joke, small_talk
from prism_llm.sentiment import Sentiment
from prism_llm.telling import said_in, told_in
from prism_llm.understanding import create_understander

UNDERSTANDER = create_understander()

CALM = Sentiment(sentiment="neutral", polarity=0.0, emotions={}, intensity=0, urgency=0, requires_empathy=False)


def answer(said: str) -> str:
    return " ".join(small_talk(said, CALM, random.Random(7), limits=False))


BYE = ("Good night", "See you", "Bye")
KIND, YES, SURE = ("kind of you", "made my evening"), ("All right", "Good."), ("As far as", "my data")
HELLO, THANKS = ("Hello!", "Hi there", "Hey!"), ("You're welcome", "Any time", "My pleasure")
HELP = ("Tell me to", "I change")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("how do I add a playlist", "Press Playlist"), ("wie füge ich eine Playlist hinzu", "Press Playlist"),
        ("¿dónde añado una lista?", "Press Playlist"), ("comment ajouter une playlist", "Press Playlist"),
        ("come aggiungo una playlist", "Press Playlist"),
        ("wie nehme ich etwas auf", "record this"), ("¿cómo grabo un programa?", "record this"),
        ("comment enregistrer une émission", "record this"), ("come registro un film", "record this"),
        ("wie alt bist du", "birthday"), ("¿cuántos años tienes?", "birthday"), ("quel âge as-tu ?", "birthday"),
        ("quanti anni hai", "birthday"),
        ("wer hat dich gemacht", "part of Prism"), ("¿quién te creó?", "part of Prism"),
        ("qui t'a créée ?", "part of Prism"), ("chi ti ha creato", "part of Prism"),
        ("du bist die Beste", KIND), ("eres genial", KIND),
        ("tu es géniale", KIND), ("sei bravissima", KIND),
        ("ja, bitte", YES), ("sí, por favor", YES),
        ("oui", YES), ("va bene", YES),
        ("wirklich?", SURE), ("¿de verdad?", SURE),
        ("vraiment ?", SURE), ("davvero?", SURE),
        ("gefällt dir das?", "I do like"), ("¿te gusta?", "I do like"), ("ça te plaît ?", "I do like"),
        ("ti piace il film?", "I do like"),
        ("wie wird das Wetter", "weather"), ("¿qué tiempo hace?", "weather"), ("il va pleuvoir ?", "weather"),
        ("che tempo fa domani", "weather"),
        ("hörst du mir immer zu?", "stays in this Prism"), ("¿me estás grabando?", "stays in this Prism"),
        ("tu m'écoutes ?", "stays in this Prism"), ("mi stai registrando?", "stays in this Prism"),
        ("welches Modell benutzt du", "language model"), ("¿qué modelo usas?", "language model"),
        ("quel modèle utilises-tu ?", "language model"), ("che modello usi", "language model"),
        ("womit kannst du mir helfen", HELP), ("¿para qué sirves?", HELP),
        ("qu'est-ce que tu sais faire ?", HELP), ("aiutami", HELP),
        ("ich gehe jetzt schlafen", BYE), ("me voy a la cama", BYE),
        ("je vais me coucher", BYE), ("vado a letto", BYE),
        ("I'm off to bed", BYE),
    ],
)  # fmt: skip
def test_what_is_asked_of_lumen_is_answered_in_each_language(said: str, told: str | tuple[str, ...]) -> None:
    assert any(part in answer(said) for part in ((told,) if isinstance(told, str) else told)), answer(said)


@pytest.mark.parametrize(
    "said",
    [
        "ci vediamo un film", "nos vemos una peli", "apaga la tele si me duermo", "i film presentati",
        "cómo pongo la lista de canales",
        "comment mettre la liste des chaînes", "ça va commencer", "Addio alle armi", "do you speak to the dog",
        "el tiempo pasa", "il fait la cuisine", "je t'aime moi non plus",
    ],
)  # fmt: skip
def test_what_only_sounds_like_talk_to_lumen_is_none(said: str) -> None:
    assert answer(said) == ""


@pytest.mark.parametrize(
    "said",
    [
        "buenas noches, Lumen, me voy a la cama", "buenas noches, hasta mañana", "hey Lumen, good night",
        "ciao Lumen, vado a letto", "salut, je vais me coucher", "servus, bis morgen",
    ],
)  # fmt: skip
def test_words_that_greet_and_part_alike_part_before_words_of_leaving(said: str) -> None:
    assert answer(said).startswith(BYE), answer(said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("hello, how are you?", ("I'm well", "Bright as")), ("hola, ¿qué tal?", ("I'm well", "Bright as")),
        ("Hallo Lumen, welche Sprachen sprichst du", "I understand"), ("hey Lumen, thanks", THANKS),
        ("bonsoir Lumen, qui es-tu ?", ("I'm Lumen", "My name")), ("hi, good to see you", HELLO),
        ("ciao", HELLO), ("good evening", HELLO), ("servus", HELLO), ("hola Lumen", HELLO),
    ],
)  # fmt: skip
def test_who_greets_and_asks_something_is_answered_what_they_ask(said: str, told: str | tuple[str, ...]) -> None:
    assert answer(said).startswith(told), answer(said)


def test_the_spanish_good_night_alone_is_answered_so_that_it_suits_an_arrival_and_a_leave() -> None:
    assert said_in("es", "Good evening!") == "¡Buenas noches!"
    assert answer("¡Buenas noches!") == answer("buenas noches, Lumen") == "Good evening! I'm here whenever you like."
    assert answer("buenos días") != answer("buenas noches")


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        ("en", "which languages do you speak?", "I understand English, German, Spanish, French and Italian."),
        ("en", "do you speak German", "I understand English, German, Spanish, French and Italian."),
        ("de", "welche Sprachen sprichst du",
         "Ich verstehe Englisch, Deutsch, Spanisch, Französisch und Italienisch."),
        ("de", "sprichst du Polnisch", "Ich verstehe Englisch, Deutsch, Spanisch, Französisch und Italienisch."),
        ("es", "¿qué idiomas hablas?", "Entiendo el inglés, el alemán, el español, el francés y el italiano."),
        ("fr", "tu parles l'allemand ?",
         "Je comprends l'anglais, l'allemand, l'espagnol, le français et l'italien."),
        ("it", "quali lingue parli?", "Capisco inglese, tedesco, spagnolo, francese e italiano."),
    ],
)  # fmt: skip
def test_the_languages_that_have_a_file_are_told_by_their_names(code: str, said: str, told: str) -> None:
    with told_in(code):
        assert said_in(code, answer(said)) == told


def test_a_language_more_is_told_of_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prism_llm.telling.LANGUAGES", ("de", "xx"))
    monkeypatch.setattr("prism_llm.telling._file", {"en": {"languages": {"name": "English"}}, "de": {}, "xx": {}}.get)
    assert answer("which languages do you speak") == "I understand English, de and xx."


@pytest.mark.parametrize(
    ("code", "said", "step"),
    [
        ("en", "another one", True), ("en", "haha, tell me another", False), ("de", "noch einen", True),
        ("de", "erzähl noch einen", False), ("es", "otro", True), ("es", "cuéntame otro más", False),
        ("fr", "encore une", True), ("fr", "raconte une autre", False), ("it", "ancora una", True),
        ("it", "raccontane un'altra", False),
    ],
)  # fmt: skip
def test_another_one_behind_a_joke_is_another_joke(code: str, said: str, step: bool) -> None:
    context = UtteranceContext(language=code, last_command=Command.of("tv.volume", mode="step", delta=5))
    assert bool(UNDERSTANDER.understand(said, context).commands) is step
    assert UNDERSTANDER.understand(said, context.model_copy(update={"talked": True})).commands == ()
    for first in JOKES:
        told = another_joke(said, [Exchange(viewer="x", lumen=said_in(code, first))], random.Random(7))
        assert told == [joke for joke in JOKES if joke != first]
    assert another_joke(said, [Exchange(viewer="x", lumen="Hello!")], random.Random(7)) == []
    assert another_joke("thanks", [Exchange(viewer="x", lumen=JOKES[0])], random.Random(7)) == []
