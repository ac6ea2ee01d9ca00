"""Cuts an utterance into chunks of sound, each with the visemes that begin in it.

The cuts depend on the utterance alone, so the same text asked for twice comes in the same chunks.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from prism_core.audio import BYTES_PER_SAMPLE, Pcm
from prism_core.visemes import VisemeCue
from prism_tts.engines import Speech
from prism_tts.lipsync import CueTimeline

FIRST_SECONDS = 0.1
"""Length of the first chunk: short, so that the voice starts early."""
CHUNK_SECONDS = 0.2
"""Length of the others: one message a chunk, and a barge-in is obeyed between two."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of an utterance; the cues are on the utterance's clock."""

    sound: Pcm
    cues: tuple[VisemeCue, ...]


def chunked(pieces: Iterable[Speech], sample_rate: int) -> Generator[Chunk, None, None]:
    """Chunks of an utterance that comes in `pieces`; together they have all its samples and cues."""
    timeline = CueTimeline()
    waiting = bytearray()
    received = given = 0
    for piece in pieces:
        timeline.add(piece.phonemes, received / sample_rate)
        waiting += piece.sound.samples
        received += len(piece.sound.samples) // BYTES_PER_SAMPLE
        # Sound whose mouth shapes may still change waits for the next phoneme.
        settled = int(timeline.settled_seconds * sample_rate)
        while given + (size := _size(given, sample_rate)) <= min(settled, received):
            given += size
            yield _cut(waiting, size, timeline, given, sample_rate)
    timeline.close()
    while waiting:
        size = min(_size(given, sample_rate), len(waiting) // BYTES_PER_SAMPLE)
        given += size
        last = given >= received
        yield _cut(waiting, size, timeline, given + sample_rate if last else given, sample_rate)


def _size(given: int, sample_rate: int) -> int:
    return int((CHUNK_SECONDS if given else FIRST_SECONDS) * sample_rate)


def _cut(waiting: bytearray, size: int, timeline: CueTimeline, until: int, sample_rate: int) -> Chunk:
    """Takes `size` samples off the front of `waiting`, with the cues that begin before sample `until`."""
    samples = bytes(waiting[: size * BYTES_PER_SAMPLE])
    del waiting[: size * BYTES_PER_SAMPLE]
    return Chunk(Pcm(samples, sample_rate), timeline.take(until / sample_rate))
