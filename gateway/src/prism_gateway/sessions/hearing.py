"""What one session hears: utterances, their words while they are spoken and after, and whether they are for Lumen."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from prism_core import codec
from prism_core.audio import BYTES_PER_SAMPLE, Pcm
from prism_core.errors import BadInput, PrismError
from prism_core.events import (
    Caption,
    ErrorNotice,
    Microphone,
    MicrophoneHeader,
    PlaybackState,
    UserStartedSpeaking,
    UserStoppedSpeaking,
    UserTranscription,
)
from prism_core.requests import PartialTranscript, TranscriptResult
from prism_gateway.conversation.addressing import Attention, called
from prism_gateway.conversation.endpointing import Heard, patience
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.programme import ProgrammeWords, is_programmes
from prism_gateway.metrics import NOT_FOR_LUMEN
from prism_gateway.sessions.outbox import Outbox
from prism_gateway.sessions.world import World

SHORTEST_UTTERANCE_SECONDS = 0.2
"""A shorter press of the button holds no word."""
HEADED = b'{"kind":"mic"'
"""How a frame with a header begins; as sound, its first samples would be eight that nobody could tell from noise."""

Said = Pcm | str | TranscriptResult


@dataclass(slots=True)
class Utterance:
    """Something that is being said.

    Attributes:
        began: when, on the session's clock.
        held: it was said with the button held, so it is for Lumen.
        shown: Lumen listens to it and the viewer sees so.
        sound: all of it, once it has ended.
        following: shows its words as they are spoken.
        heard: finds out all of its words, from a pause on.
    """

    began: float
    held: bool
    shown: bool = False
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    sound: Pcm | None = None
    following: asyncio.Task[None] | None = None
    heard: asyncio.Task[TranscriptResult] | None = None

    def leave(self) -> None:
        """Nobody wants its words any more."""
        for task in (self.following, self.heard):
            if task is not None:
                task.cancel()


class SessionHearing:
    """Listens for one session.

    Args:
        world: what sessions share.
        outbox: the way to the browser.
        floor: who may speak.
        interrupt: cuts Lumen off.
        begin: begins a turn with what was said, over since a time of the session's clock.
        answer: lets Lumen say that she listens.
    """

    def __init__(
        self,
        world: World,
        outbox: Outbox,
        floor: Floor,
        *,
        interrupt: Callable[[], Awaitable[None]],
        begin: Callable[[Said, float], Awaitable[None]],
        answer: Callable[[], None],
    ) -> None:
        self._world = world
        self._outbox = outbox
        self._floor = floor
        self._interrupt = interrupt
        self._begin = begin
        self._answer = answer
        self._listener = world.listener()
        self._attention = Attention()
        self._programme = ProgrammeWords()
        self._channel: str | None = None
        self._must_call = False
        self._listens = True
        self._utterance: Utterance | None = None
        self._deciding: set[asyncio.Task[None]] = set()

    async def feed(self, frame: bytes) -> None:
        """The microphone heard `frame`; the browser is told of one that is none of the microphone's.

        A frame that comes while the microphone is off, or its button up, is not listened to: nobody may begin to speak
        there whose end is never heard.
        """
        try:
            samples, near = read_frame(frame)
        except BadInput as error:
            return self._outbox.post(ErrorNotice(error=error.message))
        if not self._listens:
            return
        for heard in self._listener.feed(samples, near, lumen_speaks=self._floor.holder == "lumen"):
            await self._on(heard)

    async def microphone(self, event: Microphone) -> None:
        """The microphone was turned on or off, or its button went down or up."""
        self._must_call = event.mode == "wake"
        self._listens = event.mode in ("open", "wake") or (event.mode == "push_to_talk" and event.speaking is True)
        if event.mode == "off":
            self._drop()
        elif event.speaking is True:
            self._drop()
            self._listener.press()
            await self._started(held=True)
        elif event.speaking is False and self._listener.listening:
            self._listener.release()
            self._ended()

    def caption(self, caption: Caption) -> None:
        """The programme says something; nobody says its translation."""
        if caption.translated_to:
            return
        self._programme.caption(caption.text, caption.timestamp, caption.duration)

    def watches(self, state: PlaybackState) -> None:
        """The player stands so."""
        if state.channel_id != self._channel:
            self._channel = state.channel_id
            self._programme.forget()
        position = state.position.timestamp() if state.position else None
        self._programme.stands(position, moving=state.playing, at=self._world.clock())

    async def close(self) -> None:
        """The browser is gone."""
        self._drop()
        for task in self._deciding:
            task.cancel()
        await asyncio.gather(*self._deciding, return_exceptions=True)

    async def _on(self, heard: Heard) -> None:
        match heard:
            case "started":
                await self._started(held=False)
            case "paused":
                self._paused()
            case "resumed" if self._utterance and self._utterance.heard:
                self._utterance.heard.cancel()
                self._utterance.heard = None
            case "ended":
                self._ended()

    async def _started(self, *, held: bool) -> None:
        utterance = self._utterance = Utterance(self._world.clock(), held)
        if held or not self._must_call or self._attentive():
            await self._show(utterance)
        utterance.following = asyncio.create_task(self._follow(utterance), name="follow")

    def _attentive(self) -> bool:
        now = self._world.clock()
        return self._floor.holder == "lumen" or self._attention.attentive(now, self._floor.lumen_until)

    async def _show(self, utterance: Utterance) -> None:
        """The viewer has the floor for `utterance`."""
        utterance.shown = True
        if self._floor.viewer_begins():
            await self._interrupt()
            self._floor.viewer_begins()
        self._outbox.post(UserStartedSpeaking())

    async def _follow(self, utterance: Utterance) -> None:
        """Shows the words as they are spoken; who is not heard while speaking is heard afterwards."""
        with contextlib.suppress(PrismError):
            async with aclosing(self._partials(utterance)) as partials:
                async for partial in partials:
                    await self._partly(utterance, partial)

    async def _partials(self, utterance: Utterance) -> AsyncGenerator[PartialTranscript, None]:
        def so_far() -> Pcm:
            return utterance.sound or self._listener.so_far()

        async for partial in self._world.hearing.follow(so_far, utterance.id, await self._world.hints()):
            yield partial

    async def _partly(self, utterance: Utterance, partial: PartialTranscript) -> None:
        if not utterance.shown:
            # Once it is over, all of its words decide.
            if self._utterance is not utterance or called(partial.agreed) is None:
                return
            await self._show(utterance)
        self._outbox.post(UserTranscription(text=partial.agreed, tentative=partial.tentative, final=False))

    def _paused(self) -> None:
        """Perhaps that was all: the words are found out at once, and say how long to wait for more."""
        utterance = self._utterance
        if utterance is None:
            return
        hearing = asyncio.create_task(self._transcribe(utterance, self._listener.so_far()), name="transcribe")
        utterance.heard = hearing

        def known(task: asyncio.Task[TranscriptResult]) -> None:
            if not task.cancelled() and task.exception() is None and self._utterance is utterance:
                self._listener.wait(patience(task.result().text, task.result().language))

        hearing.add_done_callback(known)

    async def _transcribe(self, utterance: Utterance, sound: Pcm) -> TranscriptResult:
        return await self._world.hearing.transcribe(sound, utterance.id, await self._world.hints())

    def _ended(self) -> None:
        utterance, near, sound = self._utterance, self._listener.near, self._listener.take()
        self._utterance = None
        if utterance is None:
            return
        utterance.sound = sound
        if utterance.shown:
            self._fall_silent()
        if sound.seconds < SHORTEST_UTTERANCE_SECONDS:
            utterance.leave()
            return
        task = asyncio.create_task(self._decide(utterance, sound, near), name="decide")
        self._deciding.add(task)
        task.add_done_callback(self._deciding.discard)

    def _fall_silent(self) -> None:
        self._floor.viewer_ends(self._world.clock())
        self._outbox.post(UserStoppedSpeaking())

    def _drop(self) -> None:
        """Forgets what is being said: the microphone was turned off, or the button begins something else."""
        utterance, self._utterance = self._utterance, None
        if utterance is not None:
            utterance.leave()
            if utterance.shown:
                self._fall_silent()
        self._listener.drop()

    async def _decide(self, utterance: Utterance, sound: Pcm, near: float | None) -> None:
        """Begins a turn with what was said, if it was said to Lumen."""
        ended = self._world.clock()
        try:
            heard = await (utterance.heard or self._transcribe(utterance, sound))
        except PrismError:
            if utterance.shown:
                await self._begin(sound, ended)  # The turn asks once more, and says what is the matter.
            return
        finally:
            utterance.leave()
        wanted = self._wanted(utterance, heard, near, ended)
        if wanted is not None:
            await self._begin(wanted, ended)
        elif utterance.shown:
            self._outbox.post(UserTranscription(text="", final=True))

    def _wanted(
        self, utterance: Utterance, heard: TranscriptResult, near: float | None, ended: float
    ) -> TranscriptResult | None:
        """What of `heard` is meant for Lumen; none where it is the programme's, or said to somebody else."""
        if utterance.held:
            return heard
        rest = called(heard.text)
        if rest is not None:
            self._attention.call(ended)
            if rest:
                return heard.model_copy(update={"text": rest})
            self._answer()
            return None
        likeness = self._programme.likeness(heard.text, utterance.began, ended)
        if heard.text and is_programmes(likeness, near):
            NOT_FOR_LUMEN.labels("programme").inc()
            return None
        if not utterance.shown:
            NOT_FOR_LUMEN.labels("not called").inc()
            return None
        return heard


def read_frame(frame: bytes) -> tuple[bytes, float | None]:
    """Samples of a frame of the microphone, and the share of them that the page's own sound does not explain.

    Raises:
        BadInput: they are no whole samples, or the header is none of the microphone's.
    """
    samples, near = _headed(frame) if frame.startswith(HEADED) else (frame, None)
    if len(samples) % BYTES_PER_SAMPLE:
        raise BadInput("frames of the microphone are mono 16-bit PCM at 16 kHz")
    return samples, near


def _headed(frame: bytes) -> tuple[bytes, float]:
    header, samples = codec.decode(frame)
    try:
        return samples, MicrophoneHeader.model_validate_json(header).near
    except ValueError as error:
        raise BadInput("a frame of the microphone has a header that cannot be read") from error
