"""Orders taken back in the breath in which they were given, and what waits where something would be lost."""

import pytest

from prism_core.commands import Command
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

BAKE_OFF = {"title": "Bake Off", "when": "tonight"}
NOT_RECORDED = [
    ("en", "actually don't record it, leave it"),
    ("en", "on second thoughts leave it"),
    ("en", "no, leave it, it's fine"),
    ("en", "don't bother recording it"),
    ("en", "never mind, don't record that"),
    ("en", "scrap that"),
    ("en", "we don't need it any more"),
    ("de", "nein, nimm das nicht auf, lass mal"),
    ("fr", "non finalement ne l'enregistre pas, laisse tomber"),
    ("it", "no, non registrarlo, lascia stare"),
    ("it", "no, alla fine non registrarlo"),
    ("it", "anzi no, non la registrare"),
    ("it", "ci ho ripensato, non serve registrarlo"),
    ("it", "no, lascia perdere, lo guardo in diretta"),
    ("it", "annullala"),
    ("es", "no, mejor no lo grabes, déjalo"),
]
OTHERWISE_BEHIND_IT = [
    ("never mind", None, ["cancel"]),
    ("undo that", None, ["undo"]),
    ("no leave it", "Shall I record the whole series?", ["deny"]),
    ("stop recording, no, leave it", None, ["cancel"]),
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


@pytest.mark.parametrize(("language", "text"), NOT_RECORDED)
def test_a_recording_is_taken_back_with_its_title(understander: Understander, language: str, text: str) -> None:
    last = Command.of("tv.record", on=True, **BAKE_OFF)
    found = understander.understand(text, UtteranceContext(language=language, last_command=last))
    assert [(one.name, dict(one.slots)) for one in found.commands] == [("tv.record", {"on": False, **BAKE_OFF})]


@pytest.mark.parametrize(("text", "pending", "names"), OTHERWISE_BEHIND_IT)
def test_what_is_something_else_behind_a_recording_is_not_taken_for_taking_it_back(
    understander: Understander, text: str, pending: str | None, names: list[str]
) -> None:
    last = Command.of("tv.record", on=True, **BAKE_OFF)
    found = understander.understand(text, UtteranceContext(language="en", last_command=last, pending=pending))
    assert [one.name for one in found.commands] == names
