"""Recordings in codecs that browsers do not play, and sources that send their sound apart."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from prism_media.recordings.recorder import Job, Recorder
from prism_media.recordings.shelf import Shelf, Track
from prism_media.recordings.storage import GIB, Storage
from prism_media.recordings.tuner import Tuned
from prism_media.relay.conversion.testing import H264, HLS_TAIL, Fixtures, channel_on, decoded, heard
from prism_media.testing import eventually, running_service, serving

APART = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",NAME="Sound",DEFAULT=YES,URI="a.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=100000,AUDIO="s"
v.m3u8
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("sources"))


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path) as client:
        yield client


async def recorded(client: httpx.AsyncClient, channel: str) -> str:
    made = await client.post("/api/recordings", json={"channel_id": channel, "seconds": 60})
    assert made.status_code == 201, made.text
    place = f"/api/recordings/{made.json()['id']}"

    async def over() -> bool:
        return (await client.get(place)).json()["state"] == "finished"

    await eventually(over)
    return place


@pytest.mark.parametrize("apart", [False, True])
async def test_a_recording_that_a_browser_does_not_play_is_converted_when_it_is_played(
    service: httpx.AsyncClient, made: Fixtures, apart: bool
) -> None:
    made("dolby.m3u8", f"{H264} -c:a ac3 {HLS_TAIL}")
    made("v.m3u8", f"{H264} -an {HLS_TAIL}")
    made("a.m3u8", f"-vn -c:a ac3 {HLS_TAIL}")
    async with serving({**made.all(), "/apart.m3u8": APART}) as base:
        channel = await channel_on(service, f"{base}/{'apart' if apart else 'dolby'}.m3u8")
        place = await recorded(service, channel)
    as_it_is = await service.get(f"{place}/index.m3u8")
    able = await service.get(f"{place}/index.m3u8", params={"convert": "auto", "can": "ac3"})
    assert "/conversion/" not in as_it_is.text + able.text
    while "ENDLIST" not in (index := (await service.get(f"{place}/index.m3u8", params={"convert": "auto"})).text):
        assert index.startswith("#EXTM3U"), index
    begin = re.search(r'#EXT-X-MAP:URI="([^"]+)"', index)
    assert begin is not None
    places = [begin[1], *(line for line in index.splitlines() if line.startswith("/"))]
    data = b"".join([(await service.get(each)).content for each in places])
    assert decoded(data) == (pytest.approx(6, abs=0.3), "Video: h264 Audio: aac")


async def test_sound_that_is_sent_apart_can_be_had_together_with_the_picture(
    service: httpx.AsyncClient, made: Fixtures
) -> None:
    made("v.m3u8", f"{H264} -an {HLS_TAIL}")
    made("b.m3u8", f"-vn -c:a aac {HLS_TAIL}")
    async with serving({**made.all(), "/apart.m3u8": APART.replace("a.m3u8", "b.m3u8")}) as base:
        channel = await channel_on(service, f"{base}/apart.m3u8")
        playlist, data = await heard(service, channel, 99, together="1")
    assert "/conversion/" in playlist
    assert decoded(data) == (pytest.approx(6, abs=0.3), "Video: h264 Audio: aac")


class ApartTuner:
    """A source with its sound apart, unless it is asked for together."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    async def index(self, _channel: str, _source: str | None, *, together: bool = False) -> Tuned:
        self.asked.append(together)
        text = "#EXTM3U\n#EXTINF:1,\none.ts\n#EXT-X-ENDLIST\n" if together else APART
        return Tuned(text.encode(), "/index.m3u8")

    async def get(self, url: str, _offset: int | None = None, _length: int | None = None) -> Tuned:
        text = "#EXTM3U\n#EXTINF:1,\none.ts\n#EXT-X-ENDLIST\n"
        return Tuned(text.encode() if url.endswith("m3u8") else b"G" * 188, url)


@pytest.mark.parametrize(
    ("tracks", "asked", "tapes"),
    [
        ([Track("VIDEO", "video")], [False, True], ["video"]),
        ([Track("VIDEO", "video"), Track("AUDIO", "audio-1")], [False], ["audio-1", "video"]),
    ],
)
async def test_a_recording_keeps_its_sound_when_the_next_source_sends_it_another_way(
    tmp_path: Path, tracks: list[Track], asked: list[bool], tapes: list[str]
) -> None:
    shelf, tuner = Shelf(tmp_path / "r"), ApartTuner()
    shelf.open(tracks)
    await Recorder(Job("c", 0), 1e12, shelf, tuner, Storage(tmp_path, GIB, 0), lambda: 0.0).run()
    assert (tuner.asked, sorted(path.stem for path in shelf.folder.glob("*.jsonl"))) == (asked, tapes)
