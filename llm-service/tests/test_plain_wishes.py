"""What is plainly asked for beside, behind or in the middle of other words, in five languages."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander

UNDERSTANDER = create_understander()
Said = list[tuple[str, dict[str, SlotValue]]]
RECORDINGS: Said = [("ui.open", {"page": "recordings"})]
THIS: Said = [("tv.record", {"on": True})]


def said(code: str, text: str) -> Said:
    found = UNDERSTANDER.understand(text, UtteranceContext(language=code, playing=True)).commands
    return [(command.name, dict(command.slots)) for command in found]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "play the last recording", RECORDINGS),
        ("en", "play my latest recording", RECORDINGS),
        ("en", "play the recording of Dune", [("tv.watch", {"title": "Dune"})]),
        ("de", "spiel die letzte Aufnahme ab", RECORDINGS),
        ("es", "pon la última grabación", RECORDINGS),
        ("fr", "mets le dernier enregistrement", RECORDINGS),
        ("it", "metti l'ultima registrazione", RECORDINGS),
        ("it", "metti RTL 102.5", [("tv.channel", {"name": "RTL 102.5"})]),
        ("en", "put on RTL 102.5", [("tv.channel", {"name": "RTL 102.5"})]),
        ("en", "record the match and put the kettle on", THIS),
        ("en", "record Kate and Allie and put the kettle on", [("tv.record", {"on": True, "title": "Kate and Allie"})]),
        ("de", "nimm das Spiel auf und mach die Waschmaschine an", THIS),
        ("es", "graba el partido y pon la lavadora", THIS),
        ("fr", "enregistre le match et mets la table", THIS),
        ("it", "registra la partita e accendi il forno", THIS),
        ("en", "put the kettle on", []),
        ("es", "para y dime qué hay en la 1", [("tv.stop", {}), ("ask.now", {"channel": "la 1"})]),
        ("de", "lass uns Dark Staffel 3 gucken", [("tv.watch", {"title": "Dark", "season": 3})]),
        ("de", "lass uns Dark gucken", [("tv.watch", {"title": "Dark"})]),
        ("de", "lass uns rausgehen", []),
        ("fr", "il y a quoi en ce moment sur la télé", [("ask.now", {})]),
        ("fr", "il y a quoi sur TF1", [("ask.now", {"channel": "TF1"})]),
        ("es", "¿qué hay en la tele?", [("ask.now", {})]),
        ("it", "cosa danno sulla tele", [("ask.now", {})]),
        ("en", "put it on one and a quarter speed", [("tv.rate", {"rate": 1.25})]),
        ("en", "one and a quarter speed", [("tv.rate", {"rate": 1.25})]),
        ("en", "put it on one", [("tv.channel", {"number": 1})]),
        ("en", "get me out of this menu, back one", [("ui.back", {})]),
        ("en", "get me out of here, go back", [("ui.back", {})]),
        ("de", "das ist zu laut, mach leiser auf zehn", [("tv.volume", {"mode": "set", "level": 10})]),
        ("de", "mach lauter auf zwanzig", [("tv.volume", {"mode": "set", "level": 20})]),
        ("de", "mach zehn leiser", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("es", "está muy alto, bájalo a diez", [("tv.volume", {"mode": "set", "level": 10})]),
        ("fr", "c'est trop fort, baisse à dix", [("tv.volume", {"mode": "set", "level": 10})]),
        ("it", "è troppo alto, abbassa a dieci", [("tv.volume", {"mode": "set", "level": 10})]),
        ("en", "turn your hearing aid up", []),
        ("en", "turn it up", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("de", "seid ein bisschen leiser da oben, Kinder", []),
        ("de", "sei leiser", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("es", "niños, hablad más bajo", []),
        ("fr", "soyez un peu moins bruyants là-haut, les enfants", []),
        ("it", "bambini, parlate più piano", []),
        ("de", "ich kann mich um neun nicht erinnern", []),
        ("de", "ich kann mich an den Film um neun nicht erinnern", []),
        ("de", "kannst du mich um neun erinnern", [("reminder.set", {"when": "neun"})]),
        ("de", "erinnere mich um neun", [("reminder.set", {"when": "neun"})]),
        ("es", "no puedo acordarme a las nueve", []),
        ("fr", "je ne peux pas me souvenir à neuf heures", []),
        ("it", "non mi ricordo delle nove", []),
    ],
)
def test_plain_wishes_are_heard_whole_and_no_more(code: str, text: str, expected: Said) -> None:
    assert said(code, text) == expected
