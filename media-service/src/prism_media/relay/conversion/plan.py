"""What is done to a source's picture and sound: copied where the browser plays them, transcoded where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prism_media.relay.conversion import Wanted
from prism_media.relay.conversion.errors import CodecNotPlayable, ConversionFailed
from prism_media.relay.conversion.probe import Probe, Stream

Act = Literal["copy", "transcode"]

_NAMES = {"eac3": "ec3", "vp9": "vp9", "av1": "av1", "hevc": "hevc", "ac3": "ac3", "opus": "opus", "flac": "flac"}
"""ffmpeg's name → the name by which a browser says that it plays the codec."""
_SPOKEN = {
    "hevc": "HEVC", "mpeg2video": "MPEG-2", "mpeg4": "MPEG-4", "vc1": "VC-1", "av1": "AV1", "vp9": "VP9",
    "h264": "H.264", "ac3": "AC-3", "eac3": "E-AC-3", "mp2": "MP2", "dts": "DTS", "opus": "Opus", "flac": "FLAC",
    "truehd": "TrueHD",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with the first picture and the first sound of a source; `None` where there is none."""

    video: Act | None
    audio: Act | None
    picture: Stream | None = None
    sound: Stream | None = None

    @property
    def transcodes(self) -> bool:
        """Whether anything is transcoded."""
        return "transcode" in (self.video, self.audio)


def plays_picture(stream: Stream, can: frozenset[str]) -> bool:
    """Whether a browser that plays `can` beyond H.264 plays this picture."""
    if stream.codec == "h264":
        # Browsers decode 8-bit 4:2:0 only: High 10 and High 4:2:2 give a black picture, not an error.
        return stream.pixels in {"yuv420p", "yuvj420p", ""}
    if stream.codec == "vp8":
        return False  # it has no place in fragmented MP4
    return _NAMES.get(stream.codec) in can and "422" not in stream.pixels and "444" not in stream.pixels


def plays_sound(stream: Stream, can: frozenset[str]) -> bool:
    """Whether a browser that plays `can` beyond AAC and MP3 plays this sound."""
    return stream.codec in {"aac", "mp3"} or _NAMES.get(stream.codec) in can


def decide(probe: Probe, wanted: Wanted) -> Plan:
    """What to do with a source.

    Raises:
        ConversionFailed: it has neither picture nor sound.
        CodecNotPlayable: something would have to be transcoded, and that was not asked for.
    """
    picture, sound = probe.first("video"), probe.first("audio")
    if picture is None and sound is None:
        raise ConversionFailed("the stream has neither a picture nor sound that can be read")
    plan = Plan(
        video=None if picture is None else "copy" if plays_picture(picture, wanted.can) else "transcode",
        audio=None if sound is None else "copy" if plays_sound(sound, wanted.can) else "transcode",
        picture=picture,
        sound=sound,
    )
    if plan.transcodes and not wanted.convert:
        raise CodecNotPlayable(
            f"the channel is sent as {codecs(plan)}, which this browser does not play; convert=auto transcodes it"
        )
    return plan


def codecs(plan: Plan) -> str:
    """What would be transcoded, as people write it: `HEVC and AC-3`."""
    changed = [
        _SPOKEN.get(stream.codec, stream.codec.upper()) + _depth(stream)
        for stream, act in ((plan.picture, plan.video), (plan.sound, plan.audio))
        if stream is not None and act == "transcode"
    ]
    return " and ".join(changed)


def _depth(stream: Stream) -> str:
    return f" ({stream.pixels})" if stream.codec == "h264" else ""
