"""What can go wrong when a source is converted, each under a name of its own (RFC 9457 problem types).

UpstreamFailed (prism_core)
├── ConversionFailed   502  ffmpeg could not read or convert it
└── ProtectedStream    502  encrypted for a DRM system
    └── KeyNotKnown    502  encrypted with a plain key that nobody gave
Unsupported (prism_core)
└── CodecNotPlayable   415  browsers do not play it; asking with convert=auto helps
Unavailable (prism_core)
└── ConversionsFull    503  as many conversions run as may
"""

from prism_core.errors import Unavailable, Unsupported, UpstreamFailed


class ConversionFailed(UpstreamFailed):
    """ffmpeg could not read or convert the source."""

    kind = "conversion-failed"


class ProtectedStream(UpstreamFailed):
    """The stream is encrypted for a DRM system, which nothing here opens."""

    kind = "drm"
    retryable = False


class KeyNotKnown(ProtectedStream):
    """The stream is encrypted with a plain key (W3C Clear Key), which its manifest does not hold."""

    kind = "clear-key"


class CodecNotPlayable(Unsupported):
    """The browser does not play the codecs, and conversion was not asked for."""

    kind = "codec-not-playable"


class ConversionsFull(Unavailable):
    """As many conversions run as the machine is allowed to run."""

    kind = "conversions-full"
