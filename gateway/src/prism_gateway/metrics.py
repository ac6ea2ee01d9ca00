"""What the gateway counts beside what every service does."""

from prometheus_client import Counter, Gauge, Histogram

from prism_core.metrics import FAST_BUCKETS

SESSIONS = Gauge("prism_sessions", "Browsers connected to this gateway")
TURNS = Counter("prism_turns_total", "Turns, by how the viewer spoke and how they ended", ("by", "outcome"))
UPSTREAM_SECONDS = Histogram(
    "prism_upstream_response_seconds",
    "Time from a proxied request to the head of its answer",
    ("upstream", "status"),
    buckets=FAST_BUCKETS,
)
