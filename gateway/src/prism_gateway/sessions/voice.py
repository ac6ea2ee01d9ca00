"""Lumen's voice as one session has it: silent while the viewer wants silence, and in the manner that they asked for."""

import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing

from prism_core.commands import SlotValue
from prism_core.errors import Unavailable
from prism_core.ports import Manner, SpeechPiece, TextToSpeech
from prism_core.requests import SentenceResult
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.manner import answer, changed
from prism_gateway.sessions.viewer import SessionViewer


class SessionVoice:
    """A voice that knows its viewer."""

    def __init__(self, voice: TextToSpeech, floor: Floor, viewer: SessionViewer) -> None:
        self._voice = voice
        self._floor = floor
        self._viewer = viewer
        self.manner = Manner()

    async def recall(self) -> None:
        """Takes the manner that the viewer asked for earlier."""
        self.manner = await self._viewer.manner() or self.manner

    async def change(self, slots: Mapping[str, SlotValue]) -> tuple[bool, str]:
        """Speaks from now on as the `slots` of `lumen.voice` ask for, and keeps that as the viewer's preference.

        Returns:
            Whether anything changed, and what to say.

        Raises:
            PrismError: there is no such voice; the message names those there are.
        """
        wanted = changed(self.manner, slots)
        if wanted.voice != self.manner.voice:
            await self._try(wanted)
        before, self.manner = self.manner, wanted
        if wanted != before:
            with contextlib.suppress(Unavailable):
                await self._viewer.prefer(wanted)
        return answer(before, wanted, slots)

    async def synthesize(
        self, sentence: SentenceResult, turn: str, manner: Manner | None = None
    ) -> AsyncGenerator[SpeechPiece, None]:
        """Pieces of the spoken sentence, none while hushed."""
        if not self._floor.hushed:
            async for piece in self._voice.synthesize(sentence, turn, manner or self.manner):
                yield piece

    async def _try(self, manner: Manner) -> None:
        # Only the engine that speaks now knows its voices; it names them when it is asked for one that it lacks.
        word = SentenceResult(text="Hello.")
        async with aclosing(_generator(self._voice, word, manner)) as pieces:
            await anext(pieces, None)


async def _generator(
    voice: TextToSpeech, sentence: SentenceResult, manner: Manner
) -> AsyncGenerator[SpeechPiece, None]:
    async for piece in voice.synthesize(sentence, "", manner):
        yield piece
