"""How well and how fast each engine hears: `.venv/bin/python bench/stt.py [--recordings FOLDER] [--whisper MODEL]`.

One table, an engine a column. Commands and other sentences are spoken by the synthesisers that are installed (flite,
espeak-ng), clean and as a microphone gives them; real speech is read from FOLDER, WAV files with their words in
`transcripts.jsonl` (one `{"file", "text"}` a line). Latency is what a viewer waits on this machine as busy as it is;
processor time is what hearing takes of it. What cannot be measured here is said to be so.
"""

import argparse
import json
import platform
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prism_core.audio import MICROPHONE_RATE, Pcm, read_wav
from prism_stt.engines import Engine, grammar
from prism_stt.engines.choice import Choice
from prism_stt.engines.models import model_path
from prism_stt.engines.pocketsphinx import Embedded
from prism_stt.engines.whisper import Whisper

COMMANDS = (
    "mute the sound", "turn it up", "volume forty", "next channel", "put on bbc one", "show me the guide",
    "go back thirty seconds", "pause", "stop talking", "subtitles on", "what's on now", "play some jazz",
)  # fmt: skip
OTHER = (
    "the train to paris leaves at half past seven", "my grandmother used to bake apple pies every sunday",
    "do you think the president will sign the new law", "he plays the piano every evening",
    "we should invite our neighbours to dinner on friday", "the dog barked at the postman",
)  # fmt: skip
VOICES = (
    ("flite", "slt"), ("flite", "rms"), ("flite", "awb"), ("flite", "kal16"),
    ("espeak-ng", "en-us"), ("espeak-ng", "en-us+f3"), ("espeak-ng", "en-gb"), ("espeak-ng", "en-gb+m3"),
)  # fmt: skip
HINTS = ("BBC One HD", "Prism Beat", "Prism Stories", "Prism Clock")
RECORDINGS = Path(__file__).parents[1] / "stt-service" / "tests" / "data"
SHORT_SECONDS = 3.0
"""Latency is that of sounds up to this length, silence around the words not counted."""
NOT_MEASURED = "not measured"

Wave = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """A sound, what is said in it, and how it came about."""

    text: str
    sound: Pcm
    kind: str
    short: bool


def speak(program: str, voice: str, text: str) -> Wave:
    if program == "flite":
        command = ["flite", "-voice", voice, "-t", text, "-o", "/dev/stdout"]
    else:
        command = ["espeak-ng", "-v", voice, "--stdout", text]
    wav = subprocess.run(command, check=True, capture_output=True).stdout
    rate = int.from_bytes(wav[24:28], "little")  # the sizes in a piped header are not to be relied on
    return resample(np.frombuffer(wav[44 : len(wav) - len(wav) % 2], "<i2").astype(np.float64), rate, MICROPHONE_RATE)


def resample(wave: Wave, rate: int, wanted: int) -> Wave:
    count = len(wave) * wanted // rate
    return np.interp(np.arange(count) * rate / wanted, np.arange(len(wave)), wave)


def through_microphone(wave: Wave, seed: int) -> Wave:
    """Quieter, with room noise and a second or two of silence around, by way of 44.1 kHz."""
    random = np.random.default_rng(seed)
    before, after = (np.zeros(int(44_100 * random.uniform(1, 2))) for _ in range(2))
    high = np.concatenate([before, resample(wave, MICROPHONE_RATE, 44_100) * random.uniform(0.3, 0.9), after])
    high += random.standard_normal(len(high)) * random.uniform(20, 60)
    return resample(high, 44_100, MICROPHONE_RATE)


def pcm(wave: Wave) -> Pcm:
    return Pcm(np.clip(np.round(wave), -32768, 32767).astype("<i2").tobytes())


def synthetic() -> list[Sample]:
    samples = []
    for program, voice in VOICES:
        if shutil.which(program) is None:
            continue
        for kind, texts in (("command", COMMANDS), ("other", OTHER)):
            for number, text in enumerate(texts):
                wave = speak(program, voice, text)
                short = len(wave) <= SHORT_SECONDS * MICROPHONE_RATE
                samples.append(Sample(text, pcm(wave), f"{program} {kind} clean", short))
                samples.append(Sample(text, pcm(through_microphone(wave, number)), f"{program} {kind} mic", short))
    return samples


def real(folder: Path) -> list[Sample]:
    lines = (folder / "transcripts.jsonl").read_text(encoding="utf-8").splitlines()
    samples = []
    for line in lines:
        entry = json.loads(line)
        if entry["file"].endswith(".wav"):
            sound = read_wav((folder / entry["file"]).read_bytes())
            samples.append(Sample(entry["text"], sound, "real", sound.seconds <= SHORT_SECONDS))
    return samples


def word_errors(wanted: str, got: str) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(got.split()) + 1))
    for number, word in enumerate(wanted.split(), 1):
        before, row[0] = row[0], number
        for index, other in enumerate(got.split(), 1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (word != other))
    return row[-1]


def measure(engine: Engine, samples: list[Sample], is_command: Callable[[str], bool]) -> dict[str, str]:
    heard: list[tuple[Sample, str, float, float]] = []
    for sample in samples:
        began, worked = time.perf_counter(), time.process_time()
        text = engine.transcribe(sample.sound, hints=HINTS).text
        plain = "".join(letter for letter in text.lower() if letter.isalnum() or letter in " '")
        heard.append((sample, " ".join(plain.split()), time.perf_counter() - began, time.process_time() - worked))
    table: dict[str, str] = {}
    for kind in sorted({sample.kind for sample in samples if " command " in sample.kind}):
        exact = [text == sample.text for sample, text, _, _ in heard if sample.kind == kind]
        table[f"{kind}: exact"] = f"{sum(exact)} of {len(exact)}"
    others = [is_command(text) for sample, text, _, _ in heard if " command " not in sample.kind]
    table["other speech taken for a command"] = f"{sum(others)} of {len(others)}"
    reals = [(sample, text) for sample, text, _, _ in heard if sample.kind == "real"]
    words = sum(len(sample.text.split()) for sample, _ in reals)
    table["real recordings: word errors"] = (
        f"{100 * sum(word_errors(sample.text, text) for sample, text in reals) / words:.0f}% of {words} words"
    )
    times = sorted(took for sample, _, took, _ in heard if sample.short)
    works = sorted(work for sample, _, _, work in heard if sample.short)
    table["up to 3 s: latency p50"] = f"{statistics.median(times):.2f} s"
    table["up to 3 s: latency p95"] = f"{times[int(0.95 * (len(times) - 1))]:.2f} s"
    table["up to 3 s: latency worst"] = f"{times[-1]:.2f} s"
    table["up to 3 s: processor time p50"] = f"{statistics.median(works):.2f} s"
    table["up to 3 s: processor time p95"] = f"{works[int(0.95 * (len(works) - 1))]:.2f} s"
    seconds = sum(sample.sound.seconds for sample in samples)
    table["real-time factor (processor time)"] = f"{sum(work for _, _, _, work in heard) / seconds:.3f}"
    return table


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--recordings", type=Path, default=RECORDINGS)
    arguments.add_argument("--whisper", default="tiny", help="name or directory of a model that is here already")
    arguments.add_argument("--models", type=Path, default=Path("data/models"))
    given = arguments.parse_args()
    samples = synthetic() + real(given.recordings)
    missing = [program for program in ("flite", "espeak-ng") if shutil.which(program) is None]
    print(f"{platform.machine()}, {len(samples)} sounds" + "".join(f"; {name} is not installed" for name in missing))
    is_command = grammar.build(HINTS, lambda word, written: True).accepts
    embedded = Embedded()
    embedded.load()
    tables = {"embedded": measure(embedded, samples, is_command)}
    if model_path(given.whisper, given.models) is not None:
        whisper = Whisper(
            Choice("whisper", given.whisper, "cpu", "int8", "bench"), model_dir=given.models, download=False
        )
        whisper.load()
        tables[f"whisper {given.whisper}"] = measure(whisper, samples, is_command)
    else:
        print(f"whisper {given.whisper}: {NOT_MEASURED}, its model is not in {given.models}")
    print(f"{'':38}" + "".join(f"{name:>22}" for name in tables))
    for row in next(iter(tables.values())):
        print(f"{row:38}" + "".join(f"{table[row]:>22}" for table in tables.values()))


if __name__ == "__main__":
    main()
