"""English titles with what stands beside them: one more, whatever happens, a span of the clock, relative clauses."""

from datetime import UTC, datetime
from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.responder.asked_times import window
from prism_llm.responder.questions import only_asks
from prism_llm.understanding import Understander, create_understander

RECORDED: list[tuple[str, dict[str, Any]]] = [
    ("record Bake Off too", {"title": "Bake Off"}),
    ("also record the news tonight", {"title": "news", "when": "tonight"}),
    ("record EastEnders as well at eight", {"title": "EastEnders", "when": "eight"}),
    ("record the match tonight too", {"title": "the match", "when": "tonight"}),
    ("record that as well", {}),
    ("record the match even if it runs over", {"title": "the match"}),
    ("record Match of the Day in case I fall asleep", {"title": "Match of the Day"}),
    ("record the final just in case", {"title": "the final"}),
    ("record the film because I'm going out", {"title": "the film"}),
    ("record it so I can watch it tomorrow", {}),
    ("record the match without the adverts", {"title": "the match"}),
    ("record Me Too", {"title": "Me Too"}),
    ("record Too Hot to Handle", {"title": "Too Hot to Handle"}),
    ("record How to Train Your Dragon", {"title": "How to Train Your Dragon"}),
    ("record The Also People", {"title": "The Also People"}),
    ("record from nine to ten", {"when": "from nine to ten"}),
    ("record from nine until ten on BBC One", {"channel": "BBC One", "when": "from nine until ten"}),
    ("record ITV between eight and nine", {"channel": "ITV", "when": "between eight and nine"}),
    ("record the news from six to seven", {"title": "the news", "when": "from six to seven"}),
    ("record until ten", {"when": "until ten"}),
    ("record the next hour", {}),
]
NOT_RECORDED: list[tuple[str, dict[str, Any]]] = [
    ("cancel that recording for tonight", {"when": "tonight"}),
    ("cancel tonight's recording", {"when": "tonight"}),
    ("cancel the recording of Vera tomorrow", {"title": "Vera", "when": "tomorrow"}),
]
OTHERS_STAY: list[tuple[str, tuple[str, dict[str, Any]]]] = [
    ("cancel the reminder for the match but keep the others", ("reminder.cancel", {"title": "the match"})),
    ("cancel the match reminder but leave the rest", ("reminder.cancel", {"title": "match"})),
    ("delete the recording of Vera but keep the others", ("delete", {"kind": "recording", "title": "Vera"})),
    ("delete all the old episodes of Casualty", ("delete", {"kind": "recording", "title": "Casualty"})),
]
CLAUSES: list[tuple[str, tuple[str, dict[str, Any]]]] = [
    ("put on something that's on BBC One", ("tv.channel", {"name": "BBC One"})),
    ("put on something that's on now", ("tv.surprise", {})),
    ("put on something that's funny", ("tv.watch", {"genre": "funny"})),
    ("play a film that's a bit scary", ("tv.watch", {"genre": "scary", "kind": "movie"})),
    ("put on something that won an Oscar", ("tv.surprise", {})),
    ("put on something that isn't sad", ("ask.recommend", {})),
    ("find me something that's been recommended", ("ask.recommend", {})),
    ("find something we haven't seen", ("ask.recommend", {})),
    ("watch Something That Happened", ("tv.watch", {"title": "Something That Happened"})),
]
NOW = datetime(2026, 1, 10, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, text: str) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(language="en"))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(("text", "slots"), RECORDED)
def test_a_recording_has_its_title_and_its_time_and_nothing_else(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert asked(understander, text) == [("tv.record", {"on": True, **slots})]


@pytest.mark.parametrize(("text", "slots"), NOT_RECORDED)
def test_a_recording_is_called_off_for_a_day(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert asked(understander, text) == [("tv.record", {"on": False, **slots})]


@pytest.mark.parametrize(("text", "wanted"), OTHERS_STAY)
def test_what_is_named_goes_where_all_others_are_to_stay(
    understander: Understander, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert asked(understander, text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "cancel all the reminders except the match",
        "delete the recordings but keep the others",
        "did you delete Vera but keep the others",
    ],
)
def test_nothing_goes_where_it_is_not_named(understander: Understander, text: str) -> None:
    assert asked(understander, text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("put Peppa Pig on for Elsie", ("tv.watch", {"title": "Peppa Pig"})),
        ("stick Bluey on for Oliver and Mia", ("tv.watch", {"title": "Bluey"})),
        ("let's start Silo", ("tv.watch", {"title": "Silo"})),
        ("set a reminder for ten to nine", ("reminder.set", {"when": "ten to nine"})),
        ("remind me too feed the cat at six", ("reminder.set", {"title": "feed the cat", "when": "six"})),
        ("put on bbc won please", ("tv.channel", {"name": "bbc won"})),
        ("put on chanel four", ("tv.channel", {"number": 4})),
        ("which channel's the tennis on", ("ask.when", {"title": "tennis"})),
        ("don't bother recording Vera", ("tv.record", {"on": False, "title": "Vera"})),
        ("tell me what I missed", ("ask.explain", {})),
        ("replay that goal", ("tv.seek", {"mode": "relative", "seconds": -15})),
        ("I missed that, go back", ("tv.repeat_line", {})),
        ("it's way too loud in here", ("tv.volume", {"mode": "step", "delta": -25})),
        ("pause it and let the dog out", ("tv.pause", {})),
        ("play some jazz quietly", ("tv.watch", {"genre": "jazz"})),
        ("go back a minute, no two", ("tv.seek", {"mode": "relative", "seconds": -120})),
        ("skip an hour, no, half an hour", ("tv.seek", {"mode": "relative", "seconds": 1800})),
        ("next one and turn the lights down", ("tv.next", {})),
        ("record this and come to dinner", ("tv.record", {"on": True})),
        ("record the next hour of this", ("tv.record", {"on": True})),
        ("can we have Frozen", ("tv.watch", {"title": "Frozen"})),
        ("can we have Pointless on", ("tv.watch", {"title": "Pointless"})),
        ("old episodes of Cheers please", ("tv.watch", {"title": "Cheers"})),
        ("theme like a jungle please", ("ui.theme", {"name": "jungle"})),
        ("what time's the kick off", ("ask.when", {"title": "kick off"})),
        ("know any good films", ("ask.recommend", {})),
        ("I'd like your comments during the match", ("lumen.companion", {"on": True})),
        ("turn it down before the baby wakes up", ("tv.volume", {"mode": "step", "delta": -10})),
        ("put the subtitles on before Gran gets cross", ("tv.subtitles", {"on": True})),
        ("what time is Countryfile", ("ask.when", {"title": "Countryfile"})),
        ("when's Corrie on", ("ask.when", {"title": "Corrie"})),
        ("delete Vera from my recordings", ("delete", {"kind": "recording", "title": "Vera"})),
        (
            "delete the Escape from Alcatraz recording",
            ("delete", {"kind": "recording", "title": "Escape from Alcatraz"}),
        ),
        ("search the guide for snooker", ("ui.search", {"query": "snooker"})),
        ("find the match", ("ui.search", {"query": "the match"})),
        ("go back to the match", ("tv.watch", {"title": "match"})),
        ("take me to the football", ("tv.watch", {"genre": "football"})),
        ("find something for the whole family", ("ask.recommend", {"genre": "family"})),
        ("stop giving me your opinion", ("lumen.companion", {"on": False})),
        ("mute it and get the door", ("tv.mute", {"on": True})),
        ("turn it down and pass me the crisps", ("tv.volume", {"mode": "step", "delta": -10})),
    ],
)
def test_plain_words_of_homes_are_understood(
    understander: Understander, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert asked(understander, text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "what do you think of this film",
        "how many episodes are left",
        "leave it where it is",
        "can I have Weetabix",
        "I'm too tired to watch anything",
        "we could record it I suppose",
        "should we watch the film or the match",
        "maybe we should turn it off",
        "there's no sound",
        "why's there no sound",
        "when is Christmas",
        "what time is Dad back",
        "pass me the crisps and sit down",
    ],
)
def test_talk_of_homes_does_nothing(understander: Understander, text: str) -> None:
    assert asked(understander, text) == []


@pytest.mark.parametrize("text", ["make it nine", "nine instead", "actually make it nine"])
def test_a_bare_hour_is_another_time_of_the_reminder(understander: Understander, text: str) -> None:
    last = Command.of("reminder.set", title="Vera", when="eight")
    found = understander.understand(text, UtteranceContext(language="en", last_command=last))
    assert found.commands == (Command.of("reminder.set", title="Vera", when="nine"),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("remind me about it an hour before", Command.of("reminder.set", title="Vera", lead_seconds=3600)),
        ("record it tonight", Command.of("tv.record", on=True, title="Vera", when="tonight")),
        ("remind me about that film with Bill Nighy", None),
    ],
)
def test_it_is_what_was_asked_about(understander: Understander, text: str, wanted: Command | None) -> None:
    last = Command.of("ask.when", title="Vera")
    found = understander.understand(text, UtteranceContext(language="en", last_command=last))
    assert found.commands == (wanted,) if wanted else "Vera" not in str(found.commands)


@pytest.mark.parametrize("text", ["the next one", "not that one, the next one", "next"])
def test_the_next_one_of_a_list_is_behind_the_one_that_was_picked(understander: Understander, text: str) -> None:
    last = Command.of("ui.select", index=1)
    context = UtteranceContext(language="en", last_command=last, options=("A", "B", "C"), screen="search")
    assert understander.understand(text, context).commands == (Command.of("ui.select", index=2),)


@pytest.mark.parametrize(("text", "wanted"), CLAUSES)
def test_a_relative_clause_is_no_title(
    understander: Understander, text: str, wanted: tuple[str, dict[str, Any]]
) -> None:
    assert asked(understander, text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "have you recorded EastEnders",
        "will you be recording the final",
        "has the match recorded",
        "did Bake Off record",
        "were you able to record Vera",
    ],
)
def test_whether_something_was_recorded_is_answered(understander: Understander, text: str) -> None:
    assert asked(understander, text) == []
    assert only_asks(text)


@pytest.mark.parametrize(
    ("said", "day", "hours"),
    [
        ("from nine to ten", 10, (21, 22)),
        ("from 9pm until 10pm", 10, (21, 22)),
        ("from eight till nine tomorrow", 11, (8, 9)),
        ("between nine and ten tonight", 10, (21, 22)),
    ],
)
def test_a_span_of_the_clock_has_two_ends(said: str, day: int, hours: tuple[int, int]) -> None:
    span = window(said, NOW)
    assert span is not None
    assert (span[0].day, (span[0].hour, span[1].hour)) == (day, hours)


def test_ten_to_nine_is_no_span() -> None:
    span = window("at ten to nine", NOW)
    assert span is not None
    assert (span[0].hour, span[0].minute) == (20, 50)


@pytest.mark.parametrize(
    ("code", "text", "title", "kind"),
    [
        ("en", "play the film that's called Coco", "Coco", "movie"),
        ("en", "that film that's called Coco", "Coco", "movie"),
        ("es", "pon la peli que se llama Coco", "Coco", "movie"),
        ("es", "pon la película llamada Coco", "Coco", "movie"),
        ("es", "ponme la serie que se titula Merlí", "Merlí", "series"),
        ("it", "metti il film che si chiama Coco", "Coco", "movie"),
        ("it", "metti il film intitolato Coco", "Coco", "movie"),
        ("de", "spiel den Film namens Coco", "Coco", "movie"),
        ("de", "zeig mir die Serie, die Dark heißt", "Dark", "series"),
        ("fr", "mets le film qui s'appelle Coco", "Coco", "movie"),
        ("fr", "mets la série intitulée Lupin", "Lupin", "series"),
    ],
)
def test_what_only_leads_to_a_title_is_no_part_of_it(
    understander: Understander, code: str, text: str, title: str, kind: str
) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert found.commands == (Command.of("tv.watch", title=title, kind=kind),)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "record the film called Coco"),
        ("es", "graba la peli que se llama Coco"),
        ("it", "registra il film che si chiama Coco"),
        ("fr", "enregistre le film qui s'appelle Coco"),
    ],
)
def test_what_is_recorded_has_its_name_alone(understander: Understander, code: str, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert found.commands == (Command.of("tv.record", on=True, title="Coco"),)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "what's that film called again"),
        ("es", "cómo se llama la peli"),
        ("it", "come si chiama il film"),
        ("de", "wie heißt der Film"),
        ("fr", "comment s'appelle ce film"),
    ],
)
def test_how_it_is_called_is_still_asked(understander: Understander, code: str, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert found.commands == (Command.of("ask.now"),)
