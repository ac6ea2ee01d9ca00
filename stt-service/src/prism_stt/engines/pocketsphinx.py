"""The embedded engine: PocketSphinx with its own English model. Works offline, on one core.

Each stretch of speech is searched twice at most. First in the command grammar, which is quick. When the worst word
of what comes out does not fit the sound, it was no command, and the full English model hears it as free speech.

Fit is a word's mean acoustic score a frame against the best state of the whole model in that frame. All states are
scored (`compallsen`), so that the reference is the same in both searches.
"""

import math
import queue
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pocketsphinx

from prism_core.audio import MICROPHONE_RATE, Pcm
from prism_core.errors import Unavailable, Unsupported
from prism_core.requests import EngineInfo, Word

from . import Capabilities, Segment, Task, Transcript, grammar
from .automaton import Automaton
from .pronounce import Pronouncer
from .voice_activity import Stretch, find_speech

NAME = "pocketsphinx"
MODEL = "en-us"
FREE = "free speech"
FRAMES_A_SECOND = 100
LOG_BASE = math.log(1.0001)
"""PocketSphinx counts likelihoods in powers of this."""
COMMAND_FIT = -80_000.0
"""Worst word's fit from which it is a command, set on flite's voices. It is too lax for real voices: of seven real
recordings of free speech, two came out with a command in them."""
POSSIBLE_FIT = -90_000.0
"""Down to here (muffled or robotic voices) it is a command if free speech does not fit much better."""
FREE_ADVANTAGE = 20_000.0
"""By how much free speech must fit better then. Commands by espeak-ng: up to 19,000; free speech: 36,000 and more."""
SHORTEST_WORD_FRAMES = 10
"""A word of a few frames says little about fit: it is counted as if it were this long."""
GRAMMARS_KEPT = 4
DITHER = 8.0
"""Standard deviation of the noise added, in 16-bit steps: digital silence has no spectrum to normalise."""
LEVEL = 3000.0
"""Root mean square that speech is brought to, in 16-bit steps, about -21 dB."""
OWN_PRONUNCIATIONS = {"favourites": "F EY V R IH T S", "shush": "SH UH SH", "lumen": "L UW M AH N"}


@dataclass(frozen=True)
class Heard:
    """What one search made of a stretch: its words, and how well the worst one fits."""

    words: tuple[Word, ...]
    fit: float


@dataclass
class _Decoder:
    """One PocketSphinx decoder, with the searches that it knows. Used by one thread at a time."""

    decoder: pocketsphinx.Decoder
    grammars: OrderedDict[tuple[str, ...], tuple[str, Automaton]] = field(default_factory=OrderedDict)
    made: int = 0


class Embedded:
    """PocketSphinx. Threads take decoders from a pool of `workers` (about 120 MB each, made when first needed).

    Args:
        workers: utterances heard at the same time.
        reason: why this engine was chosen, for `describe`.
    """

    capabilities = Capabilities(languages=frozenset({"en"}), translates=False)

    def __init__(self, workers: int = 1, reason: str = "") -> None:
        self._workers = workers
        self._reason = reason
        self._idle: queue.LifoQueue[_Decoder | None] = queue.LifoQueue()
        self._pronouncer: Pronouncer | None = None

    def load(self) -> None:
        """Makes the first decoder; the others follow when they are needed."""
        try:
            self._pronouncer = Pronouncer()
        except Unavailable:  # Commands work; only names that the dictionary lacks cannot be said.
            self._pronouncer = None
        self._idle = queue.LifoQueue()
        for _ in range(self._workers - 1):
            self._idle.put(None)
        decoder = self._new_decoder()
        self._grammar(decoder, ())
        self._idle.put(decoder)

    def close(self) -> None:
        """Nothing runs in the background."""

    def describe(self) -> EngineInfo:
        """PocketSphinx on the processor."""
        return EngineInfo(engine=NAME, model=MODEL, device="cpu", reason=self._reason)

    def transcribe(
        self,
        sound: Pcm,
        *,
        language: str | None = None,
        hints: tuple[str, ...] = (),
        task: Task = "transcribe",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Transcript:
        """English words of `sound`; commands and `hints` are preferred where they fit."""
        self._refuse(language, task)
        segments: list[Segment] = []
        stretches = find_speech(sound.samples)
        with self._borrowed() as decoder:
            for stretch in stretches:
                if cancelled():
                    break
                words = self._hear(decoder, sound.samples, stretch, hints)
                if words:
                    segments.append(Segment(words, " ".join(word.text for word in words)))
        return Transcript(tuple(segments), "en", NAME)

    @staticmethod
    def _refuse(language: str | None, task: Task) -> None:
        if task == "translate":
            raise Unsupported("the embedded engine cannot translate: choose a Whisper model in WHISPER_MODEL")
        if language is not None and language.split("-")[0].lower() != "en":
            raise Unsupported(f"the embedded engine hears English, not {language!r}: choose a Whisper model")

    @contextmanager
    def _borrowed(self) -> Iterator[_Decoder]:
        decoder = self._idle.get() or self._new_decoder()
        try:
            yield decoder
        finally:
            self._idle.put(decoder)

    def _new_decoder(self) -> _Decoder:
        model = pocketsphinx.get_model_path(MODEL)
        decoder = pocketsphinx.Decoder(
            hmm=f"{model}/{MODEL}",
            dict=f"{model}/cmudict-{MODEL}.dict",
            lm=None,
            loglevel="FATAL",
            cmn="batch",
            compallsen=True,
            lw=3.0,  # of 1, 2, 3 and 6.5, best on commands by two synthesisers
        )
        decoder.add_lm_file(FREE, f"{model}/{MODEL}.lm.bin")
        return _Decoder(decoder)

    def _hear(self, decoder: _Decoder, samples: bytes, stretch: Stretch, hints: tuple[str, ...]) -> tuple[Word, ...]:
        pcm = condition(samples[2 * stretch.start : 2 * stretch.end])
        offset = stretch.start / MICROPHONE_RATE
        search, automaton = self._grammar(decoder, hints)
        command = accepted_part(automaton, _search(decoder.decoder, search, pcm, offset))
        if command is not None and command.fit >= COMMAND_FIT:
            return command.words
        free = _search(decoder.decoder, FREE, pcm, offset)
        if command is not None and command.fit >= max(POSSIBLE_FIT, free.fit - FREE_ADVANTAGE):
            return command.words
        return free.words

    def _grammar(self, decoder: _Decoder, hints: tuple[str, ...]) -> tuple[str, Automaton]:
        known = decoder.grammars.get(hints)
        if known is not None:
            decoder.grammars.move_to_end(hints)
            return known
        automaton = grammar.build(hints, lambda word, written: self._speakable(decoder.decoder, word, written))
        for word in automaton.words:
            if not self._speakable(decoder.decoder, word, word):
                raise Unavailable(f"no pronunciation for {word!r}: install espeakng-loader")
        decoder.made += 1
        name = f"commands {decoder.made}"
        decoder.decoder.add_fsg(name, _fsg(decoder.decoder, name, automaton))
        decoder.grammars[hints] = (name, automaton)
        if len(decoder.grammars) > GRAMMARS_KEPT:
            _, (oldest, _) = decoder.grammars.popitem(last=False)
            decoder.decoder.remove_search(oldest)
        return decoder.grammars[hints]

    def _speakable(self, decoder: pocketsphinx.Decoder, word: str, written: str) -> bool:
        if decoder.lookup_word(word) is not None:
            return True
        phones = OWN_PRONUNCIATIONS.get(word, "")
        if not phones and self._pronouncer is not None:
            phones = self._pronouncer.phones(written)
        if phones:
            decoder.add_word(word, phones, False)
        return bool(phones)


def condition(samples: bytes) -> bytes:
    """Speech at one level, with a little noise, the same every time so that asking twice hears the same."""
    sound = np.frombuffer(samples, dtype="<i2").astype(np.float64)
    level = math.sqrt(float(np.mean(sound**2))) if len(sound) else 0.0
    noise = np.random.default_rng(0).standard_normal(len(sound)) * DITHER
    return np.clip(sound * (LEVEL / max(level, 1.0)) + noise, -32768, 32767).astype("<i2").tobytes()


def accepted_part(automaton: Automaton, heard: Heard) -> Heard | None:
    """`heard`, if it is in the language; a short last word that breath or noise added may go. None otherwise."""
    words = heard.words
    for kept in (words, words[:-1]):
        if kept and automaton.accepts(" ".join(word.text for word in kept)):
            return Heard(kept, heard.fit)
    return None


def _fsg(decoder: pocketsphinx.Decoder, name: str, automaton: Automaton) -> pocketsphinx.FsgModel:
    """PocketSphinx's form of `automaton`: every way on from a state is equally likely."""
    end = len(automaton.arcs)
    transitions: list[tuple[int, int, float, str] | tuple[int, int, float]] = []
    for state, arcs in enumerate(automaton.arcs):
        likely = 1 / max(1, len(arcs) + (state in automaton.accepting))
        transitions += [(state, following, likely, word) for word, following in arcs.items()]
        if state in automaton.accepting:
            transitions.append((state, end, likely))
    return decoder.create_fsg(name, 0, end, transitions)


def _search(decoder: pocketsphinx.Decoder, search: str, pcm: bytes, offset: float) -> Heard:
    decoder.activate_search(search)
    decoder.start_utt()
    decoder.process_raw(pcm, no_search=False, full_utt=True)
    decoder.end_utt()
    if decoder.hyp() is None:
        return Heard((), -math.inf)
    words: list[Word] = []
    fits: list[float] = []
    for segment in decoder.seg():
        if segment.word.startswith(("<", "[")):
            continue
        frames = segment.end_frame - segment.start_frame + 1
        fit = _log(segment.ascore) / max(frames, SHORTEST_WORD_FRAMES)
        fits.append(fit)
        words.append(
            Word(
                text=segment.word.split("(")[0],
                start=round(offset + segment.start_frame / FRAMES_A_SECOND, 3),
                end=round(offset + (segment.end_frame + 1) / FRAMES_A_SECOND, 3),
                confidence=round(1 / (1 + math.exp(-(fit - COMMAND_FIT) / 12_000)), 3),
            )
        )
    return Heard(tuple(words), min(fits, default=-math.inf))


def _log(likelihood: float) -> float:
    return math.log(likelihood) / LOG_BASE if likelihood > 0 else -math.inf
