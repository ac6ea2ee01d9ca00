"""A conversation with scripts in place of models, a stage that keeps what it was shown, and an edge to sign in at."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI

from prism_core.audio import Pcm
from prism_core.bus import Bus, MemoryBus
from prism_core.commands import Command
from prism_core.errors import NotFound
from prism_core.events import ChannelTarget, EnterProfile, Event, PartyItem, PlaybackState
from prism_core.ports import Manner
from prism_core.requests import UtteranceContext
from prism_core.testing import FakeLanguageModel, FakePlayer, FakeSpeechToText, FakeTextToSpeech, running
from prism_gateway.accounts.testing import Edge
from prism_gateway.conversation.company import CompanyWish
from prism_gateway.conversation.endpointing import VoiceActivityDetector
from prism_gateway.conversation.history import History
from prism_gateway.conversation.listening import Listener
from prism_gateway.conversation.stage import Ports
from prism_gateway.conversation.turn import Turn
from prism_gateway.sessions.socket import Sockets
from prism_gateway.sessions.watching import Stretch
from prism_gateway.sessions.world import World
from prism_gateway.testing import SocketBrowser, connected


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


BEAT = Command(name="tv.channel", slots={"name": "beat"})


class Script:
    """Hears speech in windows whose first byte is not zero."""

    def probability(self, window: bytes) -> float:
        return 0.9 if window[0] else 0.0

    def reset(self) -> None:
        pass


class Stagehand:
    """Builds a world and opens browsers in it."""

    def __init__(self) -> None:
        self.bus: Bus = MemoryBus()
        self.hearing = FakeSpeechToText(["mute the sound"])
        self.detector: Callable[[], VoiceActivityDetector] = Script
        self.mind = FakeLanguageModel(
            sentences=["One two three.", "Four five six."], commands={"mute the sound": (MUTE,), "beat": (BEAT,)}
        )
        self.voice = FakeTextToSpeech()
        self.manners: dict[str, Manner] = {}
        self.companies: dict[str, CompanyWish] = {}
        self.stretches: list[tuple[str, Stretch]] = []

    async def profile(self, sealed: str) -> str:
        return sealed or "default"

    async def name(self, sealed: str) -> str:
        return sealed.capitalize() or "Home"

    async def withheld(self, item: PartyItem, sealed: str) -> str:
        return "That is not for children." if item.name == "Late Show" and sealed == "child" else ""

    async def named(self, name: str, sealed: str) -> EnterProfile | None:
        if name == "Nobody":
            raise NotFound("There is no profile called Nobody. There are: Anna.")
        return EnterProfile(profile_id="anna", name="Anna", has_pin=name == "Anna") if sealed != "anna" else None

    async def manner(self, sealed: str) -> Manner | None:
        return self.manners.get(sealed)

    async def prefer(self, manner: Manner, sealed: str) -> None:
        self.manners[sealed] = manner

    async def company(self, sealed: str) -> CompanyWish:
        return self.companies.get(sealed, CompanyWish())

    async def watched(self, stretch: Stretch, sealed: str) -> None:
        self.stretches.append((sealed, stretch))

    async def resolve(self, command: Command, sealed: str) -> ChannelTarget | None:
        if command.name == "tv.channel" and "name" in command.slots:
            return ChannelTarget(channel_id="demo-beat", name="Prism Beat", number=1)
        return None

    async def hints(self) -> tuple[str, ...]:
        return ("Prism Beat",)

    @asynccontextmanager
    async def serving(self, origins: frozenset[str] = frozenset()) -> AsyncIterator[str]:
        world = World(
            bus=self.bus,
            hearing=self.hearing,
            mind=lambda _state, _viewer, _session: self.mind,
            voice=self.voice,
            resolve=self.resolve,
            withheld=self.withheld,
            viewers=self,
            hints=self.hints,
            listener=lambda: Listener(self.detector()),
        )
        app = FastAPI()
        app.include_router(Sockets(world, origins).router())
        async with running(app) as service:
            yield f"{service.url}/ws"

    @asynccontextmanager
    async def browser(self, url: str, session: str | None = None, profile: str = "") -> AsyncIterator[SocketBrowser]:
        async with connected(url, session, profile) as browser:
            browser.state = PlaybackState(playing=True, channel_id="one", channel_name="One", volume=50)
            await browser.report()
            yield browser


@pytest.fixture
async def stage() -> Stagehand:
    return Stagehand()


@pytest.fixture
def edge() -> Edge:
    return Edge()
