"""Under which names and addresses this machine is found on its network."""

import contextlib
import fcntl
import ipaddress
import re
import socket
import struct
from pathlib import Path

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

SIOCGIFADDR = 0x8915
"""Linux: the IPv4 address of an interface (netdevice(7))."""
IPV6_TABLE = Path("/proc/net/if_inet6")
TEMPORARY_OR_UNUSABLE = 0x01 | 0x08 | 0x20 | 0x40
"""Flags of IPv6 addresses that come and go (privacy extensions), are duplicates, deprecated or not yet proven."""
LOOPBACK: tuple[Address, ...] = (ipaddress.IPv4Address("127.0.0.1"), ipaddress.IPv6Address("::1"))
ANYWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Documentation addresses (RFC 5737, RFC 3849): a way there says which address is used for the way out."""
_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?)*")


def local_names() -> tuple[str, ...]:
    """The machine's name as others on the network may type it; as mDNS tells it too."""
    name = socket.gethostname().lower().rstrip(".")
    short = name.partition(".")[0]
    found = dict.fromkeys(("localhost", name, short, f"{short}.local"))
    return tuple(one for one in found if _HOST_NAME.fullmatch(one))


def local_addresses() -> tuple[Address, ...]:
    """Every address of this machine that another may open, in order."""
    found = {*LOOPBACK, *_by_interface(), *_by_table(), *_by_route()}
    usable = (address for address in found if not (address.is_link_local or address.is_unspecified))
    return tuple(sorted(usable, key=lambda address: (address.version, int(address))))


def is_host_name(name: str) -> bool:
    """Whether `name` can stand in a certificate as it is."""
    return _HOST_NAME.fullmatch(name) is not None


def _by_interface() -> set[Address]:
    found: set[Address] = set()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            asked = struct.pack("256s", name.encode()[:15])
            with contextlib.suppress(OSError):  # An interface without an IPv4 address.
                found.add(ipaddress.IPv4Address(fcntl.ioctl(probe.fileno(), SIOCGIFADDR, asked)[20:24]))
    return found


def _by_table() -> set[Address]:
    found: set[Address] = set()
    with contextlib.suppress(OSError):  # No IPv6, or not Linux.
        for line in IPV6_TABLE.read_text(encoding="ascii").splitlines():
            digits, _, _, _, flags, _ = line.split()
            if not int(flags, 16) & TEMPORARY_OR_UNUSABLE:
                found.add(ipaddress.IPv6Address(int(digits, 16)))
    return found


def _by_route() -> set[Address]:
    found: set[Address] = set()
    for address, family in ANYWHERE:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            found.add(ipaddress.ip_address(probe.getsockname()[0]))
    return found
