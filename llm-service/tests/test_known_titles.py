"""Titles that everybody knows, or that are on, are names whatever their words mean."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, create_understander
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
