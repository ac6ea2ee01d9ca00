"""Understanding: which commands a text asks for."""

from functools import cache

from prism_llm.understanding import languages
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.understand import Understander

__all__ = ["ChannelNames", "Understander", "create_understander"]


def create_understander() -> Understander:
    """Give an understander with names of its own; the grammars, which take a second, are compiled once a process."""
    return Understander({code: _grammar(code) for code in ("en", *languages.installed())})


@cache
def _grammar(code: str) -> Grammar:
    return Grammar(ENGLISH if code == "en" else languages.load(code))
