"""What the relay of a process tells Prometheus."""

from collections.abc import Mapping

from prometheus_client import Counter, Gauge

from prism_media.recordings.meters import ACTIVE, USED_BYTES

SEGMENTS = Counter(
    "prism_relay_segments_total",
    "Segments asked for, by how they were found (fetched from the source, shared with what is fetched or kept)",
    ("found",),
)
FETCHED_BYTES = Counter("prism_relay_fetched_bytes_total", "Bytes of segments that came from sources")
FAILED = Counter("prism_relay_failures_total", "Segments that could not be fetched, by the kind of error", ("kind",))
KEPT_BYTES = Gauge("prism_relay_kept_bytes", "Bytes of segments in memory")
CONVERSIONS = Gauge("prism_relay_conversions", "Channels and films that are being converted")

_SHOWN: Mapping[str, tuple[Counter | Gauge, Mapping[str, str]]] = {
    "segments_fetched": (SEGMENTS, {"found": "fetched"}),
    "segments_shared": (SEGMENTS, {"found": "shared"}),
    "bytes_fetched": (FETCHED_BYTES, {}),
    "bytes_in_memory": (KEPT_BYTES, {}),
    "conversions": (CONVERSIONS, {}),
    "recordings_running": (ACTIVE, {}),
    "recordings_bytes": (USED_BYTES, {}),
}


def summary() -> Mapping[str, float]:
    """The numbers that people ask about, for `/status`."""
    return {name: _value(metric, labels) for name, (metric, labels) in _SHOWN.items()}


def _value(metric: Counter | Gauge, labels: Mapping[str, str]) -> float:
    # Of the one metric: the registry would collect all of them for each number.
    samples = (sample for family in metric.collect() for sample in family.samples)
    return next((one.value for one in samples if one.labels == labels and not one.name.endswith("_created")), 0.0)
