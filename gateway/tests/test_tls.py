"""HTTPS as clients of every kind meet it: a certificate that renews itself, and one port for both schemes."""

import asyncio
import contextlib
import datetime
import ipaddress
import plistlib
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from cryptography import x509
from fastapi import FastAPI, WebSocket
from starlette.requests import Request
from websockets.asyncio.client import connect

from prism_core import problems
from prism_core.errors import BadInput
from prism_core.tls import files_of
from prism_gateway.edge.edge import Edge
from prism_gateway.edge.proxy import Proxy
from prism_gateway.edge.routes import Route, Routes
from prism_gateway.tls import trust
from prism_gateway.tls.authority import make_server_certificate
from prism_gateway.tls.certificates import Certificates, server_context
from prism_gateway.tls.door import TlsServer
from prism_gateway.tls.plain import https_only, is_open
from prism_gateway.tls.serving import serving
from prism_gateway.tls.store import Store

NOW = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
HOME = (ipaddress.IPv4Address("127.0.0.1"), ipaddress.IPv4Address("192.168.1.5"))


class Machine:
    """A machine whose name, addresses and clock the test decides, and Prism's authority on it."""

    def __init__(self, folder: Path, *public: str) -> None:
        self.names: tuple[str, ...] = ("localhost", "tv", "tv.local")
        self.addresses: tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, ...] = HOME
        self.now = NOW
        self.folder = folder
        self.store = self.with_public(*public)

    def with_public(self, *public: str) -> Store:
        return Store(
            self.folder, public, names=lambda: self.names, addresses=lambda: self.addresses, now=lambda: self.now
        )

    def certificate(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.store.server.certificate.read_bytes())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "tls")
    machine.store.refresh()
    return machine


def test_the_certificate_is_for_every_name_and_address_and_lasts_as_long_as_browsers_allow(machine: Machine) -> None:
    certificate = machine.certificate()
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "tv", "tv.local"]
    assert names.get_values_for_type(x509.IPAddress) == list(HOME)
    assert (certificate.not_valid_after_utc - certificate.not_valid_before_utc).days <= 397


def test_keys_are_for_their_owner_alone(machine: Machine) -> None:
    assert machine.folder.stat().st_mode & 0o077 == 0
    for files in (machine.store.server, machine.store.authority):
        assert files.key.stat().st_mode & 0o077 == 0


def test_what_is_current_is_kept(machine: Machine) -> None:
    assert not machine.with_public().refresh()


def test_a_certificate_that_ends_soon_is_renewed_by_the_same_authority(machine: Machine) -> None:
    before, fingerprint = machine.certificate(), machine.store.fingerprint()
    machine.now += datetime.timedelta(days=370)
    assert machine.store.refresh()
    assert machine.certificate().not_valid_after_utc > before.not_valid_after_utc
    assert machine.store.fingerprint() == fingerprint


def test_a_new_address_gets_a_new_certificate(machine: Machine) -> None:
    machine.addresses = (*HOME, ipaddress.IPv6Address("fd00::5"))
    assert machine.store.refresh()
    names = machine.certificate().extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert ipaddress.IPv6Address("fd00::5") in names.get_values_for_type(x509.IPAddress)


def test_a_public_host_that_the_authority_may_not_sign_for_makes_a_new_authority(machine: Machine) -> None:
    fingerprint = machine.store.fingerprint()
    store = machine.with_public("tv.example")
    assert store.refresh()
    assert store.fingerprint() != fingerprint
    assert not store.refresh()


def test_another_host_name_never_costs_the_devices_their_trust(machine: Machine) -> None:
    fingerprint = machine.store.fingerprint()
    machine.names = ("localhost", "den", "den.local")
    assert machine.store.refresh()
    names = machine.certificate().extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "den.local"]
    assert machine.store.fingerprint() == fingerprint


def test_files_of_different_makings_are_made_anew(machine: Machine, tmp_path: Path) -> None:
    other = Machine(tmp_path / "other")
    other.store.refresh()
    machine.store.server.key.write_bytes(other.store.server.key.read_bytes())
    assert machine.store.refresh()
    server_context(machine.store.server)


def test_a_stolen_authority_cannot_vouch_for_another_site(store: Store) -> None:
    store.refresh()
    authority = store._load(store.authority)
    assert authority is not None
    forged = make_server_certificate(authority, ["bank.example"], [], datetime.datetime.now(datetime.UTC))
    store._keep(forged, store.server)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        _shake_hands(server_context(store.server), trusting(store), "bank.example")


def _shake_hands(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> ssl.SSLObject:
    """A handshake in memory; the client's end."""
    there, here = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(there, here, server_hostname=name)
    theirs = server.wrap_bio(here, there, server_side=True)
    done = False
    while not done:
        done = True
        for end in (ours, theirs):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                done = False
    return ours


def application(store: Store) -> FastAPI:
    app = FastAPI()
    app.include_router(trust.router(store))

    @app.get("/scheme")
    async def scheme(request: Request) -> str:
        return request.url.scheme

    @app.websocket("/ws")
    async def echo(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(socket.url.scheme)
        await socket.close()

    problems.install(app)
    return app


@asynccontextmanager
async def served(store: Store) -> AsyncIterator[tuple[int, Certificates]]:
    """HTTPS and HTTP on one port behind the edge; the port, and what is served on it."""
    store.refresh()
    certificates = Certificates(store.server, store.refresh)
    edge = Edge(application(store), Routes((), Route("gateway", "/")), Proxy(), guards=(https_only,))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(edge, log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=1)
        server = TlsServer(config, certificates.context)
        serving_task = asyncio.create_task(server.serve([listener]), name="server")
        while not server.started and not serving_task.done():  # uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield listener.getsockname()[1], certificates
        finally:
            server.should_exit = True
            await serving_task


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An authority by today's clock."""
    return Store(tmp_path / "tls")


def trusting(store: Store, **limits: object) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(store.authority.certificate))
    for name, value in limits.items():
        setattr(context, name, value)
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_client_that_trusts_the_authority_is_served(store: Store, version: ssl.TLSVersion) -> None:
    async with served(store) as (port, _):
        context = trusting(store, minimum_version=version, maximum_version=version)
        async with httpx.AsyncClient(verify=context, timeout=60) as client:
            for host in ("127.0.0.1", "localhost"):
                assert (await client.get(f"https://{host}:{port}/scheme")).json() == "https"


async def test_a_socket_goes_over_tls_too(store: Store) -> None:
    async with served(store) as (port, _), connect(f"wss://localhost:{port}/ws", ssl=trusting(store)) as socket:
        assert await socket.recv() == "wss"


async def test_a_client_that_does_not_trust_it_leaves_and_the_next_one_is_served(store: Store) -> None:
    async with served(store) as (port, _):
        async with httpx.AsyncClient(timeout=60) as stranger:
            with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                await stranger.get(f"https://127.0.0.1:{port}/scheme")
        async with httpx.AsyncClient(verify=trusting(store), timeout=60) as client:
            assert (await client.get(f"https://127.0.0.1:{port}/scheme")).status_code == 200


async def test_silent_connections_hold_nobody_up(store: Store) -> None:
    async with served(store) as (port, _), contextlib.AsyncExitStack() as stack:
        for _ in range(20):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            stack.callback(writer.close)
        async with httpx.AsyncClient(verify=trusting(store), timeout=60) as client:
            assert (await client.get(f"https://127.0.0.1:{port}/scheme")).status_code == 200


async def test_plain_http_is_sent_on_to_the_same_address(store: Store) -> None:
    async with served(store) as (port, _), httpx.AsyncClient(timeout=60) as client:
        answer = await client.post(f"http://localhost:{port}/api/channels?q=a%20b", content=b"x")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"https://localhost:{port}/api/channels?q=a%20b"


async def test_plain_http_is_not_sent_on_to_a_name_that_is_not_ours(store: Store) -> None:
    async with served(store) as (port, _), httpx.AsyncClient(timeout=60) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/", headers={"host": "evil.example"})
        assert answer.status_code == 421


async def test_the_page_of_trust_and_the_authority_are_there_before_anything_is_trusted(store: Store) -> None:
    async with served(store) as (port, _), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        page = (await client.get("/trust", headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)"})).text
        assert store.fingerprint() in page
        assert "<details open><summary>iPhone" in page
        assert page.count("<details open>") == 1
        offered = await client.get("/trust/prism-ca.crt")
        assert offered.content == store.authority.certificate.read_bytes()
        profile = plistlib.loads((await client.get("/trust/prism.mobileconfig")).content)
        assert profile["PayloadContent"][0]["PayloadType"] == "com.apple.security.root"


async def test_a_page_of_trust_never_holds_what_a_client_wrote(store: Store) -> None:
    store.refresh()
    assert "<script" not in trust.own_page(store, "<script>alert(1)</script>", "linux")


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("/trust", True),
        ("/trust/prism-ca.crt", True),
        ("/readyz", True),
        ("/api/output/token/playlist.m3u", True),
        (f"/abcdefghijkl2/{'t' * 32}/5.ts", True),
        (f"/abcdefghijkl2/{'t' * 32}/app.js/5", False),
        ("/api/outputs", False),
        ("/trusted", False),
        ("/api/auth/sign-in", False),
        ("/", False),
    ],
)
def test_what_is_answered_on_plain_http(path: str, plain: bool) -> None:
    assert is_open(path) is plain


async def test_a_new_certificate_is_taken_up_without_a_restart(store: Store, tmp_path: Path) -> None:
    async with served(store) as (port, certificates):
        other = Store(tmp_path / "other")
        other.refresh()
        for ours, theirs in zip(
            (store.server.key, store.server.certificate), (other.server.key, other.server.certificate), strict=True
        ):
            ours.write_bytes(theirs.read_bytes())
        given = Certificates(store.server)
        certificates._refresh = lambda: None  # As with files of the operator's.
        assert certificates.look()
        assert not given.look()
        async with httpx.AsyncClient(verify=trusting(other), timeout=60) as client:
            assert (await client.get(f"https://127.0.0.1:{port}/scheme")).status_code == 200


def test_a_bad_new_certificate_leaves_the_last_one(machine: Machine) -> None:
    certificates = Certificates(machine.store.server)
    before = certificates.context()
    machine.store.server.certificate.write_text("no certificate", encoding="utf-8")
    with pytest.raises(ssl.SSLError):
        certificates.look()
    assert certificates.context() is before


@pytest.mark.parametrize("choice", ["yes", "cert.pem", ",key.pem", "cert.pem,"])
def test_what_is_no_choice_is_refused_with_what_may_be_written(choice: str) -> None:
    with pytest.raises(ValueError, match="write off, auto, or"):
        files_of(choice)


def test_a_public_host_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"'https://tv\.example' is no host name"):
        serving("auto", tmp_path, ("https://tv.example",))


def test_off_serves_plain_http(tmp_path: Path) -> None:
    https = serving("off", tmp_path)
    assert https.certificates is None
    assert not (tmp_path / "tls").exists()
