"""Times phonemes where the engine does not: espeak-ng's phonemes are laid over the engine's sound.

Their lengths are espeak-ng's, in proportion; the sound's energy says where there is speech to lay them on, so a
pause in the sound is a pause in the mouth. Sound arrives piece by piece and the whole length is not known until
the end: until then the engine is taken to speak at espeak-ng's pace, and the last piece gets whatever is left.
"""

import contextlib
import itertools
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prism_core.audio import Pcm
from prism_tts.engines import Speech, TimedPhoneme

FRAME_SECONDS = 0.01
QUIET_RATIO = 0.05
"""A frame below this part of the loudest so far is silence (-26 dB)."""
SHORTEST_PAUSE_FRAMES = 8
"""Less silence than 80 ms is the closure of a stop (p, t, k), not a pause."""

Phonemizer = Callable[[str, str, float], Sequence[TimedPhoneme]]
"""Phonemes of a text in a language at a speed, with lengths."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    ipa: str
    begin: float
    end: float


class Aligner:
    """Gives utterances their phonemes. May be shared; each call keeps its own state."""

    def __init__(self, phonemizer: Phonemizer) -> None:
        self._phonemizer = phonemizer

    def __call__(
        self, pieces: Generator[Speech, None, None], text: str, language: str, speed: float
    ) -> Generator[Speech, None, None]:
        """`pieces` with phonemes; one piece is held back, since the last one is laid out differently."""
        track = _Track(self._phonemizer(text, language, speed))
        with contextlib.closing(pieces):
            held: Speech | None = None
            for piece in pieces:
                if held is not None:
                    yield Speech(held.sound, track.lay(held.sound, last=False))
                held = piece
            if held is not None:
                yield Speech(held.sound, track.lay(held.sound, last=True))


class _Track:
    """The phonemes without their pauses on a clock of speech only, and how much of it has gone by."""

    def __init__(self, phonemes: Sequence[TimedPhoneme]) -> None:
        self._spoken: list[_Spoken] = []
        clock = 0.0
        for phoneme in phonemes:
            if phoneme.ipa:
                self._spoken.append(_Spoken(phoneme.ipa, clock, clock + phoneme.duration))
                clock += phoneme.duration
        self._length = clock
        self._elapsed = 0.0
        self._loudest = 0.0

    def lay(self, sound: Pcm, *, last: bool) -> tuple[TimedPhoneme, ...]:
        """Phonemes of the next piece, on its own clock, with silence where the sound is silent."""
        voiced = self._voiced(sound)
        speech_seconds = float(voiced.sum()) * FRAME_SECONDS
        left = self._length - self._elapsed
        # Too much sound for the phonemes left: they wait for the end rather than run out before it.
        pace = 1.0 if not last or speech_seconds == 0 else left / speech_seconds
        if not last:
            pace = min(1.0, 0.9 * left / speech_seconds) if speech_seconds else 1.0
        laid: list[TimedPhoneme] = []
        for begin, end, speaking in _runs(voiced, sound.seconds):
            if speaking:
                laid += self._stretch(begin, end, pace)
            else:
                laid.append(TimedPhoneme("", begin, end - begin))
        return tuple(laid)

    def _stretch(self, begin: float, end: float, pace: float) -> list[TimedPhoneme]:
        """The phonemes of the next `(end - begin) * pace` seconds of speech, laid from `begin` to `end`."""
        since, until = self._elapsed, self._elapsed + (end - begin) * pace
        self._elapsed = until
        if pace <= 0:
            return [TimedPhoneme("", begin, end - begin)]
        laid = []
        for phoneme in self._spoken:
            first, final = max(phoneme.begin, since), min(phoneme.end, until)
            if final > first:
                start = begin + (first - since) / pace
                laid.append(TimedPhoneme(phoneme.ipa, start, min((final - first) / pace, end - start)))
        return laid

    def _voiced(self, sound: Pcm) -> NDArray[np.bool_]:
        """Whether each frame of the sound is speech; short gaps count as speech."""
        size = max(int(sound.sample_rate * FRAME_SECONDS), 1)
        wave = np.frombuffer(sound.samples, np.int16).astype(np.float64)
        frames = np.pad(wave, (0, -len(wave) % size)).reshape(-1, size)
        level = np.sqrt(np.mean(frames**2, axis=1))
        self._loudest = max(self._loudest, float(level.max(initial=0.0)))
        voiced = np.asarray(level > max(self._loudest * QUIET_RATIO, 1.0))
        quiet = 0
        for index, is_voiced in enumerate(voiced):
            if is_voiced and 0 < quiet < SHORTEST_PAUSE_FRAMES and index > quiet:
                voiced[index - quiet : index] = True
            quiet = 0 if is_voiced else quiet + 1
        return voiced


def _runs(voiced: NDArray[np.bool_], seconds: float) -> list[tuple[float, float, bool]]:
    """Begin, end and kind of each stretch of equal frames, in seconds."""
    changes = [0, *(np.flatnonzero(np.diff(voiced.astype(np.int8))) + 1).tolist(), len(voiced)]
    return [
        (begin * FRAME_SECONDS, min(end * FRAME_SECONDS, seconds), bool(voiced[begin]))
        for begin, end in itertools.pairwise(changes)
        if begin < end
    ]
