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
    plays: bool = True
    """Whether the browser plays the codecs as they are; what it does not, it has to ask for."""


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
    shown = picture is None or plays_picture(picture, wanted.can)
    heard = sound is None or plays_sound(sound, wanted.can)
    if not ((shown and heard) or wanted.convert):
        spoken = codecs(None if shown else picture, None if heard else sound)
        raise CodecNotPlayable(
            f"the channel is sent as {spoken}, which this browser does not play; convert=auto transcodes it"
        )
    # Browsers play MP3 in a transport stream, and not in the fragmented MP4 that comes out here.
    kept = heard and sound is not None and sound.codec != "mp3"
    return Plan(
        video=None if picture is None else "copy" if shown else "transcode",
        audio=None if sound is None else "copy" if kept else "transcode",
        picture=picture,
        sound=sound,
        plays=shown and heard,
    )


def decide_sound(stream: Stream, wanted: Wanted) -> Plan | None:
    """What is done to one of several sounds; `None` where the browser does not play it as it was asked for."""
    heard = plays_sound(stream, wanted.can)
    if not (heard or wanted.convert):
        return None
    return Plan(None, "copy" if heard and stream.codec != "mp3" else "transcode", None, stream, heard)


def codecs(*streams: Stream | None) -> str:
    """The codecs of streams, as people write them: `HEVC and AC-3`."""
    there = [stream for stream in streams if stream is not None]
    return " and ".join(_SPOKEN.get(each.codec, each.codec.upper()) + _depth(each) for each in there)


def _depth(stream: Stream) -> str:
    return f" ({stream.pixels})" if stream.codec == "h264" else ""
