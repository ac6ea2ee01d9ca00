"""Finds video and sound below a folder, with what lies beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prism_media.sources.folder.names import is_of_season

VIDEO = frozenset(
    ".mkv .mp4 .m4v .avi .ts .m2ts .mts .mov .webm .wmv .flv .mpg .mpeg .vob .ogv .3gp .asf .divx".split()
)
AUDIO = frozenset(".mp3 .flac .m4a .m4b .ogg .oga .opus .aac .wav .wma .aiff .ape .ac3 .mka".split())
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_POSTERS = ("poster", "folder", "cover", "front")
_SUBTITLES = frozenset({".srt", ".vtt"})
MOST_FILES = 500_000


@dataclass(frozen=True, slots=True)
class Found:
    """A media file; `path` is relative to the source's folder, and so are those beside it.

    Attributes:
        picture: the file's own, or its folder's.
        poster: its folder's, or the series' where the folder is a season's without one.
    """

    path: PurePosixPath
    size: int
    modified_at: int
    is_audio: bool
    picture: str | None
    poster: str | None
    subtitles: tuple[str, ...]


def scan(root: Path) -> Iterator[Found]:
    """Yield the media below `root` in the order of names. Hidden files and links that lead out are passed over.

    Raises:
        OSError: `root` itself cannot be read.
    """
    top = root.resolve(strict=True)
    os.scandir(top).close()
    count = 0
    for folder, folders, files in os.walk(top, followlinks=False):
        folders[:] = sorted((name for name in folders if not name.startswith((".", "@eaDir"))), key=str.casefold)
        for found in _in_folder(top, Path(folder), sorted(files, key=str.casefold)):
            yield found
            count += 1
            if count >= MOST_FILES:
                return


def inside(root: Path, path: Path) -> bool:
    """Whether a path, links followed, lies in `root`."""
    try:
        return path.resolve(strict=True).is_relative_to(root.resolve(strict=True))
    except OSError:
        return False


def _in_folder(top: Path, folder: Path, files: list[str]) -> Iterator[Found]:
    beside = {name.lower(): name for name in files}
    relative = PurePosixPath(folder.relative_to(top).as_posix())
    poster = _poster(relative, beside)
    if poster is None and is_of_season(relative):
        poster = _poster(relative.parent, _names(folder.parent))
    for name in files:
        kind = Path(name).suffix.lower()
        if name.startswith(".") or kind not in VIDEO | AUDIO or "sample" in Path(name).stem.lower().split("."):
            continue
        path = folder / name
        try:
            if path.is_symlink() and not inside(top, path):
                continue
            status = path.stat()
        except OSError:
            continue
        stem = Path(name).stem
        picture = next((beside[own] for own in _own_pictures(stem) if own in beside), None)
        own = str(relative / picture) if picture else None
        yield Found(
            relative / name,
            status.st_size,
            int(status.st_mtime),
            kind in AUDIO,
            own or poster,
            poster,
            tuple(str(relative / other) for other in files if _is_subtitle_of(other, stem)),
        )


def _names(folder: Path) -> dict[str, str]:
    try:
        return {name.lower(): name for name in os.listdir(folder)}
    except OSError:
        return {}


def _own_pictures(stem: str) -> Iterator[str]:
    return (f"{name.lower()}{ending}" for name in (stem, f"{stem}-poster") for ending in PICTURES)


def _poster(folder: PurePosixPath, beside: dict[str, str]) -> str | None:
    names = (f"{name}{ending}" for name in _POSTERS for ending in PICTURES)
    return next((str(folder / beside[name]) for name in names if name in beside), None)


def _is_subtitle_of(name: str, stem: str) -> bool:
    """`Film.srt` and `Film.en.vtt` are of `Film.mkv`."""
    return Path(name).suffix.lower() in _SUBTITLES and (
        Path(name).stem == stem or name.lower().startswith(f"{stem.lower()}.")
    )
