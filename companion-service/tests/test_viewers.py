from prism_companion.hls.reader import Segment
from prism_companion.viewers import ViewerClock


def listed(edge: float, late: float) -> Segment:
    return Segment(0, edge - 2.0, 2.0, edge, edge + late, False, b"", b"")


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
