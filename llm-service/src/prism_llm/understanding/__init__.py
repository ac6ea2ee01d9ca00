"""Understanding: which commands a text asks for."""

from functools import cache

from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.trained.model import MODEL_FILE, MeaningModel
from prism_llm.understanding.trained.reader import TrainedReader
from prism_llm.understanding.understand import Understander

__all__ = ["ChannelNames", "Understander", "create_understander"]


def create_understander() -> Understander:
    """Give an understander with names of its own; the grammars, which take seconds, are compiled once a process."""
    return Understander({code: _grammar(code) for code in ("en", *languages.installed())}, _trained())


@cache
def _trained() -> TrainedReader | None:
    return TrainedReader(MeaningModel.load()) if MODEL_FILE.exists() else None


@cache
def _grammar(code: str) -> Grammar:
    return Grammar(ENGLISH if code == "en" else languages.load(code))
