"""Beats of the companion beside librosa's beat tracker, on synthetic music with known beats; and what a channel costs.

Run with any Python that has prism_companion's dependencies. `--librosa PYTHON` names another interpreter that has
librosa and mir_eval: it scores both trackers, on all beats later than five seconds as mir_eval does by default. Set
`OPENBLAS_NUM_THREADS=1` before, as the service does for itself.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from prism_companion.analyse import STRETCH_SECONDS
from prism_companion.audio.analyser import Analyser
from prism_companion.audio.beats import BeatTracker
from prism_companion.audio.onsets import OnsetEnvelope
from prism_companion.audio.spectrum import SAMPLE_RATE, Spectrum
from prism_companion.testing.music import Music, band, clicks, house, joined, spoken_over, syllables
from prism_companion.testing.scoring import f_measure

SECONDS = 40.0
PEER = Path(__file__).parent / "peers" / "companion.py"
STREAM_PIECE, FILE_PIECE = 2 * SAMPLE_RATE, 10 * SAMPLE_RATE
"""Samples at a time: a live segment's, and what is decoded of a file at once."""
OUR_COSTS = {
    ("stream", "live_cpu"): "librosa's beats of a stream (with every 2 s again on the last 12 s)",
    ("file", "same_cpu"): "the same features by librosa of the whole file, at its resolution of 21 ms",
    ("file", "fine_cpu"): "librosa's beats alone of the whole file, at Prism's resolution of 17 ms",
    ("file", "cpu"): "librosa's beats alone of the whole file, at its resolution of 21 ms",
}
"""Which of Prism's costs is compared with which of librosa's."""


def pieces() -> dict[str, Music]:
    """Synthetic music by name, each with beats that are known."""
    tempi = (60, 75, 90, 105, 120, 135, 150, 165, 174, 180)
    made = {f"band {bpm}": band(bpm, SECONDS) for bpm in tempi}
    made |= {f"clicks {bpm}": clicks(bpm, SECONDS) for bpm in (90, 120, 150)}
    made |= {f"waltz {bpm}": band(bpm, SECONDS, metre=3) for bpm in (84, 120, 160)}
    made |= {f"swing {bpm}": band(bpm, SECONDS, swing=0.66) for bpm in (80, 110, 140)}
    made |= {f"house {bpm}": house(bpm, SECONDS) for bpm in (110, 120, 128)}
    made["house, a break"] = house(120, SECONDS, pause=range(16, 28)).since(4.63)
    made["100 then 140"] = joined(band(100, SECONDS / 2), band(140, SECONDS / 2, seed=5))
    made["90 to 130"] = band(90, SECONDS, last_bpm=130)
    made["150 to 120"] = band(150, SECONDS, last_bpm=120)
    for bpm in (96, 124):
        made[f"{bpm} under speech"] = spoken_over(band(bpm, SECONDS), syllables(SECONDS))
    return made


def ours(music: Music) -> dict[str, Any]:
    """Prism's beats and tempo, as they come in a live stream, and the CPU seconds they took, medians of five.

    stream, file: those of the whole analysis, in pieces as they come. stream_beats, file_beats: those of the beats
    alone, without all else that is told of the sound.
    """
    costs = {"stream": [], "file": [], "stream_beats": [], "file_beats": []}  # type: dict[str, list[float]]
    for _ in range(5):
        costs["stream"].append(tracked(music)["cpu"])
        costs["file"].append(of_a_file(music))
        costs["stream_beats"].append(beats_alone(music, STREAM_PIECE))
        costs["file_beats"].append(beats_alone(music, FILE_PIECE))
    return {**tracked(music), **{name: statistics.median(taken) for name, taken in costs.items()}}


def of_a_file(music: Music) -> float:
    """CPU seconds of the analysis as a file is analysed."""
    analyser, samples = Analyser(), music.samples.astype(np.float32)
    began = time.process_time()
    for at in range(0, len(samples), FILE_PIECE):
        analyser.stretches(samples[at : at + FILE_PIECE], STRETCH_SECONDS)
    analyser.finish()
    return time.process_time() - began


def beats_alone(music: Music, piece: int) -> float:
    """CPU seconds that the beats take in pieces of so many samples."""
    spectrum, envelope, beats = Spectrum(), OnsetEnvelope(), BeatTracker()
    samples = music.samples.astype(np.float32)
    began = time.process_time()
    for at in range(0, len(samples), piece):
        beats.push(envelope.push(spectrum.push(samples[at : at + piece]).mel_db))
    beats.finish()
    return time.process_time() - began


def tracked(music: Music) -> dict[str, Any]:
    """What Prism hears in a stream of it, and the CPU seconds of that."""
    analyser, beats, downbeats, tempi = Analyser(), [], [], []
    samples = music.samples.astype(np.float32)
    began = time.process_time()
    for at in range(0, len(samples), STREAM_PIECE):
        stretch = analyser.push(samples[at : at + STREAM_PIECE])
        beats += [pulse.at for pulse in stretch.pulses]
        downbeats += [pulse.at for pulse in stretch.pulses if pulse.downbeat]
        tempi += [stretch.tempo.bpm] if stretch.tempo else []
    last = analyser.finish().pulses
    beats += [pulse.at for pulse in last]
    downbeats += [pulse.at for pulse in last if pulse.downbeat]
    return {
        "beats": beats,
        "downbeats": downbeats,
        "tempo": float(np.median(tempi)) if tempi else 0.0,
        "cpu": time.process_time() - began,
    }


def has_peer(python: str) -> bool:
    """Whether that interpreter has what the comparison needs."""
    tried = subprocess.run([python, "-c", "import librosa, mir_eval"], capture_output=True, check=False)
    return tried.returncode == 0


@contextmanager
def peer(python: str) -> Iterator[Callable[[Music, dict[str, Any]], dict[str, Any]]]:
    """What `peers/companion.py` makes of a piece of music and of our beats of it, while the machine is as busy."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen([python, str(PEER)], stdin=pipe, stdout=pipe, text=True, env=environment) as process,
    ):
        assert process.stdin
        assert process.stdout
        asking, answering = process.stdin, process.stdout

        def scored(piece: Music, found: dict[str, Any]) -> dict[str, Any]:
            path = Path(folder, "piece.npz")
            np.savez(path, samples=piece.samples.astype(np.float32), beats=piece.beats, downbeats=piece.downbeats,
                     ours=found["beats"], our_downbeats=found["downbeats"], our_tempo=found["tempo"])  # fmt: skip
            print(path, file=asking, flush=True)
            return dict(json.loads(answering.readline()))

        yield scored


def main() -> None:
    """Measures every piece by both and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--librosa", default="python3", help="a Python that has librosa and mir_eval")
    parser.add_argument("--only", default="", help="measure the pieces whose name contains this")
    options = parser.parse_args()
    music = {name: piece for name, piece in pieces().items() if options.only in name}
    if not has_peer(options.librosa):
        for name, piece in music.items():
            found = tracked(piece)
            print(f"{name:16} F {f_measure(piece.beats, found['beats']):.3f}, {found['tempo']:.1f} BPM")
        print("librosa and mir_eval are not installed there: name a Python that has them with --librosa")
        return
    print(f"{'':16} {'Prism':>26}   {'librosa':>24}")
    print(f"{'music':16} {'F':>6} {'tempo':>6} {'bars F':>6} {'CPU':>5}   {'F':>6} {'tempo':>6} {'CPU':>5} {'live':>5}")
    scores: dict[str, dict[str, Any]] = {}
    with peer(options.librosa) as scored:
        for name, piece in music.items():
            found = ours(piece)
            score = scores[name] = {**found, **scored(piece, found)}
            shares = [score[key] * SAMPLE_RATE / len(piece.samples) for key in ("file", "cpu", "live_cpu")]
            print(
                f"{name:16} {score['our_f']:6.3f} {score['our_tempo']:6.1f} {score['our_bars_f']:6.3f} {shares[0]:5.2%}"
                f"   {score['f']:6.3f} {score['tempo']:6.1f} {shares[1]:5.2%} {shares[2]:5.2%}"
            )
    ours_f, peer_f = (np.mean([score[key] for score in scores.values()]) for key in ("our_f", "f"))
    print(f"mean F {ours_f:.3f} beside {peer_f:.3f}")
    for (ours_key, key), what in OUR_COSTS.items():
        for part, made in (("", "all of Prism's analysis takes"), ("_beats", "Prism's beats alone take")):
            cost, theirs = (sum(score[each] for score in scores.values()) for each in (ours_key + part, key))
            print(f"{made} {cost / theirs:.2f} of the processor time of {what}")
    worse = [name for name in music if scores[name]["our_f"] < scores[name]["f"] - 0.01]
    print("worse than librosa on:", ", ".join(worse) or "nothing")


if __name__ == "__main__":
    main()
