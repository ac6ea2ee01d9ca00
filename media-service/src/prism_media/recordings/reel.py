"""A recording as streams of bytes, for what converts it: it is followed while it grows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from prism_core.errors import NotFound
from prism_media.recordings.shelf import MAIN, Shelf
from prism_media.recordings.tape import Entry, read_journal

_LOOK_SECONDS = 1.0


class Reel:
    """What was recorded of a picture and its sound; `growing` says whether more is to come."""

    def __init__(self, shelf: Shelf, growing: Callable[[], Awaitable[bool]]) -> None:
        self._shelf = shelf
        self._growing = growing

    async def feeds(self) -> Sequence[AsyncIterator[bytes]]:
        """The picture with its sound, or both apart.

        Raises:
            NotFound: nothing was recorded yet.
        """
        tracks = await asyncio.to_thread(self._shelf.tracks)
        sounds = [track for track in tracks if track.kind == "AUDIO" and track.name]
        sounds.sort(key=lambda track: track.attributes.get("DEFAULT") != "YES")
        names = [MAIN, *(track.name for track in sounds[:1] if track.name)]
        for name in names:
            if not await asyncio.to_thread(self._entries, name):
                raise NotFound("nothing of this recording is there yet")
        return [self._chunks(name) for name in names]

    def _entries(self, name: str) -> list[Entry]:
        return list(read_journal(self._shelf.folder / f"{name}.jsonl"))

    async def _chunks(self, name: str) -> AsyncIterator[bytes]:
        section, read = None, 0
        while True:
            growing = await self._growing()  # asked before the journal, which has everything once it is over
            entries = await asyncio.to_thread(self._entries, name)
            for entry in entries[read:]:
                if entry.map is not None and entry.map != section:
                    section = entry.map
                    yield await asyncio.to_thread(_data, self._shelf.folder / entry.map)
                yield await asyncio.to_thread(_data, self._shelf.folder / entry.file)
            read = len(entries)
            if not growing:
                return
            await asyncio.sleep(_LOOK_SECONDS)


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound("the recording was deleted") from None
