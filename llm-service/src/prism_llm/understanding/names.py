"""The channels' names, for telling "watch Aurora" the channel from "watch Aurora" the film."""

from collections.abc import Iterable

from prism_llm.understanding.utterance import read


class ChannelNames:
    """A set of names, compared as they sound: case, punctuation and a leading "the" do not count."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(_key(name) for name in names) - {""}

    def __len__(self) -> int:
        return len(self._names)

    def has(self, name: str) -> bool:
        """Whether a channel is called so."""
        return _key(name) in self._names

    def has_long(self, name: str) -> bool:
        """Whether a channel of two words or more is called so: one word alone ("News") is too often just a word."""
        key = _key(name)
        return " " in key and key in self._names


def _key(name: str) -> str:
    return read(name).norm().strip().removeprefix("the ")
