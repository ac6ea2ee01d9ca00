"""Settings that every service has. Each service adds its own and reads them once, in its `app.py`."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BeforeValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from prism_core import fleet

_SWITCHES = {"1": "true", "yes": "true", "on": "true", "0": "false", "no": "false", "off": "false", "": "auto"}


def _switch(value: object) -> str:
    word = str(value).strip().lower()
    return _SWITCHES.get(word, word)


Gpu = Annotated[Literal["auto", "true", "false"], BeforeValidator(_switch)]
"""Whether a GPU may be used, one setting for all engines: `auto` where one is usable."""


class ServiceSettings(BaseSettings):
    """What the environment says to any service of the fleet."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    bind_host: str = Field(default="127.0.0.1", validation_alias="PRISM_BIND_HOST")
    """Address this process listens on."""
    bind_port: int = Field(default=fleet.CONTAINER_PORT, validation_alias="PRISM_BIND_PORT", ge=0, le=65535)
    """Port this process listens on; a local run gives each service its own."""
    redis_url: str = Field(default="redis://127.0.0.1:6379/0", validation_alias="REDIS_URL")
    """Where Redis is; a local run starts one of its own when this is not set."""
    data_dir: Path = Field(default=Path("data"), validation_alias="PRISM_DATA_DIR")
    """Folder for everything that must outlive a restart."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", validation_alias="PRISM_LOG_LEVEL")
    """Least important log line that is written."""
    otlp_endpoint: str = Field(default="", validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    """OpenTelemetry collector (OTLP over HTTP) that gets the traces, such as http://collector:4318; none when empty."""
    trace_ratio: float = Field(default=1.0, validation_alias="OTEL_TRACES_SAMPLER_ARG", ge=0, le=1)
    """Share of the requests whose traces are exported."""
    drain_seconds: float = Field(default=10.0, validation_alias="PRISM_DRAIN_SECONDS", ge=0)
    """Seconds that running work may take after SIGTERM before it is cancelled."""


class FleetAddresses(BaseSettings):
    """Where the other services are, for those who ask them over HTTP."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    media_url: str = Field(default=fleet.MEDIA.url, validation_alias=AliasChoices(fleet.MEDIA.url_variable))
    """Address of media-service."""
    stt_url: str = Field(default=fleet.STT.url, validation_alias=AliasChoices(fleet.STT.url_variable))
    """Address of stt-service."""
    tts_url: str = Field(default=fleet.TTS.url, validation_alias=AliasChoices(fleet.TTS.url_variable))
    """Address of tts-service."""
    llm_url: str = Field(default=fleet.LLM.url, validation_alias=AliasChoices(fleet.LLM.url_variable))
    """Address of llm-service."""
    companion_url: str = Field(default=fleet.COMPANION.url, validation_alias=AliasChoices(fleet.COMPANION.url_variable))
    """Address of companion-service."""
