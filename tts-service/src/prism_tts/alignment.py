"""Times phonemes where the engine does not: the words are spoken by one that does, and the two sounds laid together.

Sound arrives piece by piece. Each time the way over the reference goes on from where it stood, and all but its end is
given on with its phonemes: near the end the better way is not known yet.
"""

import contextlib
from bisect import bisect_left
from collections.abc import Callable, Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from prism_core.audio import BYTES_PER_SAMPLE, Pcm
from prism_tts.cepstra import FRAME_SECONDS, cepstra, normalised
from prism_tts.engines import Speech, TimedPhoneme
from prism_tts.warping import warp

UNSETTLED_SECONDS = 0.65
"""Sound at the end of what has come that waits for more. In pieces of 0.9 s a shorter wait doubles the rare large
errors (95th percentile of 124 ms at 0.15 s, 82 ms at 0.6 s), a longer one would leave too little of the first piece."""
LATENESS_SECONDS = 0.01
"""How much later than people's eyes put it the warped path finds a phoneme's start: half a window of the spectrum."""

Reference = Callable[[str, str, float], Sequence[Speech]]
"""The words of a text in a language at a speed, with phonemes."""


class Aligner:
    """Gives utterances their phonemes. May be shared; each call keeps its own state."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def __call__(
        self, pieces: Generator[Speech, None, None], text: str, language: str, speed: float
    ) -> Generator[Speech, None, None]:
        """The same sound, cut differently, with phonemes."""
        track = _Track(self._reference(text, language, speed))
        with contextlib.closing(pieces):
            for piece in pieces:
                track.hear(piece.sound)
                if (settled := track.settled()) is not None:
                    yield settled
        if (rest := track.rest()) is not None:
            yield rest


class _Track:
    """What has been heard of an utterance, and up to where it was given on."""

    def __init__(self, reference: Sequence[Speech]) -> None:
        self._phonemes = _on_one_clock(reference)
        sound = b"".join(piece.sound.samples for piece in reference)
        self._reference = cepstra(Pcm(sound, reference[0].sound.sample_rate)) if reference else np.zeros((0, 0))
        self._heard = bytearray()
        self._rate = 1
        self._given = 0
        self._path: NDArray[np.intp] = np.zeros(0, np.intp)

    def hear(self, sound: Pcm) -> None:
        self._heard += sound.samples
        self._rate = sound.sample_rate

    def settled(self) -> Speech | None:
        """The next sound that more sound will not change."""
        until = self._count - int(UNSETTLED_SECONDS * self._rate)
        return self._take(until, whole=False) if until > self._given else None

    def rest(self) -> Speech | None:
        """Whatever is left at the end of the utterance."""
        return self._take(self._count, whole=True) if self._count > self._given else None

    @property
    def _count(self) -> int:
        return len(self._heard) // BYTES_PER_SAMPLE

    def _take(self, until: int, *, whole: bool) -> Speech:
        since, self._given = self._given, until
        sound = Pcm(bytes(self._heard[since * BYTES_PER_SAMPLE : until * BYTES_PER_SAMPLE]), self._rate)
        if not len(self._reference):
            return Speech(sound, (TimedPhoneme("", 0.0, sound.seconds),))
        self._go_on(int(until / self._rate / FRAME_SECONDS), whole=whole)
        return Speech(sound, self._within(since / self._rate, until / self._rate))

    def _go_on(self, until: int, *, whole: bool) -> None:
        """Lays the frames before `until`; those that were laid before stay where they are."""
        heard = cepstra(Pcm(bytes(self._heard), self._rate))
        done = len(self._path)
        if until <= done or len(heard) <= done:
            return
        reached = self._path[-1] if done else 0
        way = warp(normalised(heard)[done:], normalised(self._reference)[reached:], whole=whole)
        self._path = np.append(self._path, reached + way[: until - done])

    def _within(self, begin: float, end: float) -> tuple[TimedPhoneme, ...]:
        """Phonemes that sound between `begin` and `end`, on a clock that starts at `begin`."""
        starts = [self._moment(phoneme.start, end) for phoneme in self._phonemes]
        laid = []
        for phoneme, start, stop in zip(self._phonemes, starts, [*starts[1:], end], strict=True):
            first, last = max(start, begin), min(stop, end)
            if last > first:
                laid.append(TimedPhoneme(phoneme.ipa, first - begin, last - first))
        return tuple(laid)

    def _moment(self, reference_seconds: float, end: float) -> float:
        """When the sound is where the reference is after `reference_seconds`; `end` when it has not got there."""
        frame = bisect_left(self._path, reference_seconds / FRAME_SECONDS)
        return max(frame * FRAME_SECONDS - LATENESS_SECONDS, 0.0) if frame < len(self._path) else end


def _on_one_clock(pieces: Sequence[Speech]) -> list[TimedPhoneme]:
    found: list[TimedPhoneme] = []
    offset = 0.0
    for piece in pieces:
        found += [TimedPhoneme(phoneme.ipa, offset + phoneme.start, phoneme.duration) for phoneme in piece.phonemes]
        offset += piece.sound.seconds
    return found
