"""Fetches a model's files from Hugging Face's hub, or a mirror of it, and says how far it has come.

Files are kept in the hub's own cache layout; a download that was broken off resumes where it stopped. The hub's client
is imported at the first call: services whose engines fetch nothing do without it.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from prism_core.errors import Unavailable

log = logging.getLogger(__name__)

LOGGED_STEP = 10
"""Percent between two lines in the log."""

Progress = Callable[[int, int], None]
"""Bytes that are here, and bytes in all (0: not known yet). What it raises ends the download."""


def fetched(repository: str, files: Sequence[str], folder: Path, progress: Progress, *, hub: str | None = None) -> Path:
    """Folder with the `files` of `repository`, after fetching what is missing of them. Blocks.

    Args:
        repository: owner/name on the hub.
        files: names, or patterns of them.
        folder: where they are kept.
        progress: told now and then, from whichever thread.
        hub: address of a mirror; none means the hub's own, or HF_ENDPOINT.

    Raises:
        Unavailable: the hub cannot be reached or has no such repository, or `folder` cannot be written; the message
            says which.
    """
    import httpx
    import huggingface_hub

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"{repository} cannot be kept in {folder}, which cannot be written: {error.strerror}"
        ) from error
    log.info("downloading a model", extra={"model": repository, "to": str(folder)})
    options: dict[str, Any] = {"allow_patterns": list(files), "cache_dir": str(folder), "endpoint": hub}
    try:
        return Path(huggingface_hub.snapshot_download(repository, tqdm_class=_meter(repository, progress), **options))
    # The hub's own errors are OSErrors or ValueErrors; its HTTP client's are not always.
    except (OSError, ValueError, RuntimeError, httpx.HTTPError) as error:
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        raise Unavailable(f"{repository} is not in {folder} and cannot be downloaded ({reason})") from error


def percentage(here: int, total: int) -> str:
    """How far a download is, in words: "37% of 1.87 GB"."""
    return f"{100 * here // total}% of {total / 1e9:.2f} GB" if total else f"{here / 1e6:.0f} MB"


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
