"""What the environment says to tts-service."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from prism_core.settings import Gpu, ServiceSettings


class Settings(ServiceSettings):
    """Settings of tts-service; the defaults speak on a laptop without GPU, keys or network.

    What is set to nothing is as if not set.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True)

    model: str = Field(default="auto", validation_alias="TTS_MODEL")
    """Voice engine: `auto`, `embedded`, `espeak`, `xtts_v2`, or the folder of an XTTS v2 checkpoint."""
    gpu_enabled: Gpu = Field(default="auto", validation_alias="GPU_ENABLED")
    """`true` wants a GPU and says so where there is none, `false` never uses one; without one, XTTS v2 speaks only
    where it is asked for by name."""
    max_workers: int = Field(default=2, validation_alias="MAX_WORKERS", ge=1, le=64)
    """Sentences spoken at the same time."""
    voices_dir: Path = Field(default=Path("voices"), validation_alias="PRISM_VOICES_DIR")
    """Folder of reference recordings for XTTS v2: `lumen.wav`, `lumen_happy.wav` … for emotions, and cloned voices."""
    language: str = Field(default="en", validation_alias="PRISM_LANGUAGE")
    """BCP 47 tag of what is spoken where nothing tells."""
    licence_agreed: bool = Field(default=False, validation_alias="COQUI_TOS_AGREED")
    """Whether you agree to the Coqui Public Model License (https://coqui.ai/cpml, non-commercial), under which
    XTTS v2's weights come."""
