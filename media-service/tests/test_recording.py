"""Recording real live HLS through the whole service."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from prism_core.ffmpeg import find_ffmpeg
from prism_media.recordings.storage import GIB, spoken
from prism_media.recordings.testing import LiveOrigin, encode
from prism_media.testing import Answer, running_service, serving

Json = dict[str, Any]
FRAGMENTS = ("-hls_segment_type", "fmp4", "-hls_segment_filename", "s%d.m4s")


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


async def until(found: Callable[[], Awaitable[bool]], seconds: float = 60.0) -> None:
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


async def stopped(client: httpx.AsyncClient, recording: str) -> Json:
    """A recording after its viewer ended it, which no machine is too busy to come in time for."""
    found: Json = (await client.post(f"/api/recordings/{recording}/stop")).json()
    return found


async def grown(client: httpx.AsyncClient, recording: str, segments: int, track: str = "index") -> str:
    text = ""

    async def there() -> bool:
        nonlocal text
        answer = await client.get(f"/api/recordings/{recording}/{track}.m3u8")
        text = answer.text
        return answer.status_code == 200 and text.count("#EXTINF") >= segments

    await until(there)
    return text


def decoded(file: Path) -> tuple[float, str]:
    """Seconds of a file, and what ffmpeg complains of when it decodes all of it."""
    command = [find_ffmpeg(), "-v", "error", "-i", str(file), "-f", "null", "-progress", "-", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
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
        recording = await record(client, channel, seconds=600, title="Match")
        playing = await grown(client, recording, 2)
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in playing
        assert "ENDLIST" not in playing
        segment = playing.strip().splitlines()[-1]
        assert (await client.get(f"/api/recordings/{recording}/{segment}")).content[:1] == b"G"
        await grown(client, recording, 4)
        done = await stopped(client, recording)
        assert (done["state"], done["failure"], done["gaps"]) == ("finished", None, 0)
        assert done["seconds"] >= 3
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


async def test_a_viewer_and_a_recording_share_what_is_fetched(loop: Path, tmp_path: Path) -> None:
    origin, seen = LiveOrigin(loop), list[web.Request]()
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    async with serving(files, seen) as base, running_service(tmp_path, demo_channels=False) as client:
        channel = await channel_on(client, f"{base}/live.m3u8")
        recording = await record(client, channel, seconds=60)
        await grown(client, recording, 3)
        playlist = (await client.get(f"/api/relay/{channel}/index.m3u8")).text
        for line in playlist.splitlines():
            if line and not line.startswith("#"):
                assert (await client.get(line)).content[:1] == b"G"
        await client.delete(f"/api/recordings/{recording}")
    segments = [request.path for request in seen if request.path.endswith(".ts")]
    assert len(segments) >= 3
    assert len(segments) == len(set(segments))


async def test_an_encrypted_channel_is_kept_in_the_clear(loop: Path, tmp_path: Path) -> None:
    secret = bytes(range(16))
    origin = LiveOrigin(loop, extra='#EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x0102030405060708090a0b0c0d0e0f10')
    files: dict[str, Answer] = {name: sealed(data, secret) for name, data in origin.segments().items()}
    files |= {"/live.m3u8": origin.playlist("ts", "ts"), "/key": secret}
    async with recorded_channel(tmp_path, files) as (client, channel):
        recording = await record(client, channel, seconds=600)
        text = await grown(client, recording, 1)
        done = await stopped(client, recording)
        assert "EXT-X-KEY" not in text
        first = next(line for line in text.splitlines() if line.endswith(".ts"))
        kept = (await client.get(f"/api/recordings/{recording}/{first}")).content
    assert done["state"] == "finished"
    assert kept in origin.segments().values()


def sealed(data: bytes, secret: bytes) -> bytes:
    padding = 16 - len(data) % 16
    encryptor = Cipher(AES(secret), CBC(bytes(range(1, 17)))).encryptor()
    return encryptor.update(data + bytes([padding]) * padding) + encryptor.finalize()


MASTER = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="sound.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=90000,RESOLUTION=64x36,CODECS="avc1.42c00a,mp4a.40.2",AUDIO="a"
small.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=128x72,CODECS="avc1.42c00a,mp4a.40.2",AUDIO="a"
picture.m3u8
"""


async def test_sound_beside_the_picture_is_recorded_with_it(tmp_path: Path) -> None:
    folders = tmp_path / "picture", tmp_path / "sound"
    for folder in folders:
        folder.mkdir()
    encode(folders[0], "-map", "0:v", *FRAGMENTS, "v.m3u8")
    encode(folders[1], "-map", "1:a", *FRAGMENTS, "a.m3u8")
    picture, sound = LiveOrigin(folders[0], map="/picture/init.mp4"), LiveOrigin(folders[1], map="/sound/init.mp4")
    sound.began = picture.began
    files: dict[str, Answer] = {"/live.m3u8": MASTER}
    for name, origin in (("picture", picture), ("sound", sound)):
        files |= {f"/{name}{path}": data for path, data in origin.files().items()}
        files[f"/{name}.m3u8"] = origin.playlist(f"{name}/s", "m4s")
    async with recorded_channel(tmp_path, files) as (client, channel):
        recording = await record(client, channel, seconds=600)
        await grown(client, recording, 3, "video")
        await grown(client, recording, 3, "audio-1")
        assert (await stopped(client, recording))["state"] == "finished"
        index = (await client.get(f"/api/recordings/{recording}/index.m3u8")).text
        assert 'URI="audio-1.m3u8"' in index
        assert "RESOLUTION=128x72" in index
        tracks = [(await client.get(f"/api/recordings/{recording}/{name}.m3u8")).text for name in ("video", "audio-1")]
        assert [text.count("EXT-X-MAP") for text in tracks] == [1, 1]
        assert min(text.count("#EXTINF") for text in tracks) >= 3
        file = await client.get(f"/api/recordings/{recording}/file")
        assert file.headers["content-type"] == "video/mp4"
        (tmp_path / "whole.mp4").write_bytes(file.content)
    seconds, complaints = decoded(tmp_path / "whole.mp4")
    assert complaints == ""
    assert seconds >= 3


async def test_an_outage_is_a_gap_joined_by_a_discontinuity(loop: Path, tmp_path: Path) -> None:
    origin = LiveOrigin(loop, window=2)
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    async with recorded_channel(tmp_path, files) as (client, channel):
        recording = await record(client, channel, seconds=120)
        before = await grown(client, recording, 2)
        away = files.pop("/live.m3u8")
        gone_at = origin.last()

        async def moved_on() -> bool:
            return origin.last() > gone_at + 4

        await until(moved_on)
        files["/live.m3u8"] = away
        text = await grown(client, recording, before.count("#EXTINF") + 3)
        breaks = text.count("#EXT-X-DISCONTINUITY\n")
        assert breaks >= 1
        assert text.count("#EXT-X-PROGRAM-DATE-TIME") == breaks + 1
        done = await stopped(client, recording)
        assert done["state"] == "finished"
        assert done["gaps"] >= 1
        assert "it was interrupted" in done["failure"]


async def test_a_recording_goes_on_after_a_restart(loop: Path, tmp_path: Path) -> None:
    origin = LiveOrigin(loop)
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    data = tmp_path / "data"
    async with serving(files) as base:
        async with running_service(data, demo_channels=False) as client:
            recording = await record(client, await channel_on(client, f"{base}/live.m3u8"), seconds=120)
            before = await grown(client, recording, 2)
        async with running_service(data, demo_channels=False) as client:
            after = await grown(client, recording, before.count("#EXTINF") + 2)
            assert after.startswith(before.partition("#EXTINF")[0])
            assert after.count("#EXT-X-DISCONTINUITY\n") == 1
            assert (await stopped(client, recording))["state"] == "finished"
            whole = (await client.get(f"/api/recordings/{recording}/index.m3u8")).text
            names = [line for line in whole.splitlines() if line.endswith(".ts")]
            assert len(set(names)) == len(names)


async def test_a_full_quota_ends_a_recording_and_is_told_when_the_next_is_asked_for(loop: Path, tmp_path: Path) -> None:
    origin = LiveOrigin(loop)
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    quota = 2.5 * max(len(data) for data in origin.segments().values())
    async with recorded_channel(tmp_path, files, recordings_gib=quota / GIB) as (client, channel):
        recording = await record(client, channel, seconds=60)
        done = await ended(client, recording)
        assert done["state"] == "failed"
        assert "quota" in done["failure"]
        assert 0 < done["bytes"] <= quota
        assert (await client.get(f"/api/recordings/{recording}/index.m3u8")).status_code == 200
        soon = datetime.now(UTC) + timedelta(hours=1)
        wish = {"channel_id": channel, "start": soon.isoformat(), "seconds": 3600}
        asked = (await client.post("/api/recordings", json=wish)).json()
        need = 3600 * done["bytes"] / done["seconds"]
        assert f"needs about {spoken(need)}, and there is room for {spoken(quota - done['bytes'])}" in asked["warning"]
        assert "PRISM_RECORDINGS_GIB" in asked["warning"]
        listed = (await client.get("/api/recordings", params={"state": "scheduled"})).json()["recordings"]
        assert listed[0]["warning"] == asked["warning"]


async def test_deleting_a_running_recording_ends_it_and_leaves_nothing(loop: Path, tmp_path: Path) -> None:
    origin = LiveOrigin(loop)
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    async with recorded_channel(tmp_path, files) as (client, channel):
        recording = await record(client, channel, seconds=60)
        await grown(client, recording, 1)
        assert (await client.post("/api/recordings", json={"channel_id": channel, "seconds": 30})).status_code == 409
        assert (await client.delete(f"/api/recordings/{recording}")).status_code == 204
        assert (await client.get(f"/api/recordings/{recording}")).status_code == 404
        assert list((tmp_path / "data" / "recordings").iterdir()) == []


async def test_a_channel_that_sends_nothing_fails_with_its_reason(tmp_path: Path) -> None:
    async with recorded_channel(tmp_path, {}) as (client, channel):
        done = await ended(client, await record(client, channel, seconds=2))
    assert done["state"] == "failed"
    assert "has no such stream" in done["failure"]


async def test_a_recording_whose_time_passed_meanwhile_says_so(loop: Path, tmp_path: Path) -> None:
    origin = LiveOrigin(loop)
    files = {**origin.files(), "/live.m3u8": origin.playlist("ts", "ts")}
    data = tmp_path / "data"
    async with serving(files) as base:
        async with running_service(data, demo_channels=False) as client:
            channel = await channel_on(client, f"{base}/live.m3u8")
            soon = datetime.now(UTC) + timedelta(seconds=8)
            times = {"start": soon.isoformat(), "stop": (soon + timedelta(seconds=1)).isoformat()}
            recording = await record(client, channel, **times)
            assert (await standing(client, recording))["state"] == "scheduled"
        await asyncio.sleep((soon - datetime.now(UTC)).total_seconds() + 1.1)
        async with running_service(data, demo_channels=False) as client:
            done = await ended(client, recording)
    assert (done["state"], done["failure"]) == ("failed", "Prism was not running at that time")
