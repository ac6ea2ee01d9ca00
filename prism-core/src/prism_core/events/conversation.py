"""The conversation between a viewer and Lumen, in RTVI's words where it has them (https://docs.pipecat.ai/client/rtvi-standard)."""

from typing import ClassVar, Literal

from pydantic import Field

from prism_core.commands import Command
from prism_core.events.base import Envelope, Event

HourCycle = Literal["h12", "h23"]
"""Whether a viewer's clock counts hours to twelve or to twenty-three."""


class ClientReady(Event):
    """A browser is there. `session` asks to find an earlier session again."""

    type: Literal["client-ready"] = "client-ready"
    version: str
    session: str | None = None
    time_zone: str | None = Field(default=None, max_length=64)
    """The viewer's, as IANA names it, such as Europe/Vienna."""
    hour_cycle: HourCycle | None = None
    about: dict[str, str] = Field(default_factory=dict)


class BotReady(Event):
    """The session is ready."""

    type: Literal["bot-ready"] = "bot-ready"
    version: str
    session: str
    resumed: bool = False


class SendText(Event):
    """The viewer typed something."""

    type: Literal["send-text"] = "send-text"
    content: str = Field(min_length=1, max_length=4000)


class Interrupt(Event):
    """The viewer wants silence now."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["interrupt"] = "interrupt"


class BotLlmStarted(Event):
    """A reply begins."""

    type: Literal["bot-llm-started"] = "bot-llm-started"


class BotLlmText(Event):
    """A piece of a reply's text, in order."""

    type: Literal["bot-llm-text"] = "bot-llm-text"
    text: str


class BotLlmStopped(Event):
    """The reply's text is complete."""

    type: Literal["bot-llm-stopped"] = "bot-llm-stopped"


class BotOutput(Event):
    """One sentence of Lumen; `spoken` when its sound follows."""

    type: Literal["bot-output"] = "bot-output"
    text: str
    spoken: bool


class ErrorNotice(Event):
    """Something went wrong that the viewer should know; `fatal` ends the session."""

    type: Literal["error"] = "error"
    error: str
    fatal: bool = False


class TurnMetrics(Event):
    """Where the time of a turn went, in seconds from the end of the utterance (or the text's arrival)."""

    type: Literal["metrics"] = "metrics"
    transcribed_seconds: float | None = None
    understood_seconds: float | None = None
    first_sentence_seconds: float | None = None
    first_audio_seconds: float | None = None
    total_seconds: float


class Intent(Event):
    """What the viewer's words were understood to ask for."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["intent"] = "intent"
    commands: tuple[Command, ...]
    tier: str
    confidence: float = Field(ge=0, le=1)


class Clarify(Event):
    """A question back, with the choices there are."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["clarify"] = "clarify"
    question: str
    options: tuple[str, ...] = ()


class Card(Event):
    """A structured result that the chat shows beside the words."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["card"] = "card"
    title: str
    lines: tuple[str, ...] = ()


class EnterProfile(Event):
    """Asks the page to become another profile: at once where it has no PIN, else after asking for it.

    The page sends `POST /api/profiles/{profile_id}/enter`, whose answer sets the cookie, and opens its socket again:
    a session belongs to the profile under which it was opened.
    """

    envelope: ClassVar[Envelope] = "ui-command"

    type: Literal["profile.enter"] = "profile.enter"
    profile_id: str
    name: str
    has_pin: bool


class Reminder(Event):
    """A reminder of the viewer is due."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["reminder"] = "reminder"
    title: str
    channel_id: str | None = None
