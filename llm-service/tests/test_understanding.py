from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str, **context: Any) -> Said:
    found = understander.understand(text, UtteranceContext.model_validate(context))
    return [(command.name, command.slots) for command in found.commands]


VOCABULARY: list[tuple[str, str, dict[str, Any]]] = [
    ("play", "tv.play", {}),
    ("resume", "tv.play", {}),
    ("carry on", "tv.play", {}),
    ("pause", "tv.pause", {}),
    ("hold on a sec", "tv.pause", {}),
    ("stop playing", "tv.stop", {}),
    ("that's enough telly", "tv.stop", {}),
    ("turn it off", "tv.stop", {}),
    ("go back thirty seconds", "tv.seek", {"mode": "relative", "seconds": -30}),
    ("skip two minutes", "tv.seek", {"mode": "relative", "seconds": 120}),
    ("rewind two and a half minutes", "tv.seek", {"mode": "relative", "seconds": -150}),
    ("go to one hour ten", "tv.seek", {"mode": "absolute", "seconds": 4200}),
    ("halfway", "tv.seek", {"mode": "fraction", "fraction": 0.5}),
    ("from the beginning", "tv.seek", {"mode": "start"}),
    ("back to live", "tv.seek", {"mode": "live"}),
    ("back a bit", "tv.seek", {"mode": "relative", "seconds": -15}),
    ("a bit further", "tv.seek", {"mode": "relative", "seconds": 15}),
    ("what did she say?", "tv.repeat_line", {}),
    ("one and a half times", "tv.rate", {"rate": 1.5}),
    ("normal speed", "tv.rate", {"rate": 1}),
    ("slow motion", "tv.rate", {"rate": 0.5}),
    ("a bit faster", "tv.rate", {"step": 0.25}),
    ("a bit slower", "tv.rate", {"step": -0.25}),
    ("next episode", "tv.next", {}),
    ("skip this one", "tv.next", {}),
    ("previous one", "tv.previous", {}),
    ("volume forty", "tv.volume", {"mode": "set", "level": 40}),
    ("max", "tv.volume", {"mode": "set", "level": 100}),
    ("half volume", "tv.volume", {"mode": "set", "level": 50}),
    ("louder", "tv.volume", {"mode": "step", "delta": 10}),
    ("a bit louder", "tv.volume", {"mode": "step", "delta": 5}),
    ("a lot quieter", "tv.volume", {"mode": "step", "delta": -25}),
    ("down by twenty percent", "tv.volume", {"mode": "step", "delta": -20}),
    ("turn it up a bit", "tv.volume", {"mode": "step", "delta": 5}),
    ("I can't hear anything", "tv.volume", {"mode": "step", "delta": 10}),
    ("mute", "tv.mute", {"on": True}),
    ("mute the sound", "tv.mute", {"on": True}),
    ("sound back on", "tv.mute", {"on": False}),
    ("mute for five minutes", "tv.mute", {"on": True, "seconds": 300}),
    ("BBC One", "tv.channel", {"name": "BBC One"}),
    ("channel one oh three", "tv.channel", {"number": 103}),
    ("Channel 4", "tv.channel", {"number": 4}),
    ("next channel", "tv.channel", {"step": 1}),
    ("previous channel", "tv.channel", {"step": -1}),
    ("previous channel I was on", "tv.channel", {"last": True}),
    ("switch to Prism Stories", "tv.channel", {"name": "Prism Stories"}),
    ("play The Office season two episode four", "tv.watch", {"title": "The Office", "season": 2, "episode": 4}),
    ("something funny", "tv.watch", {"genre": "funny"}),
    ("put on some jazz radio", "tv.watch", {"genre": "jazz", "kind": "radio"}),
    ("a movie with Tom Hanks", "tv.watch", {"kind": "movie", "person": "Tom Hanks"}),
    ("where we left off", "tv.continue", {}),
    ("put anything on", "tv.surprise", {}),
    ("subtitles on", "tv.subtitles", {"on": True}),
    ("turn off the subtitles", "tv.subtitles", {"on": False}),
    ("Spanish subtitles", "tv.subtitles", {"on": True, "language": "es"}),
    ("original language", "tv.audio_track", {"original": True}),
    ("audio description", "tv.audio_track", {"description": True}),
    ("switch the audio to German", "tv.audio_track", {"language": "de"}),
    ("drop to 720", "tv.quality", {"height": 720}),
    ("best quality", "tv.quality", {"auto": True}),
    ("add this channel to my favourites", "tv.favourite", {"on": True}),
    ("add BBC Two to my favourites", "tv.favourite", {"on": True, "channel": "BBC Two"}),
    ("remove this from my favourites", "tv.favourite", {"on": False}),
    ("record this", "tv.record", {"on": True}),
    ("stop recording", "tv.record", {"on": False}),
    ("TV guide for tonight", "ui.guide", {"when": "tonight"}),
    ("show the guide", "ui.guide", {}),
    ("open my favourites", "ui.open", {"page": "favourites"}),
    ("go to settings", "ui.open", {"page": "settings"}),
    ("find live football", "ui.search", {"query": "live football"}),
    ("search for Blue Planet", "ui.search", {"query": "Blue Planet"}),
    ("the second one", "ui.select", {"index": 2}),
    ("the last one", "ui.select", {"index": -1}),
    ("go back a screen", "ui.back", {}),
    ("scroll down", "ui.scroll", {"direction": "down"}),
    ("full screen", "ui.fullscreen", {"on": True}),
    ("exit full screen", "ui.fullscreen", {"on": False}),
    ("picture in picture", "ui.pip", {"on": True}),
    ("make it look like a retro arcade", "ui.theme", {"name": "retro arcade"}),
    ("dark theme", "ui.theme", {"name": "dark"}),
    ("what's on now", "ask.now", {}),
    ("what's on BBC One", "ask.now", {"channel": "BBC One"}),
    ("what am I watching", "ask.now", {}),
    ("what's on next on BBC One", "ask.next", {"channel": "BBC One"}),
    ("what's on at nine", "ask.at", {"when": "nine"}),
    ("when is Bake Off on", "ask.when", {"title": "Bake Off"}),
    ("how long is left", "ask.remaining", {}),
    ("who is that actor", "ask.who", {}),
    ("what's this song", "ask.song", {}),
    ("recap the last ten minutes", "ask.explain", {"seconds": 600}),
    ("what's the score of the Dortmund game", "ask.score", {"team": "Dortmund"}),
    ("what's the score", "ask.score", {}),
    ("what should we watch", "ask.recommend", {}),
    ("recommend a comedy", "ask.recommend", {"genre": "comedy"}),
    ("remind me when the match starts", "reminder.set", {"title": "the match"}),
    ("remind me an hour before Bake Off", "reminder.set", {"title": "Bake Off", "lead_seconds": 3600}),
    ("list my reminders", "reminder.list", {}),
    ("cancel the Bake Off reminder", "reminder.cancel", {"title": "Bake Off"}),
    ("turn off in half an hour", "sleep.set", {"seconds": 1800}),
    ("turn off at eleven", "sleep.set", {"at": "eleven"}),
    ("turn off after this episode", "sleep.set", {"programme_end": True}),
    ("cancel the sleep timer", "sleep.cancel", {}),
    ("be quiet", "lumen.hush", {"on": True}),
    ("you can talk again", "lumen.hush", {"on": False}),
    ("stop talking", "lumen.stop", {}),
    ("watch with me", "lumen.companion", {"on": True}),
    ("stop commenting", "lumen.companion", {"on": False}),
    ("you're too loud", "lumen.voice", {"quieter": True}),
    ("speak slower", "lumen.voice", {"slower": True}),
    ("give me a thumbs up", "lumen.gesture", {"name": "thumbs_up"}),
    ("switch to Anna", "profile.switch", {"name": "Anna"}),
    ("delete the playlist World", "delete", {"kind": "playlist", "title": "World"}),
    ("delete that recording", "delete", {"kind": "recording"}),
    ("delete all my memories", "delete", {"kind": "memory"}),
    ("delete every recording", "delete", {"kind": "recording"}),
    ("wipe the lot of my playlists", "delete", {"kind": "playlist"}),
    ("no, undo that", "undo", {}),
    ("again", "repeat", {}),
    ("never mind", "cancel", {}),
    ("yes do it", "confirm", {}),
    ("an hour before Bake Off", "reminder.set", {"title": "Bake Off", "lead_seconds": 3600}),
    ("forget that I like jazz", "delete", {"kind": "memory", "title": "like jazz"}),
    ("start it again", "tv.seek", {"mode": "start"}),
    ("go back, I missed that", "tv.repeat_line", {}),
    ("skip the ads", "tv.seek", {"mode": "relative", "seconds": 30}),
    ("turn that racket down", "tv.volume", {"mode": "step", "delta": -10}),
    ("mum's asleep, keep it down", "tv.volume", {"mode": "step", "delta": -10}),
    ("increase the volume of the music to ninety", "tv.volume", {"mode": "set", "level": 90}),
    ("turn the volume up to the highest level", "tv.volume", {"mode": "set", "level": 100}),
    ("please increase the volume to maximum", "tv.volume", {"mode": "set", "level": 100}),
    ("turn the volume to level 4", "tv.volume", {"mode": "set", "level": 4}),
    ("the volume should be at 30", "tv.volume", {"mode": "set", "level": 30}),
    ("increase your volume", "lumen.voice", {"louder": True}),
    ("speak a bit deeper", "lumen.voice", {"deeper": True}),
    ("your voice is too deep", "lumen.voice", {"higher": True}),
    ("use the voice anna", "lumen.voice", {"voice": "anna"}),
    ("switch it to number two", "tv.channel", {"number": 2}),
    ("what's on the other channels", "ask.at", {"when": "now"}),
    ("what's on everywhere", "ask.at", {"when": "now"}),
    ("what is on all channels right now", "ask.at", {"when": "now"}),
    ("what are the other channels showing", "ask.at", {"when": "now"}),
    ("is there anything else good on", "ask.at", {"when": "now"}),
    ("what's on all the other channels tonight", "ask.at", {"when": "tonight"}),
    ("anything for the kids", "ask.recommend", {"genre": "kids"}),
    ("play me Hier Encore", "tv.watch", {"title": "Hier Encore"}),
    ("I want to hear some jazz", "tv.watch", {"genre": "jazz"}),
    ("open Spotify and play Hey Jude", "tv.watch", {"title": "Hey Jude"}),
    ("who is the artist of the song playing now", "ask.song", {}),
    ("no", "deny", {}),
    ("it keeps buffering, knock it down to four eighty", "tv.quality", {"height": 480}),
    ("drop it to 720", "tv.quality", {"height": 720}),
    ("volume 150", "tv.volume", {"mode": "set", "level": 100}),
    ("stick one oh three on", "tv.channel", {"number": 103}),
    ("put 1917 on", "tv.watch", {"title": "1917"}),
    ("switch over to Sky News a minute", "tv.channel", {"name": "Sky News"}),
    ("put on bee bee see one", "tv.channel", {"name": "bee bee see one"}),
    ("sub tight ills on", "tv.subtitles", {"on": True}),
    ("turn the sub titles of", "tv.subtitles", {"on": False}),
    ("turn off in half an our", "sleep.set", {"seconds": 1800}),
    ("ZDF bitte", "tv.channel", {"name": "ZDF"}),
    ("put the game on", "tv.watch", {"kind": "sport"}),
    ("put what we were watching back on", "tv.continue", {}),
    ("put a nice quiet film on", "tv.watch", {"genre": "quiet", "kind": "movie"}),
    ("watch a quiet place", "tv.watch", {"title": "a quiet place"}),
    ("record channel seven tomorrow", "tv.record", {"on": True, "channel": "channel seven", "when": "tomorrow"}),
    ("down a couple of notches", "tv.volume", {"mode": "step", "delta": -5}),
    ("how long has this got left", "ask.remaining", {}),
    ("go back a bit, I nodded off", "tv.seek", {"mode": "relative", "seconds": -15}),
    ("I nodded off, what happened in the last quarter of an hour", "ask.explain", {"seconds": 900}),
    ("anything good on tonight?", "ask.at", {"when": "tonight"}),
    ("channel for", "tv.channel", {"number": 4}),
    ("throw on Virgin Media One", "tv.channel", {"name": "Virgin Media One"}),
]


@pytest.mark.parametrize(("text", "name", "slots"), VOCABULARY, ids=[row[0] for row in VOCABULARY])
def test_each_phrase_of_the_vocabulary_is_its_command(
    understander: Understander, text: str, name: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [(name, slots)]


@pytest.mark.parametrize(
    "text",
    ["Hey Lumen, could you please pause?", "um, pause the movie please", "I'd like you to pause", "paws the movie"],
)
def test_politeness_hesitation_and_mishearing_change_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == [("tv.pause", {})]


def test_a_reason_at_the_end_asks_for_nothing_more(understander: Understander) -> None:
    done = said(understander, "turn it down and put captions on, the kids are asleep")
    assert done == [("tv.volume", {"mode": "step", "delta": -10}), ("tv.subtitles", {"on": True})]


def test_several_commands_come_in_spoken_order(understander: Understander) -> None:
    assert said(understander, "mute and show the guide") == [("tv.mute", {"on": True}), ("ui.guide", {})]
    assert said(understander, "pause, rewind ten seconds and then turn on subtitles") == [
        ("tv.pause", {}),
        ("tv.seek", {"mode": "relative", "seconds": -10}),
        ("tv.subtitles", {"on": True}),
    ]


def test_an_and_inside_a_title_does_not_cut_it(understander: Understander) -> None:
    assert said(understander, "play Law and Order") == [("tv.watch", {"title": "Law and Order"})]
    assert said(understander, "play Mad Men and turn it up") == [
        ("tv.watch", {"title": "Mad Men"}),
        ("tv.volume", {"mode": "step", "delta": 10}),
    ]


LOUDER = {"name": "tv.volume", "slots": {"mode": "step", "delta": 10}}
AHEAD = {"name": "tv.seek", "slots": {"mode": "relative", "seconds": 30}}
CHANNEL = {"name": "tv.channel", "slots": {"name": "BBC One"}}
BACK_TWENTY = {"name": "tv.seek", "slots": {"mode": "relative", "seconds": -20}}
SET_TWENTY = {"name": "tv.volume", "slots": {"mode": "set", "level": 20}}
A_BIT_LOUDER = {"name": "tv.volume", "slots": {"mode": "step", "delta": 5}}
SLEEP_TEN = {"name": "sleep.set", "slots": {"seconds": 600}}
GUIDE = {"name": "ui.guide", "slots": {}}
CONTEXT: list[tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]]] = [
    ("stop", {"lumen_speaking": True, "playing": True}, [("lumen.stop", {})]),
    ("stop", {"playing": True}, [("tv.stop", {})]),
    ("stop", {"pending": "Delete it?", "playing": False}, [("cancel", {})]),
    ("go back", {"last_command": AHEAD}, [("tv.seek", {"mode": "relative", "seconds": -30})]),
    ("go back", {"last_command": CHANNEL}, [("tv.channel", {"last": True})]),
    ("go back", {"last_command": GUIDE, "screen": "guide"}, [("ui.back", {})]),
    ("go back", {"last_command": {"name": "ui.theme", "slots": {"name": "dark"}}}, [("undo", {})]),
    ("go back", {"screen": "settings"}, [("ui.back", {})]),
    ("go back", {"playing": True, "screen": "live"}, [("tv.seek", {"mode": "relative", "seconds": -15})]),
    ("more", {"last_command": LOUDER}, [("tv.volume", {"mode": "step", "delta": 10})]),
    ("more", {}, []),
    ("again", {"last_command": AHEAD}, [("tv.seek", {"mode": "relative", "seconds": 30})]),
    ("too much", {"last_command": LOUDER}, [("tv.volume", {"mode": "step", "delta": -10})]),
    ("next", {"last_command": {"name": "tv.channel", "slots": {"step": 1}}}, [("tv.channel", {"step": 1})]),
    ("next", {}, [("tv.next", {})]),
    ("and the next one", {"last_command": {"name": "tv.channel", "slots": {"step": 1}}}, [("tv.channel", {"step": 1})]),
    ("the previous one", {"last_command": CHANNEL}, [("tv.channel", {"step": -1})]),
    ("the previous one", {}, [("tv.previous", {})]),
    ("louder", {"playing": False, "lumen_speaking": True}, [("lumen.voice", {"louder": True})]),
    ("louder", {"playing": True, "lumen_speaking": True}, [("tv.volume", {"mode": "step", "delta": 10})]),
    ("Sky News", {"options": ["BBC News", "Sky News"]}, [("ui.select", {"index": 2})]),
    ("okay", {"pending": "Shall I delete it?"}, [("confirm", {})]),
    ("okay", {}, []),
    ("no, I meant thirty", {"last_command": BACK_TWENTY}, [("tv.seek", {"mode": "relative", "seconds": -10})]),
    ("no, I meant thirty", {"last_command": SET_TWENTY}, [("tv.volume", {"mode": "set", "level": 30})]),
    ("give me a thumbs up", {"pending": "Delete it?"}, [("lumen.gesture", {"name": "thumbs_up"})]),
    ("do that again", {"pending": "Delete it?"}, [("repeat", {})]),
    ("close this", {"playing": True, "screen": "guide"}, [("ui.back", {})]),
    ("unmute, and close this", {"screen": "guide"}, [("tv.mute", {"on": False}), ("ui.back", {})]),
    ("close this", {"playing": True, "screen": "live"}, [("tv.stop", {})]),
    ("chiudila", {"playing": True, "screen": "guide", "language": "it"}, [("ui.back", {})]),
    ("ciérralo", {"playing": True, "screen": "settings", "language": "es"}, [("ui.back", {})]),
    (
        "don't record it",
        {"last_command": {"name": "tv.record", "slots": {"on": True, "title": "Dune"}}},
        [("tv.record", {"on": False, "title": "Dune"})],
    ),
    ("is there anything funny on", {}, [("ask.recommend", {"genre": "funny"})]),
    ("no, I meant thirty", {"last_command": A_BIT_LOUDER}, [("tv.volume", {"mode": "set", "level": 30})]),
    ("no, I meant forty", {"last_command": LOUDER}, [("tv.volume", {"mode": "set", "level": 40})]),
    ("no, I meant twenty", {"last_command": LOUDER}, [("tv.volume", {"mode": "step", "delta": 10})]),
    ("make that two minutes", {"last_command": BACK_TWENTY}, [("tv.seek", {"mode": "relative", "seconds": -100})]),
    ("no, I meant five", {"last_command": SLEEP_TEN}, [("sleep.set", {"seconds": 300})]),
    ("I meant Sky News", {"last_command": CHANNEL}, [("tv.channel", {"name": "Sky News"})]),
    ("I meant to ask you something", {"last_command": CHANNEL}, []),
    ("no, I meant thirty", {}, []),
    ("the other one", {"options": ["BBC News", "Sky News"]}, [("ui.select", {"index": 2})]),
    ("the other one", {"last_command": CHANNEL}, [("tv.channel", {"last": True})]),
    ("two", {"options": ["BBC News", "Sky News"]}, [("ui.select", {"index": 2})]),
    ("number two", {"options": ["BBC News", "Sky News"]}, [("ui.select", {"index": 2})]),
    ("number two", {}, [("tv.channel", {"number": 2})]),
    ("wait", {"playing": True}, [("tv.pause", {})]),
    ("wait", {"playing": True, "lumen_speaking": True}, [("lumen.stop", {})]),
]


@pytest.mark.parametrize(("text", "context", "expected"), CONTEXT)
def test_context_decides_what_words_cannot(
    understander: Understander, text: str, context: dict[str, Any], expected: Said
) -> None:
    assert said(understander, text, **context) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is the meaning of life",
        "tell me a joke",
        "how do I mute my phone",
        "I stopped watching that show years ago",
        "my brother plays the guitar",
        "what's the weather like tomorrow",
        "don't mute it",
        "set an alarm for seven",
        "transfer fifty dollars to my savings account",
        "play chess with me",
        "turn the lights off",
        "find me a restaurant nearby",
        "change my pin",
        "the volume of a sphere is interesting",
        "I love how the second one ended",
        "yes please tell me more",
        "no way, really?",
        "say that again",
        "play with me",
        "play snake with me",
        "I want to hear a fun fact about the moon",
        "what is the process of finding my credit score",
        "I'm saying goodbye now",
        "remind me of the date of my last paycheck",
    ],
)
def test_conversation_moves_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


def test_a_long_text_is_conversation_and_takes_no_time(understander: Understander) -> None:
    assert said(understander, "mute and " * 400) == []
