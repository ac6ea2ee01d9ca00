"""What must never be kept of what a viewer says: passwords, numbers of cards and accounts, keys. Pure."""

import re
from typing import Final

_NAMED: Final = re.compile(
    r"\b(?:pass ?(?:word|code|phrase|wort)|kennwort|contraseña|mot de passe|password|parola d['’]ordine|"
    r"pin(?:[ -]?(?:code|number|nummer))?|geheimzahl|código secreto|code (?:secret|pin|confidentiel)|"
    r"codice (?:segreto|pin)|"
    r"(?:credit|debit|bank)[ -]?card|kreditkarte\w*|kartennummer|tarjeta de (?:crédito|débito)|carte (?:bancaire|"
    r"bleue|de crédit)|"
    r"carta di credito|cvv|cvc|iban|(?:social security|insurance|passport|account) number|ssn|kontonummer|"
    r"(?:api|access|secret|private|recovery|login)[ -]?(?:key|token|code|phrase)|seed phrase)\b",
    re.I,
)
_VALUE: Final = re.compile(r"\b(?:is|are|ist|lautet|es|est|è|=|:)\s*\S|[:=]|\d{3,}|\b(?:\d[ -]?){3,}", re.I)
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
