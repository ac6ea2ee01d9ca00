"""Speaks a text with whichever engine there is: normalised, cut into sentences, timed, in even chunks.

Neither the bus nor HTTP is known here; both the work handler and the public path speak through this.
"""

import contextlib
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from dataclasses import dataclass

from prism_core.errors import TooLarge
from prism_core.events.avatar import Expression
from prism_core.sentences import cut_sentences
from prism_tts.chunks import Chunk, chunked
from prism_tts.engines import DEFAULT_LANGUAGE, DEFAULT_VOICE, Engine, Speech
from prism_tts.text import language_of, normalise
from prism_tts.threads import in_thread

LONGEST_TEXT = 4096
"""Characters of one request, as many as OpenAI's speech endpoint takes."""

Align = Callable[[Generator[Speech, None, None], str, str, float], Generator[Speech, None, None]]
"""Gives the pieces of an utterance (with its text, language and speed) the phonemes they lack."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to say and how. `language` none: as the text's script tells, else the default."""

    text: str
    voice: str = DEFAULT_VOICE
    language: str | None = None
    speed: float = 1.0
    emotion: Expression = "neutral"


class Speaker:
    """Speaks wishes. May be shared by any number of tasks.

    Args:
        engine: a loaded engine.
        align: times the phonemes where the engine does not.
        language: what to speak where nothing tells.
    """

    def __init__(self, engine: Engine, align: Align, language: str = DEFAULT_LANGUAGE) -> None:
        self._engine = engine
        self._align = align
        self._language = language

    @property
    def sample_rate(self) -> int:
        """Hz of all that is spoken."""
        return self._engine.capabilities.sample_rate

    async def speak(self, wish: Wish) -> AsyncGenerator[Chunk, None]:
        """Chunks of the spoken text on one clock; none when there is nothing to say.

        Leaving early silences the engine before this returns.

        Raises:
            TooLarge: the text is longer than `LONGEST_TEXT`.
            VoiceNotFound, LanguageNotSpoken: the engine lacks them.
        """
        if len(wish.text) > LONGEST_TEXT:
            raise TooLarge(f"text of {len(wish.text)} characters; at most {LONGEST_TEXT} at once: send it in parts")
        async with contextlib.aclosing(in_thread(lambda: self._chunks(wish))) as chunks:
            async for chunk in chunks:
                yield chunk

    def _chunks(self, wish: Wish) -> Generator[Chunk, None, None]:
        with contextlib.closing(self._pieces(wish)) as pieces:
            yield from chunked(pieces, self.sample_rate)

    def _pieces(self, wish: Wish) -> Generator[Speech, None, None]:
        language = wish.language or language_of(wish.text, self._language)
        for sentence in spoken_sentences(wish.text, language):
            speech = self._engine.synthesize(sentence, wish.voice, language, wish.speed, wish.emotion)
            if not self._engine.capabilities.phoneme_times:
                speech = self._align(speech, sentence, language, wish.speed)
            with contextlib.closing(speech) as pieces:
                yield from pieces


def spoken_sentences(text: str, language: str) -> Sequence[str]:
    """Sentences of `text` as they are said; those with nothing for the ear are left out."""
    spoken = (normalise(sentence, language) for sentence in cut_sentences(text, language))
    return [sentence for sentence in spoken if sentence]
