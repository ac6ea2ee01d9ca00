"""What `PRISM_TLS` may say: `off`, `auto`, or the files of a certificate and its key."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """A certificate with the chain below it, and its private key, both PEM."""

    certificate: Path
    key: Path


def files_of(choice: str) -> CertificateFiles | None:
    """The files that `choice` names, none for `off` and `auto`.

    Raises:
        ValueError: it is none of the three; the message says what may be written.
    """
    if choice in ("off", "auto"):
        return None
    certificate, comma, key = (part.strip() for part in choice.partition(","))
    if not (certificate and comma and key):
        raise ValueError("write off, auto, or the certificate's and the key's file as /path/cert.pem,/path/key.pem")
    return CertificateFiles(Path(certificate), Path(key))


def _checked(choice: str) -> str:
    choice = choice.strip() or "off"
    if files := files_of(choice):
        for file in (files.certificate, files.key):
            if not file.is_file():
                raise ValueError(f"there is no file {file}")
    return choice


TlsChoice = Annotated[str, AfterValidator(_checked)]
"""A setting that says how HTTPS is served; files that are not there are refused."""
