"""Records one channel until its time is over: tunes, follows, and tunes again when something breaks."""

from __future__ import annotations

import asyncio
import contextlib
import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prism_core.errors import PrismError
from prism_media.recordings.playlist import Variant, best_variant, variants_of
from prism_media.recordings.shelf import MAIN, Shelf, Track, tracks_of
from prism_media.recordings.storage import Storage, StorageFull
from prism_media.recordings.track import Progress, TrackRecorder
from prism_media.recordings.tuner import Tuned, Tuner
from prism_media.upstream.errors import UpstreamTimeout

_RETRY_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
_RETUNE_SECONDS = 3600.0
"""Addresses of the relay hold for six hours; a recording that is longer asks for new ones in time."""
_STALLED_TARGETS = 4
"""Target durations without a new segment after which a source counts as dead (RFC 8216bis allows 1.5)."""
_SHORTEST_PAUSE_SECONDS = 0.25
_LONGEST_PAUSE_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Job:
    """What to record.

    Attributes:
        channel: its id.
        begin: from when on, in Unix seconds; what a live playlist still holds of it is taken too.
        sources: ids of the channel's alternatives, tried in turn where the relay's own choice fails.
        height: lines of the picture at most; none: the best there is.
        gaps: that an earlier process met.
    """

    channel: str
    begin: float
    sources: Sequence[str] = ()
    height: int | None = None
    gaps: int = 0


class Recorder:
    """One recording as it is made. `until` may be moved while it runs; `stop` ends it at once."""

    def __init__(
        self, job: Job, until: float, shelf: Shelf, tuner: Tuner, storage: Storage, now: Callable[[], float]
    ) -> None:
        self.until = until
        self.gaps = job.gaps
        self.failure: str | None = None
        """Why it cannot be gone on with, or what was in the way last; a sentence."""
        self.full = False
        """Whether it ended for want of room."""
        self._job = job
        self._shelf = shelf
        self._tuner = tuner
        self._storage = storage
        self._now = now
        self._tracks: dict[str, TrackRecorder] = {}
        self._stopped = asyncio.Event()
        self._tuned_at = 0.0
        self._failures = 0

    @property
    def seconds(self) -> float:
        """How much was recorded."""
        main = self._tracks.get(MAIN)
        return sum(entry.seconds for entry in main.tape.entries) if main else 0.0

    @property
    def bytes(self) -> int:
        """What it takes on the disk."""
        return sum(entry.size for track in self._tracks.values() for entry in track.tape.entries)

    def stop(self) -> None:
        """End it now; what is there stays."""
        self._stopped.set()

    async def run(self) -> None:
        """Record; returns when the time is over, the source has ended, or there is no room left."""
        while not self._over():
            try:
                await self._tune()
                await self._follow()
            except StorageFull as error:
                self.full, self.failure = True, error.message
                return
            except OSError as error:
                self.full = error.errno in {errno.ENOSPC, errno.EDQUOT}
                self.failure = f"the recording cannot be written: {error.strerror}"
                return
            except PrismError as error:
                await self._after(error)
            else:
                return

    async def _after(self, error: PrismError) -> None:
        """A source broke: what comes next is joined by a discontinuity."""
        self.failure = error.message
        for track in self._tracks.values():
            track.cut()
        await self._pause(_RETRY_SECONDS[min(self._failures, len(_RETRY_SECONDS) - 1)])
        self._failures += 1

    def _over(self) -> bool:
        return self._stopped.is_set() or self._now() >= self.until

    async def _tune(self) -> None:
        """Find the channel's renditions, the same ones as before where it was tuned to already."""
        # First the relay's own choice, which knows what works; then each alternative by name.
        turns: tuple[str | None, ...] = (None, None, *self._job.sources)
        turn = turns[self._failures % len(turns)]
        index = await self._tuner.index(self._job.channel, turn)
        tracks = await asyncio.to_thread(self._shelf.tracks)
        if tracks and _loses_sound(tracks, index):
            index = await self._tuner.index(self._job.channel, turn, together=True)
        variants = variants_of(index.text, index.url)
        variant = best_variant(variants, self._job.height) if variants else None
        if not self._tracks:
            tapes = await asyncio.to_thread(self._shelf.open, tracks_of(variant))
            self._tracks = {
                name: TrackRecorder(tape, self._tuner, self._storage, self._job.begin, self._now)
                for name, tape in tapes.items()
            }
        self._assign(await asyncio.to_thread(self._shelf.tracks), variant, index)
        self._tuned_at = self._now()

    def _assign(self, tracks: Sequence[Track], variant: Variant | None, index: Tuned) -> None:
        """Tell each track where its playlist is now; one that the source lacks rests."""
        urls = {track.name: url for track, url in _paired(tracks, variant, index.url) if track.name}
        for name, recorder in self._tracks.items():
            recorder.url = urls.get(name, "")

    async def _follow(self) -> None:
        """Poll until the time is over or the source has ended."""
        moved = self._now()
        while True:
            over = self._over()  # asked before the last poll, which takes in what was on air until then
            progress = await self._poll()
            if progress.taken:
                self._failures = 0
                self.failure = None
                moved = self._now()
            if over or progress.ended:
                return
            if self._now() - moved > _STALLED_TARGETS * max(1.0, progress.target_seconds):
                raise UpstreamTimeout("the channel sends nothing new")
            if self._now() - self._tuned_at > _RETUNE_SECONDS:
                await self._tune()
            await self._pause(progress.target_seconds / 2)

    async def _poll(self) -> Progress:
        """Poll all tracks; where one has a gap, the others are joined anew too, so that they stay in step."""
        polled = [track for track in self._tracks.values() if track.url]
        results = await asyncio.gather(*(track.poll() for track in polled), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        done = [result for result in results if isinstance(result, Progress)]
        gaps = [one.gaps for one in done]
        self.gaps += max(gaps, default=0)
        for track, own in zip(polled, gaps, strict=True):
            if any(gaps) and not own:
                track.cut()
        main = done[0] if done else Progress()
        return Progress(
            taken=main.taken,
            ended=all(one.ended for one in done),
            target_seconds=main.target_seconds,
        )

    async def _pause(self, seconds: float) -> None:
        """Wait, but never beyond the end, nor once it is stopped."""
        left = max(0.0, self.until - self._now())
        wait = min(max(seconds, _SHORTEST_PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS, left)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._stopped.wait()


def _loses_sound(tracks: Sequence[Track], index: Tuned) -> bool:
    """Whether a source has its sound apart, and the recording has it in the picture's segments."""
    apart = any(
        one.kind == "AUDIO" and one.url for each in variants_of(index.text, index.url) for one in each.renditions
    )
    return apart and not any(track.kind == "AUDIO" and track.name for track in tracks)


def _paired(tracks: Sequence[Track], variant: Variant | None, index_url: str) -> list[tuple[Track, str]]:
    """Which playlist of a source each track is: by kind and language, else by its place."""
    if variant is None:
        return [(track, index_url) for track in tracks if track.kind in {"VIDEO", "AUDIO"}]
    pairs: list[tuple[Track, str]] = []
    left = [rendition for rendition in variant.renditions if rendition.url]
    for track in tracks:
        if track.kind == "VIDEO":
            pairs.append((track, variant.url))
            continue
        same = [one for one in left if one.kind == track.kind]
        wanted = (track.attributes.get("LANGUAGE"), track.attributes.get("NAME"))
        exact = [one for one in same if (one.attributes.get("LANGUAGE"), one.attributes.get("NAME")) == wanted]
        if chosen := next(iter(exact or same), None):
            left.remove(chosen)
            pairs.append((track, chosen.url or ""))
        elif track.kind == "AUDIO" and not any(one.kind == "AUDIO" and one.url for one in variant.renditions):
            pairs.append((track, variant.url))  # its sound is in the picture's segments
    return pairs
