"""How much each address, account and token may ask for, all gateways together."""

from prism_gateway.edge.limits.counters import RedisCounters
from prism_gateway.edge.limits.guard import Limits
from prism_gateway.edge.limits.limiter import Limiter
from prism_gateway.edge.limits.policy import policies


def guarding(rates: str, redis_url: str) -> Limits:
    """The limits in `rates` (`PRISM_RATE_LIMITS`), counted in the Redis at `redis_url`.

    Raises:
        BadInput: `rates` cannot be read.
    """
    return Limits(policies(rates), Limiter(RedisCounters(redis_url)))
