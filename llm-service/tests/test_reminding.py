"""Reminders are read from all that was said: their time whole, and what they are for."""

from datetime import UTC, datetime

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.media import Reminder
from prism_llm.responder.answer import Question
from prism_llm.responder.asked_times import seconds_ahead, window
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
        ("de", "kannst du mich um neun an den Arzt erinnern?", "den Arzt", "um neun"),
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
    ("code", "said", "when"),
    [
        ("en", "remind me in 1,000,000,000 minutes to rest", "in 1000000000 minutes"),
        ("en", "remind me in a million years to rest", "in a million years"),
        ("en", "remind me to rest in 10^9 minutes", "in 10^9 minutes"),
        ("en", f"remind me in {'9' * 300} minutes to rest", "in 999999999999 minutes"),
        ("en", "remind me in -5 minutes to rest", "in -5 minutes"),
        ("en", "remind me in six weeks to rest", "in six weeks"),
        ("de", "erinnere mich in einer Milliarde Minuten an die Pizza", "in einer Milliarde Minuten"),
        ("es", "recuérdame en mil millones de minutos la pizza", "en mil millones de minutos"),
        ("fr", "rappelle-moi dans un million d'années la pizza", "dans un million d'années"),
        ("it", "ricordami tra due miliardi di minuti la pizza", "tra due miliardi di minuti"),
    ],
)  # fmt: skip
def test_a_span_at_which_no_reminder_can_be_set_is_read_all_the_same(code: str, said: str, when: str) -> None:
    with told_in(code):
        read = reminder_in(said, NOW)
    assert read
    assert read.slots["when"] == when


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("in ten minutes", 600), ("in 0 minutes", 0), ("20 minutes from now", 1200), ("in two million seconds", 2e6),
        ("in 1.000.000 minutes", 6e7), ("in a year", 365 * 86400), ("at nine", None), ("in the evening", None),
        ("in 10^999999 minutes", 6e100), ("in the third week", None),
    ],
)  # fmt: skip
def test_a_span_from_now_is_counted_however_long(said: str, seconds: float | None) -> None:
    counted = seconds_ahead(said)
    assert counted == (pytest.approx(seconds) if seconds is not None else None)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("in three months at nine", "2027-02-24 09:00"), ("in a year at nine", "2027-11-24 09:00"),
        ("in two weeks at nine", "2026-12-08 09:00"),
    ],
)  # fmt: skip
def test_months_and_years_ahead_are_those_of_the_calendar(said: str, day: str) -> None:
    span = window(said, NOW)
    assert span
    assert f"{span[0]:%Y-%m-%d %H:%M}" == day
    last = window("in a month", NOW.replace(month=1, day=31))
    assert last
    assert f"{last[0]:%Y-%m-%d}" == "2026-02-28"


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
    assert [one.id for title in said for one in called(title, kept, NOW)] == [1, 2, 1, 1, 2, 1]


@pytest.mark.parametrize(
    ("code", "said", "minutes"),
    [
        ("en", "in about ten minutes", 10),
        ("en", "in ten minutes time", 10),
        ("en", "in an hour or so", 60),
        ("en", "after five minutes", 5),
        ("de", "in ner halben Stunde", 30),
        ("it", "fra un’ora", 60),
    ],
)
def test_a_time_from_now_may_be_told_loosely(code: str, said: str, minutes: int) -> None:
    with told_in(code):
        found = window(said, NOW)
    assert found is not None
    assert (found[0] - NOW).total_seconds() == 60 * minutes
