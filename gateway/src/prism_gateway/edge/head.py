"""Heads of messages on their way through: what upstream gets to see of a request, and the client of an answer."""

from starlette.types import Scope

from prism_gateway.edge.client.replica import Address
from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.hygiene import FORGED, HOP_BY_HOP, Headers

_NOT_UPSTREAM = FORGED | HOP_BY_HOP | {b"host", b"expect"}
_CORS = frozenset(
    b"access-control-" + end
    for end in (
        *(b"allow-origin", b"allow-credentials", b"allow-methods", b"allow-headers", b"allow-private-network"),
        *(b"expose-headers", b"max-age"),
    )
)
_NOT_BACK = HOP_BY_HOP | _CORS | {b"date", b"server"}
"""The server that answers the client writes its own date; which server an upstream runs is nobody's business, and which
pages may read an answer is for the edge to say."""
_PLAIN_CONNECTION = frozenset({b"keep-alive", b"close", b"upgrade", b""})
_BODILESS = frozenset({204, 304})


def request_headers(exchange: Exchange, scope: Scope, *, besides: frozenset[bytes] = frozenset()) -> Headers:
    """Fields for upstream, without `Host`: the client's end-to-end ones, raw and in order, and those that only we set.

    Args:
        exchange: the request.
        scope: its scope.
        besides: further names that do not pass.
    """
    named = _named_by_connection(scope["headers"])
    dropped = _NOT_UPSTREAM | besides | named if besides or named else _NOT_UPSTREAM
    headers = [(name, value) for name, value in scope["headers"] if name not in dropped]
    headers.append((b"x-forwarded-for", exchange.client.encode()))
    headers.append((b"x-forwarded-host", exchange.host.encode("latin-1")))
    headers.append((b"x-forwarded-proto", exchange.scheme.encode()))
    headers += exchange.upstream_headers
    return headers


def target(exchange: Exchange, scope: Scope, address: Address) -> bytes:
    """Path and query to ask `address` for, byte for byte as the client wrote them."""
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    path = path.partition(b"?")[0]
    if exchange.route.strip_prefix:
        # By segments, not by length: the client may have escaped letters of the prefix.
        depth = exchange.route.prefix.count("/") + 1
        path = b"/" + b"".join(path.split(b"/", depth)[depth:])
    query = scope["query_string"]
    return b"%b%b?%b" % (address.base, path, query) if query else address.base + path


def request_head(exchange: Exchange, scope: Scope, address: Address, headers: Headers, *, framing: bytes) -> bytes:
    """The bytes of a request's head.

    Args:
        exchange: the request.
        scope: its scope.
        address: whom it goes to.
        headers: of `request_headers`.
        framing: further lines, each with its end.
    """
    lines = b"".join([b"%b: %b\r\n" % pair for pair in headers])
    method = scope["method"].encode()
    asked = target(exchange, scope, address)
    return b"%b %b HTTP/1.1\r\nhost: %b\r\n%b%b\r\n" % (method, asked, address.authority, lines, framing)


def answer_headers(status: int, headers: Headers) -> Headers:
    """Fields of an answer for the client, raw, repeats and order kept; the names are in lower case."""
    named = _named_by_connection(headers)
    dropped = _NOT_BACK | named if named else _NOT_BACK
    if status in _BODILESS:  # It would promise a body that does not come.
        dropped = dropped | {b"content-length"}
    return [pair for pair in headers if pair[0] not in dropped]


def _named_by_connection(headers: Headers) -> frozenset[bytes]:
    """Fields that `Connection` says are of this connection alone (RFC 9110 §7.6.1)."""
    named: frozenset[bytes] = frozenset()
    for name, value in headers:
        if name == b"connection" and (value := value.lower()) not in _PLAIN_CONNECTION:
            named |= frozenset(token.strip() for token in value.split(b","))
    return named - {b"host", b"content-length"} if named else named
