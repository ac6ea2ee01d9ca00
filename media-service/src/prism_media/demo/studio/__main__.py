"""Makes one demo channel's loop and ends.

Usage: python -m prism_media.demo.studio CHANNEL DATA_DIR FFMPEG TTS_URL

Ends with 0 when the loop is complete, 75 (EX_TEMPFAIL) when tts-service does not answer yet, else 1.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from prism_media.demo.channels import BEAT, CLOCK, STORIES
from prism_media.demo.live import HEAD_START
from prism_media.demo.plan import Caption, Plan, Shelf
from prism_media.demo.studio import beat_music, beat_picture, clock_card, story, story_picture
from prism_media.demo.studio.canvas import Picture
from prism_media.demo.studio.encode import EncodingFailed, encode
from prism_media.demo.studio.sound import Sound, write_wave
from prism_media.demo.studio.voice import VoiceAway, reader

TRY_LATER = os.EX_TEMPFAIL


def main() -> int:
    """Make the channel that the arguments name."""
    channel, data_dir, ffmpeg, tts_url = sys.argv[1:]
    shelf = Shelf(Path(data_dir), channel)
    shelf.folder.mkdir(parents=True, exist_ok=True)
    makers = {BEAT.id: _beat, STORIES.id: _stories, CLOCK.id: _clock}
    try:
        makers[channel](shelf, ffmpeg, tts_url)
    except VoiceAway as error:
        print(error, file=sys.stderr)
        return TRY_LATER
    except EncodingFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _beat(shelf: Shelf, ffmpeg: str, _tts_url: str) -> None:
    plan = _planned(shelf, BEAT.id, beat_music.SECONDS)
    left, right = beat_music.compose()
    _encode(shelf, ffmpeg, plan, left, right, beat_picture.frames(left, right))


def _clock(shelf: Shelf, ffmpeg: str, _tts_url: str) -> None:
    plan = _planned(shelf, CLOCK.id, clock_card.SECONDS)
    left, right = clock_card.beeps(plan.epoch % 60)
    _encode(shelf, ffmpeg, plan, left, right, clock_card.frames(plan.epoch % 60))


def _stories(shelf: Shelf, ffmpeg: str, tts_url: str) -> None:
    reading = story.read_aloud(reader(tts_url))
    plan = _planned(shelf, STORIES.id, reading.seconds, reading.captions)
    pictures = story_picture.frames(reading.sound, reading.rate, reading.seconds)
    _encode(shelf, ffmpeg, plan, reading.sound, reading.sound, pictures, reading.rate)


def _planned(shelf: Shelf, channel: str, seconds: int, captions: tuple[Caption, ...] = ()) -> Plan:
    """The plan of an interrupted making, so that what is being shown goes on, or else a new one."""
    kept = shelf.plan()
    if kept is not None and kept.seconds == seconds and kept.captions == captions:
        return kept
    plan = Plan(channel=channel, epoch=int(time.time()) - HEAD_START, seconds=seconds, captions=captions)
    shelf.keep(plan)
    return plan


def _encode(
    shelf: Shelf,
    ffmpeg: str,
    plan: Plan,
    left: Sound,
    right: Sound,
    pictures: Iterable[Picture],
    rate: int = 48_000,
) -> None:
    wave = shelf.folder / "sound.wav"
    write_wave(wave, left, right, rate)
    encode(ffmpeg, shelf.folder, wave, _while_wanted(pictures), plan.seconds)
    wave.unlink(missing_ok=True)


def _while_wanted(pictures: Iterable[Picture]) -> Iterator[Picture]:
    """End when the service that asked is gone: its successor starts a process of its own."""
    parent = os.getppid()
    for picture in pictures:
        if os.getppid() != parent:
            raise EncodingFailed("the service that wanted this has ended")
        yield picture


if __name__ == "__main__":
    sys.exit(main())
