"""Several wishes in one breath, with remarks between them, reasons around them and second thoughts within."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
PAUSE: tuple[str, dict[str, Any]] = ("tv.pause", {})
MUTE = ("tv.mute", {"on": True})
CAPTIONS = ("tv.subtitles", {"on": True})
NO_CAPTIONS = ("tv.subtitles", {"on": False})
FULL_SCREEN = ("ui.fullscreen", {"on": True})
LOUDER = ("tv.volume", {"mode": "step", "delta": 10})
QUIETER = ("tv.volume", {"mode": "step", "delta": -10})
A_BIT_LOUDER = ("tv.volume", {"mode": "step", "delta": 5})


def back(seconds: int) -> tuple[str, dict[str, Any]]:
    return "tv.seek", {"mode": "relative", "seconds": -seconds}


def level(percent: int) -> tuple[str, dict[str, Any]]:
    return "tv.volume", {"mode": "set", "level": percent}


@pytest.fixture(scope="module")
def understander() -> Understander:
    understander = create_understander()
    understander.names = ChannelNames(("BBC One", "CBeebies", "Dave", "ZDF", "TF1", "La 1", "Rai 1"))
    return understander


def read(understander: Understander, text: str, language: str) -> Said:
    found = understander.understand(text, UtteranceContext(language=language))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "back half a minute, subs on, I missed everything", [back(30), CAPTIONS]),
        ("en", "sound off, captions on, she's nodded off", [MUTE, CAPTIONS]),
        ("en", "pause it, oh and what's that actor called", [PAUSE, ("ask.who", {})]),
        ("en", "previous song, louder, Auntie's dancing", [("tv.previous", {}), LOUDER]),
        ("de", "Qualität auf 720, das ruckelt, und Vollbild", [("tv.quality", {"height": 720}), FULL_SCREEN]),
        ("de", "Ton an, Untertitel aus, er ist wach", [("tv.mute", {"on": False}), NO_CAPTIONS]),
        ("es", "pausa, que suena el timbre, y pon subtítulos", [PAUSE, CAPTIONS]),
        ("fr", "fais une pause, ouvre les réglages, on va voir", [PAUSE, ("ui.open", {"page": "settings"})]),
        ("it", "metti in pausa, suonano alla porta, e togli i sottotitoli", [PAUSE, NO_CAPTIONS]),
    ],
)
def test_wishes_are_found_around_the_remarks(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "louder captions on back ten seconds", [LOUDER, CAPTIONS, back(10)]),
        ("en", "ooh rewind that twenty seconds, I want to see him fall over again", [back(20)]),
        ("en", "volume twenty, neighbours are asleep", [level(20)]),
        ("en", "this is dull, what about Dave, stick Dave on", [("tv.channel", {"name": "Dave"})]),
        ("en", "the kids want CBeebies, can you bring that up", [("tv.channel", {"name": "CBeebies"})]),
        ("en", "rewind a little, I missed that", [back(15)]),
        ("en", "Put on CNN please beta, let us see what is happening", [("tv.channel", {"name": "CNN"})]),
        (
            "en",
            "bring up what's on Sky Sports tomorrow, the listings I mean",
            [("ui.guide", {"channel": "Sky Sports", "when": "tomorrow"})],
        ),
        (
            "en",
            "give us a shout ten minutes before Gogglebox comes on",
            [("reminder.set", {"title": "Gogglebox", "lead_seconds": 600})],
        ),
        ("fr", "Monte un peu le son et mets les sous-titres, mamie entend mal.", [A_BIT_LOUDER, CAPTIONS]),
        (
            "it",
            "Metti un po' di radio, del jazz magari, che devo stirare",
            [("tv.watch", {"kind": "radio", "genre": "jazz"})],
        ),
    ],
)
def test_what_only_repeats_narrows_or_explains_a_wish_is_no_other(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "mute it, the adverts are so loud", [MUTE]),
        ("en", "put on the football, Dave wants to see the score", [("tv.watch", {"genre": "football"})]),
        ("de", "mach die Nachrichten an, Papa ist da und hört nie auf zu reden", [("tv.watch", {"kind": "news"})]),
        ("de", "halt mal an, ich muss den Herd ausschalten", [PAUSE]),
        ("es", "sube el volumen, me encanta esta canción", [LOUDER]),
        ("fr", "monte le son, j'adore cette chanson", [LOUDER]),
        ("it", "alza il volume, adoro questa canzone", [LOUDER]),
        (
            "it",
            "avanti di due minuti, questo riassunto lo conosco",
            [("tv.seek", {"mode": "relative", "seconds": 120})],
        ),
        ("it", "ha detto abbassa il volume, e lei ha spento", []),
        ("it", "ho detto abbassa il volume", [QUIETER]),
    ],
)
def test_a_remark_that_holds_words_of_requests_asks_for_nothing(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "hang on, put the subtitles on", [CAPTIONS]),
        ("en", "hang on", [PAUSE]),
        ("de", "Warte mal, mach den Ton aus", [MUTE]),
        ("es", "espera, quita los subtítulos", [NO_CAPTIONS]),
        (
            "fr",
            "Attends, avec la moto j'ai pas entendu ce qu'il vient de dire, c'était quoi ?",
            [("tv.repeat_line", {})],
        ),
        ("fr", "Attends, coupe le son", [MUTE]),
        ("it", "No, aspetta, metti la puntata prima, questa non l'avevamo ancora vista.", [("tv.previous", {})]),
    ],
)
def test_who_only_gains_time_asks_for_no_pause(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "volume thirty, no, make that twenty", [level(20)]),
        ("en", "louder, no captions", [LOUDER, NO_CAPTIONS]),
        ("de", "Lautstärke dreißig, nein, lieber zwanzig", [level(20)]),
        ("es", "volumen treinta, no, mejor veinte", [level(20)]),
        ("fr", "volume trente, non, plutôt vingt", [level(20)]),
        ("it", "volume trenta, anzi, venti", [level(20)]),
    ],
)
def test_a_second_thought_takes_the_place_of_the_first_and_a_denial_does_not(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "that'll work, good job!"),
        ("en", "we had fish, and then she paused and laughed"),
        ("en", "he said pause it, and she said mute it"),
        ("de", "Wir waren essen, und dann war es schon spät"),
        ("es", "fuimos al cine, y luego a cenar con mi hermana"),
        ("fr", "on a mangé, et puis elle a dit coupe le son"),
        ("it", "siamo andati al mare, e poi è piovuto tutto il giorno"),
    ],
)
def test_talk_of_several_parts_asks_for_nothing(understander: Understander, language: str, text: str) -> None:
    assert read(understander, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "it's far too loud, turn it down to ten", level(10)),
        ("en", "it's way too quiet, volume fifty", level(50)),
        ("en", "it's much too loud, mute it", MUTE),
        ("en", "it's far too loud, turn it down a bit", ("tv.volume", {"mode": "step", "delta": -5})),
        ("en", "it's too slow, put it on one and a half times", ("tv.rate", {"rate": 1.5})),
        ("en", "you're too loud, be quiet", ("lumen.hush", {"on": True})),
        ("de", "viel zu laut, Lautstärke zehn", level(10)),
        ("de", "viel zu laut, mach den Ton aus", MUTE),
        ("de", "es ist zu laut, stell auf zehn", level(10)),
        ("es", "está muy alto, ponlo a diez", level(10)),
        ("es", "está altísimo, bájalo a diez", level(10)),
        ("es", "hablas muy alto, cállate", ("lumen.hush", {"on": True})),
        ("fr", "c'est beaucoup trop fort, baisse à 10", level(10)),
        ("fr", "c'est vraiment trop fort, coupe le son", MUTE),
        ("it", "è altissimo, abbassa a dieci", level(10)),
        ("it", "è troppo alto, togli l'audio", MUTE),
    ],
)
def test_a_complaint_yields_to_what_is_asked_for_about_the_same(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, language) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("it's too loud and turn on subtitles", [QUIETER, CAPTIONS]),
        ("turn it up and mute Lumen", [LOUDER, ("lumen.hush", {"on": True})]),
        ("turn it down and pause it", [QUIETER, PAUSE]),
    ],
)
def test_what_is_asked_for_about_another_thing_is_a_second_wish(
    understander: Understander, text: str, wanted: Said
) -> None:
    assert read(understander, text, "en") == wanted


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "no not this one, the next episode", [("tv.next", {})]),
        ("en", "the kids want the one before this, go to the previous episode", [("tv.previous", {})]),
        ("en", "next episode and the next one", [("tv.next", {}), ("tv.next", {})]),
        ("en", "pause and tell me how long is left", [PAUSE, ("ask.remaining", {})]),
        ("fr", "non je l'ai pas vu celui d'avant, mets l'épisode précédent", [("tv.previous", {})]),
        (
            "it",
            "stasera ci guardiamo Perfetti sconosciuti, mettilo su",
            [("tv.watch", {"title": "Perfetti sconosciuti"})],
        ),
    ],
)
def test_what_is_said_twice_in_other_words_is_done_once(
    understander: Understander, language: str, text: str, expected: Said
) -> None:
    assert read(understander, text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "channel", "title"),
    [
        ("de", "geh auf ARD und sag Bescheid, wenn Tatort anfängt", "ARD", "Tatort"),
        ("es", "pon La 1 y avísame cuando empiece Cuéntame", "La 1", "Cuéntame"),
        ("fr", "mets TF1 et préviens-moi quand Koh-Lanta commence", "TF1", "Koh-Lanta"),
        ("fr", "mets TF1 et préviens-moi quand commence Koh-Lanta", "TF1", "Koh-Lanta"),
        ("it", "vai su DMAX e avvisami quando inizia Il paradiso delle signore", "DMAX", "Il paradiso delle signore"),
    ],
)
def test_a_word_when_something_begins_is_all_that_waits(
    understander: Understander, language: str, text: str, channel: str, title: str
) -> None:
    assert read(understander, text, language) == [
        ("tv.channel", {"name": channel}),
        ("reminder.set", {"title": title}),
    ]


REMINDERS: tuple[str, dict[str, Any]] = ("reminder.list", {})


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "change to Tom and open his favourites",
            [("profile.switch", {"name": "Tom"}), ("ui.open", {"page": "favourites"})],
        ),
        ("en", "cancel the reminder for Bake Off and read me the others", ["Bake Off", REMINDERS]),
        ("en", "cancel the timer, we want to see the end", [("sleep.cancel", {})]),
        ("de", "streich die Erinnerung an Brisant und sag mir, welche noch da sind", ["Brisant", REMINDERS]),
        (
            "es",
            "sal de esta pantalla y tira un poco hacia abajo la lista",
            [("ui.back", {}), ("ui.scroll", {"direction": "down"})],
        ),
        ("es", "quédate a verla conmigo y me la vas comentando", [("lumen.companion", {"on": True})]),
        ("es", "quita el recordatorio de Saber y Ganar y dime cuáles quedan", ["Saber y Ganar", REMINDERS]),
        ("fr", "annule le rappel pour C dans l'air et lis-moi les autres", ["C dans l'air", REMINDERS]),
        ("it", "pausa, e dimmi chi è quello col cappello", [PAUSE, ("ask.who", {})]),
        ("it", "cancella il promemoria di Report e leggimi gli altri", ["Report", REMINDERS]),
    ],
)
def test_a_second_wish_is_no_part_of_the_name_before_it(
    understander: Understander, language: str, text: str, wanted: list[Any]
) -> None:
    called_off = [("reminder.cancel", {"title": one}) if isinstance(one, str) else one for one in wanted]
    assert read(understander, text, language) == called_off


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("watch Law and Order", ("tv.watch", {"title": "Law and Order"})),
        ("switch to Fox and Friends", ("tv.channel", {"name": "Fox and Friends"})),
        ("remind me about Law and Order and the others", ("reminder.set", {"title": "Law and Order and the others"})),
    ],
)
def test_a_name_that_holds_and_is_one(
    understander: Understander, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, "en") == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "graba Cifras y letras", ("tv.record", {"on": True, "title": "Cifras y letras"})),
        ("de", "such Biathlon", ("ui.search", {"query": "Biathlon"})),
        ("de", "such Filme mit Tom Hanks", ("ui.search", {"query": "Filme mit Tom Hanks"})),
        ("es", "busca una comedia", ("ui.search", {"query": "comedia"})),
        ("fr", "cherche du biathlon", ("ui.search", {"query": "biathlon"})),
        ("it", "cerca il calcio", ("ui.search", {"query": "calcio"})),
        ("fr", "fais-le encore une fois", ("repeat", {})),
        ("it", "fallo di nuovo", ("repeat", {})),
        ("de", "Erinnerung für Brisant absagen", ("reminder.cancel", {"title": "Brisant"})),
        ("fr", "plus besoin du rappel pour Top Chef, annule-le", ("reminder.cancel", {"title": "Top Chef"})),
        ("fr", "enregistre Lupin, annule-le", ("cancel", {})),
        ("en", "take out Star Plus from favourites", ("tv.favourite", {"on": False, "channel": "Star Plus"})),
    ],
)
def test_what_is_searched_for_or_named_is_one_thing(
    understander: Understander, language: str, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text, language) == [wanted]


def test_behind_a_search_something_may_be_put_on(understander: Understander) -> None:
    wanted = [("ui.search", {"query": "Komödie"}), ("tv.watch", {"title": "Dark"})]
    assert read(understander, "such eine Komödie und spiel Dark", "de") == wanted
