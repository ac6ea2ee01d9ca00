from collections.abc import Iterator

import pytest

from prism_tts.engines import Engine
from prism_tts.engines.espeak import EspeakEngine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    espeak = EspeakEngine()
    espeak.load()
    yield espeak
    espeak.unload()
