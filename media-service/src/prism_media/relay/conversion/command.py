"""ffmpeg's arguments. It reads pipes, local files and our loopback bridge, never the network."""

from __future__ import annotations

from dataclasses import dataclass

from prism_media.relay.conversion.plan import Plan
from prism_media.relay.conversion.sniff import DEMUXERS, Container

GOP_SECONDS = 2
OFFSET_SECONDS = 10
"""Added to a file's times: pictures are decoded before they are shown, and a time below zero cannot be written."""
_HEIGHT = 1080
"""What is transcoded is not made larger than this: two cores encode no more in real time."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of ffmpeg: `pipe:N`, `file:/…` or an address of the bridge."""

    address: str
    container: Container

    def arguments(self) -> list[str]:
        """Its options and its address; the protocol and the demuxer are pinned, so nothing inside it is followed."""
        protocols = {"pipe": "pipe", "file": "file"}.get(self.address.partition(":")[0], "http,tcp")
        demuxer = DEMUXERS.get(self.container)
        pinned = ["-f", demuxer] if demuxer else ["-format_whitelist", ",".join(sorted(set(DEMUXERS.values())))]
        return ["-protocol_whitelist", protocols, *pinned, "-i", self.address]


def probing(source: Input) -> list[str]:
    """Report the streams of an input and end."""
    return ["-hide_banner", "-nostdin", *source.arguments()]


def fragments(sources: list[Input], plan: Plan, *, start_seconds: float | None = None, live: bool = True) -> list[str]:
    """Write fragmented MP4 to stdout, a fragment from each key frame on (ISO 14496-12 8.8)."""
    seek = [] if start_seconds is None else ["-seek_timestamp", "1", "-ss", f"{start_seconds:.3f}"]
    # A stream cut from its middle has packets without a time or a beginning: they are dropped, not an end.
    head = ["-hide_banner", "-loglevel", "warning", "-nostdin", "-fflags", "+genpts+discardcorrupt"]
    # From a file, times stay those of the file, so that pieces made by different runs join.
    timing = ["-copyts"] if start_seconds is not None else []
    lasting = ["-output_ts_offset", str(OFFSET_SECONDS), "-avoid_negative_ts", "disabled"]
    probing = ["-probesize", "2M", "-analyzeduration", "3M"] if live else []
    inputs = [argument for source in sources for argument in [*probing, *seek, *source.arguments()]]
    flags = "+empty_moov+delay_moov+default_base_moof+frag_discont" + ("+frag_keyframe" if plan.video else "")
    return [
        *head, *timing, *inputs, *_mapped(plan, len(sources)), *_picture(plan), *_sound(plan, sources[-1].container),
        "-sn", "-dn", "-map_metadata", "-1", "-max_muxing_queue_size", "4096", "-use_editlist", "0",
        *(["-avoid_negative_ts", "make_zero"] if start_seconds is None else lasting),
        *([] if plan.video else ["-frag_duration", str(GOP_SECONDS * 1_000_000)]),
        "-f", "mp4", "-movflags", flags, "-flush_packets", "1", "pipe:1",
    ]  # fmt: skip


def transport(sources: list[Input]) -> list[str]:
    """Write one MPEG transport stream to stdout, codecs as they are."""
    inputs = [argument for source in sources for argument in source.arguments()]
    maps = ["-map", "0:v:0?", "-map", f"{len(sources) - 1}:a?"]
    head = ["-hide_banner", "-loglevel", "warning", "-nostdin", "-fflags", "+genpts+discardcorrupt"]
    return [*head, *inputs, *maps, "-c", "copy", "-f", "mpegts", "-flush_packets", "1", "pipe:1"]


def captioning(source: Input, index: int, start_seconds: float, stop_seconds: float) -> list[str]:
    """Write the text subtitles of stream `index` that begin in a span as WebVTT to stdout, in the file's own time."""
    head = ["-hide_banner", "-loglevel", "warning", "-nostdin", "-copyts"]
    span = ["-seek_timestamp", "1", "-ss", f"{start_seconds:.3f}", "-t", f"{stop_seconds - start_seconds:.3f}"]
    return [*head, *span, *source.arguments(), "-map", f"0:{index}", "-f", "webvtt", "-flush_packets", "1", "pipe:1"]


def _mapped(plan: Plan, inputs: int) -> list[str]:
    picture = ["-map", f"0:{plan.picture.index}"] if plan.picture else []
    sound = ["-map", f"{inputs - 1}:{plan.sound.index}"] if plan.sound else []
    return picture + sound


def _picture(plan: Plan) -> list[str]:
    if plan.video is None:
        return ["-vn"]
    if plan.video == "copy":
        tag = ["-tag:v", "hvc1"] if plan.picture and plan.picture.codec == "hevc" else []
        return ["-c:v", "copy", *tag]
    return [
        "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-crf", "23",
        "-maxrate", "6M", "-bufsize", "12M", "-force_key_frames", f"expr:gte(t,n_forced*{GOP_SECONDS})",
        "-sc_threshold", "0", "-vf", _filters(plan),
    ]  # fmt: skip


def _filters(plan: Plan) -> str:
    interlaced = plan.picture is not None and plan.picture.interlaced
    return ("bwdif=mode=send_frame," if interlaced else "") + f"scale=-2:'min({_HEIGHT},ih)'"


def _sound(plan: Plan, container: Container) -> list[str]:
    if plan.audio is None:
        return ["-an"]
    if plan.audio == "copy":
        framed = plan.sound is not None and plan.sound.codec == "aac" and container in {"mpegts", "aac"}
        return ["-c:a", "copy", *(["-bsf:a", "aac_adtstoasc"] if framed else [])]
    # Lost packets leave holes: they are filled with silence, or the sound would run ahead of the picture.
    return ["-c:a", "aac", "-b:a", "160k", "-ac", "2", "-af", "aresample=async=1000"]
