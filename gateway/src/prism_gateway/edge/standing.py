"""How the upstreams stand that the proxy asks: each one's replicas, and whether they are left alone."""

from prism_gateway.edge.client.replica import Replica
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Route, Routes
from prism_gateway.edge.status_model import ReplicaStatus, UpstreamStatus


def standing(routes: Routes, proxy: Proxy) -> tuple[UpstreamStatus, ...]:
    """Every upstream of `routes`, in their order."""
    alike: dict[tuple[str, tuple[str, ...]], list[Route]] = {}
    for route in routes:
        if route.upstreams:
            alike.setdefault((route.name, route.upstreams), []).append(route)
    return tuple(
        UpstreamStatus(
            upstream=name,
            prefixes=tuple(route.prefix for route in theirs),
            replicas=tuple(_replica(replica) for replica in proxy.known(theirs[0])),
        )
        for (name, _), theirs in alike.items()
    )


def _replica(replica: Replica) -> ReplicaStatus:
    return ReplicaStatus(
        replica=replica.name, breaker=replica.breaker, failures=replica.failures, in_flight=replica.in_flight
    )
