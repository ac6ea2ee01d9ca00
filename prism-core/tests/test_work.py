"""Asking for work and doing it, on both buses."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from prism_core.bus import Bus, names
from prism_core.errors import BadInput, DeadlineExceeded, Internal, NoAnswer
from prism_core.events import Cancel
from prism_core.model import Model
from prism_core.requests import Reply, SentenceResult, SpeechResult, Synthesize
from prism_core.work import Handler, WorkClient, Worker
from prism_core.work.client import IDLE_SECONDS


@pytest.fixture
async def client(bus: Bus) -> AsyncIterator[WorkClient]:
    made = WorkClient(bus)
    await made.start()
    yield made
    await made.close()


@asynccontextmanager
async def worker(bus: Bus, handler: Handler, concurrency: int = 2) -> AsyncIterator[Worker]:
    made = Worker(bus, "test", {Synthesize: handler, Reply: handler}, concurrency=concurrency)
    await made.start()
    try:
        yield made
    finally:
        await made.drain(0.1)


async def speak(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
    for n, word in enumerate(request.text.split()):
        yield SpeechResult(sample_rate=8000 + n), word.encode() + payload


async def collect(client: WorkClient, request: Synthesize, payload: bytes = b"", seconds: float = 60.0) -> list[bytes]:
    return [extra async for _, extra in client.ask(request, payload, deadline_seconds=seconds)]


async def test_results_come_back_in_order_with_their_bytes(bus: Bus, client: WorkClient) -> None:
    async with worker(bus, speak):
        assert await collect(client, Synthesize(text="one two three"), b"!") == [b"one!", b"two!", b"three!"]


async def test_many_askers_get_their_own_answers(bus: Bus, client: WorkClient) -> None:
    async with worker(bus, speak, concurrency=4):
        answers = await asyncio.gather(*(collect(client, Synthesize(text=f"a{n} b{n}")) for n in range(20)))
    assert answers == [[f"a{n}".encode(), f"b{n}".encode()] for n in range(20)]


async def test_an_error_of_the_handler_reaches_the_asker_as_itself(bus: Bus, client: WorkClient) -> None:
    async def refuse(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        yield SpeechResult(sample_rate=8000), b""
        raise BadInput("voice 'x' is not installed; voices: 'lumen'")

    async with worker(bus, refuse):
        with pytest.raises(BadInput, match="voices: 'lumen'"):
            await collect(client, Synthesize(text="one"))


async def test_a_crash_of_the_handler_hides_its_text(bus: Bus, client: WorkClient) -> None:
    async def crash(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        raise RuntimeError("secret")
        yield

    async with worker(bus, crash):
        with pytest.raises(Internal, match="RuntimeError in the service"):
            await collect(client, Synthesize(text="one"))


class Endless:
    """A handler that goes on until somebody stops it."""

    def __init__(self) -> None:
        self.started = asyncio.Event()
        self.stopped = asyncio.Event()

    async def __call__(self, request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        try:
            while True:
                self.started.set()
                yield SpeechResult(sample_rate=8000), b"x"
                await asyncio.sleep(0.01)
        finally:
            self.stopped.set()


async def test_leaving_early_stops_the_work_behind_it(bus: Bus, client: WorkClient) -> None:
    endless = Endless()
    async with worker(bus, lambda r, p: endless(r, p)):
        async with aclosing(client.ask(Synthesize(text="x"))) as results:
            async for _ in results:
                break
        async with asyncio.timeout(60):
            await endless.stopped.wait()


async def test_a_turn_can_be_called_off_as_a_whole(bus: Bus, client: WorkClient) -> None:
    endless = Endless()
    async with worker(bus, lambda r, p: endless(r, p)):
        asking = asyncio.create_task(collect(client, Synthesize(text="x", turn="turn-1")))
        await endless.started.wait()
        await bus.publish(names.CONTROL, Cancel(turn="turn-1"))
        async with asyncio.timeout(60):
            await endless.stopped.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


async def test_a_deadline_ends_the_asking_and_the_work(bus: Bus, client: WorkClient) -> None:
    async def slow(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        await asyncio.sleep(30)
        yield SpeechResult(sample_rate=8000), b""

    async with worker(bus, slow):
        with pytest.raises(DeadlineExceeded, match="tts-service"):
            await collect(client, Synthesize(text="one"), seconds=0.3)


async def test_work_past_its_deadline_is_not_begun(bus: Bus, client: WorkClient) -> None:
    begun: list[str] = []

    async def note(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        begun.append(request.text)
        yield SpeechResult(sample_rate=8000), b""

    with pytest.raises(DeadlineExceeded, match="tts-service has not answered in time: it may be starting"):
        await collect(client, Synthesize(text="late"), seconds=0.1)
    async with worker(bus, note):
        await collect(client, Synthesize(text="fresh"))
    assert begun == ["fresh"]


def dying(bus: Bus, handler: Handler, at: int) -> Handler:
    """`handler` on a replica that is killed before result `at`: no more results, no more heartbeats."""

    async def handle(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        count = 0
        async for result in handler(request, payload):
            if count == at:
                raise _Killed
            yield result
            count += 1

    return handle


class _Killed(BaseException):
    """Ends a worker's task without a word, as SIGKILL would."""


@pytest.mark.parametrize("bus", ["memory"], indirect=True)
async def test_repeatable_work_survives_the_death_of_its_worker_and_is_heard_once(bus: Bus, client: WorkClient) -> None:
    async with worker(bus, dying(bus, speak, 2)) as doomed:
        asking = asyncio.create_task(collect(client, Synthesize(text="one two three four")))
        await asyncio.sleep(0.2)
        await doomed.drain(0)
        async with worker(bus, speak):
            assert await asking == [b"one", b"two", b"three", b"four"]


@pytest.mark.parametrize("bus", ["memory"], indirect=True)
async def test_a_reply_that_dies_half_way_says_so(bus: Bus, client: WorkClient) -> None:
    async def sentences(request: Reply, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        yield SentenceResult(text="One."), b""
        yield SentenceResult(text="Two."), b""

    heard: list[Model] = []

    async def listen() -> None:
        async for body, _ in client.ask(Reply(text="hello")):
            heard.append(body)

    async with worker(bus, dying(bus, sentences, 1)):
        with pytest.raises(NoAnswer, match="died while it worked"):
            await listen()
    assert heard == [SentenceResult(text="One.")]


async def test_draining_lets_running_work_finish(bus: Bus, client: WorkClient) -> None:
    begun = asyncio.Event()

    async def slow(request: Synthesize, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        begun.set()
        await asyncio.sleep(0.3)
        yield SpeechResult(sample_rate=8000), b"done"

    made = Worker(bus, "test", {Synthesize: slow})
    await made.start()
    asking = asyncio.create_task(collect(client, Synthesize(text="x")))
    await begun.wait()
    await made.drain(60)
    assert await asking == [b"done"]


@pytest.mark.parametrize("bus", ["memory"], indirect=True)
async def test_an_asker_that_was_held_up_itself_takes_nobody_for_dead(bus: Bus, client: WorkClient) -> None:
    async def stands_still(request: Reply, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        await asyncio.sleep(0.1)  # That it is being worked on has been heard.
        time.sleep(IDLE_SECONDS + 0.2)  # noqa: ASYNC251 - the whole process, as where its machine does
        yield SentenceResult(text="One."), b"one"

    async with worker(bus, stands_still):
        assert [extra async for _, extra in client.ask(Reply(text="hello"))] == [b"one"]
