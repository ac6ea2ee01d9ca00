"""Lets torchaudio be imported beside a torch that was built without CUDA.

The registry's torchaudio is linked to CUDA's libraries and fails to load its extension where they are missing. XTTS
needs its filters and its resampler only, which are written in Python: the extension is left out.
"""

import importlib
import sys
from types import ModuleType

import torch

EXTENSION = "torchaudio._extension"


def prepare() -> None:
    """Call before the first import of torchaudio. Leaves a torchaudio alone that finds its libraries."""
    if torch.version.cuda is not None or "torchaudio" in sys.modules:
        return
    try:
        importlib.import_module("torchaudio")
    except (ImportError, OSError):
        for name in [name for name in sys.modules if name.split(".")[0] == "torchaudio"]:
            del sys.modules[name]
        sys.modules[EXTENSION] = _without_extension()


def _without_extension() -> ModuleType:
    """What torchaudio's own module is where its extension was not built."""
    module = ModuleType(EXTENSION)
    module.__dict__.update(_IS_TORCHAUDIO_EXT_AVAILABLE=False, _IS_ALIGN_AVAILABLE=False, fail_if_no_align=lambda f: f)
    return module
