"""Fetches a Whisper model into the model folder, and says how far it has come.

Files are kept in the hub's own cache layout; a download that was broken off resumes where it stopped.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prism_core.errors import Unavailable

from .models import hub_name

log = logging.getLogger(__name__)

FILES = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
"""What CTranslate2 and faster-whisper read."""
LOGGED_STEP = 10
"""Percent between two lines in the log."""

Progress = Callable[[int, int], None]
"""Bytes that are here, and bytes in all (0: not known yet)."""


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
    import httpx
    import huggingface_hub

    model_dir.mkdir(parents=True, exist_ok=True)
    log.info("downloading a model", extra={"model": model, "to": str(model_dir)})
    options: dict[str, Any] = {"allow_patterns": list(FILES), "cache_dir": str(model_dir), "endpoint": hub}
    try:
        return str(huggingface_hub.snapshot_download(hub_name(model), tqdm_class=_meter(model, progress), **options))
    # The hub's own errors are OSErrors or ValueErrors; its HTTP client's are not always.
    except (OSError, ValueError, RuntimeError, httpx.HTTPError) as error:
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        raise Unavailable(
            f"Whisper model {model!r} is not in {model_dir} and cannot be downloaded ({reason})"
        ) from error


def _meter(model: str, progress: Progress) -> type:
    """A progress bar that shows nothing, but tells how many bytes are here."""
    from tqdm.auto import tqdm  # type: ignore[import-untyped]

    logged = -LOGGED_STEP

    class Meter(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self._bytes = kwargs.get("unit") == "B"
            kwargs.update(disable=False, file=_Nowhere(), mininterval=0.2)
            kwargs.pop("name", None)
            super().__init__(*args, **kwargs)

        def update(self, n: float | None = 1) -> bool | None:
            nonlocal logged
            shown = super().update(n)
            if self._bytes:
                here, total = int(self.n), int(self.total or 0)
                progress(here, total)
                percent = 100 * here // total if total else 0
                if percent >= logged + LOGGED_STEP:
                    logged = percent - percent % LOGGED_STEP
                    log.info("downloading a model", extra={"model": model, "percent": percent, "bytes": here})
            return bool(shown)

    return Meter


class _Nowhere:
    """Where the bar is drawn."""

    def write(self, text: str) -> None: ...

    def flush(self) -> None: ...
