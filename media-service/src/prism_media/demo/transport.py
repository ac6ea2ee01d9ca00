"""A loop as one transport stream without end, for players that want no HLS (ISO/IEC 13818-1).

Its segments start their clock and their counters anew with each turn of the loop; here they run on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from prism_core.errors import NotFound
from prism_media.demo.channels import DEMO_CHANNELS
from prism_media.demo.live import live_window
from prism_media.demo.plan import SEGMENT_SECONDS, Plan, Shelf
from prism_media.demo.preparer import Preparer

PACKET = 188
HEAD_START = 3
"""Segments that are sent at once, so that a player's buffer is full when it starts."""
_CLOCK = 90_000
_WRAP = 1 << 33


class Continuing:
    """Rewrites the segments of one loop, in order, into one stream."""

    def __init__(self) -> None:
        self._counters: dict[int, int] = {}

    def rewritten(self, segment: bytes, seconds: int) -> bytes:
        """The packets of a segment `seconds` later, each counted on from the last of its stream."""
        packets = bytearray(segment)
        for start in range(0, len(packets) - PACKET + 1, PACKET):
            self._count(packets, start)
            _shift(packets, start, seconds * _CLOCK)
        return bytes(packets)

    def _count(self, packets: bytearray, start: int) -> None:
        stream = (packets[start + 1] & 0x1F) << 8 | packets[start + 2]
        has_payload = packets[start + 3] & 0x10
        counter = self._counters.get(stream, 15)
        if has_payload:
            counter = self._counters[stream] = (counter + 1) & 15
        packets[start + 3] = packets[start + 3] & 0xF0 | counter


class DemoStreams:
    """The demo channels as transport streams."""

    def __init__(self, preparer: Preparer, now: Callable[[], float]) -> None:
        self._preparer = preparer
        self._now = now

    async def transport_stream(self, channel_id: str) -> AsyncIterator[bytes]:
        """The channel of this id.

        Raises:
            NotFound: there is none.
            Unavailable: it is being made and its first segment is not there yet.
        """
        channel = next((one for one in DEMO_CHANNELS if one.id == channel_id), None)
        if channel is None:
            raise NotFound(f"no channel {channel_id!r}")
        shelf = await self._preparer.ready(channel)
        plan = shelf.plan()
        assert plan is not None, "a shelf with segments has a plan"
        return endless(plan, shelf, self._now)


async def endless(
    plan: Plan, shelf: Shelf, now: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[bytes]:
    """Yield the loop from where the clock stands on, each segment when it is over, as a live channel has them.

    One that waits for segments still being made goes on with them.
    """
    stream = Continuing()
    number = max(0, live_window(plan, shelf.available(), now()).stop - HEAD_START)
    while True:
        while number >= live_window(plan, shelf.available(), now()).stop:
            over = plan.epoch + (number + 1) * SEGMENT_SECONDS
            await sleep(max(0.1, min(over - now(), SEGMENT_SECONDS)))
        turn, index = divmod(number, plan.segments)
        segment = await asyncio.to_thread(shelf.segment(index).read_bytes)
        yield stream.rewritten(segment, turn * plan.seconds)
        number += 1


def _shift(packets: bytearray, start: int, ticks: int) -> None:
    """Add `ticks` of 90 kHz to the clock reference of a packet, and to the times of a frame that starts in it."""
    payload = start + 4
    if packets[start + 3] & 0x20:
        length = packets[payload]
        if length and packets[payload + 1] & 0x10:
            _write_reference(packets, payload + 2, ticks)
        payload += 1 + length
    starts_frame = packets[start + 1] & 0x40 and packets[start + 3] & 0x10
    # The shortest frame with a time: 9 bytes of head, and 5 of the time.
    if not starts_frame or payload + 14 > start + PACKET or packets[payload : payload + 3] != b"\x00\x00\x01":
        return
    flags = packets[payload + 7] >> 6
    if flags & 2:
        _write_time(packets, payload + 9, ticks)
    if flags == 3 and payload + 19 <= start + PACKET:
        _write_time(packets, payload + 14, ticks)


def _write_reference(packets: bytearray, at: int, ticks: int) -> None:
    """33 bits of 90 kHz, then 15 that stay."""
    field = int.from_bytes(packets[at : at + 6], "big")
    base = ((field >> 15) + ticks) % _WRAP
    packets[at : at + 6] = (base << 15 | field & 0x7FFF).to_bytes(6, "big")


def _write_time(packets: bytearray, at: int, ticks: int) -> None:
    """33 bits in five bytes, with marks between them."""
    first, second, third = packets[at], int.from_bytes(packets[at + 1 : at + 3], "big"), packets[at + 3 : at + 5]
    low = int.from_bytes(third, "big")
    time = ((first >> 1 & 7) << 30 | (second >> 1) << 15 | low >> 1) + ticks
    time %= _WRAP
    packets[at] = first & 0xF1 | (time >> 30) << 1
    packets[at + 1 : at + 3] = ((time >> 15 & 0x7FFF) << 1 | 1).to_bytes(2, "big")
    packets[at + 3 : at + 5] = ((time & 0x7FFF) << 1 | 1).to_bytes(2, "big")
