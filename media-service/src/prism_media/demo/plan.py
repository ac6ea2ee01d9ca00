"""What a demo channel's loop consists of: decided when its making starts, kept beside its segments."""

from __future__ import annotations

import math
import os
from pathlib import Path

from pydantic import Field, ValidationError

from prism_core.model import Model

VERSION = 1
"""Rises when the loops change, so that those of an older Prism are made again."""
SEGMENT_SECONDS = 2
TIMESTAMP_OFFSET = 10
"""Seconds that the first frame's presentation time is above zero: audio starts a frame earlier and must not be
negative. Captions map their zero to it."""


class Caption(Model):
    """A caption; times are seconds from the loop's start."""

    start: float = Field(ge=0)
    stop: float
    text: str


class Plan(Model):
    """A loop. Its length is a multiple of 8 s, so that AAC frames of 1,024 samples fill it exactly at 48 kHz."""

    version: int = VERSION
    channel: str
    epoch: int
    """Unix seconds at which the loop first started; all playlists count from here."""
    seconds: int = Field(gt=0, multiple_of=8)
    captions: tuple[Caption, ...] = ()

    @property
    def segments(self) -> int:
        """Segments of the loop."""
        return self.seconds // SEGMENT_SECONDS

    def since(self, moment: float) -> Plan:
        """The same loop as if it had run at `moment` (Unix seconds) already."""
        loops = max(0, math.ceil((self.epoch - moment) / self.seconds))
        return self.model_copy(update={"epoch": self.epoch - loops * self.seconds})


class Shelf:
    """The folder of one channel's loop: `plan.json`, `000.ts`, `001.ts` and so on.

    Segments appear complete (they are renamed into place) and in order, so that those that exist may be played
    while the rest is still being made.
    """

    def __init__(self, root: Path, channel: str) -> None:
        self.folder = root / "demo" / f"{channel}.v{VERSION}"
        self._plan_file = self.folder / "plan.json"
        self._plan: Plan | None = None
        self._available = 0

    def plan(self) -> Plan | None:
        """The plan, `None` before the making started."""
        if self._plan is None:
            try:
                self._plan = Plan.model_validate_json(self._plan_file.read_bytes())
            except (OSError, ValidationError):
                return None
        return self._plan

    def keep(self, plan: Plan) -> None:
        """Write the plan down, at once and whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self._plan_file.with_suffix(f".{os.getpid()}")
        draft.write_text(plan.model_dump_json())
        draft.replace(self._plan_file)
        self._plan = plan

    def segment(self, index: int) -> Path:
        """Where a segment is."""
        return self.folder / f"{index:03d}.ts"

    def available(self) -> int:
        """How many segments exist, from the first on without a gap."""
        plan = self.plan()
        if plan is None:
            return 0
        while self._available < plan.segments and self.segment(self._available).is_file():
            self._available += 1
        return self._available

    def complete(self) -> bool:
        """Whether the whole loop is there."""
        plan = self.plan()
        return plan is not None and self.available() == plan.segments
