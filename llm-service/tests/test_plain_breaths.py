"""Plain English of many homes: two wishes in one breath, words that sound alike, and what goes on with a command."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = tuple[str, dict[str, SlotValue]]
WHO: Said = ("ask.who", {})
PAUSE: Said = ("tv.pause", {})


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def understood(understander: Understander, text: str, **context: object) -> list[Said]:
    around = UtteranceContext.model_validate({"language": "en", **context})
    return [(command.name, dict(command.slots)) for command in understander.understand(text, around).commands]


def record(title: str, **slots: SlotValue) -> list[Said]:
    return [("tv.record", {"on": True, "title": title, **slots})]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("pause that and tell me who she is", [PAUSE, WHO]),
        ("turn it down and tell me who he is", [("tv.volume", {"mode": "step", "delta": -10}), WHO]),
        ("mute it and remind us who they are", [("tv.mute", {"on": True}), WHO]),
        ("pause that and tell me her name", [PAUSE, WHO]),
        ("pause it and tell me where I know him from", [PAUSE, WHO]),
        ("pause that and find out who she is", [PAUSE, WHO]),
        ("pause it and tell me who wrote it", [PAUSE, WHO]),
        ("subtitles on and tell me what he said", [("tv.subtitles", {"on": True}), ("tv.repeat_line", {})]),
        ("pause that and tell me what year this is", [PAUSE]),
        ("mute it and tell me what time it is", [("tv.mute", {"on": True})]),
        ("pause it and what year was this made", [PAUSE]),
        ("she said pause that and tell me who she is", []),
        ("pause it and tell mum", []),
        ("stop and think and tell me why", []),
    ],
)
def test_a_question_may_follow_what_is_done_to_the_player(
    understander: Understander, text: str, wanted: list[Said]
) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("record the snooker and put Frasier on", [*record("the snooker"), ("tv.watch", {"title": "Frasier"})]),
        ("record Dune and watch Frasier", [*record("Dune"), ("tv.watch", {"title": "Frasier"})]),
        ("put on Frasier and record the snooker", [("tv.watch", {"title": "Frasier"}), *record("the snooker")]),
        ("record Law and Order and put Frasier on", [*record("Law and Order"), ("tv.watch", {"title": "Frasier"})]),
        ("play Frasier and search for Dune", [("tv.watch", {"title": "Frasier"}), ("ui.search", {"query": "Dune"})]),
        ("record Wallace and Gromit", record("Wallace and Gromit")),
        ("record live and let die", record("live and let die")),
        ("play Stop and Search", [("tv.watch", {"title": "Stop and Search"})]),
        ("play stop and search", [("tv.watch", {"title": "stop and search"})]),
        ("play Come and Get It", [("tv.watch", {"title": "Come and Get It"})]),
        ("play Pride and Prejudice", [("tv.watch", {"title": "Pride and Prejudice"})]),
        ("play Deal or No Deal", [("tv.watch", {"title": "Deal or No Deal"})]),
    ],
)
def test_another_order_behind_and_ends_a_title(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "change to Tom and open his favourites",
            [("profile.switch", {"name": "Tom"}), ("ui.open", {"page": "favourites"})],
        ),
        (
            "go over to Sam and show his favourites",
            [("profile.switch", {"name": "Sam"}), ("ui.open", {"page": "favourites"})],
        ),
        ("next episode, then off when it's done", [("tv.next", {}), ("sleep.set", {"programme_end": True})]),
        (
            "give me the original audio with subtitles",
            [("tv.audio_track", {"original": True}), ("tv.subtitles", {"on": True})],
        ),
        (
            "cancel the Vera reminder and read me the others",
            [("reminder.cancel", {"title": "Vera"}), ("reminder.list", {})],
        ),
        (
            "cancel the tennis reminder and set one for nine",
            [("reminder.cancel", {"title": "tennis"}), ("reminder.set", {"when": "nine"})],
        ),
        ("stop recording and delete it", [("tv.record", {"on": False}), ("delete", {"kind": "recording"})]),
        (
            "add this to my favourites and show me them",
            [("tv.favourite", {"on": True}), ("ui.open", {"page": "favourites"})],
        ),
        ("play series three and start from episode four", [("tv.watch", {"season": 3, "episode": 4})]),
        ("cancel the timer, we want to see the end", [("sleep.cancel", {})]),
        ("record this, I want to watch the end tomorrow", [("tv.record", {"on": True})]),
        ("switch to the kids' profile, they want Peppa Pig", [("profile.switch", {"name": "kids"})]),
        ("wait, don't go on without me, I need the loo", [("tv.pause", {})]),
        (
            "that Tarkovsky film, Stalker, start that",
            [("tv.watch", {"title": "Stalker", "person": "Tarkovsky", "kind": "movie"})],
        ),
        ("put Al Jazeera English on for your granddad", [("tv.channel", {"name": "Al Jazeera English"})]),
        ("is there much on tomorrow morning", [("ask.at", {"when": "tomorrow morning"})]),
        ("show me tomorrow's telly", [("ui.guide", {"when": "tomorrow"})]),
        ("a bit slower please Lumen", [("lumen.voice", {"slower": True})]),
        ("Mum's watching now", [("profile.switch", {"name": "Mum"})]),
        ("hold off recording until the match starts", []),
        ("take that off, it's filthy", []),
        ("is there much to do tonight", []),
        ("dinner's here now", []),
        ("see the end of the road", []),
        ("delete it", []),
        ("read me the others", []),
    ],
)
def test_two_wishes_or_a_reason_in_one_breath_are_told_apart(
    understander: Understander, text: str, wanted: list[Said]
) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("i cant here a word", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("whats on at ate o'clock", [("ask.at", {"when": "ate o'clock"})]),
        ("go back too minutes", [("tv.seek", {"mode": "relative", "seconds": -120})]),
        ("rewind ate seconds", [("tv.seek", {"mode": "relative", "seconds": -8})]),
        ("fast for word a minute", [("tv.seek", {"mode": "relative", "seconds": 60})]),
        ("go to channel won oh three", [("tv.channel", {"number": 103})]),
        ("volume to fourty", [("tv.volume", {"mode": "set", "level": 40})]),
        ("turn of in half and hour", [("sleep.set", {"seconds": 1800})]),
        ("carry one playing", [("tv.play", {})]),
        ("whose playing the doctor", [("ask.who", {})]),
        ("he's been gone for minutes", []),
        ("I read it word for word", []),
        ("it's half and half", []),
    ],
)
def test_a_word_that_sounds_like_another_is_meant(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "last", "wanted"),
    [
        ("a bit further up", ("ui.scroll", {"direction": "down"}), [("ui.scroll", {"direction": "up"})]),
        ("to the very bottom", ("ui.scroll", {"direction": "up"}), [("ui.scroll", {"direction": "down"})]),
        (
            "now back a touch",
            ("tv.seek", {"mode": "relative", "seconds": 60}),
            [("tv.seek", {"mode": "relative", "seconds": -15})],
        ),
        ("not this one either", ("tv.channel", {"step": -1}), [("tv.channel", {"step": -1})]),
        (
            "what about tonight",
            ("ask.now", {"channel": "BBC One"}),
            [("ask.at", {"channel": "BBC One", "when": "tonight"})],
        ),
        ("and how are you", ("ask.now", {"channel": "BBC One"}), []),
    ],
)
def test_a_word_behind_a_command_goes_on_with_it(
    understander: Understander, text: str, last: Said, wanted: list[Said]
) -> None:
    name, slots = last
    assert understood(understander, text, playing=True, last_command={"name": name, "slots": slots}) == wanted


def test_the_second_last_of_a_list_is_counted_from_its_end(understander: Understander) -> None:
    options = ["Heat", "Collateral", "Ronin", "Thief"]
    assert understood(understander, "the second last one", options=options) == [("ui.select", {"index": 3})]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "turn the volume down to twenty and up to thirty",
            [("tv.volume", {"mode": "set", "level": 20}), ("tv.volume", {"mode": "set", "level": 30})],
        ),
        ("set the volume to twenty, no thirty", [("tv.volume", {"mode": "set", "level": 30})]),
        ("a Nollywood comedy, put any of them", [("tv.watch", {"genre": "Nollywood comedy"})]),
        ("a Nollywood comedy, put any of them on", [("tv.watch", {"genre": "Nollywood comedy"})]),
        ("put the Ashes in a little window and open the guide", [("ui.pip", {"on": True}), ("ui.guide", {})]),
        ("put Vera in a little window", [("ui.pip", {"on": True})]),
        (
            "that Tarkovsky film, Stalker, start that",
            [("tv.watch", {"title": "Stalker", "person": "Tarkovsky", "kind": "movie"})],
        ),
        (
            "play that Hitchcock film, Vertigo",
            [("tv.watch", {"title": "Vertigo", "person": "Hitchcock", "kind": "movie"})],
        ),
        ("that French film, Amelie, put that on", [("tv.watch", {"title": "Amelie", "kind": "movie"})]),
        ("play The Rest Is History podcast", [("tv.watch", {"title": "The Rest Is History", "kind": "podcast"})]),
        ("play a history podcast", [("tv.watch", {"genre": "history", "kind": "podcast"})]),
        ("set a reminder for Bake Off and tell me what it's about", [("reminder.set", {"title": "Bake Off"})]),
        (
            "set a reminder for Bake Off and tell me who is in it tonight",
            [("reminder.set", {"title": "Bake Off", "when": "tonight"})],
        ),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


def test_a_podcast_stands_behind_its_name_in_german_too(understander: Understander) -> None:
    found = understander.understand("spiel den Lage der Nation Podcast", UtteranceContext(language="de"))
    assert [dict(command.slots) for command in found.commands] == [{"title": "Lage der Nation", "kind": "podcast"}]


@pytest.mark.parametrize(
    "text", ["what's on at 26:70", "remind me at 26:70 to watch Vera", "record Vera at 25:10", "switch to ITV at 9:75"]
)
def test_what_is_no_time_of_the_day_is_none(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []


def test_minutes_and_seconds_may_be_any(understander: Understander) -> None:
    assert [name for name, _ in understood(understander, "go to 75:30", playing=True)] == ["tv.seek"]
