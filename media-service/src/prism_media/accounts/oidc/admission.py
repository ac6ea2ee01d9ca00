"""Which account a person from the provider has: the one that is bound to issuer and subject, or a new one if allowed.

Never one that has the same name or email address: those change hands, and some providers let people choose them.
Whoever is signed in here may bind their account to whom they are there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prism_core.account import Role
from prism_core.errors import Conflict, NotAllowed
from prism_media.accounts.oidc.settings import OidcSettings
from prism_media.accounts.people_api import CHILD_AGE, MOST_ACCOUNTS
from prism_media.accounts.store import AccountStore

Claims = dict[str, Any]
Row = dict[str, Any]
MOST_NAMESAKES = 20


class NotAdmitted(NotAllowed):
    """The provider knows them, and this Prism does not."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Who gets an account, and as what."""

    everybody: bool
    addresses: frozenset[str]
    domains: frozenset[str]
    claim: str
    groups: tuple[tuple[Role, frozenset[str]], ...]
    """The mightiest role first: whoever is in several groups has it."""

    def role(self, claims: Claims) -> Role | None:
        """The role that their groups give; none where none of them is named."""
        theirs = _at(claims, self.claim)
        return next((role for role, groups in self.groups if groups & theirs), None)

    def admits(self, claims: Claims) -> bool:
        """Whether they may have an account."""
        if self.everybody or self.role(claims) is not None:
            return True
        email = claims.get("email")
        if claims.get("email_verified") is not True or not isinstance(email, str):
            return False
        address = email.strip().casefold()
        return address in self.addresses or address.rpartition("@")[2] in self.domains


def rules(settings: OidcSettings) -> Rules:
    """The rules that the environment says."""
    allowed = _parts(settings.oidc_allowed)
    groups: tuple[tuple[Role, frozenset[str]], ...] = (
        ("admin", frozenset(_split(settings.oidc_admins))),
        ("viewer", frozenset(_split(settings.oidc_viewers))),
        ("child", frozenset(_split(settings.oidc_children))),
    )
    return Rules(
        everybody="*" in allowed,
        addresses=frozenset(one for one in allowed if not one.startswith("@") and "@" in one),
        domains=frozenset(one.lstrip("@") for one in allowed if one.startswith("@") or "@" not in one),
        claim=settings.oidc_role_claim,
        groups=groups,
    )


class Admission:
    """Finds or makes the account of whoever the provider sends."""

    def __init__(self, store: AccountStore, rules: Rules, now: Callable[[], float]) -> None:
        self._store = store
        self._rules = rules
        self._now = now

    async def account(self, issuer: str, claims: Claims) -> Row:
        """The account of the person whom `claims` are about.

        Raises:
            NotAdmitted: they have none, and may not get one.
        """
        subject = claims["sub"]
        row = await self._store.known_as(issuer, subject)
        if row is None:
            await self._admit(issuer, claims)
        elif (role := self._rules.role(claims)) is not None and role != row["role"]:
            await self._become(row, role)
        found = await self._store.known_as(issuer, subject)
        assert found is not None, "it was there, or was just made"
        return found

    async def bind(self, issuer: str, claims: Claims, account_id: str) -> None:
        """From now on the person whom `claims` are about signs in as an account that is there already.

        Raises:
            NotAdmitted: they have another account here.
        """
        known = await self._store.known_as(issuer, claims["sub"])
        if known is not None and known["id"] != account_id:
            raise NotAdmitted("that person has an account here already")
        await self._store.change(account_id, {"issuer": issuer, "subject": claims["sub"]})

    async def _admit(self, issuer: str, claims: Claims) -> None:
        if not self._rules.admits(claims):
            raise NotAdmitted("this Prism does not know that account; its administrator can let you in")
        people = await self._store.all()
        if len(people) >= MOST_ACCOUNTS:
            raise NotAdmitted(f"there are {MOST_ACCOUNTS} accounts already, which is the most there may be")
        role = self._rules.role(claims) or "viewer"
        if not people and role != "admin":
            raise NotAdmitted("this Prism has no administrator yet; set it up with the link from its log")
        row = {
            "role": role,
            "age_limit": _age_limit(role),
            "issuer": issuer,
            "subject": claims["sub"],
            "created_at": int(self._now()),
        }
        await self._add(row, name_of(claims), first=not people)

    async def _add(self, row: Row, name: str, *, first: bool) -> None:
        if first:
            await self._store.found({**row, "name": name})
            return
        for number in range(1, MOST_NAMESAKES):
            numbered = name if number == 1 else f"{name} {number}"
            try:
                await self._store.add({**row, "id": secrets.token_hex(8), "name": numbered})
            except Conflict:
                if await self._store.known_as(row["issuer"], row["subject"]):
                    return  # Another tab of theirs was faster.
            else:
                return
        raise NotAdmitted(f"too many people are called {name!r} here")

    async def _become(self, row: Row, role: Role) -> None:
        if row["role"] == "admin" and not await self._store.other_admins(row["id"]):
            return  # Somebody must be able to manage this Prism, whatever became of a group.
        await self._store.change(row["id"], {"role": role, "age_limit": _age_limit(role)}, ends_sessions=True)


def name_of(claims: Claims) -> str:
    """How they are called: by the name that they chose, or else by what there is."""
    email = claims.get("email")
    of_email = email.partition("@")[0] if isinstance(email, str) else None
    for found in (claims.get("preferred_username"), claims.get("name"), of_email):
        if isinstance(found, str) and found.strip():
            return found.strip()[:56]  # With a number behind it, no longer than any other name.
    return f"somebody {claims['sub'][:8]}"


def _age_limit(role: Role) -> int | None:
    return CHILD_AGE if role == "child" else None


def _at(claims: Claims, path: str) -> frozenset[str]:
    """The texts at a dotted path, of a list or alone."""
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
    listed = found if isinstance(found, list) else [found]
    return frozenset(one for one in listed if isinstance(one, str))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _parts(text: str) -> list[str]:
    return [part.casefold() for part in _split(text)]
