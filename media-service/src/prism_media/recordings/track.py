"""Takes what is new in one rendition's playlist and puts it on its tape."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from prism_core.errors import PrismError
from prism_media.recordings import ciphers
from prism_media.recordings.playlist import MediaPlaylist, Section, Segment, media_playlist_of
from prism_media.recordings.storage import Storage
from prism_media.recordings.tape import Entry, Tape
from prism_media.recordings.tuner import Tuner

_TRIES = 3
"""How often a segment is asked for before it is left out."""
_HOLE = 0.75
"""Part of a target duration that may be missing where two stretches meet without counting as a gap."""
_ENDINGS = {b"\x47": "ts", b"ID3": "aac", b"\xff\xf1": "aac", b"\xff\xf9": "aac", b"WEBVTT": "vtt"}


@dataclass(slots=True)
class Progress:
    """How far one poll came."""

    taken: int = 0
    gaps: int = 0
    ended: bool = False
    target_seconds: float = 2.0


class TrackRecorder:
    """Records one rendition.

    Segments are known by their media sequence number as long as the source keeps counting, and by when they were on
    air where it starts to count anew.
    """

    def __init__(self, tape: Tape, tuner: Tuner, storage: Storage, begin: float, now: Callable[[], float]) -> None:
        self.tape = tape
        self.url = ""
        self._tuner = tuner
        self._storage = storage
        self._now = now
        last = tape.last
        self._next = last.sequence + 1 if last else None
        self._reached = last.reached if last else begin
        self._cut = last is not None
        self._failures: dict[int, int] = {}
        self._secrets: dict[str, bytes] = {}
        self._maps: dict[tuple[str, int | None], str] = {}
        self._map_count = sum(1 for name in {entry.map for entry in tape.entries} if name)

    def cut(self) -> None:
        """What comes next does not go on from what came last."""
        self._cut = self.tape.last is not None
        self._maps.clear()
        self._secrets.clear()

    async def poll(self) -> Progress:
        """Take what is new.

        Raises:
            StorageFull: there is no room for it.
            PrismError: what the source did.
        """
        answer = await self._tuner.get(self.url)
        playlist = media_playlist_of(answer.text, answer.url)
        progress = Progress(ended=playlist.ended, target_seconds=playlist.target_seconds)
        for segment, ends_at in self._fresh(playlist):
            await self._take(segment, ends_at, progress)
        return progress

    def _fresh(self, playlist: MediaPlaylist) -> list[tuple[Segment, float]]:
        """The segments that are not on the tape, each with when its end was on air here."""
        dated = _dated(playlist, self._now(), self._reached)
        numbers = [segment.sequence for segment in playlist.segments]
        # One that is not there yet still continues the count.
        goes_on = self._next is not None and bool(numbers) and numbers[0] <= self._next <= numbers[-1] + 1
        if goes_on and self._next is not None:
            return [one for one in dated if one[0].sequence >= self._next]
        found = [one for one in dated if one[1] > self._reached + 0.01]
        if self._next is not None and found:
            self.cut()
        return found

    async def _take(self, segment: Segment, ends_at: float, progress: Progress) -> None:
        data = None if segment.gap else await self._fetched(segment)
        jumped = self._cut and segment.sequence != self._next
        self._next = segment.sequence + 1
        if data is None:
            self._cut = self.tape.last is not None
            progress.gaps += 1
            return
        hole = ends_at - segment.seconds - self._reached
        progress.gaps += jumped and hole > _HOLE * max(segment.seconds, 1.0)
        await self._keep(segment, data, max(ends_at, self._reached))
        progress.taken += 1

    async def _fetched(self, segment: Segment) -> bytes | None:
        """A segment's plain bytes; none where it was asked for in vain often enough."""
        try:
            return await self._plain(segment.section, segment.sequence)
        except PrismError:
            tries = self._failures[segment.sequence] = self._failures.get(segment.sequence, 0) + 1
            if tries < _TRIES:
                raise
            return None

    async def _plain(self, section: Section, sequence: int) -> bytes:
        if section.key is not None:
            ciphers.check(section.key)
        data = (await self._tuner.get(section.url, section.offset, section.length)).data
        if section.key is None:
            return data
        secret = self._secrets.get(section.key.url)
        if secret is None:
            secret = self._secrets[section.key.url] = (await self._tuner.get(section.key.url)).data
        return await asyncio.to_thread(ciphers.opened, data, secret, section.key, sequence)

    async def _keep(self, segment: Segment, data: bytes, reached: float) -> None:
        section = await self._map(segment)
        ending = "m4s" if section else _ending(data)
        file = f"{self.tape.name}-{len(self.tape.entries):06d}.{ending}"
        entry = Entry(
            file=file,
            seconds=segment.seconds,
            size=len(data),
            sequence=segment.sequence,
            reached=reached,
            at=segment.at.isoformat() if segment.at else None,
            map=section,
            discontinuity=self._cut or segment.discontinuity,
        )
        self._storage.check(len(data))
        await asyncio.to_thread(self.tape.store, file, data)
        await asyncio.to_thread(self.tape.append, entry)
        self._storage.wrote(len(data))
        self._cut = False
        self._reached = reached

    async def _map(self, segment: Segment) -> str | None:
        """The file of the initialisation section that a segment needs; the same one is kept once."""
        if segment.map is None:
            return None
        known = self._maps.get((segment.map.url, segment.map.offset))
        if known is not None:
            return known
        data = await self._plain(segment.map, segment.sequence)
        last = self.tape.last
        if last is not None and last.map is not None and await asyncio.to_thread(self.tape.holds, last.map, data):
            name = last.map  # under another address, as after an hour or a new start
        else:
            self._map_count += 1
            name = f"{self.tape.name}-init-{self._map_count}.mp4"
            await asyncio.to_thread(self.tape.store, name, data)
        self._maps[segment.map.url, segment.map.offset] = name
        return name


def _dated(playlist: MediaPlaylist, now: float, reached: float) -> list[tuple[Segment, float]]:
    """Each segment with when its end is on air: the newest ends now, the last of a film in the far future."""
    if playlist.ended:
        ahead = reached
        dated = []
        for segment in playlist.segments:
            ahead += segment.seconds
            dated.append((segment, ahead))
        return dated
    left = sum(segment.seconds for segment in playlist.segments)
    dated = []
    for segment in playlist.segments:
        left -= segment.seconds
        dated.append((segment, now - left))
    return dated


def _ending(data: bytes) -> str:
    start = data[:16].lstrip(b"\xef\xbb\xbf")
    return next((ending for mark, ending in _ENDINGS.items() if start.startswith(mark)), "ts")
