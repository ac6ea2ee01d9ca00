"""Adds sources, reads them again, and keeps what they bring in step with their settings."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from prism_core.errors import Conflict, NotFound, PrismError
from prism_media.sources.content import Loader
from prism_media.sources.playlist import PlaylistReader
from prism_media.sources.schedule import Refreshable
from prism_media.sources.source import Source
from prism_media.sources.store import SourceStore

Changed = Callable[[], Awaitable[None]]
UNFORESEEN = "something unforeseen went wrong; the log of media-service has it"


class Guides(Protocol):
    """The part of guides that sources need."""

    async def refresh(self, guide_id: str) -> object:
        """Fetch a guide again."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What sources are read with: playlists by their importer, the other kinds by a loader each."""

    playlists: PlaylistReader
    loaders: Mapping[str, Loader]
    guides: Guides
    remove_guide: Callable[[str], Awaitable[object]]
    remove_source: Callable[[str], Awaitable[object]]


class Sources:
    """The one place where sources are read. `changed` is awaited after each change to the catalogue."""

    def __init__(self, store: SourceStore, parts: Parts, changed: Changed, now: Callable[[], float]) -> None:
        self._store = store
        self._parts = parts
        self._changed = changed
        self._now = now
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.on_change: Callable[[], None] = lambda: None
        """Called where something new may be due."""

    async def get(self, source_id: str) -> Source:
        """One source.

        Raises:
            NotFound: there is none with this id.
        """
        source = await self._store.source(source_id)
        if source is None:
            raise NotFound(f"no playlist {source_id!r}")
        return source

    async def add(self, source: Source) -> list[str]:
        """Read a new source and add it; one that is there already takes the settings and is read again.

        Returns the guides it points to. Where it cannot be read, nothing is added.
        """
        known = await self._store.source(source.id)
        if known is not None:
            # Read whole: its conditions belong to what was there under the old settings.
            source = replace(source, name=source.name or known.name, position=known.position)
        async with self._locks[source.id]:
            urls = await self._read(source, new=known is None)
        await self._store.change(source.id, _settings(source))
        await self._settle(source.id, urls)
        return urls or []

    async def keep(self, source: Source, guide_urls: Iterable[str]) -> None:
        """Take the settings of a source whose rows are there already, such as an uploaded playlist."""
        await self._store.change(source.id, _settings(source))
        await self._settle(source.id, list(guide_urls))

    async def refresh(self, source_id: str, *, force: bool = False) -> list[str]:
        """Read a source again; where that fails, what it had stays, and the failure is noted.

        `force` takes a list that has hardly anything left of what it had, and one that says it has not changed.

        Raises:
            NotFound: there is none with this id.
            Conflict: there is nothing to read it from.
            PrismError: why it could not be read.
        """
        source = await self.get(source_id)
        if not source.refreshable:
            raise Conflict(f"{source.name!r} has no address to be read from again; upload it again instead")
        async with self._locks[source_id]:
            try:
                urls = await self._read(source, new=False, force=force)
            except PrismError as error:
                await self._failed(source_id, error.message)
                raise
            except Exception:
                await self._failed(source_id, UNFORESEEN)
                raise
        await self._settle(source_id, urls)
        return urls or []

    async def change(self, source_id: str, values: dict[str, Any], position: int | None) -> Source:
        """Set settings of a source, and show or hide what follows from them."""
        before = await self.get(source_id)
        await self._store.change(source_id, values)
        if position is not None:
            await self._store.reorder(
                _moved([source.id for source in await self._store.sources()], source_id, position)
            )
        after = await self.get(source_id)
        if position is not None or (before.enabled, before.groups_off) != (after.enabled, after.groups_off):
            await self._changed()
        self.on_change()
        return after

    async def remove(self, source_id: str) -> None:
        """Remove a source with its channels and the guides it pointed to."""
        source = await self.get(source_id)
        if source.kind == "demo":
            raise Conflict("the demo channels are built in; PRISM_DEMO_CHANNELS=0 removes them")
        async with self._locks[source_id]:
            for guide_id in await self._store.pass_on_guides(source_id):
                await self._parts.remove_guide(guide_id)
            await self._parts.remove_source(source_id)
        self._locks.pop(source_id, None)
        await self._changed()

    async def listed(self) -> list[Refreshable]:
        """Sources and guides, as the schedule sees them."""
        found = [scheduled(source) for source in await self._store.sources()]
        for guide in await self._store.all_guides():
            failed = 1 if guide.pop("failure") else 0
            found.append(Refreshable(of="guide", failures=failed, **guide))
        return found

    async def refresh_scheduled(self, due: Refreshable) -> None:
        """Read what is due; its failure is noted and raised."""
        if due.of == "playlist":
            await self.refresh(due.id)
            return
        try:
            await self._parts.guides.refresh(due.id)
        except PrismError as error:
            await self._store.guide_checked(due.id, int(self._now()), error.message)
            raise
        except Exception:
            await self._store.guide_checked(due.id, int(self._now()), UNFORESEEN)
            raise
        await self._store.guide_checked(due.id, int(self._now()), None)

    async def _failed(self, source_id: str, why: str) -> None:
        await self._store.change(source_id, {"checked_at": int(self._now()), "failure": why})

    async def _read(self, source: Source, *, new: bool, force: bool = False) -> list[str] | None:
        """Put what the source has now into the catalogue; returns the guides it points to, none where unchanged."""
        if force:
            source = replace(source, etag=None, last_modified=None)
        if source.kind == "m3u":
            fetched = await self._parts.playlists.read(source, force=force)
            if fetched is None:
                return None
            tags = {"etag": fetched.etag, "last_modified": fetched.last_modified}
            await self._store.change(source.id, tags)
            return list(fetched.imported.guide_urls)
        async with self._parts.loaders[source.kind].load(source) as content:
            if content is None:
                return None
            if new:
                await self._store.add(replace(source, name=source.name or content.name or source.kind))
            else:
                await self._store.change(source.id, {"credentials": source.credentials})
            try:
                await self._store.replace(source, content, int(self._now()), force=force)
            except BaseException:
                if new:
                    await self._parts.remove_source(source.id)
                raise
            return list(content.guide_urls)

    async def _settle(self, source_id: str, guide_urls: list[str] | None) -> None:
        """After a source was read; `guide_urls` is none where it had not changed."""
        now = int(self._now())
        await self._store.change(source_id, {"checked_at": now, "failure": None})
        source = await self.get(source_id)
        if guide_urls is not None:
            await self._changed()
            for guide_id in await self._store.point_to_guides(source, guide_urls, now):
                await self._parts.remove_guide(guide_id)
        self.on_change()


def scheduled(source: Source) -> Refreshable:
    """A source as the schedule sees it."""
    return Refreshable(
        id=source.id,
        of="playlist",
        refresh_seconds=source.refresh_seconds if source.refreshable else None,
        checked_at=source.checked_at or source.imported_at,
        enabled=source.enabled,
        failures=1 if source.failure else 0,
    )


def _settings(source: Source) -> dict[str, Any]:
    names = ("refresh_seconds", "timeout_seconds", "user_agent", *(("name",) if source.name else ()))
    return {name: getattr(source, name) for name in names} | {"groups_off": list(source.groups_off)}


def _moved(ids: list[str], source_id: str, position: int) -> list[str]:
    rest = [one for one in ids if one != source_id]
    # The demo channels come first.
    place = max(position, 1) if rest[:1] == ["demo"] else position
    return [*rest[:place], source_id, *rest[place:]]
