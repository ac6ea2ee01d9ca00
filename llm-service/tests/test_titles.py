"""What is a channel, what a title, and what only sounds like one."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander
from prism_llm.understanding.titles import Titles


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str) -> list[tuple[str, dict[str, Any]]]:
    return [(command.name, command.slots) for command in understander.understand(text, UtteranceContext()).commands]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("play the walking dead", "the walking dead"),
        ("put on house of cards", "house of cards"),
        ("put schindler's list on", "schindler's list"),
        ("watch hot tub time machine", "hot tub time machine"),
        ("play dead poets society", "dead poets society"),
        ("let's watch molly's game", "molly's game"),
        ("play the rugby game", "rugby game"),
        ("play tango", "tango"),
        ("play gone with the wind", "gone with the wind"),
        ("put on some like it hot", "some like it hot"),
        ("play stand by me", "stand by me"),
    ],
)
def test_a_title_may_have_words_of_the_home_in_it(understander: Understander, text: str, title: str) -> None:
    assert said(understander, text) == [("tv.watch", {"title": title})]


@pytest.mark.parametrize(
    "text",
    ["put on the kettle", "put my coat on", "play some chess with me", "play a board game", "put the lights on",
     "let's play a game of cards", "start the coffee machine", "watch your fingers", "play fetch with the dog",
     "watch the oven for a second", "just watching the news with my mum",
     "we could watch a film at the weekend if your brother's back", "i want to hear a good joke",
     "pull up ramen recipes please", "look up zesty in the dictionary"],
)  # fmt: skip
def test_things_of_the_home_are_nothing_to_watch(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


def test_a_title_that_the_guide_knows_is_no_talk() -> None:
    understander = create_understander()
    assert said(understander, "put on old clothes") == []
    understander.titles = Titles({"Old Clothes": ""})
    assert said(understander, "put on old clothes") == [("tv.watch", {"title": "old clothes"})]


def test_a_known_channel_wins_over_a_title() -> None:
    understander = create_understander()
    assert said(understander, "watch Aurora") == [("tv.watch", {"title": "Aurora"})]
    understander.names = ChannelNames(["Aurora", "Northern Lights"])
    assert said(understander, "watch Aurora") == [("tv.channel", {"name": "Aurora"})]
    assert said(understander, "northern lights") == [("tv.channel", {"name": "northern lights"})]
    assert said(understander, "aurora") == []


def test_what_is_on_is_asked_of_own_channels_alone() -> None:
    understander = create_understander()
    understander.names = ChannelNames(["Quiz & Co"])
    assert said(understander, "what's on quiz & co") == [("ask.now", {"channel": "quiz & co"})]
    assert said(understander, "what's on your mind") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("In the Night Garden, or she won't settle", "In the Night Garden"),
        ("I dunno, Friday Night Dinner? yeah, sound", "Friday Night Dinner"),
        ("Moana, yeah, sound", "Moana"),
        ("we could do with some Death in Paradise, it's raining", "Death in Paradise"),
    ],
)
def test_capital_letters_tell_a_name_whole(understander: Understander, text: str, title: str) -> None:
    assert said(understander, text) == [("tv.watch", {"title": title})]
