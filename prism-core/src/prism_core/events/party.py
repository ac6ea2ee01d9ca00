"""A watch party: several browsers that show the same at the same time, and share one conversation with Lumen.

What it watches is a vector on one clock: `position` was, or is to be, on every screen `at` a moment of the gateways'
clock, which pages learn by `party.ping`. Each page steers itself by it, the page that set it too.
"""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from prism_core.events.base import Envelope, Event
from prism_core.model import Model

PartyClock = Literal["programme", "media"]
"""Unix seconds of programme time, or seconds from the beginning of what has one."""
LONGEST_NAME = 40


class PartyItem(Model):
    """What a party watches; of a channel's past, that of `start` to `stop`.

    Which programme that is it does not say: whoever may know it finds it in the guide.
    """

    id: str = Field(min_length=1, max_length=200)
    name: str = Field(max_length=200)
    number: int | None = None
    logo: str | None = Field(default=None, max_length=2000)
    kind: Literal["tv", "radio", "movie", "episode", "recording"] = "tv"
    start: AwareDatetime | None = None
    stop: AwareDatetime | None = None
    source: str | None = Field(default=None, max_length=200)
    """One of the channel's sources, chosen by hand."""


class PartyMember(Model):
    """Somebody in a party."""

    id: str
    name: str


class PartyJoin(Event):
    """This browser joins the party of `code`, or starts one without it; answered by `party.state`."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["party.join"] = "party.join"
    code: str | None = Field(default=None, max_length=64)
    name: str | None = Field(default=None, max_length=LONGEST_NAME)
    """How the viewer wants to be called there; their profile's name where they do not say."""


class PartyLeave(Event):
    """This browser leaves its party; its host may `end` it for everybody."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["party.leave"] = "party.leave"
    end: bool = False


class PartyRule(Event):
    """The host lets everybody choose what is watched, or does not any more."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["party.rule"] = "party.rule"
    everybody: bool


class PartyPlay(Event):
    """Somebody who may has chosen what the party watches, and how; they have it on their screen."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["party.play"] = "party.play"
    item: PartyItem | None = None
    playing: bool = True
    clock: PartyClock = "programme"
    position: float | None = None
    at: float
    """Unix seconds of the gateways' clock."""
    rate: float = Field(default=1.0, ge=0.25, le=4)


class PartyPing(Event):
    """A page asks for the gateways' time; `sent` is its own."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["party.ping"] = "party.ping"
    sent: float


class PartyPong(Event):
    """The time of the gateways, in Unix seconds, when the ping with that `sent` came."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["party.pong"] = "party.pong"
    sent: float
    at: float


class PartyState(Event):
    """The party that this browser is in; without a `code` it is in none, and `reason` says why not any more."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["party.state"] = "party.state"
    code: str | None = None
    you: str = ""
    host: str = ""
    everybody: bool = False
    """Everybody may choose what is watched, not the host alone."""
    members: tuple[PartyMember, ...] = ()
    ends_at: float | None = None
    """Unix seconds."""
    reason: str = ""


class PartyPlayback(Event):
    """What the party watches, for pages to follow."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["party.playback"] = "party.playback"
    item: PartyItem | None = None
    """None: nothing, or nothing that this viewer may see."""
    withheld: str = ""
    """Why this viewer sees nothing of what the others watch."""
    playing: bool = True
    clock: PartyClock = "programme"
    position: float | None = None
    at: float
    rate: float = 1.0


class PartySaid(Event):
    """What another member said to Lumen."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["party.said"] = "party.said"
    member: str
    name: str
    text: str
    turn: str
    """The turn in which Lumen answers."""


class PartyNews(Event):
    """Members or rules of a party have changed: a hint; its keys are the truth."""

    type: Literal["party.news"] = "party.news"


class PartyShown(Event):
    """What a turn of `member` shows to all: `shown` is that event as JSON."""

    type: Literal["party.shown"] = "party.shown"
    member: str
    turn: str
    shown: str


class PartyVoice(Event):
    """A piece of Lumen's voice in a turn of `member`: mono int16 PCM is its payload."""

    type: Literal["party.voice"] = "party.voice"
    member: str
    turn: str
    sentence: int
    start: float
    sample_rate: int


class PartyInterrupt(Event):
    """Somebody cut Lumen off in `turn`."""

    type: Literal["party.interrupt"] = "party.interrupt"
    turn: str
