"""llm-service: what was meant, and what to answer."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from prism_core.background import lasting
from prism_core.bus import Bus, RedisBus
from prism_core.ffmpeg import find_ffmpeg
from prism_core.requests import EngineInfo, Reply, Understand
from prism_core.service import Service, serve
from prism_llm.channel_names import keep_names
from prism_llm.completions import completions_router
from prism_llm.conversation import Conversation
from prism_llm.engines import Engine
from prism_llm.engines.models import OllamaModels
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI
from prism_llm.engines.pulling import Pulling
from prism_llm.engines.selection import Selection
from prism_llm.following import Following
from prism_llm.media import Media
from prism_llm.past import Pasts
from prism_llm.recall import OllamaEmbedder, Recall
from prism_llm.reply import Replier
from prism_llm.responder.data import Data
from prism_llm.responder.scores import Scores
from prism_llm.router import language_router
from prism_llm.settings import Settings
from prism_llm.sight.frames import Frames
from prism_llm.sight.looking import Looking
from prism_llm.surroundings import Surroundings
from prism_llm.tools.servers import Servers
from prism_llm.tools.using import Toolbox
from prism_llm.tools.wishes import Wishes
from prism_llm.understanding import create_understander
from prism_llm.worker import LanguageWorker


def create_app(settings: Settings, bus: Bus | None = None, media: Media | None = None) -> Service:
    """Wire the service; tests pass a `MemoryBus`, a `Media` on a fake transport and settings of their own."""
    bus = bus or RedisBus(settings.redis_url)
    media = media or Media(settings.media_url)
    selection = _selection(settings)
    understander = create_understander()
    following = Following(bus)
    servers = Servers(settings.servers(), time.monotonic)
    toolbox = Toolbox(servers, Wishes(bus)) if settings.tools else None
    pasts = Pasts(bus, lambda: selection.engine, settings.context_tokens)
    models = OllamaModels(settings.ollama_host)
    pulling = Pulling(models, _models_of(settings), selection.check)
    surroundings = Surroundings(media, following, _recall(settings, models))
    conversation = Conversation(selection, surroundings, pasts, toolbox, random.Random(), settings.context_tokens)
    data = Data(
        media,
        lambda text: understander.understand(text).commands,
        following,
        lambda: selection.engine is not None,
        Scores(servers),
    )
    eyes = _eyes(settings)
    looking = Looking(Frames(find_ffmpeg), media, following, eyes)
    replier = Replier(data, looking, conversation, lambda: datetime.now().astimezone())
    worker = LanguageWorker(understander, replier)

    @asynccontextmanager
    async def background() -> AsyncIterator[None]:
        tasks = [
            asyncio.create_task(lasting("check engines", selection.keep), name="check engines"),
            asyncio.create_task(
                lasting("channel names", lambda: keep_names(media, understander)), name="channel names"
            ),
            asyncio.create_task(lasting("captions", following.follow), name="captions"),
            asyncio.create_task(lasting("summaries", pasts.summarise), name="summaries"),
            *([asyncio.create_task(lasting("models", pulling.keep), name="models")] if settings.ollama_pull else ()),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await servers.close()
            await media.close()
            await selection.close()
            await models.close()
            if eyes is not None:
                await eyes.close()

    return Service(
        name="llm",
        bus=bus,
        start=selection.check,
        work={Understand: worker.understand, Reply: worker.reply},
        routers=[language_router(understander), completions_router(selection, replier, understander)],
        concurrency=settings.concurrency,
        drain_seconds=settings.drain_seconds,
        describe=lambda: _described(selection, pulling),
        details=pulling.details,
        lifespan=background,
    )


def _selection(settings: Settings) -> Selection:
    first, stall = settings.first_seconds, settings.stall_seconds
    openai = None
    if settings.base_url:
        openai = OpenAI(
            settings.base_url, settings.model, key=settings.api_key, first_seconds=first, stall_seconds=stall
        )
    ollama = Ollama(
        settings.ollama_host,
        settings.ollama_model,
        keep_alive=settings.keep_alive,
        first_seconds=first,
        stall_seconds=stall,
        context_tokens=settings.context_tokens,
    )
    return Selection(settings.engine, ollama, openai, settings.base_url)


def _models_of(settings: Settings) -> tuple[str, ...]:
    """Those that Ollama should have, the most important first; another server brings its own to talk and see."""
    talks = "" if settings.base_url else settings.ollama_model
    sees = "" if settings.base_url and settings.vision_model else settings.ollama_vision_model
    return tuple(filter(None, (talks, settings.ollama_embed_model, sees)))


def _described(selection: Selection, pulling: Pulling) -> EngineInfo:
    info = selection.describe()
    return info.model_copy(update={"notice": pulling.notice}) if pulling.notice else info


def _recall(settings: Settings, models: OllamaModels) -> Recall:
    model = settings.ollama_embed_model
    return Recall(OllamaEmbedder(models, model) if model else None)


def _eyes(settings: Settings) -> Engine | None:
    first, stall = settings.first_seconds, settings.stall_seconds
    if settings.base_url and settings.vision_model:
        return OpenAI(
            settings.base_url, settings.vision_model, key=settings.api_key, first_seconds=first, stall_seconds=stall
        )
    if not settings.ollama_vision_model:
        return None
    return Ollama(
        settings.ollama_host,
        settings.ollama_vision_model,
        keep_alive=settings.keep_alive,
        first_seconds=first,
        stall_seconds=stall,
    )


def main() -> None:
    """Run the service."""
    settings = Settings()
    serve(create_app(settings), settings)


if __name__ == "__main__":
    main()
