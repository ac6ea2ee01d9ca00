"""How well and how fast each engine hears: `.venv/bin/python bench/stt.py [FOLDER] [--programme FILE]`.

FOLDER (or PRISM_SPEECH_DATA) has recordings of people with their words in `transcripts.jsonl`; commands and more
sentences are spoken by the synthesisers that are installed (flite, espeak-ng), everything clean and with a
programme's sound mixed in at several levels: FILE, or announcers over music. Each engine runs in a process of its own,
as the service runs it. Times are of this machine as busy as it is; processor time is what hearing takes of it.
Engines whose weights are not here are said to be not measured.
"""

import argparse
import asyncio
import itertools
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import stt_sounds
from stt_sounds import HINTS, Sample

from prism_core.audio import MICROPHONE_RATE, Pcm
from prism_core.hearing import STEP_SECONDS, LocalAgreement
from prism_stt.engines import Asked, Engine
from prism_stt.engines.choice import Choice
from prism_stt.engines.models import count_cores, find_gpu, model_path
from prism_stt.engines.names import spoken_words
from prism_stt.engines.pocketsphinx import Embedded
from prism_stt.engines.sharpened import Sharpened
from prism_stt.engines.whisper import Whisper
from prism_stt.precedence import Rank
from prism_stt.worker import Transcriber

MODELS = ("tiny.en", "base", "small", "large-v3-turbo", "large-v3")
FOLLOWED = 4
BESIDE_TURNS = 3
BETWEEN_SECONDS = 0.3
CAPTION_SECONDS = 4.0
TELEVISION_SECONDS = 60.0
ASKED = Asked(hints=HINTS, foreground=True, commands=True)


def plain(text: str) -> str:
    """Words as they are spoken, without capitals and punctuation."""
    return " ".join(word for word, _ in spoken_words(text, 10_000))


def word_errors(wanted: str, got: str) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(got.split()) + 1))
    for number, word in enumerate(wanted.split(), 1):
        before, row[0] = row[0], number
        for index, other in enumerate(got.split(), 1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (word != other))
    return row[-1]


def make(name: str, models: Path) -> Engine:
    if name == "embedded":
        return Embedded()
    device, precision = ("cuda", "float16") if find_gpu() else ("cpu", "int8")
    choice = Choice("whisper", name, device, precision, "bench", threads=count_cores())  # type: ignore[arg-type]
    return Sharpened(Whisper(choice, model_dir=models, download=False), Embedded())


def resident_mib() -> float:
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
    return 0.0


def measure(name: str, given: argparse.Namespace) -> Iterator[dict[str, str]]:
    """Rows of one engine, as soon as they are known."""
    before = resident_mib()
    engine = make(name, given.models)
    engine.load()
    samples = stt_sounds.recordings(given.folder) + stt_sounds.synthetic(given.commands, given.sentences)
    television = stt_sounds.programme(TELEVISION_SECONDS, given.programme)
    times: list[tuple[float, float, float]] = []
    for snr in (None, *given.levels):
        label = "clean" if snr is None else f"programme {snr:.0f} dB below"
        sounds = [(sample, stt_sounds.at_microphone(sample, television, snr)) for sample in samples]
        yield accuracy(engine, sounds, label, times)
    yield speed(times)
    yield {"memory of the process, MiB": f"{resident_mib():.0f} ({before:.0f} before loading)"}
    yield following(engine, samples[:FOLLOWED])
    yield asyncio.run(beside_background(engine, samples[:FOLLOWED], television))
    judge = Embedded()
    judge.load()
    yield alone(engine, television, lambda text: judge.accepts(plain(text), HINTS))


def accuracy(
    engine: Engine, sounds: Sequence[tuple[Sample, Pcm]], label: str, times: list[tuple[float, float, float]]
) -> dict[str, str]:
    table: dict[str, tuple[int, int, int, int]] = {}
    for sample, sound in sounds:
        began, worked = time.perf_counter(), time.process_time()
        got = plain(engine.transcribe(sound, ASKED).text)
        times.append((sound.seconds, time.perf_counter() - began, time.process_time() - worked))
        who = "people" if sample.source == "people" else "synthesised"
        wanted = plain(sample.text)
        count, exact, words, errors = table.get(f"{sample.kind}, {who}, {label}", (0, 0, 0, 0))
        table[f"{sample.kind}, {who}, {label}"] = (
            count + 1, exact + (got == wanted), words + len(wanted.split()), errors + word_errors(wanted, got),
        )  # fmt: skip
    return {
        kind: f"WER {100 * errors / words:.0f}%, {exact} of {count} exact"
        for kind, (count, exact, words, errors) in table.items()
    }


def alone(engine: Engine, television: stt_sounds.Wave, is_command: Callable[[str], bool]) -> dict[str, str]:
    """What is made of the programme, cut into utterances as long as a command, when nobody speaks."""
    size = 3 * MICROPHONE_RATE
    heard = [
        engine.transcribe(stt_sounds.pcm(television[at : at + size] / 4), ASKED).text
        for at in range(0, len(television) - size, size)
    ]
    return {"commands heard in a programme alone": f"{sum(map(is_command, heard))} of {len(heard)} cuts of 3 s"}


def speed(times: Sequence[tuple[float, float, float]]) -> dict[str, str]:
    waits = sorted(wait for seconds, wait, _ in times if seconds <= 4)
    works = sorted(work for seconds, _, work in times if seconds <= 4)
    return {
        "up to 4 s: wait p50, p95": f"{statistics.median(waits):.2f}, {waits[int(0.95 * (len(waits) - 1))]:.2f} s",
        "up to 4 s: processor time p50": f"{statistics.median(works):.2f} s",
        "real-time factor (processor time)": f"{sum(work for *_, work in times) / sum(long for long, *_ in times):.2f}",
    }


def following(engine: Engine, samples: Sequence[Sample]) -> dict[str, str]:
    """Utterances heard while they grow, as the gateway does: how long each partial takes, and the end after them."""
    partials, ends, kept = [], [], 0
    for sample in samples:
        sound = stt_sounds.at_microphone(sample, sample.wave, None)
        agreement = LocalAgreement()
        shown = agreement.add("")
        for count in range(1, int(sound.seconds / STEP_SECONDS) + 1):
            began = time.perf_counter()
            beginning = Pcm(sound.samples[: 2 * int(count * STEP_SECONDS * MICROPHONE_RATE)])
            shown = agreement.add(engine.transcribe(beginning, ASKED).text)
            partials.append(time.perf_counter() - began)
        began = time.perf_counter()
        final = engine.transcribe(sound, ASKED).text
        ends.append(time.perf_counter() - began)
        kept += plain(final).startswith(plain(shown.agreed))
    return {
        "partial: wait p50, worst": f"{statistics.median(partials):.2f}, {max(partials):.2f} s",
        "end of a followed utterance: wait p50, worst": f"{statistics.median(ends):.3f}, {max(ends):.3f} s",
        "what was shown is how the final text begins": f"{kept} of {len(samples)}",
    }


async def beside_background(engine: Engine, samples: Sequence[Sample], television: stt_sounds.Wave) -> dict[str, str]:
    """How long viewers wait alone, and by turns with that, while the programme is transcribed for captions."""
    transcriber = Transcriber(engine)
    waits: dict[str, list[float]] = {"alone": [], "with captions": []}
    await transcriber.hear(stt_sounds.pcm(television[:MICROPHONE_RATE]), Asked())
    for turn in range(2 * BESIDE_TURNS):
        label = ("alone", "with captions")[turn % 2]
        captions = asyncio.create_task(captioned(transcriber, television, turn)) if turn % 2 else None
        for number, sample in enumerate(samples):
            hints = (*HINTS, f"{turn} {number}")  # something that was not heard before
            await asyncio.sleep(BETWEEN_SECONDS)
            began = time.perf_counter()
            sound = stt_sounds.at_microphone(sample, television, None)
            await transcriber.hear(sound, replace(ASKED, hints=hints), Rank.VIEWER)
            waits[label].append(time.perf_counter() - began)
        if captions is not None:
            captions.cancel()
            await asyncio.sleep(CAPTION_SECONDS)  # what it was in the middle of ends
    transcriber.close()
    texts = [f"{statistics.median(wait):.2f} s {label}" for label, wait in waits.items()]
    ratio = sum(waits["with captions"]) / sum(waits["alone"])
    return {"viewer's wait p50": ", ".join(texts), "with captions to alone, mean": f"{ratio:.2f}"}


async def captioned(transcriber: Transcriber, television: stt_sounds.Wave, turn: int) -> None:
    """Piece after piece of the programme, as the companion asks for captions, without end."""
    size = int(CAPTION_SECONDS * MICROPHONE_RATE)
    for number in itertools.count():
        at = number * size % (len(television) - size)
        asked = Asked(hints=(f"caption {turn} {number}",))
        await transcriber.hear(stt_sounds.pcm(television[at : at + size]), asked, Rank.BEHIND)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", default=stt_sounds.default_folder())
    arguments.add_argument("--programme", type=Path, help="a recording of a programme; else one is made")
    arguments.add_argument("--models", type=Path, default=Path("data/models"), help="folder of Whisper's models")
    arguments.add_argument("--engines", nargs="*", default=["embedded", *MODELS])
    arguments.add_argument(
        "--levels", type=float, nargs="*", default=[20, 15, 10, 5], help="dB by which the programme is quieter"
    )
    arguments.add_argument("--commands", type=int, default=len(stt_sounds.COMMANDS))
    arguments.add_argument("--sentences", type=int, default=len(stt_sounds.SENTENCES))
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        for rows in measure(given.one, given):
            print(json.dumps(rows), flush=True)
        return
    print(f"{platform.machine()}, {count_cores()} cores; synthesisers: {stt_sounds.installed() or 'none'}")
    for name in given.engines:
        if name != "embedded" and model_path(name, given.models) is None:
            print(f"\nwhisper {name}: not measured, its weights are not in {given.models}")
            continue
        command = [sys.executable, __file__, *sys.argv[1:], "--one", name]
        print(f"\n{name}")
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                for row, value in json.loads(line).items():
                    print(f"  {row:48} {value}", flush=True)


if __name__ == "__main__":
    main()
