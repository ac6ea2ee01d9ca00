"""PINs: hashed slowly, and guessed slowly.

scrypt (RFC 7914), which is in the standard library; 16 MiB and some 50 ms a guess. Four digits fall to whoever has
the database anyway; what keeps a child out is that wrong PINs must be waited for, longer each time.
"""

from __future__ import annotations

import hashlib
import hmac
import os

FREE_TRIES = 3
"""Wrong PINs before the first wait: fingers slip."""
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300
"""Half of the 10,000 PINs of four digits take 17 days then; and an adult who was locked out by a child waits 5 min."""

_COST, _BLOCK, _PARALLEL = 2**14, 8, 1


def hash_pin(pin: str) -> str:
    """`salt:hash`, in hex; slow, so call it in a thread."""
    salt = os.urandom(16)
    return f"{salt.hex()}:{_scrypt(pin, salt).hex()}"


def pin_fits(pin: str, hashed: str) -> bool:
    """Whether `pin` is the one that was hashed; slow, so call it in a thread."""
    salt, expected = (bytes.fromhex(part) for part in hashed.split(":"))
    return hmac.compare_digest(_scrypt(pin, salt), expected)


def wait_seconds(failures: int) -> int:
    """How long to wait after so many wrong PINs in a row."""
    if failures < FREE_TRIES:
        return 0
    # The exponent is bounded, so that a patient attacker makes no number that is slow to compute.
    return min(FIRST_WAIT_SECONDS << min(failures - FREE_TRIES, 16), LONGEST_WAIT_SECONDS)


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=32)
