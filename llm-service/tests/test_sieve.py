"""What the sieve holds back can match nothing, and words are cut into pieces one by one as they are in a sentence."""

from pathlib import Path

import pytest

from prism_llm.networks.pieces import MOST_PIECES, numbered, of_words, pieces
from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar, prepared
from prism_llm.understanding.sieve import Sieve
from prism_llm.understanding.template import compile_template
from prism_llm.understanding.utterance import read

SAID = Path(__file__).parents[2] / "bench" / "data" / "utterances.txt"
TEMPLATES = ("[please] turn it down", "(raise [the] sound|louder)", "(go|tune) to <number:n>", "{what}")
VOCABULARY = numbered(("[CLS]", "[SEP]", "[UNK]", "turn", "it", "down", "loud", "##er", "can", "'", "t"))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("turn it down", [0, 3]),
        ("please turn it down", [0, 3]),
        ("raise the sound", [1, 3]),
        ("turn the sound", [3]),
        ("louder", [1, 3]),
        ("go to 7", [2, 3]),
        ("go home", [3]),
        ("", [3]),
    ],
)
def test_only_templates_whose_words_are_there_are_left(said: str, left: list[int]) -> None:
    sieve = Sieve([compile_template(source, {}, {"number": r"\d+ "}) for source in TEMPLATES])
    assert list(sieve.passed(said.split())) == left


@pytest.mark.parametrize("code", ["en", *languages.installed()])
def test_no_template_that_matches_is_held_back(code: str) -> None:
    grammar = Grammar(ENGLISH if code == "en" else languages.load(code))
    sieve = Sieve([template for _, template in grammar.rules])
    for line in SAID.read_text(encoding="utf-8").splitlines():
        text = prepared(read(line.partition("\t")[0]), grammar.language).norm()
        matching = [place for place, (_, made) in enumerate(grammar.rules) if made.pattern.fullmatch(text)]
        assert set(matching) <= set(sieve.passed(text.split())), text


@pytest.mark.parametrize(
    "said", ["turn it down", "loud louder loudest", "can't turn it", "it " * MOST_PIECES, "Türn ït’s", "…"]
)
def test_words_are_cut_as_their_sentence_is(said: str) -> None:
    numbers, starts = of_words(said.split(), VOCABULARY)
    assert numbers == pieces(said, VOCABULARY)
    assert len(starts) == len(said.split())
    assert max(starts) < len(numbers) <= MOST_PIECES
