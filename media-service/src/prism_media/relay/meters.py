"""What the relay of a process tells Prometheus."""

from collections.abc import Mapping

from prometheus_client import REGISTRY, Counter, Gauge

SEGMENTS = Counter(
    "prism_relay_segments_total",
    "Segments asked for, by how they were found (fetched from the source, shared with what is fetched or kept)",
    ("found",),
)
FETCHED_BYTES = Counter("prism_relay_fetched_bytes_total", "Bytes of segments that came from sources")
FAILED = Counter("prism_relay_failures_total", "Segments that could not be fetched, by the kind of error", ("kind",))
KEPT_BYTES = Gauge("prism_relay_kept_bytes", "Bytes of segments in memory")
CONVERSIONS = Gauge("prism_relay_conversions", "Channels and films that are being converted")

_SHOWN = {
    "segments_fetched": ("prism_relay_segments_total", {"found": "fetched"}),
    "segments_shared": ("prism_relay_segments_total", {"found": "shared"}),
    "bytes_fetched": ("prism_relay_fetched_bytes_total", {}),
    "bytes_in_memory": ("prism_relay_kept_bytes", {}),
    "conversions": ("prism_relay_conversions", {}),
    "recordings_running": ("prism_recordings_active", {}),
    "recordings_bytes": ("prism_recordings_used_bytes", {}),
}


def summary() -> Mapping[str, float]:
    """The numbers that people ask about, for `/status`."""
    return {name: REGISTRY.get_sample_value(metric, labels) or 0.0 for name, (metric, labels) in _SHOWN.items()}
