"""The channels' names: which are meant, though half heard, and telling "watch Aurora" the channel from the film."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from prism_llm.understanding.languages.files import file_of, installed, tables, words_of_all
from prism_llm.understanding.sounds import distance, sound, spelled_out
from prism_llm.understanding.utterance import read

_ALIKE = 0.79
"""Least likeness of a half-heard name; measured on recognisers' errors, where 0.7 lets other words in."""
_CLEAR = 0.04
"""By how much the best must be ahead of the next."""
_ALIKE_TITLE, _ALIKE_APART, _ALIKE_WORD, _ALIKE_BARE = 0.81, 0.83, 0.9, 0.85
"""The same of a name that is rather taken for a title: where a word of it is heard right, where none is, where it is
but one word, and where nothing asks for it. Of 3,400 titles and the channels of six countries, what 0.81 takes for a
channel is another spelling of its name."""
_LEAST_LETTERS = 7
"""Of a single word that may be a channel's half heard."""
_LOOKED_AT = 40
_PICTURE = frozenset("hd fhd uhd sd 4k 8k hevc h265".split())
_COUNTED = 13
"""Number words of a language that stand in names: up to twelve."""
_NUMBERS = [
    "zero one two three four five six seven eight nine ten eleven twelve".split(),
    *(file_of(code)["numbers"]["count"][:_COUNTED] for code in installed()),
]
_DIGITS = {word: str(value) for words in _NUMBERS for value, word in enumerate(words)}
_DIGITS |= {word: str(value) for names in tables("names") for word, value in names.get("figures", {}).items()}
_SMALL = frozenset("the a and of tv channel live hd one 1 2 3 4 5".split()) | words_of_all("names", "small")
"""Words of too many names to tell one."""


_ALIKE_FIGURES = {"for": "4", "fore": "4", "to": "2", "too": "2", "won": "1", "ate": "8", "free": "3", "fife": "5"}


class ChannelNames:
    """A set of names.

    In comparing them case, accents, punctuation, number words, picture quality and a leading "the" do not count.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._all = tuple(names)
        self._said: dict[str, str] = {}
        for name in self._all:
            self._said.setdefault(_key(name), name)
        self._said.pop("", None)
        self._joined = {key.replace(" ", ""): name for key, name in self._said.items()} | self._said
        self._sounds = {key: sound(key) for key in self._said}
        self._words = {word for key in self._said for word in key.split()} - _SMALL
        self._index: dict[str, list[str]] = defaultdict(list)
        for key, heard in self._sounds.items():
            for gram in _grams(heard):
                self._index[gram].append(key)

    def __len__(self) -> int:
        return len(self._said)

    def has(self, name: str) -> bool:
        """Whether a channel is called so."""
        return _key(name) in self._said

    def has_long(self, name: str) -> bool:
        """Whether a channel of two words or more is called so: one word alone ("News") is too often just a word."""
        key = _key(name) if self._said else ""
        return " " in key and key in self._said

    def has_spelled(self, name: str) -> bool:
        """Whether a channel's letters are said one by one ("bee bee see two"), or a figure as a word ("film for")."""
        key = _key(name) if self._said else ""
        if " " not in key:
            return False
        figured = " ".join(_ALIKE_FIGURES.get(word, word) for word in key.split())
        others = {_key(spelled_out(key)), figured, figured.replace(" ", "")} - {key}
        return any(other in self._joined for other in others)

    def meant(self, name: str) -> str | None:
        """The name that is meant: as said where a channel is called so, else the one that is most like it.

        None where nothing is near in sound and spelling, or two are.
        """
        key = _key(name)
        if key in self._said:
            called = self._said[key]
            return name if read(name).norm() == read(called).norm() else called
        if not key:
            return None
        if (short := key.removesuffix(" channel").removesuffix(" tv")) != key and short in self._said:
            return self._said[short]
        for other in (
            _key(spelled_out(key)),
            key.replace(" ", ""),
            read(name).norm().replace(" ", ""),
            " ".join(_ALIKE_FIGURES.get(w, w) for w in key.split()),
        ):
            if other in self._joined:
                return self._joined[other]
            if (tight := other.replace(" ", "")) in self._joined:
                return self._joined[tight]
        return self._likeliest(key, self._near(sound(key)), _ALIKE)

    def half_heard(self, said: str, *, bare: bool = False) -> str | None:
        """The name that is meant where `said` may as well be a title ("prison beat"), or if `bare` talk.

        As many words as were said, of which one was heard right where nothing asks for the name.
        """
        key = _key(said) if self._said else ""
        words = set(key.split())
        if not words or key in self._said or (bare and (len(words) < 2 or not words & self._words)):
            return None
        if len(words) == 1:
            return self._likeliest(key, self._near(sound(key)), _ALIKE_WORD) if len(key) >= _LEAST_LETTERS else None
        near = [other for other in self._near(sound(key)) if other.count(" ") == key.count(" ")]
        shared = [other for other in near if words & self._words & set(other.split())]
        if name := self._likeliest(key, shared, _ALIKE_BARE if bare else _ALIKE_TITLE):
            return name
        return None if bare else self._likeliest(key, near, _ALIKE_APART)

    def _likeliest(self, key: str, others: Sequence[str], least: float) -> str | None:
        """The one of `others` that is `least` alike and ahead of the next."""
        heard = sound(key)
        scores = sorted(((self._likeness(key, heard, other), other) for other in others), reverse=True)
        if not scores or scores[0][0] < least:
            return None
        if len(scores) > 1 and scores[0][0] - scores[1][0] < _CLEAR:
            return None
        return self._said[scores[0][1]]

    def candidates(self, name: str) -> Sequence[str]:
        """The names that `name` may be short for, or that are alike near in sound; none where one is meant."""
        key = _key(name)
        if not key or self.meant(name) is not None:
            return ()
        words = set(key.split())
        longer = [called for other, called in self._said.items() if words <= set(other.split())]
        if len(longer) > 1:
            return longer
        heard = sound(key)
        scores = sorted(((self._likeness(key, heard, other), other) for other in self._near(heard)), reverse=True)
        near = [self._said[other] for score, other in scores if score >= max(_ALIKE, scores[0][0] - _CLEAR)]
        return near if len(near) > 1 else ()

    def in_quality(self, name: str, quality: str) -> str | None:
        """The same channel in another picture quality: "BBC One HD" for "BBC One" and "hd"."""
        key = _key(name)
        every = (called for called in self._all if _key(called) == key and quality in read(called).norm().split())
        return next(every, None)

    def _near(self, heard: str) -> list[str]:
        """Names that share most pairs of sounds."""
        shared: Counter[str] = Counter()
        for gram in _grams(heard):
            shared.update(self._index.get(gram, ()))
        ranked = sorted(shared, key=lambda key: shared[key] / (1 + len(self._sounds[key])), reverse=True)
        return ranked[:_LOOKED_AT]

    def _likeness(self, key: str, heard: str, other: str) -> float:
        spelling, sounding = key.replace(" ", ""), self._sounds[other]
        written = other.replace(" ", "")
        if _figures(spelling) != _figures(written):
            return 0.0
        by_letters = 1 - distance(spelling, written) / max(len(spelling), len(written))
        by_sounds = 1 - distance(heard, sounding) / max(len(heard), len(sounding), 1)
        return 0.4 * by_letters + 0.6 * by_sounds


def _figures(text: str) -> str:
    """Digits must agree: BBC One is not nearly BBC Two."""
    return "".join(letter for letter in text if letter.isdigit())


def _grams(heard: str) -> set[str]:
    edged = f"<{heard}>"
    return {edged[start : start + 2] for start in range(len(edged) - 1)}


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    """The name as it is compared; the same words are asked about many times a sentence."""
    words = [_DIGITS.get(word, word) for word in read(name).norm().split()]
    while len(words) > 1 and words[-1] in _PICTURE:
        words.pop()
    return " ".join(words).removeprefix("the ")
