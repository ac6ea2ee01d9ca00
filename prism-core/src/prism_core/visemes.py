"""What a mouth does while it speaks: the fifteen visemes and their timing.

The set is Oculus Lipsync's (https://developers.meta.com/horizon/documentation/unity/audio-ovrlipsync-viseme-reference),
derived from MPEG-4 face animation (ISO/IEC 14496-2); avatars of VRM 1.0 know five mouth shapes, to which the
frontend maps them.
"""

from typing import Literal, get_args

from pydantic import Field

from prism_core.model import Model

Viseme = Literal["sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U"]
VISEMES: tuple[Viseme, ...] = get_args(Viseme)


class VisemeCue(Model):
    """One mouth shape on the clock of the sound it belongs to."""

    viseme: Viseme
    start: float = Field(ge=0)
    """Seconds from the first sample of the clock's sound."""
    duration: float = Field(gt=0)
    """Seconds."""
    weight: float = Field(default=1.0, ge=0, le=1)

    def shifted(self, seconds: float) -> "VisemeCue":
        """The same cue on a clock that started `seconds` earlier."""
        return self.model_copy(update={"start": self.start + seconds})
