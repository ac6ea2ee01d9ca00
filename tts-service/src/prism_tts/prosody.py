"""How an emotion changes a voice that has no emotions of its own.

Directions after Scherer, "Vocal communication of emotion" (Speech Communication 40, 2003, table 2): joy and
anger raise rate, pitch and range, sadness lowers all three. The sizes are kept small: a companion, not an actor.
"""

from dataclasses import dataclass

from prism_core.events.avatar import Expression


@dataclass(frozen=True, slots=True)
class Prosody:
    """Changes to a voice's own manner.

    Attributes:
        rate: factor on its pace.
        semitones: added to its pitch.
        liveliness: factor on its pitch range.
    """

    rate: float = 1.0
    semitones: float = 0.0
    liveliness: float = 1.0


PROSODY: dict[Expression, Prosody] = {
    "neutral": Prosody(),
    "happy": Prosody(rate=1.04, semitones=1.0, liveliness=1.3),
    "angry": Prosody(rate=1.06, semitones=0.5, liveliness=1.2),
    "sad": Prosody(rate=0.90, semitones=-1.0, liveliness=0.7),
    "relaxed": Prosody(rate=0.95, semitones=-0.5, liveliness=0.9),
    "surprised": Prosody(rate=1.0, semitones=1.5, liveliness=1.5),
}
