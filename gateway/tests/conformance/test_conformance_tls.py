"""Upstreams behind TLS: asked under their name, and only if a certificate vouches for it."""

import asyncio
import datetime
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from prism_core.errors import BadInput
from prism_gateway.edge.routes import operator_routes
from prism_gateway.edge.testing import Gateway
from prism_gateway.tls.authority import Signed, make_authority, make_server_certificate

Make = Callable[..., Awaitable[Gateway]]


@pytest.fixture(scope="module")
def authority() -> Signed:
    return make_authority("upstream", (), datetime.datetime.now(datetime.UTC))


@pytest.fixture
def ca_file(tmp_path: Path, authority: Signed) -> str:
    file = tmp_path / "ca.pem"
    file.write_bytes(authority.certificate.public_bytes(serialization.Encoding.PEM))
    return str(file)


@asynccontextmanager
async def upstream(folder: Path, signed: Signed, asked: list[str | None]) -> AsyncIterator[int]:
    """Answers over TLS on the port that it gives; `asked` hears under which name it was (SNI)."""
    file = folder / "server.pem"
    key = signed.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(key + signed.certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _, name, __: asked.append(name)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_an_upstream_with_a_certificate_of_an_authority_that_is_trusted_is_asked_by_its_name(
    make: Make, tmp_path: Path, authority: Signed, ca_file: str
) -> None:
    asked: list[str | None] = []
    signed = make_server_certificate(authority, ["localhost"], [], datetime.datetime.now(datetime.UTC))
    async with upstream(tmp_path, signed, asked) as port:
        gateway = await make((f"https://localhost:{port}",), ca_file=ca_file)
        answer = await gateway.ask("/x", method="POST", body=b"x")
    assert (answer.status, answer.body) == (200, b"secret")
    assert asked == ["localhost"]


@pytest.mark.parametrize(("name", "trusted"), [("other.lan", True), ("localhost", False)])
async def test_an_upstream_that_cannot_prove_its_name_gets_nothing(
    make: Make, tmp_path: Path, authority: Signed, ca_file: str, name: str, trusted: bool
) -> None:
    signed = make_server_certificate(authority, [name], [], datetime.datetime.now(datetime.UTC))
    async with upstream(tmp_path, signed, []) as port:
        gateway = await make((f"https://localhost:{port}",), ca_file=ca_file if trusted else "")
        answer = await gateway.ask("/x", method="POST", body=b"x")
    assert answer.status == 503
    assert b"secret" not in answer.raw


def test_authorities_that_cannot_be_read_are_named(tmp_path: Path, ca_file: str) -> None:
    text = '{{"/up": {{"upstream": "https://up.lan", "ca_file": "{}"}}}}'
    [route] = operator_routes(text.format(ca_file))
    assert (route.upstreams, route.ca_file) == (("https://up.lan",), ca_file)
    (tmp_path / "no.pem").write_text("no certificate")
    for bad in ("no.pem", "nowhere.pem"):
        with pytest.raises(BadInput, match="holds no certificates"):
            operator_routes(text.format(tmp_path / bad))
