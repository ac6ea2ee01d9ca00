"""Fetches a Whisper model into the model folder."""

from pathlib import Path

from prism_core.errors import Unavailable
from prism_core.hub import Progress, fetched

from .models import hub_name

FILES = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
"""What CTranslate2 and faster-whisper read."""


def download(model: str, model_dir: Path, progress: Progress, *, hub: str | None = None) -> str:
    """Path of the files of `model` after fetching what is missing of them. Blocks.

    Args:
        model: one of faster-whisper's names, or owner/name on the hub.
        model_dir: where they are kept.
        progress: told now and then.
        hub: address of a mirror; none means the hub's own, or HF_ENDPOINT.

    Raises:
        Unavailable: the hub cannot be reached, or has no such model; the message says which.
    """
    try:
        return str(fetched(hub_name(model), FILES, model_dir, progress, hub=hub))
    except Unavailable as error:
        raise Unavailable(f"Whisper model {model!r}: {error.message}") from error
