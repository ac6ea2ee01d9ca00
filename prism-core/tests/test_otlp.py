"""Spans reach a collector, and a collector that is away costs nothing."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from prism_core.spans import Span
from prism_core.trace import Trace

pytest.importorskip("opentelemetry.sdk", reason="the extra prism-core[otlp] is not installed")

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from prism_core.otlp import OtlpSink


class Collector(HTTPServer):
    """An OTLP collector that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, ExportTraceServiceRequest]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        body = gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body
        self.server.requests.append((self.path, ExportTraceServiceRequest.FromString(body)))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    server = Collector()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def span(**changes: object) -> Span:
    now = time.time_ns()
    made = Span("GET /api/channels", "server", Trace("a" * 32, "b" * 16), "c" * 16, now - 5_000_000, now)
    made.attributes["http.response.status_code"] = 200
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def test_a_step_arrives_whole(collector: Collector) -> None:
    sink = OtlpSink("gateway", "1.0", f"http://127.0.0.1:{collector.server_port}")
    sink.take(span(failed=True))
    sink.close()
    until = time.monotonic() + 60  # A stop does not wait for a slow machine, but the spans leave for as long as it can.
    while not collector.requests and time.monotonic() < until:
        time.sleep(0.02)
    [(path, sent)] = collector.requests
    assert path == "/v1/traces"
    resource = {pair.key: pair.value.string_value for pair in sent.resource_spans[0].resource.attributes}
    assert resource["service.name"] == "prism-gateway"
    [arrived] = sent.resource_spans[0].scope_spans[0].spans
    assert (arrived.name, arrived.trace_id.hex(), arrived.span_id.hex()) == ("GET /api/channels", "a" * 32, "b" * 16)
    assert arrived.parent_span_id.hex() == "c" * 16
    assert arrived.end_time_unix_nano - arrived.start_time_unix_nano == 5_000_000
    assert arrived.status.code == 2
    assert arrived.attributes[0].value.int_value == 200


def test_a_collector_that_is_away_does_not_hold_up_a_stop() -> None:
    sink = OtlpSink("gateway", "1.0", "http://127.0.0.1:9")
    sink.take(span())
    began = time.monotonic()
    sink.close()
    assert time.monotonic() - began < 60
