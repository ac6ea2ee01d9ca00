"""Channels that the viewer has and whose names were half heard, and titles that only sound a little like them."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander
from prism_llm.understanding.titles import Titles

CHANNELS = (
    *("Prism Beat", "Prism Bloc", "Prism News", "Prism Stories", "Prism Nature", "Prism Kids"),
    *("Sky Sports Main Event", "Sky Sports News", "Sky News", "Sky Cinema", "National Geographic", "Discovery"),
)


@pytest.fixture(scope="module")
def understander() -> Understander:
    understander = create_understander()
    understander.names = ChannelNames(CHANNELS)
    return understander


def read(understander: Understander, text: str, language: str) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(language=language))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "put on prison beat", "Prism Beat"),
        ("en", "put on Prison Beat", "Prism Beat"),
        ("en", "switch to prison beat", "Prism Beat"),
        ("en", "prism block please", "Prism Bloc"),
        ("en", "sky sprots main event", "Sky Sports Main Event"),
        ("en", "put on sky sprots main event", "Sky Sports Main Event"),
        ("en", "sky sprots news", "Sky Sports News"),
        ("en", "put on prison news please", "Prism News"),
        ("en", "I want to watch prison stories", "Prism Stories"),
        ("en", "put on discovary", "Discovery"),
        ("de", "prisma beat bitte", "Prism Beat"),
        ("de", "schalt auf prisma stories", "Prism Stories"),
        ("es", "pon prisma kids", "Prism Kids"),
        ("es", "prisma stories por favor", "Prism Stories"),
        ("fr", "mets prisme bite", "Prism Beat"),
        ("fr", "prism bit s'il te plaît", "Prism Beat"),
        ("it", "metti prisma nature", "Prism Nature"),
    ],
)
def test_a_half_heard_channel_is_no_title(understander: Understander, language: str, text: str, name: str) -> None:
    assert read(understander, text, language) == [("tv.channel", {"name": name})]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("put on Prison Break", "Prison Break"),
        ("put on prison break", "prison break"),
        ("play Toy Story", "Toy Story"),
        ("watch Sky High", "Sky High"),
        ("play Prime Suspect", "Prime Suspect"),
        ("put on Beat Street", "Beat Street"),
        ("put on Human Nature", "Human Nature"),
        ("put on kids stories", "kids stories"),
    ],
)
def test_a_title_that_sounds_a_little_like_a_channel_stays_one(
    understander: Understander, text: str, title: str
) -> None:
    assert read(understander, text, "en") == [("tv.watch", {"title": title})]


@pytest.mark.parametrize("text", ["good story", "nature is great", "I'm from the prison block", "go to prison"])
def test_talk_with_a_word_of_a_channel_puts_none_on(understander: Understander, text: str) -> None:
    assert read(understander, text, "en") == []


def test_a_programme_of_the_guide_is_not_taken_for_a_channel() -> None:
    understander = create_understander()
    understander.names = ChannelNames(CHANNELS)
    understander.titles = Titles({"Prison Beat": "Life in a jail's own band."})
    assert read(understander, "put on prison beat", "en") == [("tv.watch", {"title": "prison beat"})]
