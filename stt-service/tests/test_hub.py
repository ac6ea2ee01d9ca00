"""Models that have to be fetched: a hub on loopback, the real client, the real engine."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from prism_core.audio import Pcm, read_wav
from prism_core.errors import Unavailable
from prism_core.testing.hub import Hub, running_hub
from prism_stt.engines.choice import Choice
from prism_stt.engines.download import download
from prism_stt.engines.fallback import Fallback
from prism_stt.engines.models import model_path
from prism_stt.engines.pocketsphinx import Embedded
from prism_stt.engines.whisper import Whisper

NAME = "somebody/tiny-whisper"


@pytest.fixture
def hub(tiny_model: Path) -> Iterator[Hub]:
    with running_hub(tiny_model) as running:
        yield running


def wanted(tmp_path: Path, hub: Hub) -> Whisper:
    return Whisper(Choice("whisper", NAME, "cpu", "int8", "test", threads=1), model_dir=tmp_path, hub=hub.url)


def test_a_model_is_fetched_once_and_its_progress_told(hub: Hub, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = download(NAME, tmp_path, lambda here, total: told.append((here, total)), hub=hub.url)
    size = sum(file.stat().st_size for file in Path(path).iterdir())
    assert max(here for here, _ in told) == size
    assert model_path(NAME, tmp_path) == Path(path)
    assert all(here <= total for here, total in told if total)


def test_a_hub_that_is_away_is_named(hub: Hub, tmp_path: Path) -> None:
    hub.up = False
    with pytest.raises(Unavailable, match=f"{NAME}.*cannot be downloaded"):
        download(NAME, tmp_path, lambda here, total: None, hub=hub.url)


def test_a_folder_that_cannot_be_written_is_named(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot be written"):
        download(NAME, tmp_path / "file" / "models", lambda here, total: None, hub=hub.url)


def test_another_engine_stands_in_until_the_model_has_come(hub: Hub, tmp_path: Path, data: Path) -> None:
    hub.up = False
    sound: Pcm = read_wav((data / "said_mute.wav").read_bytes())
    engine = Fallback(wanted(tmp_path, hub), Embedded(), present=lambda: False, retry_seconds=0.05)
    engine.load()
    try:
        assert engine.transcribe(sound).text == "mute the sound"
        wait_for(lambda: "cannot be downloaded" in engine.describe().reason)
        assert "stands in for whisper" in engine.describe().notice
        assert "tried again" in engine.describe().reason
        hub.up = True
        wait_for(lambda: engine.describe().engine == "whisper")
        assert engine.describe().notice == ""
        assert engine.transcribe(sound).text == "go to channel five please"
    finally:
        engine.close()


def wait_for(so: object) -> None:
    assert callable(so)
    for _ in range(6000):
        if so():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come about within a minute")
