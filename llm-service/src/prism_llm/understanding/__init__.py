"""Understanding: which commands a text asks for."""

from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.grammar import Grammar
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.understand import Understander

__all__ = ["ChannelNames", "Understander", "create_understander"]


def create_understander() -> Understander:
    """Compile the grammars of all languages; takes a second or two, so once per process."""
    return Understander({language.code: Grammar(language) for language in (ENGLISH,)})
