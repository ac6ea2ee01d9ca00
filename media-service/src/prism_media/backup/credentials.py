"""Which addresses may hold somebody's credentials."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

_PROVIDERS = re.compile(r"/(?:(?:live|movie|series|timeshift)/)?[^/]+/[^/]+/\d+(?:\.\w{1,5})?")
"""`/live/USER/PASSWORD/123.ts`, as Xtream Codes has it."""
_TELLING = re.compile(r"user|pass|pwd|token|auth|key|sig|secret|session|account|login|mac\b|hash|jwt", re.I)
_LONG = re.compile(r"[A-Za-z0-9_=+~-]{20,}")
"""What is that long and random is a token, whatever its name."""
SECRET_HEADERS = frozenset({"authorization", "cookie", "x-api-key", "x-auth-token", "proxy-authorization"})


def may_hold_credentials(url: str) -> bool:
    """Whether an address may hold a name and password, or a token; better once too often than once too seldom."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    said = parse_qsl(parts.query, keep_blank_values=True)
    return (
        "@" in parts.netloc
        or bool(_PROVIDERS.fullmatch(parts.path))
        or any(_LONG.fullmatch(part) for part in parts.path.split("/"))
        or any(_TELLING.search(name) or _LONG.fullmatch(value) for name, value in said)
    )


def without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers without those that hold credentials."""
    return {name: value for name, value in headers.items() if name.lower() not in SECRET_HEADERS}
