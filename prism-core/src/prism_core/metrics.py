"""The metrics that every service has, in Prometheus's names (https://prometheus.io/docs/practices/naming/)."""

from prometheus_client import Gauge, Histogram

FAST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

HTTP_SECONDS = Histogram(
    "prism_http_request_duration_seconds",
    "Time to answer an HTTP request",
    ("service", "method", "route", "status"),
    buckets=FAST_BUCKETS,
)
WORK_SECONDS = Histogram(
    "prism_work_duration_seconds",
    "Time a request from the bus took, by how it ended (done, failed, cancelled)",
    ("request", "outcome"),
    buckets=FAST_BUCKETS,
)
READY = Gauge("prism_ready", "1 while the service can work", ("service",))
