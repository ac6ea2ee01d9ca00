"""Asks for work: one request out, numbered results back, asked again when a worker dies."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import TypeVar

from prism_core import codec, spans
from prism_core.background import lasting
from prism_core.bus import Bus, Message, names
from prism_core.errors import BusUnavailable, DeadlineExceeded, NoAnswer, error_from
from prism_core.events import Accepted, Cancel, Result
from prism_core.model import Model
from prism_core.requests import Request

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.5
"""Silence of a worker that had claimed the request after which it is taken for dead; six of its heartbeats."""
UNCLAIMED_SECONDS = 4.0
"""Time for which a request may wait in its stream before it is taken for lost."""
LISTENING_SECONDS = 3.0
STEP_SECONDS = 0.25

Answer = tuple[Model, bytes]
T = TypeVar("T")


class WorkClient:
    """Asks workers on behalf of one process. Start it once; `ask` may run in any number of tasks."""

    def __init__(self, bus: Bus, *, clock: Callable[[], float] = time.time) -> None:
        self._bus = bus
        self._clock = clock
        self._replies = names.replies(uuid.uuid4().hex)
        self._waiting: dict[str, asyncio.Queue[Message]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()

    async def start(self) -> None:
        """Begins to listen for results, as soon as the bus is there."""
        self._reader = asyncio.create_task(lasting("work replies", self._read, 0.3), name="work replies")

    async def close(self) -> None:
        """Stops listening; what is being asked fails."""
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    async def ask(
        self, request: Request, payload: bytes = b"", *, deadline_seconds: float = 30.0
    ) -> AsyncGenerator[Answer, None]:
        """Results of `request` with their bytes, in order and each once.

        Leaving the iteration early calls the work off (use `contextlib.aclosing` where a loop may break).

        Raises:
            NoAnswer: nobody claimed it, or the worker died and the request is not repeatable.
            DeadlineExceeded: `deadline_seconds` went by.
            PrismError: whatever the worker's handler raised.
        """
        step = spans.begin(f"ask {request.stream}", "producer")
        sent = request.model_copy(
            update={
                "traceparent": str(step.trace),
                "request_id": uuid.uuid4().hex,
                "reply_to": self._replies,
                "deadline": self._clock() + deadline_seconds,
            }
        )
        arrived: asyncio.Queue[Message] = asyncio.Queue()
        self._waiting[sent.request_id] = arrived
        finished = False
        began = self._clock()
        try:
            await _patiently(self._listening.wait, LISTENING_SECONDS)
            async with aclosing(self._results(sent, payload, arrived)) as results:
                async for result in results:
                    yield result
            finished = True
        except TimeoutError as error:
            raise BusUnavailable("Redis does not answer; is it running, and is REDIS_URL right?") from error
        finally:
            step.failed = not finished
            step.end()
            del self._waiting[sent.request_id]
            # Copies of a request that was asked again may still wait somewhere, though it is answered.
            if not finished or (sent.repeatable and self._clock() - began > IDLE_SECONDS):
                with contextlib.suppress(BusUnavailable):
                    await self._bus.publish(names.CONTROL, Cancel(request_id=sent.request_id))

    async def ask_one(self, request: Request, payload: bytes = b"", *, deadline_seconds: float = 30.0) -> Model:
        """The one result of a request that has one; raises as `ask` does."""
        bodies = [body async for body, _ in self.ask(request, payload, deadline_seconds=deadline_seconds)]
        if not bodies:
            raise NoAnswer(f"{request.service()} gave no result for {request.stream}")
        return bodies[0]

    async def _results(
        self, sent: Request, payload: bytes, arrived: asyncio.Queue[Message]
    ) -> AsyncGenerator[Answer, None]:
        frame = codec.encode(sent.model_dump_json().encode(), payload)
        await self._bus.enqueue(names.work(sent.stream), frame)
        expected = 0
        claimed = False
        patience = UNCLAIMED_SECONDS
        while True:
            message = await self._next(arrived, sent, IDLE_SECONDS if claimed else patience)
            if message is None:
                if claimed and not sent.repeatable:
                    raise NoAnswer(f"{sent.service()} died while it worked on this; please ask again")
                if sent.repeatable:
                    log.warning("asked again", extra={"request": sent.stream, "claimed": claimed})
                    await self._bus.enqueue(names.work(sent.stream), frame)
                # Unclaimed work may just wait its turn: asking ever more often would double the load that delays it.
                patience = patience if claimed else 2 * patience
                claimed = False
                continue
            claimed = True
            event = message.event
            # A second worker on the same request counts from 0 too: what was seen is dropped.
            if not isinstance(event, Result) or event.number != expected:
                continue
            expected += 1
            if event.error is not None:
                raise error_from(event.error)
            if event.body is not None:
                yield sent.result.model_validate_json(event.body), message.payload
            if event.last:
                return

    async def _next(self, arrived: asyncio.Queue[Message], sent: Request, seconds: float) -> Message | None:
        """The next message on `sent`, none after `seconds` of silence."""
        left = sent.deadline - self._clock()
        try:
            return await _patiently(arrived.get, min(seconds, max(left, 0.0)))
        except TimeoutError:
            if left <= seconds:
                raise DeadlineExceeded(
                    f"{sent.service()} has not answered in time: it may be starting, or busy; please ask again"
                ) from None
            return None

    async def _read(self) -> None:
        while True:
            try:
                async with self._bus.subscribe(self._replies) as replies:
                    self._listening.set()
                    async for message in replies:
                        event = message.event
                        if isinstance(event, Result | Accepted):
                            waiting = self._waiting.get(event.request_id)
                            if waiting is not None:
                                waiting.put_nowait(message)
            except BusUnavailable:
                self._listening.clear()
                await asyncio.sleep(0.3)


async def _patiently(wait: Callable[[], Awaitable[T]], seconds: float) -> T:
    """What `wait` gives, which may be begun again, within `seconds` of this process's own running.

    A machine that stands still, or has no time for this process, makes nobody silent: a step counts as itself, however
    long it took, since what came meanwhile is only heard in the next one.

    Raises:
        TimeoutError: it gave nothing.
    """
    while True:
        step = min(STEP_SECONDS, seconds)
        try:
            async with asyncio.timeout(step):
                return await wait()
        except TimeoutError:
            seconds -= step
            if seconds <= 0:
                raise
