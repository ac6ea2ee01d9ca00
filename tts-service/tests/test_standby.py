import threading
from collections.abc import Generator

import pytest

from prism_core.errors import Unavailable
from prism_core.events.avatar import Expression
from prism_tts.engines import Capabilities, Engine, Speech
from prism_tts.engines.standby import Standby


class Silent:
    """An engine whose loading fails as often as it is told to."""

    def __init__(self, name: str, failures: tuple[Exception, ...] = ()) -> None:
        self.name, self.model = name, name
        self._failures = list(failures)
        self.loaded = threading.Event()

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(24_000, ("lumen",), frozenset({"en"}), phoneme_times=True)

    def load(self) -> None:
        if self._failures:
            raise self._failures.pop(0)
        self.loaded.set()

    def unload(self) -> None:
        self.loaded.clear()

    def synthesize(
        self, text: str, voice: str, language: str, speed: float, emotion: Expression, pitch: float = 0.0
    ) -> Generator[Speech, None, None]:
        yield from ()


def finished(standby: Standby) -> None:
    assert standby._loading is not None
    standby._loading.join(10)


def test_the_embedded_voice_speaks_until_the_wanted_one_is_loaded() -> None:
    embedded, wanted = Silent("embedded"), Silent("wanted")
    standby = Standby(embedded, wanted)
    assert standby.current() is embedded
    standby.load()
    finished(standby)
    assert standby.current() is wanted
    assert standby.notice == ""


@pytest.mark.parametrize("fault", [Unavailable("there is no voices/lumen.wav"), MemoryError("no room")])
def test_a_voice_that_cannot_be_loaded_is_tried_again_and_meanwhile_the_notice_says_why(fault: Exception) -> None:
    embedded, wanted = Silent("embedded"), Silent("wanted", (fault, fault))
    seen: list[tuple[Engine, str]] = []
    standby = Standby(embedded, wanted, lambda _stop, _seconds: seen.append((standby.current(), standby.notice)))
    standby.load()
    finished(standby)
    assert [engine for engine, _ in seen] == [embedded, embedded]
    assert str(fault) in seen[0][1]
    assert standby.current() is wanted


def test_the_notice_says_how_far_the_wanted_voice_has_come() -> None:
    standby = Standby(Silent("embedded"), Silent("wanted"), progress=lambda: "37% of 1.87 GB")
    assert standby.notice == "XTTS v2 is being fetched, 37% of 1.87 GB; the embedded voice speaks until then"


def test_unloading_gives_up_the_tries() -> None:
    standby = Standby(Silent("embedded"), Silent("wanted", (Unavailable("no"),) * 1000))
    standby.load()
    standby.unload()
    finished(standby)
    assert standby.current().name == "embedded"
