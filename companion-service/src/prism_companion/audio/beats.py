"""Beats of a stream: Ellis's dynamic programme run forward for ever, its answer committed a margin behind.

D. P. W. Ellis, "Beat tracking by dynamic programming" (J. New Music Research, 2007), section 3.1. The forward
recursion is causal, so a stream needs nothing but a bounded history of scores; only the backtrace looks back.
What is committed never changes, and what follows continues it, so beats do not jump where windows meet.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from prism_companion.audio.onsets import frame_seconds
from prism_companion.audio.spectrum import FRAME_RATE, Floats
from prism_companion.audio.tempo import Tempo, estimate_tempo

TIGHTNESS = 120.0
"""Weight of a steady pulse against strong onsets; librosa and Ellis use 100 to 400."""
HISTORY_FRAMES = 12 * FRAME_RATE
"""What tempo and scaling look at: long enough for five bars at 100 BPM, short enough to follow a new song."""
STEP_FRAMES = FRAME_RATE // 2
"""How often beats become final."""
STEPS_A_TEMPO = 2
"""Steps from one look at the tempo to the next."""
MARGIN_FRAMES = 3 * FRAME_RATE // 5
"""How far behind the newest frame a beat becomes final."""
FIRST_TEMPO_FRAMES = 4 * FRAME_RATE
SMOOTHING = np.exp(-0.5 * (np.arange(-3, 4) / 1.5) ** 2)
"""Onsets of one beat played by several people are a few frames apart."""
MIN_CONFIDENCE = 0.2
"""Below this periodicity (speech, applause, noise) there is no beat, once the history is full."""
QUIET_FLUX = 0.25
"""Mean flux in dB a frame below which nothing is being played."""


@dataclass(frozen=True)
class Beat:
    """A beat: when it is heard (stream seconds) and how strong its onset is (about 1 for an average one)."""

    at: float
    strength: float
    frame: int


class BeatTracker:
    """Takes an onset envelope frame by frame and gives final beats; constant work a frame."""

    def __init__(self) -> None:
        self.tempo: Tempo | None = None
        self._envelope: Floats = np.zeros(0)
        self._score: Floats = np.zeros(0)
        self._link = np.zeros(0, dtype=np.int64)
        self._start = 0
        self._since_step = 0
        self._last_beat: int | None = None
        self._scaled = -1, 1.0

    @property
    def frames(self) -> int:
        """Frames seen since the stream began."""
        return self._start + len(self._envelope)

    @property
    def settled_frames(self) -> int:
        """Frames before which every beat has been given."""
        return max(0, self.frames - self._since_step - MARGIN_FRAMES)

    @property
    def frames_to_step(self) -> int:
        """How many frames it takes until beats become final, and the tempo may change."""
        return STEP_FRAMES - self._since_step

    def push(self, envelope: Floats) -> list[Beat]:
        """Take the next frames of the onset envelope; give the beats that became final, in order.

        The answer does not depend on how the stream is cut into pushes.
        """
        found: list[Beat] = []
        position = 0
        while position < len(envelope):
            take = min(self.frames_to_step, len(envelope) - position)
            self._extend(envelope[position : position + take])
            position += take
            self._since_step += take
            if self._since_step == STEP_FRAMES:
                self._since_step = 0
                self._update_tempo()
                found += self._commit(self.frames - MARGIN_FRAMES)
        return found

    def finish(self) -> list[Beat]:
        """The stream has ended: the beats inside the margin."""
        if self.tempo is None and len(self._envelope):
            self._update_tempo()
        elif self.tempo is not None:
            self._advance()
        return self._commit(self.frames)

    def predict(self, seconds: float) -> list[Beat]:
        """Beats expected after the last final one, up to `seconds` past the newest frame; provisional."""
        if self.tempo is None or self._last_beat is None or not self._is_playing():
            return []
        final = self._last_beat
        pending = [beat for beat in self._backtrace() if self._follows(beat, final)]
        last = pending[-1] if pending else final
        expected = [float(frame) for frame in pending]
        following = last + self.tempo.period
        while following < self.frames + seconds * FRAME_RATE:
            expected.append(following)
            following += self.tempo.period
        return [Beat(frame_seconds(frame), 1.0, round(frame)) for frame in expected]

    def _extend(self, envelope: Floats) -> None:
        self._envelope = np.concatenate([self._envelope, envelope])
        excess = len(self._envelope) - HISTORY_FRAMES
        if excess > 0:
            self._envelope, self._score = self._envelope[excess:], self._score[excess:]
            self._link = self._link[excess:] - excess
            self._start += excess

    def _update_tempo(self) -> None:
        if len(self._envelope) < FIRST_TEMPO_FRAMES:
            return
        if self.tempo and self.frames % (STEPS_A_TEMPO * STEP_FRAMES):
            self._advance()
            return
        tempo = estimate_tempo(self._envelope, self.tempo)
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
        scale = self._scale()
        # Before the first frame there is nothing to follow: a beat that nothing leads to costs nothing.
        longest, shortest = round(2 * period), round(period / 2)
        heard = self._envelope[max(0, begin - len(SMOOTHING)) :]
        local = np.convolve(heard, SMOOTHING, mode="same")[-(end - begin) :] / scale if end > begin else heard[:0]
        cost = costs(period)
        score = np.concatenate([np.full(longest, -np.inf), self._score, np.zeros(end - begin)])
        link = np.concatenate([self._link, np.full(end - begin, -1, dtype=np.int64)])
        threshold = 0.01 * float(local.max(initial=0.0)) if begin == 0 else -np.inf
        step = score.itemsize
        # What leads to a frame lies half a period back or more: that many frames are found at once.
        for first in range(begin, end, shortest):
            last = min(first + shortest, end)
            rows = np.arange(last - first)
            # Row by row the scores of the frames that may lead to a frame; sliding_window_view is slow to make.
            reach = np.ndarray((len(rows), len(cost)), score.dtype, score, first * step, (step, step)) + cost
            best = reach.argmax(axis=1)
            gain = reach[rows, best]
            back = rows + first - longest + best
            starts = (gain == -np.inf) | ((link[np.maximum(back, 0)] < 0) & (local[rows + first - begin] < threshold))
            score[first + longest : last + longest] = local[first - begin : last - begin] + np.where(starts, 0.0, gain)
            link[first:last] = np.where(starts, -1, back)
        self._score, self._link = score[longest:], link

    def _scale(self) -> float:
        """How far the envelope spreads; asked for twice a step."""
        if self._scaled[0] != self.frames:
            self._scaled = self.frames, float(self._envelope.std()) or 1.0
        return self._scaled[1]

    def _backtrace(self) -> list[int]:
        """Frames of the best path that ends within the last period, oldest first."""
        if self.tempo is None or len(self._score) == 0:
            return []
        recent = max(0, len(self._score) - round(self.tempo.period))
        index = recent + int(np.argmax(self._score[recent:]))
        path: list[int] = []
        while index >= 0:
            path.append(self._start + index)
            index = int(self._link[index])
        return path[::-1]

    def _commit(self, until: int) -> list[Beat]:
        if self.tempo is None or not self._is_playing():
            return []
        found: list[Beat] = []
        scale = self._scale()
        for frame in self._backtrace():
            if frame > until or not self._follows(frame, self._last_beat):
                continue
            near = self._envelope[max(0, frame - self._start - 2) : frame - self._start + 3]
            found.append(Beat(frame_seconds(frame), float(near.max()) / scale / 3, frame))
            self._last_beat = frame
        return found

    def _follows(self, frame: int, last: int | None) -> bool:
        """Whether a beat at `frame` may come after one at `last`: no double beat where a path changed its mind."""
        assert self.tempo is not None
        return last is None or frame - last > 0.6 * self.tempo.period

    def _is_playing(self) -> bool:
        return float(self._envelope[-2 * FRAME_RATE :].mean()) > QUIET_FLUX


@lru_cache(maxsize=64)
def costs(period: float) -> Floats:
    """What a beat costs that comes two periods after the one before, or less, down to half a period."""
    cost: Floats = -TIGHTNESS * np.log(np.arange(round(2 * period), round(period / 2) - 1, -1) / period) ** 2
    return cost
