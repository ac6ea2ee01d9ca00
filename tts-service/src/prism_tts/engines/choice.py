"""Which engine speaks, and why: a pure choice over what is wanted and what is installed."""

import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prism_core.requests import EngineDevice
from prism_tts.engines.embedded import EmbeddedEngine
from prism_tts.engines.espeak import EspeakEngine
from prism_tts.engines.standby import Standby

EngineName = Literal["embedded", "espeak", "xtts"]
Gpu = Literal["auto", "true", "false"]
KNOWN = ("auto", "embedded", "espeak", "xtts_v2")
LICENCE = "Coqui Public Model License (https://coqui.ai/cpml), non-commercial use only"


@dataclass(frozen=True, slots=True)
class Installed:
    """What this machine has.

    Attributes:
        coqui: whether coqui-tts, which runs XTTS v2, can be imported.
        cuda: whether torch sees a GPU.
    """

    coqui: bool
    cuda: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The engine to use; `checkpoint` is its folder, none for one that it fetches itself."""

    engine: EngineName
    reason: str
    device: EngineDevice = "cpu"
    checkpoint: Path | None = None
    notice: str = ""
    """Why the engine that was asked for cannot speak; empty where nothing else was asked for."""


def choose(wanted: str, *, gpu_enabled: Gpu, licence_agreed: bool, installed: Installed) -> Choice:
    """The engine for `wanted` (`TTS_MODEL`).

    What was asked for but cannot run gives the embedded voice, with the reason: a viewer hears something.
    """
    checkpoint = Path(wanted) if wanted not in KNOWN else None
    if checkpoint is not None and not checkpoint.is_dir():
        reason = f"TTS_MODEL={wanted!r} is neither a folder nor one of: {', '.join(KNOWN)}"
        return Choice("embedded", reason, notice=reason)
    if wanted in ("embedded", "espeak"):
        return Choice("espeak" if wanted == "espeak" else "embedded", f"TTS_MODEL={wanted} asks for it")
    cuda = installed.cuda and gpu_enabled != "false"
    lacking = _lacking(licence_agreed, installed.coqui, cuda, wanted, checkpoint)
    if lacking:
        asked = "XTTS v2 would sound better" if wanted == "auto" else f"TTS_MODEL={wanted} was asked for"
        reason = f"{asked}, but {'; '.join(lacking)}"
        asked_for = wanted != "auto" or (gpu_enabled == "true" and installed.coqui)
        return Choice("embedded", reason, notice=reason if asked_for else "")
    device: EngineDevice = "cuda" if cuda else "cpu"
    terms = "" if checkpoint is not None else f"; its weights come under the {LICENCE}, agreed to by COQUI_TOS_AGREED"
    return Choice("xtts", f"TTS_MODEL={wanted}, and all that XTTS v2 needs is here{terms}", device, checkpoint)


def create_engine(
    choice: Choice, voices_dir: Path, kept_dir: Path | None = None, models_dir: Path = Path("models")
) -> Standby:
    """The chosen engine behind the embedded one, not loaded yet; a large one's module is imported only now.

    Args:
        choice: from `choose`.
        voices_dir: folder of the reference recordings.
        kept_dir: where an engine keeps what it learnt from them.
        models_dir: where an engine keeps the model that it fetches.
    """
    if choice.engine == "espeak":
        return Standby(EspeakEngine())
    if choice.engine == "embedded":
        return Standby(EmbeddedEngine())
    xtts = importlib.import_module("prism_tts.engines.xtts")
    wanted = xtts.XttsEngine(choice.checkpoint, voices_dir, choice.device, kept_dir, models_dir=models_dir)
    return Standby(EmbeddedEngine(), wanted, progress=lambda: str(wanted.progress))


def find_installed(gpu_enabled: Gpu) -> Installed:
    """What this machine has; torch is imported only where a GPU may be used."""
    coqui = importlib.util.find_spec("TTS") is not None and importlib.util.find_spec("torch") is not None
    cuda = False
    if coqui and gpu_enabled != "false":
        cuda = bool(importlib.import_module("torch").cuda.is_available())
    return Installed(coqui, cuda)


def _lacking(licence_agreed: bool, coqui: bool, cuda: bool, wanted: str, checkpoint: Path | None) -> list[str]:
    """What XTTS v2 would need, as words with the remedy."""
    lacking = []
    if not coqui:
        lacking.append("coqui-tts is not installed (the extra prism-tts[xtts])")
    if checkpoint is None and not licence_agreed:
        lacking.append(f"the licence of its weights is not agreed to ({LICENCE}; COQUI_TOS_AGREED=1 agrees)")
    if wanted == "auto" and not cuda:
        lacking.append("no GPU is in use (one that torch sees, and that GPU_ENABLED does not forbid)")
    return lacking
