"""What is said to others, or of other things, in the words of requests."""

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander
from prism_llm.understanding.understand import Understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "quiet down, you lot, grandad's asleep upstairs"),
        ("en", "speak up, Gran, the line's bad"),
        ("en", "Play outside for a bit, it's lovely out"),
        ("en", "Kev reckons the Springboks will walk it"),
        ("en", "what day does April sixteenth fall on"),
        ("en", "rotate the light colors"),
        ("en", "turn down the heating a bit"),
        ("en", "if you could talk about three things what would they be"),
        ("en", "I can't decide on dinner, what do you suggest"),
        ("en", "please explain the catch rule to me"),
        ("en", "the next episode of my life will be in Spain"),
        ("en", "put on some weight since Christmas, haven't I"),
        ("en", "delete my browser history"),
        ("en", "I need to get 3 riders to Union Station"),
        ("en", "Pause for thought, that's what the vicar calls it"),
        ("en", "Next up, the results from tonight's public vote"),
        ("en", "I'll be back in a minute, don't eat all the popcorn"),
        ("de", "Der Film war damals im Kino viel besser"),
        ("fr", "On a enchaîné quatre épisodes hier soir, j'étais morte ce matin"),
        ("de", "was läuft da eigentlich zwischen dir und der Sabine"),
        ("es", "¿falta mucho para cenar?"),
        ("fr", "Les sous-titres au cinéma, moi, ça ne m'a jamais dérangé."),
        ("it", "I sottotitoli io al cinema non li sopporto proprio."),
    ],
)
def test_what_is_said_to_others_or_of_other_things_asks_for_nothing(
    understander: Understander, language: str, text: str
) -> None:
    assert understander.understand(text, UtteranceContext(language=language)).commands == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "turn off the lights and play a comedy", "tv.watch"),
        ("en", "turn off the lights, play a comedy", "tv.watch"),
        ("en", "be quiet, everyone's asleep", "lumen.hush"),
        ("en", "if you could turn it down a bit please", "tv.volume"),
        ("en", "explain this rule", "ask.explain"),
        ("en", "what day is Bake Off on", "ask.when"),
        ("en", "remind me to turn on the oven at six", "reminder.set"),
        ("en", "pause it while I make dinner", "tv.pause"),
        ("en", "I'll be back in a minute, pause it, don't eat all the popcorn", "tv.pause"),
        ("en", "keep going right, I wanna see what else there is", "ui.scroll"),
        ("en", "stick Dave in my favourites, I watch it all the time", "tv.favourite"),
        ("fr", "mets les sous-titres", "tv.subtitles"),
        ("it", "abbassa il volume", "tv.volume"),
    ],
)
def test_what_sounds_like_it_is_asked_of_the_television_all_the_same(
    understander: Understander, language: str, text: str, expected: str
) -> None:
    commands = understander.understand(text, UtteranceContext(language=language)).commands
    assert [command.name for command in commands][:1] == [expected]
