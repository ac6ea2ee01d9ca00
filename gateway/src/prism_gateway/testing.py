"""A browser without a screen, for tests: the other end of `/ws`."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import orjson

from prism_core import codec
from prism_core.events import PlaybackResult, PlaybackState
from prism_core.viewer import headers_of

FRAME_BYTES = 640
"""20 ms of mono int16 at 16 kHz."""


class SocketBrowser:
    """The browser's end of `/ws`; it does every command that it is given, as far as a state can show."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.messages: list[dict[str, Any]] = []
        """What the server sent, each with the Unix seconds at which it `arrived`."""
        self.voice: list[tuple[dict[str, Any], bytes]] = []
        """Pieces of speech; each header with the Unix seconds at which it `arrived`."""
        self.done: list[dict[str, Any]] = []
        self.state = PlaybackState()

    async def send(self, kind: str, data: dict[str, Any]) -> None:
        """Sends a message of type `kind`."""
        await self._socket.send_str(orjson.dumps({"label": "rtvi-ai", "type": kind, "id": "1", "data": data}).decode())

    async def type(self, text: str) -> None:
        """The viewer types `text`."""
        await self.send("send-text", {"content": text})

    async def say(self, samples: bytes, seconds_per_frame: float = 0.0) -> None:
        """The microphone hears `samples`; paced as in life with 0.02 `seconds_per_frame`."""
        for start in range(0, len(samples), FRAME_BYTES):
            await self._socket.send_bytes(samples[start : start + FRAME_BYTES])
            if seconds_per_frame:
                await asyncio.sleep(seconds_per_frame)

    async def send_frame(self, frame: bytes) -> None:
        """Sends a binary frame as it is."""
        await self._socket.send_bytes(frame)

    async def report(self) -> None:
        """Sends how the player stands."""
        await self.send("ui-event", self.state.model_dump(mode="json"))

    async def read(self) -> None:
        """Takes what the server sends until it closes."""
        async for frame in self._socket:
            if frame.type == aiohttp.WSMsgType.BINARY:
                header, samples = codec.decode(frame.data)
                self.voice.append((orjson.loads(header) | {"arrived": time.time()}, samples))
            else:
                message = orjson.loads(frame.data)
                message["arrived"] = time.time()
                self.messages.append(message)
                if message["type"] == "ui-command" and message["data"]["type"] == "tv.command":
                    await self._obey(message["data"])

    async def _obey(self, command: dict[str, Any]) -> None:
        self.done.append(command)
        if command["command"]["name"] == "tv.mute":
            self.state = self.state.model_copy(update={"muted": command["command"]["slots"]["on"]})
        if command["target"]:
            self.state = self.state.model_copy(update={"channel_name": command["target"]["name"]})
        result = PlaybackResult(command_id=command["command_id"], ok=True, message="Done", state=self.state)
        await self.send("ui-event", result.model_dump(mode="json"))

    async def until(
        self, kind: str, inner: str | None = None, *, since: int = 0, seconds: float = 60.0
    ) -> dict[str, Any]:
        """The first message of type `kind` (and of event `inner` within it) after the first `since` messages.

        Raises:
            TimeoutError: none came within `seconds`.
        """
        async with asyncio.timeout(seconds):
            while True:  # a test waits for what others do
                for message in self.messages[since:]:
                    if message["type"] == kind and inner in (None, message["data"].get("type")):
                        return message
                await asyncio.sleep(0.01)

    def types(self) -> list[str]:
        """Event types of all messages so far, in order."""
        return [message["data"].get("type") or message["type"] for message in self.messages]


@asynccontextmanager
async def connected(
    url: str, session: str | None = None, sealed: str = "", cookie: str = ""
) -> AsyncIterator[SocketBrowser]:
    """A browser on the socket at `url`, greeted and ready; `session` asks for an earlier one, `sealed` is whose.

    `cookie` takes the place of that: the whole field of somebody who signed in.
    """
    headers = {"cookie": cookie} if cookie else headers_of(sealed)
    async with (
        aiohttp.ClientSession(headers=headers) as client,
        client.ws_connect(url) as socket,
    ):
        browser = SocketBrowser(socket)
        reading = asyncio.create_task(browser.read(), name="browser")
        await browser.send("client-ready", {"version": "2.0.0", "session": session, "about": {}})
        try:
            await browser.until("bot-ready")
            yield browser
        finally:
            reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await reading
