"""What the gateway counts beside what every service does."""

from prometheus_client import REGISTRY, Counter, Gauge, Histogram

from prism_core.metrics import FAST_BUCKETS
from prism_gateway.edge.tally import Histograms, Upstreams

SESSIONS = Gauge("prism_sessions", "Browsers connected to this gateway")
TURNS = Counter("prism_turns_total", "Turns, by how the viewer spoke and how they ended", ("by", "outcome"))
NOT_FOR_LUMEN = Counter(
    "prism_utterances_not_for_lumen_total",
    "Utterances that an open microphone heard and let go, by why: the programme spoke, or Lumen was not called",
    ("why",),
)
UPSTREAM_SECONDS = Histograms(
    "prism_upstream_response_seconds",
    "Time from a proxied request to the head of its answer",
    ("upstream", "status"),
    FAST_BUCKETS,
)
EJECTED = Gauge("prism_edge_replica_ejected", "1 from a replica's ejection until it answers again", ("replica",))
EJECTIONS = Counter("prism_edge_ejections_total", "Times that a replica was left alone for its failures", ("replica",))
NOT_ALLOWED = Counter(
    "prism_edge_not_allowed_total",
    "Requests refused for who asks (401, 403)",
    ("upstream", "status"),
)
RATE_LIMITED = Counter(
    "prism_rate_limited_total",
    "Requests refused because an address, an account or a token asked for too much",
    ("limit_class", "by"),
)
LIMITS_LOCAL = Gauge("prism_rate_limits_local", "1 while this gateway counts alone because Redis does not answer")
EDGE_SECONDS = Histograms(
    "prism_edge_request_duration_seconds",
    "Time from a request to the end of its answer, by the template of its route",
    ("upstream", "route", "method", "status"),
    FAST_BUCKETS,
)
TRAFFIC = Upstreams()
for _counted in (UPSTREAM_SECONDS, EDGE_SECONDS, TRAFFIC):
    REGISTRY.register(_counted)
TURN_STAGE_SECONDS = Histogram(
    "prism_turn_stage_seconds",
    "Time that a stage of a turn took (stt, understand, llm_first_sentence, tts_first_audio), and the whole (total)",
    ("stage",),
    buckets=FAST_BUCKETS,
)
BUS_WAITING = Gauge("prism_bus_waiting", "Requests that nobody has claimed yet, by their kind", ("request",))
BUS_OLDEST_SECONDS = Gauge(
    "prism_bus_oldest_seconds", "Age of the oldest request that nobody has claimed yet", ("request",)
)
BUS_UP = Gauge("prism_bus_up", "1 while Redis answers this gateway")
