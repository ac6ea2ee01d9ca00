"""A conversation with scripts in place of models, and a stage that keeps what it was shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from prism_core.audio import Pcm
from prism_core.commands import Command
from prism_core.events import Event
from prism_core.requests import UtteranceContext
from prism_core.testing import FakeLanguageModel, FakePlayer, FakeSpeechToText, FakeTextToSpeech
from prism_gateway.conversation.history import History
from prism_gateway.conversation.stage import Ports
from prism_gateway.conversation.turn import Turn


@dataclass
class RecordedStage:
    """Keeps every event and every piece of speech with its place on the turn's clock."""

    events: list[Event] = field(default_factory=list)
    played: list[tuple[int, float, float]] = field(default_factory=list)
    """Sentence, start and length in seconds."""

    async def show(self, event: Event) -> None:
        self.events.append(event)

    async def play(self, sound: Pcm, *, sentence: int, start: float) -> None:
        self.played.append((sentence, start, sound.seconds))

    def types(self) -> list[str]:
        return [event.type for event in self.events]

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


@dataclass
class Scene:
    """A turn and everything around it."""

    hearing: FakeSpeechToText = field(default_factory=lambda: FakeSpeechToText(["hello"]))
    mind: FakeLanguageModel = field(default_factory=FakeLanguageModel)
    voice: FakeTextToSpeech = field(default_factory=FakeTextToSpeech)
    player: FakePlayer = field(default_factory=FakePlayer)
    stage: RecordedStage = field(default_factory=RecordedStage)
    history: History = field(default_factory=History)

    def turn(self, clock: Sequence[float] | None = None) -> Turn:
        import asyncio

        return Turn(
            id="turn-1",
            ports=Ports(self.hearing, self.mind, self.voice, self.player),
            stage=self.stage,
            history=self.history,
            context=UtteranceContext(),
            clock=lambda: asyncio.get_running_loop().time(),
        )


MUTE = Command.of("tv.mute", on=True)
GUIDE = Command.of("ui.guide")
NOW = Command.of("ask.now")
