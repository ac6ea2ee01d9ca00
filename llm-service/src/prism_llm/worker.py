"""Handlers of work from the bus."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

from prism_core.requests import Reply, SentenceResult, Understand, Understanding
from prism_llm.engines import closable
from prism_llm.reply import Replier
from prism_llm.telling import talk_in
from prism_llm.understanding import Understander


class LanguageWorker:
    """Understands and answers what the gateway asks."""

    def __init__(self, understander: Understander, replier: Replier) -> None:
        self._understander = understander
        self._replier = replier

    async def understand(self, request: Understand, payload: bytes) -> AsyncIterator[tuple[Understanding, bytes]]:
        """One result: the commands in the text."""
        found = await asyncio.to_thread(self._understander.understand, request.text, request.context)
        yield talk_in(found, request.text, request.context.language), b""

    async def reply(self, request: Reply, payload: bytes) -> AsyncIterator[tuple[SentenceResult, bytes]]:
        """A result for each sentence, in order."""
        async with aclosing(closable(self._replier.reply(request))) as sentences:
            async for sentence in sentences:
                yield sentence, b""
