"""What a home says in a month of evenings, in plain English: each sentence stands for many like it."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = tuple[str, dict[str, SlotValue]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def understood(understander: Understander, text: str, **context: object) -> list[Said]:
    around = UtteranceContext.model_validate({"language": "en", **context})
    return [(command.name, dict(command.slots)) for command in understander.understand(text, around).commands]


def step(delta: int) -> list[Said]:
    return [("tv.volume", {"mode": "step", "delta": delta})]


def captions(language: str) -> list[Said]:
    return [("tv.subtitles", {"on": True, "language": language})]


@pytest.mark.parametrize(
    ("text", "delta"),
    [
        ("make it more low", -10),
        ("make the volume more low please", -10),
        ("can you make the sound more quiet", -10),
        ("make the sound less high", -10),
        ("turn the volume more high", 10),
        ("make it less quiet", 10),
        ("put it a bit more loud", 5),
        ("a little more low", -5),
        ("make it much more quiet", -25),
    ],
)
def test_more_of_what_is_low_is_less(understander: Understander, text: str, delta: int) -> None:
    assert understood(understander, text) == step(delta)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Afrikaans subtitles please", captions("af")),
        ("Zulu subtitles please", captions("zu")),
        ("put Punjabi subtitles on for Nani", captions("pa")),
        ("subtitles in Māori", captions("mi")),
        ("Gaelic subtitles", captions("gd")),
        ("change language to Xhosa", [("tv.audio_track", {"language": "xh"})]),
        ("switch to Telugu", [("tv.audio_track", {"language": "te"})]),
        ("can I have it in Yoruba", [("tv.audio_track", {"language": "yo"})]),
        ("is there this film in Kannada", [("tv.audio_track", {"language": "kn"})]),
        ("speak Afrikaans to me", [("lumen.voice", {"language": "af"})]),
        ("play Zulu", [("tv.watch", {"title": "Zulu"})]),
        ("watch Zulu", [("tv.watch", {"title": "Zulu"})]),
    ],
)
def test_every_language_of_the_world_has_its_name(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("what's on telly on Christmas Day", {"when": "Christmas Day"}),
        ("what's on on New Year's Eve", {"when": "New Year's Eve"}),
        ("anything good on on Boxing Day", {"when": "Boxing Day"}),
        ("what's on Easter Sunday", {"when": "Easter Sunday"}),
        ("what's on the telly on the fourth of July", {"when": "the fourth of July"}),
        ("what's on December 24th", {"when": "December 24th"}),
        ("what's on on the 5th", {"when": "the 5th"}),
        ("what's on the day after tomorrow", {"when": "the day after tomorrow"}),
        ("whit's on the telly the night", {"when": "the night"}),
        ("what's on BBC One on Christmas Eve at nine", {"when": "Christmas Eve at nine", "channel": "BBC One"}),
        ("what's on Channel 4 at Easter", {"when": "Easter", "channel": "Channel 4"}),
        ("what films are on at Christmas", {"when": "Christmas"}),
    ],
)
def test_days_with_a_name_and_dates_are_times(
    understander: Understander, text: str, slots: dict[str, SlotValue]
) -> None:
    assert understood(understander, text) == [("ask.at", slots)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("record Halloween", [("tv.record", {"on": True, "title": "Halloween"})]),
        ("record White Christmas", [("tv.record", {"on": True, "title": "White Christmas"})]),
        ("record The Night Manager", [("tv.record", {"on": True, "title": "The Night Manager"})]),
        ("remind me about Independence Day", [("reminder.set", {"title": "Independence Day"})]),
        ("record Vera on December 24th", [("tv.record", {"on": True, "title": "Vera", "when": "on December 24th"})]),
    ],
)
def test_a_day_in_a_title_is_of_the_title(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what comes next on Global", [("ask.next", {"channel": "Global"})]),
        ("what's coming up on Channel 5", [("ask.next", {"channel": "Channel 5"})]),
        ("what's coming up on CTV", [("ask.next", {"channel": "CTV"})]),
        ("what's next on my list", []),
        ("what time is the rugby", [("ask.when", {"title": "rugby"})]),
        ("is there a Welsh version of this", [("tv.audio_track", {"language": "cy"})]),
        ("what's showing on Global just now", [("ask.now", {"channel": "Global"})]),
        ("what's on for the kids tomorrow morning", [("ask.at", {"when": "tomorrow morning"})]),
        ("when's the final of Bake Off", [("ask.when", {"title": "Bake Off"})]),
        ("when's the Australia game on", [("ask.when", {"title": "Australia"})]),
        ("any idea when Call the Midwife is back", [("ask.when", {"title": "Call the Midwife"})]),
        ("who's winning the cricket", [("ask.score", {"team": "cricket"})]),
        ("subtitles off, they're covering the score", [("tv.subtitles", {"on": False})]),
        ("change the subtitles from English to Urdu", captions("ur")),
        ("have it in the original Korean", [("tv.audio_track", {"language": "ko"})]),
        ("watch it at 1.25", [("tv.rate", {"rate": 1.25})]),
        ("ten back please", [("tv.seek", {"mode": "relative", "seconds": -10})]),
        ("skip the adverts, three minutes", [("tv.seek", {"mode": "relative", "seconds": 180})]),
        ("guide for Christmas Day", [("ui.guide", {"when": "Christmas Day"})]),
        ("make the screen darker", [("ui.theme", {"name": "dark"})]),
        ("use a deeper voice", [("lumen.voice", {"deeper": True})]),
        ("delete last night's recording", [("delete", {"kind": "recording"})]),
        ("it's gone really quiet", step(10)),
        ("whats the scoring the Bills game", [("ask.score", {"team": "Bills"})]),
        ("a wee bit mair volume", step(5)),
        (
            "we haven't seen the one before this, play that",
            [("tv.previous", {})],
        ),
        ("get rid of my old playlist", [("delete", {"kind": "playlist"})]),
        ("delete the Old Guard recording", [("delete", {"kind": "recording", "title": "Old Guard"})]),
        ("switch to Dave", [("tv.channel", {"name": "Dave"})]),
        ("switch back to Callum", [("profile.switch", {"name": "Callum"})]),
        (
            "switch to Priya and carry on where I left off",
            [("profile.switch", {"name": "Priya"}), ("tv.continue", {})],
        ),
        (
            "change to Aoife and put on Bluey",
            [("profile.switch", {"name": "Aoife"}), ("tv.watch", {"title": "Bluey"})],
        ),
    ],
)
def test_plain_wishes_are_heard(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "when is Bake Off on and can you record it",
            [("ask.when", {"title": "Bake Off"}), ("tv.record", {"on": True, "title": "Bake Off"})],
        ),
        (
            "when does Vera start and set a reminder for it",
            [("ask.when", {"title": "Vera"}), ("reminder.set", {"title": "Vera"})],
        ),
        (
            "find Casablanca and play it",
            [("ui.search", {"query": "Casablanca"}), ("tv.watch", {"title": "Casablanca"})],
        ),
        (
            "find The Crown and play episode three of it",
            [("ui.search", {"query": "The Crown"}), ("tv.watch", {"title": "The Crown", "episode": 3})],
        ),
        ("go to Sky News and make it quieter", [("tv.channel", {"name": "Sky News"}), *step(-10)]),
        (
            "back ten seconds and in slow motion, I want to see that goal",
            [("tv.seek", {"mode": "relative", "seconds": -10}), ("tv.rate", {"rate": 0.5})],
        ),
        ("the picture's fuzzy, put it in HD", [("tv.quality", {"height": 720})]),
    ],
)
def test_what_follows_is_about_what_was_named(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


def test_what_was_searched_is_played(understander: Understander) -> None:
    last = {"name": "ui.search", "slots": {"query": "Dune"}}
    assert understood(understander, "play it", last_command=last) == [("tv.watch", {"title": "Dune"})]


@pytest.mark.parametrize(
    ("text", "pending", "wanted"),
    [
        ("the Maple Leafs", "Which team's score do you want?", [("ask.score", {"team": "Maple Leafs"})]),
        ("Doctor Who please", "Which programme should I record?", [("tv.record", {"on": True, "title": "Doctor Who"})]),
        ("the late film", "What should I remind you about?", [("reminder.set", {"title": "late film"})]),
        ("it's Priya", "Who is watching?", [("profile.switch", {"name": "Priya"})]),
        ("twenty minutes", "In how many minutes should I switch off?", [("sleep.set", {"seconds": 1200})]),
        ("eleven o'clock", "When should I turn off?", [("sleep.set", {"at": "eleven o'clock"})]),
        ("French", "Which language for the subtitles?", captions("fr")),
        ("Zulu please", "Which language would you like the audio in?", [("tv.audio_track", {"language": "zu"})]),
        ("Bluey", "What would you like to watch?", [("tv.watch", {"title": "Bluey"})]),
        ("something funny please", "What would you like to watch?", [("tv.watch", {"genre": "funny"})]),
        ("ESPN2", "Which channel, ESPN or ESPN2?", [("tv.channel", {"name": "ESPN2"})]),
        ("forty", "To which level?", [("tv.volume", {"mode": "set", "level": 40})]),
        (
            "the Doctor Who one please",
            "Which recording should I delete?",
            [("delete", {"kind": "recording", "title": "Doctor Who"})],
        ),
        ("turn it up", "What would you like to watch?", step(10)),
        ("what's on ITV", "Which team's score do you want?", [("ask.now", {"channel": "ITV"})]),
        ("I don't know", "Which team's score do you want?", []),
        ("never mind", "Which team's score do you want?", [("cancel", {})]),
    ],
)
def test_a_name_answers_what_was_asked(understander: Understander, text: str, pending: str, wanted: list[Said]) -> None:
    assert understood(understander, text, pending=pending) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Dad said we can have the telly till seven",
        "search me, no idea",
        "what's on at the cinema on Boxing Day",
        "we're having turkey on Christmas Day",
        "what are we doing on New Year's Eve",
        "he speaks fluent Zulu",
        "I'm going to switch to decaf",
        "make mine a low fat one",
        "what's the score on my exam",
    ],
)
def test_what_is_said_of_a_television_asks_for_nothing(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []
