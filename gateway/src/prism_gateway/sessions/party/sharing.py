"""One session's part in the conversation of a party: what it says is told to all, and what others say is heard here."""

import contextlib
from collections.abc import Awaitable, Callable

from prism_core.audio import Pcm
from prism_core.bus import Bus, Message, names
from prism_core.errors import BusUnavailable
from prism_core.events import (
    Event,
    PartyInterrupt,
    PartySaid,
    PartyShown,
    PartyVoice,
    UserTranscription,
)
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.stage import Stage
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.party.others import SHARED, OthersTurns
from prism_gateway.sessions.party.records import Place


class Sharing:
    """Shares the turns of one session while it is in a party.

    Args:
        bus: the way to the other members, on whatever gateway they are.
        outbox: the way to this browser.
        floor: who may speak here.
        clock: the session's seconds.
        running: id of the turn that runs here, empty where none does.
        interrupt: cuts that turn off.
        overhear: remembers of a turn elsewhere what was said in it, and a sentence of Lumen's answer.
    """

    def __init__(
        self,
        bus: Bus,
        outbox: Outbox,
        floor: Floor,
        clock: Callable[[], float],
        *,
        running: Callable[[], str],
        interrupt: Callable[[], Awaitable[None]],
        overhear: Callable[[str, str, str], None],
    ) -> None:
        self._bus = bus
        self._outbox = outbox
        self._floor = floor
        self._clock = clock
        self._running = running
        self._interrupt = interrupt
        self._overhear = overhear
        self._others = OthersTurns(outbox, floor, clock, lambda turn, sentence: overhear(turn, "", sentence))
        self._line = ""
        self.place: Place | None = None
        """The party, and who this is there; none where it is in none."""

    @property
    def code(self) -> str:
        """The party's code, empty where it is in none."""
        return self.place.code if self.place else ""

    @property
    def name(self) -> str:
        """How this member is called there."""
        return self.place.member.name if self.place else ""

    def stage(self, own: Stage, turn: str) -> Stage:
        """The stage of a turn that begins here: this browser's, and those of the others."""
        return SharedStage(own, self, turn) if self.place else own

    async def said(self, text: str, turn: str) -> None:
        """The viewer here said `text`, which begins `turn`."""
        if self.place:
            self._line = turn
            member = self.place.member
            await self.publish(PartySaid(member=member.id, name=member.name, text=text, turn=turn))

    async def share(self, event: Event, turn: str) -> None:
        """Shows the others what a turn here shows."""
        if self.place and isinstance(event, SHARED):
            shown = PartyShown(member=self.place.member.id, turn=turn, shown=event.model_dump_json())
            await self.publish(shown)

    async def speak(self, sound: Pcm, turn: str, sentence: int, start: float) -> None:
        """Lets the others hear a piece of Lumen's voice."""
        if self.place:
            piece = PartyVoice(
                member=self.place.member.id,
                turn=turn,
                sentence=sentence,
                start=start,
                sample_rate=sound.sample_rate,
            )
            await self.publish(piece, sound.samples)

    async def cut_off_others(self) -> None:
        """The viewer here speaks, so Lumen stops answering whoever she answers."""
        if turn := self._others.cut():
            await self.publish(PartyInterrupt(turn=turn))

    async def hear(self, message: Message) -> None:
        """Another member's session tells something."""
        event = message.event
        if isinstance(event, PartyInterrupt):
            if event.turn == self._running():
                await self._interrupt()
        elif self.place is None or getattr(event, "member", self.place.member.id) == self.place.member.id:
            return
        elif isinstance(event, PartySaid):
            await self._hear_line(event)
        elif self._running():  # What is answered here was said later.
            return
        elif isinstance(event, PartyShown):
            self._others.shown(event)
        elif isinstance(event, PartyVoice):
            self._others.voice(event, message)

    async def publish(self, event: Event, payload: bytes = b"") -> None:
        """Tells the members; while Redis is away everyone talks for themselves."""
        with contextlib.suppress(BusUnavailable):
            await self._bus.publish(names.party(self.code), event, payload)

    async def _hear_line(self, line: PartySaid) -> None:
        """Another member speaks: one line is answered at a time.

        Whoever spoke later has cut the earlier turn off by name. Of two who spoke before they could hear of each
        other, the one with the higher id goes on, as both find; a remark gives way to any line.
        """
        assert self.place is not None
        self._outbox.post(line)
        self._overhear(line.turn, f"{line.name}: {line.text}", "")
        self._floor.another_spoke(self._clock())
        running = self._running()
        if running and running == self._line and self.place.member.id > line.member:
            self._others.ignore(line.turn)
            await self.publish(PartyInterrupt(turn=line.turn))
        elif running:
            await self._interrupt()


class SharedStage:
    """One turn's stage where several watch together."""

    def __init__(self, own: Stage, sharing: Sharing, turn: str) -> None:
        self._own = own
        self._sharing = sharing
        self._turn = turn

    async def show(self, event: Event) -> None:
        """Shows an event to all; a line that was spoken is told by name."""
        await self._own.show(event)
        if isinstance(event, UserTranscription):
            if event.final and event.text.strip():
                await self._sharing.said(event.text, self._turn)
            return
        await self._sharing.share(event, self._turn)

    async def play(self, sound: Pcm, *, sentence: int, start: float) -> None:
        """Plays a piece of speech to all."""
        await self._own.play(sound, sentence=sentence, start=start)
        await self._sharing.speak(sound, self._turn, sentence, start)
