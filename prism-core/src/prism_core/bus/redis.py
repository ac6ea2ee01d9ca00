"""The bus over Redis: pub/sub for news, streams for work, keys for what must outlive a restart.

Redis pub/sub forgets (https://redis.io/docs/latest/develop/pubsub/): who subscribes late or reconnects has
missed what was said meanwhile, so truth lives in keys. Work is claimed with `NOACK` and deleted at once: the
asker asks again, since redelivery by Redis would also steal jobs that merely run long.
"""

import asyncio
import contextlib
import functools
import logging
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, ParamSpec, TypeVar

import redis.asyncio as aioredis
from redis import exceptions
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff

from prism_core import codec
from prism_core.bus import names
from prism_core.bus.base import Backlog, Message
from prism_core.bus.hub import Hub, LocalSubscription
from prism_core.errors import BadInput, BusUnavailable
from prism_core.events import Event, decode

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 3.0
"""A command that takes longer means that Redis is stuck; above `claim`'s longest block."""
RECONNECT_SECONDS = 0.2
"""Pause between attempts to reach Redis again."""
FRAME_FIELD = b"f"
LOST = (exceptions.ConnectionError, exceptions.TimeoutError, OSError)

_ACQUIRE = """local holder = redis.call('get', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
return 1"""
"""In one step: a lease that ran out between two would be lost, although nobody else wants it."""
_RELEASE = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) else return 0 end"

P = ParamSpec("P")
R = TypeVar("R")


def _translated(method: Callable[P, Awaitable[R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Turns Redis's own errors into `BusUnavailable`, and keeps a cancellation a cancellation.

    redis-py's own time limits may take a cancellation that arrives meanwhile for theirs, and answer it with an error
    or a second attempt; the task would then live on although nobody wants it.
    """

    @functools.wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        task = asyncio.current_task()
        assert task is not None
        cancelled_before = task.cancelling()
        try:
            result = await method(*args, **kwargs)
        except (*LOST, exceptions.RedisError) as error:
            if task.cancelling() > cancelled_before:
                raise asyncio.CancelledError from error
            raise _unavailable(error) from error
        if task.cancelling() > cancelled_before:
            raise asyncio.CancelledError
        return result

    return call


def _unavailable(error: BaseException) -> BusUnavailable:
    if isinstance(error, LOST):
        return BusUnavailable("Redis does not answer; is it running, and is REDIS_URL right?")
    # Full, read-only, or holding something else under our names: whoever asks must wait, not die.
    return BusUnavailable(f"Redis refuses a command ({str(error).split(' ')[0]}); see its log")


class RedisBus:
    """The bus of a process, on two kinds of connection: a pool for commands, one for all its subscriptions.

    Args:
        url: where Redis is.
        patience_seconds: how long it may take to answer.
    """

    def __init__(self, url: str, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        # RESP3 costs six times the CPU on pub/sub payloads, so both speak RESP2.
        self._redis: Any = aioredis.Redis.from_url(
            url,
            protocol=2,
            socket_timeout=patience_seconds,
            socket_connect_timeout=patience_seconds,
            # A pooled connection that Redis closed meanwhile fails once; every command here may be sent twice.
            retry=Retry(ConstantBackoff(0.02), 2),
        )
        # Its own client without retries: the reader alone reconnects, so that nobody else does at the same time.
        self._listener: Any = aioredis.Redis.from_url(
            url, protocol=2, socket_connect_timeout=patience_seconds, retry=Retry(ConstantBackoff(0), 0)
        )
        self._pubsub: Any = self._listener.pubsub()
        self._connected = asyncio.Event()
        self._writing = asyncio.Lock()
        self._closing = False
        self._own_channel = f"prism:process:{uuid.uuid4().hex}"
        self._hub = Hub(self._open, self._shut)
        self._confirmed: dict[str, asyncio.Event] = {}
        self._reader: asyncio.Task[None] | None = None
        self._groups: set[tuple[str, str]] = set()

    async def start(self) -> None:
        """Starts to listen; connects later if Redis is not there yet."""
        if self._reader is None:
            self._reader = asyncio.create_task(self._read(), name="bus reader")

    async def close(self) -> None:
        """Leaves every subscription and disconnects."""
        self._closing = True
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
            self._reader = None
        self._hub.close()
        with contextlib.suppress(*LOST):
            await self._pubsub.aclose()
        await self._listener.aclose()
        await self._redis.aclose()

    @_translated
    async def ping(self) -> None:
        """Returns if Redis answers."""
        await self._redis.ping()

    @_translated
    async def publish(self, channel: str, event: Event, payload: bytes = b"") -> None:
        """Tells everybody who listens to `channel` now."""
        await self._redis.publish(channel, codec.encode(event.model_dump_json().encode(), payload))

    def subscribe(self, *channels: str) -> AbstractAsyncContextManager[LocalSubscription]:
        """Listens while the context is open; entered when Redis has confirmed every channel."""
        return self._hub.subscribe(channels)

    @_translated
    async def enqueue(self, stream: str, frame: bytes) -> None:
        """Leaves work for one worker."""
        await self._redis.xadd(stream, {FRAME_FIELD: frame}, maxlen=names.STREAM_LENGTH, approximate=False)

    @_translated
    async def claim(self, stream: str, group: str, consumer: str, wait_seconds: float) -> bytes | None:
        """Takes the next piece of work; `wait_seconds` stays well below the socket's time limit."""
        await self._ensure_group(stream, group)
        try:
            found = await self._redis.xreadgroup(
                group, consumer, {stream: ">"}, count=1, block=max(1, int(wait_seconds * 1000)), noack=True
            )
        except exceptions.ResponseError as error:
            # A Redis that restarted without its data has forgotten the group.
            if "NOGROUP" not in str(error):
                raise
            self._groups.discard((stream, group))
            return None
        if not found:
            return None
        [(_, [(entry, fields)])] = found
        await self._redis.xdel(stream, entry)
        frame: bytes = fields[FRAME_FIELD]
        return frame

    @_translated
    async def backlog(self, stream: str) -> Backlog:
        """What waits in `stream` for a worker, by Redis's own clock."""
        async with self._redis.pipeline(transaction=True) as asked:
            asked.xlen(stream).xrange(stream, count=1).time()
            waiting, oldest, (seconds, microseconds) = await asked.execute()
        if not oldest:
            return Backlog(0, 0.0)
        left_at = int(oldest[0][0].split(b"-")[0]) / 1000
        return Backlog(waiting, max(0.0, seconds + microseconds / 1e6 - left_at))

    @_translated
    async def get(self, key: str) -> bytes | None:
        """Value of `key`, none if it does not exist."""
        value: bytes | None = await self._redis.get(key)
        return value

    @_translated
    async def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Sets `key` for `ttl_seconds`."""
        await self._redis.set(key, value, px=max(1, int(ttl_seconds * 1000)))

    @_translated
    async def delete(self, key: str) -> None:
        """Removes `key` if it exists."""
        await self._redis.delete(key)

    @_translated
    async def keys(self, prefix: str) -> tuple[str, ...]:
        """Names of the living keys that begin with `prefix`, sorted."""
        return tuple(sorted([key.decode() async for key in self._redis.scan_iter(match=f"{prefix}*", count=500)]))

    @_translated
    async def acquire(self, key: str, owner: str, ttl_seconds: float) -> bool:
        """Takes or renews a lease."""
        milliseconds = max(1, int(ttl_seconds * 1000))
        return bool(await self._redis.eval(_ACQUIRE, 1, key, owner, milliseconds))

    @_translated
    async def release(self, key: str, owner: str) -> None:
        """Gives a lease back."""
        await self._redis.eval(_RELEASE, 1, key, owner)

    async def _ensure_group(self, stream: str, group: str) -> None:
        if (stream, group) in self._groups:
            return
        try:
            await self._redis.xgroup_create(stream, group, id="0", mkstream=True)
        except exceptions.ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise
        self._groups.add((stream, group))

    async def _open(self, channel: str) -> None:
        """Subscribes and waits for Redis to confirm it: what is published before is not heard."""
        await self.start()
        confirmed = self._confirmed[channel] = asyncio.Event()
        try:
            async with asyncio.timeout(self._patience_seconds):
                await self._connected.wait()
                async with self._writing:
                    await self._pubsub.subscribe(channel)
                await confirmed.wait()
        except (*LOST, TimeoutError) as error:
            raise BusUnavailable("Redis does not confirm a subscription; is it running?") from error
        finally:
            self._confirmed.pop(channel, None)

    async def _shut(self, channel: str) -> None:
        if self._connected.is_set():
            with contextlib.suppress(*LOST):
                async with self._writing:
                    await self._pubsub.unsubscribe(channel)

    async def _read(self) -> None:
        """Reads for the process's lifetime; after a loss, subscribes again to every channel."""
        lost = False
        # Asked each time round: redis-py's own time limits may take a cancellation for theirs and swallow it.
        while not self._closing:
            try:
                if not self._connected.is_set():
                    await self._connect()
                    if lost:
                        log.info("bus connected again")
                        lost = False
                message = await self._pubsub.get_message(timeout=1.0)
                if message is not None:
                    self._handle(message)
            except (*LOST, exceptions.RedisError):
                self._connected.clear()
                if not lost:
                    log.warning("bus connection lost; trying again")
                    lost = True
                await asyncio.sleep(RECONNECT_SECONDS)

    async def _connect(self) -> None:
        async with self._writing:
            with contextlib.suppress(*LOST):
                await self._pubsub.aclose()
            self._pubsub = self._listener.pubsub()
            await self._pubsub.subscribe(self._own_channel, *self._hub.channels)
            self._connected.set()

    def _handle(self, message: dict[str, Any]) -> None:
        channel = message["channel"].decode()
        if message["type"] == "subscribe" and channel in self._confirmed:
            self._confirmed[channel].set()
        elif message["type"] == "message":
            try:
                header, payload = codec.decode(message["data"])
                self._hub.deliver(Message(channel, decode(header), payload))
            except BadInput as error:
                log.warning("unreadable message dropped", extra={"channel": channel, "reason": error.message})
