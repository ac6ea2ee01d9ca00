"""The certificate that is served now: read anew when its files change, without a restart."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from pathlib import Path

from prism_core.tls import CertificateFiles

log = logging.getLogger(__name__)

LOOK_SECONDS = 20.0
"""How often the files, and the machine's addresses, are looked at."""
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""Of TLS 1.2: forward secrecy and authenticated encryption alone (RFC 9325). Those of TLS 1.3 are all so."""


class Certificates:
    """The certificate in `files`, as a context for new connections.

    Args:
        files: what to serve.
        refresh: called before each look, for files that Prism makes itself.

    Raises:
        OSError: a file cannot be read, or (`ssl.SSLError`) it is no certificate, or the key is another's.
    """

    def __init__(self, files: CertificateFiles, refresh: Callable[[], object] = lambda: None) -> None:
        self._files = files
        self._refresh = refresh
        refresh()
        self._seen = self._stamps()
        self._context = server_context(files)

    def context(self) -> ssl.SSLContext:
        """The context for the next connection."""
        return self._context

    async def watch(self) -> None:
        """Takes up changed files for as long as it runs. What cannot be used is logged, and the last one stays."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await asyncio.to_thread(self.look)
            except OSError as error:
                log.warning("new certificate is not usable; the last one stays", extra={"reason": str(error)})

    def look(self) -> bool:
        """Looks once; whether another certificate is served from now on.

        Raises:
            OSError: the new files cannot be used; they are tried again when they change.
        """
        self._refresh()
        stamps = self._stamps()
        if stamps == self._seen:
            return False
        self._seen = stamps
        self._context = server_context(self._files)
        log.info("certificate taken up", extra={"file": str(self._files.certificate)})
        return True

    def _stamps(self) -> tuple[tuple[int, int], ...]:
        return tuple(_stamp(file) for file in (self._files.certificate, self._files.key))


def server_context(files: CertificateFiles) -> ssl.SSLContext:
    """TLS 1.2 and later, for HTTP/1.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_ciphers(CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(files.certificate, files.key)
    return context


def _stamp(file: Path) -> tuple[int, int]:
    seen = file.stat()  # Follows the link that certbot and Kubernetes turn to the new file.
    return seen.st_mtime_ns, seen.st_ino
