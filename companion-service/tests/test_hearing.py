"""Captions by speech recognition."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest

from prism_companion.audio.analyser import Analyser
from prism_companion.audio.spectrum import SAMPLE_RATE, Floats
from prism_companion.hearing import Cutter, Hearing, Piece, by_stt_service
from prism_companion.testing.music import Music, band, silence, syllables
from prism_core.bus import MemoryBus
from prism_core.events import Caption
from prism_core.model import Model
from prism_core.requests import TranscribeInBackground, TranscriptResult, Word
from prism_core.work import WorkClient, Worker

STARTS_AT = 1_800_000_000.0
STEP = 2 * SAMPLE_RATE


def pieces(samples: Floats) -> list[Piece]:
    cutter = Cutter()
    starts = range(0, len(samples), STEP)
    return [
        piece
        for start in starts
        for piece in cutter.push(STARTS_AT + start / SAMPLE_RATE, samples[start : start + STEP], spoken=True)
    ]


def test_speech_is_cut_in_its_pauses_without_losing_a_sample() -> None:
    words = np.concatenate([np.full(round(2.5 * SAMPLE_RATE), 0.3), np.zeros(SAMPLE_RATE // 2)])
    speech = np.tile(words, 4)
    found = pieces(speech)
    assert [round(piece.at - STARTS_AT, 2) for piece in found] == pytest.approx([0.0, 2.55, 5.55, 8.55], abs=0.06)
    joined = np.concatenate([piece.samples for piece in found])
    assert np.array_equal(joined, speech[: len(joined)])


def test_a_speaker_who_never_pauses_is_cut_all_the_same() -> None:
    found = pieces(np.full(20 * SAMPLE_RATE, 0.3))
    assert len(found) >= 4
    assert max(len(piece.samples) for piece in found) <= 4 * SAMPLE_RATE


async def captions(samples: Floats, language: str | None = "de") -> tuple[list[Caption], list[TranscribeInBackground]]:
    """What viewers read and what the recogniser was asked, of sound in segments of two seconds."""
    asked: list[TranscribeInBackground] = []
    told: list[Caption] = []

    async def transcribe(request: TranscribeInBackground, payload: bytes) -> AsyncIterator[tuple[Model, bytes]]:
        asked.append(request)
        words = (
            Word(text="Guten", start=0.2, end=0.6, confidence=0.9),
            Word(text="Tag", start=0.6, end=0.9, confidence=0.9),
        )
        yield TranscriptResult(text="Guten Tag", language="de", words=words, confidence=0.9), b""

    async def tell(found: list[Caption]) -> None:
        told.extend(found)

    bus = MemoryBus()
    client, worker = WorkClient(bus), Worker(bus, "stt", {TranscribeInBackground: transcribe})
    await client.start()
    await worker.start()
    hearing = Hearing("news", by_stt_service(client, language), tell)
    running = asyncio.create_task(hearing.run())
    analyser = Analyser()
    for start in range(0, len(samples), STEP):
        step = samples[start : start + STEP]
        before = len(asked)
        hearing.hear(STARTS_AT + start / SAMPLE_RATE, step, analyser.push(step))
        for _ in range(200):
            await asyncio.sleep(0)
        assert len(asked) - before <= 3
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await client.close()
    await worker.drain(0.1)
    return told, asked


async def test_what_is_said_becomes_captions_on_the_programmes_clock() -> None:
    told, asked = await captions(syllables(12.0).samples)
    assert asked[0].language == "de"
    assert (told[0].text, told[0].channel_id, told[0].duration) == ("Guten Tag", "news", 1.0)
    assert STARTS_AT + 0.2 <= told[0].timestamp < STARTS_AT + 8.0
    assert [caption.timestamp for caption in told] == sorted({caption.timestamp for caption in told})


@pytest.mark.parametrize("sound", [silence(12.0), band(120.0, 16.0).since(6.0)], ids=["silence", "music"])
async def test_nobody_is_asked_about_silence_and_little_about_music(sound: Music) -> None:
    _, asked = await captions(sound.samples)
    assert len(asked) <= 1
