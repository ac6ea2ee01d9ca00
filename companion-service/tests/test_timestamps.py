"""Where the sound of a segment begins, against what ffmpeg was told."""

import subprocess
from pathlib import Path

import pytest

from prism_companion.hls.media_time import media_start
from prism_companion.hls.timestamps import sound_offset
from prism_companion.testing.streams import BITMAPS, VIDEO, captioned_picture, transport_stream
from prism_companion.testing.subtitles import subtitle_packet
from prism_core.ffmpeg import find_ffmpeg


@pytest.mark.parametrize("offset", [0.0, 0.25, -0.25])
def test_the_offset_between_sound_and_picture_is_read_from_the_stream(tmp_path: Path, offset: float) -> None:
    out = tmp_path / "segment.ts"
    command = [find_ffmpeg(), "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=2", "-itsoffset",
               str(offset), "-f", "lavfi", "-i", "sine=duration=2", "-map", "0:v", "-map", "1:a", "-c:v", "mpeg2video",
               "-c:a", "mp2", "-muxdelay", "0", "-y", str(out)]  # fmt: skip
    subprocess.run(command, check=True)
    assert sound_offset(out.read_bytes()) == pytest.approx(offset, abs=0.03)


def test_what_is_no_transport_stream_has_no_offset() -> None:
    assert sound_offset(b"") == 0.0
    assert sound_offset(b"\x00\x00\x00\x18ftypiso5" * 40) == 0.0
    assert sound_offset(b"\x47" + bytes(187)) == 0.0


def test_subtitles_do_not_move_the_media_clock() -> None:
    early = [(BITMAPS, 9.0, subtitle_packet(None)), (VIDEO, 10.0, captioned_picture([]))]
    assert media_start(b"", transport_stream(early)) == 10.0
    assert sound_offset(transport_stream(early)) == 0.0
