"""A certificate authority for one household: makes itself once, and certificates for the server from then on.

It may sign for the names of a local network and those that the operator lists, and for nothing else, so that trusting
it endangers no other site even if its key were stolen (name constraints, RFC 5280 §4.2.1.10).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from prism_gateway.tls.names import Address

AUTHORITY_DAYS = 3652
"""Ten years: a household teaches its devices once."""
SERVER_DAYS = 397
"""The longest that browsers take from any authority without complaint (CA/Browser Forum, 398 days)."""
BACKDATED = datetime.timedelta(days=1)
"""Clocks of televisions and phones are not exact."""
LOCAL_DOMAINS = ("localhost", "local", "lan", "home", "internal", "home.arpa")
"""Names that no public DNS server can give away (RFC 6761, RFC 6762, RFC 8375)."""

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: Key

    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as devices show it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def make_authority(host: str, names: Iterable[str], now: datetime.datetime) -> Signed:
    """A new authority of the machine called `host` that may sign for `names` beside those of any local network."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Prism"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Prism on {host}"[:64]),
        ]
    )
    permitted = [x509.DNSName(name) for name in dict.fromkeys((*LOCAL_DOMAINS, *names)) if not _in_local_domain(name)]
    builder = (
        _begun(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, excluded_subtrees=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Signed(builder.sign(key, hashes.SHA256()), key)


def make_server_certificate(
    authority: Signed, names: Sequence[str], addresses: Sequence[Address], now: datetime.datetime
) -> Signed:
    """A certificate for the server under `names` and `addresses`, signed by `authority`."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Prism")])
    alternatives = [*map(x509.DNSName, names), *map(x509.IPAddress, addresses)]
    builder = (
        _begun(subject, authority.certificate.subject, key, now, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False)
    )
    return Signed(builder.sign(authority.key, hashes.SHA256()), key)


def may_sign_for(authority: x509.Certificate, name: str) -> bool:
    """Whether `authority`'s constraints permit the DNS `name`."""
    allowed = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return any(name == one.value or name.endswith(f".{one.value}") for one in allowed)


def covers(certificate: x509.Certificate, names: Iterable[str], addresses: Iterable[Address]) -> bool:
    """Whether `certificate` is for exactly these `names` and `addresses`."""
    alternatives = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(alternatives.get_values_for_type(x509.DNSName)) == set(names) and set(
        alternatives.get_values_for_type(x509.IPAddress)
    ) == set(addresses)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime.datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now - BACKDATED + datetime.timedelta(days=days))
    )


def _usage(signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _in_local_domain(name: str) -> bool:
    return any(name.endswith(f".{domain}") for domain in LOCAL_DOMAINS)
