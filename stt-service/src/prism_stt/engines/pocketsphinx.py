"""The embedded engine: PocketSphinx with its own English model. Works offline, on one core.

Each stretch of speech is searched twice: in the command grammar, and as free speech. What was said are commands if
every stretch holds one; otherwise all of it is free speech, so that no command is taken from the middle of a talk.
"""

import math
import queue
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np

from prism_core.audio import MICROPHONE_RATE, Pcm
from prism_core.errors import Unavailable, Unsupported
from prism_core.requests import EngineInfo

from . import PLAIN, Asked, Capabilities, Segment, Task, Transcript
from .evidence import Heard, is_command
from .memo import Memo
from .pronounce import Pronouncer
from .searches import MODEL, Searches
from .voice_activity import find_speech

NAME = "pocketsphinx"
DITHER = 8.0
"""Standard deviation of the noise added, in 16-bit steps: digital silence has no spectrum to normalise."""
LEVEL = 3000.0
"""Root mean square that speech is brought to, in 16-bit steps, about -21 dB."""
LONGEST_COMMAND_SECONDS = 6.0
OWN_PRONUNCIATIONS = {"favourites": "F EY V R IH T S", "shush": "SH UH SH", "lumen": "L UW M AH N"}


class Embedded:
    """PocketSphinx. Threads take decoders from a pool of twice `workers` (about 120 MB each, made when first needed).

    Args:
        workers: utterances heard at the same time.
        reason: why this engine was chosen, for `describe`.
    """

    capabilities = Capabilities(languages=frozenset({"en"}), translates=False)

    def __init__(self, workers: int = 1, reason: str = "") -> None:
        self._workers = workers
        self._reason = reason
        self._idle: queue.LifoQueue[Searches | None] = queue.LifoQueue()
        self._memo: Memo[tuple[Heard | None, Heard]] = Memo()
        self._pronouncer: Pronouncer | None = None

    def load(self) -> None:
        """Makes the first decoder; the others follow when they are needed."""
        try:
            self._pronouncer = Pronouncer()
        except Unavailable:  # Commands work; only names that the dictionary lacks cannot be said.
            self._pronouncer = None
        self._idle = queue.LifoQueue()
        for _ in range(2 * self._workers):  # as many again, for what stands back in the middle of its work
            self._idle.put(None)
        searches = Searches(self._phones_of)
        searches.grammar(())
        self._idle.put(searches)

    def close(self) -> None:
        """Lets the decoders go, and the memory that they took."""
        self._idle = queue.LifoQueue()
        self._memo.clear()

    def describe(self) -> EngineInfo:
        """PocketSphinx on the processor."""
        return EngineInfo(engine=NAME, model=MODEL, device="cpu", reason=self._reason)

    def transcribe(self, sound: Pcm, asked: Asked = PLAIN, cancelled: Callable[[], bool] = lambda: False) -> Transcript:
        """English words of `sound`; commands and the hints are preferred where they fit."""
        self._refuse(asked.language, asked.task)
        commands: list[Heard | None] = []
        talk: list[Heard] = []
        for stretch in find_speech(sound.samples, foreground=asked.foreground):
            pcm = sound.samples[2 * stretch.start : 2 * stretch.end]
            both = self._memo.get(pcm, asked, partial(self._hear, pcm, asked.hints, cancelled), cancelled)
            if both is None:
                break
            command, free = (heard and heard.later(stretch.start / MICROPHONE_RATE) for heard in both)
            if free is not None and (command is not None or free.words):
                commands.append(command if command is not None and is_command(command, free) else None)
                talk.append(free)
        said = [command for command in commands if command is not None]
        chosen = said if len(said) == len(commands) else talk
        return Transcript(tuple(Segment(heard.words, heard.text) for heard in chosen if heard.words), "en", NAME)

    def _hear(
        self, pcm: bytes, hints: tuple[str, ...], cancelled: Callable[[], bool]
    ) -> tuple[Heard | None, Heard] | None:
        with self._borrowed() as searches:
            return searches.hear(condition(pcm), hints, cancelled)

    def nearest_command(self, sound: Pcm, hints: tuple[str, ...], cancelled: Callable[[], bool]) -> Heard | None:
        """The command that the closest voice's only stretch of speech resembles most, whether it was said or not.

        None for longer speech, or when it is no whole command.
        """
        found = find_speech(sound.samples, foreground=True)
        if len(found) != 1 or found[0].end - found[0].start > LONGEST_COMMAND_SECONDS * MICROPHONE_RATE or cancelled():
            return None
        pcm = condition(sound.samples[2 * found[0].start : 2 * found[0].end])
        with self._borrowed() as searches:
            command = searches.hear_command(pcm, hints)
        return command and command.later(found[0].start / MICROPHONE_RATE)

    def phones(self, words: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """How words, each in lower case and as written, sound together; those without a pronunciation are silent."""
        with self._borrowed() as searches:
            return tuple(phone for word, written in words for phone in searches.phones(word, written))

    def accepts(self, words: str, hints: tuple[str, ...]) -> bool:
        """Whether `words` are a command."""
        with self._borrowed() as searches:
            return searches.grammar(hints)[1].accepts(words)

    @staticmethod
    def _refuse(language: str | None, task: Task) -> None:
        if task == "translate":
            raise Unsupported("the embedded engine cannot translate: choose a Whisper model in WHISPER_MODEL")
        if language is not None and language.split("-")[0].lower() != "en":
            reason = f"the embedded engine hears English, not {language!r}: choose a Whisper model"
            raise Unsupported(reason, param="language")

    @contextmanager
    def _borrowed(self) -> Iterator[Searches]:
        idle = self._idle
        searches = idle.get()
        try:
            searches = searches or Searches(self._phones_of)
            yield searches
        finally:
            idle.put(searches)

    def _phones_of(self, word: str, written: str) -> str:
        phones = OWN_PRONUNCIATIONS.get(word, "")
        return phones or (self._pronouncer.phones(written) if self._pronouncer is not None else "")


def condition(samples: bytes) -> bytes:
    """Speech at one level, with a little noise, the same every time so that asking twice hears the same."""
    sound = np.frombuffer(samples, dtype="<i2").astype(np.float64)
    level = math.sqrt(float(np.mean(sound**2))) if len(sound) else 0.0
    noise = np.random.default_rng(0).standard_normal(len(sound)) * DITHER
    return np.clip(sound * (LEVEL / max(level, 1.0)) + noise, -32768, 32767).astype("<i2").tobytes()
