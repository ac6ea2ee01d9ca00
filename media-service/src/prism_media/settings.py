"""What the environment says to media-service; read once, in `app.py`."""

from pydantic import Field, SecretStr

from prism_core import fleet
from prism_core.settings import ServiceSettings


class Settings(ServiceSettings):
    """Settings of media-service."""

    allowed_networks: str = Field(default="", validation_alias="PRISM_ALLOWED_NETWORKS")
    """Networks besides the public internet that channels, playlists and guides may lie in, separated by commas:
    CIDR such as 192.168.1.0/24, or `private`, or `loopback`."""
    database_url: SecretStr = Field(default=SecretStr(""), validation_alias="PRISM_DATABASE_URL")
    """PostgreSQL database to use, as postgresql://user:password@host:5432/database; else SQLite in the data folder."""
    database_connections: int = Field(default=10, validation_alias="PRISM_DATABASE_CONNECTIONS", ge=2, le=200)
    """Most connections to the database at the same time."""
    demo_channels: bool = Field(default=True, validation_alias="PRISM_DEMO_CHANNELS")
    """Whether the three built-in channels exist."""
    demo_prepare: bool = Field(default=True, validation_alias="PRISM_DEMO_PREPARE")
    """Whether they are made in the background after the start; else when somebody first watches one."""
    tts_url: str = Field(default=fleet.TTS.url, validation_alias=fleet.TTS.url_variable)
    """Address of tts-service, whose voice reads on Prism Stories."""
    ffmpeg: str | None = Field(default=None, validation_alias="PRISM_FFMPEG")
    """Path of ffmpeg; else the one on PATH, else the bundled one."""
