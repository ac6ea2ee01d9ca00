"""A turn as its viewer sees it, on virtual time."""

import asyncio

import pytest

from prism_core.audio import Pcm
from prism_core.commands import Command
from prism_core.errors import NotFound, Unavailable
from prism_core.events import (
    BotOutput,
    Clarify,
    ErrorNotice,
    Intent,
    PlaybackResult,
    PlaybackState,
    TurnMetrics,
    UserTranscription,
    Visemes,
)
from prism_core.requests import Choice, Exchange, Question, SentenceResult, UtteranceContext
from prism_core.testing import FakeLanguageModel, FakePlayer, FakeSpeechToText, FakeTextToSpeech, virtual_time
from prism_gateway.conversation.speaking import LEAD_SECONDS
from prism_gateway.conversation.turn import run_turn

from .conftest import GUIDE, MUTE, NOW, Scene

UTTERANCE = Pcm(bytes(32_000))


def test_a_spoken_command_is_done_and_acknowledged_aloud() -> None:
    scene = Scene(
        hearing=FakeSpeechToText(["mute the sound"]), mind=FakeLanguageModel(commands={"mute the sound": (MUTE,)})
    )
    virtual_time(lambda: run_turn(scene.turn(), UTTERANCE))
    assert scene.player.done == [MUTE]
    assert scene.voice.spoken == ["Muted."]
    assert scene.mind.asked == []
    assert scene.stage.of(UserTranscription) == [UserTranscription(text="mute the sound", final=True, confidence=0.9)]
    order = [t for t in scene.stage.types() if t in ("user-transcription", "intent", "bot-output", "avatar.visemes")]
    assert order == ["user-transcription", "intent", "bot-output", "avatar.visemes"]


def test_two_commands_in_one_breath_are_done_in_spoken_order() -> None:
    scene = Scene(mind=FakeLanguageModel(commands={"mute and show the guide": (MUTE, GUIDE)}))
    virtual_time(lambda: run_turn(scene.turn(), "mute and show the guide"))
    assert scene.player.done == [MUTE, GUIDE]
    assert scene.voice.spoken == ["Muted.", "Here is the guide."]


OPEN = Command.of("ui.open", page="live")


@pytest.mark.parametrize(("sentences", "said"), [(["There are 3 channels."], "There are 3 channels."), ([], "Done.")])
def test_who_asks_what_there_is_is_told_it_beside_the_page(sentences: list[str], said: str) -> None:
    mind = FakeLanguageModel(sentences=sentences, commands={"what channels do I have": (OPEN,)})
    scene = Scene(mind=mind)
    virtual_time(lambda: run_turn(scene.turn(), "what channels do I have"))
    assert scene.player.done == [OPEN]
    assert scene.voice.spoken == [said]
    assert mind.asked == [("what channels do I have", (OPEN,))]


def test_conversation_is_answered_sentence_by_sentence_on_one_clock() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["One two three.", "Four five."], delay_seconds=0.05))
    virtual_time(lambda: run_turn(scene.turn(), "hello"))
    assert [output.text for output in scene.stage.of(BotOutput)] == ["One two three.", "Four five."]  # type: ignore[attr-defined]
    starts = [round(start, 3) for _, start, _ in scene.stage.played]
    assert starts == [0.0, 0.1, 0.2, 0.3, 0.4]
    cues = [cue for event in scene.stage.of(Visemes) for cue in event.cues]  # type: ignore[attr-defined]
    assert [round(cue.start, 3) for cue in cues] == starts
    assert scene.history.past == (Exchange(viewer="hello", lumen="One two three. Four five."),)


def test_a_question_is_answered_from_data_and_a_command_beside_it_is_done() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["The News."], commands={"mute, what's on": (MUTE, NOW)}))
    virtual_time(lambda: run_turn(scene.turn(), "mute, what's on"))
    assert scene.player.done == [MUTE]
    assert scene.mind.asked == [("mute, what's on", (NOW,))]
    assert scene.voice.spoken == ["Muted.", "The News."]


def test_a_yes_goes_to_whoever_asked() -> None:
    yes = Command.of("confirm")
    asked_by_mind = Scene(mind=FakeLanguageModel(sentences=["Forgotten."], commands={"yes": (yes,)}))
    virtual_time(lambda: run_turn(asked_by_mind.turn(), "yes"))
    assert asked_by_mind.player.done == []
    assert asked_by_mind.mind.asked == [("yes", (yes,))]

    asked_by_player = Scene(mind=FakeLanguageModel(commands={"yes": (yes,)}))
    turn = asked_by_player.turn()
    turn.player_asked = True
    virtual_time(lambda: run_turn(turn, "yes"))
    assert asked_by_player.player.done == [yes]
    assert asked_by_player.mind.asked == []


RECORD = Command.of("tv.record", on=True, title="Bake Off")


def test_a_recording_is_the_minds_to_make_and_the_players_to_remember() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["I'll record it."], commands={"record": (RECORD,)}))
    virtual_time(lambda: run_turn(scene.turn(), "record"))
    assert scene.mind.asked == [("record", (RECORD,))]
    assert scene.player.done == [RECORD]
    assert scene.voice.spoken == ["I'll record it."]


@pytest.mark.parametrize(
    ("last", "said", "asked"),
    [
        (RECORD, "undo", Command.of("tv.record", on=False, title="Bake Off")),
        (RECORD, "repeat", RECORD),
        (Command.of("tv.record", on=False), "undo", None),
        (
            Command.of("reminder.set", title="the bins", when="at nine"),
            "undo",
            Command.of("reminder.cancel", title="the bins"),
        ),
        (Command.of("reminder.cancel", title="the bins"), "undo", None),
        (MUTE, "undo", None),
    ],
)
def test_a_recording_is_taken_back_by_the_mind(last: Command, said: str, asked: Command | None) -> None:
    command = Command.of("undo") if said == "undo" else Command.of("repeat")
    scene = Scene(mind=FakeLanguageModel(sentences=["Done."], commands={said: (command,)}))
    turn = scene.turn()
    turn.last_done = last
    virtual_time(lambda: run_turn(turn, said))
    assert scene.mind.asked == ([(said, (asked,))] if asked else [])
    assert scene.player.done == [asked or command]


def test_a_question_that_is_asked_again_is_answered_again() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["The News."], commands={"again": (Command.of("repeat"),)}))
    turn = scene.turn()
    turn.context, turn.last_done = UtteranceContext(last_command=NOW), MUTE
    virtual_time(lambda: run_turn(turn, "again"))
    assert scene.mind.asked == [("again", (NOW,))]
    assert scene.player.done == []


def test_her_last_words_are_said_again_whole_and_what_they_asked_stays_open() -> None:
    asked = SentenceResult(text="Forget that you like tea?")
    commands = {"what did you say": (Command.of("repeat"),), "forget tea": (Command.of("delete", kind="memory"),)}
    scene = Scene(mind=FakeLanguageModel(sentences=["Well.", asked], commands=commands))
    virtual_time(lambda: run_turn(scene.turn(), "forget tea"))
    scene.history.heard("turn-1", 0.0)
    known: list[object] = []
    turn = scene.turn()
    turn.last_done, turn.on_acted = MUTE, lambda *_: known.append(1)
    virtual_time(lambda: run_turn(turn, "what did you say"))
    assert scene.voice.spoken == 2 * ["Well.", "Forget that you like tea?"]
    assert scene.player.done == [commands["forget tea"][0]]
    assert (known, scene.history.question) == ([], "Forget that you like tea?")
    assert [exchange.viewer for exchange in scene.history.past] == ["forget tea"]


BEAT, CLOCK = (Command(name="tv.channel", slots={"name": name}) for name in ("Prism Beat", "Prism Clock"))
PICKED = tuple(Choice(label=title, command=one) for title, one in (("Night Pulse", BEAT), ("Test Card", CLOCK)))


def test_what_was_asked_for_and_what_may_be_picked_are_known_before_the_answer_is_over() -> None:
    told = SentenceResult(text="How about Night Pulse on Prism Beat?", choices=PICKED)
    mind = FakeLanguageModel(sentences=[told, "a " * 80], commands={"what is there": (NOW,)})
    turn = Scene(mind=mind).turn()
    known: list[object] = []
    turn.on_acted = lambda commands, _: known.append(commands)
    turn.on_choices = known.append

    async def story() -> None:
        task = asyncio.create_task(run_turn(turn, "what is there"))
        await asyncio.sleep(1)
        assert not task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    virtual_time(story)
    assert known == [(NOW,), told]


def test_the_next_sentence_is_synthesised_while_one_is_played() -> None:
    scene = Scene(
        mind=FakeLanguageModel(sentences=["a " * 80, "b.", "c."]), voice=FakeTextToSpeech(seconds_per_word=0.1)
    )

    async def story() -> list[str]:
        turn = asyncio.create_task(run_turn(scene.turn(), "hello"))
        await asyncio.sleep(1.0)  # The first sentence is 8 s long and still being played.
        spoken = list(scene.voice.spoken)
        await turn
        return spoken

    assert virtual_time(story)[:2] == ["a " * 80, "b."]


def test_no_more_speech_than_the_lead_lies_unheard_in_the_browser() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["a " * 200]), voice=FakeTextToSpeech(seconds_per_word=0.1))

    async def story() -> float:
        turn = asyncio.create_task(run_turn(scene.turn(), "hello"))
        await asyncio.sleep(3.0)
        sent = sum(seconds for _, _, seconds in scene.stage.played)
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)
        return sent

    assert virtual_time(story) == pytest.approx(3.0 + LEAD_SECONDS, abs=0.3)


def test_a_barge_in_stops_the_model_and_the_voice() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["a " * 50] * 20, delay_seconds=0.1))

    async def story() -> None:
        turn = asyncio.create_task(run_turn(scene.turn(), "tell me a story"))
        await asyncio.sleep(2.0)
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn

    virtual_time(story)
    assert scene.mind.abandoned == 1
    assert len(scene.voice.spoken) < 5


def test_nothing_of_a_reply_leaves_after_it_was_cut_off() -> None:
    scene = Scene(mind=FakeLanguageModel(sentences=["a " * 50] * 20))

    async def story() -> tuple[float, int, int]:
        clock = asyncio.get_running_loop().time
        turn = asyncio.create_task(run_turn(scene.turn(), "tell me a story"))
        await asyncio.sleep(2.0)
        told, cut_at = len(scene.stage.played), clock()
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)
        took = clock() - cut_at
        await asyncio.sleep(5.0)
        return took, told, len(scene.stage.played)

    took, told, in_the_end = virtual_time(story)
    assert took == pytest.approx(0.0, abs=1e-3)
    assert told == in_the_end > 0


def test_silence_is_no_turn() -> None:
    scene = Scene(hearing=FakeSpeechToText([""]), mind=FakeLanguageModel(sentences=["What?"]))
    virtual_time(lambda: run_turn(scene.turn(), UTTERANCE))
    assert scene.mind.asked == []
    assert scene.voice.spoken == []
    assert scene.history.past == ()


def test_a_player_that_fails_is_told_in_its_own_words() -> None:
    failed = PlaybackResult(
        command_id="1", ok=False, message="Nothing is playing", error="nothing_playing", state=PlaybackState()
    )
    scene = Scene(mind=FakeLanguageModel(commands={"mute": (MUTE,)}), player=FakePlayer(outcome=lambda _: failed))
    virtual_time(lambda: run_turn(scene.turn(), "mute"))
    assert scene.voice.spoken == ["Nothing is playing."]


def test_an_unknown_channel_is_asked_back_with_the_nearest() -> None:
    def unknown(_: object) -> PlaybackResult:
        raise NotFound("Which one: BBC One or BBC Two?", options=("BBC One", "BBC Two"))

    scene = Scene(mind=FakeLanguageModel(commands={"bbc": (MUTE,)}), player=FakePlayer(outcome=unknown))
    acted = virtual_time(lambda: run_turn(scene.turn(), "bbc"))
    question = Clarify(question="Which one: BBC One or BBC Two?", options=("BBC One", "BBC Two"))
    assert scene.stage.of(Clarify) == [question]
    assert acted.options == ("BBC One", "BBC Two")


def test_what_is_not_clear_is_asked_in_one_short_question_with_ready_commands() -> None:
    choices = tuple(
        Choice(label=name, command=Command.of("tv.favourite", on=True, channel=name)) for name in ("A", "B")
    )
    scene = Scene(mind=FakeLanguageModel(question=Question(text="Which one: A or B?", choices=choices)))
    acted = virtual_time(lambda: run_turn(scene.turn(), "add it"))
    assert scene.stage.of(Clarify) == [Clarify(question="Which one: A or B?", options=("A", "B"))]
    assert scene.voice.spoken == ["Which one: A or B?"]
    assert (scene.mind.asked, acted.choices) == ([], choices)


def test_what_cannot_be_done_is_said_as_it_was_understood_without_asking_the_mind() -> None:
    scene = Scene(mind=FakeLanguageModel(answer="I can't notice that by myself."))
    acted = virtual_time(lambda: run_turn(scene.turn(), "pause it if the phone rings"))
    assert (scene.voice.spoken, scene.mind.asked, acted.done) == (["I can't notice that by myself."], [], ())


def test_what_was_done_and_what_failed_is_said_in_the_language_of_the_words() -> None:
    def unknown(_: object) -> PlaybackResult:
        raise NotFound("There is no channel 9.")

    mind = FakeLanguageModel(commands={"stumm": (MUTE,)}, language="de")
    done, failed = Scene(mind=mind), Scene(mind=mind, player=FakePlayer(outcome=unknown))
    virtual_time(lambda: run_turn(done.turn(), "stumm"))
    virtual_time(lambda: run_turn(failed.turn(), "stumm"))
    assert done.voice.spoken == ["Stumm."]
    assert failed.voice.spoken == ["Es gibt keinen Sender 9."]


def test_a_bare_no_is_answered_in_the_language_of_the_conversation() -> None:
    scene = Scene(mind=FakeLanguageModel(commands={"no": (Command.of("deny"),)}, language="es"))
    virtual_time(lambda: run_turn(scene.turn(), "no"))
    assert scene.voice.spoken == ["All right."]


def test_the_mind_answers_in_the_language_in_which_the_words_were_understood() -> None:
    mind = FakeLanguageModel(commands={"worum geht es": (Command.of("ask.explain"),)}, language="de")
    virtual_time(lambda: run_turn(Scene(mind=mind).turn(), "worum geht es"))
    assert [context.language for context in mind.contexts] == ["de"]


def test_a_model_that_is_away_is_told_and_the_turn_ends() -> None:
    scene = Scene(mind=FakeLanguageModel(error=Unavailable("llm-service does not answer")))
    virtual_time(lambda: run_turn(scene.turn(), "hello"))
    assert scene.stage.of(ErrorNotice) == [ErrorNotice(error="llm-service does not answer")]
    assert scene.voice.spoken == ["Sorry, I could not finish that."]


def test_a_model_that_dies_half_way_is_heard_out_and_then_apologised_for() -> None:
    mind = FakeLanguageModel(sentences=["One."], replies_then=Unavailable("llm-service died"))
    scene = Scene(mind=mind)
    virtual_time(lambda: run_turn(scene.turn(), "hello"))
    assert scene.voice.spoken == ["One.", "Sorry, I could not finish that."]
    assert scene.stage.of(ErrorNotice) == [ErrorNotice(error="llm-service died")]


def test_without_a_voice_the_answer_is_still_shown() -> None:
    scene = Scene(
        mind=FakeLanguageModel(sentences=["One.", "Two."]), voice=FakeTextToSpeech(error=Unavailable("no voice"))
    )
    virtual_time(lambda: run_turn(scene.turn(), "hello"))
    assert scene.stage.of(BotOutput) == [BotOutput(text="One.", spoken=False), BotOutput(text="Two.", spoken=False)]
    assert len(scene.stage.of(ErrorNotice)) == 1


def test_a_turn_says_where_its_time_went() -> None:
    scene = Scene(
        hearing=FakeSpeechToText(["hello"], delay_seconds=0.3),
        mind=FakeLanguageModel(sentences=["One."], delay_seconds=0.2),
        voice=FakeTextToSpeech(delay_seconds=0.1),
    )
    virtual_time(lambda: run_turn(scene.turn(), UTTERANCE))
    [metrics] = scene.stage.of(TurnMetrics)
    assert isinstance(metrics, TurnMetrics)
    assert metrics.transcribed_seconds == pytest.approx(0.3)
    assert metrics.first_sentence_seconds == pytest.approx(0.5)
    assert metrics.first_audio_seconds == pytest.approx(0.6)


def test_the_intent_is_shown_before_it_is_done() -> None:
    scene = Scene(mind=FakeLanguageModel(commands={"mute": (MUTE,)}))
    virtual_time(lambda: run_turn(scene.turn(), "mute"))
    assert scene.stage.of(Intent) == [Intent(commands=(MUTE,), tier="fake", confidence=1.0)]
