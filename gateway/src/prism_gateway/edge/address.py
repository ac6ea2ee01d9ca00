"""Who really asks, when proxies that the operator trusts stand in front: the hops that they name, right to left."""

import ipaddress
from functools import lru_cache
from typing import Literal

from starlette.types import Scope

from prism_core.errors import BadInput

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Addresses:
    """Finds a request's client. Nobody is believed but the `trusted` networks (CIDR, separated by commas).

    They are believed in one `field` alone, `x-forwarded-for` or `forwarded` (RFC 7239): a proxy that writes the one
    passes the other on as the client sent it.
    """

    def __init__(self, trusted: str = "", field: Literal["x-forwarded-for", "forwarded"] = "x-forwarded-for") -> None:
        self._trusted = tuple(_network(text.strip()) for text in trusted.split(",") if text.strip())
        self._field = field.encode()

    def client(self, scope: Scope) -> tuple[str, str]:
        """Address of whoever asks, and the scheme (`http` or `https`) that they use."""
        peer = (scope.get("client") or ("", 0))[0]
        scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
        if not self._trusted or not _within(peer, self._trusted):
            return peer, scheme
        hops = [value.decode("latin-1") for name, value in scope["headers"] if name == self._field]
        if self._field == b"forwarded":
            elements = [_element(text) for text in ",".join(hops).split(",")] if hops else []
            named, scheme = self._walk(peer, [e.get("for", "") for e in elements]), _scheme(elements, scheme)
            return named, scheme
        told = next((value for name, value in reversed(scope["headers"]) if name == b"x-forwarded-proto"), b"")
        if told in (b"http", b"https"):
            scheme = told.decode()
        return self._walk(peer, ",".join(hops).split(",") if hops else []), scheme

    def _walk(self, peer: str, hops: list[str]) -> str:
        """The right-most hop that no trusted proxy is: what stands left of it, anybody may have written."""
        for hop in reversed(hops):
            address = _bare(hop)
            if not _is_address(address):
                return peer
            peer = address
            if not _within(peer, self._trusted):
                return peer
        return peer


def _element(text: str) -> dict[str, str]:
    """One hop of `Forwarded`: `for="[2001:db8::1]:47011";proto=https`."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _scheme(elements: list[dict[str, str]], scheme: str) -> str:
    told = elements[-1].get("proto", "") if elements else ""
    return told if told in ("http", "https") else scheme


def _bare(hop: str) -> str:
    """The address of a hop that may have a port, and brackets where it is one of IPv6."""
    hop = hop.strip()
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


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
