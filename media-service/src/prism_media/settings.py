"""What the environment says to media-service; read once, in `app.py`."""

from pydantic import Field

from prism_core import fleet
from prism_core.settings import ServiceSettings


class Settings(ServiceSettings):
    """Settings of media-service."""

    allowed_networks: str = Field(default="", validation_alias="PRISM_ALLOWED_NETWORKS")
    """Networks besides the public internet that channels, playlists and guides may lie in, separated by commas:
    CIDR such as 192.168.1.0/24, or `private`, or `loopback`."""
    demo_channels: bool = Field(default=True, validation_alias="PRISM_DEMO_CHANNELS")
    """Whether the three built-in channels exist."""
    demo_prepare: bool = Field(default=True, validation_alias="PRISM_DEMO_PREPARE")
    """Whether they are made in the background after the start; else when somebody first watches one."""
    tts_url: str = Field(default=fleet.TTS.url, validation_alias=fleet.TTS.url_variable)
    """Address of tts-service, whose voice reads on Prism Stories."""
    ffmpeg: str | None = Field(default=None, validation_alias="PRISM_FFMPEG")
    """Path of ffmpeg; else the one on PATH, else the bundled one."""
