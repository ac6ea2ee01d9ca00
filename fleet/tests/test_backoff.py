from prism_fleet.backoff import Backoff


def test_the_first_new_start_comes_after_a_quarter_of_a_second() -> None:
    assert Backoff().pause(lived=0.1) == 0.25


def test_pauses_double_up_to_five_seconds() -> None:
    backoff = Backoff()
    assert [backoff.pause(lived=0.1) for _ in range(7)] == [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0]


def test_half_a_minute_of_health_forgets_earlier_deaths() -> None:
    backoff = Backoff()
    for _ in range(5):
        backoff.pause(lived=0.1)
    assert backoff.pause(lived=30.0) == 0.25
