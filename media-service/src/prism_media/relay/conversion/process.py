"""One run of ffmpeg: fed through sockets of ours, read from its stdout, and gone when it is closed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence

from prism_media.relay.conversion.probe import Probe, parse

_CHUNK = 1 << 16
_PROBE_SECONDS = 15.0
_LINES = 400
"""Kept of what it says: a report on twenty tracks with their metadata has about 200."""
_LONGEST_LINE = 4096
_ADDRESS = re.compile(r"(?:\w+://|pipe:|file:)\S*")
_ORIGIN = re.compile(r"^\[[^\]]*\]\s*")

Arguments = Callable[[Sequence[str]], list[str]]
"""The addresses of the feeds (`pipe:5`, …) → ffmpeg's arguments."""


class Ffmpeg:
    """A running ffmpeg. Its feeds are read only as fast as it reads, and it writes only as fast as it is read."""

    def __init__(self, process: asyncio.subprocess.Process, feeds: list[asyncio.Task[None]]) -> None:
        self._process = process
        self._feeds = feeds
        self._said: deque[str] = deque(maxlen=_LINES)
        self._listening = asyncio.create_task(self._listen(), name="ffmpeg messages")

    @classmethod
    async def start(cls, program: str, arguments: Arguments, feeds: Sequence[AsyncIterator[bytes]] = ()) -> Ffmpeg:
        """Start ffmpeg with a socket for each feed; the feeds are closed with it."""
        pairs = [socket.socketpair() for _ in feeds]
        theirs = [pair[1] for pair in pairs]
        try:
            process = await asyncio.create_subprocess_exec(
                program,
                *arguments([f"pipe:{end.fileno()}" for end in theirs]),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                # The bridge is on this machine, wherever a proxy may be.
                env={**os.environ, "no_proxy": "*"},
                pass_fds=[end.fileno() for end in theirs],
            )
        except BaseException:
            for ours, _ in pairs:
                ours.close()
            raise
        finally:
            for end in theirs:
                end.close()
        tasks = [
            asyncio.create_task(_pour(feed, ours), name="ffmpeg feed")
            for feed, (ours, _) in zip(feeds, pairs, strict=True)
        ]
        return cls(process, tasks)

    async def output(self) -> AsyncGenerator[bytes, None]:
        """Yield what it writes, until it ends.

        Raises:
            PrismError: what a feed raised.
        """
        assert self._process.stdout is not None
        while chunk := await self._process.stdout.read(_CHUNK):
            yield chunk
        for feed in self._feeds:
            if feed.done() and not feed.cancelled() and (error := feed.exception()):
                raise error

    async def ended(self) -> int:
        """Its exit status, once it has ended."""
        status = await self._process.wait()
        await self._listening
        return status

    @property
    def reason(self) -> str:
        """The last thing it complained about, without addresses."""
        lines = [line for line in self._said if "error" in line.lower() or "invalid" in line.lower()]
        line = (lines or list(self._said) or ["it ended without a word"])[-1]
        return _ADDRESS.sub("the source", _ORIGIN.sub("", line)).strip()[:200]

    @property
    def said(self) -> str:
        """Everything it said lately."""
        return "\n".join(self._said)

    async def close(self) -> None:
        """Kill it: it keeps nothing that would have to be finished."""
        for feed in self._feeds:
            feed.cancel()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await asyncio.gather(*self._feeds, self._listening, return_exceptions=True)
        await self._drain()
        await self._process.wait()

    async def _drain(self) -> None:
        # The pipe's transport closes, and with it the process object, only when its end was read.
        assert self._process.stdout is not None
        while await self._process.stdout.read(1 << 20):
            pass

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        rest = b""
        # Not by `readline`, which raises at a line of 64 KiB: titles and descriptions in streams may be longer.
        while chunk := await self._process.stderr.read(_CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            self._said += [line[:_LONGEST_LINE].decode(errors="replace").rstrip() for line in lines]
            rest = rest[:_LONGEST_LINE]
        if rest:
            self._said.append(rest.decode(errors="replace").rstrip())


async def _pour(feed: AsyncIterator[bytes], end: socket.socket) -> None:
    _, writer = await asyncio.open_connection(sock=end)
    try:
        async for chunk in feed:
            writer.write(chunk)
            await writer.drain()
    except (ConnectionError, BrokenPipeError):
        return  # ffmpeg has ended; why is for its reader to tell
    finally:
        writer.close()
        if (close := getattr(feed, "aclose", None)) is not None:
            await close()


async def probe(program: str, arguments: Arguments, head: bytes | None = None) -> tuple[Probe, str]:
    """What ffmpeg finds in an input, and what it complained of. `head` is fed to it where it reads a pipe."""
    running = await Ffmpeg.start(program, arguments, [] if head is None else [_once(head)])
    try:
        async with asyncio.timeout(_PROBE_SECONDS):
            await running.ended()
    except TimeoutError:
        pass
    finally:
        await running.close()
    return parse(running.said), running.reason


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
