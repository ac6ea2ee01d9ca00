"""How fast and how intelligible the embedded voice is: `.venv/bin/python bench/tts.py`.

Prints the time to the first sound, the real-time factor, and the word error rate that a recogniser of free speech
(pocketsphinx, full English model) makes of it, beside the same voice without its variant and polish.
"""

import platform
import statistics
import time

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

from prism_tts.engines.espeak import EspeakEngine
from prism_tts.engines.espeak_library import Manner, PhonemeStart, shared

SENTENCES = (
    "mute the sound",
    "switching to bbc one",
    "the next programme starts in five minutes",
    "would you like me to turn the volume down a little",
    "here is a short summary of the news",
    "i found three comedy films that you might enjoy",
    "that show was recorded on friday evening",
    "please say the name of the channel you want",
)
EAR_RATE = 16_000

Wave = NDArray[np.int16]


def polished(engine: EspeakEngine, text: str) -> tuple[Wave, float, float]:
    """Sound, seconds to its first piece, seconds to its end."""
    began = time.perf_counter()
    first = 0.0
    sound = bytearray()
    for piece in engine.synthesize(text, "lumen", "en", 1.0, "neutral"):
        first = first or time.perf_counter() - began
        sound += piece.sound.samples
    return np.frombuffer(bytes(sound), np.int16), first, time.perf_counter() - began


def plain(text: str) -> Wave:
    """The library's own default voice."""
    library = shared()
    sound = bytearray()

    def listen(samples: bytes, _phonemes: list[PhonemeStart]) -> bool:
        sound.extend(samples)
        return False

    library.speak(text, library.voices["en-us"], Manner(165), listen)
    return np.frombuffer(bytes(sound), np.int16)


def heard(decoder: Decoder, wave: Wave, rate: int) -> str:
    """What the recogniser makes of `wave`, which has `rate` samples a second; empty where it makes nothing of it."""
    count = len(wave) * EAR_RATE // rate
    resampled = np.interp(np.arange(count) * rate / EAR_RATE, np.arange(len(wave)), wave).astype(np.int16)
    decoder.start_utt()
    decoder.process_raw(resampled.tobytes(), full_utt=True)
    decoder.end_utt()
    return str(decoder.hyp().hypstr) if decoder.hyp() else ""


def word_errors(wanted: str, got: str) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(got.split()) + 1))
    for number, word in enumerate(wanted.split(), 1):
        before, row[0] = row[0], number
        for index, other in enumerate(got.split(), 1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (word != other))
    return row[-1]


def main() -> None:
    """Measures and prints."""
    engine = EspeakEngine()
    began = time.perf_counter()
    engine.load()
    print(f"{platform.machine()}, {engine.name}: loaded in {(time.perf_counter() - began) * 1000:.0f} ms")
    rate = engine.capabilities.sample_rate
    spoken = [polished(engine, text) for text in SENTENCES]
    firsts = [first * 1000 for _, first, _ in spoken]
    factors = [total / (len(wave) / rate) for wave, _, total in spoken]
    print(f"first sound: median {statistics.median(firsts):.1f} ms, worst {max(firsts):.1f} ms")
    print(f"real-time factor: median {statistics.median(factors):.4f}, worst {max(factors):.4f}")
    decoder = Decoder(samprate=EAR_RATE, loglevel="FATAL")
    words = sum(len(text.split()) for text in SENTENCES)
    for name, waves in (("Lumen", [wave for wave, _, _ in spoken]), ("plain voice", [plain(t) for t in SENTENCES])):
        pairs = zip(SENTENCES, waves, strict=True)
        errors = sum(word_errors(text, heard(decoder, wave, rate)) for text, wave in pairs)
        print(f"{name}: {100 * errors / words:.0f}% word errors")


if __name__ == "__main__":
    main()
