"""Which engine and model to use: a pure choice, with its reason in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
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
GPU_BATCH = 8
"""On a processor it is 1, since a viewer would wait for a whole batch of somebody else's."""
CPU_LADDER = (
    ("large-v3-turbo", 12), ("distil-large-v3", 12), ("medium", 8), ("small", 4), ("small.en", 4),
    ("base", 2), ("base.en", 2), ("tiny", 1), ("tiny.en", 1),
)  # fmt: skip
"""Models, best first, and the cores from which int8 answers before a viewer grows impatient: measured for `base` and
`tiny.en` (bench/stt.py), from faster-whisper's published CPU timings for the others."""

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")

Precision = Literal["float16", "int8", "int8_float16", "float32"]


@dataclass(frozen=True)
class Wanted:
    """What the settings ask for; see `settings.py` for each."""

    engine: Literal["auto", "whisper", "embedded"] = "auto"
    model: str = "auto"
    gpu: Gpu = "auto"
    precision: Literal["auto"] | Precision = "auto"
    batch_size: int = 0
    workers: int = 1
    model_dir: Path = Path("models")


@dataclass(frozen=True)
class Choice:
    """The engine, its model and device, and why."""

    engine: EngineName
    model: str
    device: Literal["cpu", "cuda"]
    compute_type: Precision
    reason: str
    threads: int = 0
    """Processor threads of one utterance; 0 leaves it to CTranslate2."""
    batch_size: int = 1
    """Windows of a long recording that are heard together."""


def usable(
    wanted: Wanted, *, installed: frozenset[str], gpu: bool, cores: int, cached: Callable[[str], bool]
) -> tuple[Wanted, str]:
    """`wanted`, or what can be had where that cannot be, with the reason: a viewer is heard all the same."""
    try:
        choose(wanted, installed=installed, gpu=gpu, cores=cores, cached=cached)
    except BadInput as error:
        return replace(wanted, engine="auto", model="auto", gpu="auto", precision="auto"), error.message
    return wanted, ""


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
        slow = "" if on_gpu else _slowness(wanted.model, cores)
        return _whisper(wanted, wanted.model, on_gpu, cores, f"WHISPER_MODEL names it{slow}")
    if on_gpu:
        return _whisper(wanted, GPU_MODEL, True, cores, "the most accurate one, since there is a GPU")
    return _for_processor(wanted, installed, cores, cached)


def _for_processor(wanted: Wanted, installed: frozenset[str], cores: int, cached: Callable[[str], bool]) -> Choice:
    able = [model for model, needed in CPU_LADDER if cores >= needed] or [CPU_LADDER[-1][0]]
    here = next((model for model in able if cached(model)), None)
    if here is not None:
        better = "" if here == able[0] else f"; WHISPER_MODEL={able[0]} would be downloaded and kept up with too"
        reason = f"no GPU; the largest model here that {_cores(cores)} up with{better}"
        return _whisper(wanted, here, False, cores, reason)
    if wanted.engine == "whisper":
        return _whisper(wanted, able[0], False, cores, f"no GPU; the largest model that {_cores(cores)} up with")
    reason = f"no GPU, and none of the models that {_cores(cores)} up with is here ({', '.join(able)})"
    return _embedded(f"{reason}: name one in WHISPER_MODEL to download it", installed)


def _cores(cores: int) -> str:
    return "1 core keeps" if cores == 1 else f"{cores} cores keep"


def _slowness(model: str, cores: int) -> str:
    """A warning where the processor is too small for a model that somebody asked for."""
    needed = dict(CPU_LADDER).get(model, 12 if model in MODELS else 0)
    if cores >= needed:
        return ""
    return f", though {_cores(cores)} up with smaller ones only (this one wants {needed}, or a GPU)"


def _refuse_unknown(model: str) -> None:
    if model == "auto" or model in MODELS or _HUB_NAME.fullmatch(model) or Path(model).is_dir():
        return
    raise BadInput(
        f"WHISPER_MODEL {model!r} is no model: use auto, {', '.join(MODELS)}, the path of a directory, or owner/name"
    )


def _whisper(wanted: Wanted, model: str, on_gpu: bool, cores: int, reason: str) -> Choice:
    """float16 where there is a GPU for it, int8 on a processor, unless the settings say otherwise.

    Raises:
        BadInput: a precision that the device does not compute.
    """
    batch_size = wanted.batch_size or (GPU_BATCH if on_gpu else 1)
    if on_gpu:
        precision: Precision = "float16" if wanted.precision == "auto" else wanted.precision
        return Choice("whisper", model, "cuda", precision, reason, batch_size=batch_size)
    if wanted.precision in ("float16", "int8_float16"):
        raise BadInput(f"STT_PRECISION is {wanted.precision}, which needs a GPU: use int8, float32 or auto")
    precision = "int8" if wanted.precision == "auto" else wanted.precision
    return Choice("whisper", model, "cpu", precision, reason, threads=cores, batch_size=batch_size)


def _embedded(reason: str, installed: frozenset[str]) -> Choice:
    if "pocketsphinx" not in installed:
        raise BadInput("the embedded engine needs pocketsphinx: install it, or name a model in WHISPER_MODEL")
    return Choice("embedded", "en-us", "cpu", "int8", reason)
