"""What goes down one browser's socket: in order, stamped with turn and generation, bounded in memory."""

import asyncio
import logging
from collections import deque

from fastapi import WebSocket

from prism_core import codec
from prism_core.audio import Pcm
from prism_core.events import Event, VoiceHeader
from prism_gateway.sessions.envelope import wrap

log = logging.getLogger(__name__)

LIMIT = 400
"""Frames that may wait for a slow browser; beyond that it is cut off and comes back."""
EXPENDABLE = frozenset({"avatar.keyframes", "tv.caption"})

Frame = tuple[str | bytes, bool]


class SlowBrowser(Exception):
    """The browser does not read what it is sent."""


class Outbox:
    """The sending half of a socket. `generation` rises at each interruption; older speech is dropped here too."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._frames: deque[Frame] = deque()
        self._arrived = asyncio.Event()
        self._sequence: dict[str, int] = {}
        self.generation = 0

    def post(self, event: Event, turn: str | None = None) -> None:
        """Sends `event`, or forgets it if it is expendable and the browser is slow.

        Raises:
            SlowBrowser: too much waits already.
        """
        expendable = event.type in EXPENDABLE
        if expendable and len(self._frames) > LIMIT // 2:
            return
        self._put(wrap(event, turn=turn, generation=self.generation), expendable)

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
        self._put(codec.encode(header.model_dump_json().encode(), sound.samples), False)

    def interrupt(self) -> None:
        """A new generation begins: speech that has not left yet is dropped."""
        self.generation += 1
        self._frames = deque(frame for frame in self._frames if isinstance(frame[0], str))

    async def run(self) -> None:
        """Sends until the socket closes."""
        while True:
            while self._frames:
                frame, _ = self._frames.popleft()
                if isinstance(frame, str):
                    await self._socket.send_text(frame)
                else:
                    await self._socket.send_bytes(frame)
            self._arrived.clear()
            await self._arrived.wait()

    def _put(self, frame: str | bytes, expendable: bool) -> None:
        if len(self._frames) >= LIMIT:
            raise SlowBrowser(f"{LIMIT} frames wait for the browser")
        self._frames.append((frame, expendable))
        self._arrived.set()
