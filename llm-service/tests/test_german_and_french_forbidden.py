"""What Germans and French forbid, report, quote and put under a condition, and how they say yes and no."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, language: str, text: str, *, pending: bool = False, **known: Any) -> Said:
    question = "Delete the playlist “Summer”?" if pending else None
    context = UtteranceContext(language=language, pending=question, **known)
    return [(command.name, dict(command.slots)) for command in understander.understand(text, context).commands]


YES = {
    "de": """
        in Ordnung | geht in Ordnung | stimmt | das stimmt | ja, stimmt | aber ja | aber klar | kann weg |
        die kann weg | ja, die kann weg | ja, weg damit | ja, raus damit | ja, endlich | nur zu | ja, nur zu |
        ja, sofort löschen | ja, schmeiß sie raus | alles klar | geht klar | so ist es | ganz sicher |
        von mir aus gern | ja, brauchen wir nicht | ja brauch ich nicht mehr | ja, die hör ich nie |
        ja, die taugt nichts | ja, die will keiner | die brauchen wir nicht mehr, weg damit
    """,
    "fr": """
        c'est bon | c'est ça | oui, c'est ça | tout à fait | évidemment | volontiers | parfait | entendu |
        je suis sûr | oui, je suis sûre | supprime-la | efface-la | oui, supprime-la | vire-la | oui, tu peux |
        tu peux y aller | oui, tu peux la supprimer | certainement | ça marche | ça me va | sans problème |
        oui, on peut | oui, je n'en veux pas | oui, on ne l'écoute jamais | oui, elle ne me plaît pas |
        oui personne ne la regarde | oui, on n'en a plus besoin
    """,
}
NO = {
    "de": """
        sag ja | sag doch ja | ja, ja, mach du nur | stimmt nicht | stimmt das | stimmt, aber behalte sie |
        in Ordnung, dann lass sie | nicht in Ordnung | aber ja nicht | kann noch nicht weg | kann bleiben |
        ja, wenn Mama will | ja, ich scherze | ja, das ist Annas | ja, ich bin noch nicht fertig damit |
        ja, ich hab die noch nicht gesehen | ja, ich weiß nicht | ja, wir sollten das nicht tun | ja, die nicht |
        ja, ich will das nicht | ja, ich hab ne Idee | ja, ich brauch nen Moment | ja, ich glaub eher nicht |
        ja, wir schauen die nie ohne Oma | ja, es eilt nicht | ja, ich hab kein Backup | ja, brauch ich nicht mehr?
    """,
    "fr": """
        dis oui | dis-moi oui | c'est ça, oui | oui, c'est ça, bien sûr | mais oui, c'est ça | oui oui, c'est ça |
        oui, j'en ai besoin | oui, on en a besoin | oui, j'en veux encore | c'est bon, laisse | c'est bon, annule |
        c'est bon, pas besoin | non, c'est bon | parfait, garde-la | je ne suis pas sûr | supprime-la demain |
        oui, tu peux attendre | oui, si maman veut | évidemment que non | oui, je rigole | oui, je n'ai pas fini |
        oui, on ne l'a pas encore vue | oui, je ne sais pas | oui, je l'écoute de plus en plus | oui, ça ne va pas |
        oui, je ne veux pas | oui, je crois pas | oui, personne ne doit y toucher | oui, je n'ai plus qu'elle
    """,
}


def each(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text.strip()) for code, texts in said.items() for text in texts.split("|")]


@pytest.mark.parametrize(("language", "text"), each(YES))
def test_a_plain_yes_is_one_in_whatever_words(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text, pending=True) == [("confirm", {})]


@pytest.mark.parametrize(("language", "text"), each(NO))
def test_a_joke_a_doubt_and_what_is_still_wanted_are_no_yes(
    understander: Understander, language: str, text: str
) -> None:
    assert "confirm" not in {name for name, _ in asked(understander, language, text, pending=True)}
