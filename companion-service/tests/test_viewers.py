from prism_companion.hls.reader import Segment
from prism_companion.viewers import ViewerClock


def listed(edge: float, late: float, duration: float = 2.0) -> Segment:
    return Segment(0, edge - duration, duration, edge, edge + late, False, b"", b"")


def test_a_list_that_was_read_late_does_not_move_the_viewers_back() -> None:
    viewers = ViewerClock()
    viewers.learn(listed(100.0, late=0.1))
    viewers.learn(listed(102.0, late=1.4))
    assert round(viewers.at(103.4), 3) == 97.3


def test_viewers_of_a_stream_that_stalled_are_further_behind_before_long() -> None:
    viewers = ViewerClock()
    viewers.learn(listed(100.0, late=0.0))
    for number in range(12):
        viewers.learn(listed(102.0 + 2 * number, late=5.0))
    assert viewers.at(200.0) == 200.0 - 6.0 - 5.0


def test_viewers_of_a_stream_whose_clock_went_back_an_hour_are_known_at_once() -> None:
    viewers = ViewerClock()
    viewers.learn(listed(7200.0, late=0.0))
    viewers.learn(listed(3602.0, late=3600.0))
    assert viewers.at(7202.0) == 3602.0 - 6.0


def test_a_short_segment_before_a_break_does_not_move_viewers_to_the_live_edge() -> None:
    viewers = ViewerClock()
    viewers.learn(listed(100.0, late=0.0, duration=6.0))
    viewers.learn(listed(100.5, late=0.0, duration=0.5))
    assert viewers.at(100.5) == 100.5 - 18.0
