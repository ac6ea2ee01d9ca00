"""Everything that is no HLS becomes HLS that a browser plays, and HLS that no browser plays becomes HLS that it does.

The relay asks through `Converter`; `prism_media.relay.conversion.sessions.Conversions` is the one that works.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from prism_core.errors import PrismError


class Reel(Protocol):
    """A recording of ours, which is read from the disk."""

    async def feeds(self) -> Sequence[AsyncIterator[bytes]]:
        """The bytes of the picture with its sound, or of both apart."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """Where a channel's bytes come from: an `http(s)://` address, or `file://` for a file of a folder source."""

    url: str
    """May hold credentials: never shown, never logged."""
    headers: Mapping[str, str] = field(default_factory=dict)
    starts_at: datetime | None = None
    """When its first picture was broadcast, where it is a past programme; live streams know it themselves."""
    reel: Reel | None = None
    """What `url` names, where it is a recording of ours."""
    broken: Callable[[PrismError], None] = field(default=lambda _: None, compare=False)
    """Told when it breaks off again and again while it plays."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a viewer's browser plays, and whether it asked for what it does not play to be transcoded."""

    can: frozenset[str] = frozenset()
    """Codecs beyond H.264, AAC and MP3: of `hevc`, `av1`, `vp9`, `ac3`, `ec3`, `opus`, `flac`."""
    convert: bool = False
    together: bool = False
    """Picture and sound in one playlist, though the source has two."""


class Converter(Protocol):
    """Turns a source into HLS. One for the process; safe to share between tasks."""

    def converting(self, channel: str, source: Source, wanted: Wanted) -> bool:
        """Whether a conversion of it runs: asking its server what it is would take a second connection."""
        ...

    async def playlist(self, channel: str, source: Source, wanted: Wanted) -> str | None:
        """The source as HLS; every address in it is ours. `None`: it is HLS that can be passed on as it is.

        Viewers who want the same of the same source share one conversion, which ends when nobody asks for it.

        Raises:
            ConversionFailed: ffmpeg could not; the message has its reason.
            ConversionsFull: as many conversions run as may.
            CodecNotPlayable: the browser plays neither, and `wanted.convert` is not set.
            ProtectedStream: it is encrypted for a DRM system.
            PrismError: as `Upstream.open`.
        """
        ...

    def title(self, channel: str) -> str:
        """What a radio station that is being converted says that it plays; empty where it says nothing."""
        ...

    async def end(self, channel: str) -> None:
        """End every conversion of a channel."""
        ...

    def transport_stream(self, source: Source) -> AsyncIterator[bytes]:
        """The source as one endless MPEG transport stream, codecs as they are; HLS, DASH, progressive or a file.

        Close the iterator (`contextlib.aclosing`) to end what is behind it. Raises as `playlist`, on the first step.
        """
        ...
