"""The music of Prism Beat: 64 s at 120 beats a minute, which are 128 beats or 32 bars, and loop without a seam.

Four sections of eight bars each: groove, break with build-up, drop, groove with a melody. The kick falls on every
beat outside the break, so that a beat tracker has a truth to be measured against.
"""

from __future__ import annotations

import numpy as np

from prism_media.demo.studio.sound import RATE, Sound, add, seconds

TEMPO = 120.0
BEAT_SECONDS = 60 / TEMPO
BEATS = 128
SECONDS = 64
BREAK = range(32, 64)
"""Beats without a kick, at the end of which the music builds up; the drop is on the beat after."""
DROP = range(64, 96)

_CHORDS = ((57, 60, 64, 67), (53, 57, 60, 64), (48, 52, 55, 59), (55, 59, 62, 66))
"""Am7, Fmaj7, Cmaj7, G with a major seventh, two bars each, as MIDI notes."""
_MELODY = (76, None, 79, 76, 74, None, 72, 74, 76, None, 81, 79, 76, 74, 72, None)
"""Eighth notes."""


def compose(seed: int = 7) -> tuple[Sound, Sound]:
    """The loop as (left, right)."""
    noise = np.random.default_rng(seed)
    drums, music = np.zeros(SECONDS * RATE, np.float32), np.zeros((2, SECONDS * RATE), np.float32)
    _drums(drums, noise)
    _bass(music)
    _chords(music)
    _melody(music)
    _build_up(music, noise)
    pumping = _pump()
    left, right = (side * pumping + drums for side in music)
    loudest = max(float(np.abs(left).max()), float(np.abs(right).max()))
    return left / loudest * 0.89, right / loudest * 0.89


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def _kick() -> Sound:
    t = seconds(0.32)
    # The pitch falls from 150 to 48 Hz: the phase is its integral.
    phase = 2 * np.pi * (48 * t + (150 - 48) * 0.035 * (1 - np.exp(-t / 0.035)))
    kick: Sound = (np.sin(phase) * np.exp(-t / 0.12) * np.minimum(1, t / 0.0015)).astype(np.float32)
    return kick


def _burst(noise: np.random.Generator, length: float, decay: float) -> Sound:
    t = seconds(length)
    white = noise.standard_normal(len(t)).astype(np.float32)
    bright = np.diff(white, prepend=0)  # first difference: a plain high-pass
    burst: Sound = (bright * np.exp(-t / decay)).astype(np.float32)
    return burst


def _drums(drums: Sound, noise: np.random.Generator) -> None:
    kick, hat, open_hat, clap = (
        _kick(),
        _burst(noise, 0.06, 0.016),
        _burst(noise, 0.22, 0.07),
        _burst(noise, 0.2, 0.05),
    )
    for beat in range(BEATS):
        at, quiet = beat * BEAT_SECONDS, beat in BREAK
        if not quiet:
            add(drums, kick, at, 1.0)
            add(drums, open_hat, at + BEAT_SECONDS / 2, 0.16)
        if beat % 2 == 1 and not quiet:
            add(drums, clap, at, 0.3)
        for quarter in range(4):
            add(drums, hat, at + quarter * BEAT_SECONDS / 4, 0.05 if quiet else 0.09)


def _chord_at(beat: int) -> tuple[int, ...]:
    return _CHORDS[beat // 8 % len(_CHORDS)]


def _bass(music: Sound) -> None:
    t = seconds(BEAT_SECONDS / 2)
    shape = np.minimum(1, t / 0.005) * np.exp(-t / 0.22)
    for beat in range(BEATS):
        if beat in BREAK:
            continue
        tone = _hertz(_chord_at(beat)[0] - 24)
        wave = np.tanh(2.2 * np.sin(2 * np.pi * tone * t)) + 0.35 * np.sin(4 * np.pi * tone * t)
        for side in music:
            add(side, (wave * shape).astype(np.float32), (beat + 0.5) * BEAT_SECONDS, 0.34)


def _chords(music: Sound) -> None:
    length = 8 * BEAT_SECONDS
    t = seconds(length)
    shape = np.minimum(1, t / 0.08) * np.minimum(1, (length - t) / 0.25)
    for start in range(0, BEATS, 8):
        for pan, side in enumerate(music):
            pad = np.zeros(len(t), np.float32)
            for note in _chord_at(start):
                for detune in (-0.06, 0.07):
                    tone = _hertz(note + detune * (1 if pan else -1))
                    for harmonic in range(1, 6):
                        pad += (np.sin(2 * np.pi * tone * harmonic * t) / harmonic**1.6).astype(np.float32)
            add(
                side,
                pad * shape.astype(np.float32),
                start * BEAT_SECONDS,
                0.045 if start not in DROP else 0.06,
            )


def _melody(music: Sound) -> None:
    t = seconds(0.5)
    shape = np.minimum(1, t / 0.004) * np.exp(-t / 0.16)
    for eighth in range(64 * 2, BEATS * 2):
        note = _MELODY[eighth % len(_MELODY)]
        if note is None:
            continue
        tone = _hertz(note)
        pluck = (np.sin(2 * np.pi * tone * t + 1.6 * np.exp(-t / 0.08) * np.sin(4 * np.pi * tone * t)) * shape).astype(
            np.float32
        )
        for echo, gain in ((0, 0.2), (3, 0.08), (6, 0.035)):
            side = music[(eighth + echo) % 2]
            other = music[(eighth + echo + 1) % 2]
            at = (eighth / 2 + echo / 4) * BEAT_SECONDS
            add(side, pluck, at, gain)
            add(other, pluck, at, gain * 0.55)


def _build_up(music: Sound, noise: np.random.Generator) -> None:
    """Sixteen beats of rising noise and a snare roll that doubles, into the drop."""
    start, beats = BREAK.stop - 16, 16
    t = seconds(beats * BEAT_SECONDS)
    rise = (t / t[-1]) ** 2
    sweep = np.diff(noise.standard_normal(len(t)), prepend=0) * rise * 0.22
    tone = np.sin(2 * np.pi * np.cumsum(220 * 2 ** (2 * t / t[-1])) / RATE) * rise * 0.12
    snare = _burst(noise, 0.12, 0.03)
    for side in music:
        add(side, (sweep + tone).astype(np.float32), start * BEAT_SECONDS)
        for step in range(beats * 4):
            every = 4 if step < 32 else 2 if step < 48 else 1
            if step % every == 0:
                add(side, snare, start * BEAT_SECONDS + step * BEAT_SECONDS / 4, 0.1 + 0.2 * step / 64)
    boom = seconds(1.6)
    impact = (np.sin(2 * np.pi * 41 * boom) * np.exp(-boom / 0.5)).astype(np.float32)
    for side in music:
        add(side, impact, DROP.start * BEAT_SECONDS, 0.5)


def _pump() -> Sound:
    """The music ducks under each kick and comes back before the next."""
    t = seconds(BEAT_SECONDS)
    ducked = 1 - 0.62 * np.exp(-t / 0.13)
    level = np.ones(SECONDS * RATE, np.float32)
    for beat in range(BEATS):
        if beat not in BREAK:
            start = int(beat * BEAT_SECONDS * RATE)
            level[start : start + len(t)] = ducked
    return level
