"""What goes down one browser's socket: in order, stamped with turn and generation, bounded in memory."""

import asyncio
import logging
from collections import deque

from fastapi import WebSocket

from prism_core import codec
from prism_core.audio import Pcm
from prism_core.bus.base import EXPENDABLE
from prism_core.events import Event, VoiceHeader
from prism_gateway.sessions.envelope import wrap

log = logging.getLogger(__name__)

LIMIT = 400
"""Frames that may wait for a slow browser; beyond that it is cut off and comes back."""


class Outbox:
    """The sending half of a socket. `generation` rises at each interruption; older speech is dropped here too."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._frames: deque[str | bytes] = deque()
        self._arrived = asyncio.Event()
        self._sequence: dict[str, int] = {}
        self.generation = 0
        self.overflowed = asyncio.Event()
        """Set when the browser does not read: whoever owns the socket must close it."""

    def post(self, event: Event, turn: str | None = None) -> None:
        """Sends `event`, or forgets it if it is expendable and the browser is slow."""
        expendable = event.type in EXPENDABLE
        if expendable and len(self._frames) > LIMIT // 2:
            return
        self._put(wrap(event, turn=turn, generation=self.generation))

    def post_voice(self, sound: Pcm, turn: str, sentence: int, start: float) -> None:
        """Sends a piece of speech."""
        sequence = self._sequence.get(turn, 0)
        self._sequence = {turn: sequence + 1}
        header = VoiceHeader(
            turn=turn,
            generation=self.generation,
            sentence=sentence,
            sequence=sequence,
            sample_rate=sound.sample_rate,
            start=round(start, 6),
        )
        self._put(codec.encode(header.model_dump_json().encode(), sound.samples))

    def interrupt(self) -> None:
        """A new generation begins: speech that has not left yet is dropped."""
        self.generation += 1
        self._frames = deque(frame for frame in self._frames if isinstance(frame, str))

    async def run(self) -> None:
        """Sends until the socket closes."""
        while True:
            while self._frames:
                frame = self._frames.popleft()
                if isinstance(frame, str):
                    await self._socket.send_text(frame)
                else:
                    await self._socket.send_bytes(frame)
            self._arrived.clear()
            await self._arrived.wait()

    def _put(self, frame: str | bytes) -> None:
        if len(self._frames) >= LIMIT:
            self.overflowed.set()
            return
        self._frames.append(frame)
        self._arrived.set()
