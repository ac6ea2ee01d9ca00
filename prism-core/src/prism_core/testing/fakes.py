"""The ports of a conversation with scripts in place of models."""

import asyncio
import math
import struct
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from prism_core.audio import Pcm
from prism_core.commands import Command
from prism_core.errors import PrismError
from prism_core.events import PlaybackResult, PlaybackState
from prism_core.ports import Manner, SpeechPiece
from prism_core.requests import (
    Exchange,
    PartialTranscript,
    Question,
    SentenceResult,
    SpeechResult,
    TranscriptResult,
    Understanding,
    UtteranceContext,
)
from prism_core.visemes import VisemeCue


@dataclass
class FakeSpeechToText:
    """Hears `texts` one after another, each `delay_seconds` after it was asked."""

    texts: Sequence[str]
    delay_seconds: float = 0.0
    error: PrismError | None = None
    heard: list[Pcm] = field(default_factory=list)

    async def transcribe(self, utterance: Pcm, turn: str, hints: tuple[str, ...] = ()) -> TranscriptResult:
        """The next text of the script."""
        self.heard.append(utterance)
        await asyncio.sleep(self.delay_seconds)
        if self.error is not None:
            raise self.error
        text = self.texts[(len(self.heard) - 1) % len(self.texts)]
        return TranscriptResult(text=text, language="en", confidence=0.9 if text else 0.0, engine="fake")

    async def follow(
        self, so_far: Callable[[], Pcm], turn: str, hints: tuple[str, ...] = ()
    ) -> AsyncIterator[PartialTranscript]:
        """The words of the next text, one more every `delay_seconds`."""
        words = self.texts[len(self.heard) % len(self.texts)].split()
        for count in range(1, len(words) + 1):
            await asyncio.sleep(self.delay_seconds)
            yield PartialTranscript(agreed=" ".join(words[:count]))


@dataclass
class FakeLanguageModel:
    """Understands the texts in `commands`; answers with `sentences`, `delay_seconds` apart."""

    sentences: Sequence[str | SentenceResult] = ()
    commands: Mapping[str, tuple[Command, ...]] = field(default_factory=dict)
    language: str = "en"
    question: Question | None = None
    """Asked back for a text that is not in `commands`."""
    answer: str = ""
    """Said for such a text in the place of doing something."""
    delay_seconds: float = 0.0
    error: PrismError | None = None
    replies_then: PrismError | None = None
    """Raised by a reply after its sentences."""
    asked: list[tuple[str, tuple[Command, ...]]] = field(default_factory=list)
    histories: list[tuple[Exchange, ...]] = field(default_factory=list)
    contexts: list[UtteranceContext] = field(default_factory=list)
    """Of the replies."""
    understood_in: list[UtteranceContext] = field(default_factory=list)
    """Contexts of what was to be understood."""
    abandoned: int = 0
    """Replies that were left before their end."""

    async def understand(self, text: str, context: UtteranceContext, turn: str) -> Understanding:
        """The script's commands for `text`."""
        self.understood_in.append(context)
        if self.error is not None:
            raise self.error
        found = self.commands.get(text, ())
        question = None if found else self.question
        confidence = 1.0 if found or question else 0.0
        return Understanding(
            commands=found,
            tier="fake",
            confidence=confidence,
            language=self.language,
            question=question,
            answer="" if found else self.answer,
        )

    async def reply(
        self,
        text: str,
        turn: str,
        *,
        history: tuple[Exchange, ...] = (),
        context: UtteranceContext,
        commands: tuple[Command, ...] = (),
    ) -> AsyncIterator[SentenceResult]:
        """The script's sentences."""
        self.asked.append((text, commands))
        self.histories.append(history)
        self.contexts.append(context)
        finished = False
        try:
            for sentence in self.sentences:
                await asyncio.sleep(self.delay_seconds)
                yield SentenceResult(text=sentence) if isinstance(sentence, str) else sentence
            if self.replies_then is not None:
                raise self.replies_then
            finished = True
        finally:
            self.abandoned += not finished


@dataclass
class FakeTextToSpeech:
    """Speaks a tone: `seconds_per_word` for each word, in pieces of a word, with one open viseme a word."""

    sample_rate: int = 16_000
    seconds_per_word: float = 0.1
    delay_seconds: float = 0.0
    error: PrismError | None = None
    spoken: list[str] = field(default_factory=list)
    manners: list[Manner | None] = field(default_factory=list)
    """Of each in `spoken`."""

    async def synthesize(
        self, sentence: SentenceResult, turn: str, manner: Manner | None = None
    ) -> AsyncIterator[SpeechPiece]:
        """A tone a word."""
        self.spoken.append(sentence.text)
        self.manners.append(manner)
        await asyncio.sleep(self.delay_seconds)
        if self.error is not None:
            raise self.error
        for index, _ in enumerate(sentence.text.split()):
            cue = VisemeCue(viseme="aa", start=index * self.seconds_per_word, duration=self.seconds_per_word)
            tone = Pcm(self._tone(), self.sample_rate)
            yield SpeechPiece(tone, SpeechResult(sample_rate=self.sample_rate, cues=(cue,)))

    def _tone(self) -> bytes:
        count = int(self.seconds_per_word * self.sample_rate)
        step = 2 * math.pi * 220 / self.sample_rate
        return struct.pack(f"<{count}h", *(int(8000 * math.sin(step * n)) for n in range(count)))


@dataclass
class FakePlayer:
    """Does every command at once, or fails as `outcome` says."""

    outcome: Callable[[Command], PlaybackResult] | None = None
    delay_seconds: float = 0.0
    done: list[Command] = field(default_factory=list)

    async def perform(self, command: Command) -> PlaybackResult:
        """Notes the command and succeeds."""
        self.done.append(command)
        await asyncio.sleep(self.delay_seconds)
        if self.outcome is not None:
            return self.outcome(command)
        return PlaybackResult(command_id="1", ok=True, message="Done.", state=PlaybackState())
