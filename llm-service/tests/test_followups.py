"""Short words that only the context fills, in whatever words people put around them."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

LOUDER = {"name": "tv.volume", "slots": {"mode": "step", "delta": 10}}
AHEAD = {"name": "tv.seek", "slots": {"mode": "relative", "seconds": 60}}
HALF_A_MINUTE = {"name": "tv.seek", "slots": {"mode": "relative", "seconds": 30}}
BEFORE = {"name": "tv.seek", "slots": {"mode": "relative", "seconds": -30}}
SET_THIRTEEN = {"name": "tv.volume", "slots": {"mode": "set", "level": 13}}
FRENCH = {"name": "tv.subtitles", "slots": {"on": True, "language": "fr"}}
FOURTH = {"name": "tv.channel", "slots": {"number": 4}}
SLEEP = {"name": "sleep.set", "slots": {"seconds": 1800}}
NEON = {"name": "ui.theme", "slots": {"name": "neon"}}
LISTED = {"options": ["Match of the Day", "Antiques Roadshow", "Midsomer Murders", "The Great British Bake Off"]}
YEARS = {"options": ["Heat (1995)", "Alien (1979)", "Dune (2021)"]}
DELETE = {"pending": "Shall I delete the recording Vera?"}
SPEAKING = {"lumen_speaking": True, "playing": True}
HUSHED = {"last_command": {"name": "lumen.hush", "slots": {"on": True}}}
SCORE = {"last_command": {"name": "ask.score", "slots": {"team": "Leeds"}}}
BEARS = {"name": "ui.search", "slots": {"query": "bears"}}
OFFICE = {"name": "tv.watch", "slots": {"title": "The Office"}}
REMINDERS = {"name": "reminder.list", "slots": {}}
PIZZA = {"name": "reminder.set", "slots": {"title": "take out the pizza", "when": "in 10 minutes"}}
WHEN = {"name": "ask.when", "slots": {"title": "Vera"}}
KICK_OFFS = {"options": ["Arsenal v Chelsea, 12:30", "Leeds v Burnley, 15:00", "Celtic v Rangers, 17:30"]}
PAUSED = {"paused": True, "playing": False}
ROWS: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("oh that's overdone it", {"last_command": LOUDER}, "tv.volume", {"mode": "step", "delta": -10}),
    ("still can't quite make it out", {"last_command": LOUDER}, "tv.volume", {"mode": "step", "delta": 10}),
    ("whoa too loud now", {"last_command": LOUDER}, "tv.volume", {"mode": "step", "delta": -10}),
    ("no I said down", {"last_command": LOUDER}, "tv.volume", {"mode": "step", "delta": -10}),
    ("thirty not thirteen", {"last_command": SET_THIRTEEN}, "tv.volume", {"mode": "set", "level": 30}),
    ("half that", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": -30}),
    ("ten more seconds", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": 10}),
    ("once more, the adverts are still on", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": 60}),
    ("not four, five", {"last_command": FOURTH}, "tv.channel", {"number": 5}),
    ("an hour actually", {"last_command": SLEEP}, "sleep.set", {"seconds": 3600}),
    ("sorry, Spanish not French", {"last_command": FRENCH}, "tv.subtitles", {"on": True, "language": "es"}),
    ("actually get rid of them", {"last_command": FRENCH}, "tv.subtitles", {"on": False}),
    ("hmm no, go back to how it looked before", {"last_command": NEON}, "undo", {}),
    ("return it to where it was, I lost my place", {"last_command": AHEAD}, "undo", {}),
    ("the one with the bakers", LISTED, "ui.select", {"index": 4}),
    ("can you pick the roadshow", LISTED, "ui.select", {"index": 2}),
    ("go with the second from the bottom", LISTED, "ui.select", {"index": 3}),
    ("the one below the antiques", LISTED, "ui.select", {"index": 3}),
    ("the oldest of them", YEARS, "ui.select", {"index": 2}),
    ("the middle one", YEARS, "ui.select", {"index": 2}),
    ("oh god yes", DELETE, "confirm", {}),
    ("that'd be lovely", DELETE, "confirm", {}),
    ("yes, actually no", DELETE, "deny", {}),
    ("ooh no, don't you dare", DELETE, "deny", {}),
    ("nah you're alright", DELETE, "deny", {}),
    ("cancel it", {"pending": "Shall I cancel the reminder?"}, "confirm", {}),
    ("be quiet", SPEAKING, "lumen.hush", {"on": True}),
    ("quiet please", SPEAKING, "lumen.hush", {"on": True}),
    ("can you be quiet please", SPEAKING, "lumen.hush", {"on": True}),
    ("lumen, shut up", SPEAKING, "lumen.hush", {"on": True}),
    ("enough, stop talking", SPEAKING, "lumen.stop", {}),
    ("you're too quiet", SPEAKING, "lumen.voice", {"louder": True}),
    ("shh, I'm trying to watch", {"lumen_speaking": True, "playing": True}, "lumen.stop", {}),
    ("not bears, pears", {"last_command": BEARS}, "ui.search", {"query": "pears"}),
    ("no, series three", {"last_command": OFFICE}, "tv.watch", {"title": "The Office", "season": 3}),
    ("I said The Crown", {"last_command": OFFICE}, "tv.watch", {"title": "The Crown"}),
    ("record it then", {"last_command": WHEN}, "tv.record", {"on": True, "title": "Vera"}),
    ("cancel the call mum one", {"last_command": REMINDERS}, "reminder.cancel", {"title": "call mum"}),
    ("please delete the Vera reminder", {"last_command": REMINDERS}, "reminder.cancel", {"title": "Vera"}),
    ("record this", {"last_command": WHEN, "playing": True}, "tv.record", {"on": True}),
    ("record this", {"last_command": PIZZA, "playing": True}, "tv.record", {"on": True}),
    ("record it", {"last_command": PIZZA, "playing": True}, "tv.record", {"on": True}),
    ("give me another ten minutes", {"last_command": SLEEP}, "sleep.set", {"seconds": 2400}),
    ("the three o'clock one", KICK_OFFS, "ui.select", {"index": 2}),
    ("half five", KICK_OFFS, "ui.select", {"index": 3}),
    ("the one from the nineties", YEARS, "ui.select", {"index": 1}),
    ("none of these thanks", LISTED, "cancel", {}),
    ("midsummer murders", LISTED, "ui.select", {"index": 3}),
    ("yeah we never listen to it", DELETE, "confirm", {}),
    ("erm, she did say she'd finished, so, yes, go on then", DELETE, "confirm", {}),
    ("okay, thanks", DELETE, "confirm", {}),
    ("I'm good, thanks", DELETE, "deny", {}),
    ("never mind", DELETE, "cancel", {}),
    ("uh huh", DELETE, "confirm", {}),
    ("you're going too fast for me", {"lumen_speaking": True}, "lumen.voice", {"slower": True}),
    ("no more comments for the rest of the film", SPEAKING, "lumen.hush", {"on": True}),
    ("sorry, say that again", {"lumen_speaking": True}, "repeat", {}),
    ("alright, you can talk again", HUSHED, "lumen.hush", {"on": False}),
    ("and Bayern?", SCORE, "ask.score", {"team": "Bayern"}),
    ("the one after that", {"last_command": FOURTH}, "tv.channel", {"step": 1}),
    ("hey I was watching that", {"last_command": FOURTH}, "undo", {}),
    ("okay we're back", PAUSED, "tv.play", {}),
    ("kettle's boiled, carry on", PAUSED, "tv.play", {}),
    ("off the phone now, let's have the sound", {"playing": True, "muted": True}, "tv.mute", {"on": False}),
    ("on a minute and a half", {"last_command": HALF_A_MINUTE}, "tv.seek", {"mode": "relative", "seconds": 90}),
    ("on a minute", {"last_command": BEFORE}, "tv.seek", {"mode": "relative", "seconds": 60}),
    ("forward half a minute", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": 30}),
    ("along two minutes", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": 120}),
    ("further two minutes", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": 120}),
    ("back a minute and a half", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": -90}),
    ("not far enough, forward another minute", {"last_command": AHEAD}, "tv.seek",
     {"mode": "relative", "seconds": 60}),
    ("too far, go to ten minutes", {"last_command": AHEAD}, "tv.seek", {"mode": "absolute", "seconds": 600}),
    ("too much, back a bit", {"last_command": AHEAD}, "tv.seek", {"mode": "relative", "seconds": -15}),
    ("hang on a minute", {"last_command": AHEAD}, "tv.pause", {}),
    ("down a bit", {"screen": "guide"}, "ui.scroll", {"direction": "down"}),
    ("down a bit", {"playing": True}, "tv.volume", {"mode": "step", "delta": -5}),
]  # fmt: skip


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


@pytest.mark.parametrize(("text", "context", "name", "slots"), ROWS, ids=[row[0] for row in ROWS])
def test_a_follow_up_is_read_by_what_was_so(
    understander: Understander, text: str, context: dict[str, Any], name: str, slots: dict[str, Any]
) -> None:
    found = understander.understand(text, UtteranceContext.model_validate(context))
    assert [(command.name, command.slots) for command in found.commands] == [(name, slots)]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("that was funny", {"last_command": LOUDER, "playing": True}),
        ("I would never pay thirty for that", {"last_command": SET_THIRTEEN, "playing": True}),
        ("he's Spanish not French", {"last_command": FRENCH, "playing": True}),
        ("no more biscuits for you", {"last_command": LOUDER, "playing": True}),
        ("half of them were drunk", {"last_command": AHEAD, "playing": True}),
        ("she put it back on the shelf", {"last_command": LOUDER, "playing": True}),
        ("I loved the first one", LISTED),
        ("we had dinner with the bakers", LISTED),
        ("yes I saw her there last week", DELETE),
        ("did you put the cat out", PAUSED),
        ("I said hello to him", {"last_command": OFFICE, "playing": True}),
        ("the milk is off", {"last_command": FRENCH, "playing": True}),
        ("not again", {"last_command": LOUDER, "playing": True}),
        ("this film is great but they changed the way it ended", {"last_command": NEON, "playing": True}),
        ("the match was postponed", LISTED),
        ("that's the second one I've dropped this week", LISTED),
        ("our tour guide was lovely", DELETE),
        ("I fell asleep on the train and missed my stop", SPEAKING),
    ],
)
def test_talk_in_the_same_moment_is_no_follow_up(
    understander: Understander, text: str, context: dict[str, Any]
) -> None:
    assert understander.understand(text, UtteranceContext.model_validate(context)).commands == ()
