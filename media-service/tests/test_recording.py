"""Recording real live HLS through the whole service."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from prism_core.ffmpeg import find_ffmpeg
from prism_media.recordings.testing import LiveOrigin, encode
from prism_media.testing import Answer, running_service, serving

Json = dict[str, Any]


@pytest.fixture(scope="session")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loop")
    encode(folder, "-hls_segment_filename", "ts%d.ts", "ts.m3u8")
    return folder


async def channel_on(client: httpx.AsyncClient, *urls: str) -> str:
    text = "#EXTM3U\n" + "".join(f"#EXTINF:-1,Recorded TV\n{url}\n" for url in urls)
    answer = await client.post("/api/playlists", json={"text": text})
    assert answer.status_code == 201, answer.text
    channels = (await client.get("/api/channels", params={"q": "recorded"})).json()["channels"]
    return str(channels[0]["id"])


async def until(found: Callable[[], Awaitable[bool]], seconds: float = 15.0) -> None:
    async with asyncio.timeout(seconds):
        while not await found():
            await asyncio.sleep(0.05)


async def record(client: httpx.AsyncClient, channel: str, **wish: Any) -> str:
    answer = await client.post("/api/recordings", json={"channel_id": channel, **wish})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def standing(client: httpx.AsyncClient, recording: str) -> Json:
    found: Json = (await client.get(f"/api/recordings/{recording}")).json()
    return found


async def ended(client: httpx.AsyncClient, recording: str) -> Json:
    async def over() -> bool:
        return (await standing(client, recording))["state"] in {"finished", "failed"}

    await until(over)
    return await standing(client, recording)


async def grown(client: httpx.AsyncClient, recording: str, segments: int) -> str:
    text = ""

    async def there() -> bool:
        nonlocal text
        answer = await client.get(f"/api/recordings/{recording}/index.m3u8")
        text = answer.text
        return answer.status_code == 200 and text.count("#EXTINF") >= segments

    await until(there)
    return text


def decoded(file: Path) -> tuple[float, str]:
    """Seconds of a file, and what ffmpeg complains of when it decodes all of it."""
    command = [find_ffmpeg(), "-v", "error", "-i", str(file), "-f", "null", "-progress", "-", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    times = [line.partition("=")[2] for line in done.stdout.splitlines() if line.startswith("out_time_us=")]
    return int(times[-1]) / 1e6, done.stderr


@asynccontextmanager
async def recorded_channel(tmp_path: Path, files: dict[str, Answer], **settings: Any) -> AsyncIterator[Any]:
    async with serving(files) as base, running_service(tmp_path / "data", demo_channels=False, **settings) as client:
        yield client, await channel_on(client, f"{base}/live.m3u8")


async def test_a_recording_plays_while_it_is_made_and_is_a_file_afterwards(loop: Path, tmp_path: Path) -> None:
    origin = LiveOrigin(loop)
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    async with recorded_channel(tmp_path, files) as (client, channel):
        recording = await record(client, channel, seconds=4, title="Match")
        playing = await grown(client, recording, 2)
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in playing
        assert "ENDLIST" not in playing
        segment = playing.strip().splitlines()[-1]
        assert (await client.get(f"/api/recordings/{recording}/{segment}")).content[:1] == b"G"
        done = await ended(client, recording)
        assert (done["state"], done["failure"], done["gaps"]) == ("finished", None, 0)
        assert 3 <= done["seconds"] <= 6
        text = (await client.get(f"/api/recordings/{recording}/index.m3u8")).text
        assert "#EXT-X-PLAYLIST-TYPE:VOD" in text
        assert text.endswith("#EXT-X-ENDLIST\n")
        assert text.count("#EXT-X-PROGRAM-DATE-TIME") == 1
        assert "DISCONTINUITY" not in text
        file = await client.get(f"/api/recordings/{recording}/file")
        assert "Match.ts" in file.headers["content-disposition"]
        part = await client.get(f"/api/recordings/{recording}/file", headers={"Range": "bytes=188-375"})
        assert (part.status_code, part.content) == (206, file.content[188:376])
        (tmp_path / "whole.ts").write_bytes(file.content)
        seconds, complaints = decoded(tmp_path / "whole.ts")
        assert complaints == ""
        assert seconds == pytest.approx(done["seconds"], abs=0.5)
        assert (await client.get("/api/recordings")).json()["used_bytes"] == len(file.content)
