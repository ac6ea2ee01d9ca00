"""Who asks, however many proxies stand in front, and whatever a stranger writes."""

from typing import Literal

import pytest

from prism_core.errors import BadInput
from prism_gateway.edge.address import Addresses

Field = Literal["x-forwarded-for", "forwarded"]


def client(trusted: str, peer: str, *fields: tuple[str, str], field: Field = "x-forwarded-for") -> tuple[str, str]:
    headers = [(name.encode(), value.encode()) for name, value in fields]
    return Addresses(trusted, field).client({"client": (peer, 1), "scheme": "http", "headers": headers})


XFF, FORWARDED, PROTO = "x-forwarded-for", "forwarded", "x-forwarded-proto"


@pytest.mark.parametrize("peer", ["203.0.113.9", "127.0.0.1", "::1"])
def test_nobody_is_believed_unless_they_are_listed(peer: str) -> None:
    forged = (XFF, "6.6.6.6"), (FORWARDED, "for=6.6.6.6"), (PROTO, "https")
    assert client("", peer, *forged) == (peer, "http")
    assert client("10.0.0.0/8", peer, *forged) == (peer, "http")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["203.0.113.5"], "203.0.113.5"),
        (["6.6.6.6, 203.0.113.5"], "203.0.113.5"),
        (["6.6.6.6, 203.0.113.5, 10.0.0.2"], "203.0.113.5"),
        (["6.6.6.6", "203.0.113.5, 10.0.0.2"], "203.0.113.5"),
        (["203.0.113.5", "10.0.0.2"], "203.0.113.5"),
        (["203.0.113.5:4711"], "203.0.113.5"),
        (["[2001:db8::7]:4711"], "2001:db8::7"),
        (["2001:db8::7"], "2001:db8::7"),
        (["203.0.113.5, nonsense"], "10.0.0.1"),
        (["203.0.113.5, unknown, 10.0.0.2"], "10.0.0.2"),
        ([""], "10.0.0.1"),
        (["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
    ],
)
def test_the_right_most_stranger_is_the_client(lines: list[str], found: str) -> None:
    assert client("10.0.0.0/8", "10.0.0.1", *((XFF, line) for line in lines))[0] == found


def test_forwarded_is_believed_only_where_the_proxies_write_it() -> None:
    both = (XFF, "6.6.6.6"), (FORWARDED, 'for=9.9.9.9, for="[2001:db8::7]:4711";proto=https;by=10.0.0.1')
    assert client("10.0.0.0/8", "10.0.0.1", *both, field="forwarded") == ("2001:db8::7", "https")
    assert client("10.0.0.0/8", "10.0.0.1", *both) == ("6.6.6.6", "http")


def test_a_hidden_hop_is_the_end_of_what_is_known() -> None:
    hidden = (FORWARDED, "for=203.0.113.5, for=_secret")
    assert client("10.0.0.0/8", "10.0.0.1", hidden, field="forwarded")[0] == "10.0.0.1"


def test_the_last_proxy_says_whether_it_was_https() -> None:
    assert client("10.0.0.0/8", "10.0.0.1", (PROTO, "gopher"), (PROTO, "https"))[1] == "https"
    assert client("10.0.0.0/8", "10.0.0.1", (PROTO, "ftp"))[1] == "http"


def test_a_network_that_is_none_is_named() -> None:
    with pytest.raises(BadInput, match="PRISM_TRUSTED_PROXIES"):
        Addresses("10.0.0.0/8, proxy")
