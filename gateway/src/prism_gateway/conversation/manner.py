"""How Lumen's manner of speaking changes when a viewer asks for it, and what she says to that. Pure."""

from collections.abc import Mapping

from prism_core.commands import SlotValue
from prism_core.ports import Manner

STEP = 1.15
"""Factor on the pace: clearly heard, and two of them not yet too much."""
SLOWEST, FASTEST = 0.6, 1.75
SEMITONES = 2.0
FARTHEST = 6.0
"""Semitones either way; beyond half an octave a voice is no longer a person's."""
CHANGES = ("slower", "faster", "higher", "deeper")


def changed(manner: Manner, slots: Mapping[str, SlotValue]) -> Manner:
    """`manner` as the `slots` of `lumen.voice` ask for; itself where it goes no further."""
    pace = {"faster": STEP, "slower": 1 / STEP}
    shift = {"higher": SEMITONES, "deeper": -SEMITONES}
    speed, pitch = manner.speed, manner.pitch
    for change in CHANGES:
        if slots.get(change):
            speed *= pace.get(change, 1.0)
            pitch += shift.get(change, 0.0)
    return Manner(
        voice=str(slots["voice"]).strip().lower() if "voice" in slots else manner.voice,
        speed=round(min(FASTEST, max(SLOWEST, speed)), 3),
        pitch=min(FARTHEST, max(-FARTHEST, pitch)),
    )


def answer(before: Manner, after: Manner, slots: Mapping[str, SlotValue]) -> tuple[bool, str]:
    """Whether anything changed, and what to say."""
    if "voice" in slots:
        return True, f"This is the voice {after.voice}."
    change = next(change for change in CHANGES if slots.get(change))
    if after == before:
        return False, f"I cannot speak any {change}."
    return True, f"I speak {change} now."
