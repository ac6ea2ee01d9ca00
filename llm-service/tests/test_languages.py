"""German, Spanish, French and Italian as they are spoken: verbs in all forms, reasons, politeness; and what is talk."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
CHANNELS = ("ZDF", "ProSieben", "Arte", "Telecinco", "Antena 3", "TF1", "France 2", "Rai 1", "Canale 5")


@pytest.fixture(scope="module")
def understander() -> Understander:
    understander = create_understander()
    understander.names = ChannelNames(CHANNELS)
    return understander


def said(understander: Understander, text: str, **context: Any) -> Said:
    found = understander.understand(text, UtteranceContext(playing=True, **context))
    return [(command.name, command.slots) for command in found.commands]


LOUDER = ("tv.volume", {"mode": "step", "delta": 10})
QUIETER = ("tv.volume", {"mode": "step", "delta": -10})
PAUSE = ("tv.pause", {})
LIVE = ("tv.seek", {"mode": "live"})
SLEEP = ("sleep.set", {"seconds": 1200})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mach mal kurz pause ich muss ans telefon", PAUSE),
        ("was läuft auf den anderen Sendern", ("ask.at", {"when": "now"})),
        ("was gibt's sonst im Fernsehen", ("ask.at", {"when": "now"})),
        ("was läuft heute Abend auf allen Sendern", ("ask.at", {"when": "heute Abend"})),
        ("¿qué hay en los otros canales?", ("ask.at", {"when": "now"})),
        ("¿qué más ponen?", ("ask.at", {"when": "now"})),
        ("qué ponen esta noche en todos los canales", ("ask.at", {"when": "esta noche"})),
        ("il y a quoi sur les autres chaînes", ("ask.at", {"when": "now"})),
        ("qu'est-ce qui passe ailleurs", ("ask.at", {"when": "now"})),
        ("cosa c'è sugli altri canali", ("ask.at", {"when": "now"})),
        ("cos'altro c'è in tv", ("ask.at", {"when": "now"})),
        ("die Kinder rufen, pausier mal bitte", PAUSE),
        ("stell ihn bitte etwas leiser", ("tv.volume", {"mode": "step", "delta": -5})),
        ("könnten Sie bitte die Lautstärke auf vierzig stellen", ("tv.volume", {"mode": "set", "level": 40})),
        ("mach in einer halben Stunde aus", ("sleep.set", {"seconds": 1800})),
        ("geh wieder auf live", LIVE),
        ("mach mal pro sieben an, da läuft gleich was", ("tv.channel", {"name": "ProSieben"})),
        ("bájale que están durmiendo los niños", QUIETER),
        ("ponlo en pausa un segundo", PAUSE),
        ("podría usted bajar el volumen un veinte por ciento", ("tv.volume", {"mode": "step", "delta": -20})),
        ("vete a telecinco que empieza el partido", ("tv.channel", {"name": "telecinco"})),
        ("quita los subtítulos por favor que molestan", ("tv.subtitles", {"on": False})),
        ("me voy a dormir, apágala en veinte minutos", SLEEP),
        ("mets-le en pause", PAUSE),
        ("baisse le son le petit dort", QUIETER),
        ("j'étais aux toilettes, recule de trois minutes", ("tv.seek", {"mode": "relative", "seconds": -180})),
        ("mets les sous-titres mamie entend mal", ("tv.subtitles", {"on": True})),
        ("tu peux remettre le son j'ai raccroché", ("tv.mute", {"on": False})),
        ("mettilo in pausa per favore", PAUSE),
        ("alzami il volume che non sento", LOUDER),
        ("niente male, alza un po' il volume", ("tv.volume", {"mode": "step", "delta": 5})),
        ("togli i sottotitoli che danno fastidio", ("tv.subtitles", {"on": False})),
        ("abbassa del venti per cento", ("tv.volume", {"mode": "step", "delta": -20})),
        ("rimettilo in diretta", LIVE),
    ],
)
def test_a_request_is_heard_in_its_reason_its_politeness_and_its_pronouns(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("spiel mal Game of Thrones Staffel zwei Folge vier", {"title": "Game of Thrones", "season": 2, "episode": 4}),
        ("quiero ver La casa de papel temporada dos", {"title": "La casa de papel", "season": 2}),
        ("lance Kaamelott saison deux épisode quatre", {"title": "Kaamelott", "season": 2, "episode": 4}),
        ("metti Gomorra stagione due per favore", {"title": "Gomorra", "season": 2}),
    ],
)
def test_a_title_ends_before_its_season_and_before_thanks(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    "text",
    [
        "die Pause war viel zu kurz",
        "such dir einen anderen Platz",
        "wann kommt der Klempner",
        "er hat gesagt mach den Fernseher aus",
        "pon la mesa que vamos a cenar",
        "vale, baja la basura, que huele",
        "mira qué luna tan bonita",
        "mi hermano apaga siempre la tele",
        "mets ton manteau",
        "joue pas avec la nourriture",
        "metti la tavola che mangiamo",
        "niente male questo vino",
        "guarda che bella luna",
    ],
)
def test_what_is_said_in_a_living_room_is_no_command(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("geh auf Programm hundertdrei", 103),
        ("cámbiame al canal ciento tres", 103),
        ("va au canal cent trois", 103),
        ("vai sul canale duecentocinque", 205),
    ],
)
def test_numbers_of_hundreds_are_read_in_words(understander: Understander, text: str, number: int) -> None:
    assert said(understander, text) == [("tv.channel", {"number": number})]


@pytest.mark.parametrize("page", ["radio", "movies", "home", "settings"])
@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_the_name_of_a_page_alone_opens_it(understander: Understander, page: str, language: str) -> None:
    assert said(understander, page, language=language) == [("ui.open", {"page": page})]


@pytest.mark.parametrize(("text", "language"), [("no", "es"), ("no", "it"), ("nein", "de"), ("non", "fr")])
def test_a_bare_no_is_of_the_viewers_language(understander: Understander, text: str, language: str) -> None:
    context = UtteranceContext.model_validate({"language": language, "pending": "?"})
    found = understander.understand(text, context)
    assert (found.language, [command.name for command in found.commands]) == (language, ["deny"])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("go forward one minute, no wait, two minutes", "en", ("tv.seek", {"mode": "relative", "seconds": 120})),
        ("louder, no, quieter", "en", ("tv.volume", {"mode": "step", "delta": -10})),
        ("turn off at quarter past eleven, no, half eleven", "en", ("sleep.set", {"at": "half eleven"})),
        ("Ton auf dreißig, äh nein, auf zwanzig", "de", ("tv.volume", {"mode": "set", "level": 20})),
        ("monte le son à trente, non, quarante", "fr", ("tv.volume", {"mode": "set", "level": 40})),
    ],
)
def test_a_second_thought_takes_the_place_of_the_first(
    understander: Understander, text: str, language: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text, language=language) == [expected]


LOOSE: list[tuple[str, str, tuple[str, dict[str, Any]]]] = [
    ("de", "könnt ihr mir unten den Text einblenden", ("tv.subtitles", {"on": True})),
    ("de", "merk dir den Sender bei den Favoriten", ("tv.favourite", {"on": True})),
    ("de", "schalt dich in zwanzig Minuten von alleine ab, ich penn gleich ein", SLEEP),
    ("es", "cuánto le falta a esto para acabar", ("ask.remaining", {})),
    ("es", "ponme letras abajo que no oigo", ("tv.subtitles", {"on": True})),
    ("es", "que se apague sola dentro de veinte minutos, que me duermo", SLEEP),
    ("fr", "il reste combien de temps avant la fin du film", ("ask.remaining", {})),
    ("fr", "tu me conseilles quoi pour ce soir", ("ask.recommend", {})),
    ("fr", "tu peux t'éteindre tout seul dans vingt minutes, je vais m'endormir", SLEEP),
    ("it", "quanto manca alla fine di sta roba", ("ask.remaining", {})),
    ("it", "non sento, vorrei leggere quello che dicono", ("tv.subtitles", {"on": True})),
    ("it", "spegniti da sola fra venti minuti che mi addormento", SLEEP),
]


@pytest.mark.parametrize(("language", "text", "expected"), LOOSE)
def test_loose_words_that_no_template_matches_are_understood(
    understander: Understander, language: str, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text, language=language) == [expected]


@pytest.mark.parametrize(("language", "text", "expected"), LOOSE)
def test_a_language_without_a_model_has_its_grammar(
    understander: Understander, language: str, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    alone = Understander(understander._grammars)
    assert said(alone, text, language=language) != [expected]
    assert said(alone, "stop", language=language) == [("tv.stop", {})]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "lösch bloß nicht die Aufnahme"),
        ("de", "mach den Ton nicht aus"),
        ("de", "meine Aufnahme im Studio war gestern"),
        ("es", "no borres la grabación"),
        ("es", "la grabación de ayer quedó muy bien"),
        ("fr", "n'efface pas l'enregistrement"),
        ("fr", "l'enregistrement d'hier était réussi"),
        ("it", "non cancellare la registrazione"),
        ("it", "la registrazione di ieri è venuta bene"),
    ],
)
def test_nothing_is_deleted_or_silenced_that_is_to_stay(understander: Understander, language: str, text: str) -> None:
    assert said(understander, text, language=language) == []


@pytest.mark.parametrize("text", ["our tour guide was lovely", "the die is cast", "that was a long pause"])
def test_a_model_is_asked_only_where_its_language_is_sure(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("language", "text", "slots"),
    [
        ("es", "pon una película francesa", {"genre": "francesa", "kind": "movie"}),
        ("es", "pon una radio de jazz", {"genre": "jazz", "kind": "radio"}),
        ("fr", "mets une comédie avec Dany Boon", {"genre": "comédie", "person": "Dany Boon"}),
        ("fr", "mets un film d'horreur", {"genre": "horreur", "kind": "movie"}),
        ("fr", "mets de la musique classique", {"genre": "classique", "kind": "music"}),
        ("it", "voglio un film d'azione", {"genre": "azione", "kind": "movie"}),
        ("it", "mettici una serie paurosa", {"genre": "paurosa", "kind": "series"}),
        ("it", "metti un po' di musica", {"kind": "music"}),
        ("fr", "mets Un gars, une fille", {"title": "Un gars, une fille"}),
    ],
)
def test_what_is_wished_for_by_its_kind_is_no_title(
    understander: Understander, language: str, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text, language=language) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "would you mind turning it down"),
        ("en", "I said turn it down"),
        ("de", "ich hab gesagt, mach den Ton leiser"),
        ("es", "he dicho que bajes el volumen"),
        ("fr", "j'ai dit de baisser le son"),
        ("it", "ho detto abbassa il volume"),
    ],
)
def test_what_is_minded_or_said_again_is_asked_for(understander: Understander, language: str, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language=language))
    assert [command.name for command in found.commands] == ["tv.volume"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "she said turn it down"),
        ("en", "would you mind moving your feet"),
        ("it", "lei ha detto abbassa il volume"),
    ],
)
def test_what_others_said_or_may_mind_asks_for_nothing(understander: Understander, language: str, text: str) -> None:
    assert understander.understand(text, UtteranceContext(language=language)).commands == ()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("it", "no, assolutamente", "deny"),
        ("it", "assolutamente", "confirm"),
        ("it", "come no", "confirm"),
        ("es", "claro que no", "deny"),
        ("es", "no, claro", "deny"),
        ("fr", "non, bien sûr", "deny"),
        ("de", "nein, klar", "deny"),
        ("en", "no, of course", "deny"),
        ("en", "no problem, go ahead", "confirm"),
    ],
)
def test_an_answer_with_a_no_is_no_yes(understander: Understander, language: str, text: str, name: str) -> None:
    around = UtteranceContext(language=language, pending="Delete the playlist?")
    assert [command.name for command in understander.understand(text, around).commands] == [name]
