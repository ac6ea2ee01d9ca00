"""Work that one service asks of another: typed requests with a deadline, and their typed results.

A request goes to one replica (a Redis stream and its consumer group); its results come back numbered. Only
repeatable work is asked again when a replica dies: the same request must give the same results.
"""

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from prism_core.commands import Command
from prism_core.events.avatar import Expression, Gesture
from prism_core.events.conversation import Card, HourCycle
from prism_core.events.playback import PlaybackState
from prism_core.model import Model
from prism_core.visemes import VisemeCue


class Request(Model):
    """Base of all requests.

    `request_id`, `deadline`, `reply_to` and `traceparent` are set by `WorkClient`; handlers need not look at them.
    """

    stream: ClassVar[str]
    """Names the Redis stream, `prism:work:{stream}`."""
    result: ClassVar[type[Model]]
    repeatable: ClassVar[bool] = True

    request_id: str = ""
    turn: str | None = None
    deadline: float = 0.0
    """Unix seconds after which nobody wants the answer."""
    reply_to: str = ""
    traceparent: str = ""
    """The asker's step (W3C Trace Context); what the worker does and logs belongs to it."""

    @classmethod
    def service(cls) -> str:
        """The name of the service that does it, as an operator and the status know it."""
        return f"{cls.stream.partition('.')[0]}-service"


class Word(Model):
    """A recognised word."""

    text: str
    start: float = Field(ge=0)
    """Seconds from the first sample."""
    end: float = Field(ge=0)
    confidence: float = Field(ge=0, le=1)


class TranscriptResult(Model):
    """What was heard. An empty `text` means: no speech, or none that could be understood."""

    text: str
    language: str
    """BCP 47."""
    words: tuple[Word, ...] = ()
    confidence: float = Field(ge=0, le=1)
    final: bool = True
    engine: str = ""


class Transcribe(Request):
    """Turns an utterance into text. The payload is mono int16 PCM at `sample_rate`."""

    stream: ClassVar[str] = "stt.transcribe"
    result: ClassVar[type[Model]] = TranscriptResult

    sample_rate: int = 16_000
    language: str | None = None
    """BCP 47; none means: find out."""
    hints: tuple[str, ...] = ()
    """Names that are likely now (channels, titles)."""


class TranscribeSoFar(Transcribe):
    """Turns what has been said of an utterance until now into text; its result is not `final`.

    Each request carries the whole utterance up to now, so any replica can answer it. Of its words, those are worth
    showing that two results in a row agree on: see `prism_core.hearing`. The last of them may be half a word.
    """

    stream: ClassVar[str] = "stt.transcribe.partial"


class TranscribeInBackground(Transcribe):
    """Turns sound that no viewer waits for into text, such as a programme's for captions.

    It stands back whenever a viewer is being heard, so its deadline should be generous.
    """

    stream: ClassVar[str] = "stt.transcribe.background"


class PartialTranscript(Model):
    """What is known of an utterance while it is being spoken."""

    agreed: str
    """Words that stay as they are: show them. Each one begins with the one before."""
    tentative: str = ""
    """Words after them that may still change."""


class Choice(Model):
    """One answer to a question: how it is called, and what to do if it is chosen."""

    label: str
    command: Command


class Question(Model):
    """What Lumen asks back where several may be meant."""

    text: str
    choices: tuple[Choice, ...]


class UtteranceContext(Model):
    """What was so when something was said; every part may be missing."""

    playing: bool | None = None
    paused: bool | None = None
    muted: bool | None = None
    volume: int | None = Field(default=None, ge=0, le=100)
    lumen_speaking: bool | None = None
    companion: bool | None = None
    """Whether Lumen speaks of the programme without being asked."""
    screen: str | None = None
    channel: str | None = None
    """Name of the channel that is on."""
    programme: str | None = None
    sleep_at: AwareDatetime | None = None
    """When the sleep timer stops the programme; none where it is not set."""
    last_command: Command | None = None
    talked: bool | None = None
    """Whether what was said last asked for nothing, and Lumen only talked."""
    pending: str | None = None
    """The question that Lumen asked."""
    options: tuple[str, ...] | None = None
    """The list that is on the screen."""
    choices: tuple[Choice, ...] | None = None
    """The choices of the question that Lumen asked; the one that is chosen gives its command."""
    language: str | None = None
    """BCP 47, of what was said before; in a reply, of what is said."""
    answer_in: str | None = None
    """BCP 47: the language that the viewer asked to be answered in; none where it is that of their words."""
    now: AwareDatetime | None = None
    time_zone: str | None = None
    """The viewer's, as IANA names it."""
    hour_cycle: HourCycle | None = None


class Understanding(Model):
    """What was meant: commands in spoken order, which tier decided, how sure it is, and what must be asked back."""

    commands: tuple[Command, ...] = ()
    tier: str
    confidence: float = Field(ge=0, le=1)
    language: str = "en"
    question: Question | None = None
    """Asked where it is not clear which of several is meant, or whether to do another thing in the place of what cannot
    be done; the choices' commands are not among `commands`."""
    answer: str = ""
    """What to say in the place of doing what was asked for and cannot be done; empty where nothing is in the way."""


class Understand(Request):
    """Finds the commands in a text."""

    stream: ClassVar[str] = "llm.understand"
    result: ClassVar[type[Model]] = Understanding

    text: str
    context: UtteranceContext = UtteranceContext()


class Exchange(Model):
    """One turn of the past: what the viewer said and what Lumen answered, cut to what was heard."""

    viewer: str
    lumen: str


class SentenceResult(Model):
    """One complete sentence of a reply."""

    text: str
    expression: Expression = "neutral"
    intensity: float = Field(default=0.6, ge=0, le=1)
    gesture: Gesture | None = None
    card: Card | None = None
    choices: tuple[Choice, ...] = ()
    """What the viewer may pick of it: by its place or its name, and the first with a yes, if it is a question."""


class Reply(Request):
    """Answers the viewer, sentence by sentence. Not repeatable: a reply that dies half-way says so."""

    stream: ClassVar[str] = "llm.reply"
    result: ClassVar[type[Model]] = SentenceResult
    repeatable: ClassVar[bool] = False

    text: str
    history: tuple[Exchange, ...] = ()
    context: UtteranceContext = UtteranceContext()
    state: PlaybackState | None = None
    """How the viewer's player stands, with the channel's id."""
    commands: tuple[Command, ...] = ()
    """Questions among the understood commands (`ask.*` and their like), to be answered from data."""
    viewer: str = Field(default="", repr=False)
    """Whose data is meant, as the sealed cookie of `prism_core.viewer`; never logged."""
    session: str = ""
    """The browser's session, whose player is meant; empty where there is none."""


class SpeechResult(Model):
    """A piece of speech; its payload is mono int16 PCM at `sample_rate`."""

    sample_rate: int
    cues: tuple[VisemeCue, ...] = ()
    """On the clock of the whole sentence: seconds from its first sample."""


class Synthesize(Request):
    """Speaks one sentence: several pieces, the first as early as the engine allows, same cuts every time."""

    stream: ClassVar[str] = "tts.synthesize"
    result: ClassVar[type[Model]] = SpeechResult

    text: str
    voice: str | None = None
    language: str | None = None
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    emotion: Expression = "neutral"
    pitch: float = Field(default=0.0, ge=-12, le=12)
    """Semitones above the voice's own."""


EngineDevice = Literal["cpu", "cuda"]


class EngineInfo(Model):
    """Which engine a model service uses, and why; shown in `/status` and `/api/status`."""

    engine: str
    model: str
    device: EngineDevice = "cpu"
    reason: str = ""
    notice: str = ""
    """Why it is not the engine that was wanted, in words for whoever runs this; empty where it is."""
