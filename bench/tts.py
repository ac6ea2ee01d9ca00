"""How fast, how even and how intelligible the voices are: `.venv/bin/python bench/tts.py`.

For each installed engine: time to the first sound and to the end, what speaking sentence by sentence gains, the spread
of loudness over voices, emotions and languages, how soon it is silent, and the word error rate that our own ears
(Whisper `tiny.en`, and pocketsphinx with its full English model) make of it, beside espeak-ng's default voice without
variant and polish.
XTTS v2 is measured where `TTS_MODEL` names a folder with its weights; the fit of the mouth is `visemes.py`'s.
"""

import contextlib
import importlib
import os
import platform
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray
from pocketsphinx import Decoder

from prism_core.errors import PrismError
from prism_core.events.avatar import EXPRESSIONS, Expression
from prism_core.sentences import cut_sentences
from prism_stt.engines.models import model_path
from prism_tts.engines import Engine
from prism_tts.engines.espeak import EspeakEngine
from prism_tts.engines.espeak_library import Manner, PhonemeStart, shared
from prism_tts.engines.flite import FliteEngine
from prism_tts.loudness import loudness
from prism_tts.text import normalise

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
REPLY = (
    "I found three comedies for tonight, two of them new. The first begins at eight, and lasts for an hour and a half. "
    "The second one is a little longer, but people who saw it liked it very much. Shall I put the first one on?"
)
LANGUAGES = {"en": "Good evening, what shall we watch?", "de": "Guten Abend, was schauen wir heute?",
             "es": "Buenas tardes, ¿qué vemos hoy?", "fr": "Bonsoir, que regardons-nous ce soir ?",
             "it": "Buonasera, che cosa guardiamo stasera?", "ru": "Добрый вечер, что будем смотреть?"}  # fmt: skip
EAR_RATE = 16_000

Wave = NDArray[np.int16]
Ear = Callable[[NDArray[np.int16]], str]
"""What it makes of sound at `EAR_RATE`, as words."""


def spoken(
    engine: Engine, text: str, voice: str = "lumen", language: str = "en", emotion: Expression = "neutral"
) -> tuple[Wave, float, float]:
    """Sound, seconds to its first piece, seconds to its end."""
    began, first, sound = time.perf_counter(), 0.0, bytearray()
    for piece in engine.synthesize(text, voice, language, 1.0, emotion):
        first = first or time.perf_counter() - began
        sound += piece.sound.samples
    return np.frombuffer(bytes(sound), np.int16), first, time.perf_counter() - began


def plain(text: str) -> Wave:
    """espeak-ng's own default voice."""
    library, sound = shared(), bytearray()

    def listen(samples: bytes, _phonemes: list[PhonemeStart]) -> bool:
        sound.extend(samples)
        return False

    library.speak(text, library.voices["en-us"], Manner(165), listen)
    return np.frombuffer(bytes(sound), np.int16)


def ears() -> dict[str, Ear]:
    """Our own recognisers by name; says which is not here."""
    decoder = Decoder(samprate=EAR_RATE, loglevel="FATAL")

    def sphinx(wave: Wave) -> str:
        decoder.start_utt()
        decoder.process_raw(wave.tobytes(), full_utt=True)
        decoder.end_utt()
        return str(decoder.hyp().hypstr) if decoder.hyp() else ""

    found: dict[str, Ear] = {"pocketsphinx": sphinx}
    folder = model_path("tiny.en", Path("models"))
    if folder is None:
        print("intelligibility to Whisper: not measured, tiny.en is not here")
        return found
    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)

    def whisper(wave: Wave) -> str:
        segments, _ = model.transcribe(wave.astype(np.float32) / 32768, language="en", beam_size=5)
        return spelled(" ".join(segment.text for segment in segments))

    return {"Whisper tiny.en": whisper, **found}


def spelled(text: str) -> str:
    """`text` in small letters without marks, its figures as words: what was heard, however it is written."""
    return " ".join(re.sub(r"[^a-z' ]", " ", normalise(text, "en").lower()).split())


def heard(ear: Ear, wave: Wave, rate: int) -> str:
    """What `ear` makes of `wave`, which has `rate` samples a second; empty where it makes nothing of it."""
    count = len(wave) * EAR_RATE // rate
    return ear(np.interp(np.arange(count) * rate / EAR_RATE, np.arange(len(wave)), wave).astype(np.int16))


def word_errors(wanted: str, got: str) -> int:
    """Levenshtein distance in words."""
    row = list(range(len(got.split()) + 1))
    for number, word in enumerate(wanted.split(), 1):
        before, row[0] = row[0], number
        for index, other in enumerate(got.split(), 1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (word != other))
    return row[-1]


def measure_speed(engine: Engine, rate: int) -> None:
    """First sound, real-time factor, and what sentences gain over the whole reply."""
    made = [spoken(engine, text) for text in SENTENCES]
    firsts = [1000 * first for _, first, _ in made]
    factors = [total / (len(wave) / rate) for wave, _, total in made]
    print(f"  first sound: median {statistics.median(firsts):.1f} ms, worst {max(firsts):.1f} ms")
    print(f"  real-time factor: median {statistics.median(factors):.4f}, worst {max(factors):.4f}")
    whole, sentence, clause = (spoken(engine, text)[1] for text in (REPLY, cut_sentences(REPLY)[0], _opening()))
    print(f"  first sound of a reply: whole {1000 * whole:.0f} ms, its first sentence {1000 * sentence:.0f} ms,"
          f" its first clause {1000 * clause:.0f} ms")  # fmt: skip
    with contextlib.closing(engine.synthesize(REPLY * 10, "lumen", "en", 1.0, "neutral")) as pieces:
        next(pieces)
        began = time.perf_counter()
    print(f"  silent {1000 * (time.perf_counter() - began):.1f} ms after it is hushed")


def _opening() -> str:
    return cut_sentences(REPLY, first_clause=True)[0]


def measure_loudness(engine: Engine, rate: int) -> None:
    """LUFS over voices, emotions and languages."""
    voices = [spoken(engine, LANGUAGES["en"], voice=voice)[0] for voice in engine.capabilities.voices]
    emotions = [spoken(engine, LANGUAGES["en"], emotion=emotion)[0] for emotion in EXPRESSIONS]
    languages = [
        spoken(engine, text, language=language)[0]
        for language, text in LANGUAGES.items()
        if language in engine.capabilities.languages
    ]
    levels = [loudness(wave / 32768, rate) for wave in (*voices, *emotions, *languages)]
    print(
        f"  loudness: {statistics.mean(levels):.1f} LUFS, from {min(levels):.1f} to {max(levels):.1f} ({len(levels)})"
    )


def measure_intelligibility(engine: Engine, rate: int, listening: dict[str, Ear]) -> None:
    """Word error rate of each voice, and of Lumen in each emotion."""
    manners: list[tuple[str, Expression]] = [(voice, "neutral") for voice in engine.capabilities.voices]
    manners += [("lumen", emotion) for emotion in EXPRESSIONS if emotion != "neutral"]
    for voice, emotion in manners:
        waves = [spoken(engine, text, voice, emotion=emotion)[0] for text in SENTENCES]
        rates = (f"{name} {100 * error_rate(ear, waves, rate):.0f}%" for name, ear in listening.items())
        print(f"  {voice}, {emotion}: word errors {', '.join(rates)}")


def error_rate(ear: Ear, waves: list[Wave], rate: int) -> float:
    """Part of the words of `SENTENCES` that `ear` gets wrong."""
    wrong = sum(word_errors(spelled(t), heard(ear, w, rate)) for t, w in zip(SENTENCES, waves, strict=True))
    return wrong / sum(len(spelled(text).split()) for text in SENTENCES)


def engines() -> list[Engine]:
    """Those that can speak here; says which cannot, and why."""
    found: list[Engine] = []
    candidates: list[Engine] = [EspeakEngine(), FliteEngine()]
    folder = Path(os.environ.get("TTS_MODEL", ""))
    if folder.is_dir() and folder != Path():
        xtts = importlib.import_module("prism_tts.engines.xtts")
        candidates.append(xtts.XttsEngine(folder, Path(os.environ.get("PRISM_VOICES_DIR", "voices"))))
    else:
        print("xtts: not measured, TTS_MODEL names no folder with its weights")
    for engine in candidates:
        began = time.perf_counter()
        try:
            engine.load()
        except PrismError as error:
            print(f"{engine.name}: not measured, {error.message}")
            continue
        print(f"{engine.name}: loaded in {1000 * (time.perf_counter() - began):.0f} ms")
        found.append(engine)
    return found


def main() -> None:
    """Measures and prints."""
    print(platform.machine())
    listening = ears()
    for engine in engines():
        rate = engine.capabilities.sample_rate
        print(engine.name)
        measure_speed(engine, rate)
        measure_loudness(engine, rate)
        measure_intelligibility(engine, rate, listening)
    bare = [plain(text) for text in SENTENCES]
    rates = (f"{name} {100 * error_rate(ear, bare, shared().sample_rate):.0f}%" for name, ear in listening.items())
    print(f"espeak-ng without variant and polish: word errors {', '.join(rates)}")


if __name__ == "__main__":
    main()
