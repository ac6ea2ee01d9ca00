"""Whose film is meant, where everybody knows who that is: a person, and not a title or a sort of film."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander
from prism_llm.understanding.languages.people import is_well_known
from prism_llm.understanding.titles import Titles

UNDERSTANDER = create_understander()
Said = list[tuple[str, dict[str, SlotValue]]]


def said(code: str, text: str) -> Said:
    found = UNDERSTANDER.understand(text, UtteranceContext(language=code)).commands
    return [(command.name, dict(command.slots)) for command in found]


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
