"""What every session of a process shares."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prism_core.bus import Bus
from prism_core.commands import Command
from prism_core.events import ChannelTarget, PartyItem, PlaybackState
from prism_core.ports import LanguageModel, SpeechToText, TextToSpeech
from prism_gateway.conversation.listening import Listener
from prism_gateway.sessions.viewer import ViewerData


@dataclass(frozen=True, slots=True)
class World:
    """What every session of a process shares."""

    bus: Bus
    hearing: SpeechToText
    mind: Callable[[Callable[[], PlaybackState], str, str], LanguageModel]
    """For one viewer, by how their player stands, the sealed cookie that says whose session it is, and its id."""
    voice: TextToSpeech
    resolve: Callable[[Command, str], Awaitable[ChannelTarget | None]]
    """The channel that a command means, for the viewer of a sealed cookie."""
    withheld: Callable[[PartyItem, str], Awaitable[str]]
    """Why the viewer of a sealed cookie may not see something; empty where they may."""
    viewers: ViewerData
    hints: Callable[[], Awaitable[tuple[str, ...]]]
    listener: Callable[[], Listener]
    clock: Callable[[], float] = time.monotonic
    trace_ratio: float = 0.0
    """Share of the turns whose traces are exported."""
