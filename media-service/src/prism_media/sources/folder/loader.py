"""Reads folders of local media: films, series by their seasons, and sound as a series for each folder (an album)."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from prism_core.errors import BadInput, NotAllowed, Unavailable
from prism_media.catalogue.adult import is_adult
from prism_media.catalogue.keys import short_id
from prism_media.catalogue.names import normalise
from prism_media.catalogue.rows import RANK_STEP, joined_groups
from prism_media.sources.content import Content
from prism_media.sources.folder.names import Named, named
from prism_media.sources.folder.scanner import Found, scan
from prism_media.sources.report import Report
from prism_media.sources.rows import episode_row, media_row, series_row
from prism_media.sources.source import Source

Row = dict[str, Any]
_TRACK = re.compile(r"^(?:(\d)-)?(\d{1,3})(?:\s*[-._ ]\s*)(?=\S)")


class AllowedFolders:
    """The folders of this machine that may be sources, as `PRISM_MEDIA_FOLDERS` names them."""

    def __init__(self, written: str) -> None:
        self._folders = tuple(Path(part.strip()) for part in re.split(r"[,\n]", written) if part.strip())

    def check(self, written: str) -> Path:
        """The folder as it is on disk.

        Raises:
            NotAllowed: it lies in none of them; the message says how to allow it.
            Unavailable: it is not there, perhaps since a disk is not mounted.
        """
        asked = Path(written)
        if not asked.is_absolute():
            raise BadInput("write the folder with its whole path, such as /media/films")
        # Asked without looking whether it exists: who may not read a folder need not know that it is there.
        real = self.within(asked)
        if not real.is_dir():
            raise Unavailable(f"the folder {written} is not there; is its disk mounted?")
        return real

    def within(self, path: Path) -> Path:
        """A path of this machine, links followed, that lies in one of them.

        Raises:
            NotAllowed: it lies in none; the message says how to allow it.
        """
        real = path.resolve()
        if not any(real.is_relative_to(folder.resolve()) for folder in self._folders):
            raise NotAllowed(f"{path} is not among the folders that PRISM_MEDIA_FOLDERS allows; add it there")
        return real

    def file(self, folder: str, path: Path) -> Path | None:
        """A file below a folder, links followed; none where it is not there or lies outside.

        Raises:
            NotAllowed, Unavailable: as `check`.
        """
        root = self.check(folder)
        real = (root / path).resolve()
        return real if real.is_relative_to(root) and real.is_file() else None


class FolderLoader:
    """Reads sources of the kind `folder`."""

    def __init__(self, allowed: AllowedFolders) -> None:
        self._allowed = allowed

    @asynccontextmanager
    async def load(self, source: Source) -> AsyncIterator[Content | None]:
        """What the folder has now.

        Raises:
            Unavailable: it cannot be read, or is empty although it was not: a disk that is not mounted.
        """
        root = self._allowed.check(source.url or "")
        try:
            found = await asyncio.to_thread(lambda: list(scan(root)))
        except OSError as error:
            raise Unavailable(f"the folder {source.url} cannot be read: {error.strerror}") from None
        if not found:
            raise Unavailable(f"the folder {source.url} has no video or sound in it")
        shelf = await asyncio.to_thread(_Shelf, source, root, found)
        yield Content(
            channels=iter(shelf.rows),
            kinds=frozenset({"movie", "episode"}),
            series=iter(shelf.series.values()),
            report=Report(),
            name=root.name,
        )


class _Shelf:
    """Rows made from what was found."""

    def __init__(self, source: Source, root: Path, found: list[Found]) -> None:
        self._source = source
        self._root = root
        self._ranks = itertools.count(source.position * RANK_STEP)
        self._ids = _Identities(source.id)
        self.series: dict[str, Row] = {}
        self.rows: list[Row] = [row for file in found for row in self._rows_of(file)]

    def _rows_of(self, file: Found) -> Iterator[Row]:
        said = _track(file, self._root) if file.is_audio else named(file.path)
        about = {"subtitles": list(file.subtitles), "picture": file.picture, "bytes": file.size}
        details = {name: value for name, value in about.items() if value}
        url = (self._root / file.path).as_uri()
        name = self._ids.of(file)
        logo = f"/api/channels/{name}/artwork" if file.picture else ""
        if not said.series:
            yield media_row(
                id=name,
                playlist_id=self._source.id,
                rank=next(self._ranks),
                name=said.title,
                kind="movie",
                url=url,
                group=_group(file.path),
                logo=logo,
                adult=_is_adult(said.title, file.path),
                year=said.year,
                added_at=file.modified_at,
                details=details,
            )
            return
        row = episode_row(
            self._series_of(said, file),
            key="",
            rank=next(self._ranks),
            name=said.title,
            url=url,
            season=said.season,
            episode=said.episode,
            logo=logo,
            added_at=file.modified_at,
            extra=details,
        )
        yield row | {"id": name}

    def _series_of(self, said: Named, file: Found) -> Row:
        key = f"{'audio' if file.is_audio else 'series'}:{normalise(said.series)}"
        if key not in self.series:
            self.series[key] = series_row(
                id=short_id(self._source.id, key),
                playlist_id=self._source.id,
                rank=next(self._ranks),
                name=said.series,
                provider_id=str(file.path.parent),
                group="Music" if file.is_audio else _group(file.path),
                year=said.year,
                adult=_is_adult(said.series, file.path),
                details={"kind": "series", "media": "audio" if file.is_audio else "video"},
                listed_at=self._source.imported_at or 1,
            )
        series = self.series[key]
        if file.poster and not series["logo"]:
            series["logo"] = f"/api/series/{series['id']}/artwork"
            series["details"]["picture"] = file.poster
        return series


class _Identities:
    """A file is known by name and size, so that moving it or renaming its folder keeps its id; copies get their own."""

    def __init__(self, source_id: str) -> None:
        self._source_id = source_id
        self._seen: set[str] = set()

    def of(self, file: Found) -> str:
        made = short_id(self._source_id, f"file:{file.path.name}|{file.size}")
        if made in self._seen:
            made = short_id(self._source_id, f"path:{file.path}")
        self._seen.add(made)
        return made


def _track(file: Found, root: Path) -> Named:
    """A track of the album that its folder is: `Artist/Album/1-03 Title.flac`."""
    folders = file.path.parts[:-1]
    album = " – ".join(folders[-2:]) if folders else root.name
    found = _TRACK.match(file.path.stem)
    title = file.path.stem[found.end() :] if found else file.path.stem
    disc, number = (int(found[1]) if found and found[1] else 1), (int(found[2]) if found else None)
    return Named(title.replace("_", " "), None, album, disc, number)


def _is_adult(name: str, path: PurePosixPath) -> bool:
    return is_adult(normalise(name), joined_groups(_group(path)), {})


def _group(path: PurePosixPath) -> str:
    """The uppermost folder: `Films` of `Films/Metropolis (1927)/Metropolis.mkv`."""
    return path.parts[0].replace(";", ",") if len(path.parts) > 1 else ""
