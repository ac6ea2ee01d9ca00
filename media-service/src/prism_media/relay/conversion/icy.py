"""What radio stations put between their sound: the title of what plays (the ICY protocol of SHOUTcast)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping

from prism_media.digits import whole_number

_TITLE = re.compile(r"StreamTitle='(.*?)';", re.DOTALL)


class Icy:
    """Takes the titles out of a station's stream, which would crackle, and remembers the last one."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._interval = whole_number(headers.get("icy-metaint", "")) or 0
        self.station = headers.get("icy-name", "")
        self.title = ""

    async def stripped(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yield the sound alone."""
        if not self._interval:
            async for chunk in chunks:
                yield chunk
            return
        waiting, sound = bytearray(), self._interval
        async for chunk in chunks:
            waiting += chunk
            while waiting:
                if sound:
                    taken = bytes(waiting[:sound])
                    del waiting[: len(taken)]
                    sound -= len(taken)
                    yield taken
                    continue
                length = 1 + 16 * waiting[0]
                if len(waiting) < length:
                    break
                self._read(bytes(waiting[1:length]))
                del waiting[:length]
                sound = self._interval

    def _read(self, block: bytes) -> None:
        text = block.rstrip(b"\0")
        try:
            found = _TITLE.search(text.decode())
        except UnicodeDecodeError:
            found = _TITLE.search(text.decode("latin-1"))
        if found:
            self.title = found[1].strip()
