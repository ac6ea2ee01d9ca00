"""An engine that stands in for another: it speaks until the other one is loaded, and whenever that fails."""

import logging
import threading
from collections.abc import Callable

from prism_core.errors import PrismError
from prism_tts.engines import Engine
from prism_tts.hush import listen_for

log = logging.getLogger(__name__)

FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 30.0, 900.0


class Standby:
    """Which of two engines speaks now. `current` may be asked from any thread.

    Args:
        embedded: always there, quickly loaded.
        wanted: what should speak; none where the embedded one is wanted.
        pause: waits so many seconds, or until its event is set; tests pass one that does not wait.
        progress: how far fetching the wanted one is, in words; empty where nothing is being fetched.
    """

    def __init__(
        self,
        embedded: Engine,
        wanted: Engine | None = None,
        pause: Callable[[threading.Event, float], object] = threading.Event.wait,
        progress: Callable[[], str] = str,
    ) -> None:
        self._embedded = embedded
        self._wanted = wanted
        self._pause = pause
        self._progress = progress
        self._loaded = False
        self._stop = threading.Event()
        self._loading: threading.Thread | None = None
        self._trouble = ""

    @property
    def notice(self) -> str:
        """Why the wanted engine does not speak yet; empty when it does."""
        if self._wanted is None or self._loaded:
            return ""
        if fetched := self._progress():
            return f"XTTS v2 is being fetched, {fetched}; the embedded voice speaks until then"
        return self._trouble or "XTTS v2 is loading; the embedded voice speaks until then"

    def current(self) -> Engine:
        """The engine that speaks now; an utterance keeps the one that it began with."""
        return self._wanted if self._loaded and self._wanted is not None else self._embedded

    def load(self) -> None:
        """Loads the embedded engine, and begins to load the wanted one in a thread.

        Raises:
            Unavailable: the embedded engine cannot be loaded.
        """
        self._embedded.load()
        if self._wanted is not None and self._loading is None:
            self._loading = threading.Thread(target=self._keep_trying, name="load voice", daemon=True)
            self._loading.start()

    def unload(self) -> None:
        """Gives up loading, and gives back the memory of both."""
        self._stop.set()
        if self._loading is not None:
            self._loading.join()
        if self._wanted is not None and self._loaded:
            self._wanted.unload()
        self._loaded = False
        self._embedded.unload()

    def _keep_trying(self) -> None:
        listen_for(self._stop)  # Fetching and warming up ask whether they are still wanted.
        pause = FIRST_RETRY_SECONDS
        while not self._stop.is_set():
            if self._try():
                return
            self._pause(self._stop, pause)
            pause = min(2 * pause, LONGEST_RETRY_SECONDS)

    def _try(self) -> bool:
        assert self._wanted is not None
        try:
            self._wanted.load()
        except PrismError as error:
            self._failed(error.message)
            return False
        except Exception as error:  # The top of a thread; whatever a model's library raises, the other voice speaks on.
            self._failed(f"{type(error).__name__}: {error}")
            return False
        self._loaded, self._trouble = True, ""
        log.info("voice loaded", extra={"engine": self._wanted.name, "model": self._wanted.model})
        return True

    def _failed(self, reason: str) -> None:
        self._trouble = f"the embedded voice speaks, since {reason}; it is tried again"
        log.warning("voice could not be loaded and is tried again", extra={"reason": reason})
