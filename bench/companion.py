"""Beats of the companion beside librosa's beat tracker, on synthetic music with known beats; and what a channel costs.

Run with any Python that has prism_companion's dependencies; librosa is compared where it is installed, or with
`--librosa PYTHON`, another interpreter that has it.
"""

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from prism_companion.audio.analyser import Analyser
from prism_companion.audio.spectrum import SAMPLE_RATE
from prism_companion.testing.music import Music, band, clicks, joined
from prism_companion.testing.scoring import f_measure

SECONDS = 40.0
PEER = """
import json, sys, time, numpy as np, librosa
y = np.load(sys.argv[1]).astype(np.float32)
librosa.beat.beat_track(y=y[:48000], sr=24000)
began = time.process_time()
tempo, beats = librosa.beat.beat_track(y=y, sr=24000, units="time")
print(json.dumps({"beats": list(map(float, beats)), "cpu": time.process_time() - began}))
"""


def pieces() -> dict[str, Music]:
    """Synthetic music by name, each with beats that are known."""
    tempi = (60, 75, 90, 105, 120, 135, 150, 174)
    made = {f"band {bpm}": band(bpm, SECONDS) for bpm in tempi}
    made |= {f"clicks {bpm}": clicks(bpm, SECONDS) for bpm in (90, 120, 150)}
    made["swing 110"] = band(110, SECONDS, swing=0.66)
    made["100 then 140"] = joined(band(100, SECONDS / 2), band(140, SECONDS / 2, seed=5))
    return made


def ours(music: Music) -> tuple[list[float], float]:
    """Prism's beats, in seconds from the first sample, and the CPU seconds they took."""
    analyser, beats = Analyser(), []
    began = time.process_time()
    for at in range(0, len(music.samples), 2 * SAMPLE_RATE):
        beats += [pulse.at for pulse in analyser.push(music.samples[at : at + 2 * SAMPLE_RATE]).pulses]
    beats += [pulse.at for pulse in analyser.finish().pulses]
    return beats, time.process_time() - began


def librosa_beats(python: str, music: Music) -> tuple[list[float], float] | None:
    """The same by librosa in the interpreter `python`; none where it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "music.npy")
        np.save(path, music.samples)
        done = subprocess.run([python, "-c", PEER, str(path)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["beats"], answer["cpu"]


def main() -> None:
    """Measures every piece by both and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--librosa", default="python3", help="a Python that has librosa")
    python = parser.parse_args().librosa
    print(f"{'music':14} {'F':>6} {'CPU share':>10}   {'librosa F':>9} {'CPU share':>10}")
    for name, music in pieces().items():
        beats, cpu = ours(music)
        line = f"{name:14} {f_measure(music.beats, beats):6.3f} {cpu / SECONDS:10.2%}"
        if peer := librosa_beats(python, music):
            line += f"   {f_measure(music.beats, peer[0]):9.3f} {peer[1] / SECONDS:10.2%}"
        print(line)


if __name__ == "__main__":
    main()
