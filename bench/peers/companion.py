"""librosa's beats of the pieces that `../companion.py` wrote, and mir_eval's scores of both; prints one line of JSON.

Runs in an interpreter that has librosa and mir_eval, and nothing of Prism.
"""

import json
import sys
import time
from pathlib import Path

import librosa
import mir_eval
import numpy as np

RATE = 24_000


def f_measure(true, found):
    """F-measure of beats within 70 ms, of those after the first five seconds."""
    trimmed = [mir_eval.beat.trim_beats(np.asarray(times, float)) for times in (true, found)]
    return float(mir_eval.beat.f_measure(*trimmed)) if all(map(len, trimmed)) else 0.0


def measured(path):
    """One piece by librosa, and the scores."""
    piece = np.load(path)
    began = time.process_time()
    tempo, beats = librosa.beat.beat_track(y=piece["samples"], sr=RATE, units="time")
    cpu = time.process_time() - began
    return {
        "live_cpu": live_cpu(piece["samples"]),
        "f": f_measure(piece["beats"], beats),
        "tempo": float(np.atleast_1d(tempo)[0]),
        "cpu": cpu,
        "our_f": f_measure(piece["beats"], piece["ours"]),
        "our_bars_f": f_measure(piece["downbeats"], piece["our_downbeats"]),
        "our_tempo": float(piece["our_tempo"]),
    }


def live_cpu(samples):
    """CPU seconds of librosa on a stream: with every segment of 2 s again on the last 12 s, since it keeps no state."""
    began = time.process_time()
    for end in range(2 * RATE, len(samples) + 1, 2 * RATE):
        librosa.beat.beat_track(y=samples[max(0, end - 12 * RATE) : end], sr=RATE)
    return time.process_time() - began


def main():
    """Measures piece 0.npz to N-1.npz of a folder."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    # The first call compiles librosa's own code.
    librosa.beat.beat_track(y=np.load(folder / "0.npz")["samples"][: 4 * RATE], sr=RATE)
    print(json.dumps([measured(folder / f"{index}.npz") for index in range(count)]))


if __name__ == "__main__":
    main()
