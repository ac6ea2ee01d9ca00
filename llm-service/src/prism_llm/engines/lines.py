"""Lines of a model server's stream, each of which must end: no server may fill the memory with one that does not."""

from collections.abc import AsyncIterator, Callable
from typing import Final

import httpx

LONGEST_BYTES: Final = 8 << 20
"""Of one line: sixteen vectors of 8,192 numbers, the most that is asked for at once, take half of it."""
_ENDS: Final = {"\u2028": b"\\u2028", "\u2029": b"\\u2029", "\x85": b"\\u0085"}
"""What Unicode takes for the end of a line and JSON does not, as JSON may write it in words."""


class WholeLines(httpx.AsyncBaseTransport):
    """Passes lines of JSON on when they are whole, ended by line feeds alone and without empty ones between them.

    Args:
        inner: what reaches the server; one of its own if none is given.
        longest_bytes: of a line.
        mended: a line as it is passed on, for what its reader would stumble over.
    """

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport | None = None,
        longest_bytes: int = LONGEST_BYTES,
        mended: Callable[[bytes], bytes] = bytes,
    ) -> None:
        self._inner = inner or httpx.AsyncHTTPTransport()
        self._longest_bytes = longest_bytes
        self._mended = mended

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The server's answer, uncompressed, since its lines are looked at.

        Raises:
            httpx.RemoteProtocolError: as it is read, once a line has become too long.
        """
        request.headers["Accept-Encoding"] = "identity"
        answer = await self._inner.handle_async_request(request)
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        answer.stream = _Lines(answer.stream, self._longest_bytes, self._mended)
        return answer

    async def aclose(self) -> None:
        """Close its connections."""
        await self._inner.aclose()


class _Lines(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, longest_bytes: int, mended: Callable[[bytes], bytes]) -> None:
        self._stream = stream
        self._longest_bytes = longest_bytes
        self._mended = mended

    async def __aiter__(self) -> AsyncIterator[bytes]:
        held = bytearray()
        async for data in self._stream:
            held += data
            if len(held) > self._longest_bytes:
                raise httpx.RemoteProtocolError("the server sent a line without an end")
            if b"\n" in data:
                whole, _, rest = bytes(held).rpartition(b"\n")
                held = bytearray(rest)
                yield b"".join(self._mended(_escaped(line)) + b"\n" for line in whole.split(b"\n") if line.strip())
        if held:
            yield self._mended(_escaped(bytes(held)))

    async def aclose(self) -> None:
        await self._stream.aclose()


def _escaped(line: bytes) -> bytes:
    for end, written in _ENDS.items():
        line = line.replace(end.encode(), written)
    return line
