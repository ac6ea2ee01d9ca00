"""Analyses a whole file in the same way as a live channel, piece by piece."""

import asyncio
from contextlib import aclosing
from pathlib import Path

import numpy as np
from pydantic import Field

from prism_companion.audio.analyser import Analyser, Analysis
from prism_companion.audio.decode import decode_file
from prism_companion.audio.levels import Bands
from prism_companion.audio.mood import Label, label_of
from prism_companion.audio.spectrum import Floats
from prism_companion.keyframes import Choreographer
from prism_companion.profiles import Profile
from prism_core.errors import TooLarge
from prism_core.events import Keyframe
from prism_core.model import Model

STRETCH_SECONDS = 2.0
"""As much as a live segment brings: energy and mood are followed from one to the next."""
SAME_TEMPO = 0.1
"""Periods that differ by less than this share are of one tempo."""


class BandShares(Model):
    """Shares of the sound's power; they sum to 1."""

    bass: float
    mid: float
    high: float


class MoodReport(Model):
    """The mood over the whole file. valence (sad to glad) and arousal (calm to excited): -1 to 1."""

    label: Label
    valence: float
    arousal: float


class FileAnalysis(Model):
    """What a file's sound tells; times are seconds from its first sample."""

    tempo: float | None = Field(description="Beats a minute, none where there is no beat.")
    beats: tuple[float, ...]
    energy: float = Field(ge=0, le=1, description="Mean loudness as a listener follows it.")
    bands: BandShares
    mood: MoodReport
    drops: tuple[float, ...]
    sections: tuple[float, ...] = Field(description="Where another section begins, such as a chorus.")
    keyframes: tuple[Keyframe, ...]


async def analyse_file(ffmpeg: str, path: Path, profile: Profile, longest_seconds: float) -> FileAnalysis:
    """The analysis of the sound in the file at `path`.

    Raises:
        BadInput: it holds no sound. TooLarge: it plays longer than `longest_seconds`.
    """
    analyser, choreographer = Analyser(), Choreographer(profile)
    stretches: list[Analysis] = []
    keyframes: list[Keyframe] = []
    async with aclosing(decode_file(ffmpeg, path)) as pieces:
        async for piece in pieces:
            for stretch in await asyncio.to_thread(analyser.stretches, piece, STRETCH_SECONDS):
                stretches.append(stretch)
                _go_on(keyframes, choreographer.keyframes(stretch))
            if analyser.seconds > longest_seconds:
                raise TooLarge(f"the file plays longer than {longest_seconds:.0f} s; send a part of it")
    stretches.append(analyser.finish())
    _go_on(keyframes, choreographer.keyframes(stretches[-1]))
    return _summary(stretches, keyframes)


def _go_on(keyframes: list[Keyframe], following: list[Keyframe]) -> None:
    """Add those that follow, in place of what was foretold for their time, such as rest where a beat was found late."""
    while following and keyframes and keyframes[-1].timestamp >= following[0].timestamp:
        keyframes.pop()
    keyframes += following


def _summary(stretches: list[Analysis], keyframes: list[Keyframe]) -> FileAnalysis:
    heard = [stretch for stretch in stretches if stretch.content != "silence"] or stretches
    beats = [pulse.at for stretch in stretches for pulse in stretch.pulses]
    valence = float(np.mean([stretch.mood.valence for stretch in heard]))
    arousal = float(np.mean([stretch.mood.arousal for stretch in heard]))
    bands = _mean([stretch.bands for stretch in heard])
    return FileAnalysis(
        tempo=_tempo(np.array(beats)),
        beats=tuple(round(at, 3) for at in beats),
        energy=round(float(np.mean([stretch.energy for stretch in stretches])), 3),
        bands=BandShares(bass=round(bands.bass, 3), mid=round(bands.mid, 3), high=round(bands.high, 3)),
        mood=MoodReport(label=label_of(valence, arousal), valence=round(valence, 3), arousal=round(arousal, 3)),
        drops=_turnings(stretches, "drop"),
        sections=_turnings(stretches, "section"),
        keyframes=tuple(keyframes),
    )


def _tempo(beats: Floats) -> float | None:
    """Beats a minute, as most of the file has them: a mean, since each beat is placed on a frame of sound."""
    if len(beats) < 3:
        return None
    periods = np.diff(beats)
    usual = periods[np.abs(periods / np.median(periods) - 1.0) < SAME_TEMPO]
    return round(60.0 / float(usual.mean()), 2)


def _turnings(stretches: list[Analysis], kind: str) -> tuple[float, ...]:
    found = (turning for stretch in stretches for turning in stretch.turnings)
    return tuple(round(turning.at, 2) for turning in found if turning.kind == kind)


def _mean(bands: list[Bands]) -> Bands:
    return Bands(*(float(np.mean([getattr(each, name) for each in bands])) for name in ("bass", "mid", "high")))
