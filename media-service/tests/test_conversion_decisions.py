"""What a source is and what is done to it: pure decisions, as tables."""

import sys
from collections.abc import AsyncIterator

import pytest

from prism_core.errors import Internal
from prism_media.relay.conversion import Wanted
from prism_media.relay.conversion.errors import CodecNotPlayable, ConversionFailed, ProtectedStream
from prism_media.relay.conversion.follow import Variant, media_of, variant_of
from prism_media.relay.conversion.opening import Reading
from prism_media.relay.conversion.plan import decide
from prism_media.relay.conversion.probe import Probe, Stream, parse
from prism_media.relay.conversion.process import probe
from prism_media.relay.conversion.sniff import container_of

TS = (b"\x47" + b"\0" * 187) * 4
MP3 = (b"\xff\xfb\x90\x00" + b"\0" * 413) * 3
ADTS = (b"\xff\xf1\x50\x80\x02\x00\xfc" + b"\0" * 9) * 3
REPORT = """Input #0, mpegts, from 'pipe:0':
  Duration: 01:02:03.50, start: 1.4, bitrate: N/A
  Program 1
  Stream #0:0[0x100](eng): Video: h264 (High 10) ([27][0][0][0] / 0x001B), yuv420p10le(tv, bt709, top first), 1920x1080 [SAR 1:1 DAR 16:9], 25 fps, 50 tbr, 90k tbn
  Stream #0:1[0x101](ger): Audio: eac3 ([6][0][0][0] / 0x0006), 48000 Hz, 5.1(side), fltp, 384 kb/s
  Stream #0:2[0x102]: Audio: aac ([15][0][0][0] / 0x000F), 0 channels
  Stream #0:3: Video: mjpeg (Baseline), yuvj420p(pc), 500x500, 90k tbr, 90k tbn (attached pic)
"""  # noqa: E501


@pytest.mark.parametrize(
    ("head", "said", "container"),
    [
        (TS, "", "mpegts"),
        (b"\0" * 60 + TS, "application/octet-stream", "mpegts"),
        (b"\0\0\0\x20ftypisom" + b"\0" * 20, "", "mp4"),
        (b"\x1aE\xdf\xa3" + b"\0" * 20, "", "matroska"),
        (b"FLV\x01\x05", "", "flv"),
        (b"OggS\0\x02", "", "ogg"),
        (MP3, "", "mp3"),
        (b"\0" * 33 + MP3, "", "mp3"),
        (b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + ADTS, "", "aac"),
        (b"ID3\x04\0\0\0\0\x7f\x7f" + b"\0" * 10, "", "mp3"),
        (ADTS, "", "aac"),
        (b"\xef\xbb\xbf\n#EXTM3U\n", "video/mp2t", "hls"),
        (b'<?xml version="1.0"?>\n<MPD xmlns="x">', "", "dash"),
        (b"<!DOCTYPE html><html>", "video/mp2t", "page"),
        (b'{"error": 1}', "", "page"),
        (b"\x01\x02\x03" * 9, "audio/aacp", "aac"),
        (b"\x01\x02\x03" * 9, "", "unknown"),
    ],
)
def test_a_container_is_known_by_its_first_bytes(head: bytes, said: str, container: str) -> None:
    assert container_of(head, said) == container


def test_a_report_of_ffmpeg_is_read() -> None:
    probe = parse(REPORT)
    picture, sound, unknown, cover = probe.streams
    assert probe.seconds == 3723.5
    assert (picture.codec, picture.pixels, picture.height, picture.interlaced) == ("h264", "yuv420p10le", 1080, True)
    assert (sound.codec, sound.language) == ("eac3", "ger")
    assert (unknown.usable, cover.usable, cover.cover, probe.complete) == (False, False, True, False)
    assert probe.first("video") == picture


def stream(codec: str, pixels: str = "yuv420p") -> Stream:
    sounds = {"aac", "mp3", "ac3", "eac3", "mp2", "dts", "opus", "flac"}
    return Stream(0, "audio" if codec in sounds else "video", codec, pixels=pixels)


@pytest.mark.parametrize(
    ("streams", "can", "video", "audio"),
    [
        ([stream("h264"), stream("aac")], "", "copy", "copy"),
        ([stream("h264"), stream("mp3")], "", "copy", "transcode"),
        ([stream("h264"), stream("ac3")], "", "copy", "transcode"),
        ([stream("h264"), stream("eac3")], "ec3", "copy", "copy"),
        ([stream("h264"), stream("mp2")], "ec3 ac3", "copy", "transcode"),
        ([stream("hevc"), stream("aac")], "", "transcode", "copy"),
        ([stream("hevc", "yuv420p10le"), stream("dts")], "hevc", "copy", "transcode"),
        ([stream("h264", "yuv420p10le"), stream("aac")], "hevc", "transcode", "copy"),
        ([stream("mpeg2video"), stream("mp2")], "", "transcode", "transcode"),
        ([stream("vp9"), stream("opus")], "vp9 opus", "copy", "copy"),
        ([stream("av1"), stream("flac")], "", "transcode", "transcode"),
        ([stream("mpeg4")], "", "transcode", None),
        ([stream("aac")], "", None, "copy"),
    ],
)
def test_only_what_a_browser_does_not_play_is_transcoded(
    streams: list[Stream], can: str, video: str | None, audio: str | None
) -> None:
    probe, wanted = Probe(tuple(streams)), frozenset(can.split())
    plan = decide(probe, Wanted(wanted, convert=True))
    assert (plan.video, plan.audio) == (video, audio)
    if not plan.plays:
        with pytest.raises(CodecNotPlayable, match="convert=auto"):
            decide(probe, Wanted(wanted))


def test_mp3_is_put_into_a_form_that_plays_without_being_asked_for() -> None:
    plan = decide(Probe((stream("mp3"),)), Wanted())
    assert (plan.audio, plan.plays) == ("transcode", True)


def test_a_source_without_picture_and_sound_is_no_channel() -> None:
    with pytest.raises(ConversionFailed):
        decide(Probe((Stream(0, "subtitle", "dvbsub"),)), Wanted(convert=True))


def test_the_best_variant_that_is_not_too_large_is_read_with_its_sound() -> None:
    text = """#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="x",URI="x.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="y",DEFAULT=YES,URI="y.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=9000000,RESOLUTION=3840x2160,AUDIO="a"
uhd.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=5000000,RESOLUTION=1920x1080,AUDIO="a"
hd.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=640x360,AUDIO="a"
sd.m3u8
"""
    assert variant_of(text, "http://up/d/m.m3u8") == Variant("http://up/d/hd.m3u8", "http://up/d/y.m3u8")
    assert variant_of("#EXTM3U\n#EXTINF:2,\na.ts\n", "http://up/") is None


def test_segments_have_their_ranges_beginnings_and_keys() -> None:
    text = """#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-MAP:URI="i.mp4",BYTERANGE="100@0"
#EXT-X-KEY:METHOD=AES-128,URI="k"
#EXTINF:4,
#EXT-X-BYTERANGE:50@100
all.mp4
#EXT-X-KEY:METHOD=NONE
#EXTINF:4,
#EXT-X-BYTERANGE:60
all.mp4
"""
    first, second = media_of(text, "http://up/m.m3u8").segments
    assert (first.number, first.byte_range, first.init) == (7, "bytes=100-149", ("http://up/i.mp4", "bytes=0-99"))
    assert first.key == ("http://up/k", (7).to_bytes(16, "big"))
    assert (second.byte_range, second.key) == ("bytes=150-209", None)


def test_hls_for_a_drm_system_is_named() -> None:
    with pytest.raises(ProtectedStream, match="DRM"):
        media_of('#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x"\n', "http://up/m.m3u8")


async def test_a_report_with_an_endless_title_is_read_to_its_end() -> None:
    says = "import sys; sys.stderr.write('      title           : ' + 'a' * 200_000 + chr(10) + sys.argv[1])"
    found, _ = await probe(sys.executable, lambda _: ["-c", says, REPORT])
    assert len(found.streams) == 4


async def test_a_disk_that_fails_ends_the_reading_rather_than_the_wait() -> None:
    async def failing() -> AsyncIterator[bytes]:
        yield b"video"
        raise OSError("input/output error")

    reading = Reading(failing())
    assert await reading.next() == b"video"
    for _ in range(2):
        with pytest.raises(Internal):
            await reading.next()
    await reading.close()
