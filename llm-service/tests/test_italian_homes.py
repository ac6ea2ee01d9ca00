"""What Italian homes say in a month of evenings: each sentence stands for many like it."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import Understander, create_understander

TIMER = Command.of("sleep.set", seconds=1800)
REPORT = {"title": "Report", "when": "stasera"}


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def heard(understander: Understander, text: str, **context: Any) -> Understanding:
    return understander.understand(text, UtteranceContext(language="it", playing=True, **context))


def said(understander: Understander, text: str, **context: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(command.name, command.slots) for command in heard(understander, text, **context).commands]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("non registrare la partita", {"title": "la partita"}),
        ("non registrare il telegiornale stasera", {"title": "il telegiornale", "when": "stasera"}),
        ("non registrare Report domani sera", {"title": "Report", "when": "domani sera"}),
        ("annulla quella registrazione di stasera", {"when": "stasera"}),
        ("annulla la registrazione di Report di stasera", {"title": "Report", "when": "stasera"}),
        ("non registrarlo", {}),
        ("non lo registrare", {}),
        ("non registrare questo film", {}),
    ],
)
def test_what_is_not_to_be_recorded_keeps_its_name_and_its_day(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [("tv.record", {"on": False, **slots})]


@pytest.mark.parametrize(
    "text",
    [
        "no, lascia stare",
        "no, lasciala accesa",
        "non spegnere più",
        "anzi no, lascia accesa la tele",
        "ma no, voglio vedere la fine",
        "ripensandoci lasciala andare",
        "no, continuiamo a guardare",
        "no dai, resta accesa",
    ],
)
def test_a_timer_just_set_is_called_off_for_who_stays(understander: Understander, text: str) -> None:
    assert said(understander, text, last_command=TIMER) == [("sleep.cancel", {})]


@pytest.mark.parametrize("text", ["lascia il volume così", "va bene così", "grazie", "lascia stare il canale"])
def test_a_timer_just_set_stays_for_who_means_something_else(understander: Understander, text: str) -> None:
    assert ("sleep.cancel", {}) not in said(understander, text, last_command=TIMER)


@pytest.mark.parametrize(
    "text",
    [
        "no, alla fine non registrarlo",
        "anzi no, non la registrare",
        "ci ho ripensato, non serve registrarlo",
        "no, lascia perdere, lo guardo in diretta",
        "annullala",
    ],
)
def test_a_recording_just_planned_is_called_off_on_second_thoughts(understander: Understander, text: str) -> None:
    last = Command(name="tv.record", slots={"on": True, **REPORT})
    assert said(understander, text, last_command=last) == [("tv.record", {"on": False, **REPORT})]


@pytest.mark.parametrize(
    "text",
    [
        "aspetta la pubblicità per mettere in pausa",
        "aspetta la pubblicità per togliere l'audio",
        "aspetta che finisca per cambiare canale",
        "aspetta il gol prima di alzare il volume",
    ],
)
def test_who_asks_to_wait_for_an_event_is_told_that_it_cannot_be_noticed(understander: Understander, text: str) -> None:
    found = heard(understander, text)
    assert (list(found.commands), bool(found.answer)) == ([], True)


@pytest.mark.parametrize("text", ["aspetta un attimo", "aspetta, metti in pausa", "aspetta che vado in bagno"])
def test_who_asks_to_wait_for_oneself_gets_a_pause(understander: Understander, text: str) -> None:
    assert said(understander, text) == [("tv.pause", {})]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("metti qualcosa per i bambini", {"genre": "bambini"}),
        ("metti qualcosa per i più piccoli", {"genre": "piccoli"}),
        ("trova qualcosa per i bimbi", {"genre": "bimbi"}),
        ("metti un film per bambini", {"genre": "bambini", "kind": "movie"}),
    ],
)
def test_what_is_for_the_children_is_not_just_anything(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("c'è il calcio stasera?", "calcio"),
        ("c'è la Formula 1 domenica?", "Formula 1"),
        ("c'è l'Inter stasera?", "l'Inter"),
        ("stasera c'è il tennis?", "tennis"),
        ("danno Blob stasera?", "Blob"),
    ],
)
def test_whether_something_is_on_is_a_question_and_begins_nothing(
    understander: Understander, text: str, title: str
) -> None:
    assert said(understander, text) == [("ask.when", {"title": title})]


@pytest.mark.parametrize(
    "text",
    [
        "è andato via l'audio",
        "non c'è più l'audio",
        "sono andati via i sottotitoli",
        "il volume se n'è andato",
        "è saltato di nuovo l'audio",
        "perché è andato via l'audio?",
    ],
)
def test_who_complains_of_what_is_gone_has_asked_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("altri dieci minuti", 2400),
        ("un'altra mezz'ora", 3600),
        ("allunga il timer di dieci minuti", 2400),
        ("aggiungi venti minuti al timer", 3000),
        ("prolunga lo spegnimento di un'ora", 5400),
        ("accorcia il timer di dieci minuti", 1200),
        ("facciamo un'ora", 3600),
        ("no, quaranta minuti", 2400),
    ],
)
def test_a_timer_just_set_is_made_longer_or_set_anew(understander: Understander, text: str, seconds: int) -> None:
    assert said(understander, text, last_command=TIMER) == [("sleep.set", {"seconds": seconds})]


@pytest.mark.parametrize("text", ["altri dieci minuti", "altri cinque minuti, mamma"])
def test_more_minutes_of_nothing_are_talk(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metti in posa", ("tv.pause", {})),
        ("meti in pausa", ("tv.pause", {})),
        ("alsa il volume", ("tv.volume", {"mode": "step", "delta": 10})),
        ("abassa il volume", ("tv.volume", {"mode": "step", "delta": -10})),
        ("spenni la tv", ("tv.stop", {})),
        ("apri le in postazioni", ("ui.open", {"page": "settings"})),
        ("prosimo episodio", ("tv.next", {})),
    ],
)
def test_a_word_half_heard_is_put_right(understander: Understander, text: str, expected: tuple[str, Any]) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("voglio vedere l'ultima puntata di Mare fuori", ("tv.watch", {"title": "Mare fuori"})),
        ("voglio le notizie", ("tv.watch", {"kind": "news"})),
        ("fammi sentire il podcast Indagini", ("tv.watch", {"kind": "podcast", "title": "Indagini"})),
        ("ricordami la partita di domani", ("reminder.set", {"title": "partita", "when": "domani"})),
        ("salutaci con la mano", ("lumen.gesture", {"name": "wave"})),
        ("metti un po' Le Iene", ("tv.watch", {"title": "Le Iene"})),
        ("metti Winx per la mia nipotina", ("tv.watch", {"title": "Winx"})),
        ("cambiamo canale, che barba", ("tv.channel", {"step": 1})),
        ("vai oltre la pubblicità", ("tv.seek", {"mode": "relative", "seconds": 30})),
        ("che ha fatto l'Atalanta?", ("ask.score", {"team": "Atalanta"})),
        ("spegniti a mezzanotte e mezza", ("sleep.set", {"at": "mezzanotte e mezza"})),
        ("dammi La ruota della fortuna", ("tv.watch", {"title": "La ruota della fortuna"})),
        ("il film di Aldo Giovanni e Giacomo", ("tv.watch", {"kind": "movie", "person": "Aldo Giovanni e Giacomo"})),
        ("metti la fiction con Luca Argentero", ("tv.watch", {"kind": "series", "person": "Luca Argentero"})),
        ("una serie tv spagnola", ("tv.watch", {"kind": "series", "genre": "spagnola"})),
        ("metti Radio Monte Carlo", ("tv.channel", {"name": "Radio Monte Carlo"})),
        ("metti TV2000 per la messa", ("tv.channel", {"name": "TV2000"})),
        ("è un po' bassa", ("tv.volume", {"mode": "step", "delta": 5})),
        ("è un po' forte", ("tv.volume", {"mode": "step", "delta": -5})),
        ("stop un attimo", ("tv.pause", {})),
        ("avvisami quando la partita sta per iniziare", ("reminder.set", {"title": "partita"})),
        ("cambia profilo, sono la nonna", ("profile.switch", {"name": "nonna"})),
        ("metti qualcosa di spaventoso", ("tv.watch", {"genre": "spaventoso"})),
        ("una cosa leggera da guardare mangiando", ("tv.watch", {"genre": "leggera"})),
        ("la seconda stagione", ("tv.watch", {"season": 2})),
        ("volume minimo", ("tv.volume", {"mode": "set", "level": 0})),
        ("quando parlano non si capisce niente, alza", ("tv.volume", {"mode": "step", "delta": 10})),
        ("vai al secondo tempo", ("tv.seek", {"mode": "fraction", "fraction": 0.5})),
        ("registra anche la puntata di domani", ("tv.record", {"on": True, "when": "domani"})),
        ("dove fanno la partita della Juve?", ("ui.search", {"query": "partita della Juve"})),
        ("cosa c'è dopo cena?", ("ask.at", {"when": "dopo cena"})),
        ("su Rai 2 alle 18 che c'è?", ("ask.at", {"channel": "Rai 2", "when": "alle 18"})),
        ("dopo Affari tuoi cosa c'è?", ("ask.next", {})),
        ("ma questo chi è?", ("ask.who", {})),
        ("hai un film da consigliarmi?", ("ask.recommend", {})),
        ("ricordami di Sanremo", ("reminder.set", {"title": "Sanremo"})),
        ("cancella il film registrato ieri", ("delete", {"kind": "recording"})),
        ("fai partire C'è posta per te", ("tv.watch", {"title": "C'è posta per te"})),
        ("registra Non è l'arena domenica", ("tv.record", {"on": True, "title": "Non è l'arena", "when": "domenica"})),
        ("metti Giù la testa", ("tv.watch", {"title": "Giù la testa"})),
        ("a che ora fanno Otto e mezzo?", ("ask.when", {"title": "Otto e mezzo"})),
        ("ha vinto Sinner?", ("ask.score", {"team": "Sinner"})),
        ("un film dell'orrore", ("tv.watch", {"kind": "movie", "genre": "orrore"})),
        ("qualche cartone animato giapponese", ("tv.watch", {"genre": "cartone animato giapponese"})),
        ("metti le canzoni di Mina", ("tv.watch", {"kind": "music", "person": "Mina"})),
        ("i sottotitoli non mi servono", ("tv.subtitles", {"on": False})),
        ("mettilo doppiato in italiano", ("tv.audio_track", {"language": "it"})),
        (
            "registra Rai 1 dalle nove alle undici",
            ("tv.record", {"on": True, "channel": "Rai 1", "when": "dalle nove alle undici"}),
        ),
        (
            "un film con Bud Spencer e Terence Hill",
            ("tv.watch", {"kind": "movie", "person": "Bud Spencer e Terence Hill"}),
        ),
        ("riprendi Gomorra", ("tv.watch", {"title": "Gomorra"})),
        ("metti la prima puntata de I Medici", ("tv.watch", {"title": "I Medici", "episode": 1})),
        ("metti il film che c'è su Rai Movie", ("tv.channel", {"name": "Rai Movie"})),
        ("fammi ascoltare RTL 102.5", ("tv.channel", {"name": "RTL 102.5"})),
        ("metti Cartoonito che si calma", ("tv.channel", {"name": "Cartoonito"})),
        ("vediamo un po' La 7", ("tv.channel", {"name": "La 7"})),
        ("su che canale è la Roma?", ("ui.search", {"query": "Roma"})),
        ("cosa c'è in programma stasera?", ("ask.at", {"when": "stasera"})),
        (
            "ricordami domani alle nove di vedere Report",
            ("reminder.set", {"title": "Report", "when": "domani alle nove"}),
        ),
        ("elimina la lista dei canali", ("delete", {"kind": "playlist"})),
        ("fallo andare più piano", ("tv.rate", {"step": -0.25})),
        ("meno forte, per carità", ("tv.volume", {"mode": "step", "delta": -10})),
    ],
)
def test_what_is_asked_for_is_cut_where_it_ends(
    understander: Understander, text: str, expected: tuple[str, Any]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "non cambiare canale, sto guardando",
        "metti a posto la tua camera",
        "ha segnato!",
        "quel film l'ha girato a Napoli",
        "stai un po' fermo",
        "i sottotitoli sono pieni di errori",
        "basta così, grazie",
        "lascia accesa la luce",
        "hai un libro da consigliarmi?",
        "la seconda stagione era meglio",
        "dopo pranzo cosa facciamo?",
    ],
)
def test_what_is_said_of_watching_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("basta così", {"lumen_speaking": True}, ("lumen.stop", {})),
        (
            "un po' meno",
            {"last_command": Command.of("tv.volume", mode="step", delta=25)},
            ("tv.volume", {"mode": "step", "delta": -5}),
        ),
        (
            "un altro minuto",
            {"last_command": Command.of("tv.seek", mode="relative", seconds=-60)},
            ("tv.seek", {"mode": "relative", "seconds": -60}),
        ),
        ("ok, vai", {"paused": True}, ("tv.play", {})),
        (
            "e stasera?",
            {"last_command": Command.of("ask.now", channel="Rai 1")},
            ("ask.at", {"when": "stasera", "channel": "Rai 1"}),
        ),
        (
            "anzi no, in inglese",
            {"last_command": Command.of("tv.subtitles", on=True)},
            ("tv.subtitles", {"on": True, "language": "en"}),
        ),
        (
            "ancora giù",
            {"last_command": Command.of("tv.volume", mode="step", delta=-10)},
            ("tv.volume", {"mode": "step", "delta": -10}),
        ),
        ("esci", {"screen": "guide"}, ("ui.back", {})),
        ("Rambo, dai", {"options": ("Rocky", "Rambo")}, ("ui.select", {"index": 2})),
        ("no, l'altro", {"options": ("Rocky", "Rambo")}, ("ui.select", {"index": 2})),
        ("il numero due", {"options": ("Rocky", "Rambo")}, ("ui.select", {"index": 2})),
        (
            "e adesso?",
            {"last_command": Command.of("ask.at", when="stasera", channel="Rai 1")},
            ("ask.now", {"channel": "Rai 1"}),
        ),
        ("no aspetta, lasciala accesa che non dormo", {"last_command": TIMER}, ("sleep.cancel", {})),
    ],
)
def test_short_words_follow_what_went_before(
    understander: Understander, text: str, context: dict[str, Any], expected: tuple[str, Any]
) -> None:
    assert said(understander, text, **context) == [expected]


@pytest.mark.parametrize(
    "text", ["registra Report e ricordami quando inizia", "registra Report e avvisami quando comincia"]
)
def test_a_recording_and_a_reminder_are_two(understander: Understander, text: str) -> None:
    wanted = [("tv.record", {"on": True, "title": "Report"}), ("reminder.set", {"title": "Report"})]
    assert said(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("pausa, e dimmi chi è quello col cappello", [("tv.pause", {}), ("ask.who", {})]),
        ("scorri giù, i canali di sport stanno in fondo", [("ui.scroll", {"direction": "down"})]),
        ("metti una grafica natalizia, che è quasi dicembre", [("ui.theme", {"name": "natalizia"})]),
        ("non ho capito perché è scappato lui, me lo spieghi?", [("ask.explain", {})]),
        ("ho cambiato idea, non spegnerti più da sola", [("sleep.cancel", {})]),
        ("il nonno vuole Linea verde", [("tv.watch", {"title": "Linea verde"})]),
        ("i bimbi vorrebbero i Me contro te", [("tv.watch", {"title": "Me contro te"})]),
        ("togli Rete 4 e metti Rai 1", [("tv.channel", {"name": "Rai 1"})]),
        ("abbassa le luci e metti un horror", [("tv.watch", {"genre": "horror"})]),
        ("spegni le luci e metti Rai 1", [("tv.channel", {"name": "Rai 1"})]),
        ("ok grazie", []),
        ("annulla lo spegnimento, vogliamo vedere il finale", [("sleep.cancel", {})]),
        ("ricordami la partita, se no me la scordo", [("reminder.set", {"title": "partita"})]),
        ("volume a trenta cinque", [("tv.volume", {"mode": "set", "level": 35})]),
        ("spegniti fra un ora e mezza", [("sleep.set", {"seconds": 5400})]),
        ("spegniti alle dieci e mezzo", [("sleep.set", {"at": "alle dieci e mezzo"})]),
        ("adesso ci sono io, Paolo", [("profile.switch", {"name": "Paolo"})]),
        ("registra tutto, arrivo tardi", [("tv.record", {"on": True})]),
        (
            "registra questa roba e spegniti fra tre quarti d'ora",
            [("tv.record", {"on": True}), ("sleep.set", {"seconds": 2700})],
        ),
        (
            "riduci la partita in un riquadrino e apri le impostazioni",
            [("ui.pip", {"on": True}), ("ui.open", {"page": "settings"})],
        ),
        (
            "cancella il promemoria di Ballarò e leggimi gli altri",
            [("reminder.cancel", {"title": "Ballarò"}), ("reminder.list", {})],
        ),
        (
            "ricordami un quarto d'ora prima che c'è il Gran Premio",
            [("reminder.set", {"title": "Gran Premio", "lead_seconds": 900})],
        ),
    ],
)
def test_a_wish_with_its_reason_or_another_wish_is_heard_whole(
    understander: Understander, text: str, commands: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == commands


@pytest.mark.parametrize(
    "text", ["aspetta la pubblicità e poi metti in pausa", "quando c'è la pubblicità togli l'audio"]
)
def test_what_waits_for_the_adverts_is_answered(understander: Understander, text: str) -> None:
    found = heard(understander, text)
    assert not found.commands
    assert found.answer


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("un po' più su", ("ui.scroll", {"direction": "down"}), ("ui.scroll", {"direction": "up"})),
        (
            "no, la serie",
            ("tv.watch", {"title": "Fargo", "kind": "movie"}),
            ("tv.watch", {"title": "Fargo", "kind": "series"}),
        ),
        (
            "no, la terza stagione",
            ("tv.watch", {"title": "Gomorra", "season": 2}),
            ("tv.watch", {"title": "Gomorra", "season": 3}),
        ),
        ("ancora cinque", ("tv.volume", {"mode": "step", "delta": -10}), ("tv.volume", {"mode": "step", "delta": -5})),
        (
            "ancora cinque",
            ("tv.seek", {"mode": "relative", "seconds": -120}),
            ("tv.seek", {"mode": "relative", "seconds": -300}),
        ),
        (
            "altri venti",
            ("tv.seek", {"mode": "relative", "seconds": 30}),
            ("tv.seek", {"mode": "relative", "seconds": 20}),
        ),
        (
            "ancora uguale",
            ("tv.seek", {"mode": "relative", "seconds": -30}),
            ("tv.seek", {"mode": "relative", "seconds": -30}),
        ),
        ("no troppo, metà", ("tv.volume", {"mode": "step", "delta": 10}), ("tv.volume", {"mode": "step", "delta": -5})),
        ("più lento ancora", ("lumen.voice", {"slower": True}), ("lumen.voice", {"slower": True})),
    ],
)
def test_what_was_done_last_is_taken_up(
    understander: Understander, text: str, last: tuple[str, Any], expected: tuple[str, Any]
) -> None:
    assert said(understander, text, last_command=Command(name=last[0], slots=last[1])) == [expected]


@pytest.mark.parametrize(("text", "index"), [("il penultimo", 3), ("metti la penultima", 3), ("il terzultimo", 2)])
def test_places_are_counted_from_the_end(understander: Understander, text: str, index: int) -> None:
    assert said(understander, text, options=("A", "B", "C", "D")) == [("ui.select", {"index": index})]
