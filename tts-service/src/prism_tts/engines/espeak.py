"""Speech by espeak-ng: small, instant, over a hundred languages, exact phoneme times; it sounds like a machine.

The library speaks in a thread of its own into a queue, so that its lock is never held by a slow listener and a
closed generator stops it within one callback. It keeps its pitch phase from one utterance to the next, so that
its sound differs by a few samples each time: what was said lately is kept, and said again the same.
"""

import contextlib
import queue
import threading
from collections.abc import Generator

import numpy as np

from prism_core.audio import Pcm
from prism_core.events.avatar import Expression
from prism_tts.engines import (
    DEFAULT_VOICE,
    Capabilities,
    LanguageNotSpoken,
    Speech,
    TimedPhoneme,
    require_language,
    require_voice,
)
from prism_tts.engines.closures import closed_samples, is_stop
from prism_tts.engines.espeak_library import EspeakLibrary, Manner, PhonemeStart, shared
from prism_tts.engines.japanese import in_kana
from prism_tts.engines.kept import KeptSpeech
from prism_tts.loudness import FULL_SCALE, gain_for
from prism_tts.polish import Polish, Samples
from prism_tts.prosody import PROSODY

VARIANTS = {DEFAULT_VOICE: "f2", "miles": "m5", "angus": "m6"}
"""Lumen's is, of the library's female variants the best understood: 26% word errors against 71% (f3) and 67% (f4) in a
recogniser of free speech (`bench/tts.py` measures it). Of the male ones m5 and m6 do best: 51% and 57% of four
sentences, where m3 and m7 are hardly understood."""
WORDS_PER_MINUTE = 165
SLOWEST, FASTEST = 80, 700
"""Words a minute that the library speaks at; it cannot go slower, and nobody follows it faster."""
CALIBRATION = "The quick brown fox jumps over the lazy dog."
CALIBRATIONS = {
    "ar": "مساء الخير، ماذا نشاهد الليلة؟", "cs": "Dobrý večer, na co se dnes podíváme?",
    "de": "Guten Abend, was wollen wir heute schauen?", "es": "Buenas tardes, ¿qué vamos a ver esta noche?",
    "fr": "Bonsoir, que voulez-vous regarder ce soir ?", "hi": "नमस्ते, आज शाम हम क्या देखेंगे?",
    "hu": "Jó estét, mit nézzünk ma este?", "it": "Buonasera, che cosa guardiamo stasera?",
    "ja": "コンバンワ、コンヤワ ナニヲ ミマショウカ。", "ko": "안녕하세요, 오늘 저녁에는 무엇을 볼까요?",
    "nl": "Goedenavond, wat gaan we vanavond kijken?", "pl": "Dobry wieczór, co dziś będziemy oglądać?",
    "pt": "Boa noite, o que vamos ver hoje?", "ru": "Добрый вечер, что мы будем смотреть сегодня?",
    "tr": "İyi akşamlar, bu akşam ne izleyelim?", "zh": "晚上好，今天晚上我们看什么？",
}  # fmt: skip
"""What a voice says to have its loudness measured: it differs by 3 LU with the sounds of its language."""
LIBRARY_TAGS = {"en": "en-us", "zh": "cmn", "zh-cn": "cmn", "zh-tw": "cmn", "no": "nb", "fr": "fr-fr", "pt-pt": "pt"}
"""Where people's tag for a language is not the library's."""

_Queue = queue.SimpleQueue[Speech | BaseException | None]


class EspeakEngine:
    """Speaks with espeak-ng. May be called from any thread."""

    name = "espeak-ng"
    model = f"formant voice, variant {VARIANTS[DEFAULT_VOICE]}"

    def __init__(self) -> None:
        self._library: EspeakLibrary | None = None
        self._gains: dict[str, float] = {}
        self._kept = KeptSpeech()

    @property
    def capabilities(self) -> Capabilities:
        """Lumen and two others in every language of the installed data."""
        library = self._loaded()
        languages = frozenset(library.voices) | frozenset(LIBRARY_TAGS)
        return Capabilities(library.sample_rate, tuple(VARIANTS), languages, phoneme_times=True)

    def load(self) -> None:
        """Loads the library and measures the voice's loudness, which also warms it up."""
        self._gain(_voice_name(self._loaded(), "en", DEFAULT_VOICE), CALIBRATION)

    def unload(self) -> None:
        """Forgets the measurements; the library itself stays, since it cannot be loaded twice."""
        self._gains.clear()
        self._kept.clear()
        self._library = None

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        """Pieces of about 60 ms that end where a phoneme ends; see `Engine.synthesize`."""
        require_voice(voice, self.capabilities.voices)
        tag = require_language(language, self.capabilities.languages)
        written = in_kana(text) if tag == "ja" else text
        key = (written, _voice_name(self._loaded(), tag, voice), _manner(speed, emotion, pitch))
        calibration = CALIBRATIONS.get(tag.split("-")[0], CALIBRATION)
        with contextlib.closing(self._kept.say(key, lambda: self._speak(*key, calibration))) as pieces:
            yield from pieces

    def _speak(self, text: str, name: str, manner: Manner, calibration: str) -> Generator[Speech, None, None]:
        library = self._loaded()
        pieces: _Queue = queue.SimpleQueue()
        stop = threading.Event()
        utterance = _Utterance(library.sample_rate, self._gain(name, calibration), pieces, stop)
        speaking = threading.Thread(
            target=utterance.run, args=(library, text, name, manner), name="espeak", daemon=True
        )
        speaking.start()
        try:
            while (piece := pieces.get()) is not None:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            stop.set()
            speaking.join()

    def _loaded(self) -> EspeakLibrary:
        if self._library is None:
            self._library = shared()
        return self._library

    def _gain(self, name: str, calibration: str) -> float:
        if name not in self._gains:
            library = self._loaded()
            spoken = bytearray()

            def listen(sound: bytes, _phonemes: list[PhonemeStart]) -> bool:
                spoken.extend(sound)
                return False

            library.speak(calibration, name, Manner(WORDS_PER_MINUTE), listen)
            polish = Polish(library.sample_rate, 1.0)
            wave = np.concatenate((polish.push(np.frombuffer(bytes(spoken), np.int16)), polish.flush()))
            self._gains[name] = gain_for(wave / FULL_SCALE, library.sample_rate)
        return self._gains[name]


class _Utterance:
    """Cuts the library's sound into pieces at phoneme starts: only there is a phoneme's length known."""

    def __init__(self, sample_rate: int, gain: float, pieces: _Queue, stop: threading.Event) -> None:
        self._rate = sample_rate
        self._polish = Polish(sample_rate, gain)
        self._pieces = pieces
        self._stop = stop
        self._sound: Samples = np.zeros(0, np.int16)
        self._given = 0
        self._coming: list[PhonemeStart] = []
        self._phonemes: list[PhonemeStart] = []

    def run(self, library: EspeakLibrary, text: str, voice: str, manner: Manner) -> None:
        """Speaks, and puts the pieces, then none or the error that ended it."""
        ending: BaseException | None = None
        try:
            library.speak(text, voice, manner, self._listen)
            if not self._stop.is_set():
                self._finish()
        except BaseException as error:  # The top of a thread: whoever reads the queue raises it.
            ending = error
        self._pieces.put(ending)

    def _listen(self, sound: bytes, phonemes: list[PhonemeStart]) -> bool:
        if self._stop.is_set():
            return True
        self._append(self._polish.push(np.frombuffer(sound, np.int16)))
        self._coming += [phoneme for phoneme in phonemes if not phoneme.ipa.startswith("(")]
        self._begin()
        if self._phonemes:
            self._give(self._phonemes[-1].sample)
        return False

    def _finish(self) -> None:
        self._append(self._polish.flush())
        self._begin()
        self._give(self._given + len(self._sound))

    def _begin(self) -> None:
        """Takes the phonemes whose sound has come; a stop begins where the mouth closes."""
        while self._coming and self._coming[0].sample <= self._given + len(self._sound):
            phoneme = self._coming.pop(0)
            last = self._phonemes[-1] if self._phonemes else None
            if last is not None and last.ipa and is_stop(phoneme.ipa):
                before = self._sound[max(last.sample - self._given, 0) : max(phoneme.sample - self._given, 0)]
                phoneme = PhonemeStart(phoneme.ipa, phoneme.sample - closed_samples(before, self._rate))
            self._phonemes.append(phoneme)

    def _append(self, samples: Samples) -> None:
        self._sound = np.concatenate((self._sound, samples))

    def _give(self, until: int) -> None:
        """Puts the piece that ends at sample `until`, with the phonemes that begin in it."""
        count = until - self._given
        if count <= 0:
            return
        starts = [max(phoneme.sample, self._given) for phoneme in self._phonemes]
        ends = [min(start, until) for start in starts[1:]] + [until]
        timed = tuple(
            TimedPhoneme(phoneme.ipa, (start - self._given) / self._rate, (end - start) / self._rate)
            for phoneme, start, end in zip(self._phonemes, starts, ends, strict=True)
            if start < end
        )
        self._phonemes = [phoneme for phoneme in self._phonemes if phoneme.sample >= until]
        piece, self._sound = self._sound[:count], self._sound[count:]
        self._given = until
        self._pieces.put(Speech(Pcm(piece.tobytes(), self._rate), timed))


class EspeakReference:
    """Speaks the words whose times are looked for in another engine's sound. May be shared."""

    def __init__(self) -> None:
        self._engine = EspeakEngine()

    def __call__(self, text: str, language: str, speed: float) -> tuple[Speech, ...]:
        """`text` with exact phoneme times; none in a language that espeak-ng does not know.

        Raises:
            Unavailable: espeak-ng is not installed.
        """
        try:
            return tuple(self._engine.synthesize(text, DEFAULT_VOICE, language, speed, "neutral"))
        except LanguageNotSpoken:
            return ()


def _voice_name(library: EspeakLibrary, tag: str, voice: str) -> str:
    return f"{library.voices[LIBRARY_TAGS.get(tag, tag)]}+{VARIANTS[voice]}"


def _manner(speed: float, emotion: Expression, semitones: float) -> Manner:
    prosody = PROSODY[emotion]
    rate = round(WORDS_PER_MINUTE * speed * prosody.rate)
    # The library's pitch doubles from 50 to 100 and halves from 50 to 0.
    pitch = round(50 + 50 * (prosody.semitones + semitones) / 12)
    return Manner(min(max(rate, SLOWEST), FASTEST), min(max(pitch, 0), 100), min(round(50 * prosody.liveliness), 100))
