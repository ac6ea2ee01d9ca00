"""The slots of each command: which words it takes, their types, ranges and "one of" rules.

A slot that was not said is absent: `None` stands for it in Python and it never goes on the wire. The JSON
schemas say so too, and carry the "one of" rules, so that they can be handed to an agent or a generator.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Page = Literal["live", "guide", "favourites", "search", "radio", "movies", "recordings", "settings", "home"]
WatchKind = Literal["movie", "series", "sport", "news", "music", "radio", "podcast"]

Phrase = Annotated[str, Field(min_length=1, max_length=200)]
"""Words as they were said: a title, a name, a time."""
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 tag."""
Seconds = Annotated[int | float, Field(allow_inf_nan=False)]


def _without_nulls(schema: dict[str, Any]) -> None:
    """Say in the JSON schema that an unsaid slot is absent: no null, no default."""
    for slot in schema.get("properties", {}).values():
        slot.pop("default", None)
        options = [option for option in slot.pop("anyOf", []) if option != {"type": "null"}]
        if len(options) == 1:
            slot.update(options[0])
        elif options:
            slot["anyOf"] = options


class Slots(BaseModel):
    """The slots of one command; strict about types, so that `"40"` is not taken for `40`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, str_strip_whitespace=True, json_schema_extra=_without_nulls
    )
    exactly_one: ClassVar[tuple[str, ...]] = ()
    at_least_one: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="after")
    def _count(self) -> Self:
        if self.exactly_one and len(self.model_fields_set & set(self.exactly_one)) != 1:
            raise ValueError(f"give exactly one of the slots {listed(self.exactly_one)}")
        if self.at_least_one and not self.model_fields_set & set(self.at_least_one):
            raise ValueError(f"give at least one of the slots {listed(self.at_least_one)}")
        return self

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Put the "one of" rule into the JSON schema of the command."""
        super().__pydantic_init_subclass__(**kwargs)
        rule = "oneOf" if cls.exactly_one else "anyOf"
        names = cls.exactly_one or cls.at_least_one

        def extra(schema: dict[str, Any]) -> None:
            _without_nulls(schema)
            if names:
                schema[rule] = [{"required": [name]} for name in names]

        cls.model_config["json_schema_extra"] = extra


class NoSlots(Slots):
    """A command that needs no more words."""


class Seek(Slots):
    """Where to jump to; `seconds` is signed for `relative` and the position for `absolute`."""

    mode: Literal["relative", "absolute", "fraction", "start", "live"]
    seconds: Seconds | None = None
    fraction: Annotated[float, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _fits_mode(self) -> Self:
        needed = {"relative": {"seconds"}, "absolute": {"seconds"}, "fraction": {"fraction"}}.get(self.mode, set())
        _require(self, "mode", self.mode, needed, {"seconds", "fraction"})
        if self.mode == "absolute" and self.seconds is not None and self.seconds < 0:
            raise ValueError("slot 'seconds' is a position for mode 'absolute': give 0 or more, or mode 'relative'")
        return self


class Rate(Slots):
    """How fast to play: a `rate` (1 is normal; the range is browsers') or a `step` from the present."""

    exactly_one = ("rate", "step")
    rate: Annotated[int | float, Field(ge=0.0625, le=16)] | None = None
    step: Annotated[int | float, Field(ge=-4, le=4)] | None = None


class Volume(Slots):
    """How loud the programme plays, in percent."""

    mode: Literal["set", "step"]
    level: Annotated[int | float, Field(ge=0, le=100)] | None = None
    delta: Annotated[int | float, Field(ge=-100, le=100)] | None = None

    @model_validator(mode="after")
    def _fits_mode(self) -> Self:
        _require(self, "mode", self.mode, {"level"} if self.mode == "set" else {"delta"}, {"level", "delta"})
        return self


class Mute(Slots):
    """Silence, for `seconds` or until told otherwise."""

    on: bool
    seconds: Annotated[Seconds, Field(gt=0)] | None = None


class Channel(Slots):
    """Which channel: by name, by number, one on or back, or the last one watched."""

    exactly_one = ("name", "number", "step", "last")
    name: Phrase | None = None
    number: Annotated[int, Field(ge=0, le=99999)] | None = None
    step: Literal[1, -1] | None = None
    last: Literal[True] | None = None


class Watch(Slots):
    """What to put on."""

    at_least_one = ("title", "genre", "person", "season", "episode", "kind")
    title: Phrase | None = None
    genre: Phrase | None = None
    person: Phrase | None = None
    season: Annotated[int, Field(ge=0, le=9999)] | None = None
    episode: Annotated[int, Field(ge=0, le=99999)] | None = None
    kind: WatchKind | None = None


class Subtitles(Slots):
    """Subtitles, in `language` if one was named."""

    on: bool
    language: Language | None = None


class AudioTrack(Slots):
    """Which sound track."""

    exactly_one = ("language", "description", "original")
    language: Language | None = None
    description: bool | None = None
    original: Literal[True] | None = None


class Quality(Slots):
    """The picture's height in lines, or what the line carries."""

    exactly_one = ("height", "auto")
    height: Annotated[int, Field(ge=100, le=8640)] | None = None
    auto: Literal[True] | None = None


class Favourite(Slots):
    """Keep or drop a favourite; the channel on the screen where none is named."""

    on: bool
    channel: Phrase | None = None


class Record(Slots):
    """Start or stop a recording; what is on the screen where nothing is named."""

    on: bool
    title: Phrase | None = None
    channel: Phrase | None = None
    when: Phrase | None = None


class Guide(Slots):
    """Which part of the guide."""

    channel: Phrase | None = None
    when: Phrase | None = None


class Open(Slots):
    """Which page."""

    page: Page


class Search(Slots):
    """What to look for."""

    query: Phrase


class Select(Slots):
    """Which of the listed, from 1; -1 is the last."""

    index: Annotated[int, Field(ge=-1, le=999)]

    @model_validator(mode="after")
    def _from_one(self) -> Self:
        if self.index == 0:
            raise ValueError("slot 'index' counts from 1; -1 is the last")
        return self


class Scroll(Slots):
    """Which way."""

    direction: Literal["up", "down", "left", "right"]


class Switch(Slots):
    """On or off."""

    on: bool


class Name(Slots):
    """A name, as said."""

    name: Phrase


class OfChannel(Slots):
    """A channel; the one on the screen, or all, where none is named."""

    channel: Phrase | None = None


class At(Slots):
    """A time as said, on one channel or all."""

    when: Phrase
    channel: Phrase | None = None


class Title(Slots):
    """A title, as said."""

    title: Phrase


class Explain(Slots):
    """The span asked about, in seconds back from now."""

    seconds: Annotated[Seconds, Field(gt=0)] | None = None


class Score(Slots):
    """A team; the match on the screen where none is named."""

    team: Phrase | None = None


class Recommend(Slots):
    """The kind of thing wanted, as said."""

    genre: Phrase | None = None


class Reminder(Slots):
    """What or when, or both; `lead_seconds` is how long before it to speak."""

    at_least_one = ("title", "when")
    title: Phrase | None = None
    when: Phrase | None = None
    lead_seconds: Annotated[Seconds, Field(ge=0)] | None = None


class MaybeTitle(Slots):
    """A title, where one was said."""

    title: Phrase | None = None


class Sleep(Slots):
    """When to turn off."""

    exactly_one = ("seconds", "at", "programme_end")
    seconds: Annotated[Seconds, Field(gt=0)] | None = None
    at: Phrase | None = None
    programme_end: Literal[True] | None = None


class Voice(Slots):
    """How Lumen should speak."""

    at_least_one = ("louder", "quieter", "slower", "faster", "higher", "deeper", "voice", "language")
    louder: Literal[True] | None = None
    quieter: Literal[True] | None = None
    slower: Literal[True] | None = None
    faster: Literal[True] | None = None
    higher: Literal[True] | None = None
    deeper: Literal[True] | None = None
    voice: Phrase | None = None
    """Name of the voice to speak with."""
    language: Language | None = None

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if len(self.model_fields_set - {"language"}) > 1:
            changes = [name for name in self.at_least_one if name != "language"]
            raise ValueError(f"give one of the slots {listed(changes)}")
        return self


class Delete(Slots):
    """What to delete; carried out only after `confirm`."""

    kind: Literal["recording", "playlist", "reminder", "memory"]
    title: Phrase | None = None


def listed(names: Iterable[object]) -> str:
    """Quote names for a message: `'a', 'b'`."""
    return ", ".join(repr(name) for name in names)


def _require(slots: Slots, key: str, value: str, needed: set[str], governed: set[str]) -> None:
    """Check that exactly the `needed` of the `governed` slots are given for this `value` of `key`."""
    given = slots.model_fields_set & governed
    if missing := needed - given:
        raise ValueError(f"{key} {value!r} needs slot {listed(sorted(missing))}")
    if spare := given - needed:
        raise ValueError(f"{key} {value!r} takes no slot {listed(sorted(spare))}; leave it out")
