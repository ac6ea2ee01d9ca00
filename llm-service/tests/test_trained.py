"""How people really speak: what no template matches, half-heard names, and other languages."""

from typing import Any

import numpy as np
import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander
from prism_llm.understanding.trained.features import Heard
from prism_llm.understanding.trained.model import MODEL_FILE, MeaningModel, best_run, file_of

NAMES = ("BBC One HD", "BBC Two", "Sky News", "Film4", "ZDF", "La 1", "Rai 1", "Eurosport 2", "Aurora")


@pytest.fixture(scope="module")
def understander() -> Understander:
    made = create_understander()
    made.names = ChannelNames(NAMES)
    return made


def said(understander: Understander, text: str, **context: Any) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext.model_validate(context))
    return [(command.name, command.slots) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("hang on a minute pause it", "tv.pause", {}),
        ("it keeps buffering drop the quality to 720", "tv.quality", {"height": 720}),
        ("i missed the last five minutes what happened", "ask.explain", {"seconds": 300}),
        ("can i have it in german", "tv.audio_track", {"language": "de"}),
        ("i don't mind just put something on", "tv.surprise", {}),
    ],
)
def test_what_people_say_is_understood_by_the_first_tier_that_can(
    understander: Understander, text: str, name: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [(name, slots)]


def test_the_trained_tier_reads_what_no_template_matches(understander: Understander) -> None:
    found = understander.understand("it keeps buffering drop the quality to 720")
    assert found.tier == "trained"
    assert 0.4 <= found.confidence <= 1


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("the baby is asleep, turn it down a bit", "tv.volume", {"mode": "step", "delta": -5}),
        ("my mum is on the phone, pause it please", "tv.pause", {}),
        ("mute it because i'm on the phone", "tv.mute", {"on": True}),
        ("channel five, no wait, channel six", "tv.channel", {"number": 6}),
        ("volume thirty no make that forty", "tv.volume", {"mode": "set", "level": 40}),
    ],
)
def test_reasons_and_second_thoughts_stand_beside_a_request(
    understander: Understander, text: str, name: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [(name, slots)]


@pytest.mark.parametrize(
    "text",
    [
        "he told me to turn it down",
        "please start my car",
        "turn down the lights a little",
        "how much gas is left",
        "i need to get to a church immediately, please take me to one!",
        "What is the temperature for Montserrat On Sep. the fourth, 2024",
        "what is my schedule for tomorrow morning",
    ],
)
def test_a_request_is_not_picked_out_of_other_talk(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "they said the neighbours were loud last night",
        "my brother plays the piano on sundays",
        "she was in a comedy with that actor from the news",
        "what a lovely ending that was",
        "how do i turn off notifications on my phone",
        "ich habe gestern einen guten film gesehen",
        "hier j'ai mangé chez ma mère",
        "ayer fui al cine con mi hermana",
        "ieri sono andato al mare con gli amici",
    ],
)
def test_talk_moves_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("lights off everyone, put on a horror film", "tv.watch", {"genre": "horror", "kind": "movie"}),
        ("I missed that, go back a minute", "tv.seek", {"mode": "relative", "seconds": -60}),
        ("turn it down a lot, the baby's asleep", "tv.volume", {"mode": "step", "delta": -25}),
    ],
)
def test_what_is_said_around_a_request_does_not_hide_it(
    understander: Understander, text: str, name: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [(name, slots)]


@pytest.mark.parametrize(
    "text",
    [
        "take me to tnagar",
        "change to blue",
        "i wanna learn a phrase in russian",
        "delete this from my list",
        "maybe yes maybe no",
        "i'm lost",
        "let me hear something funny",
        "can you play chess",
        "no way",
    ],
)
def test_everyday_words_are_no_commands_by_themselves(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


def test_what_was_changed_last_is_what_a_language_and_a_pronoun_are_about(understander: Understander) -> None:
    last = {"name": "tv.subtitles", "slots": {"on": True, "language": "fr"}}
    assert said(understander, "and Spanish ones?", last_command=last) == [
        ("tv.subtitles", {"on": True, "language": "es"})
    ]
    assert said(understander, "okay turn them off again", last_command=last) == [("tv.subtitles", {"on": False})]


def test_who_is_lost_while_something_plays_has_lost_the_story(understander: Understander) -> None:
    assert said(understander, "i'm lost", playing=True) == [("ask.explain", {})]


@pytest.mark.parametrize("text", ["tell me a joke", "no", "i'm tired of this"])
def test_words_that_other_languages_have_too_do_not_make_a_sentence_theirs(
    understander: Understander, text: str
) -> None:
    assert understander.understand(text).language == "en"


def test_without_the_model_the_grammar_alone_understands() -> None:
    alone = Understander(create_understander()._grammars)
    assert alone.understand("mute").tier == "grammar"
    assert alone.understand("it keeps buffering drop the quality to 720").tier == "none"


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("bee bee see two", "BBC Two"),
        ("bbc won", "BBC One HD"),
        ("sky knews", "Sky News"),
        ("euro sport two", "Eurosport 2"),
        ("film for", "Film4"),
        ("la uno", "La 1"),
        ("orora", "Aurora"),
        ("bbc nine", None),
        ("the weather", None),
    ],
)
def test_a_half_heard_name_is_the_channel_that_sounds_so(heard: str, meant: str | None) -> None:
    assert ChannelNames(NAMES).meant(heard) == meant


@pytest.mark.parametrize(
    ("language", "text", "name", "slots"),
    [
        ("de", "mach mal lauter", "tv.volume", {"mode": "step", "delta": 10}),
        ("de", "spule fünfundzwanzig Sekunden zurück", "tv.seek", {"mode": "relative", "seconds": -25}),
        ("de", "schalte auf ZDF um", "tv.channel", {"name": "ZDF"}),
        ("de", "stell die Lautstärke auf vierzig", "tv.volume", {"mode": "set", "level": 40}),
        ("es", "sube el volumen", "tv.volume", {"mode": "step", "delta": 10}),
        ("es", "pon el canal veinticinco", "tv.channel", {"number": 25}),
        ("es", "quita los subtítulos", "tv.subtitles", {"on": False}),
        ("fr", "mets en pause", "tv.pause", {}),
        ("fr", "mets le volume à quatre-vingt-dix", "tv.volume", {"mode": "set", "level": 90}),
        ("fr", "avance de deux minutes", "tv.seek", {"mode": "relative", "seconds": 120}),
        ("it", "alza un po' il volume", "tv.volume", {"mode": "step", "delta": 5}),
        ("it", "torna indietro di trenta secondi", "tv.seek", {"mode": "relative", "seconds": -30}),
        ("it", "metti in pausa", "tv.pause", {}),
    ],
)
def test_other_languages_are_understood_and_named(
    understander: Understander, language: str, text: str, name: str, slots: dict[str, Any]
) -> None:
    assert understander.understand(text).language == language
    assert said(understander, text) == [(name, slots)]


def test_the_viewers_language_is_tried_first(understander: Understander) -> None:
    assert said(understander, "stop", language="it-IT") == [("tv.stop", {})]


def test_the_model_that_is_shipped_is_small_and_gives_shares() -> None:
    assert MODEL_FILE.stat().st_size < 10_000_000
    shares = MeaningModel.load().look(Heard(("turn", "it", "up"))).shares
    assert abs(float(shares.sum()) - 1) < 1e-3


@pytest.mark.parametrize("language", ["en", "de"])
def test_several_sentences_at_once_are_read_as_each_alone(language: str) -> None:
    model = MeaningModel.load(file_of(language))
    sentences = [
        Heard(("mach", "leiser")),
        Heard(("put", "some", "jazz", "on", "for", "us"), frozenset({4})),
        Heard(("ich", "will", "den", "tatort")),
    ]
    for sentence, together in zip(sentences, model.looks(sentences), strict=True):
        alone = model.look(sentence)
        assert np.allclose(together.shares, alone.shares, atol=1e-5)
        assert together.marks.keys() == alone.marks.keys()
        assert all(np.allclose(together.marks[slot], alone.marks[slot], atol=1e-3) for slot in alone.marks)


def test_the_best_run_of_words_is_one_piece() -> None:
    assert best_run([-1.0, 2.0, -0.5, 3.0, -4.0, 1.0]) == (1, 4)
    assert best_run([-1.0, -2.0]) is None


def test_a_channel_that_the_viewer_has_is_heard_whatever_it_is_called() -> None:
    understander = create_understander()
    understander.names = ChannelNames(("Kanal D", "Arte"))
    found = understander.understand("füg Kanal D zu meinen Favoriten dazu", UtteranceContext(language="de"))
    assert [(one.name, one.slots) for one in found.commands] == [("tv.favourite", {"on": True, "channel": "Kanal D"})]
