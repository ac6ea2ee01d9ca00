"""How the upstreams stand that the proxy asks: each one's replicas, and whether they are left alone."""

from prism_gateway.edge.client.replica import Replica
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Routes
from prism_gateway.edge.status_model import ReplicaStatus, UpstreamStatus


def standing(routes: Routes, proxy: Proxy) -> tuple[UpstreamStatus, ...]:
    """Every upstream of `routes`, in their order."""
    prefixes: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for route in routes:
        if route.upstreams:
            prefixes.setdefault((route.name, route.upstreams), []).append(route.prefix)
    return tuple(
        UpstreamStatus(
            upstream=name,
            prefixes=tuple(below),
            replicas=tuple(_replica(replica) for replica in proxy.known(upstreams)),
        )
        for (name, upstreams), below in prefixes.items()
    )


def _replica(replica: Replica) -> ReplicaStatus:
    return ReplicaStatus(
        replica=replica.name, breaker=replica.breaker, failures=replica.failures, in_flight=replica.in_flight
    )
