"""Words that tell a situation (`situation.py`), and those around what is asked for by name (`asking.py`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prism_llm.sentiment import EMOTIONS
from prism_llm.sentiment.spelling import any_of, as_written, plain

_CALLS = ["lumen", "hey"]
_POINTER = "it"


@dataclass(frozen=True, slots=True)
class Cues:
    """Of one language, for plain words with a space between."""

    failing: re.Pattern[str]
    """What does not work."""
    devices: re.Pattern[str]
    """What shows, sounds or carries the picture."""
    breaking: re.Pattern[str]
    """What `devices` do when they do not work: "the sound's gone"."""
    nagging: re.Pattern[str]
    """What nobody asked for: adverts."""
    amiss: re.Pattern[str]
    """What is a nuisance when it comes again."""
    again: re.Pattern[str]
    ended: re.Pattern[str]
    """What says that a nuisance is over."""
    mocking: re.Pattern[str]
    """Praise that is none where a nuisance follows: "I love it when"."""
    cry: re.Pattern[str]
    """What calls for help."""
    helpless: re.Pattern[str]
    """Who may need help."""
    mishap: re.Pattern[str]
    """What befalls somebody."""
    danger: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """How one language asks for things, as it is written."""

    pointer: str
    """Stands for what is asked for by name."""
    kind: str
    """The same for what is asked for by its kind."""
    pointing: frozenset[str]
    """Words behind a verb that asks, which begin no name."""
    speaker: frozenset[str]
    """First words of who speaks of himself."""
    asking: re.Pattern[str]
    """A clause with a verb that asks and `what` behind it."""
    described: re.Pattern[str]
    """A feeling beside the kind of what is wished, or behind an open word: "a good film", "something sad"."""


def cues_of(words: Mapping[str, str]) -> Cues:
    """The cues in a table of words."""
    return Cues(**{name: re.compile(any_of(plain(words.get(name, "")).split())) for name in Cues.__slots__})


def naming_of(words: Mapping[str, str]) -> Naming:
    """How a language asks, from its table of words."""
    feeling = as_written(" ".join(words.get(emotion, "") for emotion in EMOTIONS))
    kinds, opening, asks = (as_written(words.get(name, "")) for name in ("kinds", "open", "asks"))
    openers = any_of([*_CALLS, *words.get("openers", "").split()])
    pointer = words.get("pointer", _POINTER)
    return Naming(
        pointer=pointer,
        kind=next(iter(words.get("kinds", "").split()), pointer),
        pointing=frozenset(plain(words.get("pointing", "")).split()),
        speaker=frozenset(plain(words.get("speaker", "")).split()),
        asking=re.compile(rf"^(?:{openers}\W+)*{asks}\s+(?P<what>[^\s,;.!?][^,;.!?]*)", re.IGNORECASE),
        described=re.compile(rf"{feeling}(?=\s+{kinds})|(?P<before>{kinds}|{opening})\s+{feeling}", re.IGNORECASE),
    )
