"""What the environment and `.env` say to a local run."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from prism_core.tls import TlsChoice


class FleetSettings(BaseSettings):
    """Where a local run listens, keeps its data and finds Redis."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True, env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", validation_alias="PRISM_HOST")
    """Address that the gateway listens on; `0.0.0.0` opens it to the network."""
    port: int = Field(default=4000, validation_alias="PRISM_PORT", ge=1, le=65535)
    """Port of the one address that viewers open."""
    tls: TlsChoice = Field(default="off", validation_alias="PRISM_TLS")
    """HTTPS: `off`; `auto` makes an authority and a certificate in the data folder, which `/trust` explains to
    devices; or files of your own as /path/cert.pem,/path/key.pem, taken up when they change. Off behind a proxy."""
    data_dir: Path = Field(default=Path("data"), validation_alias="PRISM_DATA_DIR")
    """Folder for everything that must outlive a restart."""
    redis_url: str | None = Field(default=None, validation_alias="REDIS_URL")
    """A Redis to use; when it is not set, a local run starts one of its own."""
    log_format: Literal["text", "json"] = Field(default="text", validation_alias="PRISM_LOG_FORMAT")
    """How log lines are shown: `text` for people, `json` as the services write them."""
    patience_seconds: float = Field(default=45.0, validation_alias="PRISM_START_PATIENCE_SECONDS", gt=0)
    """Seconds after which a start names the services that are not ready and why."""
    debug: bool = Field(default=False, validation_alias="PRISM_FLEET_DEBUG")
    """Show the supervisor's own details, such as each start of a process."""


def read_environment(env_file: Path, process: Mapping[str, str] | None = None) -> dict[str, str]:
    """The process environment (`os.environ` when not given) over what `env_file` says, if there is one."""
    from_file = {name: value for name, value in dotenv_values(env_file).items() if value is not None}
    return from_file | dict(os.environ if process is None else process)
