"""JSON log lines: a constant message, its fields, and the session, the turn and the trace they belong to."""

import contextvars
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import orjson

from prism_core import trace

_session: contextvars.ContextVar[str | None] = contextvars.ContextVar("session", default=None)
_turn: contextvars.ContextVar[str | None] = contextvars.ContextVar("turn", default=None)

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


@contextmanager
def bound(*, session: str | None = None, turn: str | None = None) -> Iterator[None]:
    """Every log line written inside carries this session and turn."""
    tokens = [
        (variable, variable.set(value)) for variable, value in ((_session, session), (_turn, turn)) if value is not None
    ]
    try:
        yield
    finally:
        for variable, token in reversed(tokens):
            variable.reset(token)


class JsonFormatter(logging.Formatter):
    """One line of JSON a record: time (Unix seconds), level, service, logger, message, fields."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        """Renders `record`; what it was given as `extra` becomes fields."""
        line: dict[str, object] = {
            "time": round(record.created, 3),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name, variable in (("session", _session), ("turn", _turn)):
            if (value := variable.get()) is not None:
                line[name] = value
        if (step := trace.current()) is not None:
            line["trace_id"] = step.trace_id
        line.update({k: v for k, v in vars(record).items() if k not in _STANDARD})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


_EXPECTED = frozenset(
    {
        "ASGI callable returned without completing response.",  # Cut off on purpose: whoever cuts it says why.
        "ASGI callable returned without completing handshake.",  # Said of each WebSocket that is refused.
    }
)


def _is_unexpected(record: logging.LogRecord) -> bool:
    """False for what uvicorn takes for faults of an application and is none."""
    return record.msg not in _EXPECTED


def configure(service: str, level: str) -> None:
    """Sends all logging of the process to stderr as JSON lines; call it once, when the process starts."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(service))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("uvicorn.error", "httpx", "httpx2", "httpcore", "aiosqlite", "mcp", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.getLogger().level, logging.WARNING))
    logging.getLogger("uvicorn.error").addFilter(_is_unexpected)
    logging.captureWarnings(True)
    logging.Formatter.converter = time.gmtime
