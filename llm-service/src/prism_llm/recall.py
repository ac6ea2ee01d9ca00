"""Which of a viewer's memories have to do with their words: by meaning where an embedding model is, else by words."""

import asyncio
import logging
import math
from collections.abc import Sequence
from typing import Final, Protocol

from prism_core.errors import PrismError
from prism_llm.responder.matching import words_of

log = logging.getLogger(__name__)

MOST: Final = 5
LATEST: Final = 2
"""Of those that share no word with what was said: the viewer may speak of them in others."""
ALIKE: Final = 0.35
"""Cosine from which two short texts of small embedding models have something to do with each other."""
PATIENCE_SECONDS: Final = 0.7
"""What a turn waits at most: a search by words is instant and nearly as good."""
_KEPT: Final = 4000
_BATCH: Final = 16

Vector = Sequence[float]


class Embedder(Protocol):
    """Turns texts into vectors whose cosine says how alike they are."""

    async def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """A vector for each text.

        Raises:
            Unavailable: no model answers.
        """
        ...


class Recall:
    """Searches memories. May be shared by all viewers: it keeps vectors by text, and is given whose texts to search.

    Args:
        embedder: the embedding model; none where there is none.
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vector] = {}

    async def relevant(self, known: Sequence[str], text: str) -> list[str]:
        """Those of `known`, the latest first, that have to do with `text`, the nearest first."""
        if self._embedder is None or not known:
            return by_words(known, text)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._embed(self._embedder, [text, *known])
        except (TimeoutError, PrismError):
            return by_words(known, text)
        wanted = self._vectors[text]
        near = sorted(known, key=lambda one: -cosine(wanted, self._vectors[one]))
        found = [one for one in near if cosine(wanted, self._vectors[one]) >= ALIKE][:MOST]
        return found or by_words(known, text)

    async def _embed(self, embedder: Embedder, texts: Sequence[str]) -> None:
        """Some at a time, and each batch is kept: what one turn has no time for, the next one need not do again."""
        while len(self._vectors) > _KEPT:
            del self._vectors[next(iter(self._vectors))]
        missing = [one for one in dict.fromkeys(texts) if one not in self._vectors]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            self._vectors |= dict(zip(batch, await embedder.embed(batch), strict=True))


def by_words(known: Sequence[str], text: str) -> list[str]:
    """Memories by how many words they share with `text`, then the latest of the rest."""
    wanted = words_of(text)
    shared = {one: len(wanted & words_of(one)) for one in known}
    found = sorted((one for one in known if shared[one]), key=lambda one: -shared[one])[:MOST]
    return found + [one for one in known if not shared[one]][: max(0, min(LATEST, MOST - len(found)))]


def cosine(first: Vector, second: Vector) -> float:
    """How alike two vectors are, -1 to 1."""
    sizes = math.hypot(*first) * math.hypot(*second)
    return sum(a * b for a, b in zip(first, second, strict=True)) / sizes if sizes else 0.0
