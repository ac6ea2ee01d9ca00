"""What is said beforehand of the room that recordings need."""

from typing import Any

import pytest

from prism_media.recordings.forecast import shortages

MIB = 1 << 20


def wish(name: str, start: int, stop: int, channel: str = "news") -> dict[str, Any]:
    return {"id": name, "channel_id": channel, "start": start, "stop": stop}


def test_what_fits_is_not_spoken_of() -> None:
    assert shortages([wish("a", 100, 160)], {"news": (10 * MIB, 10.0)}, 60 * MIB, 0) == {}


def test_a_want_of_room_names_what_is_needed_and_what_there_is() -> None:
    said = shortages([wish("a", 100, 220)], {"news": (10 * MIB, 10.0)}, 90 * MIB, 0)
    assert said == {"a": "it needs about 120 MiB, and there is room for 90 MiB, about 1 min of it"}


def test_a_recording_that_runs_needs_room_only_for_what_is_left_of_it() -> None:
    assert shortages([wish("a", 0, 120)], {"news": (10 * MIB, 10.0)}, 20 * MIB, 100) == {}


def test_what_is_recorded_earlier_takes_its_room_first() -> None:
    pending = [wish("a", 0, 50), wish("b", 50, 100)]
    assert "room for 10 MiB, about 10 s" in shortages(pending, {"news": (MIB, 1.0)}, 60 * MIB, 0)["b"]


@pytest.mark.parametrize(("taken", "short"), [({"films": (MIB, 1.0)}, True), ({}, False)])
def test_a_channel_of_which_nothing_was_recorded_is_taken_to_be_as_the_others_were(
    taken: dict[str, tuple[int, float]], short: bool
) -> None:
    assert bool(shortages([wish("a", 0, 60)], taken, 10 * MIB, 0)) is short
