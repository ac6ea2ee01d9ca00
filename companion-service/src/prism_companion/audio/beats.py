"""Beats of a stream: Ellis's dynamic programme run forward for ever, its answer committed a margin behind.

D. P. W. Ellis, "Beat tracking by dynamic programming" (J. New Music Research, 2007), section 3.1. The forward
recursion is causal, so a stream needs nothing but a bounded history of scores; only the backtrace looks back.
What is committed never changes, and what follows continues it, so beats do not jump where windows meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice

import numpy as np

from prism_companion.audio.onsets import onset_seconds, vertex
from prism_companion.audio.spectrum import FRAME_RATE, Floats
from prism_companion.audio.tempo import SHORTEST_FRAMES, Look, Tempo, estimate_tempo, looks

TIGHTNESS = 120.0
"""Weight of a steady pulse against strong onsets; librosa and Ellis use 100 to 400."""
HISTORY_FRAMES = 12 * FRAME_RATE
"""What tempo and scaling look at: long enough for five bars at 100 BPM, short enough to follow a new song."""
STEP_FRAMES = FRAME_RATE
"""How often there is a look at the tempo, and beats become final."""
MARGIN_FRAMES = 3 * FRAME_RATE // 5
"""How far behind the newest frame a beat becomes final."""
STEPS_AT_ONCE = 16
"""So many steps are looked at together: what that needs stays in a core's own cache."""
SMOOTHING = np.exp(-0.5 * (np.arange(-2, 3) * 100 / FRAME_RATE / 1.5) ** 2)
"""Onsets of one beat played by several people are some 15 ms apart."""
MIN_CONFIDENCE = 0.2
"""Below this periodicity (speech, applause, noise) there is no beat, once the history is full."""
QUIET_FLUX = 0.25
"""Mean flux in dB a frame below which nothing is being played."""
CLEAR_CONFIDENCE, CLEAR_FLUX = 0.6, 0.08
"""Of a metronome, or a lone drum: nothing sounds between its beats, and one in two seconds is enough."""


@dataclass(frozen=True)
class Beat:
    """A beat: when it is heard (stream seconds) and how strong its onset is (about 1 for an average one)."""

    at: float
    strength: float
    frame: int


@dataclass(frozen=True)
class Tracked:
    """The beats that became final, and the tempo in force after each whole second of the stream that was completed."""

    beats: list[Beat]
    tempi: list[Tempo | None]


class BeatTracker:
    """Takes an onset envelope frame by frame and gives final beats; constant work a frame."""

    def __init__(self) -> None:
        self.tempo: Tempo | None = None
        self._envelope: Floats = np.zeros(0)
        self._score: Floats = np.zeros(0)
        self._link = np.zeros(0, dtype=np.int64)
        self._start = 0
        self._last_beat: int | None = None

    @property
    def frames(self) -> int:
        """Frames seen since the stream began."""
        return self._start + len(self._envelope)

    @property
    def settled_frames(self) -> int:
        """Frames before which every beat has been given."""
        return settled(self.frames)

    def push(self, envelope: Floats) -> Tracked:
        """Take the next frames of the onset envelope; give the beats that became final, in order.

        The answer does not depend on how the stream is cut into pushes.
        """
        found = Tracked([], [])
        ends = range(STEP_FRAMES - self.frames % STEP_FRAMES, len(envelope) + 1, STEP_FRAMES)
        position = 0
        for end, look in zip(ends, looked_at(self._histories(envelope, ends)), strict=True):
            self._extend(envelope[position:end])
            position = end
            self._update_tempo(look)
            found.beats.extend(self._commit(self.frames - MARGIN_FRAMES))
            found.tempi.append(self.tempo)
        self._extend(envelope[position:])
        return found

    def finish(self) -> list[Beat]:
        """The stream has ended: the beats inside the margin."""
        if self.tempo is None:
            self._update_tempo(next(looked_at([self._envelope])))
        else:
            self._advance()
        return self._commit(self.frames)

    def predict(self, seconds: float) -> list[Beat]:
        """Beats expected after the last final one, up to `seconds` past the newest frame; provisional."""
        if self.tempo is None or self._last_beat is None or not self._is_playing():
            return []
        pending = self._following(self._last_beat)
        period = self.tempo.period
        following = (pending[-1] if pending else self._last_beat) + period
        count = max(0, int(np.ceil((self.frames + seconds * FRAME_RATE - following) / period)))
        expected = [*pending, *(following + period * np.arange(count)).tolist()]
        return [Beat(onset_seconds(frame), 1.0, round(frame)) for frame in expected]

    def _histories(self, envelope: Floats, ends: range) -> list[Floats]:
        """What is remembered when the frames of `envelope` before each of the `ends` have come."""
        joined = np.concatenate([self._envelope, envelope])
        until = [len(self._envelope) + end for end in ends]
        return [joined[max(0, end - HISTORY_FRAMES) : end] for end in until]

    def _extend(self, envelope: Floats) -> None:
        self._envelope = np.concatenate([self._envelope, envelope])
        excess = len(self._envelope) - HISTORY_FRAMES
        if excess > 0:
            self._envelope, self._score = self._envelope[excess:], self._score[excess:]
            self._link = self._link[excess:] - excess
            self._start += excess

    def _update_tempo(self, look: Look | None) -> None:
        if look is None:
            return
        tempo = estimate_tempo(look, self.tempo)
        # Chance periodicity falls with the square root of what was heard.
        needed = MIN_CONFIDENCE * float(np.sqrt(HISTORY_FRAMES / len(self._envelope)))
        before, self.tempo = self.tempo, tempo if tempo and tempo.confidence >= needed else None
        changed = before and tempo and abs(np.log2(tempo.bpm / before.bpm)) > 0.06
        if self.tempo is None or before is None or changed:
            self._score, self._link = np.zeros(0), np.zeros(0, dtype=np.int64)
        if self.tempo is not None:
            self._advance()

    def _advance(self) -> None:
        """Run the recursion over the frames that have no score yet (equation 3 of the paper)."""
        assert self.tempo is not None
        period = self.tempo.period
        begin, end = len(self._score), len(self._envelope)
        longest, shortest = round(2 * period), round(period / 2)
        heard = self._envelope[max(0, begin - len(SMOOTHING)) :]
        local = np.convolve(heard, SMOOTHING, mode="same")[len(heard) - (end - begin) :] / self._scale()
        cost = costs(period)
        # Before the first frame there is nothing to follow.
        score = np.concatenate([np.full(longest, -np.inf), self._score, local])
        link = np.concatenate([self._link, np.full(end - begin, -1, dtype=np.int64)])
        threshold = 0.01 * float(local.max(initial=0.0))
        step = score.itemsize
        # What leads to a frame lies half a period back or more: that many frames are found at once.
        for first in range(begin, end, shortest):
            last = min(first + shortest, end)
            rows = np.arange(last - first)
            # Row by row the scores of the frames that may lead to a frame; sliding_window_view is slow to make.
            reach = np.ndarray((len(rows), len(cost)), score.dtype, score, first * step, (step, step)) + cost
            best = reach.argmax(axis=1)
            gain, back = reach[rows, best], rows + (first - longest) + best
            if begin == 0:
                # A beat that nothing leads to costs nothing, and what is too faint to be one leads to none.
                starts = (gain == -np.inf) | ((link[np.maximum(back, 0)] < 0) & (local[first:last] < threshold))
                gain, back = np.where(starts, 0.0, gain), np.where(starts, -1, back)
            score[first + longest : last + longest] += gain
            link[first:last] = back
        self._score, self._link = score[longest:], link

    def _scale(self) -> float:
        """How far the envelope spreads."""
        return float(self._envelope.std()) or 1.0

    def _following(self, last: int | None) -> list[int]:
        """Frames of the best path that ends within the last period, those after the beat at `last`, oldest first."""
        if self.tempo is None or len(self._score) == 0:
            return []
        recent = max(0, len(self._score) - round(self.tempo.period))
        index = recent + int(np.argmax(self._score[recent:]))
        # No double beat where a path changed its mind.
        earliest = 0.0 if last is None else max(0.0, last - self._start + 0.6 * self.tempo.period)
        path: list[int] = []
        while index >= earliest:
            path.append(self._start + index)
            index = int(self._link[index])
        return path[::-1]

    def _commit(self, until: int) -> list[Beat]:
        if self.tempo is None or not self._is_playing():
            return []
        frames = [frame for frame in self._following(self._last_beat) if frame <= until]
        if not frames:
            return []
        self._last_beat = frames[-1]
        scale = 3 * self._scale()
        return [self._beat(frame, scale) for frame in frames]

    def _beat(self, frame: int, scale: float) -> Beat:
        """The beat at `frame`, placed between frames where the onset around it is strongest."""
        index = frame - self._start
        near = self._envelope[max(0, index - 1) : index + 2].tolist()
        between = vertex(*near) if len(near) == 3 and near[1] >= max(near) else 0.0
        return Beat(onset_seconds(frame + between), max(near) / scale, frame)

    def _is_playing(self) -> bool:
        is_clear = self.tempo is not None and self.tempo.confidence >= CLEAR_CONFIDENCE
        return float(self._envelope[-2 * FRAME_RATE :].mean()) > (CLEAR_FLUX if is_clear else QUIET_FLUX)


def settled(frames: int) -> int:
    """Of so many frames seen, those before which every beat has been given."""
    return max(0, frames - frames % STEP_FRAMES - MARGIN_FRAMES)


def looked_at(envelopes: list[Floats]) -> Iterator[Look | None]:
    """A look at each, none where it is too short; those of one length together."""
    for length, alike in groupby(envelopes, len):
        if length < SHORTEST_FRAMES:
            yield from (None for _ in alike)
            continue
        while together := list(islice(alike, STEPS_AT_ONCE)):
            yield from looks(np.stack(together))


@lru_cache(maxsize=64)
def costs(period: float) -> Floats:
    """What a beat costs that comes two periods after the one before, or less, down to half a period."""
    cost: Floats = -TIGHTNESS * np.log(np.arange(round(2 * period), round(period / 2) - 1, -1) / period) ** 2
    return cost
