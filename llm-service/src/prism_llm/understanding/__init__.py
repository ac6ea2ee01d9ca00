"""Understanding: which commands a text asks for."""

from functools import cache

from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.languages.titles import known_titles
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.slips import slips_of
from prism_llm.understanding.trained.model import MeaningModel, file_of
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.understand import Understander

__all__ = ["ChannelNames", "Understander", "create_understander"]


def create_understander() -> Understander:
    """Give an understander with names of its own; the grammars, which take seconds, are compiled once a process."""
    codes = ("en", *languages.installed())
    for code in codes[1:]:
        slips_of(_grammar(code))  # now, and not while the first viewer waits
    known_titles()
    trained = {code: _trained(code) for code in codes if file_of(code).exists()}
    return Understander({code: _grammar(code) for code in codes}, trained)


@cache
def _trained(code: str) -> TrainedReader:
    return TrainedReader(MeaningModel.load(file_of(code)))


@cache
def _grammar(code: str) -> Grammar:
    return Grammar(ENGLISH if code == "en" else languages.load(code))
