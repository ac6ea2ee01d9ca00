"""librosa's beats of each piece that `../companion.py` names, and mir_eval's scores of both, as a line of JSON each.

Runs in an interpreter that has librosa and mir_eval, and nothing of Prism.
"""

import json
import statistics
import sys
import time

import librosa
import mir_eval
import numpy as np

RATE = 24_000
FINE_HOP = 400
"""Samples between frames in Prism: 17 ms; librosa's own 512 are 21 ms."""


def f_measure(true, found):
    """F-measure of beats within 70 ms, of those after the first five seconds."""
    trimmed = [mir_eval.beat.trim_beats(np.asarray(times, float)) for times in (true, found)]
    return float(mir_eval.beat.f_measure(*trimmed)) if all(map(len, trimmed)) else 0.0


def measured(path):
    """One piece by librosa, and the scores."""
    piece = np.load(path)
    samples = piece["samples"]
    tempo, beats = librosa.beat.beat_track(y=samples, sr=RATE, units="time")
    return {
        "cpu": median_cpu(lambda: librosa.beat.beat_track(y=samples, sr=RATE)),
        "fine_cpu": median_cpu(lambda: librosa.beat.beat_track(y=samples, sr=RATE, hop_length=FINE_HOP)),
        "same_cpu": median_cpu(lambda: all_that_prism_tells(samples)),
        "live_cpu": median_cpu(lambda: live(samples)),
        "f": f_measure(piece["beats"], beats),
        "tempo": float(np.atleast_1d(tempo)[0]),
        "our_f": f_measure(piece["beats"], piece["ours"]),
        "our_bars_f": f_measure(piece["downbeats"], piece["our_downbeats"]),
        "our_tempo": float(piece["our_tempo"]),
    }


def median_cpu(work):
    """CPU seconds that `work` takes, the median of five times."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def live(samples):
    """Librosa on a stream: with every segment of 2 s again on the last 12 s, since it keeps no state."""
    for end in range(2 * RATE, len(samples) + 1, 2 * RATE):
        librosa.beat.beat_track(y=samples[max(0, end - 12 * RATE) : end], sr=RATE)


def all_that_prism_tells(samples):
    """Beats, onsets, loudness, brightness, flatness, bands and chroma of a file, all from one transform."""
    magnitudes = np.abs(librosa.stft(samples))
    power = magnitudes**2
    mel = librosa.power_to_db(librosa.feature.melspectrogram(S=power, sr=RATE))
    envelope = librosa.onset.onset_strength(S=mel, sr=RATE)
    librosa.beat.beat_track(onset_envelope=envelope, sr=RATE)
    librosa.onset.onset_detect(onset_envelope=envelope, sr=RATE)
    librosa.feature.rms(S=magnitudes)
    librosa.feature.spectral_centroid(S=magnitudes, sr=RATE)
    librosa.feature.spectral_flatness(S=magnitudes)
    hertz = librosa.fft_frequencies(sr=RATE)
    for low, high in ((20, 250), (250, 4000), (4000, 12_000)):
        power[(hertz >= low) & (hertz < high)].sum(axis=0)
    librosa.feature.chroma_stft(S=power, sr=RATE, tuning=0.0)


def main():
    """Measures the piece in each file that a line of the standard input names."""
    # The first call compiles librosa's own code.
    all_that_prism_tells(np.random.default_rng(1).normal(size=4 * RATE))
    for line in sys.stdin:
        print(json.dumps(measured(line.strip())), flush=True)


if __name__ == "__main__":
    main()
