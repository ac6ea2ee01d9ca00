"""One programme's sound, analysed as it arrives: the one place where spectrum, beats, levels and mood meet."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from prism_companion.audio.beats import STEP_FRAMES, Beat, BeatTracker, settled
from prism_companion.audio.borders import BorderTracker
from prism_companion.audio.content import Content, ContentTracker
from prism_companion.audio.downbeats import DownbeatTracker, chroma_changes
from prism_companion.audio.levels import BLOCK_SECONDS, Bands, Blocks, Levels, mean_bands
from prism_companion.audio.mood import Mood, MoodTracker
from prism_companion.audio.onsets import OnsetEnvelope, OnsetPicker
from prism_companion.audio.sections import SectionTracker, Turning
from prism_companion.audio.spectrum import BLOCK_FRAMES, FRAME_RATE, SAMPLE_RATE, Floats, Spectrum
from prism_companion.audio.tempo import Tempo

RECENT_BLOCKS = 30
DRIVING_CONFIDENCE = 0.4
"""Of a tempo that makes a mood livelier."""
REMEMBERED_BLOCKS = 130
"""As long as beats may lie in the past when they are found."""
BEFORE, AFTER = np.arange(-4, 0), np.arange(5)
"""Blocks around the one that a beat begins in."""


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


@dataclass(frozen=True)
class _Heard:
    """What the blocks of one push told. The last of the `known` blocks are the new ones, which start at `first`.

    tempi, moods, contents: as they stand at the end of each new block.
    """

    known: Blocks
    first: int
    tempi: list[Tempo | None]
    moods: list[Mood]
    contents: list[Content]
    pulses: list[Pulse]
    onsets: list[float]
    turnings: list[Turning]


class Analyser:
    """Analyses a stream of mono samples at `SAMPLE_RATE`. Not for sharing between tasks.

    Work and memory a second of sound are constant, and the result does not depend on how the stream is cut:
    everything happens on a fixed grid of tenths of a second.
    """

    def __init__(self) -> None:
        self._taken = self._blocks = 0
        self._spectrum, self._levels = Spectrum(), Levels()
        self._envelope, self._onsets = OnsetEnvelope(), OnsetPicker()
        self._beats, self._downbeats = BeatTracker(), DownbeatTracker()
        self._content, self._mood, self._sections = ContentTracker(), MoodTracker(), SectionTracker()
        self._borders = BorderTracker()
        self._known: Blocks | None = None

    @property
    def seconds(self) -> float:
        """How much sound it was given since it began."""
        return self._taken / SAMPLE_RATE

    def push(self, samples: Floats, look_ahead: float | None = None) -> Analysis:
        """Take the next samples, in [-1, 1]; `look_ahead` seconds past them, beats are foretold (None: not at all)."""
        heard = self._take(samples)
        foretold = self._beats.predict(look_ahead) if look_ahead is not None else []
        energy = float(self._known.energy[-10:].max()) if self._known else 0.0
        expected = [Pulse(beat.at, beat.strength, energy, final=False) for beat in foretold]
        pulses, onsets, turnings = (heard.pulses, heard.onsets, heard.turnings) if heard else ([], [], [])
        return self._as_it_stands(pulses, expected, onsets, turnings)

    def stretches(self, samples: Floats, seconds: float) -> list[Analysis]:
        """Take the next samples; give them in stretches of `seconds`, of which each costs less than a push does.

        What is left at the end, less than a stretch, is the last one.
        """
        heard = self._take(samples)
        if heard is None:
            return []
        step, count = round(seconds / BLOCK_SECONDS), len(heard.tempi)
        ends = [*range(step, count, step), count]
        return [_stretch(heard, begin, end) for begin, end in pairwise([0, *ends])]

    def finish(self) -> Analysis:
        """The stream has ended: the beats that were still open."""
        last = self._beats.finish()
        known = self._known
        return self._as_it_stands(self._pulses(last, known) if known else [], [], [], [])

    def _take(self, samples: Floats) -> _Heard | None:
        """What the blocks tell that `samples` complete, if they do."""
        self._taken += len(samples)
        frames = self._spectrum.push(samples)
        if len(frames.power) == 0:
            return None
        first, self._blocks = self._blocks, self._blocks + len(frames.power)
        envelope = self._envelope.push(frames.mel_db)
        blocks = self._levels.blocks(np.arange(first, self._blocks) * BLOCK_SECONDS, frames, envelope)
        known = self._known.then(blocks) if self._known else blocks
        self._known = known[-REMEMBERED_BLOCKS:]
        beats, tempi = self._track(envelope)
        contents = self._content.push(blocks, np.array([tempo.confidence if tempo else 0.0 for tempo in tempi]))
        # Chords that merely change at even times do not drive anybody.
        paces = [tempo.bpm if tempo and tempo.confidence >= DRIVING_CONFIDENCE else 0.0 for tempo in tempi]
        moods = self._mood.push(blocks, np.array(paces))
        turnings = self._turnings(known, blocks, contents)
        return _Heard(
            known, first, tempi, moods, contents, self._pulses(beats, known), self._onsets.push(envelope), turnings
        )

    def _track(self, envelope: Floats) -> tuple[list[Beat], list[Tempo | None]]:
        """The beats that `envelope` completes, and the tempo in force at the end of each of its blocks."""
        before = self._beats.frames
        tempi = [self._beats.tempo]
        tracked = self._beats.push(envelope)
        tempi += tracked.tempi
        ends = range(before + BLOCK_FRAMES, before + len(envelope) + 1, BLOCK_FRAMES)
        return tracked.beats, [tempi[end // STEP_FRAMES - before // STEP_FRAMES] for end in ends]

    def _turnings(self, known: Blocks, blocks: Blocks, contents: list[Content]) -> list[Turning]:
        """The build-ups, drops and sections that the new `blocks` among the `known` complete."""
        before = len(known) - len(blocks)
        # A voice that grows louder is no build-up.
        found = [
            turning for index, turning in self._sections.push(known, len(blocks)) if contents[index - before] == "music"
        ]
        return found + [Turning("section", at) for at in self._borders.push(blocks) if contents[-1] == "music"]

    def _pulses(self, beats: list[Beat], known: Blocks) -> list[Pulse]:
        """Final beats with what is known of the sound around them."""
        if not beats:
            return []
        on = np.searchsorted(known.at, np.array([beat.at for beat in beats]) - BLOCK_SECONDS)
        before, after = (np.clip(on[:, None] + around, 0, len(known) - 1) for around in (BEFORE, AFTER))
        energies = known.energy[after].max(axis=1)
        rises = known.bass_db[after].max(axis=1) - known.bass_db[before[:, -2:]].min(axis=1)
        changes = chroma_changes(known.chroma[before].mean(axis=1), known.chroma[after].mean(axis=1))
        downbeats = self._downbeats.push(rises, changes)
        parts = zip(beats, energies.tolist(), downbeats, strict=True)
        return [Pulse(beat.at, beat.strength, energy, downbeat) for beat, energy, downbeat in parts]

    def _as_it_stands(
        self, pulses: list[Pulse], expected: list[Pulse], onsets: list[float], turnings: list[Turning]
    ) -> Analysis:
        known = self._known
        return Analysis(
            heard_until=self.seconds,
            settled_until=self._beats.settled_frames / FRAME_RATE,
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


def _stretch(heard: _Heard, begin: int, end: int) -> Analysis:
    """What the new blocks from `begin` to `end` told; beats are given once they are final, as in a push."""
    is_first, is_last = begin == 0, end == len(heard.tempi)
    heard_since, heard_until = ((heard.first + block) * BLOCK_SECONDS for block in (begin, end))
    settled_since, settled_until = (settled(round(at * FRAME_RATE)) / FRAME_RATE for at in (heard_since, heard_until))

    def told(at: float, since: float, until: float) -> bool:
        # What lies in the past when it is found belongs to the first.
        return (is_first or since <= at) and (is_last or at < until)

    known = heard.known[: len(heard.known) - len(heard.tempi) + end]
    return Analysis(
        heard_until=heard_until,
        settled_until=settled_until,
        pulses=tuple(pulse for pulse in heard.pulses if told(pulse.at, settled_since, settled_until)),
        expected=(),
        onsets=tuple(at for at in heard.onsets if told(at, heard_since, heard_until)),
        turnings=tuple(turning for turning in heard.turnings if told(turning.at, heard_since, heard_until)),
        tempo=heard.tempi[end - 1],
        loudness=float(known.loudness[-1]),
        energy=float(known.energy[-1]),
        bands=mean_bands(known[-RECENT_BLOCKS:]),
        mood=heard.moods[end - 1],
        content=heard.contents[end - 1],
    )
