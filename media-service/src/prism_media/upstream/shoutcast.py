"""Lets the HTTP client read SHOUTcast 1 servers, whose answers begin with `ICY 200 OK` instead of `HTTP/1.0 200`."""

from __future__ import annotations

from aiohttp.client_proto import ResponseHandler

_ICY = b"ICY "


class LenientResponses(ResponseHandler):
    """A connection whose first answer may be SHOUTcast's: it has one answer, which ends with it."""

    _begun = False

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        if not self._begun and data.startswith(_ICY):
            data = b"HTTP/1.0 " + data[len(_ICY) :]
        self._begun = True
        super().data_received(data)
