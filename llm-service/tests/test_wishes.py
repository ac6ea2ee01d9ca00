"""What is to be watched, as people describe it: whose film, of which sort, which part, and in whatever words."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def read(understander: Understander, text: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (command.name, dict(command.slots)) for command in understander.understand(text, UtteranceContext()).commands
    ]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("put a western on, one with John Wayne", {"genre": "western", "person": "John Wayne"}),
        ("a western with Gary Cooper would be grand", {"genre": "western", "person": "Gary Cooper"}),
        (
            "a thriller with Denzel Washington would go down nicely",
            {"genre": "thriller", "person": "Denzel Washington"},
        ),
        ("have you got anything with Tom Hanks in, pop one on", {"person": "Tom Hanks"}),
        ("something with Emma Stone in would be lovely", {"person": "Emma Stone"}),
        ("y'all got any Clint Eastwood movies we could watch", {"person": "Clint Eastwood", "kind": "movie"}),
        ("put some Shah Rukh Khan movie, anything is fine", {"person": "Shah Rukh Khan", "kind": "movie"}),
        (
            "a Tom Hanks movie, any funny one will do",
            {"person": "Tom Hanks", "genre": "funny", "kind": "movie"},
        ),
        ("stick on a bit of Dolly Parton", {"person": "Dolly Parton"}),
        ("put on that Clint Eastwood picture", {"person": "Clint Eastwood", "kind": "movie"}),
        (
            "play that Gary Cooper picture, the one called High Noon",
            {"title": "High Noon", "person": "Gary Cooper", "kind": "movie"},
        ),
        ("could we have an old Agatha Christie film?", {"person": "Agatha Christie", "kind": "movie"}),
        ("a tom hanks film please", {"person": "tom hanks", "kind": "movie"}),
        ("play a John Wayne western", {"person": "John Wayne", "genre": "western"}),
        ("play the Paddington movie with Hugh Grant", {"title": "Paddington", "person": "Hugh Grant", "kind": "movie"}),
    ],
)
def test_who_is_in_it_is_told_from_what_it_is_called(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert read(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("I'd like the news", {"kind": "news"}),
        ("the football please", {"genre": "football"}),
        ("a thriller would go down a treat", {"genre": "thriller"}),
        ("I could murder a good western", {"genre": "western"}),
        ("I'm in the mood for some smooth jazz, put a station on", {"genre": "smooth jazz", "kind": "radio"}),
        ("is there a decent documentary about the Romans we could watch?", {"genre": "documentary"}),
        ("put a kids' film on, something with animals", {"genre": "kids", "kind": "movie"}),
        ("I fancy something scary tonight, find us a horror film", {"genre": "horror", "kind": "movie"}),
        ("put a film on, a comedy", {"genre": "comedy", "kind": "movie"}),
    ],
)
def test_two_descriptions_in_one_breath_are_one_wish(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert read(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "put Derry Girls on there, season two, the first episode",
            {"title": "Derry Girls", "season": 2, "episode": 1},
        ),
        ("play The Wire, series 3 ep 4", {"title": "The Wire", "season": 3, "episode": 4}),
        ("episode three of the second series of Broadchurch", {"title": "Broadchurch", "season": 2, "episode": 3}),
        ("stick on Line of Duty, first episode of series four", {"title": "Line of Duty", "season": 4, "episode": 1}),
        ("could you start Ozark from the third season", {"title": "Ozark", "season": 3}),
        ("put Grey's Anatomy on from season six", {"title": "Grey's Anatomy", "season": 6}),
    ],
)
def test_season_and_episode_may_stand_anywhere(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert read(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("put that Wednesday show on", {"title": "Wednesday", "kind": "series"}),
        ("put that Squid Game thing on", {"title": "Squid Game"}),
        ("I wanna see that Western, Tombstone", {"title": "Tombstone", "genre": "Western"}),
        ("I want to watch that film, Moonlight", {"title": "Moonlight", "kind": "movie"}),
        ("Bluey, please", {"title": "Bluey"}),
        ("Breaking Bad please", {"title": "Breaking Bad"}),
        ("a Shah Rukh Khan movie, any one, the old ones are best", {"person": "Shah Rukh Khan", "kind": "movie"}),
        ("radio please, something classical", {"genre": "classical", "kind": "radio"}),
        ("I fancy a nice old western, you know, with the horses and that", {"genre": "western"}),
        ("put a podcast on about history", {"kind": "podcast", "genre": "history"}),
        ("I'd like Line of Duty please", {"title": "Line of Duty"}),
        ("watch Don't Look Up", {"title": "Don't Look Up"}),
        ("put on Say Yes to the Dress", {"title": "Say Yes to the Dress"}),
        ("I want to watch Stop Making Sense", {"title": "Stop Making Sense"}),
        ("could we watch Come Dine with Me", {"title": "Come Dine with Me"}),
        ("watch don't look up", {"title": "don't look up"}),
        ("put The Truman Show on", {"title": "The Truman Show"}),
        ("play a Harry Potter film", {"title": "Harry Potter", "kind": "movie"}),
    ],
)
def test_a_title_is_told_from_the_words_around_it(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert read(understander, text) == [("tv.watch", slots)]


def test_a_title_that_is_a_sentence_may_be_asked_about(understander: Understander) -> None:
    assert read(understander, "When's Take the High Road on?") == [("ask.when", {"title": "Take the High Road"})]


def test_what_is_recommended_is_of_the_sort_that_is_fancied(understander: Understander) -> None:
    wanted = [("ask.recommend", {"genre": "thriller"})]
    assert read(understander, "What would you recommend? I fancy a thriller but nothing too gory") == wanted
    assert read(understander, "what do you recommend, I'm in the mood for a thriller") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Coffee please!",
        "the salt please",
        "I'd like a cup of tea",
        "I could murder a curry",
        "a cold beer would go down a treat",
        "have you got anything with pockets in",
        "something with chicken tonight",
        "something light for lunch",
        "put a coat on, something with a hood",
        "I've only seen the first episode",
        "season two was better than the first",
        "the first episode was rubbish",
        "my dad loved a western, one with John Wayne",
        "we saw a film with Tom Hanks in it last night",
        "Would I lie to you?",
        "take the high road and I'll take the low road",
        "I'd love a family",
        "we were thinking Spain this year",
    ],
)
def test_wishes_for_other_things_put_nothing_on(understander: Understander, text: str) -> None:
    assert read(understander, text) == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("play the movie Heat", {"title": "Heat", "kind": "movie"}),
        ("stick the film Kes on", {"title": "Kes", "kind": "movie"}),
        ("I want to see the film Drishyam", {"title": "Drishyam", "kind": "movie"}),
        ("the series Dark, please", {"title": "Dark", "kind": "series"}),
        ("the movie Heat", {"title": "Heat", "kind": "movie"}),
        ("how about the film Paddington", {"title": "Paddington", "kind": "movie"}),
        ("play the series Severance episode three", {"title": "Severance", "episode": 3, "kind": "series"}),
        ("put on the series Crash Landing on You", {"title": "Crash Landing on You", "kind": "series"}),
        ("play the podcast Serial", {"title": "Serial", "kind": "podcast"}),
        ("play the movie cars", {"title": "cars", "kind": "movie"}),
        ("put on the documentary Senna", {"title": "Senna", "genre": "documentary"}),
        ("play the show must go on", {"title": "the show must go on"}),
        ("put on The Show Must Go On", {"title": "The Show Must Go On"}),
        ("let's watch The Third Man", {"title": "The Third Man"}),
        ("put on Uzalo quickly before my mother comes", {"title": "Uzalo"}),
        ("play Paddington for abuela", {"title": "Paddington"}),
        ("Paw Patrol! Paw Patrol!", {"title": "Paw Patrol"}),
        ("how about that old one, Gregory's Girl", {"title": "Gregory's Girl"}),
        ("Jeopardy's about to start, put it on", {"title": "Jeopardy"}),
        ("she wants Bluey on", {"title": "Bluey"}),
        ("put a Telugu movie on", {"genre": "Telugu", "kind": "movie"}),
        ("show me Vietnamese movies", {"genre": "Vietnamese", "kind": "movie"}),
        ("put on some Carnatic music for Amma", {"genre": "Carnatic", "kind": "music"}),
        ("play some amapiano", {"genre": "amapiano"}),
        ("something in Korean", {"genre": "Korean"}),
        ("put on a Rajinikanth film", {"person": "Rajinikanth", "kind": "movie"}),
        ("could we watch a Hitchcock", {"person": "Hitchcock"}),
        ("put on an Almodóvar film", {"person": "Almodóvar", "kind": "movie"}),
        ("let's watch The Crown instead", {"title": "The Crown"}),
        ("carry on watching The Crown", {"title": "The Crown"}),
        ("play the recording of Silo", {"title": "Silo"}),
        ("Grandma would like Murder She Wrote", {"title": "Murder She Wrote"}),
        ("put on an Arabic news channel", {"genre": "Arabic", "kind": "news"}),
        ("can I have some cheesy eighties pop", {"genre": "cheesy eighties pop"}),
        ("put last night's Strictly on", {"title": "Strictly"}),
        ("show us the latest Taskmaster", {"title": "Taskmaster"}),
        ("put on any episode of Frasier", {"title": "Frasier"}),
        ("play the last episode of season three of Line of Duty", {"title": "Line of Duty", "season": 3}),
        ("watch two episodes of Cheers", {"title": "Cheers"}),
        ("put on The Voice", {"title": "The Voice"}),
        ("carry on with Narcos", {"title": "Narcos"}),
        ("put Bluey on before she screams the place down", {"title": "Bluey"}),
    ],
)
def test_a_kind_a_language_and_a_remark_are_told_from_a_title(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert read(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("do you have Taare Zameen Par", ("ui.search", {"query": "Taare Zameen Par"})),
        ("have you got any Agnès Varda", ("ui.search", {"query": "Agnès Varda"})),
        ("is the movie Heat on here", ("ui.search", {"query": "the movie Heat"})),
        ("find the movie Heat", ("ui.search", {"query": "the movie Heat"})),
        ("record the film Heat", ("tv.record", {"on": True, "title": "Heat"})),
        ("ESPN2", ("tv.channel", {"name": "ESPN2"})),
        ("CP24 please, I need to see the traffic", ("tv.channel", {"name": "CP24"})),
        ("turn to Telemundo for abuela", ("tv.channel", {"name": "Telemundo"})),
        ("put on channel for please", ("tv.channel", {"number": 4})),
        ("go two channel 205", ("tv.channel", {"number": 205})),
        ("watch something on Channel 4", ("tv.channel", {"number": 4})),
        ("put on Smooth Radio", ("tv.channel", {"name": "Smooth Radio"})),
        ("where's the Liverpool match", ("ui.search", {"query": "Liverpool match"})),
        ("search Netflix for Dark", ("ui.search", {"query": "Dark"})),
        ("record the whole series of Vera", ("tv.record", {"on": True, "title": "Vera"})),
        ("set it to record The Chase every day", ("tv.record", {"on": True, "title": "The Chase"})),
        ("don't record Neighbours tonight", ("tv.record", {"on": False, "title": "Neighbours", "when": "tonight"})),
        ("remind me at half seven to put Corrie on", ("reminder.set", {"title": "Corrie", "when": "half seven"})),
        ("tell me when the football's about to start", ("reminder.set", {"title": "the football"})),
        ("record until the end", ("tv.record", {"on": True})),
        ("record the next three episodes of Silo", ("tv.record", {"on": True, "title": "Silo"})),
        ("remind me to record Silo on Friday", ("reminder.set", {"title": "Silo", "when": "on Friday"})),
        ("is there a good film on tonight", ("ask.recommend", {})),
        ("don't forget to remind me about Poldark", ("reminder.set", {"title": "Poldark"})),
        ("put on something the kids will like", ("tv.surprise", {})),
        ("play something to fall asleep to", ("tv.surprise", {})),
        ("next episode police", ("tv.next", {})),
        ("shoe me the guide", ("ui.guide", {})),
    ],
)
def test_what_is_had_and_how_channels_are_called(
    understander: Understander, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert read(understander, text) == [wanted]


def test_a_reminder_of_it_is_of_what_was_asked_about(understander: Understander) -> None:
    assert read(understander, "when's Taggart on, and remind me about it") == [
        ("ask.when", {"title": "Taggart"}),
        ("reminder.set", {"title": "Taggart"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "he wants the lights on", "she wants it on", "do you have Mum's number", "do you have Spotify",
        "have you got Bluetooth", "do you have a girlfriend", "stop, you are killing me",
        "we're on episode six of The Bear", "the film was brilliant", "is there any milk", "call the police",
    ],
)  # fmt: skip
def test_what_homes_have_and_want_besides_is_not_looked_for(understander: Understander, text: str) -> None:
    assert read(understander, text) == []
