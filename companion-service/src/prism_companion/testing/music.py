"""Synthetic sound with a known truth: clicks, a drum kit with bass and chords, syllables, applause."""

from dataclasses import dataclass, field

import numpy as np

from prism_companion.audio.spectrum import SAMPLE_RATE, Floats


@dataclass(frozen=True)
class Music:
    """Mono samples in [-1, 1] at `SAMPLE_RATE`, and the true beats and downbeats in seconds."""

    samples: Floats
    beats: Floats
    downbeats: Floats = field(default_factory=lambda: np.zeros(0))

    def since(self, seconds: float) -> "Music":
        """What one hears who begins to listen at `seconds`."""
        later = [times[times >= seconds] - seconds for times in (self.beats, self.downbeats)]
        return Music(self.samples[round(seconds * SAMPLE_RATE) :], *later)


def beat_times(bpm: float, seconds: float, first: float = 0.25, last_bpm: float | None = None) -> Floats:
    """Beats from `first` on, at an even tempo or one that glides to `last_bpm`."""
    times, at = [], first
    while at < seconds - 0.1:
        times.append(at)
        now = bpm + ((last_bpm or bpm) - bpm) * at / seconds
        at += 60.0 / now
    return np.array(times)


def clicks(bpm: float, seconds: float, first: float = 0.25) -> Music:
    """A metronome: 20 ms of a decaying 1 kHz tone on each beat, over silence."""
    beats = beat_times(bpm, seconds, first)
    track = np.zeros(round(seconds * SAMPLE_RATE))
    for beat in beats:
        _add(track, beat, _tone(1000.0, 0.02, decay=0.006) * 0.5)
    return Music(track, beats)


def band(
    bpm: float,
    seconds: float,
    seed: int = 1,
    first: float = 0.25,
    swing: float = 0.5,
    metre: int = 4,
    last_bpm: float | None = None,
) -> Music:
    """Kick on 1 (and 3), snare on the other beats, hi-hat in eighths, a bass line and chords in C major.

    `swing` is where the second eighth falls within a beat: 0.5 straight, 0.66 swung. `metre`: beats in a bar.
    """
    random = np.random.default_rng(seed)
    beats = beat_times(bpm, seconds, first, last_bpm)
    track = random.normal(0, 0.0005, round(seconds * SAMPLE_RATE))
    roots = (130.8, 98.0, 110.0, 87.3)
    for index, beat in enumerate(beats):
        period = beats[index + 1] - beat if index + 1 < len(beats) else 60.0 / (last_bpm or bpm)
        root, place = roots[index // metre % 4], index % metre
        drum = _kick() if place == 0 or (metre == 4 and place == 2) else _noise(random, 0.12, 0.04) * 0.4
        _add(track, beat, drum)
        for eighth in (0.0, swing):
            _add(track, beat + eighth * period, _noise(random, 0.04, 0.01) * 0.12)
            _add(track, beat + eighth * period, _tone(root / 2, 0.2, decay=0.15) * 0.2)
        if place == 0:
            for ratio in (1.0, 1.26, 1.498):
                _add(track, beat, _tone(2 * root * ratio, metre * period, decay=2.0) * 0.06)
    return Music(np.clip(track, -1, 1), beats, beats[::metre])


def house(bpm: float, seconds: float, seed: int = 4, first: float = 0.25, pause: range = range(0)) -> Music:
    """Kick on every beat, a clap on every other, bass and open hi-hat between them; only hi-hat in `pause` (beats).

    More bands become louder between the beats than on them: a tracker that counts bands follows the off-beat.
    """
    random = np.random.default_rng(seed)
    beats, period = beat_times(bpm, seconds, first), 60.0 / bpm
    track = random.normal(0, 0.0005, round(seconds * SAMPLE_RATE))
    for index, beat in enumerate(beats):
        for quarter in range(4):
            _add(track, beat + quarter * period / 4, _hat(random, 0.06, 0.016) * 0.06)
        if index in pause:
            continue
        _add(track, beat, _kick())
        if index % 2 == 1:
            _add(track, beat, _hat(random, 0.2, 0.05) * 0.2)
        _add(track, beat + period / 2, _hat(random, 0.22, 0.07) * 0.1)
        _add(track, beat + period / 2, _bass_note(49.0, period / 2) * 0.15)
    return Music(np.clip(track, -1, 1), beats)


def joined(*parts: Music) -> Music:
    """Parts one after another."""
    offset, beats, downbeats = 0.0, [], []
    for part in parts:
        beats.append(part.beats + offset)
        downbeats.append(part.downbeats + offset)
        offset += len(part.samples) / SAMPLE_RATE
    samples = np.concatenate([part.samples for part in parts])
    return Music(samples, np.concatenate(beats), np.concatenate(downbeats))


def spoken_over(music: Music, voice: Music, voice_gain: float = 1.0, music_gain: float = 0.4) -> Music:
    """`music` under a voice as long as it."""
    mixed = music_gain * music.samples + voice_gain * voice.samples[: len(music.samples)]
    return Music(np.clip(mixed, -1, 1), music.beats, music.downbeats)


def silence(seconds: float) -> Music:
    """Nothing at all."""
    return Music(np.zeros(round(seconds * SAMPLE_RATE)), np.zeros(0))


def syllables(seconds: float, seed: int = 2) -> Music:
    """Speech-like: a gliding buzz in irregular syllables of 0.1 to 0.3 s, with a pause every few words."""
    random = np.random.default_rng(seed)
    track = np.zeros(round(seconds * SAMPLE_RATE))
    at = 0.1
    while at < seconds - 0.5:
        length = random.uniform(0.1, 0.3)
        count = round(length * SAMPLE_RATE)
        pitch = random.uniform(90, 180) * np.linspace(1.1, 0.9, count)
        phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
        loudness = np.hanning(count) * random.uniform(0.4, 1.0)
        formant = random.uniform(3, 12)
        voice = sum(np.sin(k * phase) / (1 + (k - formant) ** 2 / 8) for k in range(1, 25))
        hiss = random.normal(0, 1, count) * (0.5 if random.random() < 0.25 else 0.02)
        _add(track, at, 0.15 * loudness * (voice + hiss))
        at += length * random.uniform(0.9, 1.2) + (random.uniform(0.3, 0.7) if random.random() < 0.2 else 0.0)
    return Music(np.clip(track, -1, 1), np.zeros(0))


def applause(seconds: float, seed: int = 3) -> Music:
    """Many hands: short bursts of noise at random times, 200 a second."""
    random = np.random.default_rng(seed)
    track = random.normal(0, 0.002, round(seconds * SAMPLE_RATE))
    for at in random.uniform(0, seconds - 0.05, round(200 * seconds)):
        _add(track, at, _noise(random, 0.02, 0.006) * random.uniform(0.05, 0.25))
    return Music(np.clip(track, -1, 1), np.zeros(0))


def _add(track: Floats, at: float, sound: Floats) -> None:
    begin = round(at * SAMPLE_RATE)
    room = max(0, len(track) - begin)
    track[begin : begin + len(sound)] += sound[:room]


def _tone(hertz: float, seconds: float, decay: float) -> Floats:
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    tone: Floats = np.sin(2 * np.pi * hertz * at) * np.exp(-at / decay)
    return tone


def _kick() -> Floats:
    at = np.arange(round(0.2 * SAMPLE_RATE)) / SAMPLE_RATE
    kick: Floats = 0.7 * np.sin(2 * np.pi * (50 * at + 4 * (1 - np.exp(-at / 0.02)))) * np.exp(-at / 0.07)
    return kick


def _bass_note(hertz: float, seconds: float) -> Floats:
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    driven = np.tanh(2.2 * np.sin(2 * np.pi * hertz * at))
    note: Floats = driven * np.minimum(1, at / 0.005) * np.exp(-at / 0.22)
    return note


def _hat(random: np.random.Generator, seconds: float, decay: float) -> Floats:
    """Noise without its low half."""
    return np.diff(_noise(random, seconds, decay), prepend=0.0)


def _noise(random: np.random.Generator, seconds: float, decay: float) -> Floats:
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    noise: Floats = random.normal(0, 1, len(at)) * np.exp(-at / decay)
    return noise
