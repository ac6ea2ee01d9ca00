"""The command vocabulary: what Lumen understands and what an agent may ask for.

A command is `{"name": NAME, "slots": {...}}`. The same names travel from the understanding to the browser, as
MCP tool arguments and as tool calls of a language model, so slots are checked where a command is made, not
where it is used. A slot that was not said is absent, never null and never guessed.

`SLOTS` gives the slot model of each name (its JSON schema has no nulls and states its "one of" rules);
`SUMMARIES` one sentence on each for documentation.
"""

from __future__ import annotations

import difflib
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from prism_core.slots import (
    At,
    AudioTrack,
    Channel,
    Delete,
    Explain,
    Favourite,
    Guide,
    MaybeTitle,
    Mute,
    Name,
    NoSlots,
    OfChannel,
    Open,
    Quality,
    Rate,
    Recommend,
    Record,
    Reminder,
    Score,
    Scroll,
    Search,
    Seek,
    Select,
    Sleep,
    Slots,
    Subtitles,
    Switch,
    Title,
    Voice,
    Volume,
    Watch,
    listed,
)

CommandName = Literal[
    "tv.play", "tv.pause", "tv.stop", "tv.seek", "tv.repeat_line", "tv.rate", "tv.next", "tv.previous",
    "tv.volume", "tv.mute", "tv.channel", "tv.watch", "tv.continue", "tv.surprise", "tv.subtitles",
    "tv.audio_track", "tv.quality", "tv.favourite", "tv.record", "ui.guide", "ui.open", "ui.search",
    "ui.select", "ui.back", "ui.scroll", "ui.fullscreen", "ui.pip", "ui.theme", "ask.now", "ask.next",
    "ask.at", "ask.when", "ask.remaining", "ask.who", "ask.song", "ask.explain", "ask.score",
    "ask.recommend", "reminder.set", "reminder.list", "reminder.cancel", "sleep.set", "sleep.cancel",
    "lumen.hush", "lumen.stop", "lumen.companion", "lumen.voice", "lumen.gesture", "profile.switch",
    "delete", "undo", "repeat", "cancel", "confirm", "deny",
]  # fmt: skip

SlotValue = str | bool | int | float

SLOTS: dict[CommandName, type[Slots]] = {
    "tv.play": NoSlots, "tv.pause": NoSlots, "tv.stop": NoSlots, "tv.seek": Seek,
    "tv.repeat_line": NoSlots, "tv.rate": Rate, "tv.next": NoSlots, "tv.previous": NoSlots,
    "tv.volume": Volume, "tv.mute": Mute, "tv.channel": Channel, "tv.watch": Watch,
    "tv.continue": NoSlots, "tv.surprise": NoSlots, "tv.subtitles": Subtitles,
    "tv.audio_track": AudioTrack, "tv.quality": Quality, "tv.favourite": Favourite, "tv.record": Record,
    "ui.guide": Guide, "ui.open": Open, "ui.search": Search, "ui.select": Select, "ui.back": NoSlots,
    "ui.scroll": Scroll, "ui.fullscreen": Switch, "ui.pip": Switch, "ui.theme": Name,
    "ask.now": OfChannel, "ask.next": OfChannel, "ask.at": At, "ask.when": Title,
    "ask.remaining": NoSlots, "ask.who": NoSlots, "ask.song": NoSlots, "ask.explain": Explain,
    "ask.score": Score, "ask.recommend": Recommend, "reminder.set": Reminder, "reminder.list": NoSlots,
    "reminder.cancel": MaybeTitle, "sleep.set": Sleep, "sleep.cancel": NoSlots, "lumen.hush": Switch,
    "lumen.stop": NoSlots, "lumen.companion": Switch, "lumen.voice": Voice, "lumen.gesture": Name,
    "profile.switch": Name, "delete": Delete, "undo": NoSlots, "repeat": NoSlots, "cancel": NoSlots,
    "confirm": NoSlots, "deny": NoSlots,
}  # fmt: skip

SUMMARIES: dict[CommandName, str] = {
    "tv.play": "Play on from where the programme was paused.",
    "tv.pause": "Pause the programme.",
    "tv.stop": "Stop the programme and close the player.",
    "tv.seek": "Jump within the programme: by seconds, to a position, a fraction, its start, or to live.",
    "tv.repeat_line": "Say the last line again: 15 s back, with captions for a while.",
    "tv.rate": "Play faster or slower.",
    "tv.next": "Go on to the next episode or track.",
    "tv.previous": "Go back to the previous episode or track.",
    "tv.volume": "Set the programme's volume, or change it by a step.",
    "tv.mute": "Mute the programme's sound or bring it back, for a time if seconds are given.",
    "tv.channel": "Change to a channel by name or number, one on or back, or to the last one watched.",
    "tv.watch": "Find something by title, genre, person or kind, and play it.",
    "tv.continue": "Go on with what was being watched last.",
    "tv.surprise": "Put anything on.",
    "tv.subtitles": "Turn subtitles on or off, in a language if one is given.",
    "tv.audio_track": "Choose the sound track: a language, audio description, or the original.",
    "tv.quality": "Choose the picture's height in lines, or leave it to the connection.",
    "tv.favourite": "Add a channel to the favourites or take it out.",
    "tv.record": "Start or stop a recording.",
    "ui.guide": "Show the programme guide, at a channel or a time if given.",
    "ui.open": "Open a page.",
    "ui.search": "Search channels, programmes and radio.",
    "ui.select": "Choose from the list that is on the screen, counted from 1; -1 is the last.",
    "ui.back": "Go back a screen.",
    "ui.scroll": "Scroll the screen.",
    "ui.fullscreen": "Go to full screen or leave it.",
    "ui.pip": "Go to picture in picture or leave it.",
    "ui.theme": "Change how the whole interface looks.",
    "ask.now": "Say what is on now.",
    "ask.next": "Say what is on next.",
    "ask.at": "Say what is on at a time.",
    "ask.when": "Say when a programme is on.",
    "ask.remaining": "Say how long the programme still runs.",
    "ask.who": "Say who is on the screen.",
    "ask.song": "Say which song is playing.",
    "ask.explain": "Recap or explain what just happened.",
    "ask.score": "Say the score of a match.",
    "ask.recommend": "Recommend something to watch.",
    "reminder.set": "Remind of a programme or at a time.",
    "reminder.list": "List the reminders.",
    "reminder.cancel": "Cancel a reminder.",
    "sleep.set": "Turn off after a time, at a time, or at the programme's end.",
    "sleep.cancel": "Cancel the sleep timer.",
    "lumen.hush": "Have Lumen keep quiet, or let her talk again.",
    "lumen.stop": "Stop what Lumen is saying.",
    "lumen.companion": "Have Lumen watch along and comment, or stop that.",
    "lumen.voice": "Change how loud, fast or high, with which voice or in which language Lumen speaks.",
    "lumen.gesture": "Have Lumen make a gesture.",
    "profile.switch": "Switch to another viewer's profile.",
    "delete": "Delete a recording, playlist, reminder or memory; waits for confirm.",
    "undo": "Undo the last command.",
    "repeat": "Do the last command again.",
    "cancel": "Drop what is being asked or prepared.",
    "confirm": "Yes to the question that was asked.",
    "deny": "No to the question that was asked.",
}

DESTRUCTIVE: frozenset[CommandName] = frozenset({"delete"})
"""Commands that are carried out only after `confirm`."""


class Command(BaseModel):
    """One thing to do.

    Raises:
        pydantic.ValidationError: the name is not in the vocabulary, or the slots do not fit it; the message
            names the slot and what it takes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: CommandName
    slots: dict[str, SlotValue] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _check(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        name, slots = value.get("name"), value.get("slots") or {}
        if not isinstance(name, str) or name not in SLOTS:
            near = difflib.get_close_matches(str(name), SLOTS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"names: {', '.join(SLOTS)}"
            raise ValueError(f"unknown command {name!r}; {hint}")
        if not isinstance(slots, dict):
            raise ValueError(f"{name}: 'slots' must be an object, not {type(slots).__name__}")
        said = {slot: given for slot, given in slots.items() if given is not None}
        return {**value, "slots": _checked(name, said)}

    @classmethod
    def of(cls, name: CommandName, **slots: SlotValue) -> Command:
        """Build a command from keyword slots: `Command.of("tv.seek", mode="relative", seconds=-30)`."""
        return cls(name=name, slots=slots)

    def typed_slots(self) -> Slots:
        """Give the slots as their model, for code that reads more than one of them."""
        return SLOTS[self.name].model_validate(self.slots)

    @property
    def destructive(self) -> bool:
        """Whether it must wait for `confirm`."""
        return self.name in DESTRUCTIVE


def _checked(name: CommandName, slots: dict[str, Any]) -> dict[str, Any]:
    try:
        return SLOTS[name].model_validate(slots).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise ValueError("; ".join(_problems(name, error))) from None


def _problems(name: CommandName, error: ValidationError) -> list[str]:
    """Say what is wrong with each slot and what it takes instead."""
    known = SLOTS[name].model_fields
    problems: dict[str, str] = {}
    for one in error.errors():
        slot = str(one["loc"][0]) if one["loc"] else ""
        if not slot:
            text = f"{name}: {one['msg'].removeprefix('Value error, ')}"
        elif one["type"] == "extra_forbidden":
            takes = f"it takes {listed(known)}" if known else "it takes no slots"
            text = f"{name} has no slot {slot!r}; {takes}"
        elif one["type"] == "missing":
            text = f"{name} needs slot {slot!r}{_choices(name, slot)}"
        else:
            text = f"{name}: slot {slot!r} cannot be {one['input']!r}: {one['msg']}"
        problems.setdefault(slot, text)
    return list(problems.values())


def _choices(name: CommandName, slot: str) -> str:
    values = get_args(SLOTS[name].model_fields[slot].annotation)
    return f": one of {listed(values)}" if values else ""
