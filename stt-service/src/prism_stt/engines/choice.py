"""Which engine and model to use: a pure choice, with its reason in words."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prism_core.errors import BadInput

EngineName = Literal["whisper", "embedded"]
Gpu = Literal["auto", "true", "false"]

MODELS = (
    "tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en", "large-v1", "large-v2",
    "large-v3",
    "large", "large-v3-turbo", "turbo", "distil-small.en", "distil-medium.en", "distil-large-v2", "distil-large-v3",
    "distil-large-v3.5",
)  # fmt: skip
"""Names that faster-whisper 1.2 can download."""
GPU_MODEL = "large-v3"
CPU_LADDER = (("large-v3-turbo", 12), ("small", 4), ("base", 2), ("tiny", 1))
"""Model, and the cores from which int8 hears faster than people speak (faster-whisper's published CPU timings)."""


@dataclass(frozen=True)
class Wanted:
    """What the settings ask for; see `settings.py` for each."""

    engine: Literal["auto", "whisper", "embedded"] = "auto"
    model: str = "auto"
    gpu: Gpu = "auto"
    batch_size: int = 8
    workers: int = 1
    model_dir: Path = Path("models")


@dataclass(frozen=True)
class Choice:
    """The engine, its model and device, and why."""

    engine: EngineName
    model: str
    device: Literal["cpu", "cuda"]
    compute_type: Literal["float16", "int8"]
    reason: str


def choose(
    wanted: Wanted, *, installed: frozenset[str], gpu: bool, cores: int, cached: Callable[[str], bool]
) -> Choice:
    """What to run.

    Args:
        wanted: the settings.
        installed: packages that are here, of `faster_whisper` and `pocketsphinx`.
        gpu: whether a usable NVIDIA GPU is here.
        cores: processor cores.
        cached: whether the files of a model are here, so that nothing needs to be downloaded.

    Raises:
        BadInput: a model name that nobody has; a GPU that is demanded and absent; an engine that is not installed.
    """
    if wanted.gpu == "true" and not gpu:
        raise BadInput("GPU_ENABLED is true, and no NVIDIA GPU is usable here: install its driver, or set it to auto")
    _refuse_unknown(wanted.model)
    on_gpu = gpu and wanted.gpu != "false"
    if wanted.engine == "embedded":
        return _embedded("STT_ENGINE asks for it", installed)
    if "faster_whisper" not in installed:
        if wanted.engine == "whisper":
            raise BadInput("STT_ENGINE is whisper, and faster-whisper is not installed: install it, or set auto")
        return _embedded("faster-whisper is not installed", installed)
    if wanted.model != "auto":
        return _whisper(wanted.model, on_gpu, "WHISPER_MODEL names it")
    if on_gpu:
        return _whisper(GPU_MODEL, True, "the most accurate one, since there is a GPU")
    return _for_processor(wanted, installed, cores, cached)


def _for_processor(wanted: Wanted, installed: frozenset[str], cores: int, cached: Callable[[str], bool]) -> Choice:
    able = [model for model, needed in CPU_LADDER if cores >= needed] or [CPU_LADDER[-1][0]]
    for model in able:
        if cached(model):
            return _whisper(model, False, f"no GPU; the largest model here that {cores} cores keep up with")
    if wanted.engine == "whisper":
        return _whisper(able[0], False, f"no GPU; the largest model that {cores} cores keep up with")
    reason = f"no GPU, and none of the models that {cores} cores keep up with is here ({', '.join(able)})"
    return _embedded(f"{reason}: name one in WHISPER_MODEL to download it", installed)


def _refuse_unknown(model: str) -> None:
    if model == "auto" or model in MODELS or "/" in model or Path(model).is_dir():
        return
    raise BadInput(f"WHISPER_MODEL {model!r} is no model: use auto, {', '.join(MODELS)}, or the path of a directory")


def _whisper(model: str, on_gpu: bool, reason: str) -> Choice:
    if on_gpu:
        return Choice("whisper", model, "cuda", "float16", reason)
    return Choice("whisper", model, "cpu", "int8", reason)


def _embedded(reason: str, installed: frozenset[str]) -> Choice:
    if "pocketsphinx" not in installed:
        raise BadInput("the embedded engine needs pocketsphinx: install it, or name a model in WHISPER_MODEL")
    return Choice("embedded", "en-us", "cpu", "int8", reason)
