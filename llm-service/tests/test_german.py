"""German as homes say it: known programmes, the language of a title, further steps, gestures, times in figures."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str, last: tuple[str, dict[str, Any]] | None = None) -> Said:
    before = Command(name=last[0], slots=last[1]) if last else None
    context = UtteranceContext(language="de", playing=True, last_command=before)
    return [(command.name, command.slots) for command in understander.understand(text, context).commands]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("mach mal die Tagesschau an", "Tagesschau"),
        ("schalt die Sportschau ein", "Sportschau"),
        ("mach bitte Wetten dass an", "Wetten dass"),
        ("wir hätten gern den Bergdoktor", "Bergdoktor"),
        ("wir wollen heute Abend Der Schuh des Manitu sehen", "Der Schuh des Manitu"),
        ("können wir Fack ju Göhte gucken", "Fack ju Göhte"),
    ],
)
def test_a_title_is_put_on_by_its_name(understander: Understander, text: str, title: str) -> None:
    assert said(understander, text) == [("tv.watch", {"title": title})]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (
            "spiel Der Pate im Original mit deutschen Untertiteln",
            [("tv.audio_track", {"original": True}), ("tv.subtitles", {"on": True, "language": "de"})],
        ),
        ("spiel Der Pate auf Englisch", [("tv.audio_track", {"language": "en"})]),
        ("starte Der Pate von Anfang an", [("tv.seek", {"mode": "start"})]),
    ],
)
def test_a_title_is_followed_by_its_language_and_captions(understander: Understander, text: str, more: Said) -> None:
    assert said(understander, text) == [("tv.watch", {"title": "Der Pate"}), *more]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("spiel Helene Fischer", {"person": "Helene Fischer"}),
        ("eine französische Komödie mit Louis de Funès", {"genre": "französische Komödie", "person": "Louis de Funès"}),
        ("was Spannendes für die ganze Familie", {"genre": "Spannendes"}),
        ("heute mal was Kurzes", {"genre": "Kurzes"}),
        ("mach mal Kinderradio", {"genre": "Kinderradio"}),
        ("Musik zum Putzen", {"kind": "music"}),
        ("zeig mir alle Filme von Til Schweiger", {"kind": "movie", "person": "Til Schweiger"}),
        ("gibt's irgendwas mit Dinosauriern", {"genre": "Dinosauriern"}),
        ("spiel ein Kinderlied", {"genre": "Kinderlied"}),
        ("eine Sendung mit Hirschhausen", {"person": "Hirschhausen"}),
        ("wir möchten gern den Film Ballon sehen", {"kind": "movie", "title": "Ballon"}),
        ("mach Radio an", {"kind": "radio"}),
        ("die erste Folge von Dark", {"title": "Dark", "episode": 1}),
        ("Folge sieben bitte", {"episode": 7}),
    ],
)
def test_a_wish_needs_no_verb(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("Staffel zwei", ("tv.watch", {"title": "Dark"}), ("tv.watch", {"season": 2})),
        ("die dritte Folge", ("tv.watch", {"title": "Dark"}), ("tv.watch", {"episode": 3})),
        ("nein, auf Englisch", ("tv.subtitles", {"on": True}), ("tv.subtitles", {"on": True, "language": "en"})),
        ("wieder weg damit", ("tv.subtitles", {"on": True}), ("tv.subtitles", {"on": False})),
        ("wieder an", ("tv.mute", {"on": True}), ("tv.mute", {"on": False})),
        ("doch lieber eine Stunde", ("sleep.set", {"seconds": 1800}), ("sleep.set", {"seconds": 3600})),
        (
            "doch erst um zehn",
            ("reminder.set", {"title": "Tatort", "when": "neun"}),
            ("reminder.set", {"title": "Tatort", "when": "zehn"}),
        ),
        ("noch eins weiter", ("tv.channel", {"step": 1}), ("tv.channel", {"step": 1})),
        ("ich meinte vier", ("tv.channel", {"name": "Vox"}), ("tv.channel", {"number": 4})),
        (
            "wieder vor",
            ("tv.seek", {"mode": "relative", "seconds": -30}),
            ("tv.seek", {"mode": "relative", "seconds": 15}),
        ),
    ],
)
def test_what_was_done_last_is_changed_in_few_words(
    understander: Understander, text: str, last: tuple[str, dict[str, Any]], expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text, last) == [expected]


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("noch einen", ("tv.channel", {"step": 1}), ("tv.channel", {"step": 1})),
        ("nee, geh zurück", ("tv.channel", {"name": "Tele 5"}), ("tv.channel", {"last": True})),
        ("das war jetzt zu viel", ("tv.volume", {"mode": "step", "delta": 10}), ("tv.volume", {"delta": -10})),
        ("noch eine Minute", ("tv.seek", {"mode": "relative", "seconds": 60}), ("tv.seek", {"seconds": 60})),
        ("doch wieder aus", ("tv.subtitles", {"on": True}), ("tv.subtitles", {"on": False})),
        ("mach ihn wieder aus", ("tv.volume", {"mode": "set", "level": 9}), ("tv.stop", {})),
        ("schneller", ("lumen.voice", {"slower": True}), ("lumen.voice", {"faster": True})),
        ("runter", ("ui.scroll", {"direction": "down"}), ("ui.scroll", {"direction": "down"})),
        ("runter", ("ui.back", {}), ("tv.volume", {"delta": -10})),
        ("den anderen", ("tv.channel", {"name": "ZDF"}), ("tv.channel", {"last": True})),
        ("noch zehn Sekunden", ("tv.seek", {"mode": "relative", "seconds": -30}), ("tv.seek", {"seconds": -10})),
    ],
)
def test_a_step_goes_on_from_the_last_one(
    understander: Understander, text: str, last: tuple[str, dict[str, Any]], expected: tuple[str, dict[str, Any]]
) -> None:
    ((name, slots),) = said(understander, text, last)
    assert name == expected[0]
    assert slots.items() >= expected[1].items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nächste Folge und danach ausschalten", [("tv.next", {}), ("sleep.set", {"programme_end": True})]),
        ("Wir wollen weiterschauen, wo wir stehen geblieben sind", [("tv.continue", {})]),
        ("zeig mir das Programm von 3sat für morgen", [("ui.guide", {"channel": "3sat", "when": "morgen"})]),
        ("läuft morgen Vormittag was auf KiKA", [("ask.at", {"when": "morgen Vormittag", "channel": "KiKA"})]),
        (
            "nimm heute um 20:15 im ZDF den Krimi auf",
            [("tv.record", {"on": True, "title": "Krimi", "channel": "ZDF", "when": "heute um 20:15"})],
        ),
        ("was sollen wir heut Abend bloß anschauen", [("ask.recommend", {})]),
        ("empfiehl mir eine gute Doku", [("ask.recommend", {"genre": "Doku"})]),
        ("mach für die Kinder mal eine Verbeugung", [("lumen.gesture", {"name": "bow"})]),
        ("klatsch mal", [("lumen.gesture", {"name": "clap"})]),
        ("sprich mit der Stimme Anna", [("lumen.voice", {"voice": "Anna"})]),
        ("stopp mal kurz", [("tv.pause", {})]),
        ("überspring die Werbung", [("tv.seek", {"mode": "relative", "seconds": 30})]),
        ("wann fängt das heute journal an", [("ask.when", {"title": "heute journal"})]),
        ("wie heißt die Sängerin", [("ask.who", {})]),
        ("ich check die Handlung nicht", [("ask.explain", {})]),
        ("steht es noch null zu null", [("ask.score", {})]),
        ("weck mich, wenn Let's Dance losgeht", [("reminder.set", {"title": "Let's Dance"})]),
        ("Ruhe jetzt, ich will was hören", [("lumen.hush", {"on": True})]),
        ("red mit einer tieferen Stimme", [("lumen.voice", {"deeper": True})]),
        ("Profil wechseln zu Tim", [("profile.switch", {"name": "Tim"})]),
        ("Nummer drei", [("tv.channel", {"number": 3})]),
        ("nimm den Film auf und schalt dann aus", [("tv.record", {"on": True}), ("tv.stop", {})]),
        ("mach den Fernseher an", [("tv.play", {})]),
        ("ich will was anderes sehen", [("tv.channel", {"step": 1})]),
        ("mach ganz leise", [("tv.volume", {"mode": "step", "delta": -25})]),
        ("zeig die Szene nochmal", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("lass noch eine halbe Stunde an", [("sleep.set", {"seconds": 1800})]),
        (
            "erinner uns in zehn Minuten an den Film Ballon",
            [("reminder.set", {"title": "den Film Ballon", "when": "in zehn Minuten"})],
        ),
        ("die Kinder wollen Feuerwehrmann Sam gucken", [("tv.watch", {"title": "Feuerwehrmann Sam"})]),
        ("Papa will Fußball schauen", [("tv.watch", {"genre": "Fußball"})]),
        ("stell auf 4K", [("tv.quality", {"height": 2160})]),
        ("schalt wieder zurück", [("tv.channel", {"last": True})]),
    ],
)
def test_plain_words_are_heard(understander: Understander, text: str, expected: Said) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hast du heute was mit Anna gemacht?",
        "Habt ihr gestern was Schönes gesehen?",
        "wo ist die Fernbedienung",
        "was Neues von Oma",
        "heute Abend essen wir Pizza",
        "einen Film haben wir gestern gesehen",
        "eine gute Idee",
        "Was hältst du von dem Film",
        "Was machst du da",
        "Das war vor zehn Minuten",
        "Magst du Krimis",
        "Der Fernseher an der Wand ist neu",
        "ich komm nicht mit",
        "zeig mal her",
        "sicher",
    ],
)
def test_talk_in_like_words_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("klaro", "confirm"),
        ("lösch sie", "confirm"),
        ("mach ruhig", "confirm"),
        ("auf gar keinen Fall", "deny"),
        ("behalt sie", "deny"),
        ("besser nicht", "deny"),
    ],
)
def test_an_open_question_is_answered_in_few_words(understander: Understander, text: str, name: str) -> None:
    context = UtteranceContext(language="de", pending="Soll ich das löschen?")
    assert [command.name for command in understander.understand(text, context).commands] == [name]


def test_a_number_is_a_place_where_a_list_is_shown(understander: Understander) -> None:
    context = UtteranceContext(language="de", options=["Der Pate", "Paris", "Ballon"])
    (command,) = understander.understand("Nummer drei", context).commands
    assert (command.name, command.slots) == ("ui.select", {"index": 3})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zeig uns den Film Toni Erdmann", [("tv.watch", {"kind": "movie", "title": "Toni Erdmann"})]),
        ("ich möchte die Serie Dark schauen", [("tv.watch", {"kind": "series", "title": "Dark"})]),
        ("den Film Titanic bitte", [("tv.watch", {"kind": "movie", "title": "Titanic"})]),
        ("leg mal einen Film von Fatih Akin ein", [("tv.watch", {"kind": "movie", "person": "Fatih Akin"})]),
        ("leg Fack ju Göhte ein", [("tv.watch", {"title": "Fack ju Göhte"})]),
        ("erinner mich, wenn die Sportschau anfängt", [("reminder.set", {"title": "die Sportschau"})]),
        ("erinner mich wenn Die Anstalt läuft", [("reminder.set", {"title": "Die Anstalt"})]),
        ("wechsel zu Opa", [("profile.switch", {"name": "Opa"})]),
        ("geh auf Mamas Profil", [("profile.switch", {"name": "Mama"})]),
        ("schalt dann auf RTL2", [("tv.channel", {"name": "RTL2"})]),
        (
            "nimm das auf und schalt dann auf Sport1",
            [("tv.record", {"on": True}), ("tv.channel", {"name": "Sport1"})],
        ),
    ],
)
def test_a_name_stands_behind_its_kind_an_owner_or_a_then(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    ("text", "screen", "expected"),
    [
        ("weiter runter", "guide", ("ui.scroll", {"direction": "down"})),
        ("hoch", "recordings", ("ui.scroll", {"direction": "up"})),
        ("runter", "live", ("tv.volume", {"mode": "step", "delta": -10})),
        ("runter", None, ("tv.volume", {"mode": "step", "delta": -10})),
    ],
)
def test_a_list_on_the_screen_goes_up_and_down(
    understander: Understander, text: str, screen: str | None, expected: tuple[str, dict[str, Any]]
) -> None:
    found = understander.understand(text, UtteranceContext(language="de", screen=screen))
    assert [(command.name, command.slots) for command in found.commands] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nimm ZDF heute Abend auf", [("tv.record", {"on": True, "channel": "ZDF", "when": "heute Abend"})]),
        ("nimm den Sender Sport1 auf", [("tv.record", {"on": True, "channel": "Sport1"})]),
        ("nimm den Tatort auf", [("tv.record", {"on": True, "title": "Tatort"})]),
        ("was zum Lachen", [("tv.watch", {"genre": "Lachen"})]),
        ("mach was für die Kinder an", [("tv.watch", {"genre": "Kinder"})]),
        ("einen Geschichtspodcast", [("tv.watch", {"genre": "Geschichtspodcast"})]),
        ("ich hätte Lust auf Das Leben der Anderen", [("tv.watch", {"title": "Das Leben der Anderen"})]),
        ("ich hätte Lust auf Eis", []),
        ("schauen wir Germany's Next Topmodel", [("tv.watch", {"title": "Germany's Next Topmodel"})]),
        ("schau Wir Kinder vom Bahnhof Zoo", [("tv.watch", {"title": "Wir Kinder vom Bahnhof Zoo"})]),
        (
            "sag mir zehn Minuten vor dem Spiel Bescheid",
            [("reminder.set", {"title": "Spiel", "lead_seconds": 600})],
        ),
        ("zwinker mir zu", [("lumen.gesture", {"name": "wink"})]),
        ("gib mir fünf", [("lumen.gesture", {"name": "high_five"})]),
        ("größere Untertitel", []),
        ("mach die Untertitel kleiner", []),
    ],
)
def test_a_channel_is_recorded_and_a_wish_tells_whom_or_what_it_is_for(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stell Kanal zwanzig ein", [("tv.channel", {"number": 20})]),
        ("ganz laut", [("tv.volume", {"mode": "step", "delta": 25})]),
        ("spiel das neue Album von Nena", [("tv.watch", {"kind": "music", "person": "Nena"})]),
        ("spiel Musik von Queen", [("tv.watch", {"kind": "music", "person": "Queen"})]),
        ("mach einen Podcast über Politik an", [("tv.watch", {"kind": "podcast", "genre": "Politik"})]),
        ("wer hat das Tor geschossen", [("ask.score", {})]),
        ("lass den Timer sein", [("sleep.cancel", {})]),
        ("was Kurzes", [("tv.watch", {"genre": "Kurzes"})]),
        ("was mit Dinosauriern", [("tv.watch", {"genre": "Dinosauriern"})]),
        ("was für Kinder", []),
        ("Profil wechseln", []),
    ],
)
def test_music_and_podcasts_tell_of_whom_and_of_what(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected
