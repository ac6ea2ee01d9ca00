import pytest

from prism_media.upstream.client import Upstream
from prism_media.upstream.errors import AddressNotAllowed
from prism_media.upstream.guard import AddressPolicy


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::", "2001:db8::1",
        "ff02::1", "localhost", "",
    ],
)  # fmt: skip
def test_addresses_inside_are_refused(address: str) -> None:
    assert not AddressPolicy().allows(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "::ffff:8.8.8.8", "2606:4700::1111"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert AddressPolicy().allows(address)


def test_an_operator_can_allow_a_network_by_name() -> None:
    policy = AddressPolicy.from_text("192.168.1.0/24, loopback")
    assert policy.allows("192.168.1.7")
    assert policy.allows("::ffff:127.0.0.1")
    assert not policy.allows("192.168.2.7")


def test_a_mistake_in_the_setting_is_named() -> None:
    with pytest.raises(ValueError, match=r"'lan' is no network; write CIDR"):
        AddressPolicy.from_text("lan")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://0x7f.1:1/",
    ],
)
async def test_no_spelling_of_this_machine_is_connected_to(url: str) -> None:
    upstream = Upstream(AddressPolicy())
    with pytest.raises(AddressNotAllowed):
        async with upstream.open(url):
            pass
    await upstream.close()
