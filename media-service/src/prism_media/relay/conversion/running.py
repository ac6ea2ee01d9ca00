"""A conversion that runs on: a live stream, or one with an end that cannot be jumped about in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from prism_core.errors import Internal, NotFound, PrismError, UpstreamFailed
from prism_media.digits import whole_number
from prism_media.relay.conversion.boxes import Cutter, Fragment, Init
from prism_media.relay.conversion.command import Input, fragments
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.icy import Icy
from prism_media.relay.conversion.plan import Plan
from prism_media.relay.conversion.probe import Probe
from prism_media.relay.conversion.process import Ffmpeg
from prism_media.relay.conversion.sniff import Container
from prism_media.relay.conversion.subtitles import Subtitles
from prism_media.relay.conversion.window import Address, Window
from prism_media.upstream.errors import UpstreamIncomplete

log = logging.getLogger(__name__)

SEGMENT_SECONDS = 2.0
_QUICK_SEGMENTS = 3
"""The first ones are given as soon as there is a key frame, so that the picture comes early."""
_AHEAD_SECONDS = 60.0
"""How far a stream with an end is read ahead of its viewer."""
_RETRIES = 5
_RETRY_SECONDS = 0.5
_FIRST_SECONDS = 25.0
_BREAKS = 3
_BREAKS_WITHIN_SECONDS = 90.0
"""A live stream that breaks off so often within that time is told of: the channel may have a better source."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What ffmpeg is given: one stream of bytes, or picture and sound as two; `probe` numbers each on its own."""

    feeds: Sequence[AsyncIterator[bytes]]
    containers: Sequence[Container]
    probe: Probe
    finite: bool = False
    starts_at: datetime | None = None

    closers: Sequence[Callable[[], Awaitable[None]]] = ()
    icy: Icy | None = None
    """What a radio station says of what it plays."""

    async def close(self) -> None:
        """End the connections behind the feeds: closing a feed that was never begun would not."""
        for close in self.closers:
            await close()


Open = Callable[[], Awaitable[Fed]]


class Running:
    """One conversion for everybody who watches it. It begins at once, and again when its stream breaks."""

    def __init__(
        self,
        program: str,
        plan: Plan,
        fed: Fed,
        again: Open,
        now: Callable[[], float],
        broken: Callable[[PrismError], None] = lambda _: None,
    ) -> None:
        """`again` opens the stream anew; `broken` is told when it breaks off again and again."""
        self._program = program
        self._broken = broken
        self._plan = plan
        self._open = again
        self._now = now
        # Small, unlike the segments' numbers: hls.js keeps a list as long as the discontinuity sequence.
        self._run_number = -1
        dated = not fed.finite or fed.starts_at is not None
        self._window = Window(int(now()), SEGMENT_SECONDS, whole=fed.finite, dated=dated)
        self._asked = int(now()) - 1
        self._changed = asyncio.Event()
        self._error: PrismError | None = None
        self._icy = fed.icy
        self._task = asyncio.create_task(self._keep(fed), name="conversion")

    @property
    def title(self) -> str:
        """What a radio station says that it plays."""
        return self._icy.title if self._icy else ""

    @property
    def processes(self) -> int:
        """How many ffmpeg it keeps running."""
        return 0 if self._task.done() else 1

    async def playlist(self, address: Address) -> str:
        """The media playlist, as soon as it has a segment.

        Raises:
            PrismError: why there is none.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_SECONDS):
                while not self._window.count and self._error is None:
                    await self._next_change()
        if self._error is not None:
            raise self._error
        if not self._window.count:
            raise ConversionFailed("the stream runs, and no picture that can be shown has come yet")
        return self._window.playlist(address)

    @property
    def patient(self) -> bool:
        """A live stream costs as much as it runs; it does not wait."""
        return False

    async def rest(self) -> None:
        """It does not rest."""

    async def file(self, name: str, _address: Address) -> bytes:
        """A segment or beginning that the playlist named.

        Raises:
            NotFound: it has left, or there never was one.
        """
        data = self._window.segment(name)
        if data is None:
            raise NotFound("this segment is gone; load the channel again")
        number = whole_number(name.partition(".")[0])
        if number is not None:
            self._asked = max(self._asked, number)
            self._changed.set()
        return data

    async def close(self) -> None:
        """End it, and what it took."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._window.close()

    async def _next_change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def _keep(self, fed: Fed) -> None:
        failures = 0
        breaks: deque[float] = deque(maxlen=_BREAKS)
        try:
            while True:
                before = self._window.count
                error = await self._attempt(fed)
                if error is None:
                    self._window.ended = True
                    return
                breaks.append(self._now())
                if len(breaks) == _BREAKS and breaks[-1] - breaks[0] < _BREAKS_WITHIN_SECONDS:
                    self._broken(UpstreamIncomplete(f"the stream breaks off again and again: {error.message}"))
                failures = failures + 1 if self._window.count == before else 0
                if not self._window.count or fed.finite:
                    self._error = error
                    return
                fed = await self._reopened(failures, error)
        except PrismError as error:
            self._error = error
        except Exception:  # The top of the task: whoever waits for a segment must hear of it.
            log.exception("conversion failed")
            self._error = Internal("a fault of ours ended the conversion; the service's log has more")
        finally:
            self._changed.set()

    async def _reopened(self, failures: int, error: PrismError) -> Fed:
        """The stream again, after a while that grows; the last error where it does not come back."""
        while failures < _RETRIES:
            await asyncio.sleep(_RETRY_SECONDS * 2**failures)
            try:
                return await self._open()
            except PrismError as again:
                failures, error = failures + 1, again
        raise error

    async def _attempt(self, fed: Fed) -> PrismError | None:
        """Run ffmpeg once; why it ended, or `None` at the end of a stream that has one."""
        try:
            await self._convert(fed)
        except PrismError as error:
            return error
        return None if fed.finite else UpstreamFailed("the stream ended, although it is live")

    async def _convert(self, fed: Fed) -> None:
        self._run_number += 1
        self._icy = fed.icy

        def arguments(addresses: Sequence[str]) -> list[str]:
            inputs = [Input(address, kind) for address, kind in zip(addresses, fed.containers, strict=True)]
            return fragments(inputs, self._plan)

        subtitles, feeds = Subtitles(), list(fed.feeds)
        if fed.containers[0] == "mpegts" and self._plan.video:
            feeds[0] = subtitles.passing(feeds[0])
        running = await Ffmpeg.start(self._program, arguments, feeds)
        try:
            writer = _Writer(self._window, self._run_number, fed.starts_at, self._now, subtitles)
            async for chunk in running.output():
                if writer.take(chunk):
                    self._changed.set()
                while fed.finite and self._window.seconds_after(self._asked) > _AHEAD_SECONDS:
                    await self._next_change()
            writer.finish()
            if await running.ended():
                raise ConversionFailed(f"ffmpeg could not convert the stream: {running.reason}")
        except ValueError:
            raise ConversionFailed(f"ffmpeg wrote something else than video: {running.reason}") from None
        finally:
            await running.close()
            await fed.close()


class _Writer:
    """Puts the fragments of one run into the window, several short ones as one segment."""

    def __init__(
        self, window: Window, run: int, starts_at: datetime | None, now: Callable[[], float], subtitles: Subtitles
    ) -> None:
        self._window = window
        self._subtitles = subtitles
        self._run = run
        self._now = now
        self._epoch = starts_at
        self._origin: float | None = None
        self._waiting: list[Fragment] = []
        self._cutter = Cutter()

    def take(self, chunk: bytes) -> bool:
        """Take what ffmpeg wrote; whether a segment came of it."""
        before = self._window.count
        for part in self._cutter.feed(chunk):
            if isinstance(part, Init):
                self._window.begin(self._run, part.data)
                continue
            self._waiting.append(part)
            least = SEGMENT_SECONDS / 4 if self._window.count < _QUICK_SEGMENTS else SEGMENT_SECONDS * 0.9
            if sum(fragment.seconds for fragment in self._waiting) >= least:
                self.finish()
        return self._window.count > before

    def finish(self) -> None:
        """Make a segment of what waits."""
        if not self._waiting:
            return
        seconds = sum(fragment.seconds for fragment in self._waiting)
        start = self._waiting[0].start_seconds
        if self._origin is None:
            self._origin = start
        if self._epoch is None:
            # A live stream's newest picture is on air now.
            self._epoch = datetime.fromtimestamp(self._now(), UTC) - timedelta(seconds=seconds)
        at = self._epoch + timedelta(seconds=start - self._origin)
        data = b"".join(fragment.data for fragment in self._waiting)
        self._window.add(self._run, seconds, at, data + self._subtitles.box(self._origin))
        self._waiting.clear()
