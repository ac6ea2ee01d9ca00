"""What following a channel costs the companion: processor time, memory, channels a core; and how well it tells moods.

A transport stream of H.264 at 720p with captions every few seconds and AAC music is cut into segments of 2 s and
played through everything that a channel runs: captions, decoding, analysis, keyframes, a look at the picture.
"""

import argparse
import asyncio
import os
import resource
import subprocess
import tempfile
import time
import wave
from pathlib import Path

import numpy as np

from prism_companion.audio.analyser import Analyser
from prism_companion.audio.spectrum import SAMPLE_RATE
from prism_companion.embedded.captions import EmbeddedCaptions
from prism_companion.hls.reader import Segment
from prism_companion.profiles import profile_for
from prism_companion.scenes.watching import SceneWatch
from prism_companion.stage import Stage
from prism_companion.testing.moods import MOODS, song
from prism_companion.testing.music import band
from prism_core.bus import MemoryBus
from prism_core.ffmpeg import find_ffmpeg

SECONDS, SEGMENT_SECONDS = 60.0, 2.0
SEEDS, HELD_OUT = range(5), range(200, 212)
"""Songs on which the thresholds of moods were set, and others."""


def processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    parts = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in parts)


def resident_mib() -> float:
    """Memory of this process that is in use."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def segments(folder: Path) -> list[Segment]:
    """The stream in pieces, on a clock that begins at 1000 s."""
    sound = folder / "music.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((band(120, SECONDS).samples * 32767).astype(np.dtype("<i2")).tobytes())
    picture = ["-f", "lavfi", "-i", f"testsrc2=d={SECONDS}:s=1280x720:r=25"]
    encoding = ["-c:v", "libx264", "-preset", "ultrafast", "-b:v", "4M", "-g", "50", "-c:a", "aac"]
    pieces = ["-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_list_size", "0", str(folder / "a.m3u8")]
    subprocess.run([find_ffmpeg(), "-v", "error", *picture, "-i", str(sound), *encoding, *pieces], check=True)
    count = round(SECONDS / SEGMENT_SECONDS)
    places = [1000.0 + SEGMENT_SECONDS * index for index in range(count)]
    return [
        Segment(
            index,
            at,
            SEGMENT_SECONDS,
            at + SEGMENT_SECONDS,
            at,
            index == 0,
            b"",
            (folder / f"a{index}.ts").read_bytes(),
        )
        for index, at in enumerate(places)
    ]


async def follow(pieces: list[Segment]) -> dict[str, float]:
    """Processor seconds a minute of programme, by part."""
    spent = {"captions": 0.0, "sound and keyframes": 0.0, "picture": 0.0}
    captions, scenes = EmbeddedCaptions(), SceneWatch("bench", MemoryBus(), find_ffmpeg())
    children = processor_seconds()
    async with Stage("bench", profile_for(["music"]), find_ffmpeg()) as stage:
        for piece in pieces:
            began = processor_seconds()
            captions.read(piece.initialisation, piece.data)
            spent["captions"] += processor_seconds() - began
            await stage.play(piece)
        # The decoder counts once it has ended.
    whole = processor_seconds() - children
    spent["sound and keyframes"] = whole - spent["captions"]
    began = processor_seconds()
    for piece in pieces:
        await scenes.shots(piece)
    spent["picture"] = processor_seconds() - began
    return {part: seconds * 60 / SECONDS for part, seconds in spent.items()}


async def memory(pieces: list[Segment], channels: int) -> float:
    """MiB that each of so many channels adds to the process, after half a minute."""
    before = resident_mib()
    stages = [Stage(f"bench{index}", profile_for(["music"]), find_ffmpeg()) for index in range(channels)]
    for piece in pieces[: len(pieces) // 2]:
        for stage in stages:
            await stage.play(piece)
    used = (resident_mib() - before) / channels
    for stage in stages:
        await stage.__aexit__()
    return used


def flat_cost() -> list[float]:
    """Processor seconds of each of ten minutes of sound, which must not grow."""
    analyser, minute = Analyser(), band(120, 60.0).samples
    costs = []
    for _ in range(10):
        began = time.process_time()
        for at in range(0, len(minute), 2 * SAMPLE_RATE):
            analyser.push(minute[at : at + 2 * SAMPLE_RATE], 3.0)
        costs.append(time.process_time() - began)
    return costs


def moods(seeds: range) -> dict[str, list[str]]:
    """What each labelled song was heard as."""
    heard: dict[str, list[str]] = {}
    for label in MOODS:
        for seed in seeds:
            analyser, music = Analyser(), song(label, 30.0, seed)
            heard.setdefault(label, []).append(analyser.push(music.samples).mood.label)
    return heard


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--channels", type=int, default=8, help="channels whose memory is measured together")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pieces = segments(Path(folder))
    cost = asyncio.run(follow(pieces))
    for part, seconds in cost.items():
        print(f"{part}: {seconds:.2f} processor seconds a minute of programme")
    print(f"channels a core: {60 / sum(cost.values()):.0f}")
    print(f"memory: {asyncio.run(memory(pieces, options.channels)):.1f} MiB a channel, and one ffmpeg")
    print("ten minutes one after another:", " ".join(f"{seconds:.2f}" for seconds in flat_cost()), "processor seconds")
    for which, seeds in (("of those that the thresholds were set on", SEEDS), ("of others", HELD_OUT)):
        heard = moods(seeds)
        right = sum(found == label for label, all_found in heard.items() for found in all_found)
        print(f"mood, {which}: {right} of {sum(map(len, heard.values()))} labelled songs as labelled")
        for label, found in heard.items():
            print(f"  {label}: {' '.join(found)}")


if __name__ == "__main__":
    main()
