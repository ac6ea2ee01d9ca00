"""What the replica that follows a channel leaves to the one that takes it over: the dance, and when it spoke last."""

from pydantic import ValidationError

from prism_companion.keyframes import Step
from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable
from prism_core.model import Model

KEPT_SECONDS = 60.0
"""As long as a remark is remembered. A beat of longer ago says nothing of the beats now."""


class Handover(Model):
    """How things stand on a channel. step: its last beat, in Unix seconds. remarked_at: Unix seconds."""

    step: Step | None = None
    remarked_at: float | None = None


async def left_by_another(bus: Bus, channel_id: str) -> Handover:
    """What was left for `channel_id`; nothing where nobody followed it lately, or Redis does not answer."""
    try:
        return Handover.model_validate_json(await bus.get(_key(channel_id)) or b"{}")
    except (BusUnavailable, ValidationError):
        return Handover()


async def leave(bus: Bus, channel_id: str, standing: Handover) -> None:
    """Leave `standing` for whoever takes the channel over.

    Raises:
        BusUnavailable: Redis does not answer.
    """
    await bus.set(_key(channel_id), standing.model_dump_json().encode(), KEPT_SECONDS)


def _key(channel_id: str) -> str:
    return names.handover(f"companion:{channel_id}")
