"""The folder of one recording: which renditions it has, their tapes, and the playlists that play it.

recordings/<id>/tracks.json      what was chosen of the source, once
video.jsonl      the journal of a rendition
video-000001.ts  its segments
index.m3u8 …     written when it has ended, so that the folder plays without us
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from prism_media.recordings.playlist import Variant
from prism_media.recordings.tape import Tape, media_playlist, read_journal

MAIN = "video"
_QUOTED = frozenset({"CODECS", "NAME", "LANGUAGE", "CHANNELS", "CHARACTERISTICS", "ASSOC-LANGUAGE", "INSTREAM-ID"})
_OF_A_VARIANT = ("AVERAGE-BANDWIDTH", "CODECS", "RESOLUTION", "FRAME-RATE", "VIDEO-RANGE")
_OF_A_RENDITION = ("NAME", "LANGUAGE", "DEFAULT", "AUTOSELECT", "FORCED", "CHANNELS", "CHARACTERISTICS")


@dataclass(frozen=True, slots=True)
class Track:
    """A rendition that is recorded; `name` is its tape's, none where it lies in the picture's segments."""

    kind: str
    name: str | None
    attributes: dict[str, str] = field(default_factory=dict)


def tracks_of(variant: Variant | None) -> list[Track]:
    """The tracks that a recording of `variant` has; a media playlist alone has one."""
    if variant is None:
        return [Track("VIDEO", MAIN)]
    tracks = [Track("VIDEO", MAIN, {"BANDWIDTH": str(variant.bandwidth or 1), **dict(variant.attributes)})]
    counts: dict[str, int] = {}
    for rendition in variant.renditions:
        counts[rendition.kind] = counts.get(rendition.kind, 0) + 1
        name = f"{rendition.kind.lower()}-{counts[rendition.kind]}" if rendition.url else None
        tracks.append(Track(rendition.kind, name, dict(rendition.attributes)))
    return tracks


class Shelf:
    """One recording's folder. Blocking: call it in a thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def tracks(self) -> list[Track]:
        """What is recorded; empty before anything was."""
        path = self.folder / "tracks.json"
        return [Track(**one) for one in json.loads(path.read_text())] if path.exists() else []

    def open(self, tracks: Iterable[Track]) -> dict[str, Tape]:
        """The tapes to record on; `tracks` hold for the whole recording once they are written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.tracks():
            _write(self.folder / "tracks.json", json.dumps([asdict(track) for track in tracks]))
        return {track.name: Tape(self.folder, track.name) for track in self.tracks() if track.name}

    def index(self, *, ended: bool) -> str | None:
        """The playlist to play it by; none where nothing was recorded yet."""
        tracks = self.tracks()
        if not tracks or not any(read_journal(self.folder / f"{MAIN}.jsonl")):
            return None
        return self.playlist(MAIN, ended=ended) if len(tracks) == 1 else master_playlist(tracks)

    def playlist(self, name: str, *, ended: bool) -> str | None:
        """The playlist of one rendition."""
        if all(track.name != name for track in self.tracks()):
            return None
        return media_playlist(read_journal(self.folder / f"{name}.jsonl"), ended=ended)

    def close(self) -> None:
        """Write the playlists of a recording that has ended."""
        index = self.index(ended=True)
        if index is None:
            return
        for track in self.tracks():
            text = self.playlist(track.name, ended=True) if track.name else None
            if text is not None:
                _write(self.folder / f"{track.name}.m3u8", text)
        _write(self.folder / "index.m3u8", index)

    def files(self) -> list[Path]:
        """The picture's files in order, each initialisation section before the segments that need it."""
        found: list[Path] = []
        section: str | None = None
        for entry in read_journal(self.folder / f"{MAIN}.jsonl"):
            if entry.map is not None and entry.map != section:
                found.append(self.folder / entry.map)
            section = entry.map
            found.append(self.folder / entry.file)
        return found

    def taken(self) -> tuple[int, float]:
        """Bytes of all that is recorded, and seconds of the picture."""
        names = [track.name for track in self.tracks() if track.name]
        entries = {name: list(read_journal(self.folder / f"{name}.jsonl")) for name in names}
        size = sum(entry.size for track in entries.values() for entry in track)
        return size, sum(entry.seconds for entry in entries.get(MAIN, []))

    def remove(self) -> None:
        """Remove everything of it; a folder that is gone is no error."""
        shutil.rmtree(self.folder, ignore_errors=True)


def master_playlist(tracks: Iterable[Track]) -> str:
    """The multivariant playlist of several tracks."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7"]
    stream: list[str] = []
    groups: dict[str, str] = {}
    for track in tracks:
        if track.kind == "VIDEO":
            kept = [_attribute(name, track.attributes[name]) for name in _OF_A_VARIANT if name in track.attributes]
            stream = [f"BANDWIDTH={track.attributes.get('BANDWIDTH', '1')}", *kept]
            continue
        groups[track.kind] = track.kind.lower()
        said = [f"TYPE={track.kind}", f'GROUP-ID="{track.kind.lower()}"']
        said += [_attribute(name, track.attributes[name]) for name in _OF_A_RENDITION if name in track.attributes]
        said += [f'URI="{track.name}.m3u8"'] if track.name else []
        lines.append(f"#EXT-X-MEDIA:{','.join(said)}")
    stream += [f'{kind}="{group}"' for kind, group in groups.items()]
    return "\n".join([*lines, f"#EXT-X-STREAM-INF:{','.join(stream)}", f"{MAIN}.m3u8"]) + "\n"


def _attribute(name: str, value: str) -> str:
    return f'{name}="{value}"' if name in _QUOTED else f"{name}={value}"


def _write(path: Path, text: str) -> None:
    """Put a file in place whole: who reads meanwhile sees the old one or the new one."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text)
    os.replace(beside, path)
