"""How a text feels: English, and the languages that have a model in common."""

import pytest

from prism_llm.sentiment.analyse import analyse, by_lexicon, signs
from prism_llm.sentiment.model import OTHERS_FILE, WEIGHTS_FILE


@pytest.mark.parametrize(
    ("text", "sentiment", "emotion"),
    [
        ("I love love this, it's wonderful!", "positive", "love"),
        ("This is so disappointing, I'm really sad", "negative", "sadness"),
        ("WHY IS THIS BROKEN AGAIN, I HATE IT", "negative", "anger"),
        ("I'm terrified of that scene", "negative", "fear"),
        ("😭😭", "negative", "sadness"),
        ("I am not happy", "negative", "sadness"),
        ("I'm fed up with this", "negative", "anger"),
        ("oh for heaven's sake, not again", "negative", "anger"),
        ("I had a rotten day at work", "negative", "sadness"),
    ],
)
def test_feelings_are_read_from_words(text: str, sentiment: str, emotion: str) -> None:
    found = analyse(text)
    assert found.sentiment == sentiment
    assert max(found.emotions, key=lambda name: found.emotions[name]) == emotion


def test_emphasis_strengthens_and_plain_words_are_neutral() -> None:
    assert analyse("that is GREAT!!!").polarity > analyse("that is great").polarity
    assert analyse("the table is by the window").sentiment == "neutral"
    assert analyse("help, hurry, now!").urgency > 0.8
    assert analyse("").sentiment == "neutral"
    for command in ("turn it down", "what's on now", "next channel", "pause"):
        assert not analyse(command).requires_empathy


def test_feelings_without_a_word_that_names_them_are_heard() -> None:
    assert analyse("how does this even work?").emotions["curiosity"] >= 0.5
    assert analyse("what a waste of time").sentiment == "negative"
    assert set(by_lexicon("what a waste of time").values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("the match wasn't boring", "positive"),
        ("the acting is not too shabby", "positive"),
        ("not bad but not good either", "negative"),
        ("nobody was happy about it", "negative"),
        ("I can't believe how happy I am", "positive"),
        ("das gefällt mir überhaupt nicht", "negative"),
        ("super, keine Frage", "positive"),
        ("mach mal lauter", "neutral"),
        ("c'était pas mauvais", "positive"),
        ("j'aime pas cette chaîne", "negative"),
        ("no me gusta este canal", "negative"),
        ("non mi piace questo canale", "negative"),
    ],
)
def test_what_is_denied_is_turned(text: str, sentiment: str) -> None:
    assert analyse(text).sentiment == sentiment


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("great, it froze again 🙄", "negative"),
        ("I'm bored", "negative"),
        ("qué aburrida es esta pelicula", "negative"),
        ("non ce la faccio più", "negative"),
        ("Ich bin wirklich begeistert", "positive"),
        ("j'en ai marre", "negative"),
    ],
)
def test_mockery_stems_phrases_and_words_without_accents_are_read(text: str, sentiment: str) -> None:
    assert analyse(text).sentiment == sentiment


def test_what_is_asked_for_or_shown_is_neither_urgent_nor_a_grief() -> None:
    assert analyse("turn it down right now").urgency >= 0.5
    for calm in ("what is on now", "no hurry", "was läuft jetzt"):
        assert analyse(calm).urgency < 0.5
    assert analyse("I feel so lonely tonight").requires_empathy
    for picture in ("show me something scary", "the film is about a lonely man who lost his wife"):
        assert not analyse(picture).requires_empathy


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


@pytest.mark.parametrize("text", ["", "   ", "я очень счастлив", "今日はとても悲しい"])
def test_nothing_is_heard_in_no_words_or_another_script(text: str) -> None:
    found = analyse(text)
    assert (found.sentiment, found.polarity, found.intensity) == ("neutral", 0.0, 0.0)
    assert set(found.emotions.values()) == {0.0}


def test_the_models_that_are_shipped_are_small() -> None:
    assert WEIGHTS_FILE.stat().st_size < 12_000_000
    assert OTHERS_FILE.stat().st_size < 9_000_000


@pytest.mark.parametrize(
    "text",
    ["no, that is no problem for us two", "we had a fiesta for the dia de los muertos", "two more years on the road"],
)
def test_english_with_words_that_other_languages_have_is_english(text: str) -> None:
    assert not signs(text).foreign


@pytest.mark.parametrize("text", ["no me gusta", "come stai oggi", "on est contents", "also ich bin froh"])
def test_other_languages_with_words_that_english_has_are_themselves(text: str) -> None:
    assert signs(text).foreign
