"""A live HLS origin with real pictures and sound, for tests that record it."""

from __future__ import annotations

import math
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from prism_core.ffmpeg import find_ffmpeg
from prism_media.testing import Answer

LOOP_SECONDS = 40


def encode(folder: Path, *form: str) -> None:
    """Write one-second segments, with the sound beside the picture where `form` says fMP4."""
    command = [
        find_ffmpeg(), "-v", "error", "-f", "lavfi", "-i", f"testsrc=size=128x72:rate=10:duration={LOOP_SECONDS}",
        "-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=32000:duration={LOOP_SECONDS}",
        "-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-keyint_min", "10", "-c:a", "aac", "-b:a", "32k",
        "-f", "hls", "-hls_time", "1", "-hls_list_size", "0", *form,
    ]  # fmt: skip
    subprocess.run(command, check=True, cwd=folder, timeout=240)


@dataclass(slots=True)
class LiveOrigin:
    """Playlists whose window moves with the clock, a segment a second."""

    folder: Path
    map: str | None = None
    extra: str = ""
    """Tags at the head, such as a key's."""
    window: int = 20
    """Segments in the playlist: long enough that a busy machine misses none."""
    began: float = field(default_factory=time.time)

    def last(self) -> int:
        """Number of the newest segment."""
        return self.window + math.floor(time.time() - self.began)

    def playlist(self, stem: str, ending: str) -> Answer:
        """A media playlist of segments called `stem` and their number."""

        def answer(_request: web.Request) -> web.StreamResponse:
            last = self.last()
            first = last - self.window + 1
            lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:1", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
            lines += [self.extra] if self.extra else []
            lines += [f'#EXT-X-MAP:URI="{self.map}"'] if self.map else []
            for number in range(first, last + 1):
                lines += ["#EXTINF:1.0,", f"{stem}{number % LOOP_SECONDS}.{ending}"]
            return web.Response(text="\n".join(lines) + "\n")

        return answer

    def segments(self) -> dict[str, bytes]:
        """Every segment, by its path."""
        return {f"/{path.name}": path.read_bytes() for path in self.folder.iterdir() if path.suffix in {".ts", ".m4s"}}

    def files(self) -> dict[str, Answer]:
        """Every file that was encoded."""
        return {f"/{path.name}": path.read_bytes() for path in self.folder.iterdir() if path.suffix != ".m3u8"}
