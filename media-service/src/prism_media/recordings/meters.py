"""What the recordings of a process tell Prometheus."""

from prometheus_client import Counter, Gauge

ACTIVE = Gauge("prism_recordings_active", "Recordings that this process makes now")
USED_BYTES = Gauge("prism_recordings_used_bytes", "What all recordings take on the disk")
ENDED = Counter("prism_recordings_ended_total", "Recordings by how they ended (finished, failed)", ("state",))
GAPS = Counter("prism_recordings_gaps_total", "Stretches that are missing of recordings")
