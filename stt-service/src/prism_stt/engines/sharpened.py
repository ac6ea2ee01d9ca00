"""Whisper with an ear for commands: what it heard is held against the command that the sound resembles most.

A small Whisper guesses at short commands and at names it never read, where a grammar of commands and of the names of
the moment is right; the grammar makes a command of anything, where Whisper knows better. So the grammar proposes, and
is believed where Whisper heard nearly the same sounds. Long speech, other languages and translations are Whisper's.
"""

from collections.abc import Callable

from prism_core.audio import BYTES_PER_SAMPLE, MICROPHONE_RATE, Pcm
from prism_core.errors import Unavailable
from prism_core.requests import EngineInfo

from . import PLAIN, Asked, Capabilities, Engine, Segment, Transcript
from .evidence import LEAST_FIT, Heard
from .likeness import distance
from .memo import Memo
from .names import spoken_words
from .pocketsphinx import Embedded
from .voice_activity import find_speech

ALIKE = 0.34
"""Distance in sound up to which a command is what Whisper meant."""
RATHER_ALIKE, RATHER_UNSURE = 0.5, 0.66
"""Up to here it may be, if Whisper's mean confidence is lower and the embedded engine's own evidence speaks for it."""
HARDLY_ALIKE, UNSURE = 0.6, 0.75
CLUELESS = 0.5
"""Up to here, or whatever Whisper heard where it is clueless, if the sound fits the command clearly besides."""
CLEAR_FIT = -58_000.0
"""Score a frame of the command's worst word. Announcers under music, in a room, whose words were forced into a command:
-59,000 and less; viewers' commands that Whisper missed: -38,000 to -65,000."""
MOST_WORDS = 12


class Sharpened:
    """`whisper`, whose short English utterances `commands` may correct."""

    def __init__(self, whisper: Engine, commands: Embedded) -> None:
        self._whisper = whisper
        self._commands = commands
        self._memo: Memo[tuple[Heard | None]] = Memo()

    @property
    def capabilities(self) -> Capabilities:
        """Whisper's."""
        return self._whisper.capabilities

    def load(self) -> None:
        """Loads both; raises what they raise."""
        self._whisper.load()
        self._commands.load()

    def close(self) -> None:
        """Lets both go."""
        self._whisper.close()
        self._commands.close()

    def describe(self) -> EngineInfo:
        """Whisper's model; commands are a help."""
        return self._whisper.describe()

    def transcribe(self, sound: Pcm, asked: Asked = PLAIN, cancelled: Callable[[], bool] = lambda: False) -> Transcript:
        """Whisper's words, or the command that they sound like."""
        heard = self._whisper.transcribe(sound, asked, cancelled)
        if not asked.commands or asked.task != "transcribe" or heard.language != "en":
            return heard
        words = spoken_words(heard.text, MOST_WORDS)
        if heard.text and (not words or self._commands.accepts(" ".join(word for word, _ in words), asked.hints)):
            return heard
        try:
            command = self._remembered(sound, heard, words, asked, cancelled)
        except Unavailable:  # A word of the commands cannot be pronounced here.
            return heard
        return heard if command is None else Transcript((Segment(command.words, command.text),), "en", heard.engine)

    def _remembered(
        self,
        sound: Pcm,
        heard: Transcript,
        words: tuple[tuple[str, str], ...],
        asked: Asked,
        cancelled: Callable[[], bool],
    ) -> Heard | None:
        """What `_command` gives, once for each stretch of speech, so that an utterance's end is not judged again."""
        found = find_speech(sound.samples, foreground=True)
        if len(found) != 1:
            return None
        start = found[0].start / MICROPHONE_RATE
        speech = sound.samples[BYTES_PER_SAMPLE * found[0].start : BYTES_PER_SAMPLE * found[0].end]

        def judge() -> tuple[Heard | None] | None:
            command = self._command(sound, words, heard.confidence, asked, cancelled)
            return None if cancelled() else (command and command.later(-start),)

        judged = self._memo.get(speech, (asked, heard.text), judge, cancelled)
        return judged[0].later(start) if judged is not None and judged[0] is not None else None

    def _command(
        self,
        sound: Pcm,
        words: tuple[tuple[str, str], ...],
        confidence: float,
        asked: Asked,
        cancelled: Callable[[], bool],
    ) -> Heard | None:
        command = self._commands.nearest_command(sound, asked.hints, cancelled)
        if command is None or command.worst < LEAST_FIT:
            return None
        said = self._commands.phones((word.text, word.text) for word in command.words)
        far = distance(said, self._commands.phones(words))
        if far <= ALIKE:
            return command
        if may_be(far, confidence, command.worst):
            return command if self._commands.transcribe(sound, asked, cancelled).text == command.text else None
        return None


def may_be(far: float, confidence: float, worst: float) -> bool:
    """Whether a command may have been said that is `far` from what Whisper heard and whose worst word fits so well."""
    if far <= RATHER_ALIKE and confidence < RATHER_UNSURE:
        return True
    return worst >= CLEAR_FIT and (confidence < CLUELESS or (far <= HARDLY_ALIKE and confidence < UNSURE))
