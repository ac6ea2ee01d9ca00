"""One programme's sound, analysed as it arrives: the one place where spectrum, beats, levels and mood meet."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from prism_companion.audio.beats import Beat, BeatTracker
from prism_companion.audio.borders import BorderTracker
from prism_companion.audio.content import Content, ContentTracker
from prism_companion.audio.downbeats import DownbeatTracker
from prism_companion.audio.levels import Bands, Blocks, Levels, mean_bands
from prism_companion.audio.mood import Mood, MoodTracker
from prism_companion.audio.onsets import OnsetEnvelope, OnsetPicker
from prism_companion.audio.sections import SectionTracker, Turning
from prism_companion.audio.spectrum import FRAME_RATE, HOP, SAMPLE_RATE, WINDOW, Floats, Spectrum
from prism_companion.audio.tempo import Tempo

BLOCK_SAMPLES = 10 * HOP
RECENT_BLOCKS = 30
REMEMBERED_BLOCKS = 60


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
    expected: provisional beats after them. turnings: build-ups, drops and sections. bands, energy, mood, content: as
    they stand at the end.
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
        self._rest: Floats = np.zeros(0, np.float32)
        self._taken = 0
        self._spectrum, self._levels = Spectrum(), Levels()
        self._envelope, self._onsets = OnsetEnvelope(), OnsetPicker()
        self._beats, self._downbeats = BeatTracker(), DownbeatTracker()
        self._content, self._mood, self._sections = ContentTracker(), MoodTracker(), SectionTracker()
        self._borders = BorderTracker()
        self._known: Blocks | None = None

    @property
    def seconds(self) -> float:
        """How much sound it was given since it began."""
        return (self._taken + len(self._rest)) / SAMPLE_RATE

    def push(self, samples: Floats, look_ahead: float | None = None) -> Analysis:
        """Take the next samples, in [-1, 1]; `look_ahead` seconds past them, beats are foretold (None: not at all)."""
        joined = np.concatenate([self._rest, samples], dtype=np.float32)
        whole = len(joined) // BLOCK_SAMPLES * BLOCK_SAMPLES
        self._rest = joined[whole:].copy()
        pulses, onsets, turnings = self._take(joined[:whole]) if whole else ([], [], [])
        foretold = self._beats.predict(look_ahead) if look_ahead is not None else []
        energy = float(self._known.energy[-10:].max()) if self._known else 0.0
        expected = [Pulse(beat.at, beat.strength, energy, final=False) for beat in foretold]
        return self._result(pulses, expected, onsets, turnings)

    def finish(self) -> Analysis:
        """The stream has ended: the beats that were still open."""
        last = self._beats.finish()
        known = self._known
        return self._result([self._pulse(beat, known, 0, len(known)) for beat in last] if known else [], [], [], [])

    def _take(self, samples: Floats) -> tuple[list[Pulse], list[float], list[Turning]]:
        """The pulses, onsets and turnings that whole blocks of samples complete."""
        first, self._taken = self._taken, self._taken + len(samples)
        # The first frames wait until their window is full; from then on a block has as many as it has hops.
        ends = np.array([frames_in(taken) for taken in range(first, self._taken + 1, BLOCK_SAMPLES)])
        at = np.arange(first, self._taken, BLOCK_SAMPLES) / SAMPLE_RATE
        frames = self._spectrum.push(samples)
        envelope = self._envelope.push(frames.mel_db)
        blocks = self._levels.blocks(at, np.diff(ends).tolist(), frames, envelope)
        known = self._known.then(blocks) if self._known else blocks
        pulses, tempi = self._track(envelope, known, len(blocks), ends)
        turnings = self._describe(known, blocks, tempi)
        self._known = known[-REMEMBERED_BLOCKS:]
        return pulses, self._onsets.push(envelope), turnings

    def _track(
        self, envelope: Floats, known: Blocks, new: int, ends: npt.NDArray[np.int64]
    ) -> tuple[list[Pulse], list[Tempo | None]]:
        """The pulses in the frames of the `new` blocks among the `known`, and the tempo in force at each block."""
        pulses: list[Pulse] = []
        tempi: list[Tempo | None] = []
        position = 0
        while position < len(envelope):
            part = envelope[position : position + self._beats.frames_to_step]
            position += len(part)
            tempo, found = self._beats.tempo, self._beats.push(part)
            # A tempo is in force from the block on in which it was found.
            heard = int(np.searchsorted(ends[1:], ends[0] + position))
            tempi += [tempo] * (heard - len(tempi))
            upto = len(known) - new + heard + 1
            pulses += [self._pulse(beat, known, max(0, upto - RECENT_BLOCKS), upto) for beat in found]
        return pulses, [*tempi, *[self._beats.tempo] * (new - len(tempi))]

    def _describe(self, known: Blocks, blocks: Blocks, tempi: list[Tempo | None]) -> list[Turning]:
        """Follow content and mood through `blocks`; give the build-ups, drops and sections in them."""
        confidence = np.array([tempo.confidence if tempo else 0.0 for tempo in tempi])
        content = self._content.push(blocks, confidence)
        self._mood.push(blocks, np.array([tempo.bpm if tempo else 0.0 for tempo in tempi]))
        before = len(known) - len(blocks)
        found = self._sections.push(known, len(blocks))
        # A voice that grows louder is no build-up.
        turnings = [turning for index, turning in found if content[index - before] == "music"]
        borders = self._borders.push(blocks)
        return turnings + [Turning("section", at) for at in borders if content[-1] == "music"]

    def _pulse(self, beat: Beat, known: Blocks, first: int, until: int) -> Pulse:
        """A final beat with what is known of the sound around it, from the block `first` to the one before `until`."""
        around = [beat.at - 0.5, beat.at - 0.1, beat.at + 0.4]
        begin, on, end = (first + np.searchsorted(known.at[first:until], around)).tolist()
        last = until - 1
        before = slice(begin, on) if begin < on else slice(min(begin, last), min(begin, last) + 1)
        after = slice(on, end) if on < end else slice(min(on, last), min(on, last) + 1)
        downbeat = self._downbeats.push(
            float(known.bass_db[after].max() - known.bass_db[before][-2:].min()),
            known.chroma[before].mean(axis=0),
            known.chroma[after].mean(axis=0),
        )
        return Pulse(beat.at, beat.strength, float(known.energy[after].max()), downbeat)

    def _result(
        self, pulses: list[Pulse], expected: list[Pulse], onsets: list[float], turnings: list[Turning]
    ) -> Analysis:
        known = self._known
        return Analysis(
            heard_until=self.seconds,
            settled_until=max(0.0, self._beats.settled_frames / FRAME_RATE),
            pulses=tuple(pulses),
            expected=tuple(expected),
            onsets=tuple(onsets),
            turnings=tuple(turnings),
            tempo=self._beats.tempo,
            loudness=float(known.loudness[-1]) if known else -120.0,
            energy=float(known.energy[-1]) if known else 0.0,
            bands=mean_bands(known[-RECENT_BLOCKS:]) if known else Bands(),
            mood=self._mood.mood,
            content=self._content.content,
        )


def frames_in(samples: int) -> int:
    """How many whole frames a stream of so many samples has."""
    return max(0, (samples - WINDOW) // HOP + 1)
