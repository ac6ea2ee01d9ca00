"""What a conversation needs from the world, and nothing of how it is done.

Implemented over the bus in the gateway, and by scripted fakes in `prism_core.testing`.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import Field

from prism_core.audio import Pcm
from prism_core.commands import Command
from prism_core.events import PlaybackResult
from prism_core.model import Model
from prism_core.requests import (
    Exchange,
    PartialTranscript,
    SentenceResult,
    SpeechResult,
    TranscriptResult,
    Understanding,
    UtteranceContext,
)


@dataclass(frozen=True, slots=True)
class SpeechPiece:
    """A piece of a spoken sentence: its sound, and the visemes that begin in it."""

    sound: Pcm
    result: SpeechResult


class Manner(Model):
    """How a viewer wants Lumen to speak."""

    voice: str | None = None
    """None: Lumen's own."""
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    """1.0 is the voice's own pace."""
    pitch: float = Field(default=0.0, ge=-12, le=12)
    """Semitones above the voice's own."""


class SpeechToText(Protocol):
    """Hears. May be shared by all sessions of a process."""

    async def transcribe(self, utterance: Pcm, turn: str, hints: tuple[str, ...] = ()) -> TranscriptResult:
        """Text of `utterance`; empty when nothing was said.

        Raises:
            Unavailable: no recogniser answers.
        """
        ...

    def follow(
        self, so_far: Callable[[], Pcm], turn: str, hints: tuple[str, ...] = ()
    ) -> AsyncIterator[PartialTranscript]:
        """What is being said while it is said; endless, so leave it once the utterance's `transcribe` has answered.

        Then that answer comes sooner too: what has been heard of the utterance already is not heard again.

        Args:
            so_far: gives the utterance from its first sample up to now.
            turn: as for `transcribe`.
            hints: the same as for `transcribe`.
        """
        ...


class LanguageModel(Protocol):
    """Understands and answers. May be shared by all sessions of a process."""

    async def understand(self, text: str, context: UtteranceContext, turn: str) -> Understanding:
        """The commands in `text`, none if it is conversation.

        Raises:
            Unavailable: nobody answers.
        """
        ...

    def reply(
        self,
        text: str,
        turn: str,
        *,
        history: tuple[Exchange, ...] = (),
        context: UtteranceContext,
        commands: tuple[Command, ...] = (),
    ) -> AsyncIterator[SentenceResult]:
        """Sentences of the answer as they are complete. Leaving early calls the work off.

        Raises:
            Unavailable: nobody answers.
        """
        ...


class TextToSpeech(Protocol):
    """Speaks. May be shared by all sessions of a process."""

    def synthesize(
        self, sentence: SentenceResult, turn: str, manner: Manner | None = None
    ) -> AsyncIterator[SpeechPiece]:
        """Pieces of the sentence in order, spoken in `manner`. Leaving early calls the work off.

        Raises:
            Unavailable: no voice answers.
        """
        ...


class Player(Protocol):
    """The viewer's player."""

    async def perform(self, command: Command) -> PlaybackResult:
        """Does `command` and says what really happened.

        Raises:
            NotFound: it names a channel that does not exist; the message offers the nearest ones.
            Unavailable: no browser answers in time.
        """
        ...
