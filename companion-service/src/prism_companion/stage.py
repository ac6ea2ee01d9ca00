"""One channel's sound, from segments to the events that its viewers get: pure of network and bus."""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass

import numpy as np

from prism_companion.audio.analyser import Analyser, Analysis
from prism_companion.audio.decode import StreamDecoder
from prism_companion.audio.spectrum import SAMPLE_RATE, Floats
from prism_companion.clock import ProgrammeClock
from prism_companion.hls.reader import Segment
from prism_companion.hls.sound import carries_sound
from prism_companion.hls.timestamps import sound_offset
from prism_companion.keyframes import Choreographer, Step
from prism_companion.profiles import Profile
from prism_core.errors import Unavailable
from prism_core.events import Keyframe, Keyframes

LOOK_AHEAD_SECONDS = 8.0
"""How far past the live edge beats are foretold: nobody sees these before they are told anew, unless this replica dies,
and then Lumen keeps the beat until another has taken over."""

LONGEST_LAG_SECONDS = 0.6
"""More than this is no packet that waits for the next segment, but sound that is missing."""


@dataclass(frozen=True)
class Scene:
    """What a segment told: an analysis in stream seconds that begin at `origin` (Unix), and its keyframes.

    samples: the sound that is new, which begins at `at` (Unix seconds of programme time).
    """

    origin: float
    analysis: Analysis
    event: Keyframes
    at: float
    samples: Floats


REPEATED_SECONDS = 3.0
"""Final keyframes are sent again for this long, so that Lumen moves with a viewer who has just tuned in; no longer,
since a viewer is three segments behind the live edge and what lies before that is past."""


class Stage:
    """Turns a channel's segments into keyframes on the programme's clock. An async context; one task uses it.

    before: a beat, in Unix seconds, of the replica that followed the channel until now.
    """

    def __init__(self, channel_id: str, profile: Profile, ffmpeg: str, before: Step | None = None) -> None:
        self.profile = profile
        self._channel_id, self._ffmpeg = channel_id, ffmpeg
        self._clock = ProgrammeClock()
        self._analyser, self._choreographer = Analyser(), Choreographer(profile, before)
        self._decoder: StreamDecoder | None = None
        self._sent: deque[Keyframe] = deque()

    async def __aenter__(self) -> "Stage":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close_decoder()

    @property
    def step(self) -> Step | None:
        """The last final beat, in Unix seconds."""
        return self._choreographer.step.since(-self._clock.origin) if self._choreographer.step else None

    def become(self, profile: Profile) -> None:
        """Move with the manners of `profile` from here on: another kind of programme has begun."""
        self.profile = self._choreographer.profile = profile

    async def play(self, segment: Segment) -> Scene:
        """What `segment` adds; where it has no sound that can be decoded, it is silent.

        Raises:
            Unavailable: ffmpeg cannot be started.
        """
        fresh = segment.fresh or self._decoder is None
        if fresh:
            begins = segment.at + sound_offset(segment.data)
        else:
            # What the decoder still owes of the segments before comes first.
            begins = segment.at - min(self._decoder.lag if self._decoder else 0.0, LONGEST_LAG_SECONDS)
        samples = await self._decode(segment, fresh=fresh)
        step = self.step
        placed = self._clock.place(samples, begins, fresh=fresh)
        if placed.restart:
            self._analyser = Analyser()
            self._choreographer = Choreographer(self.profile, step.since(self._clock.origin) if step else None)
        analysis = await asyncio.to_thread(self._analyser.push, placed.samples, LOOK_AHEAD_SECONDS)
        at = self._clock.heard_until - len(placed.samples) / SAMPLE_RATE
        return Scene(self._clock.origin, analysis, self._event(analysis), at, placed.samples)

    async def _decode(self, segment: Segment, *, fresh: bool) -> Floats:
        if not carries_sound(segment.initialisation, segment.data):
            owed = min(self._decoder.lag, LONGEST_LAG_SECONDS) if self._decoder and not fresh else 0.0
            await self._close_decoder()
            return np.zeros(round((owed + segment.duration) * SAMPLE_RATE), np.float32)
        if fresh:
            await self._close_decoder()
            self._decoder = await StreamDecoder(self._ffmpeg).__aenter__()
        assert self._decoder
        data = segment.initialisation + segment.data if fresh else segment.data
        # Sound that begins after the picture is that much shorter, and the other way round.
        duration = segment.duration - (sound_offset(segment.data) if fresh else 0.0)
        before = self._decoder.lag
        samples: Floats = np.zeros(0)
        with contextlib.suppress(Unavailable):  # It ended: what it did not decode is missing.
            samples = await self._decoder.decode(data, duration)
        missing = self._decoder.lag - before
        if missing > max(LONGEST_LAG_SECONDS, duration / 2):
            # What is missing will not come with the next segment, which a new decoder puts in its place.
            await self._close_decoder()
            return np.concatenate([samples, np.zeros(round(missing * SAMPLE_RATE))])
        return samples

    async def _close_decoder(self) -> None:
        if self._decoder is not None:
            decoder, self._decoder = self._decoder, None
            await decoder.__aexit__(None, None, None)

    def _event(self, analysis: Analysis) -> Keyframes:
        origin = self._clock.origin
        keyframes = [
            keyframe.model_copy(update={"timestamp": round(origin + keyframe.timestamp, 3)})
            for keyframe in self._choreographer.keyframes(analysis)
        ]
        pulses = (*analysis.pulses, *analysis.expected)
        return Keyframes(
            channel_id=self._channel_id,
            keyframes=(*self._earlier(keyframes, origin + analysis.settled_until), *keyframes),
            tempo=round(analysis.tempo.bpm, 2) if analysis.tempo else None,
            beats=tuple(round(origin + pulse.at, 3) for pulse in pulses),
            energy=round(analysis.energy, 3),
            mood=analysis.mood.label if analysis.content != "silence" else None,
        )

    def _earlier(self, keyframes: list[Keyframe], settled_until: float) -> tuple[Keyframe, ...]:
        """Final keyframes of the last seconds, before `keyframes`, which are noted for the next time."""
        first = keyframes[0].timestamp if keyframes else settled_until
        while self._sent and self._sent[-1].timestamp >= first:
            self._sent.pop()
        while self._sent and self._sent[0].timestamp < settled_until - REPEATED_SECONDS:
            self._sent.popleft()
        earlier = tuple(self._sent)
        self._sent.extend(keyframe for keyframe in keyframes if keyframe.timestamp <= settled_until)
        return earlier
