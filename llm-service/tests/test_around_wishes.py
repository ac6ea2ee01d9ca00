"""What stands around a wish or is said in like words, in German, Spanish, French and Italian."""

from typing import Any

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander

UNDERSTANDER = create_understander()
Said = list[tuple[str, dict[str, SlotValue]]]


def said(code: str, text: str, **context: Any) -> Said:
    found = UNDERSTANDER.understand(text, UtteranceContext.model_validate({"language": code, **context}))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("leg einen Fassbinder-Film ein", {"person": "Fassbinder", "kind": "movie"}),
        ("ich will einen Hitchcock-Film sehen", {"person": "Hitchcock", "kind": "movie"}),
        ("leg einen guten Woody-Allen-Film ein", {"person": "Woody Allen", "kind": "movie"}),
        ("mach einen Almodóvar-Film an", {"person": "Almodóvar", "kind": "movie"}),
        ("einen Tarantino Film bitte", {"person": "Tarantino", "kind": "movie"}),
        ("zeig einen Samurai-Film", {"genre": "Samurai-Film"}),
        ("einen Film mit Romy Schneider", {"person": "Romy Schneider", "kind": "movie"}),
        ("hau mal Stromberg rein, Staffel drei", {"title": "Stromberg", "season": 3}),
        ("hau mal Dark rein, Staffel drei", {"title": "Dark", "season": 3}),
        ("schieb mal Babylon Berlin rein", {"title": "Babylon Berlin"}),
        ("mach uns Lindenstraße rauf, Folge zwölf", {"title": "Lindenstraße", "episode": 12}),
        ("spiel die Serie Babylon Berlin ab Folge vier", {"title": "Babylon Berlin", "episode": 4, "kind": "series"}),
        ("starte die Serie Dark ab Staffel zwei", {"title": "Dark", "season": 2, "kind": "series"}),
    ],
)
def test_german_says_whose_it_is_and_ends_its_verbs_behind_the_title(text: str, slots: dict[str, SlotValue]) -> None:
    assert said("de", text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "mach Muhteşem Yüzyıl an, mit türkischen Untertiteln",
            [("tv.watch", {"title": "Muhteşem Yüzyıl"}), ("tv.subtitles", {"on": True, "language": "tr"})],
        ),
        ("Design dunkel und voll Bild", [("ui.theme", {"name": "dark"}), ("ui.fullscreen", {"on": True})]),
        ("mach die Musik im Zimmer leiser", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("dreh die Musik im Hintergrund etwas leiser", [("tv.volume", {"mode": "step", "delta": -5})]),
        ("mach Musik an", [("tv.watch", {"kind": "music"})]),
    ],
)
def test_german_asks_for_two_things_and_for_less_of_the_music(text: str, expected: Said) -> None:
    assert said("de", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "weißt du noch, wie wir den in Leipzig gesehen haben",
        "weißt du noch, als wir in Dortmund im Stadion waren",
        "von wem ist noch mal der Satz mit dem Schweigen",
        'von wem ist der Satz "Ich komme wieder"',
    ],
)
def test_german_memories_and_sayings_ask_for_nothing(text: str) -> None:
    assert said("de", text) == []


def test_german_asks_who_knows_a_time() -> None:
    assert said("de", "weißt du noch, wann der Tatort kommt") == [("ask.when", {"title": "Tatort"})]
