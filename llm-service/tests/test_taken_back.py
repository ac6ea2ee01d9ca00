"""Orders taken back in the breath in which they were given, and what waits where something would be lost."""

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

TAKEN_BACK = [
    ("it", "togli l'audio, no, va bene"),
    ("it", "spegni, no, va bene"),
    ("it", "registra questo, no, va bene"),
    ("en", "record this, scrap that"),
    ("en", "skip this, no, keep watching"),
    ("en", "put BBC One on, oh wait, it's finished"),
    ("en", "pause it, oh don't worry"),
    ("de", "mach stumm, nein, brauchst du nicht"),
    ("es", "quita el sonido, no, está bien"),
]
HALTED = [
    ("en", "turn it off, hang on"),
    ("de", "mach aus, warte"),
    ("fr", "éteins, attends"),
    ("es", "apaga, espera"),
    ("it", "spegni, aspetta"),
    ("en", "delete that recording, no, the other one"),
    ("de", "lösch die Aufnahme, nein, die andere"),
    ("fr", "pas encore"),
    ("de", "lieber in zehn"),
    ("it", "non ancora"),
]
DONE = [
    ("en", "pause it, hang on", "tv.pause"),
    ("de", "pause, warte", "tv.pause"),
    ("es", "pausa, espera", "tv.pause"),
    ("en", "turn it off, no wait, mute it", "tv.mute"),
    ("en", "put BBC One on, no wait, BBC Two", "tv.channel"),
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, language: str, text: str) -> list[str]:
    found = understander.understand(text, UtteranceContext(language=language))
    return [command.name for command in found.commands]


@pytest.mark.parametrize(("language", "text"), TAKEN_BACK)
def test_what_is_taken_back_is_not_done(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == ["cancel"]


@pytest.mark.parametrize(("language", "text"), HALTED)
def test_nothing_is_lost_while_somebody_asks_to_wait(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize(("language", "text", "name"), DONE)
def test_what_is_still_meant_is_done(understander: Understander, language: str, text: str, name: str) -> None:
    assert asked(understander, language, text) == [name]
