"""Words of other languages in English, by which the layers that languages share read them."""

import pytest

from prism_llm.understanding.languages import installed
from prism_llm.understanding.languages.glossary import english
from prism_llm.understanding.trained.features import Heard
from prism_llm.understanding.trained.few import Together, in_english
from prism_llm.understanding.trained.model import MeaningModel, file_of
from prism_llm.understanding.utterance import plain


@pytest.mark.parametrize("code", installed())
def test_words_are_written_as_they_are_read_and_their_english_in_small_letters(code: str) -> None:
    words = english(code)
    assert len(words) > 5000
    assert all(word == plain(word.casefold()) and " " not in word for word in words)
    assert all(gloss == gloss.lower() and gloss.isascii() and gloss == gloss.strip() != "" for gloss in words.values())


def test_english_has_none() -> None:
    assert english("en") == {}


def test_names_and_unknown_words_stay_as_they_are() -> None:
    assert in_english(Heard(("mach", "den", "tatort", "lauter")), english("de")).words == (
        "make", "the", "tatort", "louder",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words", "meaning"),
    [
        ("de", "kannst du den klang etwas reduzieren", "@volume delta=-5"),
        ("es", "disminuye el sonido", "@volume delta=-10"),
        ("fr", "il faudrait relever le son", "@volume delta=10"),
        ("it", "a che ora viene trasmesso montalbano", "ask.when title={}"),
    ],
)
def test_words_that_no_sentence_holds_are_understood_by_their_english(code: str, words: str, meaning: str) -> None:
    model = MeaningModel.load(file_of(code))
    (together,) = [vote for vote in model.votes if isinstance(vote, Together)]
    ((scores, _),) = together.of([Heard(tuple(words.split()))])
    assert model.meanings[int(scores.argmax())] == meaning
