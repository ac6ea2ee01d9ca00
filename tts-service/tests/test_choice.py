from pathlib import Path

import pytest

from prism_core.errors import BadInput
from prism_tts.engines.choice import Installed, choose

ALL = Installed(coqui=True, cuda=True)
NONE = Installed(coqui=False, cuda=False)


def test_a_bare_machine_speaks_with_the_embedded_voice_and_says_why() -> None:
    choice = choose("auto", gpu_enabled=False, licence_agreed=False, installed=NONE)
    assert choice.engine == "embedded"
    assert "coqui-tts is not installed" in choice.reason


def test_a_gpu_with_everything_speaks_with_xtts() -> None:
    choice = choose("auto", gpu_enabled=True, licence_agreed=True, installed=ALL)
    assert (choice.engine, choice.device) == ("xtts", "cuda")


def test_without_a_gpu_only_asking_for_it_gives_xtts() -> None:
    assert choose("auto", gpu_enabled=False, licence_agreed=True, installed=ALL).engine == "embedded"
    asked = choose("xtts_v2", gpu_enabled=False, licence_agreed=True, installed=ALL)
    assert (asked.engine, asked.device) == ("xtts", "cpu")


def test_the_licence_has_to_be_agreed_to() -> None:
    choice = choose("xtts_v2", gpu_enabled=True, licence_agreed=False, installed=ALL)
    assert choice.engine == "embedded"
    assert "Coqui Public Model License" in choice.notice


def test_the_embedded_voice_is_no_news_where_nothing_else_was_asked_for() -> None:
    assert choose("auto", gpu_enabled=False, licence_agreed=False, installed=NONE).notice == ""
    assert choose("xtts_v2", gpu_enabled=True, licence_agreed=True, installed=ALL).notice == ""


def test_a_folder_is_a_checkpoint(tmp_path: Path) -> None:
    assert choose(str(tmp_path), gpu_enabled=False, licence_agreed=False, installed=ALL).checkpoint == tmp_path


def test_an_unknown_name_lists_those_that_are_known() -> None:
    with pytest.raises(BadInput, match="auto, embedded, espeak, xtts_v2"):
        choose("kokoro", gpu_enabled=False, licence_agreed=False, installed=ALL)
