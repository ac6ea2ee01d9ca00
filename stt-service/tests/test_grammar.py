import pytest

from prism_core.errors import BadInput
from prism_stt.engines import grammar
from prism_stt.engines.automaton import compile_grammar
from prism_stt.engines.jsgf import parse_grammar
from prism_stt.engines.names import spoken_words

COMMANDS = grammar.build(("BBC One HD", "Channel 4"), lambda word, written: True)


@pytest.mark.parametrize(
    "said",
    [
        "mute the sound", "lumen mute the sound please", "volume forty", "set the volume to twenty five",
        "channel one oh three", "put on bbc one", "what's on channel four", "go back thirty seconds",
        "mute and show the guide", "can you turn it up please", "be quiet", "never mind",
    ],
)  # fmt: skip
def test_commands_are_in_the_language(said: str) -> None:
    assert COMMANDS.accepts(said)


@pytest.mark.parametrize("said", ["", "mute and", "i like bread", "bbc two"])
def test_other_things_are_not(said: str) -> None:
    assert not COMMANDS.accepts(said)


def test_states_that_continue_alike_are_one() -> None:
    automaton = compile_grammar(parse_grammar("<s> = (a | b) c | d c;"), "s")
    assert len(automaton.arcs) == 3


@pytest.mark.parametrize("text", ["<a> = <a> b;", "<a> = <b>;", "<a> = (b;", "<a> = *;", "a b;", "<a> = b {tag};"])
def test_a_faulty_grammar_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        compile_grammar(parse_grammar(text), "a")


@pytest.mark.parametrize(
    ("name", "said"),
    [("BBC One HD", "bbc one"), ("Channel 4 [UK]", "channel four"), ("France 24", "france twenty four"),
     ("Télé (1080p)", "tele"), ("Россия 1", ""), ("A&E", "a and e")],
)  # fmt: skip
def test_names_are_read_as_people_say_them(name: str, said: str) -> None:
    assert " ".join(word for word, _ in spoken_words(name)) == said
