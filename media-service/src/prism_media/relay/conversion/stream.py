"""A source that is read from its beginning: a live transport stream, a radio station, a file without ranges."""

from __future__ import annotations

from prism_media.relay.conversion.command import Input, probing
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.opening import Opened
from prism_media.relay.conversion.process import probe
from prism_media.relay.conversion.running import Fed
from prism_media.upstream.client import host_of

_LOOKS = ((1 << 18, 0.4), (1 << 20, 1.2), (1 << 22, 3.0))
"""(bytes, seconds) to read before each look: most say soon what they are, and each wait delays the picture."""


async def fed_by(program: str, found: Opened) -> Fed:
    """What ffmpeg is given of a source that was opened; takes it over.

    Raises:
        ConversionFailed: nothing in it can be read.
    """
    container = found.container
    try:
        for size, seconds in _LOOKS:
            await found.read_ahead(size, seconds)
            streams, reason = await probe(program, lambda at: probing(Input(at[0], container)), found.head)
            if streams.complete:
                break
        if not streams.streams:
            raise ConversionFailed(f"what {host_of(found.url)} sends cannot be read: {reason}")
    except BaseException:
        await found.close()
        raise
    finite = found.size is not None
    return Fed([found.chunks()], [container], streams, finite, found.source.starts_at, [found.close], found.icy)
