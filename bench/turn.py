"""What a voice turn takes beside its models: `.venv/bin/python bench/turn.py [--turns N]`.

A gateway's sessions, a Redis and the services' workers run as three processes as in the fleet; in place of the models
are answers that take no time, so all that is left is ours. Printed: milliseconds and how they are spread

- from the button's release to the final words, to the command at the player, and to the first sound of the answer;
- from the end of real speech ("mute the sound", known to the sample) to the final words, with an open microphone: the
  silence that endpointing waits for, and the rest;
- from the button, and from the first loud sample with an open microphone, to the moment at which a reply that is being
  spoken is cut off in the browser, and to the last piece of it that still arrived; the page fades out in 30 ms then.

Wall-clock time on a busy machine is the machine's, so its load and the processor's milliseconds a turn are printed too.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import uvloop
from fastapi import FastAPI

from prism_core import codec
from prism_core.bus import RedisBus
from prism_core.commands import Command
from prism_core.events import ChannelTarget, EnterProfile, MicrophoneHeader, PartyItem, PlaybackState
from prism_core.ports import Manner
from prism_core.requests import (
    Reply,
    SentenceResult,
    SpeechResult,
    Synthesize,
    Transcribe,
    TranscribeSoFar,
    TranscriptResult,
    Understand,
    Understanding,
)
from prism_core.testing import running, running_redis
from prism_core.work import WorkClient, Worker
from prism_gateway.adapters.bus_ports import BusLanguageModel, BusSpeechToText, BusTextToSpeech
from prism_gateway.adapters.voice_activity import SileroDetector
from prism_gateway.conversation.company import CompanyWish
from prism_gateway.conversation.listening import Listener
from prism_gateway.sessions.socket import Sockets
from prism_gateway.sessions.watching import Stretch
from prism_gateway.sessions.world import World
from prism_gateway.testing import SocketBrowser, connected

SPOKEN = Path(__file__).parents[1] / "stt-service" / "tests" / "data" / "said_mute.wav"
MUTE = Command.of("tv.mute", on=True)
NEAR = MicrophoneHeader(near=1.0, far=0.1).model_dump_json().encode()
"""What a page that knows its own sound says of a frame that is all the viewer's."""
STORY = "tell me a story"
FRAME_SECONDS = 0.032
FRAME_BYTES = 1024
LOUD = 500
"""Amplitude above which the recording speaks: its last such sample is the end of speech."""


async def transcribe(request: Transcribe, _sound: bytes) -> AsyncIterator[tuple[TranscriptResult, bytes]]:
    final = not isinstance(request, TranscribeSoFar)
    yield TranscriptResult(text="mute the sound", language="en", confidence=0.9, final=final), b""


async def understand(request: Understand, _payload: bytes) -> AsyncIterator[tuple[Understanding, bytes]]:
    commands = () if request.text == STORY else (MUTE,)
    yield Understanding(commands=commands, tier="bench", confidence=1.0), b""


async def reply(_request: Reply, _payload: bytes) -> AsyncIterator[tuple[SentenceResult, bytes]]:
    for _ in range(20):
        yield SentenceResult(text="once upon a time " * 10), b""


async def synthesize(request: Synthesize, _payload: bytes) -> AsyncIterator[tuple[SpeechResult, bytes]]:
    """A tenth of a second, and for a story ten seconds, made five times as fast as they are heard."""
    for index in range(100 if "once" in request.text else 1):
        if index:
            await asyncio.sleep(0.02)
        yield SpeechResult(sample_rate=24_000), bytes(2 * 2400)


async def work(redis: str) -> None:
    """The services: each asks for its own kind, as their processes do."""
    bus = RedisBus(redis)
    kinds = {
        Transcribe: transcribe,
        TranscribeSoFar: transcribe,
        Understand: understand,
        Reply: reply,
        Synthesize: synthesize,
    }
    await Worker(bus, "bench", kinds).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


class Nobody:
    """The viewer of a session without media-service."""

    async def profile(self, _sealed: str) -> str:
        """The one that there is."""
        return "default"

    async def name(self, _sealed: str) -> str:
        """None."""
        return ""

    async def named(self, _name: str, _sealed: str) -> EnterProfile | None:
        """Nobody else."""
        return None

    async def manner(self, _sealed: str) -> Manner | None:
        """As it is."""
        return None

    async def prefer(self, manner: Manner, sealed: str) -> None:
        """Forgets it."""

    async def company(self, _sealed: str) -> CompanyWish:
        """As it is."""
        return CompanyWish()

    async def watched(self, stretch: Stretch, sealed: str) -> None:
        """Forgets it."""


async def no_target(_command: Command, _sealed: str) -> ChannelTarget | None:
    return None


async def nothing_withheld(_item: PartyItem, _sealed: str) -> str:
    return ""


async def hints() -> tuple[str, ...]:
    return ("Prism Beat",)


async def sessions(redis: str) -> None:
    """The gateway's sessions on a socket of their own."""
    bus = RedisBus(redis)
    client = WorkClient(bus)
    await client.start()
    world = World(
        bus=bus,
        hearing=BusSpeechToText(client),
        mind=lambda state, viewer, *_: BusLanguageModel(client, state, viewer),
        voice=BusTextToSpeech(client),
        resolve=no_target,
        withheld=nothing_withheld,
        viewers=Nobody(),
        hints=hints,
        listener=lambda: Listener(SileroDetector()),
    )
    app = FastAPI()
    app.include_router(Sockets(world, frozenset()).router())
    async with running(app) as service:
        print(service.url, flush=True)
        await asyncio.Event().wait()


def part(name: str, redis: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, __file__, "--part", name, "--redis", redis], stdout=subprocess.PIPE)


def first_line(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def processor_seconds(processes: "list[subprocess.Popen[bytes]]") -> float:
    """What they have used of a processor so far (Linux)."""
    used = 0
    for process in processes:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


def arrived(browser: SocketBrowser, since: int, kind: str, inner: str | None = None) -> float:
    for message in browser.messages[since:]:
        final = message["type"] != "user-transcription" or message["data"]["final"]
        if message["type"] == kind and inner in (None, message["data"].get("type")) and final:
            return float(message["arrived"])
    raise LookupError(kind)


async def by_button(browser: SocketBrowser, speech: bytes, turns: int) -> dict[str, list[float]]:
    """Seconds after the button was let go."""
    found: dict[str, list[float]] = {"final words": [], "command at the player": [], "first sound": []}
    for _ in range(turns):
        since, voices = len(browser.messages), len(browser.voice)
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": True})
        await browser.say(speech)
        await asyncio.sleep(0.2)  # what was shown while the button was held is not part of it
        released = time.time()
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": False})
        await browser.until("bot-stopped-speaking", since=since)
        assert len(browser.voice) > voices
        found["final words"].append(arrived(browser, since, "user-transcription") - released)
        found["command at the player"].append(arrived(browser, since, "ui-command", "tv.command") - released)
        found["first sound"].append(arrived(browser, since, "bot-started-speaking") - released)
    return found


async def by_endpoint(browser: SocketBrowser, speech: bytes, end_seconds: float, turns: int) -> list[float]:
    """Seconds from the last loud sample, sent when it would have been heard, to the final words."""
    found = []
    sound = speech + bytes(2 * 16_000)
    for _ in range(turns):
        since, began = len(browser.messages), time.time()
        for index, start in enumerate(range(0, len(sound), FRAME_BYTES), 1):
            await asyncio.sleep(max(0.0, began + index * FRAME_SECONDS - time.time()))
            await browser.send_frame(sound[start : start + FRAME_BYTES])
        await browser.until("bot-stopped-speaking", since=since)
        found.append(arrived(browser, since, "user-transcription") - began - end_seconds)
    return found


async def by_hush(browser: SocketBrowser, speech: bytes, begin_seconds: float, turns: int) -> dict[str, list[float]]:
    """Seconds from the viewer's interruption to the cut, and to the last piece of the reply that still arrived."""
    found: dict[str, list[float]] = {}
    for how in ("button", "voice", "voice, echo known"):
        mode = "push_to_talk" if how == "button" else "open"
        for _ in range(turns):
            await browser.send("ui-event", {"type": "mic", "mode": mode, "speaking": None})
            since = len(browser.messages)
            await browser.type(STORY)
            await browser.until("bot-started-speaking", since=since)
            await asyncio.sleep(1)
            began = time.time()
            if how == "button":
                await browser.send("ui-event", {"type": "mic", "mode": mode, "speaking": True})
            else:
                for index, start in enumerate(range(0, len(speech), FRAME_BYTES), 1):
                    await asyncio.sleep(max(0.0, began + index * FRAME_SECONDS - time.time()))
                    frame = speech[start : start + FRAME_BYTES]
                    await browser.send_frame(codec.encode(NEAR, frame) if how == "voice, echo known" else frame)
                began += begin_seconds
            cut = await browser.until("bot-interrupted", since=since)
            await asyncio.sleep(0.5)
            last = max(h["arrived"] for h, _ in browser.voice if h["turn"] == cut["turn"])
            found.setdefault(f"{how} → reply cut off", []).append(cut["arrived"] - began)
            found.setdefault(f"{how} → last piece", []).append(max(0.0, last - began))
            if how == "button":
                await browser.send("ui-event", {"type": "mic", "mode": mode, "speaking": False})
            else:
                for _ in range(60):
                    await browser.send_frame(bytes(FRAME_BYTES))
            await asyncio.sleep(2)
    return found


def spread(seconds: list[float]) -> str:
    ordered = sorted(1000 * one for one in seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"p50 {statistics.median(ordered):6.1f}  p95 {p95:6.1f}  worst {ordered[-1]:6.1f}"


async def measure(url: str, processes: "list[subprocess.Popen[bytes]]", turns: int) -> None:
    with wave.open(str(SPOKEN)) as said:
        speech = said.readframes(said.getnframes())
    loud = [n for n in range(0, len(speech), 2) if abs(int.from_bytes(speech[n : n + 2], "little", signed=True)) > LOUD]
    begin_seconds, end_seconds = loud[0] / 2 / 16_000, loud[-1] / 2 / 16_000
    async with connected(url.replace("http", "ws") + "/ws") as browser:
        browser.state = PlaybackState(playing=True, channel_id="one", channel_name="One")
        await browser.report()
        await by_button(browser, speech, 5)  # connections and code are warm afterwards
        before = processor_seconds(processes)
        found = await by_button(browser, speech, turns)
        used = processor_seconds(processes) - before
        await browser.send("ui-event", {"type": "mic", "mode": "open", "speaking": None})
        await asyncio.sleep(1)
        ended = await by_endpoint(browser, speech, end_seconds, max(5, turns // 5))
        hushed = await by_hush(browser, speech, begin_seconds, max(5, turns // 10))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs; milliseconds of {turns} turns")
    for what, seconds in found.items():
        print(f"button let go → {what:22} {spread(seconds)}")
    print(f"sessions, services and Redis: {1000 * used / turns:.1f} ms of processor a turn, its sound included")
    print(f"end of speech → {'final words':22} {spread(ended)}")
    for what, seconds in hushed.items():
        print(f"{what:38} {spread(seconds)}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--turns", type=int, default=100)
    arguments.add_argument("--part", choices=("sessions", "work"), help=argparse.SUPPRESS)
    arguments.add_argument("--redis", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.part:
        uvloop.run({"sessions": sessions, "work": work}[given.part](given.redis))  # as the fleet does
        return
    with running_redis() as redis:
        worker, gateway = part("work", redis.url), part("sessions", redis.url)
        try:
            first_line(worker)
            asyncio.run(measure(first_line(gateway), [worker, gateway, redis.process], given.turns))
        finally:
            for process in (worker, gateway):
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
