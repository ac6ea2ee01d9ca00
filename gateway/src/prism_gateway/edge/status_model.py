"""What `/api/status` says."""

from collections.abc import Mapping

from pydantic import Field

from prism_core.model import Model
from prism_core.service import ServiceStatus


class MemberStatus(ServiceStatus):
    """A service, by the best of its replicas."""

    replicas: int = 1
    """Addresses that it has."""
    replicas_ready: int = 0


class BusStatus(Model):
    """The bus, as this gateway sees it."""

    ready: bool
    waiting: Mapping[str, int]
    """Requests that nobody has claimed yet, by their kind."""
    oldest_seconds: float = Field(ge=0)
    """Age of the oldest of them."""


class FleetStatus(Model):
    """Every service of the fleet. `ready` when all are."""

    version: str
    ready: bool
    sessions: int
    services: tuple[MemberStatus, ...]
    bus: BusStatus
    relay: Mapping[str, float]
    """What media-service counts: segments, bytes, conversions, recordings."""
