"""Speaks a text with whichever engine there is: normalised, cut into sentences, timed, in even chunks.

Neither the bus nor HTTP is known here; both the work handler and the public path speak through this.
"""

import contextlib
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass

from prism_core.errors import TooLarge
from prism_core.events.avatar import Expression
from prism_core.sentences import LONGEST_SENTENCE, cut_long, cut_sentences
from prism_tts.chunks import Chunk, chunked
from prism_tts.engines import DEFAULT_LANGUAGE, DEFAULT_VOICE, Engine, Speech, fitting_language
from prism_tts.text import in_tongues, language_of, normalise, tongue_of
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
    pitch: float = 0.0
    """Semitones above the voice's own."""


class Speaker:
    """Speaks wishes. May be shared by any number of tasks.

    Args:
        engine: gives the loaded engine that speaks now; a wish keeps the one it began with.
        align: times the phonemes where the engine does not.
        language: what to speak where nothing tells.
    """

    def __init__(self, engine: Callable[[], Engine], align: Align, language: str = DEFAULT_LANGUAGE) -> None:
        self._engine = engine
        self._align = align
        self._language = language

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
        engine = self._engine()
        with contextlib.closing(self._pieces(engine, wish)) as pieces:
            yield from chunked(pieces, engine.capabilities.sample_rate)

    def _pieces(self, engine: Engine, wish: Wish) -> Generator[Speech, None, None]:
        whole = wish.language or language_of(wish.text, self._language)
        for sentence in cut_sentences(wish.text, whole):
            language = wish.language or tongue_of(sentence, whole, self._language)
            for text, tongue in in_tongues(sentence, language):
                spoken = fitting_language(tongue, engine.capabilities.languages) is not None
                yield from self._said(engine, wish, text, tongue if spoken else whole)

    def _said(self, engine: Engine, wish: Wish, text: str, language: str) -> Generator[Speech, None, None]:
        longest = engine.capabilities.longest.get(language.split("-")[0].lower(), LONGEST_SENTENCE)
        for part in cut_long(normalise(text, language), longest):
            speech = engine.synthesize(part, wish.voice, language, wish.speed, wish.emotion, wish.pitch)
            if not engine.capabilities.phoneme_times:
                speech = self._align(speech, part, language, wish.speed)
            with contextlib.closing(speech) as pieces:
                yield from pieces
