"""Every event of Prism: the union, how one is decoded, and the names to import."""

from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter, ValidationError

from prism_core.errors import BadInput
from prism_core.events.avatar import (
    EXPRESSIONS,
    GESTURES,
    Expression,
    Gesture,
    Keyframe,
    Keyframes,
    PlayGesture,
    SetExpression,
)
from prism_core.events.base import Envelope, Event
from prism_core.events.companion import REST_FACTORS, Chattiness, Remark, RemarkLine, WatchAlong
from prism_core.events.conversation import (
    BotLlmStarted,
    BotLlmStopped,
    BotLlmText,
    BotOutput,
    BotReady,
    Card,
    Clarify,
    ClientReady,
    EnterProfile,
    ErrorNotice,
    Intent,
    Interrupt,
    Reminder,
    SendText,
    TurnMetrics,
)
from prism_core.events.party import (
    PartyInterrupt,
    PartyItem,
    PartyJoin,
    PartyLeave,
    PartyMember,
    PartyNews,
    PartyPing,
    PartyPlay,
    PartyPlayback,
    PartyPong,
    PartyRule,
    PartySaid,
    PartyShown,
    PartyState,
    PartyVoice,
)
from prism_core.events.playback import (
    Caption,
    ChannelTarget,
    PlaybackCommand,
    PlaybackResult,
    PlaybackState,
    ResultError,
    Watching,
)
from prism_core.events.speech import (
    BotInterrupted,
    BotStartedSpeaking,
    BotStoppedSpeaking,
    Microphone,
    MicrophoneHeader,
    SpeechProgress,
    UserStartedSpeaking,
    UserStoppedSpeaking,
    UserTranscription,
    Visemes,
    VoiceHeader,
)
from prism_core.events.work import Accepted, Cancel, Result

CLIENT_EVENTS = (
    ClientReady,
    SendText,
    PlaybackState,
    PlaybackResult,
    SpeechProgress,
    Microphone,
    Interrupt,
    PartyJoin,
    PartyLeave,
    PartyRule,
    PartyPlay,
    PartyPing,
)
"""What a browser sends."""
SERVER_EVENTS = (
    BotReady,
    UserStartedSpeaking,
    UserStoppedSpeaking,
    UserTranscription,
    BotLlmStarted,
    BotLlmText,
    BotLlmStopped,
    BotOutput,
    BotStartedSpeaking,
    BotStoppedSpeaking,
    BotInterrupted,
    TurnMetrics,
    ErrorNotice,
    PlaybackCommand,
    Visemes,
    SetExpression,
    PlayGesture,
    Keyframes,
    Remark,
    Intent,
    Clarify,
    Card,
    Reminder,
    Caption,
    EnterProfile,
    PartyState,
    PartyPlayback,
    PartySaid,
    PartyPong,
)
"""What a browser receives."""
BUS_EVENTS = (Watching, Cancel, Result, Accepted, PartyNews, PartyShown, PartyVoice, PartyInterrupt)
"""What stays between the services."""

AnyEvent: Any = Annotated[
    Union[CLIENT_EVENTS + SERVER_EVENTS + BUS_EVENTS],  # noqa: UP007  # built from the tuples above
    Field(discriminator="type"),
]
_adapter: TypeAdapter[Event] = TypeAdapter(AnyEvent)


def decode(data: bytes | str) -> Event:
    """The event that JSON `data` says.

    Raises:
        BadInput: unknown type, or fields that do not fit it.
    """
    try:
        return _adapter.validate_json(data)
    except ValidationError as error:
        raise BadInput(f"not an event of Prism: {_summary(error)}") from error


def from_data(data: object) -> Event:
    """As `decode`, from parsed JSON."""
    try:
        return _adapter.validate_python(data)
    except ValidationError as error:
        raise BadInput(f"not an event of Prism: {_summary(error)}") from error


def _summary(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where or 'type'}: {first['msg']}"


__all__ = [
    "BUS_EVENTS",
    "CLIENT_EVENTS",
    "EXPRESSIONS",
    "GESTURES",
    "REST_FACTORS",
    "SERVER_EVENTS",
    "Accepted",
    "AnyEvent",
    "BotInterrupted",
    "BotLlmStarted",
    "BotLlmStopped",
    "BotLlmText",
    "BotOutput",
    "BotReady",
    "BotStartedSpeaking",
    "BotStoppedSpeaking",
    "Cancel",
    "Caption",
    "Card",
    "ChannelTarget",
    "Chattiness",
    "Clarify",
    "ClientReady",
    "EnterProfile",
    "Envelope",
    "ErrorNotice",
    "Event",
    "Expression",
    "Gesture",
    "Intent",
    "Interrupt",
    "Keyframe",
    "Keyframes",
    "Microphone",
    "MicrophoneHeader",
    "PartyInterrupt",
    "PartyItem",
    "PartyJoin",
    "PartyLeave",
    "PartyMember",
    "PartyNews",
    "PartyPing",
    "PartyPlay",
    "PartyPlayback",
    "PartyPong",
    "PartyRule",
    "PartySaid",
    "PartyShown",
    "PartyState",
    "PartyVoice",
    "PlayGesture",
    "PlaybackCommand",
    "PlaybackResult",
    "PlaybackState",
    "Remark",
    "RemarkLine",
    "Reminder",
    "Result",
    "ResultError",
    "SendText",
    "SetExpression",
    "SpeechProgress",
    "TurnMetrics",
    "UserStartedSpeaking",
    "UserStoppedSpeaking",
    "UserTranscription",
    "Visemes",
    "VoiceHeader",
    "WatchAlong",
    "Watching",
    "decode",
    "from_data",
]
