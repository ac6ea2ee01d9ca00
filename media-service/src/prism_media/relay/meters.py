"""What the relay of a process tells Prometheus."""

from prometheus_client import Counter, Gauge

SEGMENTS = Counter(
    "prism_relay_segments_total",
    "Segments asked for, by how they were found (fetched from the source, shared with what is fetched or kept)",
    ("found",),
)
FETCHED_BYTES = Counter("prism_relay_fetched_bytes_total", "Bytes of segments that came from sources")
FAILED = Counter("prism_relay_failures_total", "Segments that could not be fetched, by the kind of error", ("kind",))
KEPT_BYTES = Gauge("prism_relay_kept_bytes", "Bytes of segments in memory")
CONVERSIONS = Gauge("prism_relay_conversions", "Channels and films that are being converted")
