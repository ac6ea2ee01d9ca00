"""Where a turn shows and plays itself, and what it needs to do so."""

from dataclasses import dataclass
from typing import Protocol

from prism_core.audio import Pcm
from prism_core.events import Event
from prism_core.ports import LanguageModel, Player, SpeechToText, TextToSpeech


class Stage(Protocol):
    """The viewer's browser, as one turn sees it: everything it sends carries the turn and its generation."""

    async def show(self, event: Event) -> None:
        """Sends an event."""
        ...

    async def play(self, sound: Pcm, *, sentence: int, start: float) -> None:
        """Sends a piece of speech that begins `start` seconds into the turn's speech."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """What a conversation needs from the world."""

    hearing: SpeechToText
    mind: LanguageModel
    voice: TextToSpeech
    player: Player
