"""stt-service: turns utterances into text. Only wiring is here."""

from functools import partial

from prism_core.bus import Bus, RedisBus
from prism_core.requests import EngineInfo, Transcribe, TranscribeInBackground, TranscribeSoFar
from prism_core.service import Service, serve

from .engines import Engine, create_engine
from .engines.choice import Wanted, usable
from .engines.models import count_cores, find_gpu, find_installed, model_path
from .router import router
from .settings import Settings
from .worker import Transcriber


def create_app(settings: Settings, bus: Bus | None = None) -> Service:
    """Wires the service; tests pass a `MemoryBus` and settings of their own."""
    bus = bus or RedisBus(settings.redis_url)
    model_dir = settings.model_dir or settings.data_dir / "models"
    wanted = Wanted(
        engine=settings.stt_engine,
        model=settings.whisper_model,
        gpu=settings.gpu_enabled,
        precision=settings.precision,
        batch_size=settings.batch_size,
        workers=settings.max_workers,
        model_dir=model_dir,
    )
    installed, cores = find_installed(), count_cores()
    gpu = settings.gpu_enabled != "false" and find_gpu()

    def cached(model: str) -> bool:
        return model_path(model, model_dir) is not None

    wanted, trouble = usable(wanted, installed=installed, gpu=gpu, cores=cores, cached=cached)
    engine = create_engine(wanted, installed=installed, gpu=gpu, cores=cores, cached=cached)
    transcriber = Transcriber(engine, settings.max_workers)

    def stop() -> None:
        transcriber.close()
        engine.close()

    return Service(
        name="stt",
        bus=bus,
        start=engine.load,
        stop=stop,
        work={
            Transcribe: transcriber.transcribe,
            TranscribeSoFar: transcriber.transcribe_so_far,
            TranscribeInBackground: transcriber.transcribe_behind,
        },
        routers=[router(transcriber, engine, settings.largest_upload_mib << 20)],
        concurrency=settings.max_workers,
        drain_seconds=settings.drain_seconds,
        describe=partial(_described, engine, trouble),
    )


def _described(engine: Engine, trouble: str) -> EngineInfo:
    """The engine that hears, and what of the settings could not be done."""
    info = engine.describe()
    if not trouble:
        return info
    return info.model_copy(update={"reason": f"{trouble}; {info.reason}", "notice": trouble})


def main() -> None:
    """Runs the service until SIGTERM."""
    settings = Settings()
    serve(create_app(settings), settings)
