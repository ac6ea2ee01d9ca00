from dataclasses import replace

import pytest

from prism_companion.lines import script_for
from prism_companion.remarks import Manners, Moment, Remarks, Say, Silence

NOW = Moment(now=1_000.0, content="music", mood="upbeat", programme="The Hour")


def remarks(genre: str = "music") -> Remarks:
    return Remarks(script_for([genre]), Manners(), choose=lambda lines: lines[0])


def test_a_drop_is_worth_a_remark_with_a_reason() -> None:
    said = remarks().consider(replace(NOW, dropped=True))
    assert isinstance(said, Say)
    assert said.reason == "the drop"


def test_two_remarks_are_as_far_apart_as_the_most_talkative_viewer_wants() -> None:
    made = remarks()
    assert isinstance(made.consider(replace(NOW, dropped=True)), Say)
    assert made.consider(replace(NOW, now=1_044.0, dropped=True)) == Silence("the last remark was 44 s ago", "the drop")
    assert isinstance(made.consider(replace(NOW, now=1_046.0, dropped=True)), Say)


def test_idle_talk_waits_while_somebody_speaks_and_a_goal_does_not() -> None:
    made = remarks("sport")
    speech = replace(NOW, content="speech")
    assert made.consider(replace(speech, captions=("[applause]",))) == Silence(
        "somebody speaks on the programme", "applause in the captions"
    )
    assert isinstance(made.consider(replace(speech, captions=("And it's a GOAL!",))), Say)


def test_nothing_is_said_about_nothing() -> None:
    assert remarks().consider(NOW) == Silence("nothing happened")


def test_the_programme_that_was_on_already_is_no_news_and_the_next_one_is() -> None:
    made = remarks()
    assert made.consider(NOW) == Silence("nothing happened")
    said = made.consider(replace(NOW, programme="Late {Show}"))
    assert isinstance(said, Say)
    assert "Late {Show}" in said.text


def test_what_is_worth_saying_waits_a_few_seconds_for_a_pause_in_the_dialogue() -> None:
    made = remarks("comedy")
    laughing = replace(NOW, content="speech", captions=("[LAUGHTER]",))
    assert made.consider(laughing) == Silence("somebody speaks on the programme", "laughter")
    said = made.consider(replace(NOW, now=NOW.now + 4))
    assert isinstance(said, Say)
    assert said.reason == "laughter"
    assert remarks("comedy").consider(replace(NOW, now=NOW.now + 7)) == Silence("nothing happened")


def test_nothing_is_said_over_words_that_are_sung_or_captioned() -> None:
    spoken = replace(NOW, captions=("I have to go.",), dropped=True)
    assert remarks().consider(spoken) == Silence("somebody speaks on the programme", "the drop")
    assert isinstance(remarks().consider(replace(spoken, captions=("[door closes]",))), Say)


@pytest.mark.parametrize("genre", ["Drama", "Movie/Drama", "Krimi", "Documentary"])
def test_nothing_is_said_in_a_quiet_drama(genre: str) -> None:
    calm = replace(NOW, mood="calm", captions=("(applause)",))
    assert remarks(genre).consider(calm) == Silence("a quiet scene", "applause in the captions")


def test_jokes_and_spoilers_are_proposed_with_what_others_may_hear_instead() -> None:
    named = replace(NOW, mood="upbeat", captions=("(gasps) [it was you]",))
    drama = Remarks(script_for(["drama"]), Manners(), lambda lines: lines[0])
    spoiler = drama.consider(named)
    assert isinstance(spoiler, Say)
    assert (spoiler.spoiler, spoiler.instead, drama.last_at) == (True, (), None)
    joking = Remarks(script_for(["sport"]), Manners(humour=False), lambda lines: lines[-1])
    joke = joking.consider(replace(NOW, captions=("GOAL!",)))
    assert isinstance(joke, Say)
    assert "neighbours" in joke.text
    assert [(line.joke, "neighbours" in line.text) for line in (joke, *joke.instead)] == [(True, True), (False, False)]
    told = joking.proposed("one", joke)
    assert (told.joke, told.usual.humour, told.instead[0].text) == (True, False, joke.instead[0].text)


@pytest.mark.parametrize(
    ("genre", "caption", "reason"),
    [
        ("sport", "GOOOAL! Two to one!", "a goal"),
        ("sport", "¡GOOOL!", "a goal"),
        ("sport", "But !", "a goal"),
        ("sport", "TOOOR! Tor in Köln!", "a goal"),
        ("sport", "Tor für Bayern!", "a goal"),
        ("sport", "¡Gol de Messi!", "a goal"),
        ("sport", "GOOOOL del Barcelona", "a goal"),
        ("sport", "¡Gol anulado!", None),
        ("sport", "Das wäre fast ein Tor für Bayern!", None),
        ("sport", "What a fast goal! He does not miss from there.", "a goal"),
        ("sport", "No goal! It was offside.", None),
        ("sport", "Fast ein Tor!", None),
        ("sport", "Kein Tor!", None),
        ("sport", "That wasn't a goal!", None),
        ("sport", "He shoots, but! Over the bar.", None),
        ("sport", "Penalty! The referee points to the spot.", "a penalty"),
        ("sport", "A foul just outside the penalty area.", None),
        ("sport", "A red card! He can't believe it.", "a red card"),
        ("sport", "That could be a red card.", None),
        ("news", "Eilmeldung: Der Minister tritt zurück.", "breaking news"),
        ("news", "Dernière minute : le ministre démissionne.", "breaking news"),
        ("news", "Il a décidé à la dernière minute.", None),
        ("news", "Llegó a última hora.", None),
        ("news", "Un cambio de última hora.", None),
        ("news", "Noticia de última hora: terremoto.", "breaking news"),
        ("news", "ULTIMA HORA", "breaking news"),
        ("news", "BREAKING: Minister resigns", "breaking news"),
        ("talk", "[CHEERS AND APPLAUSE]", "applause in the captions"),
        ("talk", "(audience applauding)", "applause in the captions"),
        ("talk", "(Publikum applaudiert)", "applause in the captions"),
        ("talk", "[JUBEL]", "applause in the captions"),
        ("talk", "[applause fades]", None),
        ("comedy", "[audience laughing]", "laughter"),
        ("comedy", "(laughs nervously)", None),
        ("comedy", "(lacht)", "laughter"),
        ("comedy", "[Se ríen]", "laughter"),
        ("comedy", "(Elle ne dit rien)", None),
        ("comedy", "(lacht nervös)", None),
        ("comedy", "What is so funny about laughter?", None),
    ],
)
def test_captions_are_taken_for_what_they_say(genre: str, caption: str, reason: str | None) -> None:
    decision = remarks(genre).consider(replace(NOW, captions=(caption,)))
    assert (decision.reason if isinstance(decision, Say) else getattr(decision, "wanted", "") or None) == reason
