"""The authority and the server's certificate as files that only this user may read; made and renewed as needed."""

import datetime
import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from prism_core.tls import CertificateFiles
from prism_gateway.tls.authority import Signed, covers, make_authority, make_server_certificate, may_sign_for
from prism_gateway.tls.names import Address, local_addresses, local_names

log = logging.getLogger(__name__)

RENEWED_BEFORE = datetime.timedelta(days=30)
"""How long before its end a certificate is replaced."""


class Store:
    """The folder of the authority that Prism makes.

    Args:
        folder: where its files are; made when it is missing.
        public: names and addresses that the operator lists beside the machine's own.
        names: the machine's names; the first one that is not `localhost` names the authority.
        addresses: the machine's addresses.
        now: the time, in UTC.
    """

    def __init__(
        self,
        folder: Path,
        public: Iterable[str | Address] = (),
        *,
        names: Callable[[], tuple[str, ...]] = local_names,
        addresses: Callable[[], tuple[Address, ...]] = local_addresses,
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        self._folder = folder
        self._public_names = tuple(one for one in public if isinstance(one, str))
        self._public_addresses = tuple(one for one in public if not isinstance(one, str))
        self._names = names
        self._addresses = addresses
        self._now = now

    @property
    def server(self) -> CertificateFiles:
        """The server's certificate and key."""
        return CertificateFiles(self._folder / "server.crt", self._folder / "server.key")

    @property
    def authority(self) -> CertificateFiles:
        """The authority's; its certificate is what devices are taught."""
        return CertificateFiles(self._folder / "prism-ca.crt", self._folder / "prism-ca.key")

    def refresh(self) -> bool:
        """Makes what is missing, ends soon, or does not fit the machine's names any more; whether it did.

        Raises:
            OSError: the folder cannot be written.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority = self._load(self.authority)
        if authority is None or not self._fits(authority.certificate):
            authority = self._found()
        names = [name for name in (*self._names(), *self._public_names) if may_sign_for(authority.certificate, name)]
        addresses = tuple(dict.fromkeys((*self._addresses(), *self._public_addresses)))
        server = self._load(self.server)
        if server and self._current(server.certificate, authority) and covers(server.certificate, names, addresses):
            return False
        self._keep(make_server_certificate(authority, names, addresses, self._now()), self.server)
        log.info("certificate made", extra={"names": names, "addresses": [str(one) for one in addresses]})
        return True

    def fingerprint(self) -> str:
        """SHA-256 of the authority's certificate, for comparing with what a device shows."""
        authority = self._load(self.authority)
        return authority.fingerprint() if authority else ""

    def _fits(self, authority: x509.Certificate) -> bool:
        lasts = authority.not_valid_after_utc - self._now() > RENEWED_BEFORE
        return lasts and all(may_sign_for(authority, name) for name in self._public_names)

    def _found(self) -> Signed:
        names = self._names()
        host = next((name for name in names if name != "localhost"), "this machine")
        authority = make_authority(host, (*names, *self._public_names), self._now())
        self._keep(authority, self.authority)
        log.warning("authority made; teach it to devices at /trust", extra={"sha256": authority.fingerprint()})
        return authority

    def _current(self, server: x509.Certificate, authority: Signed) -> bool:
        try:
            server.verify_directly_issued_by(authority.certificate)
        except Exception:  # Whatever is wrong with the signature, a new certificate has the remedy.
            return False
        return server.not_valid_after_utc - self._now() > RENEWED_BEFORE

    def _load(self, files: CertificateFiles) -> Signed | None:
        try:
            certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
            key = serialization.load_pem_private_key(files.key.read_bytes(), None)
        except FileNotFoundError:
            return None
        except ValueError:
            log.warning("unreadable certificate is made anew", extra={"file": files.certificate.name})
            return None
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
            return None  # A stop between the two files left them of different makings.
        return Signed(certificate, key)

    def _keep(self, signed: Signed, files: CertificateFiles) -> None:
        secret = signed.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        _write(files.key, secret, 0o600)
        _write(files.certificate, signed.certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _write(file: Path, content: bytes, mode: int) -> None:
    """Puts `content` in place of `file` in one step, never readable by more than `mode` says."""
    new = file.with_suffix(f"{file.suffix}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
        opened.write(content)
    new.replace(file)
