"""The question back where several may be meant, and the words that choose."""

import pytest

from prism_core.commands import Command
from prism_core.requests import Question, Understanding, UtteranceContext
from prism_llm.understanding import ChannelNames, Understander, create_understander
from prism_llm.understanding.titles import Titles

NAMES = ("BBC One", "BBC One HD", "BBC Two", "Discovery Channel", "Discovery Science", "ITV")
ON = {
    "Planet Earth II": "Nature with Attenborough.",
    "Planet Earth III": "",
    "Vera": "Two detectives hunt a killer.",
    "Silent Witness": "Detectives again.",
    "Bake Off": "Cakes.",
}


@pytest.fixture(scope="module")
def understander() -> Understander:
    made = create_understander()
    made.names, made.titles = ChannelNames(NAMES), Titles(ON)
    return made


def asked(understander: Understander, text: str, **context: object) -> Question:
    found = understander.understand(text, UtteranceContext.model_validate(context))
    assert found.question is not None
    return found.question


def answered(understander: Understander, question: Question, text: str) -> Understanding:
    context = UtteranceContext(pending=question.text, choices=question.choices)
    return understander.understand(text, context)


def test_several_channels_are_asked_back_in_one_question_with_ready_commands(understander: Understander) -> None:
    question = asked(understander, "switch to discovery")
    assert question.text == "Which one: Discovery Channel or Discovery Science?"
    assert [choice.command.slots for choice in question.choices] == [
        {"name": "Discovery Channel"},
        {"name": "Discovery Science"},
    ]


def test_the_question_is_in_the_language_of_the_words(understander: Understander) -> None:
    question = asked(understander, "schalte auf discovery um", language="de")
    assert question.text == "Was meinst du: Discovery Channel oder Discovery Science?"


@pytest.mark.parametrize(
    "words", ["the second", "the second one please", "number two", "Discovery Science", "science", "the science one"]
)
def test_the_next_words_choose(understander: Understander, words: str) -> None:
    question = asked(understander, "switch to discovery")
    found = answered(understander, question, words)
    assert found.commands == (question.choices[1].command,)


def test_another_wish_is_not_an_answer(understander: Understander) -> None:
    question = asked(understander, "switch to discovery")
    assert [command.name for command in answered(understander, question, "pause it").commands] == ["tv.pause"]


def test_what_plays_leaves_one_and_nothing_is_asked(understander: Understander) -> None:
    context = UtteranceContext(channel="Discovery Channel")
    found = understander.understand("switch to discovery", context)
    assert [command.slots for command in found.commands] == [{"name": "Discovery Science"}]


def test_what_is_on_the_screen_leaves_one_and_nothing_is_asked(understander: Understander) -> None:
    context = UtteranceContext(options=("ITV", "Discovery Science"))
    found = understander.understand("switch to discovery", context)
    assert [command.slots for command in found.commands] == [{"name": "Discovery Science"}]


def test_a_command_is_not_taken_for_a_title_on_the_screen(understander: Understander) -> None:
    context = UtteranceContext(options=("Back to the Future", "Pause Café", "Vera"), screen="guide")
    assert [command.name for command in understander.understand("back", context).commands] == ["ui.back"]
    assert [command.name for command in understander.understand("pause", context).commands] == ["tv.pause"]
    assert understander.understand("the future one", context).commands == (Command.of("ui.select", index=1),)


def test_the_hd_one_is_the_same_channel_in_hd(understander: Understander) -> None:
    found = understander.understand("the hd one", UtteranceContext(channel="BBC One"))
    assert [command.slots for command in found.commands] == [{"name": "BBC One HD"}]


def test_titles_are_matched_against_what_is_on(understander: Understander) -> None:
    half_heard = understander.understand("remind me when bake of starts")
    assert [command.slots for command in half_heard.commands] == [{"title": "Bake Off"}]
    choices = asked(understander, "record planet earth").choices
    assert [choice.command.slots["title"] for choice in choices] == ["Planet Earth II", "Planet Earth III"]


def test_a_programme_is_found_by_what_it_is_about(understander: Understander) -> None:
    choices = asked(understander, "put on the one with the detectives").choices
    assert [choice.command.slots for choice in choices] == [{"title": "Vera"}, {"title": "Silent Witness"}]
    found = understander.understand("put on the one with the cakes")
    assert [command.slots for command in found.commands] == [{"title": "Bake Off"}]


def test_a_command_beside_the_unclear_one_is_done(understander: Understander) -> None:
    found = understander.understand("turn it up and switch to discovery")
    assert [command.name for command in found.commands] == ["tv.volume"]
    assert found.question is not None
