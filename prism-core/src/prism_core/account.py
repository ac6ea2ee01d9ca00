"""The account behind a request, as the gateway tells the services, and whose a session is.

The gateway alone sets the header, after it has checked a signed token, and takes it from whatever comes from outside.
A request without it comes from the fleet itself, or from a Prism where nobody has to sign in.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

Role = Literal["admin", "viewer", "child"]
Scope = Literal[
    "mcp:control", "mcp:media", "mcp:memory", "mcp:sports", "mcp:search", "api:read", "api:write"
]  # fmt: skip
HEADER = "x-prism-account"
SIGN_IN_HEADER = "x-prism-sign-in"
"""`required` where sign-in is."""
SESSION_HEADER = "x-prism-session"
"""The signed-in session that a request belongs to; none for a personal token."""
ACCESS_COOKIE = "prism_access"
REFRESH_COOKIE = "prism_refresh"
ROLES: frozenset[str] = frozenset(get_args(Role))
SCOPES: frozenset[str] = frozenset(get_args(Scope))

_HALF = 16


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the id of an account, and what it may do."""

    id: str
    role: Role

    @property
    def headers(self) -> dict[str, str]:
        """The headers that pass it on to another service."""
        return {HEADER: f"{self.id} {self.role}"}


def caller_in(headers: Mapping[str, str]) -> Caller | None:
    """Who asks by the headers of a request that the gateway passed on; none where there is no account."""
    account, _, role = headers.get(HEADER, "").partition(" ")
    if not account:
        return None
    if role not in ROLES:
        role = "child"  # Whatever a newer gateway says that this one does not know: the least of all.
    return Caller(account, role)  # type: ignore[arg-type]


def new_session(account: str) -> str:
    """The id of a new browser session of `account`, which says to who knows the account that it is theirs."""
    random = secrets.token_hex(_HALF // 2)
    return random + _bound(random, account)


def is_session_of(session: str, account: str) -> bool:
    """Whether a browser session is one of `account`'s."""
    return secrets.compare_digest(session[_HALF:].encode(), _bound(session[:_HALF], account).encode())


def _bound(random: str, account: str) -> str:
    return sha256(f"session {account} {random}".encode()).hexdigest()[:_HALF]


def cookie_name(name: str, *, secure: bool) -> str:
    """The name of a cookie over HTTPS, where browsers let no other host set it, or over plain HTTP."""
    return f"__Host-{name}" if secure else name
