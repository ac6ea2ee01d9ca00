"""Engines that hear, behind one protocol.

Engines know no bus, no HTTP and no settings: they take sound and give words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from prism_core.audio import Pcm
from prism_core.requests import EngineInfo, Word

from .choice import Wanted, choose

Task = Literal["transcribe", "translate"]


@dataclass(frozen=True)
class Capabilities:
    """What an engine can do."""

    languages: frozenset[str] | None
    """BCP 47 languages that it hears; none means: as many as Whisper."""
    translates: bool
    """Whether it can give English text for other languages."""


@dataclass(frozen=True)
class Segment:
    """A stretch of speech between pauses; its words carry seconds from the first sample."""

    words: tuple[Word, ...]
    text: str

    @property
    def start(self) -> float:
        """Seconds from the first sample."""
        return self.words[0].start if self.words else 0.0

    @property
    def end(self) -> float:
        """Seconds from the first sample."""
        return self.words[-1].end if self.words else 0.0


@dataclass(frozen=True)
class Transcript:
    """What was heard; without segments, nothing was said or nothing could be understood."""

    segments: tuple[Segment, ...]
    language: str
    """BCP 47."""
    engine: str

    @property
    def text(self) -> str:
        """All segments as one line."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in spoken order."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def confidence(self) -> float:
        """Mean over the words, in [0, 1]; 0 where nothing was heard."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else 0.0


class Engine(Protocol):
    """Turns sound into words. One instance a process; `transcribe` may be called from several threads."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do now."""
        ...

    def load(self) -> None:
        """Makes it ready. Blocks.

        Raises:
            Unavailable: its model is not here and cannot be fetched now.
        """
        ...

    def close(self) -> None:
        """Ends what it runs in the background."""
        ...

    def describe(self) -> EngineInfo:
        """Engine, model and device in use, and why."""
        ...

    def transcribe(
        self,
        sound: Pcm,
        *,
        language: str | None = None,
        hints: tuple[str, ...] = (),
        task: Task = "transcribe",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Transcript:
        """Words of `sound` (16 kHz). Blocks; ends early, with what it has, once `cancelled()` is true.

        Args:
            sound: mono int16 at 16 kHz.
            language: BCP 47; none means: find out.
            hints: names that are likely now.
            task: `translate` gives English whatever is spoken.
            cancelled: asked now and then.

        Raises:
            Unsupported: the language or the task is beyond this engine; the message says what is not.
        """
        ...


def create_engine(
    wanted: Wanted, *, installed: frozenset[str], gpu: bool, cores: int, cached: Callable[[str], bool]
) -> Engine:
    """The engine that `choose` names, not loaded yet; its `describe` says why it is this one.

    Args and errors are those of `choose`. Engines are imported only when they are chosen.
    """
    from .pocketsphinx import Embedded

    choice = choose(wanted, installed=installed, gpu=gpu, cores=cores, cached=cached)
    if choice.engine == "embedded":
        return Embedded(wanted.workers, choice.reason)
    from .fallback import Fallback
    from .whisper import Whisper

    whisper = Whisper(choice, model_dir=wanted.model_dir, batch_size=wanted.batch_size, workers=wanted.workers)
    if "pocketsphinx" not in installed:
        return whisper
    return Fallback(whisper, Embedded(wanted.workers), present=lambda: cached(choice.model))
