from collections.abc import Iterator

import pytest

from prism_core.errors import Unavailable
from prism_tts.engines import Engine
from prism_tts.engines.embedded import EmbeddedEngine
from prism_tts.engines.espeak import EspeakEngine
from prism_tts.engines.flite import FliteEngine


@pytest.fixture(scope="session", params=[EspeakEngine, FliteEngine, EmbeddedEngine], ids=lambda kind: kind.__name__)
def any_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine that is installed."""
    made: Engine = request.param()
    try:
        made.load()
    except Unavailable as error:
        pytest.skip(error.message)
    yield made
    made.unload()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    espeak = EspeakEngine()
    espeak.load()
    yield espeak
    espeak.unload()
