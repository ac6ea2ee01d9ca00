"""Has Ollama fetch the models that it lacks, where whoever runs Prism wishes so, and says how far it is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import Final

from prism_core.errors import PrismError, Unavailable
from prism_llm.engines import closable
from prism_llm.engines.models import OllamaModels, Progress

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 30.0
"""How often to look whether Ollama is there and lacks a model."""
RETRY_SECONDS: Final = 60.0
LONGEST_RETRY_SECONDS: Final = 1800.0
STEP_PERCENT: Final = 10
"""Between two lines of the log."""


class Pulling:
    """Keeps the wanted models there. One instance a process.

    Args:
        models: the server's.
        wanted: which it should have, the most important first.
        arrived: told when one has come.
        retry_seconds: until what failed is tried again, for the first time.
    """

    def __init__(
        self,
        models: OllamaModels,
        wanted: tuple[str, ...],
        arrived: Callable[[], Awaitable[object]],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._models = models
        self._wanted = wanted
        self._arrived = arrived
        self._retry_seconds = retry_seconds
        self._progress: dict[str, Progress] = {}
        self.notice = ""
        """How it stands, for `/status`; empty where nothing is to be said."""

    def details(self) -> Mapping[str, float]:
        """Percent of each model that is being fetched."""
        return {f"{model}_percent": float(progress.percent) for model, progress in self._progress.items()}

    async def keep(self) -> None:
        """Fetches what is missing, for ever; what fails is tried again later, and later each time."""
        pause = self._retry_seconds
        while True:
            try:
                for model in await self._missing():
                    await self._pull(model)
                pause = self._retry_seconds
                await asyncio.sleep(LOOK_SECONDS)
            except PrismError as error:
                self.notice = f"{error.message}; it is tried again"
                log.warning("model not pulled", extra={"reason": error.message, "again_in_seconds": pause})
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_RETRY_SECONDS)

    async def _missing(self) -> list[str]:
        """What Ollama lacks; nothing while it is away, which is said elsewhere."""
        try:
            return await self._models.missing(self._wanted)
        except Unavailable:
            return []

    async def _pull(self, model: str) -> None:
        told = -STEP_PERCENT
        try:
            async with aclosing(closable(self._models.pull(model))) as steps:
                async for progress in steps:
                    self._progress[model] = progress
                    self.notice = f"pulling the model {model!r}: {progress.percent} % of {progress.bytes / 1e9:.1f} GB"
                    if progress.bytes and progress.percent >= told + STEP_PERCENT:
                        told = progress.percent
                        log.info("pulling model", extra={"model": model, "percent": told, "bytes": progress.bytes})
        finally:
            self._progress.pop(model, None)
        self.notice = ""
        log.info("model pulled", extra={"model": model})
        await self._arrived()

    async def close(self) -> None:
        """Close its connections."""
        await self._models.close()
