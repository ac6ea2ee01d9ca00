"""What capital letters tell: names of channels, titles and people that nothing else tells from other words."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def understood(understander: Understander, text: str, **context: Any) -> list[Said]:
    found = understander.understand(text, UtteranceContext(language="en", **context))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Once Were Warriors", "Once Were Warriors"),
        ("Dilwale Dulhania Le Jayenge", "Dilwale Dulhania Le Jayenge"),
        ("Dil Chahta Hai please", "Dil Chahta Hai"),
        ("In the Mood for Love, please", "In the Mood for Love"),
        ("Only Murders in the Building", "Only Murders in the Building"),
        ("Better Call Saul", "Better Call Saul"),
        ("put Chhota Bheem", "Chhota Bheem"),
        ("nah this is boring, put Hard Quiz on", "Hard Quiz"),
    ],
)
def test_a_title_is_told_by_its_capital_letters(understander: Understander, text: str, title: str) -> None:
    assert understood(understander, text) == [("tv.watch", {"title": title})]


@pytest.mark.parametrize(
    "text",
    [
        "Happy Birthday Grandma",
        "Good Morning Everyone",
        "Oh My God",
        "Thanks Dad",
        "Uncle Dave",
        "New York",
        "Los Angeles",
    ],
)
def test_what_is_said_to_somebody_is_no_title(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turner Classic Movies", "Turner Classic Movies"),
        ("put on Turner Classic Movies", "Turner Classic Movies"),
        ("Sun TV", "Sun TV"),
        ("switch over to Zee Kannada", "Zee Kannada"),
        ("Colors Marathi please", "Colors Marathi"),
        ("can you put Fox Footy on", "Fox Footy"),
        ("put on Asianet News", "Asianet News"),
        ("go to Sky Cinema Premiere", "Sky Cinema Premiere"),
    ],
)
def test_a_channel_is_told_by_how_channels_are_called(understander: Understander, text: str, name: str) -> None:
    assert understood(understander, text) == [("tv.channel", {"name": name})]


@pytest.mark.parametrize("text", ["put on Horror Movies", "put on Hindi Movies"])
def test_a_sort_of_film_is_no_channel(understander: Understander, text: str) -> None:
    assert [name for name, _ in understood(understander, text)] == ["tv.watch"]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("put on some Diljit Dosanjh", {"person": "Diljit Dosanjh"}),
        ("some Patsy Cline would be lovely", {"person": "Patsy Cline"}),
        ("play some Fairuz", {"person": "Fairuz"}),
        ("play some Peppa Pig", {"title": "Peppa Pig"}),
        ("put on some Bake Off", {"title": "Bake Off"}),
        ("put on some Doctor Who", {"title": "Doctor Who"}),
    ],
)
def test_some_of_a_name_that_is_no_word_is_somebodys(
    understander: Understander, text: str, slots: dict[str, str]
) -> None:
    assert understood(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "show me my reminders and cancel the Storm one",
            [("reminder.list", {}), ("reminder.cancel", {"title": "Storm"})],
        ),
        ("bin that playlist, the Freshers one", [("delete", {"kind": "playlist", "title": "Freshers"})]),
        ("delete those recordings, the Casualty ones", [("delete", {"kind": "recording", "title": "Casualty"})]),
        ("cancel my reminder, the rugby one", [("reminder.cancel", {"title": "rugby"})]),
        ("put on a bit of Gogglebox", [("tv.watch", {"title": "Gogglebox"})]),
        ("is there a new Blue Lights on tonight", [("ask.when", {"title": "Blue Lights"})]),
        ("how'd the Reds do, what's the score", [("ask.score", {"team": "Reds"})]),
        ("find Taika Waititi's early films", [("ui.search", {"query": "Taika Waititi's early films"})]),
        ("what is coming at 8:30 on Zee Kannada", [("ask.at", {"when": "8:30", "channel": "Zee Kannada"})]),
        (
            "Udaya TV and increase the volume",
            [("tv.channel", {"name": "Udaya TV"}), ("tv.volume", {"mode": "step", "delta": 10})],
        ),
        (
            "play some Fairuz, not too loud, volume 20",
            [("tv.watch", {"person": "Fairuz"}), ("tv.volume", {"mode": "set", "level": 20})],
        ),
        ("what's on Channel 9 right now", [("ask.now", {"channel": "Channel 9"})]),
    ],
)
def test_a_name_is_told_from_what_stands_around_it(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("stick the subtitles on, I can't make out a word", [("tv.subtitles", {"on": True})]),
        ("I can't make out a word, stick the subtitles on", [("tv.subtitles", {"on": True})]),
        ("I can't hear a thing", [("tv.volume", {"mode": "step", "delta": 10})]),
        (
            "subtitles on and turn it up",
            [("tv.subtitles", {"on": True}), ("tv.volume", {"mode": "step", "delta": 10})],
        ),
        ("put on something for the kids", [("tv.watch", {"genre": "kids"})]),
        ("switch to the Welsh commentary", [("tv.audio_track", {"language": "cy"})]),
        ("80s pop", [("tv.watch", {"genre": "80s pop"})]),
        ("who's your man in the hat", [("ask.who", {})]),
        ("who's your woman from Mrs Brown's Boys", [("ask.who", {})]),
        ("who's the lad on the phone", []),
        ("who's the girl in your class", []),
        ("carry on with the film where I stopped", [("tv.continue", {})]),
        ("give Ammu a high five", [("lumen.gesture", {"name": "high five"})]),
        ("back to the results", [("ui.back", {})]),
        ("get it out", []),
        ("I'm not able for another Peppa Pig today", []),
        ("beautifully shot, that's Christopher Doyle I think", []),
    ],
)
def test_homes_say_it_so(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    "text", ["Weather for Faroe Islands", "Restaurant in Durant for 3 PM", "i wanna hear something funny"]
)
def test_what_is_asked_about_is_no_title(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []
