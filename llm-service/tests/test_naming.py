"""A bare name for an answer to what Lumen asked, in every language."""

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander
from prism_llm.understanding.naming import Naming


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


PROFILE = {
    "en": "Which profile shall I switch to?",
    "de": "Zu welchem Profil soll ich wechseln?",
    "fr": "Je passe sur le profil de qui ?",
    "es": "¿A qué perfil cambio?",
    "it": "A quale profilo passo?",
}


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("en", "Granny Jo please", "Granny Jo"),
        ("de", "Anna", "Anna"),
        ("de", "das von Papa", "Papa"),
        ("de", "Mama bitte", "Mama"),
        ("fr", "Camille", "Camille"),
        ("fr", "celui de Camille", "Camille"),
        ("fr", "d'Anna", "Anna"),
        ("es", "al de Lucía", "Lucía"),
        ("es", "papá por favor", "papá"),
        ("it", "Giulia", "Giulia"),
        ("it", "quello di Giulia", "Giulia"),
    ],
)
def test_whose_profile_it_is_to_be_is_told_by_a_name(
    understander: Understander, code: str, text: str, name: str
) -> None:
    found = understander.understand(text, UtteranceContext(language=code, pending=PROFILE[code]))
    assert found.commands == (Command(name="profile.switch", slots={"name": name}),)


@pytest.mark.parametrize(
    ("code", "pending", "text", "wanted"),
    [
        ("de", "Was soll ich aufnehmen?", "Bares für Rares", Command.of("tv.record", on=True, title="Bares für Rares")),
        ("de", "Woran soll ich dich erinnern?", "an Tatort", Command.of("reminder.set", title="Tatort")),
        ("de", "Wonach soll ich suchen?", "Krimis", Command.of("ui.search", query="Krimis")),
        ("de", "Auf welchen Sender soll ich schalten?", "7", Command.of("tv.channel", number=7)),
        ("de", "Alles klar. Was möchtest du schauen?", "Dark", Command.of("tv.watch", title="Dark")),
        ("fr", "Qu'est-ce que j'enregistre ?", "TF1", Command.of("tv.record", on=True, channel="TF1")),
        ("fr", "Qu'est-ce que je cherche ?", "Omar Sy", Command.of("ui.search", query="Omar Sy")),
        ("fr", "Sur quelle chaîne ?", "sur M6", Command(name="tv.channel", slots={"name": "M6"})),
        ("fr", "Qu'est-ce qu'on regarde ?", "TF1", Command(name="tv.channel", slots={"name": "TF1"})),
        ("es", "¿Qué quieres que grabe?", "Saber y ganar", Command.of("tv.record", on=True, title="Saber y ganar")),
        ("es", "¿Qué grabación borro?", "Cuéntame", Command.of("delete", kind="recording", title="Cuéntame")),
        ("es", "¿Qué queréis ver?", "Coco", Command.of("tv.watch", title="Coco")),
        ("it", "Di cosa devo ricordarti?", "di Report", Command.of("reminder.set", title="Report")),
        (
            "it",
            "Che cosa devo registrare?",
            "il telegiornale",
            Command.of("tv.record", on=True, title="il telegiornale"),
        ),
        ("it", "Che cosa vuoi vedere?", "La vita è bella", Command.of("tv.watch", title="La vita è bella")),
    ],
)
def test_a_name_answers_what_was_asked(
    understander: Understander, code: str, pending: str, text: str, wanted: Command
) -> None:
    found = understander.understand(text, UtteranceContext(language=code, pending=pending))
    assert found.commands == (wanted,)


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("de", "lauter", "tv.volume"),
        ("de", "egal", "cancel"),
        ("de", "nein", "deny"),
        ("fr", "monte le son", "tv.volume"),
        ("fr", "laisse tomber", "cancel"),
        ("es", "más alto", "tv.volume"),
        ("es", "da igual", "cancel"),
        ("it", "pausa", "tv.pause"),
        ("it", "lascia stare", "cancel"),
    ],
)
def test_what_is_asked_for_instead_goes_its_way(understander: Understander, code: str, text: str, name: str) -> None:
    found = understander.understand(text, UtteranceContext(language=code, pending=PROFILE[code]))
    assert [command.name for command in found.commands] == [name]


@pytest.mark.parametrize(
    ("code", "text", "pending"),
    [
        ("de", "weiß nicht", PROFILE["de"]),
        ("de", "keine Ahnung", "Was soll ich aufnehmen?"),
        ("de", "Das Essen ist fertig", "Was soll ich aufnehmen?"),
        ("de", "Anna", "Soll ich die Aufnahme Tatort löschen?"),
        ("fr", "je sais pas", PROFILE["fr"]),
        ("es", "Lucía", "¿Quieres que grabe Cuéntame?"),
        ("it", "non lo so", PROFILE["it"]),
        ("it", "la cena è pronta", "Che cosa devo registrare?"),
    ],
)
def test_talk_is_no_name_and_a_name_is_no_answer_to_what_was_not_asked(
    understander: Understander, code: str, text: str, pending: str
) -> None:
    assert understander.understand(text, UtteranceContext(language=code, pending=pending)).commands == ()


def test_a_file_that_asks_for_the_name_of_what_has_none_is_told() -> None:
    with pytest.raises(ValueError, match=r"tv\.mute"):
        Naming.of({"questions": {"tv.mute": "was"}}, frozenset())
