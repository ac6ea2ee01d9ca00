"""The engine that is always there: flite for English where it is installed, espeak-ng for everything else.

Both have exact phoneme times, need no model and no network, and know the same voices by name.
"""

import contextlib
import logging
import threading
from collections.abc import Generator

from prism_core.errors import Unavailable
from prism_core.events.avatar import Expression
from prism_tts.engines import Capabilities, Engine, LanguageNotSpoken, Speech, require_language
from prism_tts.engines.espeak import EspeakEngine
from prism_tts.engines.flite import FliteEngine

log = logging.getLogger(__name__)


class EmbeddedEngine:
    """Speaks with whichever of the two knows the language better. May be called from any thread."""

    def __init__(self) -> None:
        self._espeak = EspeakEngine()
        self._flite: FliteEngine | None = None
        self._loading = threading.Lock()
        self._loaded = False
        self.name, self.model = self._espeak.name, self._espeak.model

    @property
    def capabilities(self) -> Capabilities:
        """espeak-ng's: flite adds nothing but a better voice."""
        return self._espeak.capabilities

    def load(self) -> None:
        """Loads espeak-ng, and flite where it is installed."""
        with self._loading:
            if not self._loaded:
                self._espeak.load()
                self._flite = self._installed_flite()
                self._loaded = True

    def _installed_flite(self) -> FliteEngine | None:
        flite = FliteEngine(self._espeak.capabilities.sample_rate)
        try:
            flite.load()
        except Unavailable as error:
            log.info("espeak-ng speaks English too", extra={"reason": error.message})
            return None
        self.name, self.model = f"{flite.name} and {self._espeak.name}", f"{flite.model}, {self._espeak.model}"
        return flite

    def unload(self) -> None:
        """Lets go of both."""
        self._flite, self._loaded = None, False
        self._espeak.unload()

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        """Pieces of the engine that fits; see `Engine.synthesize`."""
        self.load()  # Who asks before the service is ready hears the voice that speaks from then on.
        engine = self._engine_for(language)
        with contextlib.closing(engine.synthesize(text, voice, language, speed, emotion, pitch)) as pieces:
            yield from pieces

    def _engine_for(self, language: str) -> Engine:
        if self._flite is not None:
            with contextlib.suppress(LanguageNotSpoken):
                # British English falls back to flite's American rather than to a machine's British.
                require_language(language, self._flite.capabilities.languages)
                return self._flite
        return self._espeak
