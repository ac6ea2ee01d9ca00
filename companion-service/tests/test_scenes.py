"""Shot changes and scene notes."""

import json
import subprocess
from pathlib import Path

import aiohttp
import numpy as np
import pytest
from aiohttp import web

from prism_companion.hls.reader import Segment
from prism_companion.scenes.notes import SceneTracker, Sight
from prism_companion.scenes.shots import HEIGHT, WIDTH, ShotDetector, Thumbnail, key_pictures
from prism_companion.scenes.vision import OllamaVision
from prism_companion.scenes.watching import SceneWatch
from prism_core.bus import MemoryBus, names
from prism_core.errors import Unavailable
from prism_core.ffmpeg import find_ffmpeg


def picture(folder: Path, source: str, seconds: int = 2) -> bytes:
    """A segment of one of ffmpeg's test pictures, with a key picture every second."""
    path = folder / "picture.ts"
    source = source if "=" in source else f"{source}=d={seconds}:s=320x180:r=25"
    made = ["-f", "lavfi", "-i", source, "-c:v", "libx264", "-g", "25", "-f", "mpegts"]
    subprocess.run([find_ffmpeg(), "-v", "error", "-y", *made, str(path)], check=True)
    return path.read_bytes()


def segment(at: float, data: bytes) -> Segment:
    return Segment(int(at), at, 2.0, at + 2, at + 2, at == 0, b"", data)


def sight(at: float, **changes: object) -> Sight:
    return Sight(**{"at": at, "seconds": 2.0, "content": "speech", "mood": "calm", "programme": "The Hour", **changes})  # type: ignore[arg-type]


async def test_a_shot_change_is_seen_and_a_moving_picture_is_none(tmp_path: Path) -> None:
    detector = ShotDetector()
    bars, fractal = picture(tmp_path, "testsrc"), picture(tmp_path, "testsrc2")
    assert not any(detector.push(await key_pictures(find_ffmpeg(), bars)))
    assert not any(detector.push(await key_pictures(find_ffmpeg(), bars)))
    assert sum(detector.push(await key_pictures(find_ffmpeg(), fractal))) == 1


def landscape(seed: int) -> Thumbnail:
    """Some hills, three pictures wide."""
    random = np.random.default_rng(seed)
    across, down = np.meshgrid(np.linspace(0, 9, 3 * WIDTH), np.linspace(0, 3, HEIGHT))
    hills = sum(np.sin(across * a + down * b + c) for a, b, c in random.uniform((0.7, 0.5, 0), (3, 3, 6), size=(6, 3)))
    return np.clip(128 + 25 * hills, 0, 255).astype(np.uint8)


def test_a_camera_that_pans_stays_in_its_shot_and_a_cut_does_not() -> None:
    wide, other = landscape(1), landscape(2)
    detector = ShotDetector()
    assert not any(detector.push([wide[:, at : at + WIDTH] for at in range(0, 2 * WIDTH, 7)]))
    assert detector.push([other[:, :WIDTH]]) == [True]


@pytest.mark.parametrize("level", [0, 255])
def test_a_flash_is_no_cut_and_a_fade_is_one(level: int) -> None:
    blank = np.full((HEIGHT, WIDTH), level, np.uint8)
    here, there = (landscape(seed)[:, :WIDTH] for seed in (1, 2))
    assert ShotDetector().push([here, blank, here, blank, blank, there]) == [False, False, False, False, False, True]


async def test_cuts_are_counted_in_what_was_not_looked_at(tmp_path: Path) -> None:
    both = "testsrc2=d=1:s=320x180:r=25[a];smptebars=d=1:s=320x180:r=25[b];[a][b]concat"
    cut = picture(tmp_path, both)
    watch = SceneWatch("one", MemoryBus(), find_ffmpeg())
    await watch.shots(segment(1000.0, cut))
    assert await watch.shots(segment(1006.0, cut)) == 3


async def test_sound_alone_has_no_shots() -> None:
    assert await key_pictures(find_ffmpeg(), b"no picture") == []


def test_a_scene_ends_with_its_programme_and_tells_what_was_said() -> None:
    tracker = SceneTracker()
    for at in range(0, 12, 2):
        assert tracker.push(sight(at, captions=("Where were you?",) if at == 4 else ())) is None
    ended = tracker.push(sight(12, programme="The News"))
    assert ended is not None
    assert ended.note() == ("In “The Hour”, for 12 s, people talk; the mood is calm. They said: “Where were you?”")


def test_a_shot_change_ends_a_scene_only_once_it_is_long_enough() -> None:
    tracker = SceneTracker()
    ends = [at for at in range(0, 200, 2) if tracker.push(sight(at, shots=1 if at % 10 == 0 else 0))]
    assert ends == list(range(20, 200, 20))


async def test_a_note_is_kept_where_a_mind_finds_it(tmp_path: Path) -> None:
    class Eyes:
        async def describe(self, pictures: list[bytes], dialogue: str) -> str:
            assert all(each.startswith(b"\xff\xd8") for each in pictures)
            return "Colour bars."

    bus = MemoryBus()
    watch = SceneWatch("one", bus, find_ffmpeg(), Eyes())
    await watch.shots(segment(1000.0, picture(tmp_path, "testsrc")))
    await watch.see(sight(1000.0))
    await watch.see(sight(1002.0, programme="The News"))
    kept = json.loads(await bus.get(names.scene("one")) or b"[]")
    assert kept[0]["note"] == "In “The Hour”, for 2 s, people talk; the mood is calm. Seen: Colour bars."


async def test_a_vision_model_is_shown_the_pictures_and_the_dialogue() -> None:
    asked: list[dict[str, object]] = []

    async def chat(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.json_response({"message": {"content": "A man \n runs."}})

    application = web.Application()
    application.router.add_post("/api/chat", chat)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with aiohttp.ClientSession() as session:
        host = f"http://127.0.0.1:{runner.addresses[0][1]}"
        assert await OllamaVision(session, host, "llama3.2-vision").describe([b"jpeg"], "Run!") == "A man runs."
        await runner.cleanup()
        with pytest.raises(Unavailable, match="is it running"):
            await OllamaVision(session, host, "llama3.2-vision").describe([b"jpeg"], "Run!")
    message = asked[0]["messages"][0]  # type: ignore[index]
    assert message["images"] == ["anBlZw=="]
    assert "Run!" in message["content"]
