"""How well the mouth fits the sound of a voice that times nothing: `.venv/bin/python bench/visemes.py`.

The sound is flite's, whose own segment times are the truth and are hidden from the aligner; espeak-ng speaks the words
it aligns by. Beside it: the same phonemes stretched evenly over the sound. The error is that of the beginning of each
mouth shape both have, in milliseconds.
"""

import statistics
import time
from collections.abc import Callable, Generator, Iterable, Sequence

import numpy as np

from prism_core.audio import Pcm
from prism_core.visemes import VisemeCue
from prism_tts.alignment import Aligner
from prism_tts.engines import Speech, TimedPhoneme
from prism_tts.engines.espeak import EspeakReference
from prism_tts.engines.flite import FliteEngine
from prism_tts.lipsync import CueTimeline

VOICES = ("lumen", "miles", "angus")
SENTENCES = (
    "hello there i am lumen what would you like to watch tonight",
    "the next episode starts in about five minutes",
    "i found three comedy movies that you might enjoy",
    "switching to channel forty two right now",
    "would you like me to turn the volume down a little",
    "that show was recorded on friday evening",
    "here is a short summary of the plot without any spoilers",
    "the weather in london is cloudy with a chance of rain",
    "please say the name of the channel you want",
    "Well, that was close. Shall I put the news on, or would you rather watch the film?",
    "There are two matches tonight, Arsenal against Chelsea, and Milan against Inter.",
)
Give = Callable[[Speech, str], Iterable[Speech]]


def cues_of(pieces: Iterable[Speech]) -> list[VisemeCue]:
    """Mouth shapes but silence, on one clock."""
    timeline, clock = CueTimeline(), 0.0
    for piece in pieces:
        timeline.add(piece.phonemes, clock)
        clock += piece.sound.seconds
    timeline.close()
    return [cue for cue in timeline.take(clock + 1) if cue.viseme != "sil"]


def errors(true: Sequence[VisemeCue], found: Sequence[VisemeCue]) -> list[float]:
    """Seconds by which shapes that both have begin apart; the two are matched by their edit distance."""
    costs = np.zeros((len(true) + 1, len(found) + 1))
    costs[:, 0], costs[0] = np.arange(len(true) + 1), np.arange(len(found) + 1)
    for row, wanted in enumerate(true, 1):
        for column, got in enumerate(found, 1):
            same = costs[row - 1, column - 1] + (0 if wanted.viseme == got.viseme else 1.5)
            costs[row, column] = min(same, costs[row - 1, column] + 1, costs[row, column - 1] + 1)
    apart, row, column = [], len(true), len(found)
    while row and column:
        equal = true[row - 1].viseme == found[column - 1].viseme
        if costs[row, column] == costs[row - 1, column - 1] + (0 if equal else 1.5):
            row, column = row - 1, column - 1
            if equal:
                apart.append(found[column].start - true[row].start)
        elif costs[row, column] == costs[row - 1, column] + 1:
            row -= 1
        else:
            column -= 1
    return apart


def aligned(reference: EspeakReference, piece_seconds: float, speed: float = 1.0) -> Give:
    """The product's aligner, given the sound, which was spoken at `speed`, in pieces of as many words at any."""
    aligner = Aligner(reference)

    def give(spoken: Speech, text: str) -> Iterable[Speech]:
        rate, samples = spoken.sound.sample_rate, spoken.sound.samples
        size = int(piece_seconds / speed * rate) * 2

        def pieces() -> Generator[Speech, None, None]:
            for start in range(0, len(samples), size):
                yield Speech(Pcm(samples[start : start + size], rate))

        return aligner(pieces(), text, "en", speed)

    return give


def stretched(reference: EspeakReference) -> Give:
    """The peer: the reference's lengths, evenly over the sound."""

    def give(spoken: Speech, text: str) -> Iterable[Speech]:
        clock, phonemes = 0.0, []
        for piece in reference(text, "en", 1.0):
            phonemes += [TimedPhoneme(p.ipa, clock + p.start, p.duration) for p in piece.phonemes]
            clock += piece.sound.seconds
        pace = spoken.sound.seconds / clock
        yield Speech(spoken.sound, tuple(TimedPhoneme(p.ipa, p.start * pace, p.duration * pace) for p in phonemes))

    return give


def measure(name: str, give: Give, spoken: Sequence[tuple[Speech, str]]) -> None:
    """Prints how far the shapes that `give` finds begin from the true ones, and what finding them costs."""
    seconds = sum(speech.sound.seconds for speech, _ in spoken)
    began = time.process_time()
    apart = [e for speech, text in spoken for e in errors(cues_of([speech]), cues_of(give(speech, text)))]
    cost = (time.process_time() - began) / seconds
    size = [1000 * abs(e) for e in apart]
    print(
        f"{name:28} {len(size)} shapes: median {statistics.median(size):.0f} ms,"
        f" p95 {np.percentile(size, 95):.0f} ms, bias {1000 * statistics.median(apart):+.0f} ms;"
        f" CPU {cost:.3f} s a second"
    )


def main() -> None:
    """Measures and prints."""
    engine, reference = FliteEngine(), EspeakReference()
    engine.load()

    def said(speed: float = 1.0, pitch: float = 0.0) -> list[tuple[Speech, str]]:
        def one(text: str, voice: str) -> Speech:
            return next(engine.synthesize(text, voice, "en", speed, "neutral", pitch))

        return [(one(text, voice), text) for voice in VOICES for text in SENTENCES]

    spoken = said()
    print(f"{len(spoken)} utterances of flite, {sum(speech.sound.seconds for speech, _ in spoken):.0f} s")
    measure("stretched evenly", stretched(reference), spoken)
    measure("aligned, whole", aligned(reference, 60.0), spoken)
    measure("aligned, pieces of 0.9 s", aligned(reference, 0.9), spoken)
    measure("aligned, pieces of 0.45 s", aligned(reference, 0.45), spoken)
    for speed in (0.5, 0.75, 1.5, 2.0):
        measure(f"the same at speed {speed}", aligned(reference, 0.9, speed), said(speed))
    for pitch in (-4.0, 4.0):
        measure(f"the same {pitch:+.0f} semitones", aligned(reference, 0.9), said(pitch=pitch))


if __name__ == "__main__":
    main()
