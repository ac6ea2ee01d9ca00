"""What Lumen makes of a television that talks: `.venv/bin/python bench/microphone.py [--minutes 60]`.

A programme (speech of several synthesisers and real recordings, with music under it; sentences of `--sentences FILE`,
one a line, instead of the few that repeat; or the recordings of `--programme FOLDER`) is played in a simulated room: a
loudspeaker that distorts a little, 120 ms of delay, reverberation, noise. What the microphone hears goes the way of the
product: the browser's echo canceller (its own code, run by node), voice activity, endpointing, the recogniser that the
service chooses here (or `--engine embedded`) with names of channels to expect, Lumen's name, understanding. Printed
for each way of listening:

- utterances opened, turns that would have begun, commands that would have been executed while nobody speaks (aim: 0);
- of a viewer's commands over the programme, at several levels above or below it, how many are understood exactly.

`no reference` is the same without the programme's own sound, as where a browser does not give it.
"""

import argparse
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from stt_sounds import HINTS, speak

from prism_core.audio import MICROPHONE_RATE, Pcm, read_wav
from prism_core.ffmpeg import find_ffmpeg
from prism_gateway.adapters.voice_activity import SileroDetector
from prism_gateway.conversation.addressing import called
from prism_gateway.conversation.endpointing import WINDOW_BYTES, WINDOW_SAMPLES, patience
from prism_gateway.conversation.listening import Listener
from prism_gateway.conversation.programme import is_programmes
from prism_llm.understanding import create_understander
from prism_stt.engines import Asked, Engine, create_engine
from prism_stt.engines.choice import Wanted
from prism_stt.engines.models import count_cores, find_gpu, find_installed, model_path

ROOT = Path(__file__).parents[1]
RECORDINGS = ROOT / "stt-service" / "tests" / "data"
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
LEVELS_DB = (10, 5, 0, -5)
"""Of the viewer above the programme, at the microphone."""
PROGRAMME_RMS = 1500.0
"""At the microphone: a television across the room."""
NOISE_RMS = 25.0
DELAY_SECONDS = 0.12
REVERBERATION_SECONDS = 0.4
PIECE_SECONDS = 300
SHOWN_TURNS = 20
HEARD = np.dtype([("pcm", "<i2", WINDOW_SAMPLES), ("near", "<f4"), ("far", "<f4")])

Wave = NDArray[np.float64]


@dataclass(frozen=True)
class Said:
    """An utterance that was opened: its words, and the share of its speech that the programme does not explain."""

    text: str
    near: float | None


def rms(wave: Wave) -> float:
    return float(np.sqrt(np.mean(wave**2) + 1e-9))


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


def samples(wave: Wave) -> NDArray[np.int16]:
    return np.clip(np.round(wave), -32768, 32767).astype("<i2")


class Canceller:
    """The browser's own code, run by node."""

    def __init__(self) -> None:
        self._node = subprocess.Popen(
            ["node", "e2e/cancel.mjs"], cwd=ROOT / "frontend", stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def clean(self, microphone: Wave, reference: Wave) -> NDArray[np.void]:
        """Windows of what is left, and how much of each the reference does not explain."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        both = np.stack([samples(microphone), samples(reference)], axis=1)
        found = []
        step = 32 * WINDOW_SAMPLES
        for start in range(0, len(both) - len(both) % WINDOW_SAMPLES, step):
            part = both[start : start + step]
            part = part[: len(part) // WINDOW_SAMPLES * WINDOW_SAMPLES]
            self._node.stdin.write(part.tobytes())
            self._node.stdin.flush()
            wanted = len(part) // WINDOW_SAMPLES * HEARD.itemsize
            found.append(np.frombuffer(self._node.stdout.read(wanted), HEARD))
        return np.concatenate(found)


class Ears:
    """From the microphone's windows to utterances, as the gateway and stt-service do it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listener = Listener(SileroDetector())

    def hear(self, windows: Iterator[tuple[bytes, float | None]]) -> list[Said]:
        """Utterances in `windows`: their sound and the share of each that is near."""
        found = []
        for pcm, near in windows:
            for heard in self._listener.feed(pcm, near):
                if heard == "paused":
                    self._listener.wait(patience(self._words(self._listener.so_far())))
                elif heard == "ended":
                    share = self._listener.near
                    found.append(Said(self._words(self._listener.take()), share))
        return found

    def _words(self, sound: Pcm) -> str:
        return self._engine.transcribe(sound, Asked(hints=HINTS, foreground=True, commands=True)).text


def turns(utterances: list[Said], *, must_call: bool = False) -> list[Said]:
    """What turns begin with, as the gateway decides it without captions."""
    found = []
    for said in utterances:
        rest = called(said.text)
        if rest is None and (must_call or is_programmes(0.0, said.near)):
            continue
        found.append(said if rest is None else Said(rest, said.near))
    return [said for said in found if said.text]


def raw(microphone: Wave) -> Iterator[tuple[bytes, float | None]]:
    sound = samples(microphone).tobytes()
    for start in range(0, len(sound) - WINDOW_BYTES + 1, WINDOW_BYTES):
        yield sound[start : start + WINDOW_BYTES], None


def cleaned(windows: NDArray[np.void]) -> Iterator[tuple[bytes, float | None]]:
    for window in windows:
        yield window["pcm"].tobytes(), float(window["near"])


def alone(given: argparse.Namespace, engine: Engine) -> None:
    """Nobody speaks but the television."""
    random = np.random.default_rng(given.seed)
    unaided, aided = Ears(engine), Ears(engine)
    without: list[Said] = []
    utterances: list[Said] = []
    canceller = Canceller()
    living_room = Room(np.random.default_rng(2))
    done = 0.0
    for part in programme(given, 60 * given.minutes, random):
        microphone = living_room.hears(part) + random.standard_normal(len(part)) * NOISE_RMS
        if done < given.unaided_minutes:
            without += unaided.hear(raw(microphone[: int(60 * (given.unaided_minutes - done) * MICROPHONE_RATE)]))
        utterances += aided.hear(cleaned(canceller.clean(microphone, part)))
        done += len(part) / MICROPHONE_RATE / 60
    report(min(given.minutes, given.unaided_minutes), "open, no reference", without, turns(without))
    report(given.minutes, "open", utterances, turns(utterances))
    report(given.minutes, "her name first", utterances, turns(utterances, must_call=True))


def report(minutes: float, way: str, utterances: list[Said], begun: list[Said]) -> None:
    understander = create_understander()
    commands = [
        f"{command.name} ({one.text})" for one in begun for command in understander.understand(one.text).commands
    ]
    print(f"{minutes:g} minutes of programme, {way}: {len(utterances)} utterances opened, {len(begun)} turns, ", end="")
    print(f"{len(commands)} commands {', '.join(commands)}", flush=True)
    if 0 < len(begun) <= SHOWN_TURNS:
        shown = (one.text if one.near is None else f"{one.text} (near {one.near:.2f})" for one in begun)
        print(f"  turns: {' | '.join(shown)}", flush=True)


def with_viewer(given: argparse.Namespace, engine: Engine) -> None:
    """A viewer speaks over it."""
    for level in LEVELS_DB:
        random = np.random.default_rng(3)
        sound = next(programme(given, PIECE_SECONDS, random))
        viewer, spans = commands_over(sound, level)
        microphone = (
            Room(np.random.default_rng(2)).hears(sound) + viewer + random.standard_normal(len(sound)) * NOISE_RMS
        )
        windows = Canceller().clean(microphone, sound)
        exact = {"open, no reference": 0, "open": 0}
        unaided, aided = Ears(engine), Ears(engine)
        for start, end, text in spans:
            first, last = (start - MICROPHONE_RATE) // WINDOW_SAMPLES, (end + 2 * MICROPHONE_RATE) // WINDOW_SAMPLES
            part = microphone[first * WINDOW_SAMPLES : last * WINDOW_SAMPLES]
            exact["open, no reference"] += understood(unaided.hear(raw(part)), text)
            exact["open"] += understood(aided.hear(cleaned(windows[first:last])), text)
        said = ", ".join(f"{way} {right} of {len(spans)}" for way, right in exact.items())
        print(f"viewer {level:+d} dB over the programme: commands understood exactly: {said}", flush=True)


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


def understood(utterances: list[Said], text: str) -> bool:
    understander = create_understander()
    wanted = understander.understand(text).commands
    return tuple(c for one in turns(utterances) for c in understander.understand(one.text).commands) == wanted


def hearing(given: argparse.Namespace) -> Engine:
    """The engine that stt-service would use with these settings, loaded."""
    engine = create_engine(
        Wanted(engine=given.engine, model_dir=given.models), installed=find_installed(), gpu=find_gpu(),
        cores=count_cores(), cached=lambda model: model_path(model, given.models) is not None,
    )  # fmt: skip
    engine.load()
    return engine


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=60)
    arguments.add_argument("--unaided-minutes", type=float, default=10, help="of them also without the reference")
    arguments.add_argument("--programme", type=Path, help="folder of recordings to play instead")
    arguments.add_argument("--sentences", type=Path, help="file of sentences to be spoken instead, one a line")
    arguments.add_argument("--engine", choices=("auto", "whisper", "embedded"), default="auto")
    arguments.add_argument("--models", type=Path, default=Path("data/models"), help="folder of Whisper's models")
    arguments.add_argument("--seed", type=int, default=1, help="of the programme's order and the noise")
    arguments.add_argument("--only", choices=("viewer", "alone"), nargs="*")
    given = arguments.parse_args()
    missing = [program for program in ("flite", "espeak-ng", "node") if shutil.which(program) is None]
    if missing:
        raise SystemExit(f"not measured: install {', '.join(missing)}")
    parts = {"viewer": with_viewer, "alone": alone}
    engine = hearing(given)
    print(f"heard by {engine.describe().engine} {engine.describe().model}", flush=True)
    began = time.process_time()
    for name in given.only or parts:
        parts[name](given, engine)
    print(f"{time.process_time() - began:.0f} s of processor, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs")


if __name__ == "__main__":
    main()
