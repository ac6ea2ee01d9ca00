"""tts-service: turns sentences into speech with visemes on the clock of the sound."""

from prism_core.bus import Bus, RedisBus
from prism_core.requests import EngineInfo, Synthesize
from prism_core.service import Service, serve
from prism_tts.alignment import Aligner
from prism_tts.engines.choice import Choice, choose, create_engine, find_installed
from prism_tts.engines.espeak import EspeakReference
from prism_tts.engines.references import References
from prism_tts.engines.standby import Standby
from prism_tts.router import speech_router
from prism_tts.settings import Settings
from prism_tts.speaker import Speaker
from prism_tts.voices import voices_router
from prism_tts.worker import Synthesizer


def create_app(settings: Settings, bus: Bus | None = None) -> Service:
    """Wires the service; tests pass a `MemoryBus` and settings of their own."""
    on_bus = bus or RedisBus(settings.redis_url)
    choice = choose(
        settings.model,
        gpu_enabled=settings.gpu_enabled,
        licence_agreed=settings.licence_agreed,
        installed=find_installed(settings.gpu_enabled),
    )
    standby = create_engine(
        choice, settings.voices_dir, settings.data_dir / "voices-heard", settings.data_dir / "models"
    )
    references = References(settings.voices_dir)
    speaker = Speaker(standby.current, Aligner(EspeakReference()), settings.language)
    return Service(
        name="tts",
        bus=on_bus,
        start=standby.load,
        stop=standby.unload,
        work={Synthesize: Synthesizer(speaker).synthesize},
        routers=[speech_router(speaker, references.voices), voices_router(standby.current, references)],
        concurrency=settings.max_workers,
        drain_seconds=settings.drain_seconds,
        describe=lambda: _described(standby, choice),
    )


def _described(standby: Standby, choice: Choice) -> EngineInfo:
    engine = standby.current()
    device = choice.device if engine.name == "xtts" else "cpu"
    reason = "; ".join(filter(None, (choice.reason, standby.notice)))
    notice = standby.notice or choice.notice
    return EngineInfo(engine=engine.name, model=engine.model, device=device, reason=reason, notice=notice)


def main() -> None:
    """Runs the service until SIGTERM."""
    settings = Settings()
    serve(create_app(settings), settings)
