import importlib.util
from pathlib import Path

import pytest

from prism_stt.engines import Engine
from prism_stt.engines.choice import Choice
from prism_stt.engines.pocketsphinx import Embedded
from prism_stt.engines.whisper import Whisper

HERE = Path(__file__).parent
SCRIPT = "go to channel five please"


@pytest.fixture(scope="session")
def data() -> Path:
    return HERE / "data"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("tiny_whisper", HERE / "tiny_whisper.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder: Path = module.build_tiny_whisper(tmp_path_factory.mktemp("whisper"), SCRIPT)
    return folder


@pytest.fixture(scope="session")
def embedded() -> Embedded:
    engine = Embedded(workers=1)
    engine.load()
    return engine


@pytest.fixture(scope="session")
def whisper(tiny_model: Path) -> Whisper:
    engine = Whisper(Choice("whisper", str(tiny_model), "cpu", "int8", "test"), model_dir=tiny_model.parent)
    engine.load()
    return engine


@pytest.fixture(params=["embedded", "whisper"])
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.getfixturevalue(request.param)
    return chosen
