import asyncio
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from prism_companion.hls.media_time import TS_PACKET
from prism_companion.hls.reader import Segment
from prism_companion.hls.sound import carries_sound
from prism_companion.profiles import profile_for
from prism_companion.stage import Stage
from prism_companion.testing.music import Music, band
from prism_core.ffmpeg import find_ffmpeg

SECONDS = 30.0
PICTURE = ("-f", "lavfi", "-i", "color=s=64x64:r=25", "-c:v", "libx264", "-preset", "ultrafast", "-g", "50")
Damage = Callable[[bytes], bytes | None]


def cut(folder: Path, *source: str) -> list[bytes]:
    """What `source` plays as segments of 2 s of a transport stream."""
    command = [find_ffmpeg(), "-v", "error", *source, "-t", str(SECONDS), "-f", "hls", "-hls_time", "2"]
    command += ["-hls_list_size", "0", "-hls_segment_filename", "s%02d.ts", "list.m3u8"]
    subprocess.run(command, cwd=folder, check=True)
    return [path.read_bytes() for path in sorted(folder.glob("s*.ts"))]


async def beats(segments: list[bytes], damaged: int, damage: Damage) -> list[float]:
    """The final beats of a stream whose segment number `damaged` is what `damage` makes of it, or missing."""
    found: list[float] = []
    async with Stage("beat", profile_for(["music"]), find_ffmpeg()) as stage:
        fresh = True
        for index, data in enumerate(segments):
            heard = damage(data) if index == damaged else data
            if heard is None:
                fresh = True
                continue
            at = 1000.0 + 2.0 * index
            scene = await stage.play(Segment(index, at, 2.0, at + 2.0, at + 2.0, fresh, b"", heard))
            found += [scene.origin + pulse.at - 1000.0 for pulse in scene.analysis.pulses]
            fresh = False
    return found


def noise(data: bytes) -> bytes:
    return random.Random(1).randbytes(len(data))


def half(data: bytes) -> bytes:
    """Without the second quarter and the third of its packets."""
    quarter = len(data) // TS_PACKET // 4 * TS_PACKET
    return data[:quarter] + data[3 * quarter :]


def soundless(data: bytes) -> bytes:
    """The same picture, and the tables that announce sound, without a packet of it."""
    packets = [data[at : at + TS_PACKET] for at in range(0, len(data), TS_PACKET)]
    sound = {packet[1:3] for packet in packets if b"\0\0\1\xc0" in packet[4:40]}
    identities = {bytes([first & 0x1F, second]) for first, second in sound}
    return b"".join(packet for packet in packets if bytes([packet[1] & 0x1F, packet[2]]) not in identities)


@pytest.mark.parametrize("damage", [noise, half, soundless, lambda data: None, lambda data: data[:1000]])
async def test_the_beat_stays_where_it_is_after_a_damaged_or_missing_segment(
    damage: Damage, tmp_path: Path, wav: Callable[[Music], Path]
) -> None:
    music = band(130.0, SECONDS)
    source = (*PICTURE[:4], "-i", str(wav(music)), *PICTURE[4:], "-c:a", "aac")
    segments = await asyncio.to_thread(cut, tmp_path, *source)
    found = np.array(await beats(segments, 7, damage))
    later = found[found > 16.5]
    assert len(later) >= 20
    errors = np.abs(later[:, None] - music.beats).min(axis=1)
    assert errors.max() < 0.07, errors


@pytest.mark.parametrize("container", ["mpegts", "fmp4"])
async def test_sound_that_is_announced_and_does_not_come_is_not_waited_for(
    container: str, tmp_path: Path, wav: Callable[[Music], Path]
) -> None:
    source = (*PICTURE[:4], "-i", str(wav(band(120.0, SECONDS))), *PICTURE[4:], "-c:a", "aac")
    if container == "mpegts":
        initialisation, segments = b"", [soundless(data) for data in await asyncio.to_thread(cut, tmp_path, *source)]
    else:
        silent = ("-bsf:a", "noise=drop=gt(n\\,0)", "-hls_segment_type", "fmp4")
        segments = await asyncio.to_thread(cut, tmp_path, *source, *silent)
        initialisation = (tmp_path / "init.mp4").read_bytes()
        assert carries_sound(initialisation, segments[0])
        del segments[0]
    # Nothing can wait where nothing decodes.
    async with Stage("mute", profile_for(["music"]), "no-such-ffmpeg") as stage:
        for index, data in enumerate(segments[:3]):
            at = 1000.0 + 2.0 * index
            scene = await stage.play(Segment(index, at, 2.0, at + 2.0, at + 2.0, index == 0, initialisation, data))
            assert scene.analysis.content == "silence"
            assert scene.analysis.heard_until == pytest.approx(2.0 * (index + 1), abs=0.01)


async def test_a_picture_without_sound_is_silent(tmp_path: Path) -> None:
    segments = await asyncio.to_thread(cut, tmp_path, *PICTURE)
    async with Stage("mute", profile_for(["music"]), find_ffmpeg()) as stage:
        for index, data in enumerate(segments[:3]):
            at = 1000.0 + 2.0 * index
            scene = await stage.play(Segment(index, at, 2.0, at + 2.0, at + 2.0, index == 0, b"", data))
            assert scene.analysis.content == "silence"
            assert scene.analysis.heard_until == pytest.approx(2.0 * (index + 1), abs=0.01)
