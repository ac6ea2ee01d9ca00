"""A file of known length as HLS of its whole length: segments are made when they are asked for, from there on."""

from __future__ import annotations

import asyncio
import contextlib
import math
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Sequence

from prism_core.errors import NotFound, PrismError
from prism_media.digits import whole_number
from prism_media.relay.conversion.boxes import Cutter, Fragment, Init
from prism_media.relay.conversion.command import OFFSET_SECONDS, Input, fragments
from prism_media.relay.conversion.errors import ConversionFailed
from prism_media.relay.conversion.plan import Plan
from prism_media.relay.conversion.process import Ffmpeg
from prism_media.relay.conversion.window import Address

SEGMENT_SECONDS = 6.0
_AHEAD = 4
"""Segments that a run makes before anybody asks for them."""
_BEHIND = 3
_RUNS = 2
"""Viewers at different places of one film each need a run."""
_WAIT_SECONDS = 30.0
_ROUNDING_SECONDS = 0.02


def thinned(times: Sequence[float], seconds: float = SEGMENT_SECONDS) -> list[float]:
    """Of key frames, those at which a segment begins: none shorter than `seconds`."""
    kept: list[float] = []
    for time in times:
        if not kept or time - kept[-1] >= seconds:
            kept.append(time)
    return kept


def even(length: float, seconds: float = SEGMENT_SECONDS) -> list[float]:
    """Beginnings of segments of the same length."""
    return [number * seconds for number in range(max(1, math.ceil(length / seconds)))]


class Film:
    """One file, for everybody who watches it. `starts` are the beginnings of its segments, in seconds."""

    def __init__(
        self,
        program: str,
        plan: Plan,
        source: Input,
        starts: Sequence[float],
        seconds: float,
        closed: Callable[[], Awaitable[None]],
    ) -> None:
        self._program = program
        self._plan = plan
        self._source = source
        self._starts = list(starts)
        self._seconds = seconds
        self._closed = closed
        self._init: bytes | None = None
        self._runs: list[_Run] = []
        self._lock = asyncio.Lock()

    @property
    def processes(self) -> int:
        """How many ffmpeg run for it."""
        return sum(not run.done for run in self._runs)

    @property
    def patient(self) -> bool:
        """A viewer may pause: what was made is made again."""
        return True

    async def playlist(self, address: Address) -> str:
        """The playlist of the whole film."""
        ends = [*self._starts[1:], max(self._seconds, self._starts[-1] + 0.1)]
        lengths = [end - start for start, end in zip(self._starts, ends, strict=True)]
        lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{math.ceil(max(lengths))}",
            "#EXT-X-PLAYLIST-TYPE:VOD",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            f'#EXT-X-MAP:URI="{address("init.mp4")}"',
        ]
        for number, length in enumerate(lengths):
            lines += [f"#EXTINF:{length:.5f},", address(f"{number}.m4s")]
        return "\n".join([*lines, "#EXT-X-ENDLIST"]) + "\n"

    async def file(self, name: str, _address: Address) -> bytes:
        """The beginning or a segment.

        Raises:
            NotFound: the film has no such segment.
            ConversionFailed: ffmpeg could not make it.
        """
        if name == "init.mp4":
            return self._init or await self._begin()
        number = whole_number(name.removesuffix(".m4s"))
        if number is None or number >= len(self._starts):
            raise NotFound("the film has no such segment")
        run = await self._run_for(number)
        return await run.segment(number)

    async def rest(self) -> None:
        """End what makes segments."""
        runs, self._runs = self._runs, []
        for run in runs:
            await run.close()

    async def close(self) -> None:
        """End it."""
        await self.rest()
        await self._closed()

    async def _begin(self) -> bytes:
        run = self._runs[-1] if self._runs else await self._run_for(0)
        self._init = await run.beginning()
        return self._init

    async def _run_for(self, number: int) -> _Run:
        async with self._lock:
            for run in self._runs:
                if run.reaches(number):
                    run.ask(number)
                    return run
            while len(self._runs) >= _RUNS:
                await self._runs.pop(0).close()
            run = _Run(self._starts, number)
            run.start(self._program, self._plan, self._source)
            self._runs.append(run)
            return run


class _Run:
    """ffmpeg from the segment `first` on, a few segments ahead of who asks."""

    def __init__(self, starts: Sequence[float], first: int) -> None:
        self._starts = starts
        self._parts: dict[int, list[bytes]] = {}
        self._first = first
        self._making = first
        self._asked = first
        self._init: bytes | None = None
        self._error: PrismError | None = None
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def done(self) -> bool:
        """Whether its ffmpeg has ended."""
        return self._task is None or self._task.done()

    def start(self, program: str, plan: Plan, source: Input) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._make(program, plan, source), name="film")

    def reaches(self, number: int) -> bool:
        """Whether it has the segment, or will soon."""
        if self._error is not None:
            return False
        return number in self._parts or (not self.done and self._making <= number <= self._making + 2)

    def ask(self, number: int) -> None:
        """A viewer is at `number`."""
        self._asked = number
        self._changed.set()

    async def beginning(self) -> bytes:
        """What goes before every segment."""
        await self._until(lambda: self._init is not None)
        assert self._init is not None
        return self._init

    async def segment(self, number: int) -> bytes:
        """A segment, once it is whole."""
        await self._until(lambda: self._making > number)
        if number not in self._parts:
            raise NotFound("the film ends before this segment")
        return b"".join(self._parts[number])

    async def _until(self, true: Callable[[], bool]) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WAIT_SECONDS):
                while not true() and self._error is None:
                    self._changed.clear()
                    await self._changed.wait()
        if self._error is not None:
            raise self._error
        if not true():
            raise ConversionFailed("the film's server is too slow to play from here")

    async def _make(self, program: str, plan: Plan, source: Input) -> None:
        at = self._starts[self._first] + (_ROUNDING_SECONDS / 2 if plan.video == "copy" else 0)
        running = await Ffmpeg.start(program, lambda _: fragments([source], plan, start_seconds=at, live=False))
        cutter = Cutter()
        try:
            async for chunk in running.output():
                for part in cutter.feed(chunk):
                    self._take(part)
                while self._making > self._asked + _AHEAD:
                    self._changed.clear()
                    await self._changed.wait()
            if await running.ended():
                raise ConversionFailed(f"ffmpeg could not convert the film: {running.reason}")
            self._making = len(self._starts)
        except PrismError as error:
            self._error = error
        except ValueError:
            self._error = ConversionFailed(f"ffmpeg wrote something else than video: {running.reason}")
        finally:
            self._changed.set()
            await running.close()

    def _take(self, part: Init | Fragment) -> None:
        if isinstance(part, Init):
            self._init = part.data
        else:
            at = part.start_seconds - OFFSET_SECONDS + _ROUNDING_SECONDS
            self._making = max(self._making, bisect_right(self._starts, at) - 1)
            self._parts.setdefault(self._making, []).append(part.data)
            for number in [number for number in self._parts if number < self._asked - _BEHIND]:
                del self._parts[number]
        self._changed.set()

    async def close(self) -> None:
        """End it."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
