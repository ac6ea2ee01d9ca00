"""What XTTS v2 made of a reference recording, kept on disk by the recording's and the model's content.

Listening to a recording takes seconds on a CPU, and a service that starts should not do it again.
"""

import contextlib
import hashlib
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conditioning:
    """A voice as the model knows it, and the factor that makes it as loud as it should be."""

    latent: torch.Tensor
    speaker: torch.Tensor
    gain: float


class Conditionings:
    """Conditionings in memory and on disk. Not thread safe: whoever holds the model asks.

    Args:
        folder: where they are kept; made at the first one. None keeps them in memory only.
        model: tells this model from others.
        device: where tensors are wanted.
    """

    def __init__(self, folder: Path | None, model: str, device: str) -> None:
        self._folder = folder
        self._model = model
        self._device = device
        self._known: dict[str, Conditioning] = {}

    def of(self, recording: Path, make: Callable[[Path], Conditioning]) -> Conditioning:
        """That of `recording`, which `make` listens to if nobody did before."""
        key = hashlib.sha256(self._model.encode() + b"\0" + recording.read_bytes()).hexdigest()
        if key not in self._known:
            kept = self._read(key)
            self._known[key] = kept or make(recording)
            if kept is None:
                self._write(key, self._known[key])
        return self._known[key]

    def clear(self) -> None:
        """Forgets those in memory."""
        self._known.clear()

    def _read(self, key: str) -> Conditioning | None:
        if self._folder is None or not (path := self._folder / f"{key}.npz").is_file():
            return None
        try:
            with np.load(path, allow_pickle=False) as kept:
                latent, speaker = (torch.from_numpy(kept[name]).to(self._device) for name in ("latent", "speaker"))
                return Conditioning(latent, speaker, float(kept["gain"]))
        except (OSError, ValueError, KeyError, EOFError):
            log.warning("kept voice is unreadable and made anew", extra={"file": path.name})
            return None

    def _write(self, key: str, made: Conditioning) -> None:
        if self._folder is None:
            return
        unfinished = self._folder / f"{key}.part.npz"
        latent, speaker = made.latent.cpu().numpy(), made.speaker.cpu().numpy()
        with contextlib.suppress(OSError):  # A full or read-only disk costs time at the next start, nothing else.
            self._folder.mkdir(parents=True, exist_ok=True)
            np.savez(unfinished, latent=latent, speaker=speaker, gain=made.gain)
            os.replace(unfinished, self._folder / f"{key}.npz")
