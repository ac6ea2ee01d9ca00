from pathlib import Path

import pytest

from prism_tts.engines.choice import Installed, choose
from prism_tts.settings import Settings

ALL = Installed(coqui=True, cuda=True)
NONE = Installed(coqui=False, cuda=False)


def test_a_bare_machine_speaks_with_the_embedded_voice_and_says_why() -> None:
    choice = choose("auto", gpu_enabled="false", licence_agreed=False, installed=NONE)
    assert choice.engine == "embedded"
    assert "coqui-tts is not installed" in choice.reason


def test_a_gpu_with_everything_speaks_with_xtts() -> None:
    choice = choose("auto", gpu_enabled="true", licence_agreed=True, installed=ALL)
    assert (choice.engine, choice.device) == ("xtts", "cuda")


def test_without_a_gpu_only_asking_for_it_gives_xtts() -> None:
    assert choose("auto", gpu_enabled="false", licence_agreed=True, installed=ALL).engine == "embedded"
    asked = choose("xtts_v2", gpu_enabled="false", licence_agreed=True, installed=ALL)
    assert (asked.engine, asked.device) == ("xtts", "cpu")


def test_the_licence_has_to_be_agreed_to() -> None:
    choice = choose("xtts_v2", gpu_enabled="true", licence_agreed=False, installed=ALL)
    assert choice.engine == "embedded"
    assert "Coqui Public Model License" in choice.notice


def test_the_embedded_voice_is_no_news_where_nothing_else_was_asked_for() -> None:
    assert choose("auto", gpu_enabled="false", licence_agreed=False, installed=NONE).notice == ""
    assert choose("xtts_v2", gpu_enabled="true", licence_agreed=True, installed=ALL).notice == ""


def test_a_folder_is_a_checkpoint(tmp_path: Path) -> None:
    assert choose(str(tmp_path), gpu_enabled="false", licence_agreed=False, installed=ALL).checkpoint == tmp_path


def test_an_unknown_name_is_told_with_those_that_are_known_and_a_voice_speaks() -> None:
    choice = choose("kokoro", gpu_enabled="false", licence_agreed=False, installed=ALL)
    assert choice.engine == "embedded"
    assert "auto, embedded, espeak, xtts_v2" in choice.notice


def test_what_is_not_said_of_a_gpu_uses_one_that_is_there() -> None:
    choice = choose("auto", gpu_enabled="auto", licence_agreed=True, installed=ALL)
    assert (choice.engine, choice.device) == ("xtts", "cuda")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("auto", "auto"), ("1", "true"), ("True", "true"), ("off", "false"), ("0", "false"), ("", "auto")],
)
def test_a_switch_may_be_written_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: str
) -> None:
    monkeypatch.setenv("GPU_ENABLED", written)
    assert Settings().gpu_enabled == meant


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTS_MODEL", "")
    assert Settings().model == "auto"
