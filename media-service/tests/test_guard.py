import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from prism_core.errors import PrismError
from prism_media.testing import serving
from prism_media.upstream.client import Upstream
from prism_media.upstream.errors import AddressNotAllowed, UpstreamMissing
from prism_media.upstream.guard import AddressPolicy, AddressRefused, GuardedResolver, GuardedSockets


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
    "host",
    [
        "127.0.0.1", "localhost", "localhost.", "LOCALHOST", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "2130706433",
        "017700000001", "0177.0.0.1", "0", "0.0.0.0", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]",
        "[2001:0:7f00:1::]", "[fe80::1%25lo]", "[fe80::1]", "[fec0::1]", "[fc00::1]", "169.254.169.254", "0xa9fea9fe",
        "2852039166", "[::ffff:a9fe:a9fe]", "[fd00:ec2::254]", "100.100.100.200", "192.0.0.192", "10.0.0.1",
        "user:pass@127.0.0.1", "8.8.8.8@127.0.0.1", "8.8.8.8%40@127.0.0.1",
    ],
)  # fmt: skip
async def test_no_spelling_of_a_place_inside_is_connected_to(host: str) -> None:
    async with canary() as (port, hits):
        upstream = Upstream(AddressPolicy(), connect_seconds=2)
        with pytest.raises(PrismError):
            async with upstream.open(f"http://{host}:{port}/"):
                pass
        await upstream.close()
    assert not hits


@pytest.mark.parametrize("place", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1"])
async def test_a_redirect_inside_is_not_followed(place: str) -> None:
    async with canary() as (port, hits):

        def away(_request: web.Request) -> web.StreamResponse:
            return web.Response(status=302, headers={"Location": f"http://{place}:{port}/"})

        async with serving({"/": away}) as base:
            # The first server alone is allowed, by its port: the policy knows addresses only.
            upstream = Upstream(OnePort(int(base.rpartition(":")[2])))
            with pytest.raises(AddressNotAllowed):
                async with upstream.open(f"{base}/"):
                    pass
            await upstream.close()
    assert not hits


class OnePort(AddressPolicy):
    """Allows one port of any address, as if only that server were public."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def allows(self, text: str) -> bool:
        return True

    def check(self, text: str, port: int) -> None:
        if port != self._port:
            raise AddressRefused(f"{text} is not public")


class Rebinding(AbstractResolver):
    """Says a public address the first time that it is asked for a name, and this machine's the next."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        address = "8.8.8.8" if self.asked == 1 else "127.0.0.1"
        return [ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        pass


async def test_a_name_that_turns_inward_is_refused_when_it_does() -> None:
    resolver = GuardedResolver(AddressPolicy(), Rebinding())
    assert [entry["host"] for entry in await resolver.resolve("rebind.test", 80)] == ["8.8.8.8"]
    with pytest.raises(AddressRefused):
        await resolver.resolve("rebind.test", 80)


@pytest.mark.parametrize("port", [22, 25, 6379, 5432, 11211])
def test_ports_of_other_services_are_refused_whatever_the_address(port: int) -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))
    with pytest.raises(AddressRefused, match="something else than the web"):
        GuardedSockets(AddressPolicy.from_text("loopback"))(info)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "concat:http://a|b", "unix:/x", "//evil"],
)
async def test_only_the_web_is_asked(url: str) -> None:
    upstream = Upstream(AddressPolicy.from_text("loopback"))
    with pytest.raises(PrismError):
        async with upstream.open(url):
            pass
    await upstream.close()


@pytest.mark.parametrize(
    ("url", "sent"),
    [("/a b/é.ts?t=1+2%2F=", "/a%20b/%C3%A9.ts?t=1+2%2F="), ("/s/%41/{x}|y?sig=a/b==#part", "/s/%41/{x}|y?sig=a/b==")],
)
async def test_an_address_is_sent_byte_for_byte_but_for_what_none_may_hold(url: str, sent: str) -> None:
    seen: list[web.Request] = []
    async with serving({}, seen) as base:
        upstream = Upstream(AddressPolicy.from_text("loopback"))
        with pytest.raises(UpstreamMissing):
            async with upstream.open(base + url):
                pass
        await upstream.close()
    assert [request.raw_path for request in seen] == [sent]


@asynccontextmanager
async def canary() -> AsyncIterator[tuple[int, list[object]]]:
    """A server inside, on both kinds of address, and who connected to it."""
    hits: list[object] = []

    async def hit(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hits.append(writer.get_extra_info("peername"))
        writer.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = await asyncio.start_server(hit, sock=listener)
        async with server:
            yield listener.getsockname()[1], hits
