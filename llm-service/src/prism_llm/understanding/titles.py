"""The programmes that are on now and next: which is meant, by its title half heard or by what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.languages.files import words_of_all
from prism_llm.understanding.languages.titles import written
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.utterance import read

_LEAST_LETTERS = 4
_NOTHING = frozenset("with that this they their from have about where what when over into film show series".split())

_SMALL = frozenset("a an the of in on to for and or with at by from is it".split()) | words_of_all("names", "small")
"""Words that a title has in small letters."""
_KIN = frozenset("uncle aunt auntie mum mom dad mr mrs miss grandma grandpa nan nana gran sister brother".split())


def is_written_as_name(title: str) -> bool:
    """Whether capital letters tell a title of several words, whatever it means, or everybody knows it."""
    if read(title).norm().strip() in FAMOUS:
        return True
    words = title.split()
    told = [word for word in words if word.casefold() not in _SMALL]
    named = len(told) > 1 and words[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() for word in told)
    return named and not title.isupper() and not (len(words) == 2 and words[0].casefold() in _KIN)


class Titles:
    """The titles of programmes, with words about each. Immutable, so any thread may share it.

    Args:
        about: for each title what the guide says of it; the text may be empty.

    Attributes:
        written: how each is written, by its words.
    """

    def __init__(self, about: Mapping[str, str] = MappingProxyType({})) -> None:
        self._names = ChannelNames(about)
        self.written = written(about, plain=False)
        self._words = {title: _stems(f"{title} {text}") for title, text in about.items()}

    def has(self, said: str) -> bool:
        """Whether a programme is called so."""
        return self._names.has(said)

    def meant(self, said: str) -> str | None:
        """The title that is meant: as said where one is called so, else the one that is most like it."""
        return self._names.meant(said)

    def candidates(self, said: str) -> Sequence[str]:
        """The titles that `said` may be short for; none where one is called exactly so."""
        return self._names.candidates(said) if len(said) >= _LEAST_LETTERS else ()

    def about(self, said: str) -> Sequence[str]:
        """The titles whose description has all the words ("detectives")."""
        wanted = _stems(said)
        return [title for title, words in self._words.items() if wanted and wanted <= words]


def _stems(text: str) -> frozenset[str]:
    """Words without their endings, roughly: "detectives" and "detective" are one."""
    return frozenset(_kept(word.norm for word in read(text).words))


def _kept(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if len(word) >= _LEAST_LETTERS and word not in _NOTHING:
            yield word.removesuffix("s").removesuffix("e")
