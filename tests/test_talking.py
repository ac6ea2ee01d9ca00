"""Talk with Lumen through the whole fleet: the gateway tells the mind what was said, asked and done before."""

from dataclasses import dataclass

import pytest

from prism_core.events import PlaybackState
from prism_gateway.testing import connected

from .conftest import Fleet


@dataclass(frozen=True)
class Step:
    """The viewer says `say`: the answer has `contains` and not `absent`, and `done` is what the player was told."""

    say: str
    contains: str
    absent: str = ""
    done: str = ""


STORIES = {
    "a doubtful yes deletes nothing": (
        Step("remember that I like jazz", "you like jazz"),
        Step("forget that I like jazz", "Forget that you like jazz?"),
        Step("yes, but not today", "", "forgotten"),
        Step("what do you know about me", "you like jazz"),
        Step("forget that I like jazz", "Forget that you like jazz?"),
        Step("yes please", "I've forgotten it."),
    ),
    "a yes after what is finished is only talk": (
        Step("remember that I like jazz", "you like jazz"),
        Step("remember that I like westerns", "you like westerns"),
        Step("forget that I like jazz", "Forget that you like jazz?"),
        Step("yes", "I've forgotten it."),
        Step("yes", "", "orget"),
        Step("what do you know about me", "you like westerns"),
        Step("erinnere mich in zwei Stunden an die Pizza", "Pizza"),
        Step("lösch die Erinnerung an die Pizza", "gelöscht"),
        Step("ja", "", "lösch"),
    ),
    "another one behind a joke is another joke": (
        Step("next channel", "", done="tv.channel"),
        Step("tell me a joke", ""),
        Step("another one", ""),
        Step("undo that", "Undone.", done="tv.channel"),
    ),
    "a question is followed by another": (
        Step("what's on Prism Beat", "Prism Beat"),
        Step("and on Prism Clock?", "Prism Clock", "language model"),
        Step("was läuft auf Prism Beat", "läuft auf Prism Beat"),
        Step("und auf Prism Clock?", "läuft auf Prism Clock"),
    ),
    "what she tells may be picked": (
        Step("what should we watch", "How about"),
        Step("yes please", "", done="tv.channel"),
        Step("undo that", "Undone.", done="tv.channel"),
    ),
    "she answers in the language that she is asked for": (
        Step("speak German", "Ich antworte jetzt auf Deutsch."),
        Step("what's on Prism Beat", "läuft auf Prism Beat"),
        Step("mute", "Stumm.", done="tv.mute"),
        Step("speak English again", "I answer in English now."),
        Step("what's on Prism Beat", "is on Prism Beat"),
    ),
    "what she offers is done with a yes": (
        Step("I feel so sad and lonely today", "?"),
        Step("yes please", "How about", "language model"),
        Step("the second one", "", done="tv.channel"),
    ),
}


@pytest.mark.parametrize("name", STORIES)
async def test_story(fleet: Fleet, name: str) -> None:
    async with connected(fleet.socket_url) as browser:
        browser.state = PlaybackState(playing=True, channel_id="demo-clock", channel_name="Prism Clock", volume=50)
        await browser.report()
        for step in STORIES[name]:
            since, before = len(browser.messages), len(browser.done)
            await browser.type(step.say)
            await browser.until("metrics", since=since)
            told = " ".join(m["data"]["text"] for m in browser.messages[since:] if m["type"] == "bot-llm-text")
            assert step.contains in told
            assert not step.absent or step.absent not in told
            assert [one["command"]["name"] for one in browser.done[before:]] == ([step.done] if step.done else [])
