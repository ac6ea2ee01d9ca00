"""What every answer tells browsers to refuse (https://owasp.org/www-project-secure-headers/)."""

from starlette.types import Scope

from prism_gateway.edge.exchange import Exchange
from prism_gateway.edge.hygiene import Headers

STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=15552000")
"""Half a year, for this name alone: what else the domain serves is not ours to decide."""
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"microphone=(self), camera=(), geolocation=()"),
)
_DOCUMENT_POLICY = (
    b"content-security-policy",
    b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox",
)
_DOCUMENTS = (b"text/html", b"application/xhtml", b"image/svg", b"text/xml", b"application/xml")
"""What a browser may run scripts of when it is opened by itself."""


class SecurityHeaders:
    """Adds what is missing; an answer's own word stands.

    Args:
        foreign: names of the operator's own upstreams, whose pages may need what ours do not.
        cross_origin: whether pages of other origins are allowed, and so may embed what is here.
        strict_transport: whether browsers may be told to insist on HTTPS; not where they have yet to trust our own
            authority, since they would then offer no way to do so.
    """

    def __init__(self, foreign: frozenset[str], *, cross_origin: bool, strict_transport: bool) -> None:
        self._foreign = foreign
        policy = b"cross-origin" if cross_origin else b"same-origin"
        self._own = (*_ALWAYS, (b"cross-origin-resource-policy", policy))
        self._own_names = frozenset(name for name, _ in self._own)
        self._strict_transport = strict_transport

    def decorate(self, exchange: Exchange, scope: Scope, headers: Headers) -> None:
        """Completes the head of an answer."""
        there = {name for name, _ in headers}
        foreign = exchange.route.name in self._foreign
        if foreign or not there.isdisjoint(self._own_names):
            headers += [pair for pair in (_ALWAYS[:2] if foreign else self._own) if pair[0] not in there]
        else:
            headers += self._own
        if exchange.scheme == "https" and self._strict_transport and STRICT_TRANSPORT[0] not in there:
            headers.append(STRICT_TRANSPORT)
        if not foreign and b"content-security-policy" not in there and _is_document(headers):
            headers.append(_DOCUMENT_POLICY)


def _is_document(headers: Headers) -> bool:
    for name, value in headers:
        if name == b"content-type":
            return value.lower().startswith(_DOCUMENTS)
    return False
