"""Plain English of many homes: how titles stand beside what is to be done with them, and what belongs to no name."""

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander

Said = tuple[str, dict[str, SlotValue]]


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
        ("Match of the Day, keep it for me", record("Match of the Day")),
        ("The Masked Singer on Saturday, tape that", record("The Masked Singer", when="on Saturday")),
        ("I'll miss Hollyoaks, record it", record("Hollyoaks")),
        ("we're going to miss the Archers tonight, can you record it", record("Archers", when="tonight")),
        ("grab tomorrow's Countdown", record("Countdown", when="tomorrow")),
        ("save tonight's Panorama, it's about our hospital", record("Panorama", when="tonight")),
        ("catch The Repair Shop for me, our lamp's on it", record("The Repair Shop")),
        ("mind you get Mastermind on Monday", record("Mastermind", when="on Monday")),
        ("that's enough recorded, stop it there", [("tv.record", {"on": False})]),
        ("can you find me something for kids", [("tv.watch", {"genre": "kids"})]),
        ("put on something for toddlers", [("tv.watch", {"genre": "kids"})]),
        ("Right, record it", [("tv.record", {"on": True})]),
    ],
)
def test_what_is_named_apart_is_recorded(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize("text", ["catch the bus for me", "save me a seat for later", "keep Dad awake for me"])
def test_what_is_kept_at_home_is_not_recorded(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []


@pytest.mark.parametrize(
    ("title", "text", "others"),
    [
        ("Chungking Express", "play Chungking Express in full screen", [("ui.fullscreen", {"on": True})]),
        ("Amelie", "play Amelie in the original language", [("tv.audio_track", {"original": True})]),
        ("Dark Water", "play Dark Water at normal speed", [("tv.rate", {"rate": 1})]),
        (
            "The Lives of Others",
            "play The Lives of Others, original language",
            [("tv.audio_track", {"original": True})],
        ),
        ("Wolf Hall", "Wolf Hall, from the beginning, please", [("tv.seek", {"mode": "start"})]),
        ("The Wire", "The Wire, with subtitles", [("tv.subtitles", {"on": True})]),
        ("Lost in Translation", "play Lost in Translation", []),
        ("Meet Me at the Gate", "play Meet Me at the Gate", []),
    ],
)
def test_how_a_title_is_played_is_not_of_the_title(
    understander: Understander, title: str, text: str, others: list[Said]
) -> None:
    assert understood(understander, text) == [("tv.watch", {"title": title}), *others]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("kill the sound for a sec", ("tv.mute", {"on": True})),
        ("set it to thirty-five, the sound", ("tv.volume", {"mode": "set", "level": 35})),
        ("after the film, off", ("sleep.set", {"programme_end": True})),
        ("ten more minutes and then turn off", ("sleep.set", {"seconds": 600})),
        ("the channel after this", ("tv.channel", {"step": 1})),
        ("remind me when the snooker's on", ("reminder.set", {"title": "the snooker"})),
        ("no need to remind me of Vera now", ("reminder.cancel", {"title": "Vera"})),
        ("take off my reminder for the rugby", ("reminder.cancel", {"title": "rugby"})),
        ("find programmes on knitting", ("ui.search", {"query": "knitting"})),
        ("type in Sesame Street and search", ("ui.search", {"query": "Sesame Street"})),
        (
            "kids are in bed at last, so Happy Valley, season three",
            ("tv.watch", {"title": "Happy Valley", "season": 3}),
        ),
        ("Succession, three, episode nine", ("tv.watch", {"title": "Succession", "season": 3, "episode": 9})),
    ],
)
def test_what_stands_beside_a_wish_belongs_to_no_name(understander: Understander, text: str, wanted: Said) -> None:
    assert understood(understander, text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what's the schedule on Film4 this evening", ("ui.guide", {"channel": "Film4", "when": "this evening"})),
        ("show the listings on Sony Max", ("ui.guide", {"channel": "Sony Max"})),
        ("programme guide, Channel 4", ("ui.guide", {"channel": "Channel 4"})),
        ("what are they showing on Star Gold", ("ask.now", {"channel": "Star Gold"})),
        ("anything on Channel 5 right now?", ("ask.now", {"channel": "Channel 5"})),
        ("what's coming on UTV after", ("ask.next", {"channel": "UTV"})),
        ("what does Five have at half ten", ("ask.at", {"channel": "Five", "when": "half ten"})),
        ("is there anything on at teatime", ("ask.at", {"when": "teatime"})),
        ("when do they show Vigil again", ("ask.when", {"title": "Vigil"})),
        ("give India's score", ("ask.score", {"team": "India"})),
        ("score check on Collingwood", ("ask.score", {"team": "Collingwood"})),
        ("is anybody winning this", ("ask.score", {})),
    ],
)
def test_questions_name_their_channel_and_team(understander: Understander, text: str, wanted: Said) -> None:
    assert understood(understander, text) == [wanted]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("put on the film Paris, Texas", {"title": "Paris, Texas", "kind": "movie"}),
        ("watch Yes, Prime Minister", {"title": "Yes, Prime Minister"}),
        ("put on Girl, Interrupted", {"title": "Girl, Interrupted"}),
        ("watch Bluey, Mum", {"title": "Bluey"}),
        ("watch Dune, Sarah", {"title": "Dune"}),
        ("a podcast about shipwrecks", {"kind": "podcast", "genre": "shipwrecks"}),
        ("nature, with nice quiet voices", {"genre": "nature"}),
        ("Songs of Praise for Nana", {"title": "Songs of Praise"}),
        ("hit me with The Bear", {"title": "The Bear"}),
        ("wee bit of Still Game", {"title": "Still Game"}),
        ("get Neighbours going", {"title": "Neighbours"}),
        ("let the girl have her Gabby's Dollhouse", {"title": "Gabby's Dollhouse"}),
        ("Never Mind the Buzzcocks would do nicely", {"title": "Never Mind the Buzzcocks"}),
        ("Two Doors Down's what we're after", {"title": "Two Doors Down"}),
        ("Ella Fitzgerald while we eat", {"person": "Ella Fitzgerald"}),
        ("give us Shetland, I recorded it once and somebody wiped it", {"title": "Shetland"}),
        ("I was told to see Past Lives", {"title": "Past Lives"}),
        ("film night: The Castle", {"title": "The Castle", "kind": "movie"}),
        ("the one called Up", {"title": "Up"}),
        ("Hindi news", {"genre": "Hindi", "kind": "news"}),
    ],
)
def test_titles_and_sorts_are_wished_for_in_many_frames(
    understander: Understander, text: str, slots: dict[str, SlotValue]
) -> None:
    assert understood(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    "text",
    [
        "give me Strength",
        "give us Sarah's address",
        "a bit of Cheddar",
        "get the Kettle going",
        "I was told to see Doctor Patel",
        "let the boy have his Breakfast",
        "catch Tom for me",
        "call off the wedding",
        "be sure to keep Dad awake",
    ],
)
def test_what_else_is_written_with_capitals_is_not_put_on(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []


@pytest.mark.parametrize("name", ["5USA", "4Music", "Talking Pictures", "SBS Viceland", "Newsmax", "Citizen TV"])
def test_channels_of_many_countries_are_known(understander: Understander, name: str) -> None:
    assert understood(understander, f"{name}, that'll do") == [("tv.channel", {"name": name})]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("put on Gulli, the little ones are restless", [("tv.channel", {"name": "Gulli"})]),
        (
            "play season three of The Crown from the start",
            [("tv.watch", {"title": "The Crown", "season": 3}), ("tv.seek", {"mode": "start"})],
        ),
        ("what's on Channel 4 tomorrow night", [("ask.at", {"channel": "Channel 4", "when": "tomorrow night"})]),
        ("what channel is the cricket on", [("ask.when", {"title": "cricket"})]),
        ("what channel is this", [("ask.now", {})]),
    ],
)
def test_plain_sentences_mean_what_they_say(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("isn't there any football on", [("ui.search", {"query": "football"})]),
        ("is there no football on", [("ui.search", {"query": "football"})]),
        ("aren't there any cartoons on", [("tv.watch", {"genre": "cartoons"})]),
        ("don't forget to record the match", record("the match")),
        ("don't forget to record Bake Off tonight", record("Bake Off", when="tonight")),
        ("don't forget to remind me of the match", [("reminder.set", {"title": "the match"})]),
        ("don't forget to turn it off at ten", [("sleep.set", {"at": "ten"})]),
        ("don't forget to feed the cat", []),
        ("go back, I didn't see that", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("I wasn't looking, go back", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("go back, I didn't catch that", [("tv.repeat_line", {})]),
        ("they changed the channel, go back", [("tv.channel", {"last": True})]),
        ("go back, the cat changed the channel", [("tv.channel", {"last": True})]),
        ("wrong channel, go back", [("tv.channel", {"last": True})]),
        ("leave the subtitles on", [("tv.subtitles", {"on": True})]),
        ("keep it muted", [("tv.mute", {"on": True})]),
        ("keep recording", []),
    ],
)
def test_a_no_or_a_reason_does_not_hide_what_is_asked_for(
    understander: Understander, text: str, wanted: list[Said]
) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Her, the Spike Jonze one", {"title": "Her", "person": "Spike Jonze"}),
        ("Heat, the one with Pacino", {"title": "Heat", "person": "Pacino"}),
        (
            "do Gaslight, the film with Ingrid Bergman",
            {"title": "Gaslight", "person": "Ingrid Bergman", "kind": "movie"},
        ),
        ("any Kurosawa will do", {"person": "Kurosawa"}),
        ("any Hitchcock is fine", {"person": "Hitchcock"}),
        ("put on the Tom Hanks one", {"person": "Tom Hanks"}),
    ],
)
def test_whose_a_film_is_is_told_apart_from_its_title(
    understander: Understander, text: str, wanted: dict[str, SlotValue]
) -> None:
    assert understood(understander, text) == [("tv.watch", wanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "record Q on BBC Four and switch to it",
            [*record("Q", channel="BBC Four"), ("tv.channel", {"name": "BBC Four"})],
        ),
        ("record the match and watch it", [("tv.record", {"on": True})]),
        (
            "what's on BBC One and put it on",
            [("ask.now", {"channel": "BBC One"}), ("tv.channel", {"name": "BBC One"})],
        ),
        ("what's on BBC One and on ITV", [("ask.now", {"channel": "BBC One"}), ("ask.now", {"channel": "ITV"})]),
    ],
)
def test_what_was_named_first_is_meant_again(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("switch to Amira", [("tv.channel", {"name": "Amira"})]),
        ("switch to Amira's profile", [("profile.switch", {"name": "Amira"})]),
        ("what's on Dave, and on Gold?", [("ask.now", {"channel": "Dave"}), ("ask.now", {"channel": "Gold"})]),
        ("what's on Dave and Gold", [("ask.now", {"channel": "Dave"}), ("ask.now", {"channel": "Gold"})]),
    ],
)
def test_a_channel_of_the_viewer_is_known_by_one_word(text: str, wanted: list[Said]) -> None:
    understander = create_understander()
    understander.names = ChannelNames(["Amira", "Dave", "Gold"])
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("volume -5", [("tv.volume", {"mode": "step", "delta": -5})]),
        ("volume 1e9", []),
        ("set the volume to 1e9", []),
        ("you can talk again, but slower", [("lumen.hush", {"on": False}), ("lumen.voice", {"slower": True})]),
    ],
)
def test_a_sign_or_a_voice_that_was_said_counts(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize("text", ["Burna Boy, music", "I've a notion for Blackadder, series two, episode five"])
def test_a_name_that_ends_with_a_comma_is_read(understander: Understander, text: str) -> None:
    assert [name for name, _ in understood(understander, text)] in ([], ["tv.watch"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("stop the recording and bin it", [("tv.record", {"on": False})]),
        ("stop recording this and scrap it", [("tv.record", {"on": False})]),
        ("my dad loved westerns, put one on", [("tv.watch", {"genre": "westerns"})]),
        ("scrap that", [("cancel", {})]),
        (
            "it says I left off at thirty-five minutes so go to that",
            [("tv.seek", {"mode": "absolute", "seconds": 2100})],
        ),
        ("I'd hate to miss Songs of Praise, will you remind me", [("reminder.set", {"title": "Songs of Praise"})]),
        ("is it too late for Psycho? Nah, run it", [("tv.watch", {"title": "Psycho"})]),
        ("I'd rather you didn't comment on the match", [("lumen.companion", {"on": False})]),
        ("turn on the narrator who says what's happening on screen", [("tv.audio_track", {"description": True})]),
    ],
)
def test_what_only_sounds_forbidden_or_told_is_done(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mute it and tell me what's on Dave", [("tv.mute", {"on": True}), ("ask.now", {"channel": "Dave"})]),
        ("what's on Alibi tonight", [("ask.at", {"channel": "Alibi", "when": "tonight"})]),
        ("how are Surrey getting on, what's their score", [("ask.score", {"team": "Surrey"})]),
        ("what was the score in the Spurs match last night", [("ask.score", {"team": "Spurs"})]),
        ("did we win", [("ask.score", {})]),
        (
            "open my recordings and play the last one",
            [("ui.open", {"page": "recordings"}), ("ui.select", {"index": -1})],
        ),
        ("play the last one", [("tv.previous", {})]),
        ("flick back to the other channel we had", [("tv.channel", {"last": True})]),
        ("flip back to the previous channel we had on", [("tv.channel", {"last": True})]),
        ("put the other side on", [("tv.channel", {"last": True})]),
        ("I need some lo-fi beats", [("tv.watch", {"genre": "lo-fi beats"})]),
        ("eighties music", [("tv.watch", {"genre": "eighties", "kind": "music"})]),
        ("local radio", [("tv.watch", {"genre": "local", "kind": "radio"})]),
        ("the headlines please", [("tv.watch", {"kind": "news"})]),
        ("we want something short", [("tv.watch", {"genre": "short"})]),
        ("more Bluey", [("tv.watch", {"title": "Bluey"})]),
        ("not Frozen, Moana", [("tv.watch", {"title": "Moana"})]),
        ("not Tom, Anna", []),
        ("back to episode one", [("tv.watch", {"episode": 1})]),
        ("put something else on", [("tv.surprise", {})]),
        ("stop there", [("tv.pause", {})]),
        ("stop right there young man", []),
        ("jump to the end", [("tv.seek", {"mode": "fraction", "fraction": 1})]),
        ("turn it back up", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("explain that last bit", [("ask.explain", {})]),
        ("record the whole series", [("tv.record", {"on": True})]),
        ("have we got any Poirot recorded", [("ui.search", {"query": "Poirot"})]),
        ("wipe all the old recordings", [("delete", {"kind": "recording"})]),
        ("when's the next Formula One race", [("ask.when", {"title": "Formula One"})]),
        ("has the football started", [("ask.when", {"title": "football"})]),
        ("that's too quiet, put it up a bit", [("tv.volume", {"mode": "step", "delta": 5})]),
        ("louder because of the hoover", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("pause because the phone's ringing", [("tv.pause", {})]),
        ("stop because it's late", []),
        ("put Fireman Sam back on", [("tv.watch", {"title": "Fireman Sam"})]),
        ("put the kettle back on", []),
        ("play The Third Man from where I stopped", [("tv.watch", {"title": "The Third Man"})]),
        ("gimme something trashy", [("tv.watch", {"genre": "trashy"})]),
        ("add this to my faves", [("tv.favourite", {"on": True})]),
        ("what else did he direct", [("ask.who", {})]),
        ("set an alarm for the boxing", [("reminder.set", {"title": "boxing"})]),
        ("watch this with me, and no spoilers", [("lumen.companion", {"on": True})]),
        ("record Strictly for Mum", record("Strictly")),
        ("nah go back", [("ui.back", {})]),
        ("show off", []),
        (
            "Turkish film with English subtitles",
            [("tv.watch", {"genre": "Turkish", "kind": "movie"}), ("tv.subtitles", {"on": True, "language": "en"})],
        ),
        (
            "Stalker, with English subtitles",
            [("tv.watch", {"title": "Stalker"}), ("tv.subtitles", {"on": True, "language": "en"})],
        ),
        ("back in a minute", []),
        ("back a minute", [("tv.seek", {"mode": "relative", "seconds": -60})]),
        ("volume's fine as it is", []),
        ("record Countryfile every Sunday", record("Countryfile", when="Sunday")),
        ("when are United next on", [("ask.when", {"title": "United"})]),
        ("go back one", [("tv.previous", {})]),
        ("full screen again", [("ui.fullscreen", {"on": True})]),
        ("less fast please", [("tv.rate", {"step": -0.25})]),
        ("I don't hear nothing", [("tv.volume", {"mode": "step", "delta": 10})]),
    ],
)
def test_plain_wishes_keep_all_that_was_said(understander: Understander, text: str, wanted: list[Said]) -> None:
    assert understood(understander, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("some Nina Simone while I'm cooking would be nice", ("tv.watch", {"person": "Nina Simone"})),
        ("play some Nina Simone while cooking", ("tv.watch", {"person": "Nina Simone"})),
        ("I fancy a comedy while we're ironing", ("tv.watch", {"genre": "comedy"})),
        ("record the match while we are out", *record("the match")),
        ("record Vera while I’m at work", *record("Vera")),
        ("search for Frasier while I make tea", ("ui.search", {"query": "Frasier"})),
        ("play While You Were Sleeping", ("tv.watch", {"title": "While You Were Sleeping"})),
        ("put on the film While We're Young", ("tv.watch", {"title": "While We're Young", "kind": "movie"})),
    ],
)
def test_what_is_done_meanwhile_is_of_no_title(understander: Understander, text: str, wanted: Said) -> None:
    assert understood(understander, text) == [wanted]


@pytest.mark.parametrize("text", ["Talk to Nani", "Ask Nani About Lunch", "Wish Nani Happy Birthday", "Chat with Dad"])
def test_what_is_to_be_said_to_somebody_is_no_title(understander: Understander, text: str) -> None:
    assert understood(understander, text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Talk to Nani in Punjabi", ("lumen.voice", {"language": "pa"})),
        ("play Talk to Me", ("tv.watch", {"title": "Talk to Me"})),
        ("Say Yes to the Dress", ("tv.watch", {"title": "Say Yes to the Dress"})),
        ("Call the Midwife", ("tv.watch", {"title": "Call the Midwife"})),
        ("once more", ("repeat", {})),
        ("play that once more", ("tv.seek", {"mode": "start"})),
        ("play Once More", ("tv.watch", {"title": "Once More"})),
        ("make it loud", ("tv.volume", {"mode": "step", "delta": 10})),
        ("down a bit, the baby's asleep", ("tv.volume", {"mode": "step", "delta": -5})),
        ("down a touch on the list", ("ui.scroll", {"direction": "down"})),
        ("scroll down a bit", ("ui.scroll", {"direction": "down"})),
    ],
)
def test_a_few_words_mean_one_thing(understander: Understander, text: str, wanted: Said) -> None:
    assert understood(understander, text) == [wanted]
