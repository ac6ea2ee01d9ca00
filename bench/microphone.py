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
from microphone_room import NOISE_RMS, PIECE_SECONDS, Room, commands_over, programme
from numpy.typing import NDArray
from stt_sounds import HINTS, Wave

from prism_core.audio import MICROPHONE_RATE, Pcm
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
LEVELS_DB = (10, 5, 0, -5)
"""Of the viewer above the programme, at the microphone."""
SHOWN_TURNS = 20
HEARD = np.dtype([("pcm", "<i2", WINDOW_SAMPLES), ("near", "<f4"), ("far", "<f4")])


@dataclass(frozen=True)
class Said:
    """An utterance that was opened: its words, and the share of its speech that the programme does not explain."""

    text: str
    near: float | None


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
