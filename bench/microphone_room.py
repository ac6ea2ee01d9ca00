"""The room of `bench/microphone.py`: a programme, its loudspeaker, walls, and a viewer who speaks over it."""

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from stt_sounds import Wave, rms, speak

from prism_core.audio import MICROPHONE_RATE, read_wav
from prism_core.ffmpeg import find_ffmpeg

RECORDINGS = Path(__file__).parents[1] / "stt-service" / "tests" / "data"
VOICES = (
    ("flite", "slt"), ("flite", "rms"), ("flite", "awb"), ("espeak-ng", "en-us"), ("espeak-ng", "en-gb"),
    ("espeak-ng", "en-us+f3"), ("espeak-ng", "en-gb+m3"),
)  # fmt: skip
SENTENCES = (
    "The president said on Monday that the new law would come into force next year.",
    "And now the weather for tomorrow, with rain in the north and sunshine in the south.",
    "He walked slowly along the river and thought about everything that she had said.",
    "Our next guest has written three books about the history of television.",
    "Stop! Do not move. Put the bag down and turn around.",
    "Can you turn the volume down a bit? I am trying to sleep.",
    "Play the next song, please, it is my favourite.",
    "Let us go back to the studio, where the results are coming in.",
    "Pause for a moment and think about what you would do.",
    "What is on the other channel? Nothing, they are all the same.",
    "Mix the flour with the eggs, and leave it to rest for half an hour.",
    "And that is the goal! What a finish to the second half.",
    "Subtitles are available for this programme.",
    "She opened the door, and there was nobody there.",
    "The shares fell by four per cent, the largest loss since last October.",
    "Mute the microphone when you are not speaking.",
)
COMMANDS = (
    "mute the sound", "next channel", "volume forty", "go back thirty seconds", "show me the guide", "turn it up",
    "subtitles on", "pause", "what's on now", "turn it down",
)  # fmt: skip
VIEWERS = (("flite", "kal16"), ("flite", "rms"))
PROGRAMME_RMS = 1500.0
"""At the microphone: a television across the room."""
NOISE_RMS = 25.0
DELAY_SECONDS = 0.12
REVERBERATION_SECONDS = 0.4
PIECE_SECONDS = 300


def at_level(wave: Wave, level: float) -> Wave:
    loud = wave[np.abs(wave) > 0.05 * np.max(np.abs(wave), initial=1.0)]
    return wave * (level / rms(loud if len(loud) else wave))


def music(count: int, random: np.random.Generator) -> Wave:
    """Chords that change every two seconds, and a beat."""
    at = np.arange(count) / MICROPHONE_RATE
    sound = np.zeros(count)
    for start in range(0, count, 2 * MICROPHONE_RATE):
        part = slice(start, start + 2 * MICROPHONE_RATE)
        for step in random.choice([0, 3, 4, 7, 9, 12], 3, replace=False):
            sound[part] += np.sin(2 * np.pi * 220 * 2 ** (step / 12) * at[part])
    beat = (at * 2) % 1 < 0.08
    return at_level(sound + 2 * beat * random.standard_normal(count), PROGRAMME_RMS / 3)


def pieces(given: argparse.Namespace, random: np.random.Generator) -> Iterator[Wave]:
    """Endless stretches of a programme."""
    if given.programme is not None:
        files = sorted(file for file in given.programme.rglob("*") if file.is_file())
        while files:
            for file in files:
                yield recording(file)
    lines = given.sentences.read_text(encoding="utf-8").splitlines() if given.sentences else SENTENCES
    said: list[tuple[tuple[str, str], str] | Path] = [
        (voice, line.split("\t")[0]) for voice in VOICES if shutil.which(voice[0]) for line in lines if line.strip()
    ]
    said += [file for file in sorted(RECORDINGS.glob("*.wav")) if "said" not in file.name]
    while True:
        for index in random.permutation(len(said)):
            gap = np.zeros(int(MICROPHONE_RATE * random.uniform(0.1, 1.2)))
            yield np.concatenate([at_level(spoken(said[index]), PROGRAMME_RMS), gap])


def spoken(one: tuple[tuple[str, str], str] | Path) -> Wave:
    """A recording, or a sentence by a synthesiser's voice."""
    if isinstance(one, Path):
        return np.frombuffer(read_wav(one.read_bytes()).samples, "<i2").astype(np.float64)
    (program, voice), text = one
    return speak(program, voice, text)


def recording(file: Path) -> Wave:
    command = [find_ffmpeg(), "-nostdin", "-loglevel", "error", "-i", str(file), "-vn", "-ac", "1"]
    raw = subprocess.run([*command, "-ar", "16000", "-f", "s16le", "-"], check=False, capture_output=True).stdout
    return at_level(np.frombuffer(raw[: len(raw) // 2 * 2], "<i2").astype(np.float64), PROGRAMME_RMS)


def programme(given: argparse.Namespace, seconds: float, random: np.random.Generator) -> Iterator[Wave]:
    """The programme in parts of `PIECE_SECONDS`."""
    parts = pieces(given, random)
    left = seconds
    rest = np.zeros(0)
    while left > 0:
        count = int(min(PIECE_SECONDS, left) * MICROPHONE_RATE)
        while len(rest) < count:
            rest = np.concatenate([rest, next(parts)])
        part, rest = rest[:count], rest[count:]
        yield part + (music(count, random) if given.programme is None else 0.0)
        left -= PIECE_SECONDS


class Room:
    """What the microphone hears of a loudspeaker, part after part of what it plays."""

    def __init__(self, random: np.random.Generator) -> None:
        tail = int(REVERBERATION_SECONDS * MICROPHONE_RATE)
        response = random.standard_normal(tail) * 10 ** (-3 * np.arange(tail) / tail)
        response *= 0.6 / np.sqrt(np.sum(response**2))
        response[0] = 1.0
        self._response = np.concatenate([np.zeros(int(DELAY_SECONDS * MICROPHONE_RATE)), response])
        self._lasting = np.zeros(len(self._response))
        self._gain: float | None = None

    def hears(self, sound: Wave) -> Wave:
        """The next part, as long as `sound` and with what still sounds of the parts before."""
        loudspeaker = 20_000 * np.tanh(sound / 20_000)
        whole = len(sound) + len(self._response)
        size = 1 << whole.bit_length()
        wet = np.fft.irfft(np.fft.rfft(loudspeaker, size) * np.fft.rfft(self._response, size), size)[:whole]
        wet[: len(self._lasting)] += self._lasting
        self._lasting = wet[len(sound) :].copy()
        heard = wet[: len(sound)]
        if self._gain is None:
            self._gain = rms(at_level(heard, PROGRAMME_RMS)) / rms(heard)
        return heard * self._gain


def commands_over(sound: Wave, level: float) -> tuple[Wave, list[tuple[int, int, str]]]:
    """A viewer's commands at `level` dB, every few seconds, and where each lies."""
    viewer = np.zeros(len(sound))
    spans = []
    at = 10 * MICROPHONE_RATE  # by then the room is known
    for program, voice in VIEWERS:
        for text in COMMANDS:
            spoken = at_level(speak(program, voice, text), PROGRAMME_RMS * 10 ** (level / 20))
            viewer[at : at + len(spoken)] += spoken
            spans.append((at, at + len(spoken), text))
            at += len(spoken) + 4 * MICROPHONE_RATE
    return viewer, spans
