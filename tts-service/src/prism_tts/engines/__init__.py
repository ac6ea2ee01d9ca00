"""What every speech engine is: the protocol, its capabilities, and the pieces of speech it yields."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from prism_core.audio import Pcm
from prism_core.errors import NotFound
from prism_core.events.avatar import Expression
from prism_core.requests import EngineDevice

DEFAULT_VOICE = "lumen"
DEFAULT_LANGUAGE = "en"


class VoiceNotFound(NotFound):
    """The engine has no such voice."""

    kind = "voice-not-found"


class LanguageNotSpoken(NotFound):
    """The engine does not speak the language."""

    kind = "language-not-spoken"


@dataclass(frozen=True, slots=True)
class TimedPhoneme:
    """A phoneme and where it sounds, in seconds from the first sample of its piece."""

    ipa: str
    """International Phonetic Alphabet with stress and length marks; empty for silence."""
    start: float
    duration: float


@dataclass(frozen=True, slots=True)
class Speech:
    """A piece of speech. Its phonemes lie inside it and in order; none where the engine gives no times."""

    sound: Pcm
    phonemes: tuple[TimedPhoneme, ...] = ()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do.

    Attributes:
        sample_rate: Hz of all its sound.
        voices: names that `synthesize` takes; the first is the default.
        languages: BCP 47 tags in lower case.
        phoneme_times: whether its pieces carry phonemes; where not, `prism_tts.alignment` finds them.
        device: where it computes.
        longest: characters that it can say at once, by language; longer sentences are cut.
    """

    sample_rate: int
    voices: tuple[str, ...]
    languages: frozenset[str]
    phoneme_times: bool
    device: EngineDevice = "cpu"
    longest: Mapping[str, int] = field(default_factory=dict)


class Engine(Protocol):
    """Speaks text. One instance a process; any thread may call it, engines that need one at a time see to it."""

    name: str
    """Names the engine in `/status`."""
    model: str
    """Names its voice data in `/status`."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do; complete once it is loaded."""
        ...

    def load(self) -> None:
        """Loads and warms up what it speaks with.

        Raises:
            Unavailable: something it needs is missing; the message says what to install or set.
        """
        ...

    def unload(self) -> None:
        """Gives its memory back; `load` may follow."""
        ...

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        """Yields speech in order, the first piece as early as the engine allows.

        The same arguments give the same pieces. Closing the generator makes the engine stop at once.

        Args:
            text: plain text, already normalised for speech.
            voice: one of `capabilities.voices`.
            language: BCP 47 tag; a region that the engine lacks falls back to the bare language.
            speed: 1.0 is the voice's own pace, 2.0 twice as fast.
            emotion: how it should sound.
            pitch: semitones above the voice's own.

        Raises:
            VoiceNotFound: `voice` is not among the voices.
            LanguageNotSpoken: `language` is not among the languages.
        """
        ...


def require_voice(voice: str, voices: tuple[str, ...]) -> str:
    """`voice` itself, if it is among `voices`.

    Raises:
        VoiceNotFound: it is not; the message lists what there is.
    """
    if voice not in voices:
        known = ", ".join(repr(name) for name in voices)
        raise VoiceNotFound(f"voice {voice!r} is not installed; voices: {known}")
    return voice


def fitting_language(language: str, languages: frozenset[str]) -> str | None:
    """The tag among `languages` that fits `language` best: itself, or without its region; none if there is none."""
    tag = language.lower().replace("_", "-")
    while tag and tag not in languages:
        tag = tag.rpartition("-")[0]
    return tag or None


def require_language(language: str, languages: frozenset[str]) -> str:
    """What `fitting_language` gives.

    Raises:
        LanguageNotSpoken: none fits.
    """
    tag = fitting_language(language, languages)
    if tag is None:
        raise LanguageNotSpoken(f"language {language!r} is not spoken; languages: {', '.join(sorted(languages))}")
    return tag
