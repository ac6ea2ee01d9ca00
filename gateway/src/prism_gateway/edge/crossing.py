"""Whether a request was made by a page of another site, with our cookies or from inside our network.

Where a browser says so itself, it is believed (Fetch Metadata); else `Origin` must be ours or one that the operator
lists. A program that says neither is no browser, and has no cookies that it did not put there.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from prism_gateway.edge.hygiene import Headers

_OURS = frozenset({b"same-origin", b"none"})


def is_crossing(headers: Headers, host: str, allowed: frozenset[str], scheme: str = "http") -> bool:
    """Whether a page that is neither ours nor `allowed` made the request to `host`."""
    fields = {name: value for name, value in headers if name in (b"origin", b"sec-fetch-site")}
    origin = fields.get(b"origin", b"").decode("latin-1")
    if origin in allowed:
        return False
    if b"sec-fetch-site" in fields:
        return fields[b"sec-fetch-site"] not in _OURS
    return b"origin" in fields and not is_same(origin, host, scheme)


def is_same(origin: str, host: str, scheme: str) -> bool:
    """Whether a page of `origin` is our own, for a request to `host` by `scheme` (`http` or `https`).

    Plain HTTP in front of HTTPS is not: whoever sits between writes such pages. The other way round there is a proxy
    that ends TLS, and is not listed as one to believe.
    """
    parts = urlsplit(origin)
    return bool(host) and parts.netloc.lower() == host.lower() and not (scheme == "https" and parts.scheme == "http")
