"""Lays visemes on the clock of the sound, from phonemes that come piece by piece."""

from collections.abc import Iterable

from prism_core.visemes import Viseme, VisemeCue
from prism_tts.engines import TimedPhoneme
from prism_tts.phonemes import visemes_of, weight_of

SHORTEST_SECONDS = 0.02
"""A mouth shape shorter than a frame of video is never seen; it goes to the shape before it."""


class CueTimeline:
    """Cues of one sentence, in order and without gaps where phonemes have none.

    The last cue stays open, since the next phoneme may have the same shape; what is settled can be taken.
    """

    def __init__(self) -> None:
        self._cues: list[VisemeCue] = []
        self._open: VisemeCue | None = None

    @property
    def settled_seconds(self) -> float:
        """No cue that starts before this will change or be added."""
        return self._open.start if self._open is not None else 0.0

    def add(self, phonemes: Iterable[TimedPhoneme], offset: float) -> None:
        """Appends `phonemes` of a piece that begins `offset` seconds into the sentence."""
        for phoneme in phonemes:
            shapes = visemes_of(phoneme.ipa)
            share = phoneme.duration / len(shapes)
            for index, shape in enumerate(shapes):
                start = offset + phoneme.start + index * share
                self._append(shape, start, share, weight_of(phoneme.ipa, shape))

    def close(self) -> None:
        """Settles the last cue: the sentence is over."""
        if self._open is not None:
            self._cues.append(self._open)
            self._open = None

    def take(self, until: float) -> tuple[VisemeCue, ...]:
        """Removes and gives the settled cues that start before `until` seconds."""
        count = sum(cue.start < until for cue in self._cues)
        taken, self._cues = self._cues[:count], self._cues[count:]
        return tuple(taken)

    def _append(self, shape: Viseme, start: float, duration: float, weight: float) -> None:
        last = self._open
        if last is not None and (last.viseme == shape or duration < SHORTEST_SECONDS):
            length = max(start + duration - last.start, last.duration)
            heavier = max(last.weight, weight) if last.viseme == shape else last.weight
            self._open = last.model_copy(update={"duration": length, "weight": heavier})
            return
        if last is not None:
            self._cues.append(last)
        self._open = VisemeCue(viseme=shape, start=start, duration=max(duration, 1e-3), weight=weight)
