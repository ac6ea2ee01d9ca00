"""By which address a player reached us, so that it is given others it can reach too."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from fastapi import Request


def base_of(request: Request) -> str:
    """Scheme and host of the public address, such as `http://prism.lan:4000`; the gateway tells it."""
    host = request.headers.get("x-forwarded-host", "").partition(",")[0].strip() or request.url.netloc
    scheme = request.headers.get("x-forwarded-proto", "").partition(",")[0].strip() or request.url.scheme
    return f"{scheme}://{host}"


def output_address(base: str, token: str) -> str:
    """The address below which an output's playlist, guide and channels are."""
    return f"{base}/api/output/{quote(token, safe='')}"


def port_of(base: str) -> int:
    """The port of an address."""
    parts = urlsplit(base)
    return parts.port or (443 if parts.scheme == "https" else 80)
