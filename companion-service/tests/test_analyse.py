import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from fastapi.testclient import TestClient

from prism_companion.app import create_app
from prism_companion.settings import Settings
from prism_companion.testing.music import Music, band, clicks
from prism_companion.testing.scoring import f_measure
from prism_core.bus import MemoryBus
from prism_core.ffmpeg import find_ffmpeg


def test_a_file_is_answered_with_its_beats_and_keyframes(wav: Callable[[Music], Path]) -> None:
    music = band(120.0, 15.0)
    with TestClient(create_app(Settings(), MemoryBus()).app) as client, wav(music).open("rb") as file:
        answer = client.post("/api/companion/analyse", files={"file": ("music.wav", file)}).json()
    assert set(answer) == {"tempo", "beats", "energy", "bands", "mood", "drops", "sections", "keyframes"}
    assert abs(answer["tempo"] - 120.0) < 1.0
    assert f_measure(music.beats, answer["beats"]) >= 0.9
    nods = [frame["timestamp"] for frame in answer["keyframes"] if frame["head_bob"] > 0.1]
    assert f_measure(music.beats, nods) >= 0.9


def test_a_files_tempo_is_finer_than_the_frames_that_its_beats_are_placed_on(wav: Callable[[Music], Path]) -> None:
    with TestClient(create_app(Settings(), MemoryBus()).app) as client, wav(band(174.0, 20.0)).open("rb") as file:
        answer = client.post("/api/companion/analyse", files={"file": ("music.wav", file)}).json()
    assert abs(answer["tempo"] - 174.0) < 0.5


def test_keyframes_of_a_file_follow_one_another_where_its_beat_was_found_late(wav: Callable[[Music], Path]) -> None:
    with TestClient(create_app(Settings(), MemoryBus()).app) as client, wav(clicks(70.0, 40.0)).open("rb") as file:
        answer = client.post("/api/companion/analyse", files={"file": ("clicks.wav", file)}).json()
    times = [frame["timestamp"] for frame in answer["keyframes"]]
    assert all(later - earlier > 0.1 for earlier, later in pairwise(times))
    assert (
        f_measure(answer["beats"], [frame["timestamp"] for frame in answer["keyframes"] if frame["head_bob"] > 0]) == 1
    )


def test_junk_is_refused_with_the_remedy() -> None:
    with TestClient(create_app(Settings(), MemoryBus()).app) as client:
        answer = client.post("/api/companion/analyse", files={"file": ("junk.mp3", b"no sound at all" * 50)})
    assert answer.status_code == 400
    assert "send an audio file" in answer.json()["detail"]


def test_a_picture_without_sound_is_refused_for_that(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    source = ["-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=5", "-c:v", "libx264"]
    subprocess.run([find_ffmpeg(), "-v", "error", *source, str(path)], check=True)
    with TestClient(create_app(Settings(), MemoryBus()).app) as client, path.open("rb") as file:
        answer = client.post("/api/companion/analyse", files={"file": ("silent.mp4", file)})
    assert answer.status_code == 400
    assert "it has no sound track" in answer.json()["detail"]


def test_a_file_that_is_too_large_is_refused_before_it_is_kept() -> None:
    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
        for _ in range(64):
            yield bytes(1 << 16)

    with TestClient(create_app(Settings(PRISM_COMPANION_UPLOAD_BYTES=1 << 18), MemoryBus()).app) as client:
        form = {"content-type": "multipart/form-data; boundary=b"}
        answer = client.post("/api/companion/analyse", content=endless(), headers=form)
        announced = client.post("/api/companion/analyse", files={"file": ("a.wav", bytes(1 << 19))})
    assert (answer.status_code, announced.status_code) == (413, 413)
    assert "larger than" in answer.json()["detail"]
