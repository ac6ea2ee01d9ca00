"""One viewer's session: it owns the turns, gives the floor, and cuts Lumen off when the viewer speaks."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable

from prism_core import spans
from prism_core.audio import Pcm
from prism_core.bus import names
from prism_core.commands import Command
from prism_core.errors import BusUnavailable
from prism_core.events import (
    BotInterrupted,
    Caption,
    ErrorNotice,
    Event,
    Interrupt,
    Keyframes,
    Microphone,
    PlaybackResult,
    PlaybackState,
    Remark,
    Reminder,
    SendText,
    SpeechProgress,
)
from prism_core.logs import bound
from prism_core.requests import SentenceResult
from prism_gateway.conversation.acting import Acted
from prism_gateway.conversation.company import decided
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.history import History
from prism_gateway.conversation.speaking import Speech, speak_one
from prism_gateway.conversation.stage import Ports, Stage
from prism_gateway.conversation.turn import Turn, run_turn
from prism_gateway.metrics import TURNS
from prism_gateway.sessions.agents import AgentCommands
from prism_gateway.sessions.context import UNTOLD, ViewersClock, context_of
from prism_gateway.sessions.doing import SessionPlayer
from prism_gateway.sessions.hearing import Said, SessionHearing
from prism_gateway.sessions.memory import SessionMemory
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.party.membership import WISHES, Membership
from prism_gateway.sessions.party.sharing import Sharing
from prism_gateway.sessions.player import BrowserPlayer
from prism_gateway.sessions.relay import Relay
from prism_gateway.sessions.stage import TurnStage
from prism_gateway.sessions.tongue import Tongue
from prism_gateway.sessions.viewer import SessionViewer
from prism_gateway.sessions.voice import SessionVoice
from prism_gateway.sessions.world import World

log = logging.getLogger(__name__)

PLAYED_MARGIN_SECONDS = 0.5
"""How much longer than its sound a reply may take to be heard, before it counts as heard."""


class Session:
    """One viewer's session, for as long as its browser is connected; `sealed` is the cookie that says whose."""

    def __init__(
        self,
        session: str,
        world: World,
        outbox: Outbox,
        sealed: str = "",
        clock: ViewersClock = UNTOLD,
        language: str = "en",
    ) -> None:
        self.id = session
        self._clock = clock
        self._viewer = SessionViewer(session, sealed, world.viewers, world.bus)
        self._world = world
        self._outbox = outbox
        self._floor = Floor()
        self._history = History()
        self._memory = SessionMemory(world.bus, session)
        self._hearing = SessionHearing(
            world, outbox, self._floor, interrupt=self._interrupt, begin=self._begin, answer=self._answer_call
        )
        self._state = PlaybackState()
        self._turn: asyncio.Task[None] | None = None
        self._speech = Speech()
        self._turn_id = ""
        self._tongue = Tongue(language)
        self._interrupted = ""
        self._cut_off = False  # by what the viewer says now
        self._heard = asyncio.Event()
        self._sharing = Sharing(
            world.bus,
            outbox,
            self._floor,
            world.clock,
            running=self._running,
            interrupt=self._interrupt,
            overhear=lambda *said: self._history.overhear(*said),
        )
        self._party = Membership(session, world, outbox, self._viewer, self._sharing, self._recall_history)
        self._browser = BrowserPlayer(self._outbox.post, lambda command: world.resolve(command, sealed))
        self._voice = SessionVoice(world.voice, self._floor, self._viewer)
        self._player = SessionPlayer(
            self._browser, self._floor, self._stage, lambda: self._state, self._viewer.named, self._voice.change,
            self._tongue.answer_in, lambda: self._memory.try_to_keep_silence(self._floor),
        )  # fmt: skip
        self._agents = AgentCommands(
            session,
            world.bus,
            self._player,
            send=self._outbox.post,
            interrupt=self._interrupt,
            state=lambda: self._state,
        )
        self._relay = Relay(
            world.bus,
            session,
            on_command=lambda command: self._errand(self._agents.take(command)),
            on_news=self._on_news,
            on_remark=self._on_remark,
            on_reminder=self._on_reminder,
        )
        self._ports = Ports(
            hearing=world.hearing,
            mind=world.mind(lambda: self._state, sealed, session),
            voice=self._voice,
            player=self._player,
        )
        self._errands: set[asyncio.Task[None]] = set()

    async def run(self, events: AsyncIterator[Event | bytes]) -> None:
        """Serves the browser until `events`, what it sends, ends."""
        with bound(session=self.id):
            await self._recall()
            relaying = asyncio.create_task(self._relay.run(), name="relay")
            try:
                async for event in events:
                    await self._handle(event)
            finally:
                relaying.cancel()
                await self._leave(relaying)

    async def _recall(self) -> None:
        """Finds again what an earlier owner of this session left behind."""
        await self._voice.recall()
        try:
            await self._memory.recall_silence(self._floor)
            await self._recall_history()
            await self._party.recall()
            if await self._memory.lost_turn():
                lost = "Sorry, I was cut off. Please ask me again."
                self._begin_remark(SentenceResult(text=lost, expression="sad"))
        except BusUnavailable:
            self._outbox.post(ErrorNotice(error="Lumen is away for the moment; the TV plays on."))

    async def _recall_history(self) -> None:
        """Takes up what was said before: in the party, or alone with Lumen."""
        self._memory = SessionMemory(self._world.bus, self.id, await self._viewer.profile(), self._sharing.code)
        self._history = History(await self._memory.history())

    async def _leave(self, relaying: asyncio.Task[None]) -> None:
        self._player.close()
        await self._hearing.close()
        await self._party.close()
        tasks = [relaying, *self._errands, *((self._turn,) if self._turn else ())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(BusUnavailable):
            await self._relay.leave()
            await self._viewer.leave()

    async def _handle(self, event: Event | bytes) -> None:
        match event:
            case bytes():
                await self._hearing.feed(event)
            case Microphone():
                await self._hearing.microphone(event)
            case SendText():
                await self._begin(event.content, self._world.clock())
            case PlaybackState():
                await self._on_state(event)
            case PlaybackResult():
                await self._on_result(event)
            case SpeechProgress():
                await self._on_progress(event)
            case Interrupt():
                await self._interrupt()
            case _ if isinstance(event, WISHES):
                await self._party.on(event)

    async def _on_state(self, state: PlaybackState) -> None:
        self._state = state
        self._hearing.watches(state)
        with contextlib.suppress(BusUnavailable):
            await self._relay.watch(state)
            await self._party.renew()
        self._errand(self._remember(state))

    async def _remember(self, state: PlaybackState) -> None:
        with contextlib.suppress(BusUnavailable):
            await self._viewer.saw(state)

    async def _on_result(self, result: PlaybackResult) -> None:
        await self._on_state(result.state)  # First: who hears of the result may ask for the state at once.
        self._browser.answer(result)
        with contextlib.suppress(BusUnavailable):
            await self._world.bus.publish(names.session(self.id), result)

    async def _on_progress(self, progress: SpeechProgress) -> None:
        if progress.turn == self._interrupted:
            self._history.heard(progress.turn, progress.seconds_heard)
            await self._memory.try_to_keep(self._history.past)
        if progress.finished and progress.turn == self._turn_id:
            self._heard.set()

    def _on_news(self, event: Keyframes | Caption) -> None:
        if isinstance(event, Caption):
            self._hearing.caption(event)
        self._outbox.post(event)

    async def _on_remark(self, remark: Remark) -> None:
        """Lumen would like to say something of the programme; silence is as good a decision."""
        now, hour = self._world.clock(), self._clock.hour(remark.utc_offset_hours)
        made: Remark | str = "the host of the party hears it"
        if self._party.leads:
            made = decided(remark, await self._viewer.company(remark.usual), self._floor, now, hour, self._state)
        if isinstance(made, str):
            log.info("remark not made", extra={"reason": made, "wanted": remark.reason})
            return
        self._floor.remark(now)
        self._outbox.post(made)
        self._begin_remark(SentenceResult(text=made.text, expression=made.expression))

    def _on_reminder(self, reminder: Reminder) -> None:
        """The viewer wanted to be told: shown always, and said aloud unless somebody speaks."""
        self._outbox.post(reminder)
        if self._floor.holder == "nobody":
            said = self._tongue.say(f"You wanted to be reminded: {reminder.title}.")
            self._begin_remark(SentenceResult(text=said, expression="happy"), private=True)

    def _errand(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _stage(self) -> Stage:
        return self._sharing.stage(TurnStage(self._outbox, self._turn_id), self._turn_id)

    def _running(self) -> str:
        """Id of the turn that runs, empty where none does."""
        return "" if self._turn is None or self._turn.done() else self._turn_id

    async def _interrupt(self, *, by_typing: bool = False) -> None:
        """Cuts off what Lumen is doing: everything below the turn stops, and the browser drops its sound.

        Who answers by typing has read the sentence that was still being spoken, so it counts as said.
        """
        await self._sharing.cut_off_others()
        if self._turn is None or self._turn.done():
            return
        cut = self._turn_id
        self._interrupted = "" if by_typing else cut
        self._cut_off = True
        if self._speech.first_sound_at is not None and not by_typing:
            self._history.heard(self._turn_id, self._world.clock() - self._speech.first_sound_at)
        self._outbox.interrupt()
        self._outbox.post(BotInterrupted(), self._turn_id)
        self._turn.cancel()
        await asyncio.gather(self._turn, return_exceptions=True)
        await self._sharing.share(BotInterrupted(), cut)

    async def _begin(self, said: Said, since: float) -> None:
        """Begins a turn with what was `said` until `since`."""
        await self._interrupt(by_typing=isinstance(said, str))
        turn = self._new_turn()
        self._turn = asyncio.create_task(self._run_turn(turn, said, since), name=f"turn {turn}")

    def _answer_call(self) -> None:
        """Lumen was called by her name, and nothing else was said yet."""
        if self._floor.holder == "nobody":
            self._begin_remark(SentenceResult(text=self._tongue.say("Yes?"), expression="happy"))

    def _begin_remark(self, sentence: SentenceResult, *, private: bool = False) -> None:
        """Says something that nobody asked for, to all of a party unless it is `private`."""
        turn = self._new_turn()
        stage = TurnStage(self._outbox, turn) if private else self._stage()
        self._turn = asyncio.create_task(self._run_remark(turn, sentence, stage), name=f"remark {turn}")

    def _new_turn(self) -> str:
        self._turn_id = uuid.uuid4().hex[:12]
        self._heard = asyncio.Event()
        self._speech = Speech()
        self._floor.lumen_begins()
        return self._turn_id

    def _on_acted(self, commands: tuple[Command, ...], acted: Acted) -> None:
        """Keeps what the next words may follow, however much of the answer is heard."""
        if acted.question or (commands and not acted.done):  # What the player did, it knows itself.
            self._player.asked(acted.question, acted.options, acted.choices)
        elif not commands:
            self._player.talked()
        self._player.heard(commands)
        self._tongue.spoken = acted.language

    async def _run_turn(self, turn_id: str, said: Said, since: float) -> None:
        memory, history = self._memory, self._history
        # A trace of its own: the socket that it came on may stay open for days.
        with bound(turn=turn_id), spans.running(spans.first("turn", self._world.trace_ratio)):
            turn = Turn(
                id=turn_id,
                ports=self._ports,
                stage=self._stage(),
                history=history,
                context=context_of(
                    self._state,
                    self._player,
                    self._clock,
                    lumen_speaking=self._cut_off,
                    language=self._tongue.spoken,
                    asked=history.question,
                ),
                clock=self._world.clock,
                speech=self._speech,
                began=since,
                speaker=self._sharing.name,
                language=self._tongue.spoken,
                answer_in=self._tongue.asked_for,
                last_done=self._player.last_done,
                player_asked=bool(self._player.question),
                on_acted=self._on_acted,
                on_choices=self._player.offered,
            )
            self._cut_off = False
            outcome = "interrupted"
            try:
                if isinstance(said, str):  # What was spoken is told once it is words.
                    await self._sharing.said(said, turn_id)
                if isinstance(said, Pcm):
                    turn.hints = await self._world.hints()
                with contextlib.suppress(BusUnavailable):
                    await self._memory.turn_begins(turn_id)
                await run_turn(turn, said)
                await memory.try_to_keep(history.past)  # Whoever is asked next, perhaps elsewhere, knows of it.
                await self._until_heard(turn.speech)
                outcome = "completed"
            except Exception:  # The top of a turn: the viewer must hear of it, and the session goes on.
                outcome = "failed"
                log.exception("turn failed")
                self._outbox.post(ErrorNotice(error="Something went wrong on our side; please try again."), turn_id)
            finally:
                self._floor.lumen_ends(self._world.clock())
                TURNS.labels("text" if isinstance(said, str) else "voice", outcome).inc()
                log.info("turn ended", extra={"outcome": outcome, "speech_seconds": round(turn.speech.seconds, 2)})
                with contextlib.suppress(BusUnavailable):
                    await self._memory.turn_ends()
                await memory.try_to_keep(history.past)

    async def _run_remark(self, turn_id: str, sentence: SentenceResult, stage: Stage) -> None:
        with bound(turn=turn_id):
            speech = self._speech

            try:
                await speak_one(sentence, self._ports.voice, stage, turn_id, speech, self._world.clock)
                await self._until_heard(speech)
            finally:
                self._floor.lumen_ends(self._world.clock())

    async def _until_heard(self, speech: Speech) -> None:
        """Waits until the browser has played the speech: until then the viewer can still cut it off."""
        if speech.first_sound_at is None:
            return
        left = speech.heard_at - self._world.clock()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, left) + PLAYED_MARGIN_SECONDS):
                await self._heard.wait()
