"""Plain requests that were refused or read amiss: reminders again, the match itself, what is asked for in a clause."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander


def reminder(**slots: Any) -> list[tuple[str, dict[str, Any]]]:
    return [("reminder.set", slots)]


RECORD = [("tv.record", {"on": True})]
HOUR = [("sleep.set", {"seconds": 3600})]
DELETE = [("delete", {"kind": "recording"})]
ASKED = [
    ("en", "remind me again in ten minutes", reminder(when="in ten minutes")),
    ("en", "remind me again tomorrow", reminder(when="tomorrow")),
    ("fr", "rappelle-moi encore dans dix minutes", reminder(when="dans dix minutes")),
    ("es", "recuérdame otra vez en diez minutos", reminder(when="en diez minutos")),
    ("it", "ricordami di nuovo tra dieci minuti", reminder(when="tra dieci minuti")),
    ("de", "erinner mich nochmal in zehn Minuten", reminder(when="in zehn Minuten")),
    ("fr", "change la minuterie à une heure", HOUR),
    ("es", "cambia el temporizador a una hora", HOUR),
    ("it", "cambia il timer a un'ora", HOUR),
    ("en", "can you stop recording", [("tv.record", {"on": False})]),
    ("fr", "rappelle-moi quand le match commence", reminder(title="le match")),
    ("es", "avísame cuando empiece el partido", reminder(title="el partido")),
    ("it", "avvisami quando comincia la partita", reminder(title="la partita")),
    ("de", "sag Bescheid, wenn das Spiel losgeht", reminder(title="das Spiel")),
    ("es", "que no se me pase el partido", reminder(title="partido")),
    ("de", "lass mich das Spiel nicht vergessen", reminder(title="Spiel")),
    ("fr", "n'oublie pas de me rappeler à neuf heures", reminder(when="neuf heures")),
    ("es", "no te olvides de recordármelo a las nueve", reminder(when="las nueve")),
    ("it", "quanto manca?", [("ask.remaining", {})]),
    ("de", "ich möchte, dass du das aufnimmst", RECORD),
    ("de", "sorg dafür, dass das aufgenommen wird", RECORD),
    ("de", "wir sollten das aufnehmen", RECORD),
    ("it", "vorrei che registrassi questo", RECORD),
    ("fr", "assure-toi d'enregistrer", RECORD),
    ("de", "lösch alle Aufnahmen", DELETE),
    ("fr", "supprime tous les enregistrements", DELETE),
    ("es", "borra todas las grabaciones", DELETE),
    ("it", "cancella tutte le registrazioni", DELETE),
    ("en", "extend the sleep timer by ten minutes", []),
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


@pytest.mark.parametrize(("language", "text", "wanted"), ASKED)
def test_what_is_plainly_asked_for_is_understood(
    understander: Understander, language: str, text: str, wanted: list[tuple[str, dict[str, Any]]]
) -> None:
    found = understander.understand(text, UtteranceContext(language=language))
    assert [(command.name, dict(command.slots)) for command in found.commands] == wanted


def test_what_is_not_to_be_forgotten_at_a_time_is_offered_as_a_reminder(understander: Understander) -> None:
    for text in ("don't forget to mute it at nine", "don't forget to put BBC One on at nine"):
        found = understander.understand(text, UtteranceContext(language="en"))
        assert found.commands == ()
        assert found.question is not None
        assert found.question.choices[0].command.slots["when"] == "at nine"
