"""One channel's scenes as they pass: looks at pictures now and then, and keeps the last notes for a mind to find."""

import json
import logging
from collections import deque
from dataclasses import dataclass, field

from prism_companion.hls.reader import Segment
from prism_companion.scenes.notes import Scene, SceneTracker, Sight
from prism_companion.scenes.shots import ShotDetector, key_pictures, still
from prism_companion.scenes.vision import Vision
from prism_core.bus import Bus, names
from prism_core.errors import PrismError

log = logging.getLogger(__name__)

LOOK_SECONDS = 4.0
"""Between two looks at the picture: a look costs about 50 ms of processor time, whatever it looks at."""
KEPT_NOTES = 4
KEPT_SECONDS = 180.0
STILLS = 3
"""Pictures of a scene that a vision model is shown."""


@dataclass
class SceneWatch:
    """Notes of one channel under `prism:scene:{channel}`, newest last, each `{"start", "end", "note"}`.

    vision: looks at a few pictures of each scene; without one the note says what captions, guide and sound tell.
    """

    channel_id: str
    bus: Bus
    ffmpeg: str
    vision: Vision | None = None
    _tracker: SceneTracker = field(default_factory=SceneTracker)
    _shots: ShotDetector = field(default_factory=ShotDetector)
    _notes: deque[dict[str, object]] = field(default_factory=lambda: deque(maxlen=KEPT_NOTES))
    _stills: deque[bytes] = field(default_factory=lambda: deque(maxlen=STILLS))
    _looked_at: float = 0.0

    async def shots(self, segment: Segment) -> int:
        """Shot changes since the last look, if it is time to look: in what was not looked at as many as in `segment`.

        A picture that cannot be decoded, or that is not there, changes nothing.
        """
        if segment.at - self._looked_at < LOOK_SECONDS:
            return 0
        since, self._looked_at = segment.at - self._looked_at, segment.at
        data = segment.initialisation + segment.data
        try:
            changes = self._shots.push(await key_pictures(self.ffmpeg, data))
            if self.vision and (any(changes) or not self._stills):
                self._stills.append(await still(self.ffmpeg, data))
            unseen = min(since, 2 * LOOK_SECONDS) / max(segment.duration, 0.1)
            return max(sum(changes), round(sum(changes[1:]) * unseen))
        except PrismError as error:
            log.info("picture not looked at", extra={"channel": self.channel_id, "reason": error.message})
            return 0

    async def see(self, sight: Sight) -> Scene | None:
        """Take what a segment adds; keep a note of the scene that it ended, and give that scene.

        Raises:
            BusUnavailable: Redis does not answer; the note is lost.
        """
        ended = self._tracker.push(sight)
        if ended is None:
            return None
        note = ended.note(await self._seen(ended))
        self._notes.append({"start": round(ended.start, 3), "end": round(ended.end, 3), "note": note})
        log.debug("scene noted", extra={"channel": self.channel_id, "seconds": round(ended.end - ended.start)})
        await self.bus.set(names.scene(self.channel_id), json.dumps(list(self._notes)).encode(), KEPT_SECONDS)
        return ended

    async def _seen(self, scene: Scene) -> str:
        pictures = [picture for picture in self._stills if picture]
        self._stills.clear()
        if self.vision is None or not pictures:
            return ""
        try:
            return await self.vision.describe(pictures, scene.dialogue)
        except PrismError as error:
            log.info("scene not looked at", extra={"channel": self.channel_id, "reason": error.message})
            return ""
