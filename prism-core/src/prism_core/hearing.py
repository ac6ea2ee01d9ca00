"""Words shown while they are spoken: local agreement over a growing utterance.

A recogniser that hears the beginning of an utterance changes its mind about the last words. What two hypotheses in
a row begin with alike is shown, and stays (Liu et al. 2020, https://arxiv.org/abs/2005.11185; Macháček et al. 2023,
https://arxiv.org/abs/2307.14743).
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable

from prism_core.audio import Pcm
from prism_core.errors import PrismError
from prism_core.requests import PartialTranscript, TranscriptResult

STEP_SECONDS = 0.4
"""New sound from which it is worth asking again: about a word."""
POLL_SECONDS = 0.05
TRIES = 3
"""Failures in a row after which an utterance is not followed any more; its end is heard all the same."""

_PUNCTUATION = re.compile(r"[^\w']+")

Ask = Callable[[Pcm], Awaitable[TranscriptResult]]


class LocalAgreement:
    """The words of one utterance on which hypotheses agree; they only ever grow."""

    def __init__(self) -> None:
        self._agreed: tuple[str, ...] = ()
        self._last: tuple[str, ...] = ()

    def add(self, text: str) -> PartialTranscript:
        """Takes the next hypothesis, of more sound than the last one."""
        words = tuple(text.split())
        alike = _alike(words, self._last)
        # Against what was shown, a hypothesis may only add: contradicting it is for the final text.
        if alike > len(self._agreed) and _alike(words, self._agreed) == len(self._agreed):
            self._agreed = (*self._agreed, *words[len(self._agreed) : alike])
        self._last = words
        return PartialTranscript(agreed=" ".join(self._agreed), tentative=" ".join(words[len(self._agreed) :]))


async def follow(ask: Ask, so_far: Callable[[], Pcm]) -> AsyncGenerator[PartialTranscript, None]:
    """Asks for what was said so far, again and again as the utterance grows; one question at a time.

    Ends only if asking fails `TRIES` times in a row.
    """
    agreement = LocalAgreement()
    asked_seconds = took_seconds = 0.0
    shown = PartialTranscript(agreed="")
    failures = 0
    while failures < TRIES:
        sound = so_far()
        # A recogniser that is slow is asked less often, so that it has time for whose utterance ends meanwhile.
        if sound.seconds < asked_seconds + max(STEP_SECONDS, 2 * took_seconds):
            await asyncio.sleep(POLL_SECONDS)
            continue
        asked_seconds = sound.seconds
        began = asyncio.get_running_loop().time()
        try:
            heard = await ask(sound)
        except PrismError:
            failures += 1
            continue
        failures = 0
        took_seconds = asyncio.get_running_loop().time() - began
        partial = agreement.add(heard.text)
        if partial != shown:
            shown = partial
            yield partial


def _alike(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    """How many words both begin with, whatever their capitals and punctuation."""
    count = 0
    for word, other in zip(words, others, strict=False):
        if _plain(word) != _plain(other):
            break
        count += 1
    return count


def _plain(word: str) -> str:
    return _PUNCTUATION.sub("", word).lower()
