"""One PocketSphinx decoder with its searches: command grammars, and free speech within narrow limits.

PocketSphinx holds Python's lock while it searches, so threads gain nothing from each other: an answer is quick only
if the searches are. Free speech therefore keeps few hypotheses and is searched once, from left to right, in steps
between which other threads get their turn.
"""

import math
import sys
from collections import OrderedDict
from collections.abc import Callable

import pocketsphinx

from prism_core.errors import Unavailable
from prism_core.requests import Word

from . import grammar
from .automaton import Automaton
from .evidence import Heard, Piece, confidence

MODEL = "en-us"
FREE = "free speech"
FRAMES_A_SECOND = 100
LOG_BASE = math.log(1.0001)
"""PocketSphinx counts likelihoods in powers of this."""
COMMAND_LANGUAGE_WEIGHT = 3.0
"""Of 1, 2, 3 and 6.5, best on commands by two synthesisers."""
FREE_LANGUAGE_WEIGHT = 6.5
"""PocketSphinx's own. At 3, twice as many hypotheses stay alive."""
FREE_STATES = 1500
"""Hypotheses kept in a frame. With 30,000 (PocketSphinx's own) it takes twice the time for the same words."""
FREE_WORD_ENDS = 5
STEP_BYTES = 6400
"""0.2 s at 16 kHz, searched in 25 ms."""
LONGEST_COMMAND_BYTES = 6 * 32_000
PATH_SCALE = 1 << 10
"""PocketSphinx gives the scores of a best path (of grammars) in units this much larger than those of a best lattice
path (of free speech)."""
NO_WORD = "(NULL)"
"""A step in a grammar that is not spoken."""
GRAMMARS_KEPT = 4


class Searches:
    """A decoder (about 120 MB). Used by one thread at a time.

    Args:
        phones_of: phones of a word that the dictionary lacks; empty when it has none.
    """

    def __init__(self, phones_of: Callable[[str, str], str]) -> None:
        model = pocketsphinx.get_model_path(MODEL)
        self._phones_of = phones_of
        self._made = 0
        self._grammars: OrderedDict[tuple[str, ...], tuple[str, Automaton]] = OrderedDict()
        self._decoder = pocketsphinx.Decoder(
            hmm=f"{model}/{MODEL}",
            dict=f"{model}/cmudict-{MODEL}.dict",
            lm=None,
            loglevel="FATAL",
            cmn="batch",
            compallsen=True,
            lw=FREE_LANGUAGE_WEIGHT,
            maxhmmpf=FREE_STATES,
            maxwpf=FREE_WORD_ENDS,
            fwdflat=False,
        )
        self._decoder.add_lm_file(FREE, f"{model}/{MODEL}.lm.bin")
        # What follows holds for the grammars, which are all made after this.
        self._decoder.config["lw"] = COMMAND_LANGUAGE_WEIGHT
        self._decoder.config["bestpath"] = False  # a lattice's best path may end in the middle of a command

    def hear(
        self, pcm: bytes, hints: tuple[str, ...], cancelled: Callable[[], bool]
    ) -> tuple[Heard | None, Heard] | None:
        """The command that fits `pcm` best, and its words as free speech; none when `cancelled` ended this early.

        The command is none when no command is whole: the speech ended within one.
        """
        # Longer speech is no command, and this search cannot be interrupted; the free one needs its spectrum.
        command = self.hear_command(pcm[:LONGEST_COMMAND_BYTES], hints)
        if len(pcm) > LONGEST_COMMAND_BYTES:
            command = None
        spectrum = self._decoder.get_cmn(False)  # mean of the stretch, which pieces of it cannot tell
        self._begin(FREE)
        self._decoder.set_cmn(spectrum)
        for at in range(0, len(pcm), STEP_BYTES):
            if cancelled():
                self._end(1)
                return None
            self._decoder.process_raw(pcm[at : at + STEP_BYTES], no_search=False, full_utt=False)
        return command, self._end(1)

    def hear_command(self, pcm: bytes, hints: tuple[str, ...]) -> Heard | None:
        """The command that fits `pcm` best, if any is whole."""
        name, automaton = self.grammar(hints)
        self._begin(name)
        self._decoder.process_raw(pcm, no_search=False, full_utt=True)
        command = self._end(PATH_SCALE)
        return command if automaton.accepts(command.text) else None

    def phones(self, word: str, written: str) -> tuple[str, ...]:
        """How a word sounds, in the dictionary's phones; empty when it has no sound."""
        if not self._speakable(word, written):
            return ()
        return tuple(str(self._decoder.lookup_word(word)).split())

    def grammar(self, hints: tuple[str, ...]) -> tuple[str, Automaton]:
        """Name and automaton of the grammar with `hints` as names, made when it is first asked for.

        Raises:
            Unavailable: a word of the commands has no pronunciation.
        """
        known = self._grammars.get(hints)
        if known is not None:
            self._grammars.move_to_end(hints)
            return known
        automaton = grammar.build(hints, self._speakable)
        for word in automaton.words:
            if not self._speakable(word, word):
                raise Unavailable(f"no pronunciation for {word!r}: install espeakng-loader")
        self._made += 1
        name = f"commands {self._made}"
        self._decoder.add_fsg(name, _fsg(self._decoder, name, automaton))
        self._grammars[hints] = (name, automaton)
        if len(self._grammars) > GRAMMARS_KEPT:
            _, (oldest, _) = self._grammars.popitem(last=False)
            self._decoder.remove_search(oldest)
        return self._grammars[hints]

    def _speakable(self, word: str, written: str) -> bool:
        if self._decoder.lookup_word(word) is not None:
            return True
        phones = self._phones_of(word, written)
        if phones:
            self._decoder.add_word(word, phones, False)
        return bool(phones)

    def _begin(self, search: str) -> None:
        self._decoder.activate_search(search)
        self._decoder.reinit_feat()  # forgets the noise that the last utterance had
        self._decoder.start_utt()

    def _end(self, scale: int) -> Heard:
        self._decoder.end_utt()
        if self._decoder.hyp() is None:
            return Heard(())
        segments = self._decoder.seg()
        return Heard(tuple(_piece(segment, scale) for segment in segments if segment.word != NO_WORD))


def _piece(segment: pocketsphinx.Segment, scale: int) -> Piece:
    first, end = segment.start_frame, segment.end_frame + 1
    score = scale * _log(segment.ascore)
    if segment.word.startswith(("<", "[")):
        return Piece(first, end, score, None)
    word = Word(
        text=segment.word.split("(")[0],
        start=first / FRAMES_A_SECOND,
        end=end / FRAMES_A_SECOND,
        confidence=confidence(score, end - first),
    )
    return Piece(first, end, score, word)


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


def _log(likelihood: float) -> float:
    """PocketSphinx's own count; what is too unlikely for a float (a long pause) counts as the smallest float."""
    return math.log(max(likelihood, sys.float_info.min)) / LOG_BASE
