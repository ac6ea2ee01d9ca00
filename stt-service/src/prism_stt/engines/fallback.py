"""An engine that may have to be waited for, and one that hears until it is there."""

import logging
import threading
from collections.abc import Callable

from prism_core.audio import Pcm
from prism_core.errors import Unavailable
from prism_core.requests import EngineInfo

from . import PLAIN, Asked, Capabilities, Engine, Transcript

log = logging.getLogger(__name__)

RETRY_SECONDS = 15.0
"""After the first try that failed; then twice as long each time. Downloads resume where they stopped."""
LONGEST_RETRY_SECONDS = 1800.0


class Fallback:
    """`wanted` once it has loaded, `meanwhile` until then.

    Args:
        wanted: the engine that was chosen.
        meanwhile: one that loads at once, from what is here.
        present: whether `wanted` needs no download; then `load` waits for it.
        retry_seconds: before the second try; then twice as long each time, up to half an hour.
    """

    def __init__(
        self,
        wanted: Engine,
        meanwhile: Engine,
        *,
        present: Callable[[], bool],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._wanted = wanted
        self._meanwhile = meanwhile
        self._present = present
        self._retry_seconds = retry_seconds
        self._loaded = False
        self._trouble = "it is loading"
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def capabilities(self) -> Capabilities:
        """Those of the engine that hears now."""
        return self._now().capabilities

    def load(self) -> None:
        """Loads the engine that was chosen if it is here; else the other one, and goes on trying beside."""
        if self._present() and self._try():
            return
        self._meanwhile.load()
        self._thread = threading.Thread(target=self._keep_trying, name="load the wanted engine", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops trying; a download that is under way ends with the process."""
        self._closed.set()
        self._meanwhile.close()
        self._wanted.close()

    def describe(self) -> EngineInfo:
        """The engine that hears now; while it stands in for another, what keeps that one away."""
        info = self._now().describe()
        if self._loaded:
            return info
        missing = self._wanted.describe()
        trouble = missing.reason if missing.reason.startswith("downloading") else self._trouble
        reason = f"stands in for {missing.engine} {missing.model}: {trouble}"
        return info.model_copy(update={"reason": reason, "notice": reason})

    def transcribe(
        self,
        sound: Pcm,
        asked: Asked = PLAIN,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Transcript:
        """Words by the engine that hears now."""
        engine = self._now()
        try:
            return engine.transcribe(sound, asked, cancelled)
        except Unavailable:
            if engine is self._now():
                raise
        return self._now().transcribe(sound, asked, cancelled)  # the other one has just come, and this one is gone

    def _now(self) -> Engine:
        return self._wanted if self._loaded else self._meanwhile

    def _keep_trying(self) -> None:
        seconds = self._retry_seconds
        while not self._closed.is_set() and not self._try():
            if self._closed.wait(seconds):
                return
            seconds = min(2 * seconds, LONGEST_RETRY_SECONDS)
        self._meanwhile.close()

    def _try(self) -> bool:
        try:
            self._wanted.load()
        except Unavailable as error:
            if not self._trouble.startswith(error.message):
                log.warning("another engine stands in", extra={"reason": error.message})
            self._trouble = f"{error.message}; it is tried again"
            return False
        except Exception as error:  # The top of the loader: whatever is wrong there, another engine hears.
            log.exception("the wanted engine could not be loaded")
            self._trouble = f"{type(error).__name__} while loading it, see the log; it is tried again"
            return False
        self._loaded = True
        log.info("the wanted engine hears now", extra={"model": self._wanted.describe().model})
        return True
