"""Reminders are read from all that was said: their time whole, and what they are for."""

from datetime import UTC, datetime

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.media import Reminder
from prism_llm.responder.answer import Question
from prism_llm.responder.reminders import called
from prism_llm.responder.reminding import completed, reminder_in
from prism_llm.telling import told_in

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "said", "title", "when"),
    [
        ("en", "remind me the day after tomorrow at six to water the plants", "water the plants",
         "the day after tomorrow at six"),
        ("en", "can you remind me to call my sister at half past nine tomorrow?", "call my sister",
         "at half past nine tomorrow"),
        ("en", "Remind me in an hour and a half about the oven.", "the oven", "in an hour and a half"),
        ("de", "erinnere mich übermorgen um acht an den Arzt", "den Arzt", "übermorgen um acht"),
        ("es", "recuérdame llamar a Ana dentro de una hora y media", "llamar a Ana", "dentro de una hora y media"),
        ("fr", "rappelle-moi dans deux heures d'appeler Luc", "appeler Luc", "dans deux heures"),
        ("it", "ricordami domani alle nove e mezza di chiamare la mamma", "chiamare la mamma",
         "domani alle nove e mezza"),
        ("en", "Lumen, would you please remind us at half past nine about the match", "the match",
         "at half past nine"),
        ("de", "und erinnere uns um neun an den Film", "den Film", "um neun"),
        ("es", "¿puedes recordarme llamar a Ana a las nueve?", "llamar a Ana", "a las nueve"),
        ("fr", "préviens-moi à neuf heures pour le match", "le match", "à neuf heures"),
        ("it", "puoi ricordarmi di chiamare Ugo alle nove?", "chiamare Ugo", "alle nove"),
        ("it", "metti un promemoria alle nove per la pizza", "la pizza", "alle nove"),
    ],
)  # fmt: skip
def test_a_reminder_is_read_from_plain_words(code: str, said: str, title: str, when: str) -> None:
    with told_in(code):
        assert reminder_in(said, NOW) == Command.of("reminder.set", title=title, when=when)


@pytest.mark.parametrize(
    "said", ["remind me to feed two cats", "remind me who that is", "it starts at half past nine tomorrow", "remind me"]
)
def test_words_without_a_time_or_a_wish_are_no_reminder(said: str) -> None:
    assert reminder_in(said, NOW) is None


@pytest.mark.parametrize(
    ("code", "said", "understood", "wanted"),
    [
        ("en", "remind me half past nine tomorrow about the bins", {"title": "bins", "when": "tomorrow"},
         {"title": "bins", "when": "half past nine tomorrow"}),
        ("it", "ricordami domani alle nove e mezza di chiamare la mamma", {"when": "domani alle nove"},
         {"title": "chiamare la mamma", "when": "domani alle nove e mezza"}),
        ("en", "remind me at nine to call Tim", {"title": "call Tim", "when": "at nine"},
         {"title": "call Tim", "when": "at nine"}),
        ("en", "remind me when Bake Off starts", {"title": "Bake Off"}, {"title": "Bake Off"}),
        ("en", "remind me five minutes before Bake Off", {"title": "Bake Off", "lead_seconds": 300},
         {"title": "Bake Off", "lead_seconds": 300}),
    ],
)  # fmt: skip
def test_what_understanding_left_out_is_taken_from_the_words(
    code: str, said: str, understood: dict[str, str], wanted: dict[str, str]
) -> None:
    asked = Question(Command(name="reminder.set", slots=understood), UtteranceContext(), NOW, text=said)
    with told_in(code):
        assert completed(asked).command.slots == wanted


def test_a_reminder_is_found_by_its_title_with_whatever_article() -> None:
    kept = [Reminder(id=1, title="pizza", when=NOW), Reminder(id=2, title="Arzt", when=NOW)]
    said = ("die pizza", "den Arzt", "the pizza", "la pizza", "meinen Arzt", "una pizza")
    assert [one.id for title in said for one in called(title, kept)] == [1, 2, 1, 1, 2, 1]
