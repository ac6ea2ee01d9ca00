"""One programme's sound, analysed as it arrives: the one place where spectrum, beats, levels and mood meet."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from prism_companion.audio.beats import Beat, BeatTracker
from prism_companion.audio.content import Content, ContentTracker
from prism_companion.audio.downbeats import DownbeatTracker
from prism_companion.audio.levels import Bands, Block, Levels, mean_bands
from prism_companion.audio.mood import Mood, MoodTracker
from prism_companion.audio.onsets import OnsetEnvelope, OnsetPicker
from prism_companion.audio.sections import SectionTracker, Turning
from prism_companion.audio.spectrum import FRAME_RATE, HOP, SAMPLE_RATE, WINDOW, Floats, Frames, Spectrum
from prism_companion.audio.tempo import Tempo

BLOCK_SAMPLES = 10 * HOP
RECENT_BLOCKS = 30


@dataclass(frozen=True)
class Pulse:
    """A beat with what a body needs to move to it. `final` is False for a beat that is only expected."""

    at: float
    strength: float
    energy: float
    downbeat: bool = False
    final: bool = True


@dataclass(frozen=True)
class Analysis:
    """What a stretch of sound told; all times are stream seconds.

    heard_until: the newest sample. settled_until: beats before it are final. pulses: final beats of this stretch.
    expected: provisional beats after them. turnings: build-ups and drops. bands, energy, mood, content: as they
    stand at the end.
    """

    heard_until: float
    settled_until: float
    pulses: tuple[Pulse, ...]
    expected: tuple[Pulse, ...]
    onsets: tuple[float, ...]
    turnings: tuple[Turning, ...]
    tempo: Tempo | None
    loudness: float
    energy: float
    bands: Bands
    mood: Mood
    content: Content


class Analyser:
    """Analyses a stream of mono samples at `SAMPLE_RATE`. Not for sharing between tasks.

    Work and memory a second of sound are constant, and the result does not depend on how the stream is cut:
    everything happens on a fixed grid of tenths of a second.
    """

    def __init__(self) -> None:
        self._rest: Floats = np.zeros(0)
        self._taken = 0
        self._spectrum, self._levels = Spectrum(), Levels()
        self._envelope, self._onsets = OnsetEnvelope(), OnsetPicker()
        self._beats, self._downbeats = BeatTracker(), DownbeatTracker()
        self._content, self._mood, self._sections = ContentTracker(), MoodTracker(), SectionTracker()
        self._recent: deque[Block] = deque(maxlen=RECENT_BLOCKS)

    @property
    def seconds(self) -> float:
        """How much sound it was given since it began."""
        return (self._taken + len(self._rest)) / SAMPLE_RATE

    def push(self, samples: Floats, look_ahead: float | None = None) -> Analysis:
        """Take the next samples, in [-1, 1]; `look_ahead` seconds past them, beats are foretold (None: not at all)."""
        joined = np.concatenate([self._rest, samples])
        pulses: list[Pulse] = []
        onsets: list[float] = []
        turnings: list[Turning] = []
        whole = len(joined) // BLOCK_SAMPLES * BLOCK_SAMPLES
        frames = self._spectrum.push(joined[:whole])
        envelope = self._envelope.push(frames.mel_db)
        self._rest = joined[whole:]
        for _ in range(whole // BLOCK_SAMPLES):
            # The first frames wait until their window is full; from then on a block has as many as it has hops.
            count = block_frames(self._taken)
            self._block(frames[:count], envelope[:count], pulses, onsets, turnings)
            frames, envelope = frames[count:], envelope[count:]
        foretold = self._beats.predict(look_ahead) if look_ahead is not None else []
        expected = [self._pulse(beat, final=False) for beat in foretold]
        return self._result(pulses, expected, onsets, turnings)

    def finish(self) -> Analysis:
        """The stream has ended: the beats that were still open."""
        return self._result([self._pulse(beat) for beat in self._beats.finish()], [], [], [])

    def _block(
        self, frames: Frames, envelope: Floats, pulses: list[Pulse], onsets: list[float], turnings: list[Turning]
    ) -> None:
        block = self._levels.block(self._taken / SAMPLE_RATE, frames, envelope)
        self._taken += BLOCK_SAMPLES
        self._recent.append(block)
        onsets += self._onsets.push(envelope)
        pulses += [self._pulse(beat) for beat in self._beats.push(envelope)]
        found = self._sections.push(block)
        # A voice that grows louder is no build-up.
        turnings += found if self._content.push(block, self._beats.tempo) == "music" else []
        self._mood.push(block, self._beats.tempo)

    def _pulse(self, beat: Beat, *, final: bool = True) -> Pulse:
        blocks = list(self._recent)
        nearest = min(blocks, key=lambda block: abs(block.at - beat.at))
        before = [block for block in blocks if beat.at - 0.5 < block.at <= beat.at - 0.1] or [nearest]
        after = [block for block in blocks if beat.at - 0.1 < block.at < beat.at + 0.4] or [nearest]
        downbeat = final and self._downbeats.push(
            max(block.bass_db for block in after) - min(block.bass_db for block in before[-2:]),
            np.mean([block.chroma for block in before], axis=0),
            np.mean([block.chroma for block in after], axis=0),
        )
        return Pulse(beat.at, beat.strength, max(block.energy for block in after), downbeat, final)

    def _result(
        self, pulses: list[Pulse], expected: list[Pulse], onsets: list[float], turnings: list[Turning]
    ) -> Analysis:
        newest = self._recent[-1] if self._recent else None
        return Analysis(
            heard_until=self.seconds,
            settled_until=max(0.0, self._beats.settled_frames / FRAME_RATE),
            pulses=tuple(pulses),
            expected=tuple(expected),
            onsets=tuple(onsets),
            turnings=tuple(turnings),
            tempo=self._beats.tempo,
            loudness=newest.loudness if newest else -120.0,
            energy=newest.energy if newest else 0.0,
            bands=mean_bands(list(self._recent)),
            mood=self._mood.mood,
            content=self._content.content,
        )


def block_frames(taken: int) -> int:
    """How many frames the block after `taken` samples completes."""
    return frames_in(taken + BLOCK_SAMPLES) - frames_in(taken)


def frames_in(samples: int) -> int:
    """How many whole frames a stream of so many samples has."""
    return max(0, (samples - WINDOW) // HOP + 1)
