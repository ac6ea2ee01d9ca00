"""Sentences as households say them: reasons, second thoughts, several wishes in one breath, and talk beside the set."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Wanted = dict[str, dict[str, Any]]
STEP = {"mode": "step", "delta": 5}
LOUDER: dict[str, Any] = {"name": "tv.volume", "slots": STEP}
FARGO: dict[str, Any] = {"name": "tv.watch", "slots": {"title": "Fargo", "kind": "series"}}


def after(name: str, /, **slots: Any) -> dict[str, Any]:
    return {"last_command": {"name": name, "slots": slots}}


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def read(understander: Understander, text: str, **context: Any) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext.model_validate(context))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mute this, it's the ads", {"tv.mute": {"on": True}}),
        ("find us a whale documentary", {"ui.search": {"query": "whale documentary"}}),
        ("what was Leinster's score", {"ask.score": {"team": "Leinster"}}),
        ("are there any hockey games on tonight", {"ask.when": {"title": "hockey games"}}),
        ("y'all got any old comedies?", {"tv.watch": {"genre": "comedies"}}),
        ("hang on, that wasn't what I meant, undo that", {"undo": {}}),
        (
            "I always miss Countdown, record it tonight",
            {"tv.record": {"on": True, "title": "Countdown", "when": "tonight"}},
        ),
        ("put on RTE Two for us like a good man", {"tv.channel": {"name": "RTE Two"}}),
        ("be quiet now and let me watch", {"lumen.hush": {"on": True}}),
        (
            "my brother has only now come home from work and he wants to see it all, so take it back to the start",
            {"tv.seek": {"mode": "start"}},
        ),
        ("sweet as, carry on", {"tv.play": {}}),
        ("the match is about to start so put CNN on", {"tv.channel": {"name": "CNN"}}),
        ("it's too loud, put it on twelve", {"tv.volume": {"mode": "set", "level": 12}}),
        ("I'm dropping off, give it half an hour then turn off", {"sleep.set": {"seconds": 1800}}),
        ("Sarah's coming round at eight so record Corrie for me", {"tv.record": {"on": True, "title": "Corrie"}}),
        ("we watch this channel all the time, add it to the favourites", {"tv.favourite": {"on": True}}),
        ("can you knock it down to about fifteen", {"tv.volume": {"mode": "set", "level": 15}}),
        ("turn off in a quarter of an hour", {"sleep.set": {"seconds": 900}}),
        ("record Vera would you please", {"tv.record": {"on": True, "title": "Vera"}}),
        ("record tonight's Line of Duty", {"tv.record": {"on": True, "title": "Line of Duty", "when": "tonight"}}),
        ("did the Cowboys win", {"ask.score": {"team": "Cowboys"}}),
        ("when do the Bruins play", {"ask.when": {"title": "Bruins"}}),
        ("find me films about space", {"ui.search": {"query": "films about space"}}),
        ("I don't want it full screen", {"ui.fullscreen": {"on": False}}),
        ("set the volume to, let's say, thirty five", {"tv.volume": {"mode": "set", "level": 35}}),
        ("switch to, um, what's it called, Comedy Central", {"tv.channel": {"name": "Comedy Central"}}),
        ("I want whatever's on Film4", {"tv.channel": {"name": "Film4"}}),
        ("who on earth is that actor", {"ask.who": {}}),
        ("show me that goal again", {"tv.seek": {"mode": "relative", "seconds": -15}}),
        ("skip to the last quarter", {"tv.seek": {"mode": "fraction", "fraction": 0.75}}),
        ("jump to about halfway, that's where I dozed off", {"tv.seek": {"mode": "fraction", "fraction": 0.5}}),
        ("the picture is, like, really dark, pause it", {"tv.pause": {}}),
        ("put it on full blast, this is a tune", {"tv.volume": {"mode": "set", "level": 100}}),
        ("give it a rest with the commentary, we're watching", {"lumen.companion": {"on": False}}),
        ("stick an old episode of Cheers on", {"tv.watch": {"title": "Cheers"}}),
        (
            "put Taskmaster on, series two episode four",
            {"tv.watch": {"title": "Taskmaster", "season": 2, "episode": 4}},
        ),
        ("play some old Nina Simone songs", {"tv.watch": {"person": "Nina Simone", "kind": "music"}}),
        ("whack on Channel Nine", {"tv.channel": {"name": "Channel Nine"}}),
        ("go on, put Bluey on for the wee man", {"tv.watch": {"title": "Bluey"}}),
        ("the last one in the list", {"ui.select": {"index": -1}}),
        ("don't let me miss Antiques Roadshow, record it", {"tv.record": {"on": True, "title": "Antiques Roadshow"}}),
        ("yes, go ahead and do it", {"confirm": {}}),
        ("put the telly on, would you", {"tv.play": {}}),
        ("be quiet please, Lumen, we have visitors", {"lumen.hush": {"on": True}}),
        ("cancel the sleep timer, I'm wide awake now", {"sleep.cancel": {}}),
        ("what's showing on Channel 8 at seven", {"ask.at": {"channel": "8", "when": "seven"}}),
    ],
)
def test_one_wish_is_read_whatever_is_said_around_it(understander: Understander, text: str, wanted: Wanted) -> None:
    assert read(understander, text) == list(wanted.items())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("go to ITV, no wait, Channel 5", {"tv.channel": {"number": 5}}),
        ("set the timer for an hour, actually half an hour", {"sleep.set": {"seconds": 1800}}),
        ("French subtitles, no, Spanish ones", {"tv.subtitles": {"on": True, "language": "es"}}),
        ("put on Friends, sorry, Frasier", {"tv.watch": {"title": "Frasier"}}),
        (
            "remind me at seven, no half past seven, to watch the news",
            {"reminder.set": {"title": "the news", "when": "half past seven"}},
        ),
        ("set a timer for twenty, make that thirty minutes", {"sleep.set": {"seconds": 1800}}),
        ("next episode, oh no hang on, previous", {"tv.previous": {}}),
        ("pause, no wait, carry on", {"tv.play": {}}),
        ("show me the guide for Friday, actually Saturday", {"ui.guide": {"when": "Saturday"}}),
        ("open recordings, I mean favourites", {"ui.open": {"page": "favourites"}}),
    ],
)
def test_a_second_thought_takes_the_place_of_the_first(understander: Understander, text: str, wanted: Wanted) -> None:
    assert read(understander, text) == list(wanted.items())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "full screen and volume up to fifty",
            {"ui.fullscreen": {"on": True}, "tv.volume": {"mode": "set", "level": 50}},
        ),
        (
            "play The Crown from the start with subtitles",
            {"tv.watch": {"title": "The Crown"}, "tv.seek": {"mode": "start"}, "tv.subtitles": {"on": True}},
        ),
        (
            "play Dune in French with English subtitles",
            {
                "tv.watch": {"title": "Dune"},
                "tv.audio_track": {"language": "fr"},
                "tv.subtitles": {"on": True, "language": "en"},
            },
        ),
        ("right then, let's have the news on and mute it", {"tv.watch": {"kind": "news"}, "tv.mute": {"on": True}}),
        (
            "it's nearly nine, put BBC One on and get the subtitles up for Mum",
            {"tv.channel": {"name": "BBC One"}, "tv.subtitles": {"on": True}},
        ),
        ("what's the score and how long left", {"ask.score": {}, "ask.remaining": {}}),
        (
            "go back a minute and put captions on, I missed what he said",
            {"tv.seek": {"mode": "relative", "seconds": -60}, "tv.subtitles": {"on": True}},
        ),
    ],
)
def test_several_wishes_come_in_one_breath(understander: Understander, text: str, wanted: Wanted) -> None:
    assert read(understander, text) == list(wanted.items())


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("more, and put it full screen", {"last_command": LOUDER}, {"tv.volume": STEP, "ui.fullscreen": {"on": True}}),
        (
            "too far, back thirty seconds",
            after("tv.seek", mode="relative", seconds=120),
            {"tv.seek": {"mode": "relative", "seconds": -30}},
        ),
        (
            "leave it, and open the guide instead",
            {"pending": "Delete the recording Vera?"},
            {"deny": {}, "ui.guide": {}},
        ),
        ("no thanks I'm off to bed", {"pending": "Shall I play the next episode?"}, {"deny": {}}),
        ("the film not the series", {"last_command": FARGO}, {"tv.watch": {"title": "Fargo", "kind": "movie"}}),
        ("not horror, comedy", after("tv.watch", genre="horror"), {"tv.watch": {"genre": "comedy"}}),
        ("something else", after("tv.surprise"), {"tv.surprise": {}}),
        (
            "no, on Friday",
            after("reminder.set", title="Vera", when="Thursday"),
            {"reminder.set": {"title": "Vera", "when": "on Friday"}},
        ),
        (
            "and do that for ITV as well",
            after("tv.favourite", on=True, channel="E4"),
            {"tv.favourite": {"on": True, "channel": "ITV"}},
        ),
        ("the original one", after("tv.audio_track", language="en"), {"tv.audio_track": {"original": True}}),
        ("lighter", after("ui.theme", name="dark"), {"ui.theme": {"name": "light"}}),
        ("sound please", {"muted": True, "playing": True}, {"tv.mute": {"on": False}}),
        ("put it on twelve", {"last_command": LOUDER}, {"tv.volume": {"mode": "set", "level": 12}}),
        ("not that much", after("tv.volume", mode="step", delta=25), {"tv.volume": {"mode": "step", "delta": -25}}),
    ],
)
def test_what_follows_is_read_by_what_was_done(
    understander: Understander, text: str, context: dict[str, Any], wanted: Wanted
) -> None:
    assert read(understander, text, **context) == list(wanted.items())


@pytest.mark.parametrize(
    "text",
    [
        "Later on BBC Two, a brand new series of Mastermind",
        "Tonight at nine, the story continues on ITV",
        "Next on Channel 4, it's The Great British Bake Off",
        "Later on ITV, it's the final of The Masked Singer",
        "Watch every game live this season",
        "Play the lottery tonight for your chance to win",
        "in the previous episode, Sarah found the letter",
        "the film starts at eight so we'd better leave at seven",
        "season three was rubbish compared to the first two",
        "we skipped to the last episode",
        "I always put subtitles on, don't you",
        "I'm on mute, sorry",
        "I'm off to bed in a minute",
        "be back by ten",
        "that was what I wanted",
        "y'all got any kids",
        "he was like a good man to me",
        "my boss told the whole office that the numbers were bad this year, so we stopped",
        "I keep missing the bus because of work",
        "search me, no idea",
        "play dead and don't move",
        "put the tea on",
        "Mum recorded everything on VHS, boxes and boxes of it",
        "remember when we recorded everything on tape?",
        "tell me something funny about cats",
        "next on Channel 5, it's The Yorkshire Vet",
        "season three was rubbish beside the first two",
    ],
)
def test_what_is_told_announced_or_said_to_people_asks_for_nothing(understander: Understander, text: str) -> None:
    assert read(understander, text, playing=True) == []


def test_another_team_is_no_mother(understander: Understander) -> None:
    assert read(understander, "what about your mother", **after("ask.score", team="Leeds")) == []


def test_both_channels_are_asked_about(understander: Understander) -> None:
    assert read(understander, "what's on BBC One and BBC Two") == [
        ("ask.now", {"channel": "BBC One"}),
        ("ask.now", {"channel": "BBC Two"}),
    ]
