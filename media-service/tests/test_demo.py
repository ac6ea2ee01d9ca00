import subprocess
import sys
import wave
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import av
import httpx
import numpy as np
import pytest

from prism_core.ffmpeg import find_ffmpeg
from prism_media.demo.channels import DEMO_CHANNELS
from prism_media.demo.live import caption_segment, live_playlist, live_window, past_window
from prism_media.demo.plan import Caption, Plan, Shelf
from prism_media.demo.schedule import schedule
from prism_media.demo.studio.beat_music import BEAT_SECONDS, compose
from prism_media.demo.studio.sound import RATE
from prism_media.demo.studio.story import captions_of, read_aloud
from prism_media.demo.transport import endless
from prism_media.guide.xmltv import GuideProgramme
from prism_media.testing import running_service

PLAN = Plan(channel="demo-beat", epoch=1000, seconds=64)


def playlist_at(now: float, available: int = 32) -> str:
    return live_playlist(PLAN, live_window(PLAN, available, now), lambda number: f"{number % PLAN.segments}.ts")


def test_the_window_moves_with_the_clock_and_never_shows_what_is_not_over() -> None:
    assert live_window(PLAN, 32, 1000 + 9.9) == range(0, 4)
    assert live_window(PLAN, 32, 1000 + 10.0) == range(0, 5)
    assert live_window(PLAN, 32, 1000 + 400) == range(140, 200)


def test_while_it_is_made_only_what_exists_is_shown() -> None:
    assert live_window(PLAN, 2, 1000 + 20) == range(0, 2)
    assert live_window(PLAN, 0, 1000 + 20) == range(0)


def test_each_turn_of_the_loop_is_a_discontinuity_with_its_time() -> None:
    lines = playlist_at(1000 + 64 * 3 + 1).splitlines()
    assert "#EXT-X-MEDIA-SEQUENCE:36" in lines
    assert "#EXT-X-DISCONTINUITY-SEQUENCE:1" in lines
    turns = [place for place, line in enumerate(lines) if line == "#EXT-X-DISCONTINUITY"]
    assert len(turns) == 1
    assert lines[turns[0] + 1 : turns[0] + 4] == [
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:18:48.000Z",
        "#EXTINF:2.000000,",
        "0.ts",
    ]


def test_a_segment_keeps_its_discontinuity_number_as_the_window_moves() -> None:
    def number_of(now: float, sequence: int) -> int:
        lines = playlist_at(now).splitlines()
        first = int(next(line for line in lines if "MEDIA-SEQUENCE" in line).split(":")[1])
        count = int(next(line for line in lines if "DISCONTINUITY-SEQUENCE" in line).split(":")[1])
        for line in lines:
            count += line == "#EXT-X-DISCONTINUITY"
            if line.endswith(".ts"):
                if first == sequence:
                    return count
                first += 1
        raise AssertionError("not in the window")

    for sequence in (63, 64, 65, 96):
        seen = {number_of(1000 + 2 * sequence + later, sequence) for later in (2, 30, 62, 90, 118)}
        assert seen == {sequence // 32}


def test_captions_are_in_every_segment_that_they_touch() -> None:
    plan = Plan(channel="x", epoch=0, seconds=8, captions=(Caption(start=1.5, stop=2.5, text="Hello"),))
    assert [("Hello" in caption_segment(plan, number)) for number in range(5)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    assert "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000" in caption_segment(plan, 0)


def test_a_sentence_becomes_captions_of_two_lines_that_fill_its_time() -> None:
    captions = captions_of("word " * 40, 2.0, 10.0)
    assert captions[0].start == 2.0
    assert captions[-1].stop == pytest.approx(10.0, abs=0.01)
    assert all(len(line) <= 42 for caption in captions for line in caption.text.split("\n"))
    assert all(caption.text.count("\n") <= 1 for caption in captions)


def test_a_story_is_laid_out_with_its_captions_where_its_voice_is() -> None:
    def speak(text: str) -> bytes:
        out = BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16000)
            file.writeframes(np.full(16000 * len(text.split()), 8000, "<i2").tobytes())
        return out.getvalue()

    reading = read_aloud(speak, ("one two", "three"))
    assert reading.seconds % 8 == 0
    for caption in reading.captions:
        middle = int((caption.start + caption.stop) / 2 * reading.rate)
        assert abs(reading.sound[middle]) > 0.1
    between = int((reading.captions[0].stop + 0.3) * reading.rate)
    assert reading.sound[between] == 0


def test_the_music_has_a_kick_on_every_beat_at_120_a_minute() -> None:
    left, right = compose()
    low = np.convolve(np.abs(left[: 16 * RATE]), np.ones(480) / 480, mode="same")
    beat = int(BEAT_SECONDS * RATE)
    on = np.mean([low[number * beat + 1200] for number in range(1, 30)])
    off = np.mean([low[number * beat - 1200] for number in range(1, 30)])
    assert on > 1.8 * off
    assert float(np.abs(right).max()) <= 0.9


def test_the_guide_covers_a_day_without_gaps_and_is_the_same_whenever_computed() -> None:
    now = 1_795_000_000
    early = {(p.xml_id, p.start): p for p in schedule(now) if isinstance(p, GuideProgramme)}
    late = {(p.xml_id, p.start): p for p in schedule(now + 7200) if isinstance(p, GuideProgramme)}
    for channel in DEMO_CHANNELS:
        shown = sorted((p for p in early.values() if p.xml_id == channel.id), key=lambda p: p.start)
        assert all(a.stop == b.start for a, b in pairwise(shown))
        assert shown[0].start <= now
        assert (shown[-1].stop or 0) >= now + 24 * 3600
    shared = early.keys() & late.keys()
    assert len(shared) > 50
    assert all(early[key] == late[key] for key in shared)


async def test_demo_channels_can_be_switched_off(tmp_path: Path) -> None:
    async with running_service(tmp_path) as client:
        assert (await client.get("/api/channels")).json()["total"] == 3
    async with running_service(tmp_path, demo_channels=False) as client:
        assert (await client.get("/api/channels")).json()["total"] == 0


def make(shelf: Shelf, number: int) -> None:
    """A segment of two seconds with picture and sound, as the studio times them."""
    offset = str(10 + 2 * number)
    command = [
        find_ffmpeg(), "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x36:r=25:d=2", "-f", "lavfi",
        "-i", "sine=r=48000:d=2", "-c:v", "mpeg2video", "-c:a", "aac", "-output_ts_offset", offset,
        "-muxdelay", "0", "-muxpreload", "0", str(shelf.segment(number)),
    ]  # fmt: skip
    subprocess.run(command, check=True)


async def test_as_a_transport_stream_the_loop_has_no_seam_and_the_pace_of_the_clock(tmp_path: Path) -> None:
    plan, shelf = Plan(channel="demo-beat", epoch=1000, seconds=8), Shelf(tmp_path, "demo-beat")
    shelf.keep(plan)
    for number in range(4):
        make(shelf, number)
    clock, pauses = [1000.0 + 16.1], list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        clock[0] += seconds

    stream = endless(plan, shelf, lambda: clock[0], sleep)
    content = b"".join([await anext(stream) for _ in range(9)])
    await stream.aclose()  # type: ignore[attr-defined]
    assert sum(pauses) == pytest.approx(11.9, abs=0.2)  # three were there, six had to be waited for
    counters: dict[int, int] = {}
    for packet in (content[at : at + 188] for at in range(0, len(content), 188)):
        stream_id = int.from_bytes(packet[1:3], "big") & 0x1FFF
        if packet[3] & 0x10:
            assert packet[3] & 15 == (counters.get(stream_id, (packet[3] - 1) & 15) + 1) & 15
            counters[stream_id] = packet[3] & 15
    with av.open(BytesIO(content)) as container:
        times = [float(frame.pts * frame.time_base) for frame in container.decode(video=0)]
    assert times[0] == pytest.approx(10 + 2 * 5, abs=0.2)
    assert all(later - earlier == pytest.approx(0.04, abs=0.002) for earlier, later in pairwise(times))


async def test_stories_ask_for_patience_while_no_voice_answers(tmp_path: Path) -> None:
    async with running_service(tmp_path, tts_url="http://127.0.0.1:9") as client:
        got = await client.get("/api/relay/demo-stories/index.m3u8", timeout=30)
    assert got.status_code == 503
    assert "Prism Stories is being prepared" in got.json()["detail"]
    assert got.headers["retry-after"]


async def decoded(client: httpx.AsyncClient, channel: str) -> tuple[int, int]:
    """(video frames, audio samples) of the newest segment of a channel."""
    index = f"/api/relay/{channel}/"
    assert "video.m3u8" in (await client.get(index + "index.m3u8", timeout=40)).text
    media = await client.get(index + "video.m3u8", timeout=40)
    segment = [line for line in media.text.splitlines() if line.endswith(".ts")][-1]
    content = (await client.get(index + segment)).content
    with av.open(BytesIO(content)) as container:
        frames = sum(1 for _ in container.decode(video=0))
    with av.open(BytesIO(content)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    return frames, samples


async def test_the_first_click_brings_a_picture_and_a_restart_goes_on_with_it(tmp_path: Path) -> None:
    async with running_service(tmp_path) as client:
        frames, samples = await decoded(client, "demo-clock")
        before = (await client.get("/api/relay/demo-clock/video.m3u8")).text
    assert frames == 50
    assert samples > 1.8 * RATE
    async with running_service(tmp_path) as client:
        after = (await client.get("/api/relay/demo-clock/video.m3u8")).text
    assert next(line for line in before.splitlines() if line.endswith(".ts")) in after


def test_an_unknown_ffmpeg_is_a_failure_that_is_told(tmp_path: Path) -> None:
    find_ffmpeg()
    command = [
        sys.executable,
        "-m",
        "prism_media.demo.studio",
        "demo-clock",
        str(tmp_path),
        "/bin/false",
        "x",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_past_programme_grows_while_it_is_on_and_ends_with_its_last_segment() -> None:
    start, stop = 1000 + 600, 1000 + 1800
    assert past_window(PLAN, start, stop, 1000 + 700) == range(300, 350)
    assert past_window(PLAN, start, stop, 1000 + 9000) == range(300, 900)
    assert past_window(PLAN, 500, 900, 1000 + 9000) == range(0)


async def test_what_was_on_a_demo_channel_is_watched_from_its_beginning(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "demo-beat")
    shelf.keep(Plan(channel="demo-beat", epoch=1000, seconds=64))
    for number in range(32):
        shelf.segment(number).write_bytes(b"\x47")
    async with running_service(tmp_path) as client:
        now = datetime.now(UTC)
        over = {"start": (now - timedelta(hours=3)).isoformat(), "stop": (now - timedelta(hours=2)).isoformat()}
        master = await client.get("/api/relay/demo-beat/index.m3u8", params=over)
        address = master.text.splitlines()[-1]
        video = (await client.get(f"/api/relay/demo-beat/{address}")).text
        assert "#EXT-X-PLAYLIST-TYPE:VOD" in video
        assert video.endswith("#EXT-X-ENDLIST\n")
        assert 1799 <= video.count("#EXTINF") <= 1801
        running = {"start": (now - timedelta(minutes=10)).isoformat(), "stop": (now + timedelta(hours=1)).isoformat()}
        video = (await client.get("/api/relay/demo-beat/video.m3u8", params=running)).text
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in video
        assert "ENDLIST" not in video
        to_come = {"start": (now + timedelta(hours=1)).isoformat()}
        refused = await client.get("/api/relay/demo-beat/index.m3u8", params=to_come)
        assert refused.json()["type"].endswith(":outside-archive")
        programme = (await client.get("/api/guide/now", params={"channels": "demo-beat"})).json()
        assert programme["channels"]["demo-beat"]["now"]["catchup"] is True


async def test_what_the_guide_tells_of_the_time_before_a_channel_was_made_is_shown_too(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    shelf = Shelf(tmp_path, "demo-beat")
    shelf.keep(Plan(channel="demo-beat", epoch=int(now.timestamp()) - 60, seconds=64))
    for number in range(32):
        shelf.segment(number).write_bytes(b"\x47")
    async with running_service(tmp_path) as client:
        over = {"start": (now - timedelta(hours=3)).isoformat(), "stop": (now - timedelta(hours=2)).isoformat()}
        video = (await client.get("/api/relay/demo-beat/video.m3u8", params=over)).text
        assert 1799 <= video.count("#EXTINF") <= 1801
        first = next(line for line in video.splitlines() if line.startswith("#EXT-X-PROGRAM-DATE-TIME:"))
        shown = datetime.fromisoformat(first.partition(":")[2])
        assert abs(shown - (now - timedelta(hours=3))) <= timedelta(seconds=2)
        segment = next(line for line in video.splitlines() if line.endswith(".ts"))
        assert (await client.get(f"/api/relay/demo-beat/{segment}")).status_code == 200
