"""Pictures and sound to HLS segments: H.264 and AAC in MPEG-TS, each segment 2 s and starting with a key frame."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from prism_media.demo.plan import SEGMENT_SECONDS, TIMESTAMP_OFFSET
from prism_media.demo.studio.canvas import FRAME_RATE, HEIGHT, WIDTH, Picture


class EncodingFailed(RuntimeError):
    """ffmpeg did not finish; the message has its last words."""


def encode(ffmpeg: str, folder: Path, wave: Path, pictures: Iterable[Picture], seconds: int) -> None:
    """Encode `seconds` of pictures (at the canvas's rate) and a WAVE file into `000.ts`, `001.ts`, … of a folder.

    Raises:
        EncodingFailed: ffmpeg cannot be run or gave up.
    """
    process = subprocess.Popen(_command(ffmpeg, folder, wave, seconds), stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stderr is not None
    try:
        for picture in pictures:
            process.stdin.write(picture.tobytes())
        process.stdin.close()
    except BrokenPipeError:
        pass  # ffmpeg has ended early: its exit status tells why
    except BaseException:
        process.kill()
        process.wait()
        raise
    said = process.stderr.read().decode(errors="replace").strip()
    if process.wait() != 0:
        raise EncodingFailed(said[-500:] or f"ffmpeg ended with {process.returncode}")


def _command(ffmpeg: str, folder: Path, wave: Path, seconds: int) -> list[str]:
    group = SEGMENT_SECONDS * FRAME_RATE
    return [
        ffmpeg, "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FRAME_RATE), "-i", "pipe:0",
        "-i", str(wave),
        "-map", "0:v", "-map", "1:a", "-t", str(seconds),
        # No B-frames: with them players find a gap where the loop starts again.
        "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-level", "3.0", "-pix_fmt", "yuv420p",
        "-bf", "0", "-g", str(group), "-keyint_min", str(group), "-sc_threshold", "0",
        "-crf", "23", "-maxrate", "900k", "-bufsize", "1800k", "-threads", "2",
        "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000",
        "-muxdelay", "0", "-muxpreload", "0", "-output_ts_offset", str(TIMESTAMP_OFFSET),
        "-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_list_size", "0", "-hls_segment_type", "mpegts",
        "-hls_flags", "independent_segments+temp_file", "-start_number", "0",
        "-hls_segment_filename", str(folder / "%03d.ts"), str(folder / "loop.m3u8"),
    ]  # fmt: skip
