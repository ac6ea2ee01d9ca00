from dataclasses import replace

from prism_companion.lines import script_for
from prism_companion.remarks import Manners, Moment, Remarks, Say, Silence

NOW = Moment(now=1_000.0, hour=15.0, content="music", mood="upbeat", programme="The Hour")


def remarks(genre: str = "music") -> Remarks:
    return Remarks(script_for([genre]), Manners(), choose=lambda lines: lines[0])


def test_a_drop_is_worth_a_remark_with_a_reason() -> None:
    said = remarks().consider(replace(NOW, dropped=True))
    assert isinstance(said, Say)
    assert said.reason == "the drop"


def test_two_remarks_are_a_minute_apart() -> None:
    made = remarks()
    assert isinstance(made.consider(replace(NOW, dropped=True)), Say)
    assert made.consider(replace(NOW, now=1_059.0, dropped=True)) == Silence("the last remark was 59 s ago")
    assert isinstance(made.consider(replace(NOW, now=1_061.0, dropped=True)), Say)


def test_idle_talk_waits_while_somebody_speaks_and_a_goal_does_not() -> None:
    made = remarks("sport")
    speech = replace(NOW, content="speech")
    assert made.consider(replace(speech, captions=("[applause]",))) == Silence("somebody speaks on the programme")
    assert isinstance(made.consider(replace(speech, captions=("And it's a GOAL!",))), Say)


def test_nothing_is_said_at_night_or_about_nothing() -> None:
    assert remarks().consider(replace(NOW, hour=2.0, dropped=True)) == Silence("it is night")
    assert remarks().consider(NOW) == Silence("nothing happened")


def test_the_programme_that_was_on_already_is_no_news_and_the_next_one_is() -> None:
    made = remarks()
    assert made.consider(NOW) == Silence("nothing happened")
    said = made.consider(replace(NOW, programme="Late {Show}"))
    assert isinstance(said, Say)
    assert "Late {Show}" in said.text
