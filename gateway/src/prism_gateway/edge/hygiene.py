"""What of a request may pass, and what must not (RFC 9110 §7.6, RFC 9112)."""

import ipaddress
import re

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
FORGED = frozenset({b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"forwarded", b"x-real-ip"})
"""Fields that only we may set."""
LONGEST_TARGET = 8 * 1024
MOST_HEADERS = 100
HEADER_BYTES = 32 * 1024

_ESCAPED = re.compile(rb"%(?:00|2f|5c|2e)", re.IGNORECASE)

LOCAL_SUFFIXES = (".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa")
"""Names that no public DNS server can give away (RFC 6761, RFC 6762, RFC 8375)."""

Headers = list[tuple[bytes, bytes]]


def refusal(raw_path: bytes, headers: Headers) -> tuple[int, str] | None:
    """Status and reason to refuse a request with; none if it is clean."""
    path = raw_path.split(b"?", 1)[0]
    if len(raw_path) > LONGEST_TARGET:
        return 414, f"the address is longer than {LONGEST_TARGET} bytes"
    if len(headers) > MOST_HEADERS or sum(len(n) + len(v) for n, v in headers) > HEADER_BYTES:
        return 431, f"more than {MOST_HEADERS} headers or {HEADER_BYTES} bytes of them"
    if (
        b"\\" in path
        or b"//" in path
        or _ESCAPED.search(path)
        or any(part in (b".", b"..") for part in path.split(b"/"))
    ):
        return 400, "the path has dot segments, empty segments or escaped separators; send it plain"
    names = [name for name, _ in headers]
    if b"content-length" in names and b"transfer-encoding" in names:
        return 400, "both Content-Length and Transfer-Encoding"
    return None


def end_to_end(headers: Headers) -> Headers:
    """`headers` without those of the connection, its own named ones included; order and repeats are kept."""
    named = {token.strip().lower() for name, value in headers if name == b"connection" for token in value.split(b",")}
    return [(name, value) for name, value in headers if name.lower() not in HOP_BY_HOP | named]


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
