"""How the gateway serves by what `PRISM_TLS` says: which certificate, which server, which page of trust."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from prism_core.errors import BadInput
from prism_core.tls import files_of
from prism_gateway.tls.certificates import Certificates
from prism_gateway.tls.door import TlsServer
from prism_gateway.tls.names import Address, is_host_name
from prism_gateway.tls.store import Store


@dataclass(frozen=True, slots=True)
class Serving:
    """HTTPS as it is served; nothing but plain HTTP where `certificates` is none."""

    certificates: Certificates | None = None
    store: Store | None = None
    """The authority that Prism made; none with a certificate of the operator's."""

    def server(self, config: uvicorn.Config) -> uvicorn.Server:
        """The server to run."""
        return TlsServer(config, self.certificates.context) if self.certificates else uvicorn.Server(config)

    async def watch(self) -> None:
        """Keeps the certificate current for as long as it runs."""
        if self.certificates:
            await self.certificates.watch()


def serving(choice: str, data_dir: Path, public_hosts: tuple[str, ...] = ()) -> Serving:
    """What `choice` (`PRISM_TLS`) asks for; certificates are made where there are none.

    Raises:
        BadInput: the certificate cannot be used, or one of `public_hosts` is no name and no address.
    """
    try:
        if files := files_of(choice):
            return Serving(Certificates(files))
        if choice == "auto":
            store = Store(data_dir / "tls", tuple(map(_host, public_hosts)))
            return Serving(Certificates(store.server, store.refresh), store)
    except OSError as error:
        raise BadInput(f"PRISM_TLS={choice}: the certificate cannot be used: {error}") from error
    return Serving()


def _host(text: str) -> str | Address:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        if is_host_name(text):
            return text
        raise BadInput(f"PRISM_PUBLIC_HOSTS: {text!r} is no host name and no address") from None
