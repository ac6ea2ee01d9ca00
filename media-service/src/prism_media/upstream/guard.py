"""Which addresses a playlist may make this machine connect to.

A playlist is written by strangers, and whoever imports one can make the server fetch from it. Without a guard that
reaches routers, cloud metadata and the other services. Addresses are checked where a connection is made, on the very
address that is connected to, so neither a name that resolves differently the second time nor a redirect gets by.

`ipaddress.is_global` is not enough: it calls IPv4 addresses wrapped in IPv6 (mapped, NAT64, 6to4) global.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_DENIED_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
"""IANA's special-purpose registry, multicast and the reserved block."""

_PUBLIC_6 = IPv6Network("2000::/3")
_DENIED_6 = tuple(IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
"""Inside 2000::/3: Teredo and other protocol assignments, documentation, 6to4."""

_NAMED_NETWORKS = {
    "loopback": ("127.0.0.0/8", "::1/128"),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
}


_DENIED_PORTS = frozenset(
    (
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
        110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530,
        531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3306, 3659, 4045,
        4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211, 27017,
    )
)  # fmt: skip
"""Where no web server is: what browsers refuse (https://fetch.spec.whatwg.org/#port-blocking), and databases."""


class AddressRefused(OSError):
    """A connection was not made because its address is not allowed."""


class AddressPolicy:
    """Says which addresses may be connected to: public ones, and the networks an operator named."""

    def __init__(self, allowed: tuple[Network, ...] = ()) -> None:
        self._allowed = allowed

    @classmethod
    def from_text(cls, text: str) -> AddressPolicy:
        """Read `192.168.1.0/24, private, loopback`: networks, addresses and the two names.

        Raises:
            ValueError: a part is neither; the message names it.
        """
        networks: list[Network] = []
        for part in filter(None, (piece.strip().lower() for piece in text.split(","))):
            try:
                networks += [ip_network(item, strict=False) for item in _NAMED_NETWORKS.get(part, (part,))]
            except ValueError as error:
                raise ValueError(
                    f"PRISM_ALLOWED_NETWORKS: {part!r} is no network; write CIDR such as 192.168.1.0/24, "
                    f"or one of {', '.join(sorted(_NAMED_NETWORKS))}"
                ) from error
        return cls(tuple(networks))

    def allows(self, text: str) -> bool:
        """Whether the numeric address `text` may be connected to."""
        try:
            address = ip_address(text.partition("%")[0])
        except ValueError:
            return False
        if any(address in network for network in self._allowed if network.version == address.version):
            return True
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        if mapped is not None:
            return self.allows(str(mapped))
        return _is_public(address)

    def check(self, text: str, port: int) -> None:
        """Raise for an address, or a port of any, that may not be connected to.

        Raises:
            AddressRefused: the message says how to allow it.
        """
        if port in _DENIED_PORTS:
            raise AddressRefused(f"port {port} is for something else than the web")
        if not self.allows(text):
            raise AddressRefused(f"{text} is not a public address; PRISM_ALLOWED_NETWORKS can allow its network")


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _DENIED_4)
    return address in _PUBLIC_6 and not any(address in network for network in _DENIED_6)


class GuardedResolver(AbstractResolver):
    """Resolves names and keeps the allowed addresses; a name with none of them is refused."""

    def __init__(self, policy: AddressPolicy, inner: AbstractResolver | None = None) -> None:
        self._policy = policy
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of `host` that may be connected to.

        Raises:
            AddressRefused: it has addresses, and none is allowed.
        """
        found = await self._inner.resolve(host, port, family)
        allowed = [entry for entry in found if self._policy.allows(entry["host"])]
        if found and not allowed:
            raise AddressRefused(f"{host} lies in a network that is not public; PRISM_ALLOWED_NETWORKS can allow it")
        return allowed

    async def close(self) -> None:
        """Close the resolver underneath."""
        await self._inner.close()


class GuardedSockets:
    """Makes the sockets of a connector: the last check before a connection, which literal addresses meet too."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy

    def __call__(self, info: tuple[object, ...]) -> socket.socket:
        """Make a socket for one `getaddrinfo` entry.

        Raises:
            AddressRefused: its address is not allowed.
        """
        family, kind, protocol, _, address = info
        if not isinstance(address, tuple):
            raise AddressRefused("not an internet address")
        self._policy.check(str(address[0]), address[1])
        made = socket.socket(int(str(int(family))), int(kind), int(protocol))  # type: ignore[call-overload]
        made.setblocking(False)
        return made
