"""What `/api/status` says."""

from collections.abc import Mapping

from pydantic import Field

from prism_core.model import Model
from prism_core.service import ServiceStatus
from prism_gateway.edge.client.replica import Breaker


class MemberStatus(ServiceStatus):
    """A service, by the best of its replicas."""

    replicas: int = 1
    """Addresses that it has."""
    replicas_ready: int = 0


class ReplicaStatus(Model):
    """One address that answers for an upstream, as this gateway's proxy sees it."""

    replica: str
    """Host and port."""
    breaker: Breaker
    """`closed`: it is asked; `open`: it is left alone for a while; `half-open`: the next request finds out."""
    failures: int = Field(ge=0)
    """In a row."""
    in_flight: int = Field(ge=0)


class UpstreamStatus(Model):
    """What answers some routes: a service of the fleet, or one that the operator added (`PRISM_ROUTES`)."""

    upstream: str
    prefixes: tuple[str, ...]
    replicas: tuple[ReplicaStatus, ...]
    """None before it is asked for the first time."""


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
    upstreams: tuple[UpstreamStatus, ...] = ()
    bus: BusStatus
    relay: Mapping[str, float]
    """What media-service counts: segments, bytes, conversions, recordings."""
