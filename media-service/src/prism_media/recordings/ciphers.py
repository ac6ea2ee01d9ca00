"""Opens AES-128 segments as they come in: a recording must play when the key is long gone (RFC 8216 §4.3.2.4)."""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from prism_core.errors import UpstreamFailed
from prism_media.recordings.playlist import Key
from prism_media.relay.conversion.errors import ProtectedStream

_BLOCK = 16


def check(key: Key) -> None:
    """Refuse what cannot be opened.

    Raises:
        ProtectedStream: the key is another one's to give.
    """
    if key.method != "AES-128" or key.format != "identity":
        raise ProtectedStream(f"the channel is encrypted with {key.method}, which cannot be recorded")


def opened(data: bytes, secret: bytes, key: Key, sequence: int) -> bytes:
    """The plain bytes of a segment; without an IV its media sequence number is one.

    Raises:
        UpstreamFailed: key or segment have a length that they cannot have.
    """
    if len(secret) != _BLOCK or not data or len(data) % _BLOCK:
        raise UpstreamFailed("an encrypted segment or its key arrived broken")
    iv = key.iv if key.iv is not None else sequence.to_bytes(_BLOCK, "big")
    decryptor = Cipher(AES(secret), CBC(iv)).decryptor()
    plain = decryptor.update(data) + decryptor.finalize()
    padding = plain[-1]
    padded = 0 < padding <= _BLOCK and plain.endswith(bytes([padding]) * padding)
    return plain[:-padding] if padded else plain
