"""What the environment says to stt-service. Read once, in `app.py`."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from prism_core.settings import Gpu, ServiceSettings


class Settings(ServiceSettings):
    """Defaults work on a laptop without GPU, network or keys; what is set to nothing is as if not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    stt_engine: Literal["auto", "whisper", "embedded"] = Field(default="auto", validation_alias="STT_ENGINE")
    """`auto` chooses by what is here; `whisper` or `embedded` insists."""
    whisper_model: str = Field(default="auto", validation_alias="WHISPER_MODEL")
    """A name such as `large-v3`, `large-v3-turbo` or `small`, the path of a model directory, or `auto`: `large-v3`
    on a GPU, else the largest that the processor keeps up with among those that are here (`tiny.en` always is)."""
    gpu_enabled: Gpu = Field(default="auto", validation_alias="GPU_ENABLED")
    """`true` wants a GPU and says so where there is none, `false` never uses one."""
    precision: Literal["auto", "float16", "int8", "int8_float16", "float32"] = Field(
        default="auto", validation_alias="STT_PRECISION"
    )
    """What Whisper computes in; `auto`: float16 on a GPU, int8 on a processor."""
    batch_size: int = Field(default=0, validation_alias="BATCH_SIZE", ge=0, le=64)
    """Windows of 28 s of a long recording that Whisper hears together; 0: 8 on a GPU, 1 on a processor."""
    max_workers: int = Field(default=2, validation_alias="MAX_WORKERS", ge=1, le=32)
    """Utterances heard at the same time."""
    largest_upload_mib: int = Field(default=512, validation_alias="STT_MAX_UPLOAD_MIB", ge=1)
    """Largest file that is taken, in MiB; larger ones are refused before they are read. The gateway has a limit too."""
    model_dir: Path | None = Field(default=None, validation_alias="PRISM_MODEL_DIR")
    """Where models are kept and downloaded to; `models` in the data folder when not set."""
