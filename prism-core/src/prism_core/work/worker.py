"""Does work: claims requests, runs their handlers, sends numbered results, obeys cancellations."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from prism_core import codec, spans, trace
from prism_core.background import lasting
from prism_core.bus import Bus, names
from prism_core.errors import BadInput, BusUnavailable, DeadlineExceeded, PrismError, info_of
from prism_core.events import Accepted, Cancel, Event, Result
from prism_core.logs import bound
from prism_core.metrics import WORK_SECONDS
from prism_core.model import Model
from prism_core.requests import Request

log = logging.getLogger(__name__)

BLOCK_SECONDS = 1.0
"""How long one claim waits: below every socket time limit, so that stopping is quick too."""
HEARTBEAT_SECONDS = 0.25
REMEMBERED_CANCELS = 1024

Handler = Callable[[Any, bytes], AsyncIterator[tuple[Model, bytes]]]
"""Async generator over a request and its payload; it is closed early when nobody wants the rest."""


@dataclass(slots=True)
class _Job:
    request: Request
    task: asyncio.Task[None] = field(init=False)


class Worker:
    """Works for one service with at most `concurrency` requests of each kind at a time."""

    def __init__(
        self,
        bus: Bus,
        group: str,
        handlers: Mapping[type[Request], Handler],
        *,
        concurrency: int = 2,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._bus = bus
        self._group = group
        self._consumer = uuid.uuid4().hex
        self._handlers = handlers
        # For each kind its own: a long reply must not delay the understanding of the next word.
        self._slots = {kind: asyncio.Semaphore(concurrency) for kind in handlers}
        self._clock = clock
        self._jobs: dict[str, _Job] = {}
        self._cancelled: OrderedDict[str, None] = OrderedDict()
        self._loops: list[asyncio.Task[None]] = []
        self._stopping = False

    async def start(self) -> None:
        """Begins to claim work and to listen for cancellations."""
        self._loops = [asyncio.create_task(lasting("cancellations", self._obey, 0.3), name="cancellations")] + [
            asyncio.create_task(self._claim(kind), name=f"claim {kind.stream}") for kind in self._handlers
        ]

    async def drain(self, seconds: float) -> None:
        """Stops claiming, lets what runs finish for at most `seconds`, then cancels it."""
        self._stopping = True
        if self._loops:
            # A claim that is cut off may lose the request it just took; one that ends by itself loses nothing.
            await asyncio.wait(self._loops[1:], timeout=BLOCK_SECONDS + 0.3)
        running = [job.task for job in self._jobs.values()]
        if running:
            await asyncio.wait(running, timeout=seconds)
        for task in (*running, *self._loops):
            task.cancel()
        await asyncio.gather(*running, *self._loops, return_exceptions=True)

    async def _claim(self, kind: type[Request]) -> None:
        stream = names.work(kind.stream)
        while True:
            await self._slots[kind].acquire()
            frame = None
            if self._stopping:
                return
            try:
                frame = await self._bus.claim(stream, self._group, self._consumer, BLOCK_SECONDS)
            except BusUnavailable:
                await asyncio.sleep(0.3)
            finally:
                if frame is None:
                    self._slots[kind].release()
            if frame is not None:
                self._begin(kind, frame)

    def _begin(self, kind: type[Request], frame: bytes) -> None:
        try:
            header, payload = codec.decode(frame)
            request = kind.model_validate_json(header)
        except (BadInput, ValidationError):
            log.warning("unreadable request dropped", extra={"stream": kind.stream})
            self._slots[kind].release()
            return
        if self._unwanted(request):
            self._slots[kind].release()
            return
        job = _Job(request)
        job.task = asyncio.create_task(self._run(job, payload), name=f"{kind.stream} {request.request_id}")
        self._jobs[request.request_id] = job

    def _unwanted(self, request: Request) -> bool:
        """Past its deadline, called off before it was claimed, or already being worked on here."""
        return (
            request.deadline <= self._clock()
            or request.request_id in self._cancelled
            or (request.turn is not None and request.turn in self._cancelled)
            or request.request_id in self._jobs
        )

    async def _run(self, job: _Job, payload: bytes) -> None:
        request = job.request
        began = self._clock()
        outcome = "done"
        try:
            step = spans.span(f"work {request.stream}", "consumer", trace.parse(request.traceparent))
            with bound(turn=request.turn), step:
                async with asyncio.TaskGroup() as group:
                    beat = group.create_task(self._heartbeat(request), name="heartbeat")
                    try:
                        await self._answer(request, payload)
                    finally:
                        beat.cancel()
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        except BaseExceptionGroup:
            outcome = "failed"  # The bus went away; the asker asks again when it is back.
        finally:
            del self._jobs[request.request_id]
            self._slots[type(request)].release()
            WORK_SECONDS.labels(request.stream, outcome).observe(self._clock() - began)

    async def _answer(self, request: Request, payload: bytes) -> None:
        """Runs the handler; its error becomes the last result."""
        number = 0
        handler = self._handlers[type(request)]
        try:
            async with asyncio.timeout(request.deadline - self._clock()):
                async with aclosing(_closable(handler(request, payload))) as results:
                    async for body, extra in results:
                        await self._send(request, number, extra, body=body.model_dump_json())
                        number += 1
            await self._send(request, number, last=True)
        except TimeoutError:
            error = DeadlineExceeded(f"{request.service()} could not do it in time; please ask again")
            await self._send(request, number, last=True, error=info_of(error))
        except PrismError as error:
            await self._send(request, number, last=True, error=info_of(error))
        except Exception as error:  # The top of a request: whatever its handler did, the asker must hear of it.
            log.exception("handler failed", extra={"request": request.stream})
            await self._send(request, number, last=True, error=info_of(error))

    async def _send(self, request: Request, number: int, payload: bytes = b"", **fields: Any) -> None:
        result = Result(request_id=request.request_id, number=number, traceparent=str(trace.current() or ""), **fields)
        await self._tell(request, result, payload)

    async def _tell(self, request: Request, event: Event, payload: bytes = b"") -> None:
        with contextlib.suppress(BusUnavailable):  # The asker asks again; dying here would help nobody.
            await self._bus.publish(request.reply_to, event, payload)

    async def _heartbeat(self, request: Request) -> None:
        while True:
            await self._tell(request, Accepted(request_id=request.request_id))
            await asyncio.sleep(HEARTBEAT_SECONDS)

    async def _obey(self) -> None:
        while True:
            try:
                async with self._bus.subscribe(names.CONTROL) as control:
                    async for message in control:
                        if isinstance(message.event, Cancel):
                            self._cancel(message.event)
            except BusUnavailable:
                await asyncio.sleep(0.3)

    def _cancel(self, cancel: Cancel) -> None:
        for name in (cancel.request_id, cancel.turn):
            if name is not None:
                self._cancelled[name] = None
        while len(self._cancelled) > REMEMBERED_CANCELS:
            self._cancelled.popitem(last=False)
        for job in self._jobs.values():
            if cancel.request_id == job.request.request_id or (
                cancel.turn is not None and cancel.turn == job.request.turn
            ):
                job.task.cancel()


def _closable(results: AsyncIterator[tuple[Model, bytes]]) -> AsyncGenerator[tuple[Model, bytes], None]:
    """Handlers are async generators; the type says iterator so that fakes stay simple."""
    if not isinstance(results, AsyncGenerator):
        raise TypeError("a work handler must be an async generator function")
    return results
