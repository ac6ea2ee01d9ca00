"""A session over a real socket: the gateway's own server, a browser's frames, scripted models behind the ports."""

import asyncio
import uuid
from datetime import UTC, datetime

import aiohttp
import pytest

from prism_core.bus import names
from prism_core.commands import Command, CommandName
from prism_core.errors import NotFound
from prism_core.events import (
    Accepted,
    Keyframe,
    Keyframes,
    PlaybackCommand,
    PlaybackResult,
    PlaybackState,
    Remark,
)
from prism_core.ports import Manner
from prism_core.requests import Choice, Question, SentenceResult
from prism_gateway.conversation.endpointing import WINDOW_BYTES

from .conftest import MUTE, Stagehand


async def test_a_typed_command_moves_the_player_and_is_acknowledged_aloud(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("send-text", {"content": "beat"})
        await browser.until("bot-stopped-speaking")
    assert [(c["command"]["name"], c["target"]["channel_id"]) for c in browser.done] == [("tv.channel", "demo-beat")]
    assert stage.voice.spoken == ["Prism Beat."]
    assert {header["turn"] for header, _ in browser.voice} == {browser.messages[-1]["turn"]}
    assert [header["sequence"] for header, _ in browser.voice] == list(range(len(browser.voice)))


async def test_a_spoken_command_is_heard_done_and_acknowledged_with_visemes(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.say(bytes(WINDOW_BYTES * 10) + b"\x01" * WINDOW_BYTES * 30 + bytes(WINDOW_BYTES * 25))
        await browser.until("bot-stopped-speaking")
    assert browser.done[0]["command"] == {"name": "tv.mute", "slots": {"on": True}}
    order = [t for t in browser.types() if t in ("user-started-speaking", "user-stopped-speaking", "intent",
                                                 "tv.command", "avatar.visemes")]  # fmt: skip
    assert order[:5] == ["user-started-speaking", "user-stopped-speaking", "intent", "tv.command", "avatar.visemes"]
    assert 0.9 < stage.hearing.heard[0].seconds < 2.5


async def test_a_held_button_makes_an_utterance(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": True})
        await browser.say(bytes(WINDOW_BYTES * 20))
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": False})
        await browser.until("user-transcription")
    assert stage.hearing.heard[0].samples == bytes(WINDOW_BYTES * 20)


async def test_speaking_cuts_lumen_off_and_a_new_generation_begins(stage: Stagehand) -> None:
    stage.mind.sentences = ["a " * 60] * 5
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("send-text", {"content": "tell me a story"})
        await browser.until("bot-started-speaking")
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": True})
        interrupted = await browser.until("bot-interrupted")
        told = len(browser.voice)
        await asyncio.sleep(0.1)
        assert len(browser.voice) <= told + 1
        first = await browser.until("bot-started-speaking")
    assert first["generation"] == 0
    assert interrupted["generation"] == 1
    assert stage.mind.abandoned == 1


async def test_an_agents_command_reaches_the_browser_and_its_result_returns(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        session = (await browser.until("bot-ready"))["data"]["session"]
        async with asyncio.timeout(60):
            while await stage.bus.get(names.state(session)) is None:
                await asyncio.sleep(0.01)
        async with stage.bus.subscribe(names.session(session)) as news:
            await stage.bus.publish(names.session(session), PlaybackCommand(command_id="agent-1", command=MUTE))
            heard = []
            async with asyncio.timeout(60):
                async for message in news:
                    heard.append(message.event)
                    if isinstance(message.event, PlaybackResult):
                        break
    assert Accepted(request_id="agent-1") in heard
    assert heard[-1].command_id == "agent-1"
    assert heard[-1].state.muted


async def test_news_of_the_watched_channel_reaches_its_viewer_only(stage: Stagehand) -> None:
    def keyframes(channel: str) -> Keyframes:
        return Keyframes(channel_id=channel, keyframes=(Keyframe(timestamp=1.0),))

    async with stage.serving() as url, stage.browser(url) as browser:
        async with asyncio.timeout(60):
            while not await stage.bus.keys(names.WATCHING_PREFIX):
                await asyncio.sleep(0.01)
        assert await stage.bus.keys(names.WATCHING_PREFIX) == (names.watching("one"),)
        await stage.bus.publish(names.channel("two"), keyframes("two"))
        await stage.bus.publish(names.channel("one"), keyframes("one"))
        message = await browser.until("server-message", "avatar.keyframes")
    assert message["data"]["channel_id"] == "one"
    assert browser.types().count("avatar.keyframes") == 1


async def test_a_remark_is_spoken_when_nobody_speaks_and_dropped_after_hush(stage: Stagehand) -> None:
    def remark(text: str) -> Remark:
        return Remark(channel_id="one", text=text, reason="drop", urgency=0.5)

    stage.mind.commands = {"hush": (Command.of("lumen.hush", on=True),)}
    async with stage.serving() as url, stage.browser(url) as browser:
        async with asyncio.timeout(60):
            while not await stage.bus.keys(names.WATCHING_PREFIX):
                await asyncio.sleep(0.01)
        await stage.bus.publish(names.channel("one"), remark("What a drop."))
        await browser.until("server-message", "companion.remark")
        await browser.until("bot-stopped-speaking")
        await browser.send("send-text", {"content": "hush"})
        await browser.until("metrics")
        await stage.bus.publish(names.channel("one"), remark("Never said."))
        await asyncio.sleep(0.1)
    assert stage.voice.spoken == ["What a drop."]


async def test_a_hush_outlives_the_socket_and_ends_when_she_is_asked_to_talk(stage: Stagehand) -> None:
    stage.mind.commands = {
        "hush": (Command.of("lumen.hush", on=True),),
        "talk": (Command.of("lumen.hush", on=False),),
    }
    async with stage.serving() as url:
        async with stage.browser(url) as browser:
            session = (await browser.until("bot-ready"))["data"]["session"]
            await browser.type("hush")
            await browser.until("metrics")
        async with stage.browser(url, session) as browser:
            await browser.type("hello")
            await browser.until("metrics")
            assert stage.voice.spoken == []
            await browser.type("talk")
            await browser.until("metrics")
        async with stage.browser(url, session) as browser:
            await browser.type("hello")
            await browser.until("metrics")
    assert stage.voice.spoken[0] == "I am listening."
    assert len(stage.voice.spoken) > 1


async def test_a_session_is_found_again_with_its_history(stage: Stagehand) -> None:
    async with stage.serving() as url:
        async with stage.browser(url) as browser:
            session = (await browser.until("bot-ready"))["data"]["session"]
            await browser.send("send-text", {"content": "hello"})
            await browser.until("metrics")
            await browser.send("ui-event", {"type": "speech.progress", "turn": browser.messages[-1]["turn"],
                                            "seconds_heard": 0.6, "finished": True})  # fmt: skip
            async with asyncio.timeout(60):
                while await stage.bus.get(names.history(session, "default")) is None:
                    await asyncio.sleep(0.01)
        async with stage.browser(url, session) as browser:
            assert (await browser.until("bot-ready"))["data"]["resumed"] is True
            await browser.send("send-text", {"content": "and then?"})
            await browser.until("metrics")
    assert [exchange.viewer for exchange in stage.mind.histories[-1]] == ["hello"]


async def test_another_profile_does_not_hear_what_was_said_before(stage: Stagehand) -> None:
    async with stage.serving() as url:
        async with stage.browser(url, profile="anna") as browser:
            session = (await browser.until("bot-ready"))["data"]["session"]
            await browser.type("hello")
            await browser.until("metrics")
            async with asyncio.timeout(60):
                while await stage.bus.get(names.history(session, "anna")) is None:
                    await asyncio.sleep(0.01)
        async with stage.browser(url, session, "ben") as browser:
            await browser.type("and then?")
            await browser.until("metrics")
    assert stage.mind.histories[-1] == ()


async def test_a_browser_is_known_by_its_profile_while_it_is_connected(stage: Stagehand) -> None:
    async with stage.serving() as url:
        async with stage.browser(url, profile="anna") as browser:
            session = (await browser.until("bot-ready"))["data"]["session"]
            async with asyncio.timeout(60):
                while not await stage.bus.keys(names.VIEWER_PREFIX):
                    await asyncio.sleep(0.01)
            assert await stage.bus.keys(names.VIEWER_PREFIX) == (names.viewer("anna", session),)
        async with asyncio.timeout(60):
            while await stage.bus.keys(names.VIEWER_PREFIX):
                await asyncio.sleep(0.01)


@pytest.mark.parametrize(("name", "profile", "said", "asked"), [
    ("Anna", "", "Anna's profile has a PIN. Please enter it on the screen.", {"name": "Anna", "has_pin": True}),
    ("anna", "", "Switching to Anna.", {"name": "Anna", "has_pin": False}),
    ("Anna", "anna", "This is Anna's profile already.", None),
    ("Nobody", "", "There is no profile called Nobody. There are: Anna.", None),
])  # fmt: skip
async def test_lumen_asks_the_page_to_become_another_profile(
    stage: Stagehand, name: str, profile: str, said: str, asked: dict[str, object] | None
) -> None:
    stage.mind.commands = {"switch": (Command(name="profile.switch", slots={"name": name}),)}
    async with stage.serving() as url, stage.browser(url, profile=profile) as browser:
        await browser.type("switch")
        await browser.until("metrics")
    sent = [m["data"] for m in browser.messages if m["data"].get("type") == "profile.enter"]
    assert sent == ([{"type": "profile.enter", "profile_id": "anna", **asked}] if asked else [])
    assert " ".join(stage.voice.spoken) == said


async def test_lumen_speaks_as_she_was_asked_to_and_so_the_next_time_too(stage: Stagehand) -> None:
    for name, slots in (("slower", {"slower": True}), ("deeper", {"deeper": True}), ("anna", {"voice": "Anna"})):
        stage.mind.commands = {**stage.mind.commands, name: (Command(name="lumen.voice", slots=slots),)}
    async with stage.serving() as url:
        async with stage.browser(url, profile="anna") as browser:
            for words in ("slower", "deeper", "anna"):
                since = len(browser.messages)
                await browser.type(words)
                await browser.until("metrics", since=since)
        assert browser.done == []
        wanted = Manner(voice="anna", speed=0.87, pitch=-2.0)
        assert stage.voice.spoken == ["I speak slower now.", "I speak deeper now.", "Hello.", "This is the voice anna."]
        assert stage.voice.manners[-1] == wanted
        assert stage.manners == {"anna": wanted}
        for profile, manner in (("anna", wanted), ("ben", Manner())):
            async with stage.browser(url, profile=profile) as browser:
                await browser.type("and now?")
                await browser.until("metrics")
            assert stage.voice.manners[-1] == manner


async def test_a_question_that_lumen_answered_with_is_known_to_whoever_reads_the_answer(stage: Stagehand) -> None:
    stage.mind.sentences = ["It has 12 channels.", "Delete the playlist Summer?"]
    async with stage.serving() as url, stage.browser(url) as browser:
        for words in ("delete the playlist", "yes, the winter one"):
            since = len(browser.messages)
            await browser.type(words)
            await browser.until("metrics", since=since)
            stage.mind.sentences = ["All right."]
        await browser.type("thanks")
        await browser.until("metrics", since=len(browser.messages))
    assert [context.pending for context in stage.mind.understood_in] == [None, "Delete the playlist Summer?", None]


async def test_what_is_understood_is_told_when_the_sleep_timer_ends(stage: Stagehand) -> None:
    ends = datetime(2026, 1, 10, 23, 30, tzinfo=UTC)
    async with stage.serving() as url, stage.browser(url) as browser:
        browser.state = PlaybackState(playing=True, channel_id="one", channel_name="One", sleep_at=ends)
        await browser.report()
        await browser.type("add ten minutes to the sleep timer")
        await browser.until("metrics")
    assert [context.sleep_at for context in stage.mind.understood_in] == [ends]


async def test_a_question_is_followed_as_a_command_is(stage: Stagehand) -> None:
    asked = Command(name="ask.now", slots={"channel": "BBC One"})
    stage.mind.commands = {**stage.mind.commands, "what's on BBC One": (asked,), "undo": (Command.of("undo"),)}
    async with stage.serving() as url, stage.browser(url) as browser:
        for words in ("mute the sound", "what's on BBC One", "and on ITV?", "undo", "again"):
            since = len(browser.messages)
            await browser.type(words)
            await browser.until("metrics", since=since)
    assert [context.last_command for context in stage.mind.understood_in] == [None, MUTE, asked, asked, None]
    assert [sent["command"]["slots"] for sent in browser.done] == [{"on": True}, {"on": False}]


async def test_more_beside_a_page_follows_what_else_was_asked_for(stage: Stagehand) -> None:
    louder = Command.of("tv.volume", mode="step", delta=10)
    stage.mind.commands = {**stage.mind.commands, "louder and show the guide": (louder, Command.of("ui.guide"))}
    async with stage.serving() as url, stage.browser(url) as browser:
        for words in ("louder and show the guide", "more"):
            since = len(browser.messages)
            await browser.type(words)
            await browser.until("metrics", since=since)
    assert [context.last_command for context in stage.mind.understood_in] == [None, louder]


async def test_that_lumen_only_talked_is_told_to_whoever_understands_what_follows(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        for said in ("mute the sound", "tell me a joke", "another one", "mute the sound"):
            since = len(browser.messages)
            await browser.send("send-text", {"content": said})
            await browser.until("metrics", since=since)
    assert [context.talked for context in stage.mind.understood_in] == [None, None, True, True]


async def test_what_lumen_tells_may_be_picked_while_she_tells_it(stage: Stagehand) -> None:
    beat, clock = (Command(name="tv.channel", slots={"name": name}) for name in ("Prism Beat", "Prism Clock"))
    choices = (Choice(label="Night Pulse", command=beat), Choice(label="Test Card", command=clock))
    stage.mind.sentences = [SentenceResult(text="There's Night Pulse and Test Card.", choices=choices), "a " * 200]
    stage.mind.commands = {**stage.mind.commands, "two": (Command.of("ui.select", index=2),)}
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.type("what is there")
        await browser.until("bot-started-speaking")
        await browser.type("two")
        await browser.until("ui-command", "tv.command")
    assert [context.options for context in stage.mind.understood_in] == [None, ("Night Pulse", "Test Card")]
    assert browser.done[0]["command"] == {"name": "tv.channel", "slots": {"name": "Prism Clock"}}


async def test_what_lumen_told_may_still_be_picked_after_a_word_of_talk_but_not_by_a_yes(stage: Stagehand) -> None:
    beat = Command(name="tv.channel", slots={"name": "Prism Beat"})
    offer = SentenceResult(text="How about Night Pulse?", choices=(Choice(label="Night Pulse", command=beat),))
    stage.mind.sentences = [offer]
    said = {"yes": (Command.of("confirm"),), "put it on": (Command.of("ui.select", index=1),)}
    stage.mind.commands = {**stage.mind.commands, **said}
    async with stage.serving() as url, stage.browser(url) as browser:
        for words in ("what is there", "thanks", "put it on", "what is there", "thanks", "yes"):
            since = len(browser.messages)
            await browser.type(words)
            await browser.until("metrics", since=since)
            stage.mind.sentences = [offer] if words == "put it on" else ["You're welcome."]
    assert [sent["command"] for sent in browser.done] == [beat.model_dump(mode="json")]


@pytest.mark.parametrize(("yes", "command", "asked"), [("yes please", "confirm", True), ("no", "deny", False)])
async def test_a_yes_to_what_lumen_offers_in_the_place_of_what_she_cannot_do_is_left_to_the_mind(
    stage: Stagehand, yes: str, command: CommandName, asked: bool
) -> None:
    reminder = Command.of("reminder.set", title="turn it down", when="in ten minutes")
    text = "I can't do that later by myself. Shall I remind you in ten minutes?"
    choice = Choice(label="Remind me in ten minutes", command=reminder)
    stage.mind.question = Question(text=text, choices=(choice,))
    stage.mind.commands = {**stage.mind.commands, yes: (Command.of(command),)}
    async with stage.serving() as url, stage.browser(url) as browser:
        for words in ("turn it down in ten minutes", yes):
            since = len(browser.messages)
            await browser.type(words)
            await browser.until("metrics", since=since)
    assert stage.voice.spoken[0] == text
    assert [context.choices for context in stage.mind.understood_in] == [None, (choice,)]
    assert [commands for _, commands in stage.mind.asked] == [(reminder,)] * asked
    assert browser.done == []


async def test_a_yes_takes_the_one_that_was_named_and_none_of_several(stage: Stagehand) -> None:
    beat, clock = (Command(name="tv.channel", slots={"name": name}) for name in ("Prism Beat", "Prism Clock"))
    choices = (Choice(label="Night Pulse", command=beat), Choice(label="Test Card", command=clock))
    yes = {"yes": (Command.of("confirm"),), "the first": (Command.of("ui.select", index=1),)}
    stage.mind.commands = {**stage.mind.commands, **yes}
    async with stage.serving() as url, stage.browser(url) as browser:
        for told in ("Night Pulse or Test Card?", "How about Test Card?"):
            stage.mind.sentences = [SentenceResult(text=told, choices=choices)]
            for words in ("what is there", "yes", "the first"):
                since = len(browser.messages)
                await browser.type(words)
                await browser.until("metrics", since=since)
                stage.mind.sentences = ["All right."]
    done = [sent["command"]["slots"].get("name") for sent in browser.done]
    assert (done[:2], stage.voice.spoken[:2]) == (["Prism Beat", "Prism Clock"], 2 * ["Night Pulse or Test Card?"])


async def test_lumen_answers_in_the_language_that_she_was_asked_for(stage: Stagehand) -> None:
    german = Command(name="lumen.voice", slots={"language": "de"})
    stage.mind.commands = {**stage.mind.commands, "speak German": (german,)}
    async with stage.serving() as url, stage.browser(url) as browser:
        for words in ("speak German", "mute the sound", "hello"):
            since = len(browser.messages)
            await browser.type(words)
            await browser.until("metrics", since=since)
    assert stage.voice.spoken[:2] == ["Ich antworte jetzt auf Deutsch.", "Stumm."]
    assert stage.mind.contexts[-1].answer_in == "de"
    assert [context.language for context in stage.mind.understood_in] == ["en", "en", "en"]


async def test_a_language_that_lumen_has_no_words_of_is_told(stage: Stagehand) -> None:
    stage.mind.commands = {"speak Dutch": (Command(name="lumen.voice", slots={"language": "nl"}),)}
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.type("speak Dutch")
        await browser.until("metrics")
    assert stage.voice.spoken == ["I speak English, German, Spanish, French and Italian."]


async def test_a_voice_that_is_not_there_is_not_taken(stage: Stagehand) -> None:
    stage.mind.commands = {"zed": (Command(name="lumen.voice", slots={"voice": "zed"}),)}
    stage.voice.error = NotFound("voice 'zed' is not installed; voices: 'lumen'")
    async with stage.serving() as url, stage.browser(url, profile="anna") as browser:
        await browser.type("zed")
        shown = await browser.until("bot-output")
    assert "voices: 'lumen'" in shown["data"]["text"]
    assert stage.manners == {}


async def test_a_turn_that_died_with_its_gateway_is_owned_up_to(stage: Stagehand) -> None:
    session = uuid.uuid4().hex
    await stage.bus.set(names.turn(session), b"lost", 60)
    async with stage.serving() as url, stage.browser(url, session) as browser:
        output = await browser.until("bot-output")
    assert output["data"]["text"] == "Sorry, I was cut off. Please ask me again."


async def test_typing_while_speaking_leaves_one_turn_only(stage: Stagehand) -> None:
    stage.mind.sentences = ["a " * 60] * 5
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": True})
        await browser.say(bytes(WINDOW_BYTES * 20))
        await browser.type("tell me a story")
        await browser.until("bot-started-speaking")
        await browser.send("ui-event", {"type": "mic", "mode": "push_to_talk", "speaking": False})
        await browser.until("bot-interrupted")
        await browser.until("user-transcription")
    assert stage.mind.abandoned == 1


async def test_a_question_that_is_answered_by_typing_was_read_whole(stage: Stagehand) -> None:
    stage.mind.sentences = ["Shall I delete the recording of the Lighthouse Keeper from yesterday evening?"]
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.type("delete that recording")
        await browser.until("bot-started-speaking")
        await browser.type("yes")
        await browser.until("bot-interrupted")
        await browser.until("bot-started-speaking")
    assert stage.mind.histories[-1][-1].lumen == stage.mind.sentences[0]


async def test_an_agents_command_that_fails_is_answered(stage: Stagehand) -> None:
    undo = PlaybackCommand(command_id="agent-2", command=Command.of("undo"))
    async with stage.serving() as url, stage.browser(url) as browser:
        session = (await browser.until("bot-ready"))["data"]["session"]
        async with stage.bus.subscribe(names.session(session)) as news:
            async with asyncio.timeout(60):
                while await stage.bus.get(names.state(session)) is None:
                    await asyncio.sleep(0.01)
            await stage.bus.publish(names.session(session), undo)
            async with asyncio.timeout(60):
                async for message in news:
                    if isinstance(result := message.event, PlaybackResult):
                        break
    assert (result.command_id, result.ok, result.message) == ("agent-2", False, "There is nothing to undo.")


async def test_a_session_that_is_opened_again_is_taken_over(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as first:
        session = (await first.until("bot-ready"))["data"]["session"]
        for _ in range(3):
            async with stage.browser(url, session) as again:
                assert (await again.until("bot-ready"))["data"]["session"] == session


async def test_a_browser_that_does_not_begin_with_words_gets_no_session(stage: Stagehand) -> None:
    async with stage.serving() as url, aiohttp.ClientSession() as client, client.ws_connect(url) as socket:
        await socket.send_bytes(b"\x00\x01")
        assert (await socket.receive(timeout=60)).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)


async def test_nonsense_is_answered_and_the_session_goes_on(stage: Stagehand) -> None:
    async with stage.serving() as url, stage.browser(url) as browser:
        await browser.send("send-text", {"content": ""})
        error = await browser.until("error")
        await browser.send("send-text", {"content": "mute the sound"})
        await browser.until("ui-command")
    assert "content" in error["data"]["error"]


@pytest.mark.parametrize(("origin", "allowed"), [
    ("http://evil.example", False), ("null", False), ("https://tv.example", True), (None, True),
])  # fmt: skip
async def test_only_our_own_pages_get_a_socket(stage: Stagehand, origin: str | None, allowed: bool) -> None:
    async with stage.serving(frozenset({"https://tv.example"})) as url, aiohttp.ClientSession() as client:
        connecting = client.ws_connect(url, origin=origin)
        if allowed:
            async with connecting as socket:
                assert not socket.closed
        else:
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await connecting
