"""Spanish and Italian at home: episodes, wishes for a kind, indirect objects, names in the middle, reasons after."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

SUBTITLES_OFF = ("tv.subtitles", {"on": False})


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(playing=True))
    return [(command.name, command.slots) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("ponme el capítulo cuatro de la tercera temporada de Aída", {"title": "Aída", "season": 3, "episode": 4}),
        ("ponme la segunda temporada de La casa de papel", {"title": "La casa de papel", "season": 2}),
        ("ponle Bluey al niño, a ver si come", {"title": "Bluey"}),
        ("pon una de Almodóvar", {"person": "Almodóvar"}),
        ("pon una de risa", {"genre": "risa"}),
        ("pon un podcast de crímenes", {"genre": "crímenes", "kind": "podcast"}),
        ("nos apetece una comedia francesa", {"genre": "comedia francesa"}),
        ("ponme algo tranquilito, un documental de animales o así", {"genre": "documental de animales"}),
        ("fammi partire la terza stagione di The Crown", {"title": "The Crown", "season": 3}),
        ("vorrei vedere la prima puntata di Montalbano", {"title": "Montalbano", "episode": 1}),
        ("mio marito dorme: mettimi un film con Raoul Bova", {"person": "Raoul Bova", "kind": "movie"}),
        ("metti i cartoni ai bambini, sennò qui non si mangia", {"genre": "cartoni"}),
        ("metti un po' di musica tranquilla", {"genre": "tranquilla", "kind": "music"}),
        ("accendi Radio Deejay", {"title": "Deejay", "kind": "radio"}),
    ],
)
def test_what_is_to_be_watched_is_taken_apart(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quítale quince al volumen", ("tv.volume", {"mode": "step", "delta": -15})),
        ("déjala muda cinco minutos, que me llama mi jefe", ("tv.mute", {"on": True, "seconds": 300})),
        ("quiero ver La Sexta", ("tv.channel", {"name": "La Sexta"})),
        ("búscame pelis de Penélope Cruz", ("ui.search", {"query": "pelis de Penélope Cruz"})),
        ("mete Antena 3 en favoritos", ("tv.favourite", {"on": True, "channel": "Antena 3"})),
        ("avísame diez minutos antes de Pasapalabra", ("reminder.set", {"title": "Pasapalabra", "lead_seconds": 600})),
        ("¿qué avisos tengo puestos?", ("reminder.list", {})),
        ("hazme el gesto del pulgar arriba", ("lumen.gesture", {"name": "thumbs_up"})),
        ("quita las letras esas de abajo", SUBTITLES_OFF),
        ("me lo alzi un pochino?", ("tv.volume", {"mode": "step", "delta": 5})),
        ("leva quelle scritte in basso", SUBTITLES_OFF),
        ("su Rai Due che c'è?", ("ask.now", {"channel": "Rai Due"})),
        ("ma Don Matteo quando lo rifanno?", ("ask.when", {"title": "Don Matteo"})),
        ("mi sa che ho pisolato, cos'è successo negli ultimi cinque minuti?", ("ask.explain", {"seconds": 300})),
        ("aggiungi Rai Storia ai preferiti", ("tv.favourite", {"on": True, "channel": "Rai Storia"})),
        ("cancella il promemoria di Sanremo, tanto lo guardo", ("reminder.cancel", {"title": "Sanremo"})),
        ("basta coi commenti, non serve che guardi con noi", ("lumen.companion", {"on": False})),
    ],
)
def test_a_request_is_found_as_it_is_said_at_home(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["me apetece una de bravas", "ma quanta pubblicità fanno su questo canale", "fermati, c'è lo stop di sotto"],
)
def test_talk_that_sounds_alike_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿nos aconsejas alguna película romántica?", ("ask.recommend", {"genre": "romántica"})),
        ("recomiéndanos una peli de terror para esta noche", ("ask.recommend", {"genre": "terror"})),
        (
            "recuérdame a las 10 que dan El Hormiguero",
            ("reminder.set", {"title": "El Hormiguero", "when": "las 10"}),
        ),
        ("¿me avisas cuando empiece La Voz?", ("reminder.set", {"title": "La Voz"})),
        ("Hala, apágala ya, que mañana hay cole.", ("tv.stop", {})),
        ("Quédate a ver la peli conmigo y vas comentando", ("lumen.companion", {"on": True})),
        ("Senti, mi metteresti Italia 1?", ("tv.channel", {"name": "Italia 1"})),
        ("mi consigli una serie gialla?", ("ask.recommend", {"genre": "gialla"})),
        ("quand'è che rifanno Il collegio?", ("ask.when", {"title": "Il collegio"})),
        ("ma cos'è che stiamo guardando?", ("ask.now", {})),
        ("metti qualcosa che faccia piangere", ("tv.watch", {"genre": "piangere"})),
        ("basta, smetti di parlare", ("lumen.stop", {})),
        ("zitta un attimo la tele", ("tv.mute", {"on": True})),
    ],
)
def test_what_is_asked_politely_or_roundabout(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


def test_what_is_to_be_told_may_follow_a_request(understander: Understander) -> None:
    found = said(understander, "metti in pausa e dimmi che canzone è")
    assert [name for name, _ in found] == ["tv.pause", "ask.song"]


def test_a_washing_machine_is_not_played(understander: Understander) -> None:
    assert said(understander, "fai partire la lavatrice") == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("hoy me apetece una de miedo, pero de las que dan miedo de verdad", {"genre": "miedo"}),
        ("échale una peli de Ricardo Darín a la abuela", {"person": "Ricardo Darín", "kind": "movie"}),
        (
            "ponme una peli de acción con Denzel Washington",
            {"genre": "acción", "person": "Denzel Washington", "kind": "movie"},
        ),
        ("pon La casa de papel mientras ceno", {"title": "La casa de papel"}),
        ("¿cabe la posibilidad de ver Cinema Paradiso?", {"title": "Cinema Paradiso"}),
        ("fai partire Gomorra, prima stagione, quinto episodio", {"title": "Gomorra", "season": 1, "episode": 5}),
        ("c'è qualche bel film d'azione?", {"genre": "azione", "kind": "movie"}),
        ("metti un po' di radio, del jazz magari", {"genre": "jazz", "kind": "radio"}),
        ("trovaci una serie poliziesca", {"genre": "poliziesca", "kind": "series"}),
    ],
)
def test_a_wish_is_heard_in_loose_frames(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿y después qué ponen en Telecinco?", ("ask.next", {"channel": "Telecinco"})),
        ("el viernes a las nueve, ¿qué ponen?", ("ask.at", {"when": "el viernes a las nueve"})),
        ("¿en qué canal echan el partido del Betis?", ("ui.search", {"query": "el partido del Betis"})),
        ("que no siga grabando", ("tv.record", {"on": False})),
        ("quita Telecinco de mi lista de favoritos", ("tv.favourite", {"on": False, "channel": "Telecinco"})),
        ("ponme Radio Tres", ("tv.channel", {"name": "Radio Tres"})),
        ("alle nove di sera cosa danno su Canale 5?", ("ask.at", {"when": "alle nove di sera", "channel": "Canale 5"})),
        ("cancella la registrazione di Affari tuoi", ("delete", {"kind": "recording", "title": "Affari tuoi"})),
        ("parla più piano", ("lumen.voice", {"quieter": True})),
        ("è altissimo, abbassa di brutto che ci odiano", ("tv.volume", {"mode": "step", "delta": -25})),
    ],
)
def test_a_question_or_an_order_is_heard_in_any_order(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "alza un po' il riscaldamento, si gela",
        "abbassa la voce che svegli il bambino",
        "a me i reality non sono mai piaciuti",
        "nunca me han gustado los realities",
        "tengo ganas de llorar",
        "mi va un caffè",
    ],
)
def test_talk_with_a_wishs_words_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No, ese no, el último.", ("ui.select", {"index": -1})),
        ("Ya no me avises más de MasterChef", ("reminder.cancel", {"title": "MasterChef"})),
        ("Saluda con la mano", ("lumen.gesture", {"name": "wave"})),
        ("Cosa hanno detto? Non si capisce nulla", ("tv.repeat_line", {})),
        ("Ho proprio voglia di un bel documentario", ("tv.watch", {"genre": "documentario"})),
        ("Metti della radio, tipo rock", ("tv.watch", {"kind": "radio", "genre": "rock"})),
        ("L'ultimo della fila", ("ui.select", {"index": -1})),
        ("Ricordami Report un quarto d'ora prima", ("reminder.set", {"title": "Report", "lead_seconds": 900})),
    ],
)
def test_a_request_is_heard_with_its_reason_its_choice_and_its_lead(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["No me recuerdes a mi ex", "Qué malo es ese árbitro", "L'ultimo della classe", "Avrei proprio voglia di un caffè"],
)
def test_talk_of_people_and_coffee_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Búscame una peli de risa, pero de las buenas", ("tv.watch", {"genre": "risa", "kind": "movie"})),
        ("Cállate ya, corta el rollo", ("lumen.hush", {"on": True})),
        ("Bueno, déjalo, no importa", ("cancel", {})),
        ("Rimetti il canale che c'era prima", ("tv.channel", {"last": True})),
        ("Trovaci un bel western per stasera", ("tv.watch", {"genre": "western"})),
        ("Non è che puoi mettere il tema chiaro?", ("ui.theme", {"name": "light"})),
        ("Dai, guardalo insieme a noi", ("lumen.companion", {"on": True})),
    ],
)
def test_a_remark_beside_a_request_is_no_part_of_it(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize("text", ["Chiudi la porta, che c'è corrente", "Déjalo ahí en la mesa, da igual"])
def test_doors_and_tables_are_no_screens(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metti l'8", [("tv.channel", {"number": 8})]),
        ("vai sull'undici", [("tv.channel", {"number": 11})]),
        ("rimetti il 4", [("tv.channel", {"number": 4})]),
        ("metti la RSI La 1", [("tv.channel", {"name": "RSI La 1"})]),
        ("guardiamo la serie Mare fuori?", [("tv.watch", {"kind": "series", "title": "Mare fuori"})]),
        ("metti il film Il sorpasso", [("tv.watch", {"kind": "movie", "title": "Il sorpasso"})]),
        ("ho voglia di rivedere Una vita tranquilla", [("tv.watch", {"title": "Una vita tranquilla"})]),
        ("mi piacerebbe vedere Un medico in famiglia", [("tv.watch", {"title": "Un medico in famiglia"})]),
        ("metti Come un gatto in tangenziale", [("tv.watch", {"title": "Come un gatto in tangenziale"})]),
        ("metti la terza stagione dell'Amica geniale", [("tv.watch", {"title": "Amica geniale", "season": 3})]),
        ("metti un film con i vampiri", [("tv.watch", {"kind": "movie", "genre": "vampiri"})]),
        ("il tg della sera", [("tv.watch", {"kind": "news"})]),
        (
            "il film Le otto montagne coi sottotitoli in rumeno",
            [
                ("tv.watch", {"kind": "movie", "title": "Le otto montagne"}),
                ("tv.subtitles", {"on": True, "language": "ro"}),
            ],
        ),
        ("sottotitoli in polacco", [("tv.subtitles", {"on": True, "language": "pl"})]),
        ("metti l'audio in olandese", [("tv.audio_track", {"language": "nl"})]),
        (
            "vai nelle impostazioni e metti il tema scuro che mi bruciano gli occhi",
            [("ui.open", {"page": "settings"}), ("ui.theme", {"name": "dark"})],
        ),
        ("fallo sembrare un cinema degli anni 50", [("ui.theme", {"name": "cinema degli anni 50"})]),
        ("quando riprende Un posto al sole?", [("ask.when", {"title": "Un posto al sole"})]),
        ("com'è finita la Dinamo Sassari?", [("ask.score", {"team": "Dinamo Sassari"})]),
        ("che risultato ha fatto l'Atalanta?", [("ask.score", {"team": "Atalanta"})]),
        ("quanto stanno Inter e Juve?", [("ask.score", {"team": "Inter e Juve"})]),
        ("fammi l'occhiolino", [("lumen.gesture", {"name": "wink"})]),
        ("passa al profilo dei bambini", [("profile.switch", {"name": "bambini"})]),
        ("metti i preferiti", [("ui.open", {"page": "favourites"})]),
        ("nonna non sente niente", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("salta la pubblicità", [("tv.seek", {"mode": "relative", "seconds": 30})]),
        ("registra Rai 2 alle nove", [("tv.record", {"on": True, "channel": "Rai 2", "when": "alle nove"})]),
        ("parla con una voce più profonda", [("lumen.voice", {"deeper": True})]),
        ("metti in 4K", [("tv.quality", {"height": 2160})]),
        ("spegni a mezzanotte", [("sleep.set", {"at": "mezzanotte"})]),
    ],
)
def test_plain_italian_is_read_whole(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "com'è finita la serata ieri?",
        "cosa ha fatto la zia ieri?",
        "ha vinto la lotteria",
        "lasciala in pace",
        "quando riprende a piovere?",
    ],
)
def test_italian_talk_of_what_happened_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("sì, cancellala pure", {"pending": "Cancello la registrazione di Report?"}, ("confirm", {})),
        ("va bene, cancella", {"pending": "Cancello la registrazione di Report?"}, ("confirm", {})),
        ("ma sì, tanto non la guardo più", {"pending": "Cancello la registrazione di Report?"}, ("confirm", {})),
        ("no, aspetta, quella tienila", {"pending": "Cancello la registrazione di Report?"}, ("deny", {})),
        ("quella lasciamola", {"pending": "Cancello la registrazione di Report?"}, ("deny", {})),
        ("quello con la Cucinotta, il secondo", {"options": ["Il postino", "Tre"]}, ("ui.select", {"index": 2})),
        ("torna indietro", {"screen": "guide"}, ("ui.back", {})),
        (
            "no, in francese",
            {"last_command": {"name": "tv.subtitles", "slots": {"on": True, "language": "en"}}},
            ("tv.subtitles", {"on": True, "language": "fr"}),
        ),
    ],
)
def test_short_italian_answers_follow_what_is_open(
    understander: Understander, text: str, context: dict[str, Any], expected: tuple[str, dict[str, Any]]
) -> None:
    found = understander.understand(text, UtteranceContext(language="it", **context))
    assert [(command.name, command.slots) for command in found.commands] == [expected]


def heard(understander: Understander, text: str, code: str, **context: Any) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(language=code, playing=True, **context))
    return [(command.name, command.slots) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("graba mañana Los Simpson", ("tv.record", {"on": True, "title": "Los Simpson", "when": "mañana"})),
        ("¿a qué hora empieza MasterChef esta noche?", ("ask.when", {"title": "MasterChef"})),
        ("¿cuándo es el concierto de Año Nuevo?", ("ask.when", {"title": "el concierto de Año Nuevo"})),
        ("¿cuándo lo ponen, Cine de barrio?", ("ask.when", {"title": "Cine de barrio"})),
        ("esta ya la he visto, la que sigue", ("tv.next", {})),
        ("mándales un beso a los niños, Lumen", ("lumen.gesture", {"name": "beso"})),
        ("a delanta tres minutos", ("tv.seek", {"mode": "relative", "seconds": 180})),
        ("vájale mucho", ("tv.volume", {"mode": "step", "delta": -25})),
        ("deja ya de comentarlo todo", ("lumen.companion", {"on": False})),
        ("háblale a mi suegra en rumano", ("lumen.voice", {"language": "ro"})),
        ("la programación de Caracol para mañana", ("ui.guide", {"channel": "Caracol", "when": "mañana"})),
        ("esta noche no te apagues a las doce", ("sleep.cancel", {})),
        ("quiero seguir con lo que estaba viendo ayer", ("tv.continue", {})),
        ("los niños quieren ver Bluey", ("tv.watch", {"title": "Bluey"})),
        ("¿por dónde juega el Betis el sábado?", ("ui.search", {"query": "Betis"})),
        ("salta el anuncio este", ("tv.seek", {"mode": "relative", "seconds": 30})),
        ("¿por qué se va ella sola? no entiendo nada", ("ask.explain", {})),
        ("¿quién ha marcado?", ("ask.score", {})),
        ("pícale a siguiente", ("tv.next", {})),
        ("bájale dos rayitas", ("tv.volume", {"mode": "step", "delta": -5})),
        ("ponlo al setenta y cinco por ciento de velocidad", ("tv.rate", {"rate": 0.75})),
        ("pon el volumen al setenta y cinco por ciento", ("tv.volume", {"mode": "set", "level": 75})),
        ("no quiero ver esto, pon otra cosa", ("tv.channel", {"step": 1})),
        ("ya no quiero ver esto", ("tv.stop", {})),
        (
            "recuérdanos que mañana a las ocho juega España",
            ("reminder.set", {"title": "España", "when": "mañana a las ocho"}),
        ),
    ],
)
def test_plain_spanish_is_read_whole(understander: Understander, text: str, expected: tuple[str, Any]) -> None:
    assert heard(understander, text, "es") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i bimbi vogliono i Me contro Te", ("tv.watch", {"title": "Me contro Te"})),
        ("mia nonna vorrebbe vedere Don Matteo", ("tv.watch", {"title": "Don Matteo"})),
        ("impausa un attimo", ("tv.pause", {})),
        ("velocità uno e venticinque", ("tv.rate", {"rate": 1.25})),
        ("quando lo fanno C'è posta per te", ("ask.when", {"title": "C'è posta per te"})),
        ("a che ora comincia Sanremo domani?", ("ask.when", {"title": "Sanremo"})),
        ("ma perché è tornato indietro, non ho capito", ("ask.explain", {})),
        ("continua con quello che stavo guardando ieri sera", ("tv.continue", {})),
        ("parla con mia nonna in dialetto siciliano", ("lumen.voice", {"language": "scn"})),
        ("cosa c'è dopo su Canale 5?", ("ask.next", {"channel": "Canale 5"})),
        ("su che canale gioca il Napoli stasera?", ("ui.search", {"query": "Napoli"})),
        ("saltiamo la sigla", ("tv.seek", {"mode": "relative", "seconds": 30})),
        ("fammi vedere l'ultimo di Garrone", ("tv.watch", {"person": "Garrone"})),
        ("abbassa di due tacche", ("tv.volume", {"mode": "step", "delta": -5})),
        ("non mi avvisare più per il Roland Garros", ("reminder.cancel", {"title": "Roland Garros"})),
        ("taci finché parla il presidente", ("lumen.hush", {"on": True})),
        ("non registrare più niente", ("tv.record", {"on": False})),
        (
            "ricordaci che domani alle sei c'è il Gran Premio",
            ("reminder.set", {"title": "Gran Premio", "when": "domani alle sei"}),
        ),
    ],
)
def test_italian_is_read_with_its_time_and_its_viewer(
    understander: Understander, text: str, expected: tuple[str, Any]
) -> None:
    assert heard(understander, text, "it") == [expected]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("me quedé dormida a la mitad de la peli", "es"),
        ("mi abuela quiere ir a Benidorm", "es"),
        ("mi hijo quiere un perro", "es"),
        ("no quiero ver esto", "es"),
        ("una novela que leí hace años", "es"),
        ("quando finisce il film andiamo a letto", "it"),
        ("ma Fedez alla fine con chi sta adesso?", "it"),
        ("Moretti per me non ne sbaglia uno, a parte l'ultimo", "it"),
        ("mia figlia vuole la pizza", "it"),
        ("perché è così cara la benzina?", "it"),
    ],
)
def test_what_people_do_and_want_elsewhere_asks_for_nothing(understander: Understander, text: str, code: str) -> None:
    assert heard(understander, text, code) == []


_TO_DELETE = {"pending": "…?"}
_AT_NINE = {"last_command": {"name": "reminder.set", "slots": {"title": "Roma", "when": "alle nove"}}}
_IN_AN_HOUR = {"last_command": {"name": "sleep.set", "slots": {"seconds": 3600}}}


@pytest.mark.parametrize(
    ("text", "code", "context", "expected"),
    [
        ("no, déjala ahí", "es", _TO_DELETE, ("deny", {})),
        ("mejor no, que mi madre la quiere ver", "es", _TO_DELETE, ("deny", {})),
        ("sí, que ya la vimos", "es", _TO_DELETE, ("confirm", {})),
        ("no la borres, por favor", "es", _TO_DELETE, ("deny", {})),
        ("no, pon La 1", "es", _TO_DELETE, ("tv.channel", {"name": "La 1"})),
        ("mejor en media hora", "es", _IN_AN_HOUR, ("sleep.set", {"seconds": 1800})),
        ("que no, que decía La Sexta", "es", {"last_command": {"name": "tv.channel", "slots": {"name": "Cuatro"}}},
         ("tv.channel", {"name": "La Sexta"})),
        ("no dai, la deve ancora vedere mia madre", "it", _TO_DELETE, ("deny", {})),
        ("no, quella prima", "it", {"last_command": {"name": "tv.next", "slots": {}}}, ("tv.previous", {})),
        ("la de Almodóvar", "es", {"options": ["Vértigo", "Volver de Almodóvar"]}, ("ui.select", {"index": 2})),
        ("quello di Moretti", "it", {"options": ["Vertigo", "Habemus Papam di Moretti"]}, ("ui.select", {"index": 2})),
        ("anzi giovedì", "it", _AT_NINE, ("reminder.set", {"title": "Roma", "when": "giovedì"})),
    ],
)  # fmt: skip
def test_short_words_answer_or_change_what_was_said(
    understander: Understander, text: str, code: str, context: dict[str, Any], expected: tuple[str, Any]
) -> None:
    assert heard(understander, text, code, **context) == [expected]
