"""Which tracks of a file are offered: one film, or a picture with several sounds and subtitles."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prism_media.relay.conversion import Wanted
from prism_media.relay.conversion.captions import TEXT, Captions, beside
from prism_media.relay.conversion.command import Input
from prism_media.relay.conversion.film import Film, even
from prism_media.relay.conversion.plan import Plan, decide_sound
from prism_media.relay.conversion.probe import Probe, Stream
from prism_media.relay.conversion.renditions import Renditions, Title, title_of


@dataclass(frozen=True, slots=True)
class Screening:
    """One file of known length; `closed` ends what it is read through."""

    program: str
    source: Input
    seconds: float
    closed: Callable[[], Awaitable[None]]

    async def film(
        self, probe: Probe, plan: Plan, starts: Sequence[float], wanted: Wanted, path: Path | None
    ) -> Film | Renditions:
        """What plays it; a file with one sound and no subtitles needs no multivariant playlist."""
        sounds = self._sounds(probe, wanted) if plan.video else []
        captions = await self._captions(probe, path) if plan.video else []
        if len(sounds) < 2 and not captions:
            return Film(self.program, plan, self.source, starts, self.seconds, self.closed)
        # Muxed, the sound could not be changed without loading the picture anew.
        silent = replace(plan, audio=None, sound=None) if len(sounds) > 1 else plan
        picture = Film(self.program, silent, self.source, starts, self.seconds, _nothing)
        return Renditions(picture, sounds if len(sounds) > 1 else [], captions, left_out(probe), self.closed)

    def _sounds(self, probe: Probe, wanted: Wanted) -> list[tuple[Title, Film]]:
        return [
            (title_of(stream), Film(self.program, plan, self.source, even(self.seconds), self.seconds, _nothing))
            for stream in probe.streams
            if stream.kind == "audio" and stream.usable and (plan := decide_sound(stream, wanted))
        ]

    async def _captions(self, probe: Probe, path: Path | None) -> list[tuple[Title, Captions]]:
        lying = await asyncio.to_thread(beside, path) if path else []
        outside = [(Title(language), Captions(self.program, file, 0, self.seconds)) for file, language in lying]
        inside = [
            (title_of(stream), Captions(self.program, self.source, stream.index, self.seconds))
            for stream in probe.streams
            if stream.kind == "subtitle" and stream.codec in TEXT
        ]
        return outside + inside


def left_out(probe: Probe) -> str:
    """Which subtitles cannot be shown, as a sentence; empty where there are none such."""
    pictures = [stream for stream in probe.streams if stream.kind == "subtitle" and stream.codec not in TEXT]
    said = ", ".join(map(_called, pictures))
    return f"subtitles that are pictures are not shown: {said}" if said else ""


def _called(stream: Stream) -> str:
    return f"{title_of(stream).language or 'one'} ({stream.codec})"


async def _nothing() -> None:
    """The tracks of a file have nothing of their own to end."""
