"""What a replica leaves to the one that takes its channel over."""

from dataclasses import replace

import pytest

from prism_companion.audio.analyser import Analyser, Analysis
from prism_companion.audio.spectrum import SAMPLE_RATE
from prism_companion.handover import Handover, leave, left_by_another
from prism_companion.keyframes import Choreographer, Step
from prism_companion.profiles import profiles
from prism_companion.testing.music import band
from prism_core.bus import MemoryBus


def sides(analyses: list[Analysis], origin: float, before: Step | None) -> tuple[dict[float, bool], Step | None]:
    """To which side she leans on each beat (seconds since the programme began), and the last step."""
    choreographer = Choreographer(profiles()["dance"], before.since(origin) if before else None)
    frames = [frame for analysis in analyses for frame in choreographer.keyframes(analysis)]
    leans = {round(origin + frame.timestamp, 1): frame.body_sway > 0 for frame in frames if frame.body_sway}
    return leans, choreographer.step.since(-origin) if choreographer.step else None


@pytest.mark.parametrize("taken_over_at", [16.0, 16.5, 17.3])
def test_she_goes_on_to_the_same_side_when_another_replica_takes_over(taken_over_at: float) -> None:
    music = band(120.0, 40.0)

    def heard(since: float, until: float) -> list[Analysis]:
        analyser = Analyser()
        samples = music.samples[round(since * SAMPLE_RATE) : round(until * SAMPLE_RATE)]
        return [analyser.push(samples[at : at + 48_000]) for at in range(0, len(samples), 48_000)]

    first, step = sides(heard(0.0, 24.0), 0.0, None)
    second, _ = sides(heard(taken_over_at, 40.0), taken_over_at, step)
    shared = first.keys() & second.keys()
    assert len(shared) >= 4
    assert all(first[at] == second[at] for at in shared)


async def test_what_is_left_is_found_by_the_next_replica() -> None:
    bus, standing = MemoryBus(), Handover(step=Step(41, 1_800_000_000.25, 0.5), remarked_at=1_799_999_990.0)
    assert await left_by_another(bus, "one") == Handover()
    await leave(bus, "one", standing)
    assert await left_by_another(bus, "one") == standing
    assert standing.step
    assert standing.step.beat_at(1_800_000_001.3) == 43
    assert replace(standing.step, beat=0).since(1_800_000_000.0).at == pytest.approx(0.25)
