"""DASH as HLS with its own segments."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from prism_media.relay.conversion.mpd import parse
from prism_media.relay.conversion.testing import (
    H264,
    Fixtures,
    channel_on,
    decoded,
    heard,
    with_length,
)
from prism_media.testing import running_service, serving


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fixtures:
    return Fixtures(tmp_path_factory.mktemp("sources"))


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with running_service(tmp_path, demo_channels=False) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("timeline", "-use_timeline 1 -use_template 1"),
        ("numbers", "-use_timeline 0 -use_template 1"),
        ("list", "-use_timeline 0 -use_template 0"),
        ("single", "-single_file 1"),
    ],
)
async def test_dash_of_every_form_plays_without_being_converted(
    service: httpx.AsyncClient, made: Fixtures, name: str, how: str
) -> None:
    made(f"{name}.mpd", f"{H264} -c:a aac -seg_duration 2 {how} -init_seg_name {name}-$RepresentationID$.mp4 "
         f"-media_seg_name {name}-$RepresentationID$-$Number$.m4s -single_file_name {name}-$RepresentationID$.mp4 "
         "-f dash")  # fmt: skip
    files = {path: with_length(data) for path, data in made.all().items() if isinstance(data, bytes)}
    async with serving({**files}) as base:
        channel = await channel_on(service, f"{base}/{name}.mpd")
        master = (await service.get(f"/api/relay/{channel}/index.m3u8")).text
        assert 'CODECS="avc1.' in master
        audio = re.search(r'TYPE=AUDIO.*URI="([^"]+)"', master)
        assert audio is not None
        for place, kind in ((master.splitlines()[-1], "Video: h264"), (audio[1], "Audio: aac")):
            playlist = (await service.get(place)).text
            begin = re.search(r'MAP:URI="([^"]+)"', playlist)
            assert begin is not None
            places = [begin[1], *(line for line in playlist.splitlines() if line.startswith("/"))]
            assert "#EXT-X-ENDLIST" in playlist
            assert len(places) >= 4
            data = b"".join([(await service.get(each)).content for each in places])
            seconds, found = decoded(data)
            assert (round(seconds), found) == (6, kind)


LIVE = """<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" availabilityStartTime="2026-01-01T00:00:00Z"
 timeShiftBufferDepth="PT20S" minimumUpdatePeriod="PT2S"><Period id="p" start="PT0S">
 <AdaptationSet contentType="video" {more}><SegmentTemplate timescale="1000" {template}</SegmentTemplate>
 <Representation id="v" bandwidth="1" codecs="avc1.64001f" width="640" height="360"/></AdaptationSet></Period></MPD>"""
NOW = datetime(2026, 1, 1, 0, 1, 1, tzinfo=UTC)


def test_a_live_manifest_by_numbers_lists_what_is_whole_within_its_window() -> None:
    text = LIVE.format(more="", template='duration="4000" media="$RepresentationID$-$Number%05d$.m4s">')
    pieces = parse(text.encode(), "http://up/d/live.mpd", NOW).periods[0].representations[0].pieces
    assert (pieces[0].part.url, pieces[-1].part.url) == ("http://up/d/v-00011.m4s", "http://up/d/v-00015.m4s")
    assert pieces[-1].start + pieces[-1].seconds <= 61


def test_a_live_manifest_by_times_lists_its_timeline() -> None:
    timeline = '<SegmentTimeline><S t="40000" d="4000" r="2"/><S d="2000"/></SegmentTimeline>'
    text = LIVE.format(more="", template=f'media="$Time$.m4s" presentationTimeOffset="20000">{timeline}')
    pieces = parse(text.encode(), "http://up/live.mpd", NOW).periods[0].representations[0].pieces
    assert [(piece.start, piece.seconds, piece.part.url.rpartition("/")[2]) for piece in pieces] == [
        (20.0, 4.0, "40000.m4s"),
        (24.0, 4.0, "44000.m4s"),
        (28.0, 4.0, "48000.m4s"),
        (32.0, 2.0, "52000.m4s"),
    ]


async def test_a_live_playlist_moves_on_and_keeps_its_numbers(service: httpx.AsyncClient) -> None:
    before = datetime.now(UTC) - timedelta(hours=1)
    text = LIVE.format(more="", template='duration="1000" initialization="i.mp4" media="$Number$.m4s">')
    text = text.replace("2026-01-01T00:00:00Z", before.isoformat())
    async with serving({"/l.mpd": text}) as base:
        channel = await channel_on(service, f"{base}/l.mpd")
        master = (await service.get(f"/api/relay/{channel}/index.m3u8")).text
        lists: list[str] = []
        async with asyncio.timeout(60):
            while not lists or lists[0] == lists[-1]:
                lists.append((await service.get(master.splitlines()[-1])).text)
                await asyncio.sleep(0.1)
        first, last = (int(re.findall(r"MEDIA-SEQUENCE:(\d+)", each)[0]) for each in (lists[0], lists[-1]))
        assert first < last <= first + 3
        assert "#EXT-X-PROGRAM-DATE-TIME" in lists[0]
        assert "ENDLIST" not in lists[0]


@pytest.mark.parametrize(
    ("schemes", "kind", "said"),
    [
        (["edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"], "drm", "Widevine"),
        (["e2719d58-a985-b3c9-781a-b030af78d30e"], "clear-key", "Clear Key"),
        (["e2719d58-a985-b3c9-781a-b030af78d30e", "9A04F079-9840-4286-AB92-E65BE0885F95"], "drm", "PlayReady"),
        (["x"], "drm", "an unnamed system"),
    ],
)
async def test_what_encrypts_a_stream_is_named(
    service: httpx.AsyncClient, schemes: list[str], kind: str, said: str
) -> None:
    text = LIVE.format(more="", template='duration="1000" media="$Number$.m4s"><x/>')
    protection = "".join(f'<ContentProtection schemeIdUri="urn:uuid:{scheme}"/>' for scheme in schemes)
    async with serving({"/l.mpd": text.replace("<SegmentTemplate", f"{protection}<SegmentTemplate")}) as base:
        channel = await channel_on(service, f"{base}/l.mpd")
        answer = (await service.get(f"/api/relay/{channel}/index.m3u8", params={"convert": "auto"})).json()
        assert (answer["type"].rpartition(":")[2], said in answer["detail"]) == (kind, True)


async def test_dash_in_codecs_that_browsers_do_not_play_is_converted(
    service: httpx.AsyncClient, made: Fixtures
) -> None:
    made("dolby.mpd", f"{H264} -c:a ac3 -seg_duration 2 -init_seg_name d-$RepresentationID$.mp4 "
         "-media_seg_name d-$RepresentationID$-$Number$.m4s -f dash")  # fmt: skip
    async with serving(made.all()) as base:
        channel = await channel_on(service, f"{base}/dolby.mpd")
        refused = await service.get(f"/api/relay/{channel}/index.m3u8")
        assert refused.json()["type"].endswith("codec-not-playable")
        _, data = await heard(service, channel, 99, convert="auto")
        assert decoded(data) == (pytest.approx(6, abs=0.3), "Video: h264 Audio: aac")
