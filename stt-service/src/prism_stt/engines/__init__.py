"""Engines that hear, behind one protocol.

Engines know no bus, no HTTP and no settings: they take sound and give words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from prism_core.audio import Pcm
from prism_core.requests import EngineInfo, Word

from .choice import Choice, Wanted, choose

Task = Literal["transcribe", "translate"]


@dataclass(frozen=True)
class Capabilities:
    """What an engine can do."""

    languages: frozenset[str] | None
    """BCP 47 languages that it hears; none means: as many as Whisper."""
    translates: bool
    """Whether it can give English text for other languages."""


@dataclass(frozen=True)
class Asked:
    """How a sound is to be heard."""

    language: str | None = None
    """BCP 47; none means: find out."""
    hints: tuple[str, ...] = ()
    """Names that are likely now, the likeliest first."""
    prompt: str = ""
    """Text in whose manner and spelling the transcript should go on."""
    task: Task = "transcribe"
    """`translate` gives English whatever is spoken."""
    temperature: float = 0.0
    """How freely a model that samples may choose, in [0, 1]."""
    foreground: bool = False
    """Somebody speaks close to the microphone: much quieter voices, such as the television's, are not meant."""
    commands: bool = False
    """Short speech may well be a command, or hold one of the hints."""
    unhurried: bool = False
    """Nobody waits for it: it is heard with what processor time others leave."""


PLAIN = Asked()


@dataclass(frozen=True)
class Scores:
    """What a model says of its own segment, in OpenAI's terms; zeros where an engine does not know."""

    temperature: float = 0.0
    avg_logprob: float = 0.0
    compression_ratio: float = 0.0
    no_speech_prob: float = 0.0
    tokens: tuple[int, ...] = ()


@dataclass(frozen=True)
class Segment:
    """A stretch of speech between pauses; its words carry seconds from the first sample."""

    words: tuple[Word, ...]
    text: str
    scores: Scores = Scores()

    @property
    def start(self) -> float:
        """Seconds from the first sample."""
        return self.words[0].start if self.words else 0.0

    @property
    def end(self) -> float:
        """Seconds from the first sample."""
        return self.words[-1].end if self.words else 0.0

    def later(self, seconds: float) -> "Segment":
        """The same, counted from a sound that begins `seconds` earlier."""
        return replace(self, words=tuple(later(word, seconds) for word in self.words))


def later(word: Word, seconds: float) -> Word:
    """The same word, `seconds` later."""
    times = {"start": round(word.start + seconds, 3), "end": round(word.end + seconds, 3)}
    return word.model_copy(update=times)


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

    def later(self, seconds: float) -> "Transcript":
        """The same, counted from a sound that begins `seconds` earlier."""
        return replace(self, segments=tuple(segment.later(seconds) for segment in self.segments))

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
        asked: Asked = PLAIN,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Transcript:
        """Words of `sound` (16 kHz). Blocks; ends early, with what it has, once `cancelled()` is true.

        Args:
            sound: mono int16 at 16 kHz.
            asked: language, task and what is likely.
            cancelled: asked between pieces of work; it may block to let others go first.

        Raises:
            Unsupported: the language or the task is beyond this engine; the message says what is not.
        """
        ...


def create_engine(
    wanted: Wanted, *, installed: frozenset[str], gpu: bool, cores: int, cached: Callable[[str], bool]
) -> Engine:
    """The engine that `choose` names, not loaded yet; its `describe` says why it is this one.

    A model that may have to be fetched has one beside it that hears meanwhile. Args and errors are those of `choose`;
    engines are imported only when they are chosen.
    """
    choice = choose(wanted, installed=installed, gpu=gpu, cores=cores, cached=cached)
    engine = _make(choice, wanted, installed)
    if choice.engine == "embedded" or "pocketsphinx" not in installed:
        return engine
    from .fallback import Fallback

    offline = replace(wanted, engine="auto", model="auto", gpu="false", precision="auto")
    meanwhile = choose(offline, installed=installed, gpu=False, cores=cores, cached=cached)
    if meanwhile.model == choice.model:
        meanwhile = choose(
            replace(offline, engine="embedded"), installed=installed, gpu=False, cores=cores, cached=cached
        )
    return Fallback(engine, _make(meanwhile, wanted, installed), present=lambda: cached(choice.model))


def _make(choice: Choice, wanted: Wanted, installed: frozenset[str]) -> Engine:
    from .pocketsphinx import Embedded

    if choice.engine == "embedded":
        return Embedded(wanted.workers, choice.reason)
    from .sharpened import Sharpened
    from .whisper import Whisper

    whisper = Whisper(choice, model_dir=wanted.model_dir, workers=wanted.workers)
    return Sharpened(whisper, Embedded(wanted.workers)) if "pocketsphinx" in installed else whisper
