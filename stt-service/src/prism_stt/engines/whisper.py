"""Whisper through faster-whisper (CTranslate2), https://github.com/SYSTRAN/faster-whisper."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from prism_core.audio import MICROPHONE_RATE, Pcm
from prism_core.errors import Unavailable, Unsupported
from prism_core.requests import EngineInfo, Word

from . import Capabilities, Segment, Task, Transcript
from .choice import Choice
from .models import model_path
from .voice_activity import find_speech

log = logging.getLogger(__name__)

NAME = "whisper"
BATCH_FROM_SECONDS = 30.0
"""Whisper's window: shorter sound is one window, which batching cannot quicken."""
MOST_HINTS = 60
"""Whisper's prompt holds 224 tokens; more names than this would be cut anyway."""
BEAM = 5


class Whisper:
    """One Whisper model. Up to `workers` threads transcribe at the same time.

    Args:
        choice: model (a name, or a directory), device and precision.
        model_dir: where models are kept and downloaded to.
        batch_size: windows of a long recording that are heard together; 1 turns batching off.
        workers: utterances heard at the same time.
        download: whether a model that is not here may be fetched.
    """

    def __init__(
        self, choice: Choice, *, model_dir: Path, batch_size: int = 8, workers: int = 1, download: bool = True
    ) -> None:
        self._choice = choice
        self._model_dir = model_dir
        self._batch_size = batch_size
        self._workers = workers
        self._download = download
        self._slots = threading.BoundedSemaphore(workers)
        self._model: Any = None
        self._batched: Any = None

    @property
    def capabilities(self) -> Capabilities:
        """All of Whisper's languages; English ones only where the model is an `.en`."""
        multilingual = self._model is None or bool(self._model.model.is_multilingual)
        return Capabilities(None if multilingual else frozenset({"en"}), translates=multilingual)

    def load(self) -> None:
        """Loads the model, downloading it first where it is not here.

        Raises:
            Unavailable: it is not here and cannot be downloaded, or its files cannot be read.
        """
        # Imported here: a native library that fails to load must not take the embedded engine down with it.
        try:
            from faster_whisper import BatchedInferencePipeline, WhisperModel
        except (ImportError, OSError) as error:
            raise Unavailable(f"faster-whisper cannot be loaded: {error}") from error
        place = self._place()
        log.info("loading a model", extra={"model": self._choice.model, "device": self._choice.device})
        try:
            self._model = WhisperModel(
                place,
                device=self._choice.device,
                compute_type=self._choice.compute_type,
                num_workers=self._workers,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise Unavailable(f"Whisper model {self._choice.model!r} cannot be loaded from {place}: {error}") from error
        self._batched = BatchedInferencePipeline(self._model)

    def _place(self) -> str:
        here = model_path(self._choice.model, self._model_dir)
        if here is not None:
            return str(here)
        if not self._download:
            raise Unavailable(f"Whisper model {self._choice.model!r} is not in {self._model_dir}")
        import httpx
        from faster_whisper import download_model

        log.info("downloading a model", extra={"model": self._choice.model, "to": str(self._model_dir)})
        self._model_dir.mkdir(parents=True, exist_ok=True)
        try:
            return str(download_model(self._choice.model, cache_dir=str(self._model_dir)))
        # The hub's own errors are OSErrors or ValueErrors; its HTTP client's are not always.
        except (OSError, ValueError, RuntimeError, httpx.HTTPError) as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            raise Unavailable(
                f"Whisper model {self._choice.model!r} is not in {self._model_dir} and cannot be downloaded ({reason})"
            ) from error

    def close(self) -> None:
        """Lets the model go."""
        self._model = self._batched = None

    def describe(self) -> EngineInfo:
        """The model, where it runs and in which precision."""
        choice = self._choice
        reason = f"{choice.reason}; {choice.compute_type}"
        return EngineInfo(engine=NAME, model=choice.model, device=choice.device, reason=reason)

    def transcribe(
        self,
        sound: Pcm,
        *,
        language: str | None = None,
        hints: tuple[str, ...] = (),
        task: Task = "transcribe",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Transcript:
        """Words of `sound`. Sound without a voice gives none, so that Whisper has nothing to invent from."""
        if self._model is None:
            raise Unavailable(f"Whisper model {self._choice.model!r} is not loaded yet")
        spoken = None if language is None else self._language(language)
        if task == "translate" and not self.capabilities.translates:
            raise Unsupported(f"Whisper model {self._choice.model!r} hears English only; translating needs another")
        if not find_speech(sound.samples):
            return Transcript((), spoken or "en", NAME)
        with self._slots:
            found, info = self._run(sound, spoken, hints, task)
            segments: list[Segment] = []
            for segment in found:  # lazily: the model works while this is read
                if cancelled():
                    break
                segments.append(_segment(segment))
        kept = tuple(segment for segment in segments if segment.text)
        return Transcript(kept, "en" if task == "translate" else info.language, NAME)

    def _language(self, language: str) -> str:
        code = language.split("-")[0].lower()
        known = set(self._model.supported_languages)
        if code not in known:
            raise Unsupported(f"Whisper model {self._choice.model!r} does not hear {language!r}")
        return code

    def _run(self, sound: Pcm, language: str | None, hints: tuple[str, ...], task: Task) -> Any:
        samples = np.frombuffer(sound.samples, dtype="<i2").astype(np.float32) / 32768
        options: dict[str, Any] = {
            "language": language,
            "task": task,
            "beam_size": BEAM,
            "word_timestamps": True,
            "vad_filter": True,
            "hotwords": ", ".join(hints[:MOST_HINTS]) or None,
        }
        if self._batch_size > 1 and len(samples) > BATCH_FROM_SECONDS * MICROPHONE_RATE:
            return self._batched.transcribe(samples, batch_size=self._batch_size, **options)
        # What was said before misleads Whisper into repeating itself, and utterances do not continue each other.
        return self._model.transcribe(samples, condition_on_previous_text=False, **options)


def _segment(segment: Any) -> Segment:
    words = tuple(
        Word(
            text=word.word.strip(),
            start=max(0.0, float(word.start)),
            end=max(0.0, float(word.end)),
            confidence=min(1.0, max(0.0, float(word.probability))),
        )
        for word in segment.words or ()
    )
    return Segment(words, segment.text.strip())
