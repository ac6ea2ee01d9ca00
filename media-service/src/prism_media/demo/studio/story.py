"""What Prism Stories reads: an original story, and how its sentences become sound with captions."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from prism_media.demo.plan import Caption
from prism_media.demo.studio.sound import Sound

TITLE = "The Lighthouse Keeper's Radio"
SENTENCES = (
    "The lighthouse keeper had a radio that could hear tomorrow.",
    "It was a small brown set with one good knob, and it stood on the sill between a jar of shells and a dead clock.",
    "Every evening, when the lamp was lit, she turned the knob slowly and listened to the weather of the next day.",
    "Rain by noon, said the radio, and a boat with a blue sail.",
    "So at noon she hung out a yellow flag, and the boat with the blue sail came in before the rain.",
    "The fishermen thought that she was very wise, and they brought her bread and lemons.",
    "One night the radio said nothing about the weather.",
    "It played a song instead, a song that she had hummed as a girl and never told to anyone.",
    "She sat on the stairs until the song was over.",
    "Then a voice said her name, and asked her to look out of the window.",
    "There was no storm and no ship, only the moon, laying a long white road across the water.",
    "She had kept that light for thirty years, and in all that time she had only ever looked for trouble.",
    "She opened the window, and the sea was as quiet as a sleeping house.",
    "The next evening she turned the knob again, and heard only the hiss of the waves.",
    "She smiled, and put the radio back on the sill, and went to look at tomorrow herself.",
)

_LEAD_IN, _PAUSE, _LEAD_OUT = 1.5, 0.65, 2.5
"""Seconds before the first sentence, between sentences, and at least after the last."""
_STEP = 8
"""Seconds that the loop's length is a multiple of."""

Speak = Callable[[str], bytes]
"""Reads a sentence aloud: text in, WAVE file out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A story read aloud; the captions carry the very times at which its sentences are heard."""

    sound: Sound
    rate: int
    seconds: int
    captions: tuple[Caption, ...]


def read_aloud(speak: Speak, sentences: tuple[str, ...] = SENTENCES) -> Reading:
    """Have each sentence read and lay them out one after the other, to a length of whole steps."""
    pieces = [_samples(speak(sentence)) for sentence in sentences]
    rate = pieces[0][1]
    starts: list[float] = []
    at = _LEAD_IN
    for samples, _ in pieces:
        starts.append(at)
        at += len(samples) / rate + _PAUSE
    length = int(-(-(at + _LEAD_OUT) // _STEP) * _STEP)
    track = np.zeros(length * rate, np.float32)
    captions: list[Caption] = []
    for sentence, (samples, _), start in zip(sentences, pieces, starts, strict=True):
        first = int(start * rate)
        track[first : first + len(samples)] = samples
        captions += captions_of(sentence, start, start + len(samples) / rate)
    return Reading(track, rate, length, tuple(captions))


def captions_of(sentence: str, start: float, stop: float) -> list[Caption]:
    """A sentence as captions of at most two lines of 42 letters, timed by their share of it."""
    cards = _cards(sentence)
    total = sum(len(card.replace("\n", " ")) for card in cards)
    captions: list[Caption] = []
    at = start
    for card in cards:
        length = (stop - start) * len(card.replace("\n", " ")) / total
        captions.append(Caption(start=round(at, 3), stop=round(at + length, 3), text=card))
        at += length
    return captions


_LINE = 42
"""Letters of a caption line (BBC subtitle guidelines allow 37 to 45)."""


def _cards(sentence: str) -> list[str]:
    """Cards of two lines, as even as they can be: a last card of one word would only flash by."""
    cards = -(-len(sentence) // (2 * _LINE - 8))
    width = min(_LINE, len(sentence) // (2 * cards) + 8)
    lines = [""]
    for word in sentence.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return ["\n".join(lines[place : place + 2]) for place in range(0, len(lines), 2)]


def _samples(file: bytes) -> tuple[Sound, int]:
    """Mono samples and their rate, of a 16-bit WAVE file."""
    with wave.open(io.BytesIO(_sized(file)), "rb") as source:
        channels, rate = source.getnchannels(), source.getframerate()
        raw = np.frombuffer(source.readframes(source.getnframes()), "<i2").astype(np.float32) / 32768
    return raw.reshape(-1, channels).mean(axis=1), rate


def _sized(file: bytes) -> bytes:
    """Streamed WAVE files say that they are endless; say how long this one is."""
    data = file.find(b"data", 12)
    if data < 0:
        return file
    size = len(file) - data - 8
    return (
        file[:4]
        + (len(file) - 8).to_bytes(4, "little")
        + file[8 : data + 4]
        + size.to_bytes(4, "little")
        + file[data + 8 :]
    )
