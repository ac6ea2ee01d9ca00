"""Sends spans to an OpenTelemetry collector over OTLP/HTTP. Needs the extra `prism-core[otlp]`."""

import logging
import threading
from typing import Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from prism_core.spans import Span

EXPORT_MILLISECONDS: Final = 2000
CLOSE_SECONDS: Final = 1.5
"""How long a stop waits for the last export: a collector that is away must not hold it up."""
_FLAGS = TraceFlags(TraceFlags.SAMPLED)


class OtlpSink:
    """Exports in batches from a thread of its own; what a collector that is away cannot take is dropped, not kept."""

    def __init__(self, service: str, version: str, endpoint: str) -> None:
        self._resource = Resource.create(
            {"service.namespace": "prism", "service.name": f"prism-{service}", "service.version": version}
        )
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=5)
        self._processor = BatchSpanProcessor(exporter, schedule_delay_millis=EXPORT_MILLISECONDS)
        # A collector that is away would fill the log with tracebacks of every batch.
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)

    def take(self, span: Span) -> None:
        """Queues `span`; never waits."""
        self._processor.on_end(_readable(span, self._resource))

    def close(self) -> None:
        """Sends what is queued."""
        closing = threading.Thread(target=self._processor.shutdown, name="last export", daemon=True)
        closing.start()
        closing.join(CLOSE_SECONDS)


def _readable(span: Span, resource: Resource) -> ReadableSpan:
    trace_id = int(span.trace.trace_id, 16)

    def context(span_id: str, is_remote: bool) -> SpanContext:
        return SpanContext(trace_id, int(span_id, 16), is_remote, _FLAGS)

    return ReadableSpan(
        name=span.name,
        context=context(span.trace.span_id, False),
        parent=context(span.parent_id, True) if span.parent_id else None,
        resource=resource,
        attributes=span.attributes,
        kind=SpanKind[span.kind.upper()],
        status=Status(StatusCode.ERROR) if span.failed else Status(),
        start_time=span.began,
        end_time=span.ended,
    )
