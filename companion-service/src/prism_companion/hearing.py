"""Captions for programmes that bring none: their speech, cut where it pauses, and recognised when nobody is waiting."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import numpy as np
from scipy.signal import resample_poly

from prism_companion.audio.analyser import Analysis
from prism_companion.audio.spectrum import SAMPLE_RATE, Floats
from prism_core.audio import MICROPHONE_RATE
from prism_core.errors import PrismError
from prism_core.events import Caption
from prism_core.requests import TranscribeInBackground, TranscriptResult
from prism_core.work import WorkClient

log = logging.getLogger(__name__)

SHORTEST_SECONDS, LONGEST_SECONDS = 2.0, 4.0
"""Of a piece: shorter ones are guessed without their sentence, and a longer one is told after viewers heard it."""
GRAIN = SAMPLE_RATE // 10
"""Samples of a grain, the shortest pause that a cut is made in."""
PAUSE_SHARE = 0.25
"""A grain with less than this of the mean amplitude is a pause between words."""
WAITING_PIECES = 3
"""A recogniser that is further behind than this is left out of what it cannot do in time."""
DEADLINE_SECONDS = 15.0
MIN_CONFIDENCE = 0.3
"""Less is a guess at a noise; no caption is better than a wrong one."""

Recognise = Callable[[bytes], Awaitable[TranscriptResult]]
"""What is said in mono int16 PCM at `MICROPHONE_RATE`."""


@dataclass(frozen=True)
class Piece:
    """A few seconds of sound that begin at `at` (Unix seconds of programme time)."""

    at: float
    samples: Floats


class Cutter:
    """Cuts speech into pieces that end in pauses."""

    def __init__(self) -> None:
        self._open = Piece(0.0, np.zeros(0))

    def push(self, at: float, samples: Floats, *, spoken: bool) -> list[Piece]:
        """Take the sound from `at` on; give the pieces that are whole. What is not `spoken` ends the open one."""
        held = self._open
        if not spoken or abs(at - held.at - len(held.samples) / SAMPLE_RATE) > 0.1:
            held, self._open = self._open, Piece(at, samples if spoken else np.zeros(0))
            return [held] if len(held.samples) >= SHORTEST_SECONDS * SAMPLE_RATE else []
        self._open = Piece(held.at, np.concatenate([held.samples, samples]))
        found = []
        while (end := pause(self._open.samples)) is not None:
            at, whole = self._open.at, self._open.samples
            found.append(Piece(at, whole[:end]))
            self._open = Piece(at + end / SAMPLE_RATE, whole[end:])
        return found


def pause(samples: Floats) -> int | None:
    """Where to cut: the first pause of a piece that is long enough, or its quietest grain when it is too long."""
    shortest, longest = (round(seconds * SAMPLE_RATE / GRAIN) for seconds in (SHORTEST_SECONDS, LONGEST_SECONDS))
    grains = np.abs(samples[: len(samples) // GRAIN * GRAIN]).reshape(-1, GRAIN).mean(axis=1)[:longest]
    if len(grains) <= shortest:
        return None
    quiet = np.flatnonzero(grains[shortest:] < PAUSE_SHARE * grains.mean())
    if len(quiet):
        return int(shortest + quiet[0]) * GRAIN + GRAIN // 2
    return int(shortest + np.argmin(grains[shortest:])) * GRAIN + GRAIN // 2 if len(grains) == longest else None


class Hearing:
    """One channel's speech as captions. `run` is a task; `hear` is called with the sound as it comes."""

    def __init__(self, channel_id: str, recognise: Recognise, tell: Callable[[list[Caption]], Awaitable[None]]) -> None:
        self._channel_id, self._recognise, self._tell = channel_id, recognise, tell
        self._cutter = Cutter()
        self._pieces: deque[Piece] = deque(maxlen=WAITING_PIECES)
        self._came = asyncio.Event()

    def hear(self, at: float, samples: Floats, analysis: Analysis) -> None:
        """Take what `analysis` is of; speech that is told too late to be read is left out, the oldest first."""
        self._pieces.extend(self._cutter.push(at, samples, spoken=may_be_spoken(analysis)))
        if self._pieces:
            self._came.set()

    async def run(self) -> None:
        """Recognise piece after piece until cancelled; a recogniser that fails costs the piece alone."""
        while True:
            await self._came.wait()
            self._came.clear()
            while self._pieces:
                piece = self._pieces.popleft()
                try:
                    heard = await self._recognise(microphone_pcm(piece.samples))
                except PrismError as error:
                    log.info("speech not recognised", extra={"channel": self._channel_id, "reason": error.message})
                    continue
                if heard.text and heard.confidence >= MIN_CONFIDENCE:
                    await self._tell([caption_of(self._channel_id, piece, heard)])


def may_be_spoken(analysis: Analysis) -> bool:
    """Whether somebody may be speaking: not in silence or applause, and not where there is a beat to sing to."""
    return analysis.content == "speech" or (analysis.content == "music" and analysis.tempo is None)


def microphone_pcm(samples: Floats) -> bytes:
    """Sound as the recogniser takes it: mono int16 at `MICROPHONE_RATE`."""
    slower: Floats = resample_poly(samples, MICROPHONE_RATE // 8_000, SAMPLE_RATE // 8_000)
    return bytes((np.clip(slower, -1, 1) * 32_767).astype("<i2").tobytes())


def caption_of(channel_id: str, piece: Piece, heard: TranscriptResult) -> Caption:
    """What was heard of `piece`, from its first word to its last where the recogniser tells."""
    begin, end = 0.0, len(piece.samples) / SAMPLE_RATE
    if heard.words:
        begin, end = heard.words[0].start, heard.words[-1].end
    return Caption(
        channel_id=channel_id,
        text=heard.text,
        timestamp=round(piece.at + begin, 3),
        duration=max(1.0, round(end - begin, 3)),
    )


def by_stt_service(client: WorkClient, language: str | None) -> Recognise:
    """Recognition by whichever stt-service has nothing else to do; without a `language` it finds that out itself."""

    async def recognise(pcm: bytes) -> TranscriptResult:
        asked = TranscribeInBackground(sample_rate=MICROPHONE_RATE, language=language)
        heard = await client.ask_one(asked, pcm, deadline_seconds=DEADLINE_SECONDS)
        assert isinstance(heard, TranscriptResult)
        return heard

    return recognise
