"""Playback in a browser: what was asked, what came of it, how it stands."""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from prism_core.commands import Command
from prism_core.events.base import Envelope, Event
from prism_core.model import Model


class ChannelTarget(Model):
    """The channel that a command means, as the catalogue resolved it."""

    channel_id: str
    name: str
    number: int | None = None
    logo: str | None = None
    kind: Literal["tv", "radio", "movie", "episode"] = "tv"


class PlaybackCommand(Event):
    """Asks one browser to do something; answered by `tv.command.result` with the same `command_id`."""

    envelope: ClassVar[Envelope] = "ui-command"

    type: Literal["tv.command"] = "tv.command"
    command_id: str
    command: Command
    target: ChannelTarget | None = None
    """Set where the command names a channel."""


class PlaybackState(Event):
    """How playback stands in one browser; sent on change and every few seconds."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["tv.state"] = "tv.state"
    channel_id: str | None = None
    """What plays out of the catalogue; none for a recording."""
    channel_name: str | None = None
    live: bool = True
    """It is what a channel broadcasts now, rather than a film, a recording or a past programme."""
    playing: bool = False
    """The picture moves: not paused, not stopped, not waiting for data."""
    paused: bool = False
    muted: bool = False
    volume: int = Field(default=100, ge=0, le=100)
    position: AwareDatetime | None = None
    """Programme date-time of the picture on the screen (RFC 8216 §4.3.2.6)."""
    behind_live_seconds: float | None = Field(default=None, ge=0)
    height: int | None = None
    """Lines of the picture, such as 1080."""
    rate: float = 1.0
    subtitles: bool = False
    fullscreen: bool = False
    screen: str = "live"
    """Page that is open, one of `ui.open`'s."""
    sleep_at: AwareDatetime | None = None
    """When the sleep timer stops the programme; none where it is not set."""
    error: str | None = None
    """Why nothing plays, in words for the viewer."""


ResultError = Literal[
    "unknown_channel", "network", "media", "autoplay_blocked", "unsupported", "nothing_playing", "timeout"
]


class PlaybackResult(Event):
    """What the browser did. `error` is set when it could not; the state is as it stands either way."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["tv.command.result"] = "tv.command.result"
    command_id: str
    ok: bool
    message: str = ""
    """A short sentence of what really happened, such as "Playing BBC One, 1080p, 6 s behind live"."""
    error: ResultError | None = None
    state: PlaybackState


class Caption(Event):
    """A caption of the programme, on the programme's clock."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["tv.caption"] = "tv.caption"
    channel_id: str
    text: str
    timestamp: float
    """Unix seconds of programme time at which it appears."""
    duration: float = Field(gt=0)
    """Seconds for which it stays."""
    translated_to: str | None = None
    """BCP 47 tag of the language that it was translated to; none where these are the programme's own words."""


class Watching(Event):
    """A browser began or stopped to show a channel: a hint; `prism:watching:{channel}` is the truth."""

    type: Literal["tv.watching"] = "tv.watching"
    channel_id: str
    on: bool
