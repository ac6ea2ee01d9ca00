"""Subtitles of a transport stream, beside the fragments that are made of it."""

import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from prism_core import mpegts
from prism_core.mpegts import PACKET_BYTES, SUBTITLES_BOX
from prism_media.relay.conversion.boxes import Cutter, Fragment, boxes
from prism_media.relay.conversion.subtitles import Subtitles
from prism_media.relay.conversion.testing import FFMPEG, PICTURE, SOUND, channel_on, decoded, endless, heard
from prism_media.testing import running_service, serving

CODECS = {"h264": "-c:v libx264 -preset ultrafast -bf 2 -g 25 -pix_fmt yuv420p", "mpeg2": "-c:v mpeg2video -bf 2 -g 25"}
BETWEEN_KEYS = 40
"""Packets that are missing at the beginning of a stream that was joined in the middle."""


def disc_subtitles(count: int) -> Iterator[bytes]:
    """A small rectangle every second, in the form of Blu-ray discs, which ffmpeg makes DVB subtitles of."""

    def part(at: int, kind: int, body: bytes) -> bytes:
        return b"PG" + struct.pack(">IIBH", at, 0, kind, len(body)) + body

    window = struct.pack(">BBHHHH", 1, 0, 8, 8, 16, 8)
    rectangle = (b"\x00\x90\x01" + b"\0\0") * 8
    for number in range(count):
        begin, end = number * 90_000, number * 90_000 + 45_000
        screen = struct.pack(">HHB", 160, 90, 0x10)
        yield part(begin, 0x16, screen + struct.pack(">HBBBBHBBHH", 2 * number, 0x80, 0, 0, 1, 0, 0, 0, 8, 8))
        yield part(begin, 0x17, window) + part(begin, 0x14, bytes([0, 0, 1, 235, 128, 128, 255]))
        size = (len(rectangle) + 4).to_bytes(3)
        yield part(begin, 0x15, b"\0\0\0\xc0" + size + struct.pack(">HH", 16, 8) + rectangle) + part(begin, 0x80, b"")
        yield part(end, 0x16, screen + struct.pack(">HBBBB", 2 * number + 1, 0, 0, 0, 0))
        yield part(end, 0x17, window) + part(end, 0x80, b"")


@pytest.fixture(scope="module", params=sorted(CODECS))
def stream(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """Six seconds with subtitles."""
    folder = tmp_path_factory.mktemp("subtitled")
    (folder / "made.sup").write_bytes(b"".join(disc_subtitles(5)))
    inputs = f"{PICTURE} {SOUND} -fix_sub_duration -i made.sup -map 0:v -map 1:a -map 2:s -t 6"
    line = f"-loglevel error -y {inputs} {CODECS[request.param]} -c:a aac -c:s dvbsub made.ts"
    subprocess.run([FFMPEG, *line.split()], cwd=folder, check=True)
    return request.param, (folder / "made.ts").read_bytes()


def units(packets: bytes) -> list[tuple[int, float, bytes]]:
    """Identity, time and first packet of each unit."""
    cut = [packets[at : at + PACKET_BYTES] for at in range(0, len(packets), PACKET_BYTES)]
    timed = [(packet, mpegts.shown_at(mpegts.payload(packet))) for packet in cut if mpegts.starts(packet)]
    return [(mpegts.identity(packet), at, packet) for packet, at in timed if at is not None]


def subtitle_times(packets: bytes) -> list[float]:
    return [at for _, at, packet in units(packets) if mpegts.carries_subtitles(mpegts.payload(packet))]


@pytest.mark.parametrize("chunk", [1000, 1 << 20])
def test_whole_packets_of_subtitles_are_kept_with_their_tables(stream: tuple[str, bytes], chunk: int) -> None:
    _, data = stream
    subtitles = Subtitles()
    made = b""
    for at in range(0, len(data), chunk):
        subtitles.take(data[at : at + chunk])
        made += subtitles.box(10.0)
    contents = boxed(made)
    assert [at for content in contents for at in subtitle_times(content[24:])] == subtitle_times(data)
    for content in contents:
        programme = mpegts.ProgrammeMap()
        for at in range(24, len(content), PACKET_BYTES):
            programme.take(content[at : at + PACKET_BYTES])
        assert any(mpegts.SUBTITLING in each.descriptors for each in programme.streams.values())


def boxed(made: bytes) -> list[bytes]:
    return [made[box.start : box.end] for box in boxes(made) if box.kind == b"uuid"]


async def test_subtitles_of_a_live_stream_lie_where_they_belong_among_its_pictures(
    stream: tuple[str, bytes], tmp_path: Path
) -> None:
    codec, data = stream
    joined = data[BETWEEN_KEYS * PACKET_BYTES :]
    query = {} if codec == "h264" else {"convert": "auto"}
    async with (
        running_service(tmp_path, demo_channels=False) as client,
        serving({"/joined.ts": endless(joined)}) as base,
    ):
        channel = await channel_on(client, f"{base}/joined.ts")
        _, made = await heard(client, channel, 3, **query)
    assert decoded(made)[0] > 2
    (picture,) = {found for found, _, packet in units(data) if mpegts.payload(packet)[3] >> 4 == 0xE}
    pictures = [at for found, at, packet in units(joined) if found == picture and is_key(packet)]
    first = next(part for part in Cutter().feed(made) if isinstance(part, Fragment))
    found = boxed(made)
    assert found
    for content in found:
        assert content[:16] == SUBTITLES_BOX
        (later,) = struct.unpack_from(">d", content, 16)
        assert later == pytest.approx(first.start_seconds - pictures[0], abs=0.001)
    told = [at for content in found for at in subtitle_times(content[24:])]
    assert told == [at for at in subtitle_times(joined) if at in told]
    assert len(told) >= 3


def is_key(packet: bytes) -> bool:
    """Whether the packet is marked as a point where a stream can be joined (2.4.3.5)."""
    return bool(packet[3] & 0x20 and packet[4] and packet[5] & 0x40)
