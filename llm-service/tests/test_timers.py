"""A sleep timer that runs, made longer or shorter, and a reminder that is put off."""

from datetime import UTC, datetime, timedelta

import pytest

from prism_core.commands import Command
from prism_core.requests import Choice, UtteranceContext
from prism_llm.understanding import Understander, create_understander

NOW = datetime(2026, 1, 10, 20, 0, tzinfo=UTC)
RUNS = UtteranceContext(language="en", now=NOW, sleep_at=NOW + timedelta(minutes=30))
JUST_SET = UtteranceContext(language="en", last_command=Command.of("sleep.set", seconds=1800))
ENDED = UtteranceContext(language="en", now=NOW, sleep_at=NOW - timedelta(minutes=30))
NONE = UtteranceContext(language="en")


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("add ten minutes to the sleep timer", 2400),
        ("can you extend the timer by half an hour please", 3600),
        ("another 15 minutes on the sleep timer", 2700),
        ("give the sleep timer another half hour", 3600),
        ("make the sleep timer twenty minutes longer", 3000),
        ("take ten minutes off the sleep timer", 1200),
        ("extend it by an hour", 5400),
    ],
)
@pytest.mark.parametrize("context", [RUNS, JUST_SET])
def test_a_timer_that_runs_is_set_for_what_is_left_and_what_is_added(
    understander: Understander, text: str, seconds: int, context: UtteranceContext
) -> None:
    assert understander.understand(text, context).commands == (Command.of("sleep.set", seconds=seconds),)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("extend the sleep timer by ten minutes", NONE),
        ("add ten minutes to the sleep timer", ENDED),
        ("make the sleep timer a bit longer", RUNS),
        ("take an hour off the sleep timer", RUNS),
    ],
)
def test_it_is_asked_for_how_long_where_that_cannot_be_told(
    understander: Understander, text: str, context: UtteranceContext
) -> None:
    found = understander.understand(text, context)
    assert (found.commands, found.answer) == ((), "For how long?")


@pytest.mark.parametrize("text", ["ten minutes on the sleep timer", "put the sleep timer on for another ten minutes"])
def test_a_timer_that_is_set_is_not_taken_for_a_longer_one(understander: Understander, text: str) -> None:
    assert understander.understand(text, NONE).commands == (Command.of("sleep.set", seconds=600),)


@pytest.mark.parametrize("text", ["leave it on", "keep it on", "keep the telly on", "stay on"])
def test_what_is_to_stay_on_calls_off_only_a_timer_that_runs(understander: Understander, text: str) -> None:
    for context in (RUNS, JUST_SET):
        assert understander.understand(text, context).commands == (Command.of("sleep.cancel"),)
    for context in (ENDED, NONE):
        assert understander.understand(text, context).commands == ()


@pytest.mark.parametrize("text", ["snooze", "snooze it", "hit snooze", "remind me again later"])
def test_a_reminder_that_is_put_off_is_offered_again_soon(understander: Understander, text: str) -> None:
    last = Command.of("reminder.set", title="Bake Off", when="8pm")
    question = understander.understand(text, UtteranceContext(language="en", last_command=last)).question
    assert question is not None
    assert question.text == "Shall I remind you again in ten minutes?"
    assert [one.command for one in question.choices] == [
        Command.of("reminder.set", title="Bake Off", when="in ten minutes")
    ]


def test_a_reminder_is_put_off_for_a_time(understander: Understander) -> None:
    found = understander.understand("snooze for a quarter of an hour", NONE)
    assert found.commands == (Command.of("reminder.set", when="in 15 minutes"),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in twenty minutes", Command.of("reminder.set", title="Vera", when="in twenty minutes")),
        ("no, at nine", Command.of("reminder.set", title="Vera", when="at nine")),
        ("turn it off in ten minutes", Command.of("sleep.set", seconds=600)),
        ("no", Command.of("deny")),
    ],
)
def test_another_time_may_be_said_for_a_reminder_that_is_offered(
    understander: Understander, text: str, wanted: Command
) -> None:
    offered = Choice(label="", command=Command.of("reminder.set", title="Vera", when="in ten minutes"))
    context = UtteranceContext(language="en", pending="Shall I remind you again in ten minutes?", choices=(offered,))
    assert understander.understand(text, context).commands == (wanted,)


def test_what_else_is_asked_for_leaves_the_timer_longer(understander: Understander) -> None:
    found = understander.understand("add ten minutes to the sleep timer and mute it", JUST_SET)
    assert found.commands == (Command.of("sleep.set", seconds=2400), Command.of("tv.mute", on=True))


def test_a_timer_of_more_than_a_day_is_asked_about(understander: Understander) -> None:
    endless = UtteranceContext(language="en", last_command=Command.of("sleep.set", seconds=1e308))
    found = understander.understand("add ten minutes to the sleep timer", endless)
    assert (found.commands, found.answer) == ((), "For how long?")


@pytest.mark.parametrize(
    ("code", "text", "first"),
    [
        ("de", "nächste Folge, dann aus wenn sie vorbei ist", "tv.next"),
        ("de", "die nächste Folge und dann aus, wenn sie fertig ist", "tv.next"),
        ("de", "nächste Folge und schalt dann aus, wenn sie vorbei ist", "tv.next"),
        ("de", "leiser, und schalt dann ab wenn der Film aus ist", "tv.volume"),
        ("fr", "épisode suivant, puis éteins quand c'est fini", "tv.next"),
        ("fr", "épisode suivant puis éteins quand c'est fini", "tv.next"),
        ("fr", "l'épisode suivant, et éteins quand il est fini", "tv.next"),
        ("es", "siguiente capítulo, y luego apaga cuando acabe", "tv.next"),
        ("es", "el siguiente episodio y apágala cuando termine", "tv.next"),
        ("it", "prossimo episodio, poi spegni quando è finito", "tv.next"),
        ("it", "puntata successiva e poi spegni quando finisce", "tv.next"),
    ],
)
def test_the_end_that_a_timer_notices_keeps_nothing_from_being_done_before_it(
    understander: Understander, code: str, text: str, first: str
) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert [command.name for command in found.commands] == [first, "sleep.set"]
    assert found.commands[1] == Command.of("sleep.set", programme_end=True)
    assert not found.answer


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "wenn das Baby weint, mach leiser, und schalt aus wenn der Film vorbei ist"),
        ("de", "wenn die Folge vorbei ist, mach leiser"),
        ("fr", "si le téléphone sonne, mets pause, et éteins quand c'est fini"),
        ("es", "cuando acabe el partido pon La 1"),
        ("it", "metti in pausa quando finisce"),
    ],
)
def test_what_is_to_wait_for_anything_else_is_still_not_noticed(
    understander: Understander, code: str, text: str
) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert found.commands == ()
    assert found.answer


@pytest.mark.parametrize("text", ["add ten minutes and tell me a joke", "add another ten minutes and tell me a joke"])
def test_minutes_are_added_to_a_timer_that_was_just_set_and_not_skipped(understander: Understander, text: str) -> None:
    assert understander.understand(text, JUST_SET).commands == (Command.of("sleep.set", seconds=2400),)
    assert Command.of("sleep.set", seconds=2400) not in understander.understand(text, NONE).commands
