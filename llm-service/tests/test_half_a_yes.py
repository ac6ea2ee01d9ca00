"""Answers to a question whether something is to be deleted that are no plain yes: Lumen asks again."""

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

_QUESTIONS = {
    "en": "Delete the recording “Bake Off”?",
    "de": "Soll ich die Aufnahme „Bake Off“ löschen?",
    "fr": "Supprimer l’enregistrement « Bake Off » ?",
    "es": "¿Borro la grabación «Bake Off»?",
    "it": "Cancello la registrazione «Bake Off»?",
}
DOUBTS = {
    "en": "I guess | yeah, I guess so | mm | hmm, okay | if you like | you can if you want | yeah whatever | "
    "whatever | yes, all but the last one | yes, I heard you",
    "de": "ja, ich glaub schon | hm, okay | mach doch | eigentlich ja | mach was du willst | wenn du willst | "
    "ja, alle bis auf die letzte | ja, ich hab's gehört",
    "fr": "ah d'accord | hmm, ok | oui, j'ai entendu | comme tu veux | oui, tous sauf le dernier | bof, oui",
    "es": "bueno | ya | ah vale | si quieres | sí, te he oído | sí, todas menos la última | como quieras",
    "it": "sì, un attimo | sì, ho sentito | boh, sì | come vuoi | mah sì | sì, tutte tranne l'ultima",
}
PLAIN = {
    "en": "yes | okay | ok | sure | yes please | yeah, go on | delete it",
    "de": "ja | ok | ja bitte | klar | ja, mach",
    "fr": "oui | d'accord | ok | oui, vas-y",
    "es": "sí | vale | bueno, sí | claro | sí, bórrala",
    "it": "sì | va bene | ma sì | certo | sì, cancellala",
}


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def answered(understander: Understander, language: str, text: str) -> list[str]:
    deleting = Command.of("delete", kind="recording", title="Bake Off")
    context = UtteranceContext(language=language, pending=_QUESTIONS[language], last_command=deleting)
    return [command.name for command in understander.understand(text, context).commands]


def each(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text.strip()) for code, texts in said.items() for text in texts.split("|")]


@pytest.mark.parametrize(("language", "text"), each(DOUBTS))
def test_nothing_is_deleted_for_half_a_yes(understander: Understander, language: str, text: str) -> None:
    assert answered(understander, language, text) == []


@pytest.mark.parametrize(("language", "text"), each(PLAIN))
def test_a_plain_yes_still_deletes(understander: Understander, language: str, text: str) -> None:
    assert answered(understander, language, text) == ["confirm"]
