"""Keeps the choice of engine true: asks again in the background, and steps down at once when one fails."""

import asyncio
import logging
from typing import Final

from prism_core.requests import EngineInfo
from prism_llm.engines import Choice, Engine, EngineChoice, choose
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.openai import OpenAI

log = logging.getLogger(__name__)

CHECK_SECONDS: Final = 15.0


class Selection:
    """Which engine answers now. One instance a process.

    Args:
        wanted: what the settings ask for.
        ollama: the Ollama engine, which may or may not answer.
        openai: the OpenAI-compatible engine; none without an address.
        openai_url: its address; empty without one.

    Raises:
        BadInput: `openai` is wanted without an address.
    """

    def __init__(self, wanted: EngineChoice, ollama: Ollama, openai: OpenAI | None, openai_url: str = "") -> None:
        self._wanted = wanted
        self._ollama = ollama
        self._openai = openai
        self._openai_url = openai_url
        self._had = bool(openai_url) and wanted == "auto"
        self._trouble = ""
        self._choice = choose(wanted, ollama_problem="Ollama has not been asked yet", openai_url=openai_url)

    @property
    def engine(self) -> Engine | None:
        """The language model to ask; none where the fixed stock must do."""
        if self._choice.engine == "ollama":
            return self._ollama
        return self._openai if self._choice.engine == "openai" else None

    @property
    def choice(self) -> Choice:
        """What was chosen, and why."""
        return self._choice

    async def check(self) -> None:
        """Ask the servers whether they answer, and choose anew."""
        chosen = choose(self._wanted, ollama_problem=await self._ollama_problem(), openai_url=self._openai_url)
        if self._wanted == "auto" and self._openai is not None and (away := await self._openai.available()):
            chosen = Choice("embedded", away)
        if chosen.engine != self._choice.engine:
            log.info("engine chosen", extra={"engine": chosen.engine, "reason": chosen.reason})
        self._choice = chosen
        self._had = self._had or chosen.engine != "embedded"

    async def _ollama_problem(self) -> str:
        asks = self._wanted == "auto" and not self._openai_url
        return await self._ollama.available() if asks else ""

    @property
    def lost(self) -> bool:
        """Whether there is a language model that only does not answer now."""
        return self._choice.engine == "embedded" and self._had

    def answered(self) -> None:
        """The engine is well: what was wrong with it is over."""
        self._trouble = ""

    def failed(self, reason: str) -> None:
        """Step down until the next check, so that the next viewer does not wait for a dead engine."""
        self._trouble = f"the last answer failed: {reason}"
        if self._wanted == "auto":
            self._choice = Choice("embedded", reason)

    async def keep(self) -> None:
        """Check for ever."""
        while True:
            await self.check()
            await asyncio.sleep(CHECK_SECONDS)

    async def close(self) -> None:
        """Close the engines' connections."""
        await self._ollama.close()
        if self._openai is not None:
            await self._openai.close()

    def describe(self) -> EngineInfo:
        """The choice, for `/status`."""
        engine = self.engine
        # A server that was named or was there, or a model that only has to be fetched, is what somebody wanted.
        wanted = self._wanted == "auto" and engine is None
        missed = wanted and (self._openai is not None or self._had or "has no model" in self._choice.reason)
        return EngineInfo(
            engine=self._choice.engine,
            model=engine.model if engine else "grammar and guide",
            reason=self._choice.reason,
            notice=self._choice.reason if missed else self._trouble,
        )
