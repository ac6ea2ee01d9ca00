"""One line in the log for each request."""

import logging
import time

from starlette.types import Scope

from prism_gateway.edge.exchange import Exchange

access = logging.getLogger("prism.access")

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines; logged only when they fail."""
_KEYED = ("/api/relay/", "/api/output/", "/live/", "/movie/", "/series/", "/timeshift/")
"""Addresses whose tail is a signed link or has a token in it: whoever has it may watch."""


def log_request(exchange: Exchange, scope: Scope) -> None:
    """Writes the line of an exchange that is over."""
    path = scope["path"]
    if path in QUIET and exchange.status < 500:
        return
    access.info(
        "request",
        extra={
            "request_id": exchange.request_id,
            "method": scope.get("method", "WEBSOCKET"),
            "path": next((f"{prefix}…" for prefix in _KEYED if path.startswith(prefix)), path),
            "status": exchange.status,
            "bytes": exchange.bytes_out,
            "seconds": round(time.perf_counter() - exchange.began, 4),
            "upstream": exchange.route.name,
        },
    )
