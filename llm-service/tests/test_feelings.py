"""How a text feels where nothing in it names a feeling, in languages with a model of their own."""

import pytest

from prism_llm.sentiment.analyse import analyse
from prism_llm.sentiment.model import OTHERS_FILE


@pytest.mark.parametrize(
    ("text", "sentiment", "emotion"),
    [
        ("Drei Stunden gewartet, und dann sagen sie einfach ab.", "negative", "anger"),
        ("Endlich Feierabend, jetzt ein Bier auf dem Balkon!", "positive", "joy"),
        ("Seit Oma nicht mehr da ist, ist es hier so still.", "negative", "sadness"),
        ("Wie funktioniert denn das eigentlich?", "neutral", "curiosity"),
        ("Otra vez me han dejado en visto, estoy hasta las narices.", "negative", "anger"),
        ("Se me encoge el corazón al ver su silla vacía.", "negative", "sadness"),
        ("¿Y eso cómo se hace?", "neutral", "curiosity"),
        ("Encore une heure de retard, ils se moquent de nous.", "negative", "anger"),
        ("Beurk, il y avait un cheveu dans la soupe.", "negative", "disgust"),
        ("C'est quoi cette histoire ?", "neutral", "curiosity"),
        ("Da quando se n'è andato la casa è vuota.", "negative", "sadness"),
        ("Ho il cuore in gola, sento dei passi.", "negative", "fear"),
        ("Che bello, domani si parte per il mare!", "positive", "joy"),
    ],
)
def test_feelings_that_are_shown_are_heard_in_other_languages(text: str, sentiment: str, emotion: str) -> None:
    found = analyse(text)
    assert found.sentiment == sentiment
    assert found.emotions[emotion] >= 0.5  # type: ignore[index]


@pytest.mark.parametrize(
    "text",
    [
        "Der Zug fährt um acht ab.",
        "Le magasin ferme à dix-neuf heures.",
        "Il negozio apre alle nove.",
        "La reunión es el martes por la tarde.",
    ],
)
def test_what_is_told_without_a_feeling_has_none_in_other_languages(text: str) -> None:
    found = analyse(text)
    assert found.sentiment == "neutral"
    assert max(found.emotions.values()) < 0.5
    assert not found.requires_empathy


def test_their_model_is_small() -> None:
    assert OTHERS_FILE.stat().st_size < 9_000_000
