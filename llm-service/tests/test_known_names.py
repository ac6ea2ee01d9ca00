"""Titles and people that everybody knows, or what is on, are names whatever their words mean."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, create_understander
from prism_llm.understanding.languages.people import is_well_known
from prism_llm.understanding.titles import Titles

UNDERSTANDER = create_understander()
Said = list[tuple[str, dict[str, SlotValue]]]


def said(code: str, text: str) -> Said:
    found = UNDERSTANDER.understand(text, UtteranceContext(language=code)).commands
    return [(command.name, dict(command.slots)) for command in found]


@pytest.mark.parametrize(
    ("code", "text", "title"),
    [
        ("en", "Emmerdale please love", "Emmerdale"),
        ("en", "Open All Hours for the old fella", "Open All Hours"),
        ("en", "pride and prejudice, the wet shirt one", "pride and prejudice"),
        ("en", "my turn, and I say Emmerdale", "Emmerdale"),
        ("en", "I fancy Das Boot", "Das Boot"),
        ("fr", "Les Chiffres et les Lettres pour mamie", "Les Chiffres et les Lettres"),
    ],
)
def test_a_known_title_is_put_on_by_its_name(code: str, text: str, title: str) -> None:
    assert said(code, text) == [("tv.watch", {"title": title})]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "fr",
            "préviens-moi un quart d'heure avant Les Chiffres et les Lettres",
            ("reminder.set", {"title": "Les Chiffres et les Lettres", "lead_seconds": 900}),
        ),
        (
            "es",
            "recuérdame mañana a las siete Cifras y letras",
            ("reminder.set", {"title": "Cifras y letras", "when": "mañana a las siete"}),
        ),
        ("it", "non ricordarmi più Otto e mezzo", ("reminder.cancel", {"title": "Otto e mezzo"})),
    ],
)
def test_a_known_title_with_two_things_in_it_is_one(code: str, text: str, expected: tuple[str, object]) -> None:
    assert said(code, text) == [expected]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Hot Fuzz was great"),
        ("en", "the price is right for me"),
        ("en", "we watched Emmerdale last night"),
        ("en", "don't play Emmerdale"),
        ("de", "gute Nacht, schlaf schön"),
        ("de", "der Bergdoktor war gestern schwach"),
        ("es", "ayer vimos Pasapalabra"),
    ],
)
def test_a_title_that_is_only_spoken_of_is_not_put_on(code: str, text: str) -> None:
    assert said(code, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("put the subtitles on please", ("tv.subtitles", {"on": True})),
        ("undo that", ("undo", {})),
        ("rewind a bit", ("tv.seek", {"mode": "relative", "seconds": -15})),
    ],
)
def test_words_of_orders_are_no_titles(text: str, expected: tuple[str, object]) -> None:
    assert said("en", text) == [expected]


def test_what_is_on_is_known_by_its_title() -> None:
    understander = create_understander()
    understander.titles = Titles({"Sir Gadabout": "", "News": "", "Mad Dogs and Englishmen": ""})

    def asked(text: str) -> Said:
        return [(c.name, dict(c.slots)) for c in understander.understand(text, UtteranceContext()).commands]

    assert asked("Sir Gadabout for the wee man") == [("tv.watch", {"title": "Sir Gadabout"})]
    assert asked("record Mad Dogs and Englishmen") == [("tv.record", {"on": True, "title": "Mad Dogs and Englishmen"})]
    assert asked("put the News on") == [("tv.watch", {"kind": "news"})]


def test_a_channel_that_is_called_like_a_title_stays_a_channel() -> None:
    understander = create_understander()
    understander.names = ChannelNames(("Emmerdale", "BBC One"))
    found = understander.understand("switch to Emmerdale", UtteranceContext()).commands
    assert [(command.name, command.slots) for command in found] == [("tv.channel", {"name": "Emmerdale"})]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "put on something scary, the kids are in bed", [("tv.watch", {"genre": "scary"})]),
        (
            "en",
            "put on Bluey and turn it down, the baby's asleep",
            [("tv.watch", {"title": "Bluey"}), ("tv.volume", {"mode": "step", "delta": -10})],
        ),
        (
            "en",
            "play Severance and turn off when the episode's done",
            [("tv.watch", {"title": "Severance"}), ("sleep.set", {"programme_end": True})],
        ),
        ("en", "put something on by Agnès Varda", [("tv.watch", {"person": "Agnès Varda"})]),
        ("en", "can we watch Anupamaa now", [("tv.watch", {"title": "Anupamaa"})]),
        ("en", "put on Don't Look Now", [("tv.watch", {"title": "Don't Look Now"})]),
        ("en", "delete all those Paw Patrol recordings", [("delete", {"kind": "recording", "title": "Paw Patrol"})]),
        ("en", "make this channel one of my favourites", [("tv.favourite", {"on": True})]),
        ("es", "ponme Radio Clásica", [("tv.channel", {"name": "Radio Clásica"})]),
        ("es", "pon la radio clásica", [("tv.watch", {"genre": "clásica", "kind": "radio"})]),
        ("fr", "mets donc Radio Classique", [("tv.channel", {"name": "Radio Classique"})]),
        (
            "fr",
            "supprime l'enregistrement d'Échappées belles",
            [("delete", {"kind": "recording", "title": "Échappées belles"})],
        ),
        (
            "de",
            "nimm ARD und ZDF und Arte in die Favoriten",
            [("tv.favourite", {"on": True, "channel": channel}) for channel in ("ARD", "ZDF", "Arte")],
        ),
        (
            "it",
            "alza la tua voce e spiegami cos'è successo",
            [("lumen.voice", {"louder": True}), ("ask.explain", {})],
        ),
        ("it", "cosa c'è in onda", [("ask.now", {})]),
        ("it", "cosa c'è in onda stasera", [("ask.at", {"when": "stasera"})]),
        ("it", "cosa viene dopo su Rai Premium?", [("ask.next", {"channel": "Rai Premium"})]),
    ],
)
def test_names_are_told_from_what_stands_around_them(code: str, text: str, expected: Said) -> None:
    assert said(code, text) == expected


def test_what_is_on_the_screen_is_chosen_by_its_maker() -> None:
    options = ["Le Trou, de Jacques Becker", "Mon oncle, de Jacques Tati", "Lola, de Jacques Demy"]
    context = UtteranceContext(language="fr", screen="search", options=options)
    found = UNDERSTANDER.understand("celui de Tati", context).commands
    assert [(command.name, command.slots) for command in found] == [("ui.select", {"index": 2})]


@pytest.mark.parametrize(
    ("code", "text", "slots"),
    [
        ("en", "Scorsese's latest, go on", {"person": "Scorsese"}),
        ("en", "Fellini", {"person": "Fellini"}),
        ("en", "play Cast Away with Tom Hanks", {"title": "Cast Away", "person": "Tom Hanks"}),
        ("en", "play Being John Malkovich", {"title": "Being John Malkovich"}),
        ("de", "Wim Wenders bitte", {"person": "Wim Wenders"}),
        ("de", "spiel Cast Away mit Tom Hanks", {"title": "Cast Away", "person": "Tom Hanks"}),
        ("es", "pon Náufrago con Tom Hanks", {"title": "Náufrago", "person": "Tom Hanks"}),
        ("es", "Almodóvar, por favor", {"person": "Almodóvar"}),
        ("es", "La vida de Brian", {"title": "La vida de Brian"}),
        ("fr", "mets La Mémoire d'Almodóvar", {"title": "La Mémoire", "person": "Almodóvar"}),
        ("it", "metti Lo sceicco bianco di Fellini", {"title": "Lo sceicco bianco", "person": "Fellini"}),
        ("it", "Juliette Binoche", {"person": "Juliette Binoche"}),
    ],
)
def test_who_is_well_known_is_a_person_alone_and_behind_a_title(
    code: str, text: str, slots: dict[str, SlotValue]
) -> None:
    assert said(code, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "I met Tom Hanks once"),
        ("en", "Tom Hanks is great"),
        ("en", "I saw Judi Dench in the theatre"),
        ("en", "is that Michael Caine"),
        ("en", "if you don't eat that there'll be no Bluey"),
        ("de", "Wim Wenders kommt aus Düsseldorf"),
        ("es", "mi prima conoce a Penélope Cruz"),
        ("fr", "Omar Sy a grandi à Trappes"),
        ("it", "parlavamo di Fellini"),
    ],
)
def test_who_is_only_spoken_of_is_not_put_on(code: str, text: str) -> None:
    assert said(code, text) == []


@pytest.mark.parametrize("name", ["Bong Joon-ho", "agnes varda", "Agnès Varda", "Peter O’Toole", "ALMODÓVAR"])
def test_a_name_is_known_however_it_is_written(name: str) -> None:
    assert is_well_known(name)


def test_a_programme_that_is_called_like_somebody_stays_a_programme() -> None:
    understander = create_understander()
    understander.titles = Titles({"Clint Eastwood": "a portrait of the director"})
    found = understander.understand("play Clint Eastwood", UtteranceContext()).commands
    assert [(command.name, command.slots) for command in found] == [("tv.watch", {"title": "Clint Eastwood"})]


@pytest.mark.parametrize(
    ("code", "text", "person"),
    [
        ("en", "Ken Loach tonight, I can take it", "Ken Loach"),
        ("en", "Billy Connolly on stage", "Billy Connolly"),
        ("de", "den neuen Wim Wenders", "Wim Wenders"),
        ("de", "Til Schweiger, aber nichts Trauriges", "Til Schweiger"),
    ],
)
def test_a_known_name_beside_few_words_is_who_is_to_be_seen(code: str, text: str, person: str) -> None:
    assert said(code, text) == [("tv.watch", {"person": person})]


@pytest.mark.parametrize("name", ["Les Chiffres et\nles Lettres", "al \n pacino", 'Open "All" Hours', "Otto\te mezzo"])
def test_signs_in_a_name_are_kept_as_they_are(name: str) -> None:
    for code in ("en", "fr"):
        UNDERSTANDER.understand(f"put on {name} please", UtteranceContext(language=code))


def test_a_programme_called_like_what_stands_for_titles_changes_nothing() -> None:
    understander = create_understander()
    understander.titles = Titles({"Tatort: Borowski": "", "Tatort: Schimanski": ""})
    text = "préviens-moi un quart d'heure avant Les Chiffres et les Lettres"
    found = understander.understand(text, UtteranceContext(language="fr")).commands
    assert [dict(one.slots) for one in found] == [{"title": "Les Chiffres et les Lettres", "lead_seconds": 900}]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Not Emmerdale please"),
        ("en", "Please no more Emmerdale"),
        ("en", "the kids are in bed so don't turn it up"),
        ("en", "Mum's on the phone so don't turn the sound back on"),
        ("de", "Zahnarztgespräch morgen"),
        ("de", "Nicht schon wieder Traumschiff"),
        ("de", "Fang nicht von vorne an"),
        ("de", "Ich hab ihm gesagt er soll die Aufnahme der Sportschau stoppen"),
        ("de", "Du hättest ruhig stumm schalten können"),
        ("es", "Le dije que parara la grabación de El Chiringuito"),
        ("es", "papá ha dicho que sí"),
        ("es", "¿Apagarla? Ni hablar"),
        ("es", "nunca más a todo volumen"),
        ("en", "it stopped recording Doctor Who"),
        ("de", "Bei voller Lautstärke krieg ich Kopfschmerzen"),
        ("fr", "Le son à fond me donne mal à la tête"),
        ("it", "A tutto volume mi viene mal di testa"),
        ("it", "mai più al massimo"),
        ("de", "Ausmachen? Kommt nicht in Frage"),
        ("fr", "Annuler le rappel de Koh-Lanta ? Sûrement pas"),
        ("it", "Annullare il promemoria dell'Eredità? Ma figurati"),
        ("es", "no empieces desde el principio"),
        ("fr", "Pas Koh-Lanta s'il te plaît"),
        ("fr", "tu aurais pu couper le son"),
        ("fr", "ne recommence pas du début"),
        ("it", "Gli ho detto di fermare la registrazione di Novantesimo minuto"),
        ("it", "potevi togliere l'audio"),
        ("it", "non ricominciare da capo"),
    ],
)
def test_what_is_refused_told_or_wished_otherwise_is_not_done(code: str, text: str) -> None:
    context = UtteranceContext(language=code, playing=True, pending="¿Borro la grabación?" if "papá" in text else None)
    assert UNDERSTANDER.understand(text, context).commands == ()


@pytest.mark.parametrize("text", ["You too", "Mum, please", "Help please"])
def test_a_word_that_is_a_title_of_the_guide_is_no_name_beside_others(text: str) -> None:
    understander = create_understander()
    understander.titles = Titles({"You": "", "Mum": "", "Help": ""})
    assert understander.understand(text, UtteranceContext()).commands == ()


@pytest.mark.parametrize("text", ["cancel that", "cancel it"])
def test_a_reminder_that_was_just_set_is_taken_back(text: str) -> None:
    last = {"name": "reminder.set", "slots": {"title": "call mum", "when": "an hour"}}
    found = UNDERSTANDER.understand(text, UtteranceContext.model_validate({"last_command": last})).commands
    assert [command.name for command in found] == ["undo"]


def test_an_opinion_of_the_second_one_waits_for_nothing() -> None:
    assert UNDERSTANDER.understand("the second one was better than the first", UtteranceContext()).answer == ""
