"""Who really asks, when proxies that the operator trusts stand in front (`X-Forwarded-For`, right to left)."""

import ipaddress
from functools import lru_cache

from starlette.types import Scope

from prism_core.errors import BadInput

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Addresses:
    """Finds a request's client. Nobody is believed but the `trusted` networks (CIDR, separated by commas)."""

    def __init__(self, trusted: str = "") -> None:
        self._trusted = tuple(_network(text.strip()) for text in trusted.split(",") if text.strip())

    def client(self, scope: Scope) -> tuple[str, str]:
        """Address of whoever asks, and the scheme (`http` or `https`) that they use."""
        peer = (scope.get("client") or ("", 0))[0]
        scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
        if not self._trusted or not _within(peer, self._trusted):
            return peer, scheme
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                peer = self._first_untrusted(value.decode("latin-1"), peer)
            elif name == b"x-forwarded-proto" and value in (b"http", b"https"):
                scheme = value.decode()
        return peer, scheme

    def _first_untrusted(self, forwarded: str, peer: str) -> str:
        """The right-most hop that no trusted proxy is: what stands left of it, anybody may have written."""
        for hop in reversed(forwarded.split(",")):
            if not _is_address(hop.strip()):
                return peer
            peer = hop.strip()
            if not _within(peer, self._trusted):
                return peer
        return peer


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise BadInput(f"PRISM_TRUSTED_PROXIES: {text!r} is no network; write such as 10.0.0.0/8") from error


@lru_cache(4096)
def _within(address: str, networks: tuple[Network, ...]) -> bool:
    if not _is_address(address):
        return False
    found = ipaddress.ip_address(address)
    return any(found in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
