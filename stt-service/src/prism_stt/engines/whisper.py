"""Whisper through faster-whisper (CTranslate2), https://github.com/SYSTRAN/faster-whisper."""

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from prism_core.audio import BYTES_PER_SAMPLE, MICROPHONE_RATE, Pcm
from prism_core.errors import Unavailable, Unsupported
from prism_core.requests import EngineInfo, Word

from . import PLAIN, Asked, Capabilities, Scores, Segment, Transcript
from .choice import Choice
from .doubt import is_invented, without_asides
from .download import download
from .memo import Memo
from .models import model_path
from .voice_activity import Stretch, find_speech, windows

log = logging.getLogger(__name__)

NAME = "whisper"
MOST_HINTS = 40
"""Whisper's prompt holds 224 tokens, and names among many others help less."""
MISLED = ("tiny", "base")
"""The smallest models: names in their prompt make them doubt what they hear, and try again (tiny.en took twice the
processor time, and was little better). No viewer waits for that: the grammar of `sharpened.py` knows the names."""
SHORT_SECONDS = 10.0
TOKENS_A_SECOND = 10
"""More than anybody speaks: on noise, a small model would go round in circles up to its 448th token."""
TOKENS_AT_LEAST = 30
NICENESS = 15
"""Of what nobody waits for, on a processor: it gets a thirtieth of what a viewer's utterance gets beside it."""
BEAM = 5
TEMPERATURES = (0.0, 0.4)
"""Tried in order while the result is doubtful. Each costs a decoding; higher ones are guesses."""


class Whisper:
    """One Whisper model. Threads beyond twice `workers` wait for each other.

    Args:
        choice: model (a name, or a directory), device, precision, and windows that are heard together.
        model_dir: where models are kept and downloaded to.
        workers: utterances of one rank that are heard at the same time.
        download: whether a model that is not here may be fetched.
        hub: where from, if not from the hub itself.
    """

    def __init__(
        self,
        choice: Choice,
        *,
        model_dir: Path,
        workers: int = 1,
        download: bool = True,
        hub: str | None = None,
    ) -> None:
        self._choice = choice
        self._model_dir = model_dir
        self._workers = workers
        self._download = download
        self._hub = hub
        self._progress = ""
        self._place = ""
        self._model: Any = None
        self._batched: Any = None
        self._nice: Any = None
        self._loading_nice = threading.Lock()
        self._memo: Memo[Transcript] = Memo()

    @property
    def capabilities(self) -> Capabilities:
        """All of Whisper's languages; English ones only where the model is an `.en`."""
        multilingual = not self._choice.model.endswith(".en") if self._model is None else self._is_multilingual()
        return Capabilities(None if multilingual else frozenset({"en"}), translates=multilingual)

    def _is_multilingual(self) -> bool:
        return bool(self._model.model.is_multilingual)

    def load(self) -> None:
        """Loads the model, downloading it first where it is not here.

        Raises:
            Unavailable: it is not here and cannot be downloaded, or its files cannot be read.
        """
        # Imported here: a native library that fails to load must not take the embedded engine down with it.
        try:
            from faster_whisper import BatchedInferencePipeline
        except (ImportError, OSError) as error:
            raise Unavailable(f"faster-whisper cannot be loaded: {error}") from error
        self._place = self._find()
        log.info("loading a model", extra={"model": self._choice.model, "device": self._choice.device})
        self._model = self._made(2 * self._workers + 1)
        self._batched = BatchedInferencePipeline(self._model)

    def _made(self, utterances: int) -> Any:
        """The model, for as many `utterances` at the same time; its threads are as nice as this one."""
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                self._place,
                device=self._choice.device,
                compute_type=self._choice.compute_type,
                cpu_threads=self._choice.threads,
                num_workers=utterances,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise Unavailable(
                f"Whisper model {self._choice.model!r} cannot be loaded from {self._place}: {error}"
            ) from error

    def _model_for(self, asked: Asked) -> Any:
        """The model; on a processor, one whose threads give way to all others where nobody waits for what is `asked`.

        What it is in the middle of, 30 s of sound, cannot be broken off: it must not slow down whoever speaks now.
        """
        if not asked.unhurried or self._choice.device != "cpu":
            return self._model
        with self._loading_nice:
            if self._nice is None:
                with ThreadPoolExecutor(1, "load a nice model") as thread:
                    self._nice = thread.submit(self._made_nice).result()
            return self._nice

    def _made_nice(self) -> Any:
        if sys.platform == "linux":  # where niceness is a thread's own, and those that it starts have it too
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread)))
        return self._made(self._workers)

    def _find(self) -> str:
        here = model_path(self._choice.model, self._model_dir)
        if here is not None:
            return str(here)
        if not self._download:
            raise Unavailable(f"Whisper model {self._choice.model!r} is not in {self._model_dir}")
        try:
            return download(self._choice.model, self._model_dir, self._downloaded, hub=self._hub)
        finally:
            self._progress = ""

    def _downloaded(self, here: int, total: int) -> None:
        self._progress = (
            f"downloading, {here >> 20} of {total >> 20} MiB" if total else f"downloading, {here >> 20} MiB"
        )

    def close(self) -> None:
        """Lets the model go, and the memory that it took."""
        self._model = self._batched = self._nice = None
        self._memo.clear()

    def describe(self) -> EngineInfo:
        """The model, where it runs and in which precision; while it is being fetched, how much of it is here."""
        choice = self._choice
        reason = self._progress or f"{choice.reason}; {choice.compute_type}"
        return EngineInfo(engine=NAME, model=choice.model, device=choice.device, reason=reason)

    def transcribe(self, sound: Pcm, asked: Asked = PLAIN, cancelled: Callable[[], bool] = lambda: False) -> Transcript:
        """Words of `sound`. Sound without a voice gives none, so that Whisper has nothing to invent from."""
        if self._model is None:
            raise Unavailable(f"Whisper model {self._choice.model!r} is not loaded yet")
        if asked.language is not None:
            asked = replace(asked, language=self._language(asked.language))
        if asked.task == "translate" and not self.capabilities.translates:
            raise Unsupported(f"Whisper model {self._choice.model!r} hears English only; translating needs another")
        found = windows(find_speech(sound.samples, foreground=asked.foreground))
        silent = Transcript((), asked.language or "en", NAME)
        if not found:
            return silent
        first, last = found[0].start, found[-1].end
        speech = sound.samples[first * BYTES_PER_SAMPLE : last * BYTES_PER_SAMPLE]
        within = [Stretch(window.start - first, window.end - first) for window in found]
        heard = self._memo.get(speech, asked, lambda: self._hear(speech, within, asked, cancelled), cancelled)
        return silent if heard is None else heard.later(first / MICROPHONE_RATE)

    def _language(self, language: str) -> str:
        code = language.replace("_", "-").split("-")[0].lower()
        known = set(self._model.supported_languages)
        if code not in known:
            remedy = "use an ISO 639-1 code" if self._is_multilingual() else "set WHISPER_MODEL to one without .en"
            raise Unsupported(
                f"Whisper model {self._choice.model!r} does not hear {language!r}: {remedy}", param="language"
            )
        return code

    def _hear(
        self, speech: bytes, found: Sequence[Stretch], asked: Asked, cancelled: Callable[[], bool]
    ) -> Transcript | None:
        samples = np.frombuffer(speech, dtype="<i2").astype(np.float32) / 32768
        hotwords = self._hotwords(asked)
        options: dict[str, Any] = {
            "language": asked.language,
            "task": asked.task,
            "beam_size": BEAM,
            "temperature": asked.temperature or self._temperatures(hotwords),
            "word_timestamps": True,
            "initial_prompt": asked.prompt or None,
            "hotwords": hotwords,
        }
        seconds = len(samples) / MICROPHONE_RATE
        if seconds < SHORT_SECONDS:
            options["max_new_tokens"] = TOKENS_AT_LEAST + int(TOKENS_A_SECOND * seconds)
        together = self._choice.batch_size > 1 and len(found) > 1
        model = self._batched if together else self._model_for(asked)
        heard = (self._together if together else self._one_by_one)(model, samples, found, options)
        segments: list[Segment] = []
        language = asked.language or "en"
        for spoken, offset, segment in heard:  # lazily: the model works while this is read
            if cancelled():
                return None
            language = spoken
            made = _segment(segment, offset, seconds)
            if not is_invented(made):
                segments.append(made)
        return Transcript(tuple(segments), "en" if asked.task == "translate" else language, NAME)

    def _temperatures(self, hotwords: str | None) -> Sequence[float]:
        """The smallest models, which doubt what they hear where they have read names, then make up the rest of them."""
        return TEMPERATURES[:1] if hotwords and self._choice.model.startswith(MISLED) else TEMPERATURES

    def _hotwords(self, asked: Asked) -> str | None:
        if asked.foreground and self._choice.model.startswith(MISLED):
            return None
        return ", ".join(asked.hints[:MOST_HINTS]) or None

    def _together(
        self, model: Any, samples: Any, found: Sequence[Stretch], options: dict[str, Any]
    ) -> Iterable[tuple[str, float, Any]]:
        clips = [{"start": one.start / MICROPHONE_RATE, "end": one.end / MICROPHONE_RATE} for one in found]
        segments, info = model.transcribe(
            samples, batch_size=self._choice.batch_size, clip_timestamps=clips, vad_filter=False, **options
        )
        for segment in segments:
            yield info.language, 0.0, segment

    def _one_by_one(
        self, model: Any, samples: Any, found: Sequence[Stretch], options: dict[str, Any]
    ) -> Iterable[tuple[str, float, Any]]:
        for one in found:
            # What was said before misleads Whisper into repeating itself.
            segments, info = model.transcribe(samples[one.start : one.end], condition_on_previous_text=False, **options)
            options = {**options, "language": info.language}
            for segment in segments:
                yield info.language, one.start / MICROPHONE_RATE, segment


def _segment(segment: Any, offset: float, longest: float) -> Segment:
    words = tuple(
        Word(
            text=word.word.strip(),
            start=min(longest, max(0.0, offset + float(word.start))),
            end=min(longest, max(0.0, offset + float(word.end))),
            confidence=min(1.0, max(0.0, float(word.probability))),
        )
        for word in segment.words or ()
        if word.word.strip()
    )
    scores = Scores(
        temperature=float(segment.temperature or 0.0),
        avg_logprob=float(segment.avg_logprob),
        compression_ratio=float(segment.compression_ratio),
        no_speech_prob=float(segment.no_speech_prob),
        tokens=tuple(int(token) for token in segment.tokens),
    )
    return Segment(words, without_asides(segment.text), scores)
