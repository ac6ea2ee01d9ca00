"""One programme's sound, analysed as it arrives: the one place where spectrum, beats, levels and mood meet."""

from dataclasses import dataclass

import numpy as np

from prism_companion.audio.beats import Beat, BeatTracker
from prism_companion.audio.borders import BorderTracker
from prism_companion.audio.content import Content, ContentTracker
from prism_companion.audio.downbeats import DownbeatTracker, chroma_changes
from prism_companion.audio.levels import BLOCK_SECONDS, Bands, Blocks, Levels, mean_bands
from prism_companion.audio.mood import Mood, MoodTracker
from prism_companion.audio.onsets import OnsetEnvelope, OnsetPicker
from prism_companion.audio.sections import SectionTracker, Turning
from prism_companion.audio.spectrum import BLOCK_FRAMES, FRAME_RATE, SAMPLE_RATE, Floats, Frames, Spectrum
from prism_companion.audio.tempo import Tempo

RECENT_BLOCKS = 30
DRIVING_CONFIDENCE = 0.4
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
        self._taken += len(samples)
        frames = self._spectrum.push(samples)
        pulses, onsets, turnings = self._take(frames) if len(frames.power) else ([], [], [])
        foretold = self._beats.predict(look_ahead) if look_ahead is not None else []
        energy = float(self._known.energy[-10:].max()) if self._known else 0.0
        expected = [Pulse(beat.at, beat.strength, energy, final=False) for beat in foretold]
        return self._result(pulses, expected, onsets, turnings)

    def finish(self) -> Analysis:
        """The stream has ended: the beats that were still open."""
        last = self._beats.finish()
        known = self._known
        return self._result(self._pulses(last, known) if known else [], [], [], [])

    def _take(self, frames: Frames) -> tuple[list[Pulse], list[float], list[Turning]]:
        """The pulses, onsets and turnings that `frames` complete."""
        first, self._blocks = self._blocks, self._blocks + len(frames.power)
        envelope = self._envelope.push(frames.mel_db)
        blocks = self._levels.blocks(np.arange(first, self._blocks) * BLOCK_SECONDS, frames, envelope)
        known = self._known.then(blocks) if self._known else blocks
        beats, tempi = self._track(envelope)
        turnings = self._describe(known, blocks, tempi)
        self._known = known[-REMEMBERED_BLOCKS:]
        return self._pulses(beats, known), self._onsets.push(envelope), turnings

    def _track(self, envelope: Floats) -> tuple[list[Beat], list[Tempo | None]]:
        """The beats that `envelope` completes, and the tempo in force at the end of each of its blocks."""
        beats: list[Beat] = []
        tempi: list[Tempo | None] = []
        position = 0
        while position < len(envelope):
            part = envelope[position : position + self._beats.frames_to_step]
            position += len(part)
            tempo = self._beats.tempo
            beats += self._beats.push(part)
            tempi += [tempo] * (position // BLOCK_FRAMES - len(tempi) - 1)
            tempi.append(self._beats.tempo)
        return beats, tempi

    def _describe(self, known: Blocks, blocks: Blocks, tempi: list[Tempo | None]) -> list[Turning]:
        """Follow content and mood through `blocks`; give the build-ups, drops and sections in them."""
        confidence = np.array([tempo.confidence if tempo else 0.0 for tempo in tempi])
        content = self._content.push(blocks, confidence)
        # Chords that merely change at even times do not drive anybody.
        paces = [tempo.bpm if tempo and tempo.confidence >= DRIVING_CONFIDENCE else 0.0 for tempo in tempi]
        self._mood.push(blocks, np.array(paces))
        before = len(known) - len(blocks)
        found = self._sections.push(known, len(blocks))
        # A voice that grows louder is no build-up.
        turnings = [turning for index, turning in found if content[index - before] == "music"]
        borders = self._borders.push(blocks)
        return turnings + [Turning("section", at) for at in borders if content[-1] == "music"]

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
