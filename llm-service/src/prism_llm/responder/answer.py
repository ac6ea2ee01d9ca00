"""A question to data, and its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prism_core.commands import Command
from prism_core.events.avatar import Gesture
from prism_core.events.conversation import Card
from prism_core.requests import Choice, UtteranceContext
from prism_llm.telling import spoken_words


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences to say, and a card for the chat.

    forgets: what was talked about is to be forgotten too.
    choices: what the viewer may pick of the first sentence.
    """

    sentences: Sequence[str]
    card: Card | None = None
    gesture: Gesture | None = None
    forgets: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what it is asked in: the channel on the screen by id or name, and the viewer's time."""

    command: Command
    context: UtteranceContext
    now: datetime
    channel_id: str | None = None
    text: str = ""
    """The viewer's own words, for what no slot holds ("all of them")."""
    lag: timedelta = timedelta()
    """How far the picture on the screen is behind what is live."""
    told: str = ""
    """What Lumen said last."""

    def slot(self, name: str) -> str:
        """A text slot; empty when it was not said."""
        return str(self.command.slots.get(name, ""))


WHICH: Mapping[str, str] = {
    "delete": "Which one shall I delete?",
    "reminder.cancel": "Which one shall I cancel?",
    "tv.record": "Which one shall I stop?",
}


def which(told: str, command: Command, titles: Sequence[str], apart: Sequence[str] = ()) -> Answer:
    """Asks which of several things `command` is for, where `told` lists them: each may be picked.

    Those of one title are told `apart`, by when or where they are, and picked by that.
    """
    names = [full if titles.count(title) > 1 else title for title, full in zip(titles, apart or titles, strict=True)]
    choices = tuple(
        Choice(label=name, command=Command(name=command.name, slots={**command.slots, "title": name})) for name in names
    )
    return Answer([told, WHICH[command.name]], choices=choices)


def listed(parts: Sequence[str]) -> str:
    """A list for the ear: "a, b and c"."""
    last = spoken_words().get("and", "and")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def some_of(parts: Sequence[str], most: int) -> str:
    """The first of a list for the ear, and how many more there are: "a, b and 3 more"."""
    left = len(parts) - most
    more = (spoken_words().get("more", "{count} more").format(count=left),) if left > 0 else ()
    return listed([*parts[:most], *more])


def shown_on(title: str, channel: str) -> str:
    """Something and where it is, for a list: "Bake Off on BBC One"."""
    return f"{title} ({channel})" if spoken_words() else f"{title} on {channel}"
