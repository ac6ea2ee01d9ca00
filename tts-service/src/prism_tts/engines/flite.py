"""Speech by flite: English only, statistical voices that people understand better than a formant synthesizer's.

Whole utterances, in about 15 ms a second of speech, with the exact times of its segments. The noise in its voices is
drawn anew each time: what was said lately is kept, and said again the same.
"""

import contextlib
import unicodedata
from collections.abc import Generator

import numpy as np

from prism_core.audio import Pcm
from prism_core.events.avatar import Expression
from prism_tts.engines import DEFAULT_VOICE, Capabilities, Speech, TimedPhoneme, require_language, require_voice
from prism_tts.engines.flite_library import FliteLibrary, Segment, Utterance, shared
from prism_tts.engines.kept import KeptSpeech
from prism_tts.engines.pitch import ratio_of
from prism_tts.loudness import Wave, gain_for, quantised
from prism_tts.phonemes import ipa_of_arpabet
from prism_tts.prosody import PROSODY

VOICES = {DEFAULT_VOICE: "slt", "miles": "rms", "angus": "awb"}
"""Flite's own names: a woman and a man from the United States, a man from Scotland."""
LANGUAGES = frozenset({"en", "en-us"})
_LETTERS = str.maketrans({
    "’": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Đ": "D", "ð": "th", "Ð": "Th", "þ": "th",
    "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i",
})  # fmt: skip
"""Letters that no accent makes, which flite would leave out."""
LEADING_PAUSE_SECONDS = 0.03
"""What is left of the 0.2 s of silence that flite begins with: the first sound should come early."""
FADE_SECONDS = 0.005


class FliteEngine:
    """Speaks with flite. May be called from any thread.

    Args:
        sample_rate: Hz of what it gives; its voices speak at 16 kHz.
    """

    name = "flite"
    model = f"cmu_us_{VOICES[DEFAULT_VOICE]}"

    def __init__(self, sample_rate: int = 24_000) -> None:
        self._sample_rate = sample_rate
        self._library: FliteLibrary | None = None
        self._kept = KeptSpeech()

    @property
    def capabilities(self) -> Capabilities:
        """Three voices in English, with phoneme times."""
        return Capabilities(self._sample_rate, tuple(VOICES), LANGUAGES, phoneme_times=True)

    def load(self) -> None:
        """Loads the library and Lumen's voice."""
        self._loaded().speak("Hello.", VOICES[DEFAULT_VOICE])

    def unload(self) -> None:
        """Lets go of the library, which stays, since it cannot be loaded twice."""
        self._library = None
        self._kept.clear()

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        """One piece; see `Engine.synthesize`."""
        require_voice(voice, tuple(VOICES))
        require_language(language, LANGUAGES)
        prosody = PROSODY[emotion]
        stretch, shift = 1 / (speed * prosody.rate), ratio_of(pitch + prosody.semitones)
        key = text, voice, stretch, shift
        with contextlib.closing(self._kept.say(key, lambda: self._speak(*key))) as pieces:
            yield from pieces

    def _speak(self, text: str, voice: str, stretch: float, shift: float) -> Generator[Speech, None, None]:
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        spoken = self._loaded().speak(plain, VOICES[voice], stretch=stretch, pitch=shift)
        if spoken.segments and len(spoken.wave):
            yield self._piece(spoken)

    def _piece(self, spoken: Utterance) -> Speech:
        skipped = max(_first_end(spoken.segments) - LEADING_PAUSE_SECONDS, 0.0)
        wave = _resampled(spoken.wave[int(skipped * spoken.sample_rate) :], spoken.sample_rate, self._sample_rate)
        wave *= gain_for(wave, self._sample_rate)
        ramp = np.linspace(0.0, 1.0, min(int(FADE_SECONDS * self._sample_rate), len(wave)))
        wave[: len(ramp)] *= ramp
        wave[len(wave) - len(ramp) :] *= ramp[::-1]
        sound = Pcm(quantised(wave).tobytes(), self._sample_rate)
        return Speech(sound, _timed(spoken.segments, skipped, sound.seconds))

    def _loaded(self) -> FliteLibrary:
        if self._library is None:
            self._library = shared()
        return self._library


def _first_end(segments: tuple[Segment, ...]) -> float:
    return segments[0].end if not ipa_of_arpabet(segments[0].phone) else 0.0


def _timed(segments: tuple[Segment, ...], skipped: float, seconds: float) -> tuple[TimedPhoneme, ...]:
    phonemes, start = [], 0.0
    for segment in segments:
        end = min(max(segment.end - skipped, start), seconds)
        if end > start:
            phonemes.append(TimedPhoneme(ipa_of_arpabet(segment.phone), start, end - start))
        start = end
    return tuple(phonemes)


def _resampled(wave: Wave, rate: int, wanted: int) -> Wave:
    """`wave` at another rate, by its spectrum; silence at its ends keeps them from ringing into each other."""
    if rate == wanted:
        return wave.copy()
    padding = rate // 10
    padded = np.concatenate((np.zeros(padding), wave, np.zeros(padding)))
    padded = np.concatenate((padded, np.zeros(-len(padded) % rate)))  # Whole seconds have whole counts at any rate.
    count = len(padded) // rate * wanted
    spectrum = np.zeros(count // 2 + 1, np.complex128)
    own = np.fft.rfft(padded)
    kept = min(len(own), len(spectrum))
    spectrum[:kept] = own[:kept]
    out = np.fft.irfft(spectrum, count) * (wanted / rate)
    begin = padding * wanted // rate
    return np.asarray(out[begin : begin + len(wave) * wanted // rate])
