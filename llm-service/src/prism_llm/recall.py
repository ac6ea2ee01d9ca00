"""Which of a viewer's memories have to do with their words: by meaning where an embedding model is, else by words."""

import asyncio
import hashlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from prism_core.errors import PrismError, Unavailable
from prism_llm.engines.models import OllamaModels
from prism_llm.responder.matching import words_of

MOST: Final = 5
LATEST: Final = 2
"""Of those that share no word with what was said: the viewer may speak of them in others."""
ALIKE: Final = 0.35
"""Cosine from which two short texts of small embedding models have something to do with each other."""
PATIENCE_SECONDS: Final = 0.7
"""What a turn waits at most: a search by words is instant and nearly as good."""
AGAIN_SECONDS: Final = 60.0
"""How long an embedding model that gave nothing is left."""
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


class OllamaEmbedder:
    """One embedding model of an Ollama server.

    Args:
        models: the server's.
        model: which of them embeds.
    """

    def __init__(self, models: OllamaModels, model: str) -> None:
        self._models = models
        self._model = model

    async def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """A vector for each text."""
        found = await self._models.embed(self._model, texts)
        if len(found) != len(texts):
            raise Unavailable("the embedding model gave another number of vectors")
        return found


class Recall:
    """Searches memories. May be shared by all viewers: it keeps vectors by text, and is given whose texts to search.

    An embedding model that is away, or gives nothing in time, is left for a while: no turn waits for it meanwhile.

    Args:
        embedder: the embedding model; none where there is none.
        patience_seconds: how long it is waited for.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        embedder: Embedder | None = None,
        patience_seconds: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._embedder = embedder
        self._patience_seconds = patience_seconds
        self._clock = clock
        self._away_until = -math.inf
        self._made = 0
        self._vectors: dict[bytes, Vector] = {}

    async def relevant(self, known: Sequence[str], text: str) -> list[str]:
        """Those of `known`, the latest first, that have to do with `text`, the nearest first."""
        if self._embedder is None or not known or self._clock() < self._away_until:
            return by_words(known, text)
        made = self._made
        try:
            async with asyncio.timeout(self._patience_seconds):
                vectors = await self._embed(self._embedder, [text, *known])
        except (TimeoutError, PrismError):
            if self._made == made:  # One that is only slow is asked on: each turn, more of its vectors are there.
                self._away_until = self._clock() + AGAIN_SECONDS
            return by_words(known, text)
        alike = {one: cosine(vectors[text], vectors[one]) for one in known}
        near = sorted((one for one in alike if alike[one] >= ALIKE), key=lambda one: -alike[one])
        return near[:MOST] or by_words(known, text)

    async def _embed(self, embedder: Embedder, texts: Sequence[str]) -> Mapping[str, Vector]:
        """Some at a time, and each batch is kept: what one turn has no time for, the next one need not do again."""
        while len(self._vectors) > _KEPT:
            del self._vectors[next(iter(self._vectors))]
        found = {one: self._vectors[_digest(one)] for one in texts if _digest(one) in self._vectors}
        missing = [one for one in dict.fromkeys(texts) if one not in found]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            made = dict(zip(batch, await embedder.embed(batch), strict=True))
            self._made += len(made)
            found |= made
            self._vectors |= {_digest(one): vector for one, vector in made.items()}
        if missing and len({len(vector) for vector in found.values()}) > 1:
            self._vectors.clear()  # Another model embeds under the same name now: what the old one made is of no use.
            return await self._embed(embedder, texts)
        return found


def _digest(text: str) -> bytes:
    """What a vector is kept by, in place of words that the viewer may want forgotten."""
    return hashlib.sha256(text.encode()).digest()


def by_words(known: Sequence[str], text: str) -> list[str]:
    """Memories by how many words they share with `text`, then the latest of the rest."""
    wanted = words_of(text)
    shared = {one: len(wanted & words_of(one)) for one in known}
    found = sorted((one for one in known if shared[one]), key=lambda one: -shared[one])[:MOST]
    return found + [one for one in known if not shared[one]][: max(0, min(LATEST, MOST - len(found)))]


def cosine(first: Vector, second: Vector) -> float:
    """How alike two vectors are, -1 to 1; those of two models, as a new one brings them, are not alike."""
    if len(first) != len(second):
        return 0.0
    sizes = math.hypot(*first) * math.hypot(*second)
    return sum(a * b for a, b in zip(first, second, strict=True)) / sizes if sizes else 0.0
