"""The bus: its promises, and the two that keep them."""

from prism_core.bus import names
from prism_core.bus.base import Backlog, Bus, Message, Subscription
from prism_core.bus.memory import MemoryBus
from prism_core.bus.redis import RedisBus

__all__ = ["Backlog", "Bus", "MemoryBus", "Message", "RedisBus", "Subscription", "names"]
