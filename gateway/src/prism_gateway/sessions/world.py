"""What every session of a process shares."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prism_core.bus import Bus
from prism_core.events import PlaybackState
from prism_core.ports import LanguageModel, SpeechToText, TextToSpeech
from prism_gateway.conversation.endpointing import Listener
from prism_gateway.sessions.player import Resolve


@dataclass(frozen=True, slots=True)
class World:
    """What every session of a process shares."""

    bus: Bus
    hearing: SpeechToText
    mind: Callable[[Callable[[], PlaybackState]], LanguageModel]
    voice: TextToSpeech
    resolve: Resolve
    hints: Callable[[], Awaitable[tuple[str, ...]]]
    listener: Callable[[], Listener]
    clock: Callable[[], float] = time.monotonic
