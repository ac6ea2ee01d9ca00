"""The models of an Ollama server: which it has, and fetching one (https://github.com/ollama/ollama/blob/main/docs/api.md)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

import httpx
import ollama

from prism_core.errors import Unavailable
from prism_llm.engines.lines import WholeLines
from prism_llm.engines.pauses import Pauses

PROBE_SECONDS: Final = 2.0
STALL_SECONDS: Final = 120.0
"""Silence of a download after which it is taken for dead."""

UNFIT: Final = (ValueError, TypeError, AttributeError)
"""What the package raises of an answer that is none of Ollama's: another server may listen at its address."""


@dataclass(slots=True)
class Progress:
    """How far a download is.

    Attributes:
        done: bytes of each layer that are here.
        sizes: bytes of each layer that has begun.
        step: what Ollama says that it does, such as `verifying sha256 digest`.
    """

    done: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    step: str = ""

    @property
    def bytes(self) -> int:
        """Of all layers that have begun."""
        return sum(self.sizes.values())

    @property
    def percent(self) -> int:
        """Of what has begun."""
        return 100 * sum(self.done.values()) // self.bytes if self.bytes else 0


class OllamaModels:
    """Asks one Ollama server about its models.

    Args:
        host: its address.
        probe_seconds: how long it may take to say which it has.
    """

    def __init__(self, host: str, probe_seconds: float = PROBE_SECONDS) -> None:
        self.host = host
        self._probe_seconds = probe_seconds
        timeout = httpx.Timeout(STALL_SECONDS, connect=probe_seconds)
        self._client = ollama.AsyncClient(host=host, timeout=timeout, transport=Pauses(WholeLines()))

    async def missing(self, wanted: tuple[str, ...]) -> list[str]:
        """Those of `wanted` that it lacks.

        Raises:
            Unavailable: it does not answer.
        """
        try:
            async with asyncio.timeout(self._probe_seconds):
                listed = await self._client.list()
        except (TimeoutError, httpx.HTTPError, ConnectionError, ollama.ResponseError, *UNFIT) as error:
            raise Unavailable(f"Ollama at {self.host} does not answer") from error
        names = {model.model for model in listed.models if model.model}
        return [model for model in wanted if model not in names and f"{model}:latest" not in names]

    async def pull(self, model: str) -> AsyncIterator[Progress]:
        """Fetches `model`, and says again and again how far it is; what is here already is not fetched again.

        Raises:
            Unavailable: it breaks off; the message says why.
        """
        progress = Progress()
        try:
            async with aclosing(await self._client.pull(model, stream=True)) as parts:  # type: ignore[type-var]
                async for part in parts:
                    progress.step = part.status or ""
                    if part.digest and part.total:
                        progress.sizes[part.digest] = part.total
                        progress.done[part.digest] = part.completed or 0
                    yield progress
        except ollama.ResponseError as error:
            raise Unavailable(f"Ollama cannot pull {model!r}: {error.error}") from error
        except (httpx.HTTPError, ConnectionError, *UNFIT) as error:
            raise Unavailable(f"Ollama at {self.host} broke off pulling {model!r}") from error
        if progress.step != "success":
            raise Unavailable(f"Ollama at {self.host} broke off pulling {model!r}")

    async def embed(self, model: str, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """A vector for each text.

        Raises:
            Unavailable: it does not answer, or has no such model.
        """
        try:
            return (await self._client.embed(model, list(texts), keep_alive="30m")).embeddings
        except (httpx.HTTPError, ConnectionError, ollama.ResponseError, *UNFIT) as error:
            raise Unavailable(f"Ollama at {self.host} embeds nothing with {model!r}") from error

    async def close(self) -> None:
        """Close its connections."""
        await self._client.close()  # type: ignore[no-untyped-call]  # The package gives it no types.
