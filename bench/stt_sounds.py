"""Sounds for bench/stt.py: recordings of people, commands and sentences by synthesisers, a television beside them."""

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_core.audio import MICROPHONE_RATE, Pcm
from prism_core.ffmpeg import find_ffmpeg

COMMANDS = (
    "mute the sound", "turn it up a bit", "volume forty", "next channel", "put on bbc one", "show me the guide",
    "go back thirty seconds", "pause", "stop talking", "subtitles on", "what's on now", "play some jazz",
    "switch to eurosport", "record this", "full screen", "what's on channel four tonight", "turn the volume down",
    "skip two minutes", "open my favourites", "remind me when the match starts",
)  # fmt: skip
SENTENCES = (
    "the train to paris leaves at half past seven", "my grandmother used to bake apple pies every sunday",
    "do you think the president will sign the new law", "he plays the piano every evening",
    "we should invite our neighbours to dinner on friday", "who was the first person on the moon",
)  # fmt: skip
NEWS = (
    "ministers met in brussels on tuesday to discuss the budget and the plans for the coming winter",
    "and now the weather rain will spread from the west and temperatures will fall",
    "the home side had most of the play in the first half but could not find a way through",
)  # fmt: skip
HINTS = (
    "BBC One HD",
    "BBC Two HD",
    "Eurosport",
    "Channel 4",
    "Prism Beat",
    "Sky News",
    "France 24",
    "Match of the Day",
)
VOICES = (
    ("flite", "slt"), ("flite", "rms"), ("flite", "awb"), ("flite", "kal16"), ("espeak-ng", "en-us+f3"),
)  # fmt: skip
ANNOUNCERS = (("flite", "kal16"), ("flite", "slt"), ("espeak-ng", "en-gb"))
BEFORE_SECONDS, AFTER_SECONDS = 0.4, 0.6
"""What the gateway keeps around an utterance."""
LEVEL = 3000.0
"""Root mean square of the one who speaks, in 16-bit steps."""
HISS = 25.0

Wave = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """What is said, by whom (`people` or a synthesiser's name), and how it sounds alone."""

    text: str
    kind: str
    source: str
    wave: Wave


def installed() -> list[tuple[str, str]]:
    return [(program, voice) for program, voice in VOICES if shutil.which(program)]


def synthetic(commands: int, sentences: int) -> list[Sample]:
    """The first so many of each, every one by another voice."""
    voices = installed()
    texts = [(text, "command") for text in COMMANDS[:commands]] + [(text, "free") for text in SENTENCES[:sentences]]
    samples = []
    for number, (text, kind) in enumerate(texts if voices else ()):
        program, voice = voices[number % len(voices)]
        samples.append(Sample(text, kind, program, speak(program, voice, text)))
    return samples


def recordings(folder: Path) -> list[Sample]:
    """Real voices: sound files with their words in `transcripts.jsonl`, one `{"file", "text", "kind"?}` a line."""
    lines = (folder / "transcripts.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines if line.strip()]
    return [
        Sample(entry["text"], entry.get("kind", "free"), "people", read(folder / entry["file"])) for entry in entries
    ]


def default_folder() -> Path:
    return Path(os.environ.get("PRISM_SPEECH_DATA") or Path(__file__).parents[1] / "stt-service" / "tests" / "data")


def read(file: Path) -> Wave:
    command = [find_ffmpeg(), "-v", "error", "-i", file, "-ac", "1", "-ar", str(MICROPHONE_RATE), "-f", "s16le", "-"]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<i2").astype(np.float64)


def speak(program: str, voice: str, text: str) -> Wave:
    if program == "flite":
        command = ["flite", "-voice", voice, "-t", text, "-o", "/dev/stdout"]
    else:
        command = ["espeak-ng", "-v", voice, "--stdout", text]
    wav = subprocess.run(command, check=True, capture_output=True).stdout
    rate = int.from_bytes(wav[24:28], "little")  # the sizes in a piped header are not to be relied on
    wave = np.frombuffer(wav[44 : len(wav) - len(wav) % 2], "<i2").astype(np.float64)
    count = len(wave) * MICROPHONE_RATE // rate
    return np.interp(np.arange(count) * rate / MICROPHONE_RATE, np.arange(len(wave)), wave)


def programme(seconds: float, file: Path | None) -> Wave:
    """What the television says: `file`, or announcers over music."""
    count = int(seconds * MICROPHONE_RATE)
    if file is not None:
        sound = read(file)
        return np.tile(sound, 1 + count // len(sound))[:count]
    at = np.arange(count) / MICROPHONE_RATE
    beat = 0.6 + 0.4 * np.sin(2 * np.pi * 2 * at)
    sound = 500 * beat * sum(np.sin(2 * np.pi * hertz * at) for hertz in (220, 277, 330, 440))
    spoken = [
        speak(program, voice, text)
        for (program, voice), text in zip(ANNOUNCERS, NEWS, strict=True)
        if shutil.which(program)
    ]
    if spoken:
        talk = np.concatenate(spoken)
        sound = sound + np.tile(talk, 1 + count // len(talk))[:count]
    return np.asarray(sound)


def at_microphone(sample: Sample, television: Wave, snr: float | None) -> Pcm:
    """The sample with hiss and, `snr` decibels below it, a part of the programme of its own."""
    seed = int.from_bytes(hashlib.sha256(sample.text.encode()).digest()[:4], "little")
    random = np.random.default_rng(seed)
    around = [np.zeros(int(seconds * MICROPHONE_RATE)) for seconds in (BEFORE_SECONDS, AFTER_SECONDS)]
    wave = np.concatenate([around[0], sample.wave * (LEVEL / rms(sample.wave)), around[1]])
    wave += random.standard_normal(len(wave)) * HISS
    if snr is not None:
        part = np.roll(television, -int(random.integers(len(television))))[: len(wave)]
        wave += np.resize(part, len(wave)) * (LEVEL / rms(part) / 10 ** (snr / 20))
    return pcm(wave)


def rms(wave: Wave) -> float:
    return max(1.0, float(np.sqrt(np.mean(wave**2))))


def pcm(wave: Wave) -> Pcm:
    return Pcm(np.clip(np.round(wave), -32768, 32767).astype("<i2").tobytes())
