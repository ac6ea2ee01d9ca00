"""Signing in at a provider: who gets in, which account is theirs, and what they may do here."""

from pathlib import Path
from typing import Any

import pytest

from prism_media.accounts.oidc.admission import name_of, rules
from prism_media.accounts.oidc.settings import OidcSettings
from prism_media.accounts.oidc.testing import (
    Strict,
    Visitor,
    as_admin,
    founded,
    prism,
)


async def test_the_sign_in_page_is_told_of_the_provider(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_name="Home") as visitor:
        me = (await visitor.ask("/api/auth/me")).json()
    assert me["oidc"] == [{"id": "oidc", "name": "Home", "url": "/api/auth/oidc/start"}]


async def test_the_first_administrator_may_come_from_the_provider(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider) as visitor:
        as_admin(provider)
        answer = await visitor.sign_in("/films?kind=movie")
        assert (answer.status_code, answer.headers["location"]) == (303, "/films?kind=movie")
        assert visitor.who()["role"] == "admin"
        assert not visitor.cookies.get("__Host-prism_oidc")


async def test_nobody_else_is_first(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as visitor:
        assert (await visitor.sign_in()).headers["location"] == "/sign-in?error=not-allowed"
        assert not visitor.signed_in


async def test_a_second_sign_in_is_the_same_account_whatever_they_are_called_now(
    tmp_path: Path, provider: Strict
) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as owner:
        visitor = await founded(owner, provider)
        await visitor.sign_in()
        first = visitor.who()
        provider.claims = {"sub": "u-1", "preferred_username": "anna-maria"}
        await visitor.sign_in()
        assert visitor.who()["sub"] == first["sub"]
        assert (first["role"], first["name"]) == ("viewer", "anna")


async def test_a_name_that_somebody_has_here_never_gives_their_account(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_allowed="*") as owner:
        visitor = await founded(owner, provider)
        provider.claims = {"sub": "u-9", "preferred_username": "owner", "email": "owner@example.org"}
        await visitor.sign_in()
        assert visitor.who()["sub"] != owner.who()["sub"]
        assert visitor.who()["name"] == "owner 2"


@pytest.mark.parametrize(
    ("claims", "let_in"),
    [
        ({"email": "Anna@Family.example", "email_verified": True}, True),
        ({"email": "anna@family.example", "email_verified": False}, False),
        ({"email": "anna@family.example"}, False),
        ({"email": "anna@notfamily.example", "email_verified": True}, False),
        ({"email": "friend@example.org", "email_verified": True}, True),
        ({"email": "foe@example.org", "email_verified": True}, False),
        ({"groups": ["prism-viewers"]}, True),
        ({}, False),
    ],
)
def test_who_gets_an_account(claims: dict[str, Any], let_in: bool) -> None:
    settings = OidcSettings(oidc_allowed="family.example, friend@example.org", oidc_viewers="prism-viewers")
    assert rules(settings).admits({"sub": "x", **claims}) is let_in


async def test_groups_decide_the_role_at_each_sign_in_and_may_come_from_userinfo(
    tmp_path: Path, provider: Strict
) -> None:
    groups = {"oidc_children": "kids", "oidc_viewers": "grown-ups", "oidc_role_claim": "realm_access.roles"}
    async with prism(tmp_path, provider, **groups, oidc_admins="prism-admins") as owner:
        provider.told = {"realm_access": {"roles": ["prism-admins"]}}
        await owner.sign_in()
        visitor = Visitor(owner.prism)
        provider.claims, provider.told = {"sub": "u-2", "name": "Kim"}, {"realm_access": {"roles": ["kids"]}}
        await visitor.sign_in()
        assert visitor.who()["role"] == "child"
        provider.told = {"realm_access": {"roles": ["kids", "grown-ups"]}}
        await visitor.sign_in()
        assert visitor.who()["role"] == "viewer"


async def test_the_last_administrator_stays_one(tmp_path: Path, provider: Strict) -> None:
    async with prism(tmp_path, provider, oidc_viewers="grown-ups") as owner:
        as_admin(provider)
        await owner.sign_in()
        provider.claims = {**provider.claims, "groups": ["grown-ups"]}
        await owner.sign_in()
        assert owner.who()["role"] == "admin"


def test_people_are_called_by_what_there_is() -> None:
    assert name_of({"sub": "1", "preferred_username": " anna ", "name": "Anna A."}) == "anna"
    assert name_of({"sub": "1", "email": "kim@example.org"}) == "kim"
    assert name_of({"sub": "0123456789", "name": 5}) == "somebody 01234567"
