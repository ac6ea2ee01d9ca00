"""Accounts as the API gives and takes them: `/api/auth`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from prism_core.account import Role, Scope
from prism_core.model import Model
from prism_media.moment import Moment

LONGEST_PASSWORD = 256
_PRINTED = r"^[^\x00-\x1f\x7f]*$"
"""No control characters: nobody sees them, and PostgreSQL keeps no U+0000."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=_PRINTED)]
Password = Annotated[str, StringConstraints(min_length=10, max_length=LONGEST_PASSWORD)]
GivenPassword = Annotated[str, StringConstraints(max_length=LONGEST_PASSWORD)]
"""A password to be tried: whatever somebody may have once set."""
AgeLimit = Annotated[int, Field(ge=0, le=17)]


class Account(Model):
    """Somebody who may sign in."""

    id: str
    name: str
    role: Role
    age_limit: int | None = Field(description="Years, for the role `child`; null for the others.")
    disabled: bool
    has_password: bool = Field(description="Without one they sign in at a provider only.")
    at_provider: bool = Field(description="Whether they sign in at a provider, alone or as well.")
    created_at: datetime
    signed_in_at: datetime | None


class Accounts(Model):
    """Every account, the oldest first."""

    accounts: list[Account]


class Provider(Model):
    """Where else one may sign in."""

    id: str
    name: str
    url: str


class Me(Model):
    """Who asks, and what a page must show before anything else."""

    account: Account | None
    required: bool = Field(description="Whether one must sign in here.")
    setup: bool = Field(description="Whether the first account is still to be made, with the link from the log.")
    oidc: list[Provider]


class SetUp(Model):
    """Makes the first account, an administrator's."""

    token: str = Field(max_length=200, description="From the link in the log.")
    name: Name
    password: Password


class SignIn(Model):
    """Proves who somebody is."""

    name: str = Field(max_length=200, pattern=_PRINTED)
    password: GivenPassword


class NewAccount(Model):
    """An account to add."""

    name: Name
    password: Password
    role: Role = "viewer"
    age_limit: AgeLimit | None = Field(default=None, description="For the role `child`; left out: 12.")


class AccountChange(Model):
    """What to change of an account; what is left out stays. A new password or role signs it out everywhere."""

    name: Name | None = None
    password: Password | None = None
    role: Role | None = None
    age_limit: AgeLimit | None = None
    disabled: bool | None = None

    @model_validator(mode="after")
    def _nothing_is_null(self) -> AccountChange:
        for field in self.model_fields_set:
            if getattr(self, field) is None:
                raise ValueError(f"{field} cannot be null; leave it out")
        return self


class PasswordChange(Model):
    """A new password of one's own; all other sessions end."""

    current: GivenPassword
    new: Password


class NewToken(Model):
    """A personal token to make."""

    name: Name
    scopes: list[Scope] = Field(min_length=1)
    expires_at: Moment | None = Field(default=None, description="Null: it does not expire.")


class Token(Model):
    """A personal token, without what it is."""

    id: str
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


class TokenMade(Token):
    """A new personal token; `token` is told this once."""

    token: str


class Tokens(Model):
    """The personal tokens of the account, the oldest first."""

    tokens: list[Token]


class Session(Model):
    """A browser that is signed in."""

    id: str
    began_at: datetime
    used_at: datetime
    browser: str = Field(description="What it calls itself.")
    current: bool = Field(description="Whether it is the one that asks.")


class Sessions(Model):
    """Where the account is signed in, the latest use first."""

    sessions: list[Session]


class Introspect(Model):
    """Asks the service what a personal token is worth."""

    token: str = Field(max_length=200)


class Introspected(Model):
    """What a personal token is worth (in the manner of RFC 7662)."""

    active: bool
    account: str = ""
    name: str = ""
    role: Role | Literal[""] = ""
    scopes: list[Scope] = Field(default_factory=list)


class AskedSessions(Model):
    """Asks which of these sessions go on."""

    sessions: Annotated[list[str], Field(max_length=1000)]


class OpenSessions(Model):
    """Those that do."""

    sessions: list[str]
