"""What must never be kept of what a viewer says: passwords, numbers of cards and accounts, keys. Pure."""

import re
from typing import Final

from prism_llm.telling import asked_for

_NAMED: Final = asked_for("secret_names")
_VALUE: Final = asked_for("secret_values", r"\b(?:{})\s*\S|[:=]|\d{3,}|\b(?:\d[ -]?){3,}")
"""A name alone is no secret: "I always forget my password"."""
_DIGITS: Final = re.compile(r"(?:\d[ .-]?){11,}\d")
_ACCOUNT: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,8}", re.I)
_KEY: Final = re.compile(
    r"\b(?=[A-Za-z_-]*\d)(?=[\d_-]*[A-Za-z])[A-Za-z0-9_-]{24,}\b|\bsk-\w{8,}|\bgh[pousr]_\w{16,}|\beyJ\w{10,}"
)


def secret(text: str) -> bool:
    """Whether `text` holds something that whoever reads the memories should not see."""
    return bool(
        (_NAMED.search(text) and _VALUE.search(text))
        or _DIGITS.search(text)
        or _ACCOUNT.search(text)
        or _KEY.search(text)
    )
