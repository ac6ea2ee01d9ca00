"""What goes on or comes next by its name, how loud by how much, and titles that sound like talk."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander
from prism_llm.understanding.grammar import Grammar, Reading
from prism_llm.understanding.utterance import Utterance

MOST_LOOKS = 1500
"""At a stretch of a sentence; where every way to cut it was tried, there were ten thousand."""


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def read(understander: Understander, text: str) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(language="en"))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("resume inkheart", "inkheart"),
        ("resume Dark", "Dark"),
        ("continue watching Dark", "Dark"),
        ("continue Dark", "Dark"),
        ("restart American Gods", "American Gods"),
        ("I'm in the mood to watch Heat", "Heat"),
        ("I'm in the mood for Heat", "Heat"),
        ("can you play Crossover?", "Crossover"),
        ("play On My Own", "On My Own"),
    ],
)
def test_a_title_is_put_on_by_whatever_verb(understander: Understander, text: str, title: str) -> None:
    assert read(understander, text) == [("tv.watch", {"title": title})]


@pytest.mark.parametrize(
    "text",
    [
        "restart the router",
        "restart your computer",
        "we need to resume work",
        "resume the conversation",
        "keep watching that man",
        "I want to watch my son play football",
        "play nice you two",
        "can you watch my bag",
        "I'm in the mood for Chinese",
        "I want to see my doctor",
        "the next episode was rubbish",
        "change this track's name",
    ],
)
def test_what_goes_on_elsewhere_puts_nothing_on(understander: Understander, text: str) -> None:
    assert read(understander, text) == []


@pytest.mark.parametrize("text", ["resume the film", "resume my show", "resume it please"])
def test_what_is_paused_plays_on(understander: Understander, text: str) -> None:
    assert read(understander, text) == [("tv.play", {})]


def test_who_sings_a_title_that_sounds_like_a_game_is_heard(understander: Understander) -> None:
    wanted = {"title": "Step Up Your Game", "person": "Marc Cohn"}
    assert read(understander, "Play Step Up Your Game by Marc Cohn.") == [("tv.watch", wanted)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("jump to minute forty", 2400),
        ("skip to minute 12", 720),
        ("fast forward to minute 30", 1800),
        ("go back to minute ten", 600),
        ("rewind to minute five", 300),
    ],
)
def test_a_minute_to_go_to_is_no_number_of_minutes(understander: Understander, text: str, seconds: int) -> None:
    assert read(understander, text) == [("tv.seek", {"mode": "absolute", "seconds": seconds})]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "record " + "and " * 38),
        ("en", "no " * 38 + "zzz"),
        ("de", "dann " + "und " * 37),
        ("fr", "a" * 3900),
        ("it", "no " * 1300),
        ("es", "🙂" * 500),
    ],
)
def test_what_nobody_says_is_hardly_looked_at(
    understander: Understander, monkeypatch: pytest.MonkeyPatch, language: str, text: str
) -> None:
    looks = 0

    def read_counted(grammar: Grammar, utterance: Utterance, start: int, end: int) -> Reading | None:
        nonlocal looks
        looks += 1
        return read_once(grammar, utterance, start, end)

    read_once = Grammar.read
    monkeypatch.setattr(Grammar, "read", read_counted)
    understander.understand(text, UtteranceContext(language=language))
    assert looks < MOST_LOOKS


def test_a_recording_that_is_to_go_on_is_not_stopped(understander: Understander) -> None:
    assert read(understander, "resume recording") == [("tv.record", {"on": True})]


@pytest.mark.parametrize(
    "text",
    [
        "play the next song queued up",
        "play the next hit",
        "start playing the next track",
        "play next on the playlist",
        "I want to hear the next song",
        "can I hear the song after this one",
        "pass this song",
        "change the song please",
    ],
)
def test_what_comes_next_is_no_title(understander: Understander, text: str) -> None:
    assert read(understander, text) == [("tv.next", {})]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("lower the volume ten percent", {"mode": "step", "delta": -10}),
        ("raise the volume ten percent", {"mode": "step", "delta": 10}),
        ("reduce the volume to ten percent", {"mode": "set", "level": 10}),
        ("volume ten percent", {"mode": "set", "level": 10}),
        ("make it very soft", {"mode": "step", "delta": -25}),
        ("turn it very low", {"mode": "step", "delta": -25}),
        ("decrease the volume to very quiet", {"mode": "step", "delta": -25}),
    ],
)
def test_how_much_lower_is_no_level(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert read(understander, text) == [("tv.volume", slots)]
