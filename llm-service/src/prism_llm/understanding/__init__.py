"""Understanding: which commands a text asks for."""

from functools import cache

from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.understand import Understander

_LANGUAGES = {language.code: language for language in (ENGLISH,)}

__all__ = ["ChannelNames", "Understander", "create_understander"]


def create_understander() -> Understander:
    """Give an understander with names of its own; the grammars, which take a second, are compiled once a process."""
    return Understander({language.code: _grammar(language.code) for language in _LANGUAGES.values()})


@cache
def _grammar(code: str) -> Grammar:
    return Grammar(_LANGUAGES[code])
