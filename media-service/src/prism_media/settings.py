"""What the environment says to media-service; read once, in `app.py`."""

from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator

from prism_core import fleet
from prism_core.settings import ServiceSettings
from prism_media.accounts.oidc.settings import OidcSettings

_SHORTEST_SECRET = 32


class Settings(ServiceSettings, OidcSettings):
    """Settings of media-service."""

    allowed_networks: str = Field(default="", validation_alias="PRISM_ALLOWED_NETWORKS")
    """Networks besides the public internet that channels, playlists and guides may lie in, separated by commas:
    CIDR such as 192.168.1.0/24, or `private`, or `loopback`."""
    database_url: SecretStr = Field(default=SecretStr(""), validation_alias="PRISM_DATABASE_URL")
    """PostgreSQL database to use, as postgresql://user:password@host:5432/database; else SQLite in the data folder."""
    database_connections: int = Field(default=10, validation_alias="PRISM_DATABASE_CONNECTIONS", ge=2, le=200)
    """Most connections to the database at the same time."""
    secret_key: SecretStr = Field(default=SecretStr(""), validation_alias="PRISM_SECRET_KEY")
    """Secret that sessions, profiles and stream addresses are signed and sealed with, 32 random characters or more;
    replicas with data folders of their own need the same one. Else one is made in the data folder."""
    auth: Literal["auto", "required", "open"] = Field(default="auto", validation_alias="PRISM_AUTH")
    """Whether one must sign in: `auto` where the gateway listens on more than loopback, `required` always, `open`
    never; that is refused where it listens on more than loopback, unless PRISM_AUTH_OPEN_TO_NETWORK is `yes`."""
    media_folders: str = Field(default="", validation_alias="PRISM_MEDIA_FOLDERS")
    """Folders of this machine with video and sound that may be added as sources, separated by commas; they must be
    readable for the service."""
    radio_directory: str = Field(default="https://all.api.radio-browser.info", validation_alias="PRISM_RADIO_DIRECTORY")
    """Where the directory of radio stations is entered, whose mirrors are then asked."""
    demo_channels: bool = Field(default=True, validation_alias="PRISM_DEMO_CHANNELS")
    """Whether the three built-in channels exist."""
    demo_prepare: bool = Field(default=True, validation_alias="PRISM_DEMO_PREPARE")
    """Whether they are made in the background after the start; else when somebody first watches one."""
    tts_url: str = Field(default=fleet.TTS.url, validation_alias=fleet.TTS.url_variable)
    """Address of tts-service, whose voice reads on Prism Stories."""
    conversions: int = Field(default=8, ge=0, validation_alias="PRISM_CONVERSIONS")
    """How many channels may be converted to HLS at once, each by an ffmpeg of its own. Passing streams on as they are
    takes one core for about a hundred; transcoding the picture of one takes about a core."""
    guide_languages: str = Field(default="", validation_alias="PRISM_GUIDE_LANGUAGES")
    """Languages whose titles are taken where a guide has several, best first, separated by commas: `en,de`."""
    guide_time_zone: str = Field(default="", validation_alias="PRISM_GUIDE_TIME_ZONE")
    """Zone of guides' times that name none, such as `Europe/Berlin`; empty: UTC."""
    ffmpeg: str | None = Field(default=None, validation_alias="PRISM_FFMPEG")
    """Path of ffmpeg; else the one on PATH, else the bundled one."""
    recordings_gib: float = Field(default=50.0, validation_alias="PRISM_RECORDINGS_GIB", gt=0)
    """GiB that recordings may take together; when they are full, none begins and those that run end."""
    recordings_free_gib: float = Field(default=1.0, validation_alias="PRISM_RECORDINGS_FREE_GIB", ge=0)
    """GiB that recordings leave free on the disk of the data folder."""
    recordings_at_once: int = Field(default=4, validation_alias="PRISM_RECORDINGS_AT_ONCE", ge=1, le=100)
    """Recordings that may run at the same time; others begin when one ends."""
    recording_height: int | None = Field(default=None, validation_alias="PRISM_RECORDING_HEIGHT", ge=100)
    """Lines of the picture at most, such as 720; else the best that a channel has."""
    recording_lead_seconds: int = Field(default=60, validation_alias="PRISM_RECORDING_LEAD_SECONDS", ge=0, le=3600)
    """Seconds that a recording begins before its programme."""
    recording_tail_seconds: int = Field(default=180, validation_alias="PRISM_RECORDING_TAIL_SECONDS", ge=0, le=7200)
    """Seconds that a recording goes on after its programme."""
    recording_open_seconds: int = Field(default=14400, validation_alias="PRISM_RECORDING_OPEN_SECONDS", ge=60)
    """Seconds after which a recording ends whose end neither the viewer nor the guide says."""

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        if 0 < len(secret.get_secret_value()) < _SHORTEST_SECRET:
            raise ValueError(f"PRISM_SECRET_KEY needs {_SHORTEST_SECRET} characters; `openssl rand -hex 32` makes some")
        return secret

    @field_validator("guide_time_zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone:
            try:
                ZoneInfo(zone)
            except (KeyError, OSError, ValueError) as error:  # not found, a folder's name, a path
                raise ValueError(f"PRISM_GUIDE_TIME_ZONE {zone!r} is no time zone; one is Europe/Berlin") from error
        return zone
