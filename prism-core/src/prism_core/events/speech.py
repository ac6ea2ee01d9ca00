"""Speech in both directions: who speaks, what was heard, what is said."""

from typing import ClassVar, Literal

from pydantic import Field

from prism_core.events.base import Envelope, Event
from prism_core.model import Model
from prism_core.visemes import VisemeCue


class UserStartedSpeaking(Event):
    """The viewer began to speak."""

    type: Literal["user-started-speaking"] = "user-started-speaking"


class UserStoppedSpeaking(Event):
    """The viewer's utterance ended."""

    type: Literal["user-stopped-speaking"] = "user-stopped-speaking"


class UserTranscription(Event):
    """What the viewer said. The `text` of partial ones only grows, until one with `final` ends them."""

    type: Literal["user-transcription"] = "user-transcription"
    text: str
    tentative: str = ""
    """Words after `text` that may still change; none in a final one."""
    final: bool
    confidence: float | None = Field(default=None, ge=0, le=1)


class BotStartedSpeaking(Event):
    """The first sound of a reply is on its way."""

    type: Literal["bot-started-speaking"] = "bot-started-speaking"


class BotStoppedSpeaking(Event):
    """The last sound of a reply has been sent."""

    type: Literal["bot-stopped-speaking"] = "bot-stopped-speaking"


class BotInterrupted(Event):
    """The reply was cut off: drop its sound and its visemes at once."""

    type: Literal["bot-interrupted"] = "bot-interrupted"


class Visemes(Event):
    """Mouth shapes of one sentence, on the clock of the turn's speech."""

    envelope: ClassVar[Envelope] = "server-message"

    type: Literal["avatar.visemes"] = "avatar.visemes"
    sentence: int = Field(ge=0)
    cues: tuple[VisemeCue, ...]


class SpeechProgress(Event):
    """How much of a reply the viewer has heard; the history is cut to it after an interruption."""

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["speech.progress"] = "speech.progress"
    turn: str
    seconds_heard: float = Field(ge=0)
    finished: bool


class Microphone(Event):
    """How the microphone stands. `speaking` is set by push-to-talk: true while the button is held.

    `open` takes all speech for Lumen's; `wake` what begins with her name, or follows soon after it or after her.
    """

    envelope: ClassVar[Envelope] = "ui-event"

    type: Literal["mic"] = "mic"
    mode: Literal["push_to_talk", "open", "wake", "off"]
    speaking: bool | None = None


class MicrophoneHeader(Model):
    """Header of a binary frame of the microphone whose sound was compared with the page's own.

    Mono int16 little-endian PCM at 16 kHz follows it, 512 samples. A frame may also be such PCM without a header.
    """

    kind: Literal["mic"] = "mic"
    near: float = Field(ge=0, le=1)
    """Share of the sound that the programme and Lumen's voice do not explain."""
    far: float
    """Level of those two in it, in dB of full scale; they have been taken out as far as they could be."""


class VoiceHeader(Model):
    """Header of a binary frame of Lumen's voice; mono int16 little-endian PCM follows it."""

    kind: Literal["voice"] = "voice"
    turn: str
    generation: int
    sentence: int
    sequence: int
    """Counts the frames of a turn from 0."""
    sample_rate: int
    """Hz."""
    start: float
    """Seconds on the clock of the turn's speech."""
