"""What of a request may pass, and what must not (RFC 9110 §7.6, RFC 9112)."""

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple

from starlette.responses import JSONResponse

from prism_core.problems import problem

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
"""Fields that are about one connection (RFC 9110 §7.6.1)."""
FORGED = frozenset(
    {
        *(b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"forwarded", b"x-real-ip", b"traceparent"),
        *(b"x-forwarded-port", b"x-forwarded-prefix", b"x-forwarded-server", b"x-forwarded-uri", b"x-forwarded-user"),
        *(b"x-original-url", b"x-original-uri", b"x-original-host", b"x-rewrite-url", b"x-client-ip"),
        *(b"true-client-ip", b"x-cluster-client-ip", b"x-remote-user", b"x-webauth-user"),
    }
)
"""Fields that only we may set: some servers take the client, the user or even the path from them."""
LONGEST_TARGET = 8 * 1024
MOST_HEADERS = 100
HEADER_BYTES = 32 * 1024
_ONCE = frozenset({b"host", b"content-length", b"transfer-encoding", b"authorization", b"content-type"})
"""Fields that mean something else to whoever takes the first than to whoever takes the last."""

_AMBIGUOUS = re.compile(rb"//|\\|%(?:0[0ad]|2f|5c|2e)|(?:^|/)\.{1,2}(?:[/;]|$)", re.IGNORECASE)
"""Empty and dot segments, and escapes that one server takes for a separator and another does not."""

_HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[a-z0-9._-]*)(?::\d{1,5})?", re.IGNORECASE)
"""A name or an address, and a port; what else a Host may have (RFC 3986 §3.2.2) only ever means to mislead."""

LOCAL_SUFFIXES = (".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa")
"""Names that no public DNS server can give away (RFC 6761, RFC 6762, RFC 8375)."""

Headers = list[tuple[bytes, bytes]]


class Head(NamedTuple):
    """What the edge needs of a request's head."""

    host: str
    body_bytes: int | None
    """How long the body is to be; none if it comes in chunks."""
    refusal: tuple[int, str] | None
    """Status and reason to refuse the request with; none if it is clean."""


def read(raw_path: bytes, headers: Headers) -> Head:
    """Reads a request's head; nothing in it that two servers could understand differently is let through."""
    fields: dict[bytes, bytes] = {}
    size = len(headers) * 4
    fault = None
    for name, value in headers:
        size += len(name) + len(value)
        if name in fields and name in _ONCE:
            fault = f"more than one {name.decode()}"
        elif b"_" in name:
            fault = "the name of a header has an underscore, which some servers take for a dash"
        fields[name] = value
    if b"content-length" in fields and b"transfer-encoding" in fields:
        fault = "both Content-Length and Transfer-Encoding"
    elif fields.get(b"transfer-encoding", b"chunked").lower() != b"chunked":
        fault = "a transfer coding other than chunked"
    host = fields.get(b"host", b"").decode("latin-1")
    body_bytes = _body_bytes(fields)
    if len(raw_path) > LONGEST_TARGET:
        return Head(host, body_bytes, (414, f"the address is longer than {LONGEST_TARGET} bytes"))
    if len(headers) > MOST_HEADERS or size > HEADER_BYTES:
        return Head(host, body_bytes, (431, f"more than {MOST_HEADERS} headers or {HEADER_BYTES} bytes of them"))
    if _is_ambiguous(raw_path.partition(b"?")[0]):
        fault = "the path has dot segments, empty segments or escaped separators; send it plain"
    if not _is_host(host):
        fault = "Host is no name or address, with or without a port"
    return Head(host, body_bytes, (400, fault) if fault else None)


def _is_ambiguous(path: bytes) -> bool:
    # Nearly every path is cleared by what costs less than the pattern.
    odd = b"%" in path or b"/." in path or b"//" in path or b"\\" in path
    return odd and _AMBIGUOUS.search(path) is not None


def _body_bytes(fields: dict[bytes, bytes]) -> int | None:
    if b"transfer-encoding" in fields:
        return None
    length = fields.get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def too_large(limit_bytes: int, path: str) -> JSONResponse:
    """Refuses a body that is larger than its route takes."""
    response = problem(
        413, "too-large", f"the body is larger than {limit_bytes} bytes, which is what fits here", path=path
    )
    response.headers["connection"] = "close"  # The body that nobody reads is still on its way.
    return response


@lru_cache(1024)
def _is_host(host: str) -> bool:
    return _HOST.fullmatch(host) is not None


@lru_cache(1024)
def is_ours(host: str, allowed: frozenset[str]) -> bool:
    """Whether a request for `host` (a Host field) is meant for us.

    A page of another site can make its own name mean our address (DNS rebinding), but not an address, nor a name that
    exists in the viewer's own network only, nor one that the operator lists in `allowed`.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower().rstrip(".")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "." not in name or name.endswith(LOCAL_SUFFIXES) or name in allowed
    return True
