"""Nothing is said over dialogue that is known to come."""

from prism_companion.dialogue import Dialogue
from prism_companion.lines import script_for
from prism_companion.remarks import Manners, Moment, Remarks, Say


def test_speech_is_known_for_as_long_as_it_lasts() -> None:
    dialogue = Dialogue()
    dialogue.note(10.0, 12.0)
    assert dialogue.during(11.0, 14.0)
    assert dialogue.during(8.0, 10.5)
    assert not dialogue.during(12.0, 15.0)
    assert not dialogue.during(6.0, 10.0)


def test_a_remark_that_was_not_made_costs_no_rest_and_a_commentator_may_be_interrupted_by_a_goal_alone() -> None:
    remarks = Remarks(script_for(["sport"]), Manners(), lambda lines: lines[0], last_at=900.0)
    moment = Moment(now=1_000.0, content="music", mood="upbeat", captions=("GOAL!",), caption_times=(996.5,))
    said = remarks.consider(moment)
    assert isinstance(said, Say)
    assert said.at == 996.5
    assert remarks.may_interrupt(said)
    assert not Remarks(script_for(["drama"]), Manners(), lambda lines: lines[0]).may_interrupt(said)
    assert remarks.last_at == 1_000.0
    remarks.take_back()
    assert remarks.last_at == 900.0
